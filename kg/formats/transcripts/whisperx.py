"""Transcripts as whisperX and programs like it write them: JSON with segments."""

import json
import math
from collections.abc import Iterator
from typing import Any

from kg.domain.transcripts import (
    LONGEST_LABEL,
    Speech,
    Transcript,
    as_label,
    backwards,
    joined,
    laid_out,
    language_of,
    run_backwards,
)
from kg.domain.wording import shown
from kg.errors import Invalid

SHAPE = "whisperX JSON"
_WORDS = ("text", "body", "transcript")
_STARTS = ("start", "startTime", "start_time")


def read(text: str) -> Transcript:
    """The transcript in JSON: a list of segments, or an object that has one."""
    try:
        found = json.loads(text)
    except RecursionError:
        raise Invalid("The JSON is nested too deeply.", "See that it is a transcript.") from None
    except ValueError as error:
        where = f", line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        what = error.msg if isinstance(error, json.JSONDecodeError) else "a number is too long"
        raise Invalid(f"The JSON is broken{where}: {what}.", "See that it is whole.") from None
    segments = found.get("segments") if isinstance(found, dict) else found
    if not isinstance(segments, list) or not segments:
        raise Invalid(
            "The JSON has no list of segments.",
            'It would be {"segments": [{"speaker": …, "start": …, "text": …}]}.',
        )
    remarks: list[str] = []
    laid, turns = laid_out(joined(_speeches(segments, remarks)))
    if not any(turn.label for turn in turns):
        remarks.append("No speakers were found in it: its turns are nobody's.")
    if late := backwards(turns):
        remarks.append(run_backwards(late))
    language = found.get("language") if isinstance(found, dict) else None
    known = language if isinstance(language, str) and language.isascii() else None
    return Transcript(
        None,
        known if known and 2 <= len(known) <= 3 and known.isalpha() else language_of(laid),
        laid,
        turns,
        SHAPE,
        remarks,
    )


def _speeches(segments: list[Any], remarks: list[str]) -> Iterator[Speech]:
    for at, segment in enumerate(segments):
        words = None if not isinstance(segment, dict) else _first(segment, _WORDS, str)
        if words is None:
            raise Invalid(f"segments[{at}] has no text.", "See that the file is whole.")
        speaker = segment.get("speaker")
        name = speaker.get("name") if isinstance(speaker, dict) else speaker
        label = as_label(str(name)) if isinstance(name, str | int) else None
        if label is None and isinstance(name, str) and len(name) > LONGEST_LABEL:
            remarks.append(
                f"segments[{at}]: a name has at most {LONGEST_LABEL} characters; "
                f"this one has {len(name):,}."
            )
        start = _first(segment, _STARTS, int | float)
        timed = start is not None and not isinstance(start, bool) and math.isfinite(start)
        yield Speech(
            label,
            " ".join(shown(words).split()),
            round(float(start), 3) if timed and 0 <= start < 1e7 else None,
        )


def _first(segment: dict[str, Any], names: tuple[str, ...], sort: Any) -> Any:
    return next((segment[name] for name in names if isinstance(segment.get(name), sort)), None)

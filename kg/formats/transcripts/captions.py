"""Captions: WebVTT and SRT, with voices or with names before the words."""

import html
import io
import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial

from kg.domain.keys import key
from kg.domain.transcripts import (
    LONGEST_LABEL,
    Speech,
    Transcript,
    as_label,
    backwards,
    is_generic,
    joined,
    laid_out,
    language_of,
    run_backwards,
)
from kg.domain.wording import brief
from kg.errors import Invalid
from kg.formats.transcripts import labels, times

# What may be in a tag has no < in it, so that a row of them is gone through once.
_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?[ \t]+([^<>]*)>|</v>")
_TAG = re.compile(r"<[^<>]*>|\{\\[^{}]*\}")
_LANGUAGE = re.compile(r"^Language:\s*([A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*)\s*$", re.MULTILINE)


def read_webvtt(text: str) -> Transcript:
    """The transcript in WebVTT; consecutive cues of one voice are one turn."""
    return _read(text, "vtt", "WebVTT")


def read_srt(text: str) -> Transcript:
    """The transcript in SRT; a name and a colon before the words say who speaks."""
    return _read(text, "srt", "SRT")


def _read(text: str, format: str, shape: str) -> Transcript:
    # Wanted only for captions.
    import webvtt
    from webvtt.errors import MalformedCaptionError, MalformedFileError

    text = text.lstrip("\ufeff \t\n") if format == "srt" else text.lstrip("\ufeff")
    try:
        captions = webvtt.from_buffer(io.StringIO(text), format=format).captions
    except (MalformedFileError, MalformedCaptionError) as error:
        raise Invalid(
            f"It is not {shape}: {_what_is_missing(format)}.", "See that it is whole."
        ) from error
    remarks = _left_out(text, len(captions))
    if not captions:
        raise Invalid(f"The {shape} has no cue that can be read.", "See that it is whole.")
    cues = [
        cue
        for caption in captions
        for cue in _spoken(caption.raw_text, times.seconds(caption.start))
    ]
    if all(cue.label is None for cue in cues):
        cues = _with_names(cues)
    longest = max((len(cue.label) for cue in cues if cue.label), default=0)
    if longest > LONGEST_LABEL:
        remarks.append(f"A name has at most {LONGEST_LABEL} characters; one voice has {longest:,}.")
    laid, turns = laid_out(joined(_named(cue) for cue in cues))
    if not any(turn.label for turn in turns):
        remarks.append("No speakers were found in it: its turns are nobody's.")
    late = backwards(turns)
    if late:
        remarks.append(run_backwards(late))
    found = _LANGUAGE.search(text[:2000])
    language = found[1] if found and format == "vtt" else language_of(laid)
    return Transcript(None, language, laid, turns, shape, remarks)


def _what_is_missing(format: str) -> str:
    return (
        "its first line does not begin with WEBVTT"
        if format == "vtt"
        else "it does not begin with a number and a line of times"
    )


def _left_out(text: str, taken: int) -> list[str]:
    arrows = [(at, line) for at, line in enumerate(text.split("\n"), start=1) if "-->" in line]
    if len(arrows) <= taken:
        return []
    broken = next(
        ((at, line) for at, line in arrows if len(times.ANY.findall(line[:200])) < 2), arrows[-1]
    )
    left = f"{len(arrows) - taken} of {len(arrows)} cues cannot be read and were left out"
    return [f"{left}; line {broken[0]} has {brief(broken[1], 40)!r}."]


def _spoken(raw: str, start: float | None) -> Iterator[Speech]:
    """What a cue holds, one piece for each voice in it."""
    at, voice = 0, None
    for found in _VOICE.finditer(raw):
        yield from _piece(raw[at : found.start()], voice, start)
        at, voice = found.end(), found[1]
    yield from _piece(raw[at:], voice, start)


def _piece(raw: str, voice: str | None, start: float | None) -> Iterator[Speech]:
    words = html.unescape(_TAG.sub("", raw))
    if words.strip():
        yield Speech(html.unescape(voice) if voice else None, words, start)


def _named(cue: Speech) -> Speech:
    label = as_label(cue.label) if cue.label else None
    return Speech(label, re.sub(r"\s+", " ", cue.words), cue.start)


def _with_names(cues: list[Speech]) -> list[Speech]:
    """Cues whose lines begin with a name and a colon; lines without one go on with who spoke."""
    lines = [
        (labels.mark(line.lstrip("- ")), line, cue.start)
        for cue in cues
        for line in cue.words.split("\n")
        if line.strip()
    ]
    spoken = Counter(key(mark.label) for mark, _, _ in lines if mark)
    if not spoken or (max(spoken.values()) < 2 and 3 * spoken.total() < len(lines)):
        return cues
    known: Callable[[labels.Mark], bool] = partial(_counts, spoken)
    found: list[Speech] = []
    label: str | None = None
    for mark, line, start in lines:
        if mark and known(mark):
            label = mark.label
            found.append(Speech(label, line.lstrip("- ")[mark.begins :], start))
        else:
            found.append(Speech(label, line, start))
    return found


def _counts(spoken: Counter[str], mark: labels.Mark) -> bool:
    number = spoken[key(mark.label)]
    return is_generic(mark.label) or labels.likely(mark.label, mark.style, number)

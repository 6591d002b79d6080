"""Transcripts on the command line: where they come from, and what is told of them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from kg.cli.app import App
from kg.cli.files import STREAM, read_bytes
from kg.cli.options import anew, together
from kg.cli.params import Word
from kg.cli.showing.people import counted
from kg.cli.terminal import on_one_line, table
from kg.domain.transcripts import LONGEST_TEXT, Transcript
from kg.domain.wording import clean
from kg.errors import Invalid, NotFound
from kg.formats import transcripts
from kg.formats.transcripts import decoding
from kg.notebook.finding.find import label
from kg.notebook.listening.transcripts import Part

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")

reading = together(
    click.option(
        "--text",
        metavar="FILE",
        help="A transcript or text to keep with it, to read and to check quotes against; "
        "- reads input.",
    ),
    click.option(
        "--format",
        type=Word(transcripts.FORMATS),
        help="What the text is; else it is told by what is in it.",
    ),
    click.option("--text-only", is_flag=True, help="Keep the text without reading turns from it."),
    click.option(
        "--speaker",
        "labels",
        multiple=True,
        metavar="LABEL=NAME",
        help='Who is meant by a label, such as "Speaker 1=Ada"; with nothing after = it stays a '
        "label.",
    ),
    anew,
)
"""For commands that take in the text of a source."""


def is_address(text: str) -> bool:
    """Whether a text is written like an address, of whatever scheme."""
    return _ADDRESS.match(text) is not None


def is_file(text: str) -> bool:
    """Whether a text names a file; raises NotFound when it must be one that is not there."""
    if text == STREAM:
        return True
    try:
        if Path(text).is_file():
            return True
        folder = Path(text).is_dir() and any(sign in text for sign in "/\\")
    except (OSError, ValueError):
        # Too long for a path, and so a title.
        return False
    ending = "." + text.lower().rpartition(".")[2]
    if folder:
        raise NotFound(f"{text} is a folder.", "Name a file in it.")
    if "/" in text or (ending in transcripts.ENDINGS and not text.endswith(" " + ending)):
        raise NotFound(
            f"There is no file {text}.", "See that its name is right, or give a title as --title."
        )
    return False


def from_file(name: str, format: str | None, text_only: bool) -> Transcript:
    """The transcript in a file, or in the input when it is called -."""
    data = read_bytes(name)
    shown = "The input" if name == STREAM else name
    if not text_only:
        return transcripts.read(data, shown, format)
    text, _ = decoding.decoded(data, shown)
    if not text.strip():
        raise NotFound(f"{shown} is empty.", "Name a file with text in it.")
    return Transcript(None, None, clean(text, "text", LONGEST_TEXT), [])


def title_of(name: str, transcript: Transcript) -> str:
    """What a source is called whose transcript this is: by its heading, else by its file's name."""
    if transcript.title:
        return transcript.title
    if name == STREAM:
        raise Invalid("The input has no heading to call the source by.", "Give it a --title.")
    stem = Path(name).name
    for _ in range(2):
        cut, dot, ending = stem.rpartition(".")
        # talk.en.vtt and debate.an.xml have two endings.
        stem = cut if dot and 1 <= len(ending) <= 8 and cut else stem
    return stem.replace("_", " ").strip() or name


def told(app: App, transcript: Transcript, parts: Sequence[Part], language: str) -> Iterator[str]:
    """What was found in a transcript: its shape, sections, turns and speakers."""
    facts = [
        counted(len(transcript.turns), "turn"),
        *([counted(len(transcript.sections), "section")] if transcript.sections else []),
        *([counted(len(parts), "speaker")] if parts else []),
    ]
    shape = transcript.shape[0].upper() + transcript.shape[1:]
    yield on_one_line(f"{shape}: {', '.join(facts)}")
    yield from parts_told(parts, language)
    for remark in transcript.remarks:
        app.remark(remark)


def parts_told(parts: Sequence[Part], language: str) -> Iterator[str]:
    """Labels, how often and how much each speaks, and who is meant."""
    return table(
        (
            part.voice.label,
            counted(part.voice.turns, "turn"),
            counted(part.voice.characters, "character"),
            _who(part, language),
        )
        for part in parts
    )


def _who(part: Part, language: str) -> str:
    if part.speaker is not None:
        return f"speaker {part.speaker.id}, {label(part.speaker, language)}"
    if not part.is_new:
        return "only a label"
    doubt = f", or {' or '.join(part.near)}?" if part.near else ""
    return f"new speaker {part.new_name}{doubt}"


def hint_at_labels(app: App, parts: Iterable[Part], source: str) -> None:
    """Say how labels that name nobody can be given to somebody."""
    nobody = [part.voice.label for part in parts if part.speaker is None and not part.is_new]
    if nobody:
        app.hint(f'Who is it? kg source edit {source} --speaker "{nobody[0]}=NAME"')


def card(transcript: Transcript, parts: Sequence[Part]) -> dict[str, Any]:
    """A transcript as JSON tells of it."""
    return {
        "shape": transcript.shape,
        "title": transcript.title,
        "language": transcript.language,
        "turns": len(transcript.turns),
        "sections": transcript.sections,
        "speakers": parts_card(parts),
        "remarks": transcript.remarks,
    }


def parts_card(parts: Sequence[Part]) -> list[dict[str, Any]]:
    """Labels and who is meant by them, as JSON tells of them."""
    return [
        {
            "label": part.voice.label,
            "turns": part.voice.turns,
            "characters": part.voice.characters,
            "speaker": part.speaker.uid if part.speaker else None,
            "new": part.new_name,
            "near": list(part.near),
        }
        for part in parts
    ]

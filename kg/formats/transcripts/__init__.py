"""Transcripts in the shapes in which they are found, read as one and the same thing."""

import re
from collections.abc import Callable
from dataclasses import replace

from kg.domain.transcripts import Transcript
from kg.errors import KgError
from kg.formats.transcripts import akoma_ntoso, captions, plain_text, whisperx
from kg.formats.transcripts.decoding import decoded

READERS: dict[str, Callable[[str], Transcript]] = {
    "text": plain_text.read,
    "webvtt": captions.read_webvtt,
    "srt": captions.read_srt,
    "whisperx": whisperx.read,
    "akoma-ntoso": akoma_ntoso.read,
}
FORMATS = tuple(READERS)
ENDINGS = {
    ".md": "text",
    ".markdown": "text",
    ".txt": "text",
    ".vtt": "webvtt",
    ".srt": "srt",
    ".json": "whisperx",
    ".xml": "akoma-ntoso",
}
"""The endings of files that hold transcripts, and the format each hints at."""

_SRT = re.compile(r"\d+[ \t]*\n\s*\d+:\d{1,2}:\d{1,2}[,.]\d+[ \t]*-->")


def read(data: bytes, name: str, format: str | None = None) -> Transcript:
    """The transcript in the bytes of a file called `name`, in `format` or the one it looks like.

    Raises KgError, naming the file, when it cannot be read.
    """
    text, encoding = decoded(data, name)
    if not text.strip():
        raise KgError(f"{name} is empty.", "Name a file with text in it.")
    transcript = read_text(text, name, format)
    if encoding == "utf-8":
        return transcript
    taken = f"It was read as {encoding.upper().replace('GB18030', 'GB 18030')}."
    return replace(transcript, remarks=[taken, *transcript.remarks])


def read_text(text: str, name: str, format: str | None = None) -> Transcript:
    """The transcript in a text that was decoded already; else like `read`."""
    chosen = format or detected(text, name)
    try:
        return READERS[chosen](text)
    except KgError as error:
        raise KgError(f"{name}: {error.message}", error.remedy) from None


def detected(text: str, name: str = "") -> str:
    """The format that a text looks like; the ending of `name` counts where the text leaves it open.

    >>> detected("WEBVTT\\n\\n00:01.000 --> 00:02.000\\nHi."), detected("**Ada:** Hello.")
    ('webvtt', 'text')
    """
    start = text[:4000].lstrip("\ufeff \t\n")
    ending = "." + name.lower().rpartition(".")[2]
    hint = ENDINGS.get(ending, "text")
    if re.match(r"WEBVTT(\s|$)", start):
        return "webvtt"
    if _SRT.match(start):
        return "srt"
    if start.startswith(("{", "[")) and (hint == "whisperx" or '"segments"' in start):
        return "whisperx"
    if start.startswith("<") and (hint == "akoma-ntoso" or "<akomaNtoso" in text[:100_000]):
        return "akoma-ntoso"
    # A file that says by its ending what it should be and is not is told so by that reader.
    return hint

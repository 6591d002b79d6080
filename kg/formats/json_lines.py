"""The notebook as JSON Lines: a record a line, such as {"claim": {…}}; quick to read and write."""

import re
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import IO, Any

import msgspec

from kg.domain import records
from kg.errors import KgError
from kg.formats.places import Place
from kg.formats.reading import refuse_other_form
from kg.formats.registry import Format
from kg.formats.wording import explained
from kg.notebook.records.plans import Document

SUFFIXES = (".jsonl", ".ndjson")


class _Line(msgspec.Struct, forbid_unknown_fields=True):
    kg: int | None = None
    speaker: records.Speaker | None = None
    concept: records.Concept | None = None
    source: records.Source | None = None
    evidence: records.Evidence | None = None
    claim: records.Claim | None = None
    link: records.Link | None = None
    prediction: records.Prediction | None = None
    view: records.View | None = None
    merged: records.Merged | None = None


SINGULAR = {
    "speakers": "speaker",
    "concepts": "concept",
    "sources": "source",
    "evidence": "evidence",
    "claims": "claim",
    "links": "link",
    "predictions": "prediction",
    "views": "view",
    "merged": "merged",
}


PART = 20_000
"""About how many records and positions a part of a long file has."""
LONG = 16_000_000
"""Bytes from which on a file is taken in part by part, if no record refers to a later one."""

_ORDER = {word: place for place, word in enumerate(SINGULAR.values())}
_FIRST_WORD = re.compile(rb'\s*\{\s*"(\w+)"')


def read(path: Path) -> Document:
    """The records of a file; raises KgError with the line and field of a mistake."""
    return read_place(Place(path))


def read_place(place: Place) -> Document:
    """The records of a file; a long one that is in order comes in parts.

    In order means as `write` writes it: speakers first, predictions last. Then nothing but a
    concept refers to what comes later, and concepts all stand in the first part.
    """
    if place.size < LONG or not _in_order(place):
        return next(_parts(place, whole=True))
    parts = _parts(place, whole=False)
    return replace(next(parts), then=parts)


def _in_order(place: Place) -> bool:
    last = 0
    with place.opened() as file:
        for line in file:
            found = _FIRST_WORD.match(line[:1000])
            here = _ORDER.get(found[1].decode(), last) if found else last
            if here < last:
                return False
            last = here
    return True


def _parts(place: Place, whole: bool) -> Iterator[Document]:
    """Documents of the file's records, in turn; the first goes as far as the sources."""
    part, read_so_far, seen = _Part(place), 0, set[int]()
    early = {"speaker", "concept", "source", "evidence"}
    decode = msgspec.json.Decoder(_Line).decode
    with place.opened() as file:
        for number, line in enumerate(file, 1):
            read_so_far += len(line)
            text = (line.removeprefix(BOM_UTF8) if number == 1 else line).strip()
            if not text:
                continue
            try:
                found = decode(text)
            except (ValueError, RecursionError) as error:
                raise _mistake(f"{place.shown}:{number}", text, error) from None
            refuse_other_form(Path(place.shown), found.kg)
            for word, some, lines in part.lists:
                record = getattr(found, word)
                if record is None:
                    continue
                if not whole and word in {"claim", "prediction"}:
                    _refuse_twin(f"{place.shown}:{number} ({word}.id)", record.id, word, seen)
                some.append(record)
                lines.append(number)
                part.size += 1 + len(getattr(record, "positions", ()) or ())
                part.size += len(getattr(record, "forecasts", ()) or ())
            if not whole and part.size >= PART and _FIRST_WORD.match(text)[1].decode() not in early:  # type: ignore[index] # a record that was read has a first word
                yield part.document(read_so_far / max(1, place.size))
                part = _Part(place)
    yield part.document(1.0)


def _refuse_twin(where: str, uid: str, word: str, seen: set[int]) -> None:
    # Their hashes only: there may be hundreds of thousands.
    mark = hash((word, uid))
    if mark in seen:
        raise KgError(f"{where}: There are two records {uid!r}.", "Give one another id.")
    seen.add(mark)


class _Part:
    """Some records of a file, with the lines on which they stand."""

    def __init__(self, place: Place) -> None:
        self.shown = place.shown
        self.size = 0
        self.notebook = records.Notebook()
        self.lists: list[tuple[str, list[Any], list[int]]] = [
            (word, getattr(self.notebook, plural), []) for plural, word in SINGULAR.items()
        ]

    def document(self, done: float) -> Document:
        numbers = {word: lines for word, _, lines in self.lists}

        def where(steps: str) -> str:
            plural, _, rest = steps.partition("[")
            index, _, field = rest.partition("]")
            word = SINGULAR.get(plural)
            if word is None or not index.isdigit():
                return self.shown
            return f"{self.shown}:{numbers[word][int(index)]} ({word}{field})"

        return Document(self.notebook, where, done=done)


def _mistake(place: str, line: bytes, error: Exception) -> KgError:
    try:
        data = msgspec.json.decode(line)
    except (ValueError, RecursionError) as worse:
        message, remedy = no_json(worse)
        return KgError(f"{place}: {message}", remedy)
    assert isinstance(error, msgspec.ValidationError)
    found = explained(error, data, _Line)
    shown = f"{place} ({found.path})" if found.path else place
    return KgError(f"{shown}: {found.message}", found.remedy)


def no_json(error: Exception) -> tuple[str, str]:
    """Why a line is no JSON, and what to do about it."""
    said = str(error).removeprefix("JSON is malformed: ")
    # Newer versions of msgspec have no error of its own for it.
    if isinstance(error, UnicodeDecodeError) or "Invalid UTF-8" in said:
        return "The text is not UTF-8.", "Save it as UTF-8."
    if isinstance(error, RecursionError):
        return "It is nested too deep.", "A notebook never is."
    if "truncated" in said:
        return "The line ends before its record does.", "Write each record on one line."
    if "out of range" in said:
        return "It has a number that is too large.", "Correct it."
    return f"It is no JSON: {said}.", 'Write a record as {"claim": {…}}.'


def write(notebook: Iterable[tuple[str, dict[str, Any]]], stream: IO[str]) -> None:
    """Write records, each given with the word of its list."""
    encode = msgspec.json.Encoder().encode
    stream.write(f'{{"kg":{records.FORM}}}\n')
    for word, record in notebook:
        stream.write(encode({SINGULAR[word]: record}).decode() + "\n")


FORMAT = Format(
    "jsonl",
    "JSON Lines: a record a line, for programs and large notebooks",
    carries="everything; the texts of sources with --texts",
    leaves="the history",
    endings=SUFFIXES,
    lossless=True,
    read=read_place,
    write=write,
)

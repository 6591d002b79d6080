"""The notebook as JSON Lines: a record a line, such as {"claim": {…}}; quick to read and write."""

from codecs import BOM_UTF8
from collections.abc import Iterable
from pathlib import Path
from typing import IO, Any

import msgspec

from kg.domain import records
from kg.errors import KgError
from kg.formats.reading import readable, refuse_other_form
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


SINGULAR = {
    "speakers": "speaker",
    "concepts": "concept",
    "sources": "source",
    "evidence": "evidence",
    "claims": "claim",
    "links": "link",
    "predictions": "prediction",
    "views": "view",
}


def read(path: Path) -> Document:
    """The records of a file; raises KgError with the line and field of a mistake."""
    notebook = records.Notebook()
    lists: list[tuple[str, list[Any], list[int]]] = [
        (word, getattr(notebook, plural), []) for plural, word in SINGULAR.items()
    ]
    decode = msgspec.json.Decoder(_Line).decode
    with readable(path), path.open("rb") as file:
        for number, line in enumerate(file, 1):
            text = (line.removeprefix(BOM_UTF8) if number == 1 else line).strip()
            if not text:
                continue
            try:
                found = decode(text)
            except (ValueError, RecursionError) as error:
                raise _mistake(f"{path}:{number}", text, error) from None
            refuse_other_form(path, found.kg)
            for word, some, lines in lists:
                record = getattr(found, word)
                if record is not None:
                    some.append(record)
                    lines.append(number)
    numbers = {word: lines for word, _, lines in lists}

    def where(steps: str) -> str:
        plural, _, rest = steps.partition("[")
        index, _, field = rest.partition("]")
        word = SINGULAR.get(plural)
        if word is None or not index.isdigit():
            return str(path)
        return f"{path}:{numbers[word][int(index)]} ({word}{field})"

    return Document(notebook, where)


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
    if isinstance(error, UnicodeDecodeError):
        return "The text is not UTF-8.", "Save it as UTF-8."
    if isinstance(error, RecursionError):
        return "It is nested too deep.", "A notebook never is."
    said = str(error).removeprefix("JSON is malformed: ")
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

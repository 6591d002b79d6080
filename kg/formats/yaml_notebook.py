"""The notebook as YAML: one file, or several in a folder, written to be read and edited by hand."""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import IO, Any

import msgspec
import yaml

from kg.domain import records
from kg.errors import KgError
from kg.formats import plain_yaml
from kg.formats.places import Place, decoded
from kg.formats.reading import read_text, refuse_other_form
from kg.formats.registry import Format
from kg.formats.wording import explained
from kg.notebook.records.plans import Document

SUFFIXES = (".yaml", ".yml")

DATES = frozenset(
    {
        *("published", "recorded", "said", "made"),
        *("opens", "due", "snoozed", "decided", "withdrawn"),
    }
)
"""The fields that hold dates, in which the year 2026 needs no quotes."""


def read(path: Path) -> Document:
    """The records of one YAML file; raises KgError with file, line and key of a mistake."""
    return _read(path, read_text(path))


def _read_place(place: Place) -> Document:
    # A file of an archive has no path by which it could be opened.
    return _read(Path(place.shown), decoded(place.bytes(), place.shown))


def _read(path: Path, text: str) -> Document:
    try:
        data = plain_yaml.load(text, DATES)
    except plain_yaml.Fault as fault:
        raise KgError(f"{path}:{fault.line}: {fault.message}", fault.remedy) from None
    where = _places(path, text)
    if data is None:
        return Document(records.Notebook(), where)
    if not isinstance(data, dict):
        raise KgError(
            f"{path}:1: A notebook is a mapping.", "Begin with kg: 1, then claims: and so on."
        )
    refuse_other_form(path, data.get("kg"))
    try:
        notebook = msgspec.convert(data, records.Notebook)
    except msgspec.ValidationError as error:
        found = explained(error, data)
        unknown = re.match("Object contains unknown field `(.*)`", str(error), re.DOTALL)
        steps = [*_steps(found.path), *(unknown.groups() if unknown else ())]
        place = f"{path}:{plain_yaml.line_of(text, steps)}{_shown(found.path)}"
        raise KgError(f"{place}: {found.message}", found.remedy) from None
    return Document(notebook, where)


def _places(path: Path, text: str) -> Callable[[str], str]:
    """Says where a path such as claims[3].kind stands; the file is searched when it is asked."""

    def where(steps: str) -> str:
        return f"{path}:{plain_yaml.line_of(text, _steps(steps))}{_shown(steps)}"

    return where


def _steps(path: str) -> list[str]:
    return re.findall(r"[^.\[\]]+", path)


def _shown(path: str) -> str:
    return f" ({path})" if path else ""


class _Date(str):
    """A text that needs no quotes although it looks like a date or a number."""

    __slots__ = ()


def _dated(value: Any, key: str | None = None) -> Any:
    """A record in which the texts of date fields are marked."""
    if isinstance(value, dict):
        return {key: _dated(below, key) for key, below in value.items()}
    if isinstance(value, list):
        return [_dated(below) for below in value]
    return _Date(value) if key in DATES and isinstance(value, str) else value


@lru_cache(maxsize=2)
def _dumper(base: type) -> Any:
    """A dumper that puts into quotes all that a reader of YAML 1.1 or 1.2 takes for no text."""
    dumper: Any = type("Dumper", (base,), {})
    for tag, pattern in (("int", plain_yaml.WHOLE), ("float", plain_yaml.BROKEN)):
        dumper.add_implicit_resolver(
            f"tag:yaml.org,2002:{tag}", re.compile(rf"(?:{pattern.pattern})\Z"), "-+.0123456789"
        )
    dumper.add_representer(str, _write_text)
    dumper.add_representer(_Date, _write_date)
    return dumper


def _write_text(dumper: Any, text: str) -> Any:
    style = None
    if re.search(r"[\r\x85\u2028\u2029]", text):
        # Line ends in YAML 1.1, which only double quotes keep as they are.
        style = '"'
    elif "\n" in text and not re.search(r"[ \t]\n|^\s|\s\Z", text):
        style = "|"
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def _write_date(dumper: Any, text: str) -> Any:
    tag = {10: "timestamp", 4: "int"}.get(len(text), "str")
    # The C library takes no kind of text but str itself.
    return dumper.represent_scalar(f"tag:yaml.org,2002:{tag}", str(text))


def write(notebook: Iterable[tuple[str, Iterable[dict[str, Any]]]], stream: IO[str]) -> None:
    """Write lists of records, given by their word, as YAML."""
    stream.write(f"kg: {records.FORM}\n")
    for word, found in notebook:
        first = True
        for record in found:
            if first:
                stream.write(f"\n{word}:\n")
                first = False
            stream.write(_dumped([_dated(record)]))


def _dumped(data: Any) -> str:
    def dump(base: Any) -> str:
        text: str = yaml.dump(
            data,
            Dumper=_dumper(base),
            allow_unicode=True,
            default_flow_style=False,
            sort_keys=False,
            width=100,
        )
        return text

    text = dump(getattr(yaml, "CSafeDumper", yaml.SafeDumper))
    # The C library writes an emoji or a rare Chinese character as \U0001F600.
    return dump(yaml.SafeDumper) if "\\U" in text else text


def _write_pairs(found: Iterable[tuple[str, dict[str, Any]]], stream: IO[str]) -> None:
    grouped = groupby(found, key=lambda pair: pair[0])
    write(((word, (one for _, one in some)) for word, some in grouped), stream)


FORMAT = Format(
    "yaml",
    "The text notebook, to be read and edited by people",
    carries="everything; the texts of sources with --texts",
    leaves="the history",
    endings=SUFFIXES,
    lossless=True,
    read=_read_place,
    write=_write_pairs,
)

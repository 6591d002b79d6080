"""From a record's fields to the columns of its row."""

from collections.abc import Callable
from enum import Enum
from typing import Any

from msgspec import UNSET, Struct
from msgspec.structs import asdict

from kg.domain import records
from kg.domain.checks import web_address
from kg.domain.dates import canonical
from kg.domain.query import readable as readable_query
from kg.domain.vocabulary import SpeakerKind, Weight
from kg.domain.wording import Wording, clean, clean_line, one_line, wording
from kg.errors import KgError, RecordError
from kg.store.models import Base

Row = dict[str, Any]
Convert = Callable[[Any, str], Any]


def _wording(value: str | Wording, what: str) -> Wording:
    return wording(value, what)


def _title(value: str | Wording, what: str) -> Wording:
    return one_line(value, what, 2000)


def _lines(value: list[str], what: str) -> list[str]:
    return [clean_line(text, what) for text in value]


def _day(value: str, what: str) -> str:
    return canonical(value)


def _url(value: str, what: str) -> str:
    return web_address(value)


def _word(value: Enum, what: str) -> Any:
    return value.value


def _same(value: Any, what: str) -> Any:
    return value


def _fields(value: Struct, what: str) -> Row:
    return asdict(value)


_TITLES: dict[str, Convert] = {"title": _title, "names": one_line, "aliases": _lines}
_COMMON: dict[str, Convert] = {"url": _url, "note": _wording, "tags": _lines}

COLUMNS: dict[type[Struct], dict[str, Convert]] = {
    records.Speaker: {**_TITLES, **_COMMON, "kind": _word},
    records.Concept: {**_TITLES, **_COMMON, "kind": clean_line},
    records.Source: {
        **_TITLES,
        **_COMMON,
        "kind": clean_line,
        "publisher": clean_line,
        "published": _day,
        "recorded": _day,
        "language": clean_line,
    },
    records.Turn: {
        "section": clean_line,
        "start": _same,
        "label": clean_line,
        "begins": _same,
        "ends": _same,
    },
    records.Evidence: {**_TITLES, **_COMMON, "published": _day, "quote": clean, "grade": _word},
    records.Claim: {**_COMMON, "kind": _word, "weight": _word, "statement": _wording},
    records.Position: {
        "stance": _word,
        "said": _day,
        "quote": clean,
        "anchor": _fields,
        "note": _wording,
    },
    records.Link: {"kind": _word, "note": _wording},
    records.View: {"name": clean_line, "query": readable_query, "note": _wording},
    records.Prediction: {
        **_COMMON,
        "statement": _wording,
        "criteria": _wording,
        "horizon": clean_line,
        "opens": _day,
        "due": _day,
        "snoozed": _day,
    },
    records.Forecast: {
        "made": _day,
        "words": clean_line,
        "basis": _word,
        "scale": clean_line,
        "note": _wording,
    },
    records.Resolution: {
        "outcome": _word,
        "fraction": _same,
        "decided": _day,
        "confidence": _word,
        "note": _wording,
        "withdrawn": _day,
        "withdrawn_because": clean,
    },
}
"""For each sort of record the fields that are columns, and how a value gets its stored form."""

_CONVERTED = {
    sort: [(field, columns[field]) for field in sort.__struct_fields__ if field in columns]
    for sort, columns in COLUMNS.items()
}

_USUAL: dict[type[Struct], Row] = {
    records.Speaker: {"kind": SpeakerKind.PERSON.value, "aliases": []},
    records.Concept: {"kind": "concept", "aliases": []},
    records.Source: {"kind": "document"},
    records.Claim: {"weight": Weight.MAIN.value, "tags": []},
    records.Prediction: {"tags": []},
}

DEFAULTS: dict[type[Struct], Row] = {
    sort: {
        column.name: _USUAL.get(sort, {}).get(column.name)
        for column in Base.metadata.tables[sort.__name__.lower()].columns
        if column.name not in {"id", "uid"}
    }
    for sort in COLUMNS
    if sort is not records.Turn
}
"""What a new row's columns are where its record leaves them out: all rows have the same ones."""

NEEDED: dict[type[Struct], tuple[str, ...]] = {
    records.Speaker: ("names",),
    records.Concept: ("names",),
    records.Source: ("title",),
    records.Evidence: ("title",),
    records.Claim: ("kind", "statement"),
    records.View: ("name", "query"),
}
"""The fields without which a new record says too little."""


def row_of(record: Struct) -> Row:
    """The columns that a record sets; raises RecordError with the field's name as path."""
    row: Row = {}
    for field, convert in _CONVERTED[type(record)]:
        value = getattr(record, field)
        if value is UNSET:
            continue
        if value is None:
            row[field] = None
            continue
        try:
            row[field] = convert(value, field)
        except KgError as error:
            raise RecordError(error.message, field, error.remedy) from None
    return row


_TABLES = {sort: sort.__name__.lower() for sort in COLUMNS}


def table_of(record: Struct) -> str:
    """The table whose rows records of this sort are."""
    return _TABLES[type(record)]

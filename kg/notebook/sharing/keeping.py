"""What is said anew of what was made one with something else, and what of it that keeps."""

from collections.abc import Mapping
from typing import Any

from kg.domain.joining import GENERAL, joined, joined_note, quoted
from kg.notebook.sharing.shapes import SHAPES, Fields, Row, row_of

WORDED: dict[str, frozenset[str]] = {
    "claim": frozenset({"statement", "tags", "note"}),
    "speaker": frozenset({"names", "aliases", "url", "note"}),
    "concept": frozenset({"names", "aliases", "url", "note"}),
}
"""The columns of rows that are made one by hand, with words that may stand beside each other."""

NOTED = frozenset({"note", "quote"})
"""The columns of other rows that find a place in the note."""


def parted(table: str, said: Fields, stands: Fields) -> tuple[Fields, Fields]:
    """Of what is said anew of a row, what the row that `stands` for it keeps, and what it cannot.

    >>> parted("position", {"quote+source_id": ["so", ["s1"]], "stance": "agrees"}, {})
    ({'quote': 'so'}, {'source_id': ['s1'], 'stance': 'agrees'})
    >>> parted("concept", {"kind": "lab", "names[en]": "o1"}, {"kind": "concept"})
    ({'kind': 'lab', 'names[en]': 'o1'}, {})
    """
    kept: Fields = {}
    left: Fields = {}
    columns = WORDED.get(table, NOTED)
    if table in GENERAL and stands.get("kind") == GENERAL[table]:
        columns |= {"kind"}
    for name, value in _singly(said).items():
        (kept if name.partition("[")[0] in columns else left)[name] = value
    # Where a quote stands in its text is worked out anyway.
    left.pop("anchor", None)
    there = _singly(stands)
    return kept, {name: value for name, value in left.items() if value != there.get(name)}


def _singly(said: Fields) -> Fields:
    """Fields one by one, those of groups too."""
    return {
        column: one
        for name, value in said.items()
        for column, one in (
            zip(name.split("+"), value, strict=True) if "+" in name else [(name, value)]
        )
        if one is not None
    }


def kept_in(table: str, row: Mapping[str, Any], kept: Fields) -> Row:
    """The columns of a row that change when it keeps what is said of what it stands for."""

    def nothing(*_: Any) -> int:
        raise AssertionError("what is kept points at nothing")

    words = row_of(SHAPES[table], kept, {}, nothing)
    if table in WORDED:
        said = {column: value for column, value in words.items() if value}
        return joined(table, row, {"aliases": [], **said})
    notes = list((words.get("note") or {}).items())
    if quote := kept.get("quote"):
        notes += quoted(row.get("quote"), quote)
    note = joined_note(row.get("note"), notes)
    return {} if note == row.get("note") else {"note": note}

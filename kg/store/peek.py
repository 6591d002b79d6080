"""A quick look into a notebook's file, past SQLAlchemy, whose loading alone would be felt.

For the completion of shells: whatever is amiss, nothing is found and nobody is told.
"""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from kg.domain.keys import key
from kg.domain.wording import said_in

MOST = 50
"""How many things are looked up for one completion."""


class Known(NamedTuple):
    """Something that a notebook knows: what to type for it, and what tells it apart."""

    value: str
    help: str = ""
    sort: str = "plain"


def names(table: str, path: Path, start: str) -> list[Known]:
    """Names and aliases of speakers, concepts or sources that begin like `start`, in any script."""
    wanted = key(start)
    column = "title" if table == "source" else "names"
    aliases = "'[]'" if table == "source" else "aliases"
    found: dict[str, Known] = {}
    for row_id, words, others in _rows(
        path,
        f"SELECT id, {column}, {aliases} FROM {table} WHERE id IN (SELECT row_id FROM name "
        f"WHERE kind = ? AND key >= ? AND key < ? ORDER BY key LIMIT {MOST}) ORDER BY id DESC",
        (table, wanted, wanted + "\U0010ffff"),
    ):
        called = [*json.loads(words).values(), *json.loads(others)]
        for name in dict.fromkeys(called):
            if key(name).startswith(wanted):
                rest = [one for one in dict.fromkeys(called) if one != name]
                found.setdefault(name, Known(name, ", ".join(rest[:3]) or f"{table} {row_id}"))
    return list(found.values())[:MOST]


def claims(path: Path, start: str, language: str) -> list[Known]:
    """Claims by number or by words of their statements, the latest first."""
    return _numbered(path, "SELECT id, statement FROM claim", start, language)


def predictions(path: Path, start: str, language: str) -> list[Known]:
    """Predictions by number or by words, the latest first."""
    statement = (
        "SELECT * FROM (SELECT id, coalesce(statement, (SELECT claim.statement FROM reading "
        "JOIN claim ON claim.id = reading.claim_id WHERE reading.prediction_id = prediction.id "
        "ORDER BY reading.id LIMIT 1), '{}') AS statement FROM prediction)"
    )
    return _numbered(path, statement, start, language)


def evidence(path: Path, start: str, language: str) -> list[Known]:
    """Pieces of evidence by number or by words of their titles, the latest first."""
    return _numbered(path, "SELECT id, title AS statement FROM evidence", start, language)


def positions(path: Path, start: str, language: str) -> list[Known]:
    """Positions by number, the latest first, with who says what of which claim."""
    statement = (
        "SELECT position.id, speaker.names, position.stance, claim.statement FROM position "
        "JOIN speaker ON speaker.id = speaker_id JOIN claim ON claim.id = claim_id "
        f"WHERE position.id LIKE ? ORDER BY position.id DESC LIMIT {MOST}"
    )
    return [
        Known(str(row_id), f"{_said(who, language)} {stance}: {_said(what, language)}")
        for row_id, who, stance, what in _rows(path, statement, (_digits(start),))
    ]


def links(path: Path, start: str) -> list[Known]:
    """Links by number, the latest first, with their ends."""
    statement = (
        f"SELECT id, from_id, kind, to_id FROM link WHERE id LIKE ? ORDER BY id DESC LIMIT {MOST}"
    )
    return [
        Known(str(row_id), f"claim {from_id} {kind} claim {to_id}")
        for row_id, from_id, kind, to_id in _rows(path, statement, (_digits(start),))
    ]


def views(path: Path, start: str) -> list[Known]:
    """Views by name, those that begin like `start`."""
    found = _rows(path, "SELECT name, query FROM view ORDER BY name")
    begin = start.casefold()
    return [Known(name, query) for name, query in found if name.casefold().startswith(begin)][:MOST]


def tags(path: Path, start: str) -> list[Known]:
    """Tags of claims that begin like `start`."""
    found = _rows(
        path,
        "SELECT value, count(*) FROM claim, json_each(claim.tags) GROUP BY value ORDER BY value",
    )
    return [
        Known(tag, f"{number} claims" if number > 1 else "1 claim")
        for tag, number in found
        if tag.casefold().startswith(start.casefold())
    ][:MOST]


def changes(path: Path, start: str) -> list[Known]:
    """Changes in the history by number, the latest first."""
    statement = f"SELECT id, command FROM batch WHERE id LIKE ? ORDER BY id DESC LIMIT {MOST}"
    return [Known(str(row_id), what) for row_id, what in _rows(path, statement, (_digits(start),))]


def _numbered(path: Path, statement: str, start: str, language: str) -> list[Known]:
    if start.isdigit() or not start:
        condition, value = "id LIKE ?", _digits(start)
    else:
        condition, value = "statement LIKE ? ESCAPE '\\'", f"%{_escaped(start)}%"
    return [
        Known(str(row_id), _said(words, language))
        for row_id, words in _rows(
            path, f"{statement} WHERE {condition} ORDER BY id DESC LIMIT {MOST}", (value,)
        )
    ]


def _digits(start: str) -> str:
    # Nothing is numbered x: what is no number finds nothing.
    return f"{start}%" if start.isdigit() or not start else "x"


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")


def _said(words: str, language: str) -> str:
    return said_in(json.loads(words), language)


def _rows(path: Path, statement: str, values: tuple[str, ...] = ()) -> Iterator[tuple[Any, ...]]:
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as opened:
            yield from opened.execute(statement, values)
    except (sqlite3.Error, OSError):
        return

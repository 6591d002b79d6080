"""A whole notebook as plain data, to be compared before and after."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from kg.domain.keys import key
from kg.store import indexing
from kg.store.history import TABLES
from kg.store.models import INDEX, Base, Entry, Name, Passage, Revision
from kg.store.names import KEYED, LONGEST
from kg.store.types import plain_row


def contents(session: Session) -> dict[str, list[dict[str, Any]]]:
    """The rows of every table that has a history; empty tables are left out."""
    session.expire_all()
    found = {
        name: [
            plain_row(row._asdict()) for row in session.execute(select(table).order_by(table.c.id))
        ]
        for name, table in TABLES.items()
    }
    return {name: rows for name, rows in found.items() if rows}


def revisions(session: Session, batch_id: int) -> list[tuple[Any, ...]]:
    """What the history says of a batch: table, action, rows, columns before and after."""
    return [
        (one.table_name, one.action, (one.first_id, one.last_id), one.before, one.after)
        for one in session.scalars(
            select(Revision).where(Revision.batch_id == batch_id).order_by(Revision.id)
        )
    ]


def indexed_names(session: Session) -> set[tuple[str, str, int]]:
    """What the index of names says."""
    return {
        (kind, name_key, row_id)
        for kind, name_key, row_id in session.execute(select(Name.kind, Name.key, Name.row_id))
    }


def names_of_rows(session: Session) -> set[tuple[str, str, int]]:
    """What it should say, worked out from the rows."""
    found = set()
    words = {"source": "title", "claim": "statement"}
    for kind, model in KEYED.items():
        rows: Any = session.scalars(select(model))
        for row in rows:
            called = getattr(row, words.get(kind, "names"))
            aliases = getattr(row, "aliases", [])
            found |= {(kind, key(name)[:LONGEST], row.id) for name in (*called.values(), *aliases)}
    return found


def indexed_words(session: Session) -> dict[indexing.Place, tuple[int, str]]:
    """What the search index says, after making sure that it says one thing."""
    if session.get_bind().dialect.name == "sqlite":
        at_once = session.connection().exec_driver_sql
        writable = at_once("PRAGMA query_only").scalar() == 0
        at_once("PRAGMA query_only = OFF")
        # Compares what is indexed with what was to be indexed, and fails where they differ.
        at_once(f"INSERT INTO {INDEX} ({INDEX}, rank) VALUES ('integrity-check', 1)")
        at_once(f"PRAGMA query_only = {'OFF' if writable else 'ON'}")
    return {
        indexing.place_of(number): (size, words)
        for number, size, words in session.execute(select(Entry.number, Entry.size, Entry.words))
    }


def words_of_rows(session: Session) -> dict[indexing.Place, tuple[int, str]]:
    """What it should say, worked out from the rows."""
    found: dict[indexing.Place, tuple[int, str] | None] = {}
    for kind, names in indexing.COLUMNS.items():
        columns = Base.metadata.tables[kind].c
        for row in session.execute(select(columns.id, *(columns[name] for name in names))):
            found[indexing.Place(kind, row.id)] = indexing.entry_of(kind, row[1:])
    for source_id, whole in session.execute(select(Passage.source_id, Passage.text)):
        for place, begins, ends in indexing.parts_of(session, source_id, whole):
            found[place] = indexing.entry_of(place.kind, [whole[begins:ends]])
    return {place: entry for place, entry in found.items() if entry}

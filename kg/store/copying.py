"""Copying a whole notebook, its history too, into a new one in a file or on a server."""

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Table, delete, insert, select
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Session

from kg.store import database as databases
from kg.store import indexing, names
from kg.store.bulk import defer_constraints, insert_rows, next_id, set_next_id
from kg.store.database import Database
from kg.store.models import Base, Property
from kg.store.types import plain_row

MADE_FROM_ROWS = frozenset({"name", "entry"})
"""The tables that are not copied but made anew, as the other database wants them."""

PORTION = 10_000
"""So many rows are read, and then written."""


def copy(
    source: Database, place: str | Path, tell: Callable[[str, int], None] | None = None
) -> None:
    """Make a notebook at `place` that equals `source`, with the same numbers, ids and history.

    It comes to be whole or not at all. `tell` is called with each table and how many of its rows
    are copied. Raises NotebookError when something is at `place`, or when it cannot be written.
    """

    def fill(connection: Connection) -> None:
        with source.read() as reading, Session(connection) as writing:
            defer_constraints(writing)
            _copy_properties(reading, writing)
            for table in Base.metadata.sorted_tables:
                if _numbered(table):
                    _copy_table(reading, writing, table, tell)
            names.rebuild(writing)
            indexing.rebuild(writing)
            writing.flush()

    databases.create(place, fill=fill).close()


def _numbered(table: Table) -> bool:
    return "id" in table.c and table.name not in MADE_FROM_ROWS


def _copy_properties(reading: Session, writing: Session) -> None:
    """What is true of the notebook as a whole, its id among it."""
    rows = [row._asdict() for row in reading.execute(select(Property.__table__))]
    writing.execute(delete(Property))
    writing.execute(insert(Property), rows)


def _copy_table(
    reading: Session,
    writing: Session,
    table: Table,
    tell: Callable[[str, int], None] | None,
) -> None:
    last, copied = 0, 0
    statement = select(table).order_by(table.c.id).limit(PORTION)
    while rows := [
        plain_row(row._asdict()) for row in reading.execute(statement.where(table.c.id > last))
    ]:
        insert_rows(writing, table, rows)
        last, copied = rows[-1]["id"], copied + len(rows)
        if tell is not None:
            tell(table.name, copied)
    # A number that was given to a row that is gone is given to no other, here neither.
    set_next_id(writing, table, next_id(reading, table))

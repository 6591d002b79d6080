"""Whether each value of a notebook can be read as what its column is for."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import JSON, Column, Table, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from kg.domain.dates import canonical
from kg.errors import KgError
from kg.store.models import Base
from kg.store.types import Day

LISTS = frozenset({"aliases", "tags"})
"""The JSON columns that hold lists of texts."""

WORDINGS = frozenset({"names", "title", "statement", "criteria", "note"})
"""The columns that, where they are JSON, hold a text by each language."""

PORTION = 500
"""So many rows are asked for together."""

HELD = 10
"""So many of them are in memory together: some hold the text of a whole book."""

Cell = Column[Any]
"""A column of whatever type."""


def unreadable(session: Session) -> Iterator[str]:
    """The values that cannot be read, a sentence each."""
    for table in Base.metadata.sorted_tables:
        # What is made anew from rows has no number of its own, and is looked at for itself.
        if "id" in table.c:
            yield from _in_table(session, table)


def _in_table(session: Session, table: Table) -> Iterator[str]:
    numbers = session.scalars(select(table.c.id).order_by(table.c.id)).all()
    columns = [column for column in table.c if column.name != "id"]
    for start in range(0, len(numbers), PORTION):
        some = numbers[start : start + PORTION]
        # Nearly always all are sound: only where they are not is each looked at alone.
        if not _readable(session, table, columns, some[0], some[-1]):
            for number in some:
                for column in columns:
                    if not _readable(session, table, [column], number, number):
                        yield f"{table.name} {number}: {column.name} cannot be read."


def _readable(session: Session, table: Table, columns: list[Cell], first: int, last: int) -> bool:
    checked = [(place, column) for place, column in enumerate(columns) if _has_form(column)]
    wanted = select(*columns).where(table.c.id.between(first, last))
    try:
        with session.execute(wanted.execution_options(yield_per=HELD)) as rows:
            return all(_formed(column, row[place]) for row in rows for place, column in checked)
    except DBAPIError as error:
        # Bytes that are no text; what else a database says is no matter of one value.
        if "decode" not in str(error.orig).lower():
            raise
        return False
    except (ValueError, LookupError, TypeError, KgError):
        return False


def _has_form(column: Cell) -> bool:
    return isinstance(column.type, Day) or (
        isinstance(column.type, JSON) and column.name in LISTS | WORDINGS
    )


def _formed(column: Cell, value: Any) -> bool:
    if value is None:
        return True
    if isinstance(column.type, Day):
        try:
            return bool(canonical(value.text) == value.text)
        except KgError:
            return False
    if column.name in LISTS:
        return isinstance(value, list) and all(isinstance(one, str) for one in value)
    return isinstance(value, dict) and all(isinstance(one, str) for one in value.values())

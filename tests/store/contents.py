"""A whole notebook as plain data, to be compared before and after."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from kg.domain.keys import key
from kg.store.history import TABLES
from kg.store.models import Name, Revision, Source
from kg.store.names import LONGEST, NAMED
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
    for kind, model in NAMED.items():
        rows: Any = session.scalars(select(model))
        for row in rows:
            called = row.title if isinstance(row, Source) else row.names
            aliases = [] if isinstance(row, Source) else row.aliases
            found |= {(kind, key(name)[:LONGEST], row.id) for name in (*called.values(), *aliases)}
    return found

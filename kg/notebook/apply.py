"""Taking records into a notebook: a plan of what would change, then the changes as one batch."""

from collections.abc import Iterable

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from kg.notebook.planning import Planner
from kg.notebook.plans import Document, Plan
from kg.store import history, names
from kg.store.bulk import defer_constraints, insert_rows
from kg.store.history import TABLES
from kg.store.types import typed_row


def plan(session: Session, documents: Iterable[Document]) -> Plan:
    """Work out what taking these documents in would change; raises KgError naming file and line."""
    return Planner(session, list(documents)).plan()


def apply(session: Session, planned: Plan) -> None:
    """Make the changes of a plan that was worked out in the same transaction."""
    defer_constraints(session)
    for name, row in planned.removes:
        table = TABLES[name]
        session.execute(delete(table).where(table.c.id == row["id"]))
        history.record(session, [history.removed(name, row)])
    for name, table in TABLES.items():
        if rows := planned.adds.get(name):
            insert_rows(session, table, rows)
            history.record(session, history.added(name, (row["id"] for row in rows)))
            names.refresh(session, name, [row["id"] for row in rows])
    for name, row_id, before, after in planned.changes:
        table = TABLES[name]
        session.execute(update(table).where(table.c.id == row_id).values(typed_row(table, after)))
        history.record(session, [history.changed(name, row_id, before, after)])
        names.refresh(session, name, [row_id])
    session.expire_all()

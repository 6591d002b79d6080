"""Taking records into a notebook: a plan of what would change, then the changes as one batch."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from kg.errors import BrokenFile, KgError
from kg.notebook.records.planning import Planner
from kg.notebook.records.plans import Document, Plan
from kg.store import history, indexing, names
from kg.store.bulk import Row, defer_constraints, insert_rows, rows_by
from kg.store.history import TABLES
from kg.store.types import typed_row


def plan(session: Session, documents: Iterable[Document], today: date | None = None) -> Plan:
    """Work out what taking these documents in would change; raises KgError naming file and line.

    With `today`, verdicts that are new are refused when they are still to come, or when they come
    before what they are about was said.
    """
    documents = list(documents)
    planned = Planner(session, documents, today).plan()
    for document in documents:
        planned.heed(document)
    return planned


def take_in(
    session: Session,
    documents: Iterable[Document],
    today: date | None = None,
    heard: Callable[[float], None] = lambda _: None,
) -> Plan:
    """Plan and apply documents, and then the further parts of long ones, each by itself.

    No more than a part stands in memory at a time. `heard` is told after each how much of the files
    is done, from 0 to 1. The plan that is returned counts all of it and has the rows of the first
    parts only. Raises KgError naming file and line, and leaves it to the caller to roll back.
    """
    documents = list(documents)
    whole = plan(session, documents, today)
    apply(session, whole)
    for number, document in enumerate(documents):
        for part in _further(document):
            planned = plan(session, [part], today)
            apply(session, planned)
            whole.join(planned, part.carriers)
            heard((number + part.done) / len(documents))
    heard(1.0)
    return whole


def _further(document: Document) -> Iterator[Document]:
    """The further parts of a file, whose errors are the file's."""
    try:
        for part in document.then:
            yield replace(part, file=document.file)
    except KgError as error:
        raise BrokenFile(document.file, error) from None


def apply(session: Session, planned: Plan) -> None:
    """Make the changes of a plan that was worked out in the same transaction."""
    defer_constraints(session)
    texts: set[int] = set()
    for name, row in planned.removes:
        table = TABLES[name]
        session.execute(delete(table).where(table.c.id == row["id"]))
        history.record(session, [history.removed(name, row)])
        names.refresh(session, name, [row["id"]])
        indexing.refresh(session, name, [row["id"]])
        texts |= _texts(name, [row])
    for name, table in TABLES.items():
        if rows := planned.adds.get(name):
            insert_rows(session, table, rows)
            history.record(session, history.added(name, (row["id"] for row in rows)))
            names.add_rows(session, name, rows)
            indexing.add_rows(session, name, rows)
            texts |= _texts(name, rows)
    for name, row_id, before, after in planned.changes:
        table = TABLES[name]
        session.execute(update(table).where(table.c.id == row_id).values(typed_row(table, after)))
        history.record(session, [history.changed(name, row_id, before, after)])
        names.refresh(session, name, [row_id])
        indexing.refresh(session, name, [row_id])
        if not after.keys().isdisjoint(indexing.IN_TEXT):
            texts |= {row["source_id"] for row in rows_by(session, table, "id", [row_id])}
    indexing.refresh_texts(session, texts)
    session.expire_all()


def _texts(name: str, rows: Iterable[Row]) -> set[int]:
    """The sources in whose texts these rows are places, so that they are searched otherwise."""
    if name not in {"passage", "turn"}:
        return set()
    return {row["source_id"] for row in rows if name == "passage" or row.get("begins") is not None}

"""The history: every change is written down in its own transaction, as it is flushed."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import event, insert, inspect, select
from sqlalchemy.orm import ORMExecuteState, Session, UOWTransaction

from kg.domain.wording import shown
from kg.errors import Conflict
from kg.store import indexing, names
from kg.store.models import Base, Batch, Numbered, Passage, Revision, Turn
from kg.store.types import plain, plain_row

TABLES = {
    table.name: table
    for table in Base.metadata.sorted_tables
    if table.name not in {"batch", "revision", "name", "entry", "property"}
}
"""The tables with a history, in an order in which rows can be put in."""


@dataclass
class _Pending:
    """What is known of a transaction's batch before its first change."""

    command: str
    curator: str | None
    made_at: datetime
    undoes_id: int | None = None
    batch_id: int | None = None


def begin(session: Session, command: str, curator: str | None, made_at: datetime) -> None:
    """Let all changes of `session` be one batch, which is written with the first of them."""
    # What was typed may hold what a database refuses, such as bytes that are no text.
    who = None if curator is None else shown(curator)
    session.info["batch"] = _Pending(shown(command), who, made_at)


def batch_of(session: Session) -> int | None:
    """The number of the session's batch, or None while nothing has changed."""
    pending: _Pending = session.info["batch"]
    return pending.batch_id


def made_at(session: Session) -> datetime:
    """The moment that the session's batch has in the history."""
    pending: _Pending = session.info["batch"]
    return pending.made_at


def curator_of(session: Session) -> str | None:
    """Who makes the session's batch, if that is known."""
    pending: _Pending = session.info["batch"]
    return pending.curator


def begin_undo(session: Session, batch_id: int) -> None:
    """Let the session's batch be the undo of another; raises Conflict when it has changes."""
    session.flush()
    pending: _Pending = session.info["batch"]
    if pending.batch_id is not None:
        raise Conflict("An undo is a change of its own.", "Finish the one at hand first.")
    pending.undoes_id = batch_id
    # Also when it takes back nothing, such as a row that was added and removed in one batch.
    _batch(session)


def record(session: Session, revisions: Sequence[dict[str, Any]]) -> None:
    """Write entries into the history of the session's batch."""
    if not revisions:
        return
    batch_id = _batch(session)
    session.execute(
        insert(Revision),
        [{"before": None, "after": None, **one, "batch_id": batch_id} for one in revisions],
    )


def _batch(session: Session) -> int:
    """The number of the session's batch, which is written when it is first asked for."""
    pending: _Pending = session.info["batch"]
    if pending.batch_id is None:
        pending.batch_id = session.execute(
            insert(Batch).returning(Batch.id),
            {
                "made_at": pending.made_at,
                "command": pending.command,
                "curator": pending.curator,
                "undoes_id": pending.undoes_id,
            },
        ).scalar_one()
    return pending.batch_id


def added(table: str, ids: Iterable[int]) -> list[dict[str, Any]]:
    """Entries for rows that were added: one for each run of numbers."""
    runs: list[dict[str, Any]] = []
    for number in sorted(ids):
        if runs and runs[-1]["last_id"] == number - 1:
            runs[-1]["last_id"] = number
        else:
            runs.append(_entry(table, "add", number))
    return runs


def changed(
    table: str, row_id: int, before: dict[str, Any], after: dict[str, Any]
) -> dict[str, Any]:
    """The entry for a row some of whose columns changed; values as JSON holds them."""
    return _entry(table, "change", row_id) | {"before": before, "after": after}


def removed(table: str, row: dict[str, Any]) -> dict[str, Any]:
    """The entry for a row that was removed, given whole as JSON holds it."""
    return _entry(table, "remove", row["id"]) | {"before": row}


def _entry(table: str, action: str, row_id: int) -> dict[str, Any]:
    return {"table_name": table, "action": action, "first_id": row_id, "last_id": row_id}


@event.listens_for(Session, "after_flush")
def _record_flush(session: Session, flush: UOWTransaction) -> None:
    if "batch" not in session.info:
        return
    found: defaultdict[str, list[int]] = defaultdict(list)
    entries: list[dict[str, Any]] = []
    named: defaultdict[str, set[int]] = defaultdict(set)
    texts: set[int] = set()
    for row in session.new:
        if isinstance(row, Numbered) and row.__tablename__ in TABLES:
            found[row.__tablename__].append(row.id)
            named[row.__tablename__].add(row.id)
            texts |= _text_of(row)
    for row in session.dirty:
        if isinstance(row, Numbered) and row.__tablename__ in TABLES:
            before, after = _difference(row)
            if after:
                entries.append(changed(row.__tablename__, row.id, before, after))
                named[row.__tablename__].add(row.id)
                if isinstance(row, Passage | Turn) and not after.keys().isdisjoint(
                    indexing.IN_TEXT
                ):
                    texts |= {row.source_id, before.get("source_id", row.source_id)}
    # session.deleted lacks the rows that were only taken off the list that they belonged to.
    gone = (
        state.obj()
        for state, (deleted, only_listed) in flush.states.items()
        if deleted and not only_listed
    )
    for row in gone:
        if isinstance(row, Numbered) and row.__tablename__ in TABLES:
            entries.append(removed(row.__tablename__, _as_it_was(row)))
            named[row.__tablename__].add(row.id)
            texts |= _text_of(row)
    adds = [entry for table in TABLES if table in found for entry in added(table, found[table])]
    record(session, adds + entries)
    for table, ids in named.items():
        names.refresh(session, table, ids)
        indexing.refresh(session, table, ids)
    indexing.refresh_texts(session, texts)


def _text_of(row: Numbered) -> set[int]:
    """The source whose text is another one with or without a row."""
    if isinstance(row, Passage) or (isinstance(row, Turn) and row.begins is not None):
        return {row.source_id}
    return set()


@event.listens_for(Session, "do_orm_execute")
def _refuse_to_pass_by(asked: ORMExecuteState) -> None:
    """Refuse statements such as ``update(Claim)``, which would leave no trace in the history."""
    if "batch" not in asked.session.info or not (
        asked.is_insert or asked.is_update or asked.is_delete
    ):
        return
    mapper = asked.bind_mapper
    if mapper is not None and mapper.local_table.description in TABLES:
        raise Conflict(
            f"A statement that changes {mapper.local_table.description} rows would pass by the "
            "history.",
            "Change them by kg.notebook, or as objects of the session.",
        )


def _remember_old_values() -> None:
    """Let SQLAlchemy read a column's old value before a new one takes its place.

    It would not do so for a row that is not loaded, and the history would not know the old value.
    """
    for mapper in Base.registry.mappers:
        for column in mapper.column_attrs:
            event.listen(column.class_attribute, "set", _heed, active_history=True)


def _heed(row: object, new: object, old: object, initiator: object) -> None:
    """Nothing more: that it listens is what makes SQLAlchemy read the old value."""


_remember_old_values()


def _as_it_was(row: Numbered) -> dict[str, Any]:
    """A row as the database held it, in spite of changes that were never written."""
    state = inspect(row)
    whole = {}
    for column in state.mapper.column_attrs:
        past = state.attrs[column.key].history
        old = past.deleted or past.unchanged
        whole[column.key] = old[0] if old else getattr(row, column.key)
    return plain_row(whole)


def _difference(row: Numbered) -> tuple[dict[str, Any], dict[str, Any]]:
    state = inspect(row)
    before, after = {}, {}
    for column in state.mapper.column_attrs:
        past = state.attrs[column.key].history
        if past.has_changes():
            before[column.key] = plain(past.deleted[0] if past.deleted else None)
            after[column.key] = plain(past.added[0] if past.added else None)
    same = [name for name in before if before[name] == after[name]]
    for name in same:
        del before[name], after[name]
    return before, after


def undone(session: Session) -> set[int]:
    """The batches that an undo took back, unless that undo was taken back in turn."""
    pairs = session.execute(
        select(Batch.id, Batch.undoes_id)
        .where(Batch.undoes_id.is_not(None))
        .order_by(Batch.id.desc())
    )
    gone: set[int] = set()
    for undo_id, batch_id in pairs:
        if batch_id is not None and undo_id not in gone:
            gone.add(batch_id)
    return gone

"""The history for people: which changes were made, when, by whom, and what became of them."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from kg.store import history
from kg.store.models import Batch, Revision

Card = dict[str, Any]

VERBS = {"add": "added", "change": "changed", "remove": "removed"}


def listed(session: Session, limit: int = 20, curators: Collection[str] = ()) -> list[Card]:
    """The last batches, newest first, with what each did to how many rows of which table.

    Only those that some of the `curators` made, where any are named.
    """
    gone = history.undone(session)
    asked = select(Batch).order_by(Batch.id.desc()).limit(limit)
    if curators:
        # Databases fold only the letters that they know; here names are few.
        wanted = {one.casefold() for one in curators}
        asked = asked.where(
            Batch.curator.in_([one for one in _curators(session) if one.casefold() in wanted])
        )
    batches = session.scalars(asked).all()
    return [_card(session, batch, gone) for batch in batches]


def curators(session: Session) -> list[str]:
    """Who made changes, by name."""
    return sorted(_curators(session), key=str.casefold)


def _curators(session: Session) -> list[str]:
    return [one for one in session.scalars(select(Batch.curator).distinct()) if one is not None]


def card(session: Session, batch: Batch) -> Card:
    """One batch with what it did."""
    return _card(session, batch, history.undone(session))


def _card(session: Session, batch: Batch, gone: set[int]) -> Card:
    counts: Counter[tuple[str, str]] = Counter()
    for table, action, first, last in session.execute(
        select(Revision.table_name, Revision.action, Revision.first_id, Revision.last_id)
        .where(Revision.batch_id == batch.id)
        .order_by(Revision.id)
    ):
        counts[VERBS[action], table] += last - first + 1
    return {
        "id": batch.id,
        "made_at": moment(batch.made_at),
        "command": batch.command,
        "curator": batch.curator,
        "undoes": batch.undoes_id,
        "undone": batch.id in gone,
        "counts": [
            {"action": action, "table": table, "rows": number}
            for (action, table), number in counts.items()
        ],
    }


def moment(at: datetime | None) -> str | None:
    """A moment as JSON holds it, in UTC."""
    return None if at is None else at.astimezone(UTC).isoformat(timespec="seconds")


def recorded(session: Session, table: str, ids: Collection[int]) -> dict[int, datetime]:
    """The moment at which each of these rows came into this notebook, as far as that is known."""
    if not ids:
        return {}
    numbers = sorted(ids)
    found: dict[int, datetime] = {}
    # Later entries stand behind earlier ones, and the first tells: an undo may put a row back.
    for first, last, made_at in session.execute(
        select(Revision.first_id, Revision.last_id, Batch.made_at)
        .join(Batch, Batch.id == Revision.batch_id)
        .where(
            Revision.table_name == table,
            Revision.action == "add",
            Revision.first_id <= numbers[-1],
            Revision.last_id >= numbers[0],
        )
        .order_by(Revision.id)
    ):
        for row_id in numbers[bisect_left(numbers, first) : bisect_right(numbers, last)]:
            found.setdefault(row_id, made_at)
    return found


def of_row(session: Session, table: str, row_id: int) -> list[Card]:
    """What happened to one row, oldest first: in which batch, which columns from what to what."""
    found = session.execute(
        select(Revision, Batch)
        .join(Batch, Batch.id == Revision.batch_id)
        .where(
            Revision.table_name == table,
            Revision.first_id <= row_id,
            Revision.last_id >= row_id,
        )
        .order_by(Revision.id)
    )
    return [
        {
            "batch": batch.id,
            "made_at": moment(batch.made_at),
            "command": batch.command,
            "curator": batch.curator,
            "action": VERBS[revision.action],
            "before": revision.before,
            "after": revision.after,
        }
        for revision, batch in found
    ]

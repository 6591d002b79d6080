"""What to come back to: predictions that are overdue, due soon, or open-ended and long unseen."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import String, func, null, select, type_coerce
from sqlalchemy.orm import Session

from kg.domain.dates import PartialDate
from kg.domain.wording import Wording
from kg.notebook import asof
from kg.notebook.review import linting
from kg.notebook.review.linting import Code
from kg.notebook.review.snoozing import asleep
from kg.notebook.showing import outlines
from kg.notebook.states import WAITING
from kg.store.bulk import slices
from kg.store.models import Batch, Forecast, Position, Prediction, Reading, Resolution, Revision

LOOK_AGAIN = 365
"""After so many days in which nothing was said of it or changed, an open-ended prediction deserves
another look."""


@dataclass(frozen=True, slots=True)
class DuePrediction:
    """A prediction that waits for its verdict.

    `state` is overdue, soon or open (it has no due date); `days` are left until its last day,
    negative when that is past, None when there is none. `seen` is when it was last said or changed,
    where it is open and that is known. `problems` keep it from being decided, but for the lack of a
    date, which `state` tells.
    """

    id: int
    uid: str
    statement: Wording
    due: str | None
    state: str
    days: int | None
    snoozed: str | None
    seen: str | None
    problems: list[Code]


def listed(
    session: Session,
    today: date,
    within: int = 90,
    among: Collection[int] | None = None,
    *,
    snoozed: bool = False,
    limit: int | None = None,
    as_of: date | None = None,
) -> list[DuePrediction]:
    """The predictions to decide: the longest overdue first, then the soonest due, then open-ended.

    Open-ended ones are those of which nothing was said or changed for `LOOK_AGAIN` days, the
    longest unseen first, and those whose snooze is over. `within` is how many days ahead soon is;
    with `among`, only these predictions; with `snoozed`, also those that are to be left alone. With
    `as_of` it is what waited on that day, when nothing was snoozed: see `kg.notebook.asof`.
    """
    today = as_of or today
    rows = _urgent(session, today, within, among, snoozed=snoozed, limit=limit, as_of=as_of)
    ids = [row.id for row, _ in rows]
    statements = outlines.prediction_statements(session, ids, as_of)
    problems = linting.problems(session, ids, as_of)
    return [
        DuePrediction(
            id=row.id,
            uid=row.uid,
            statement=statements[row.id],
            due=_text(row.due),
            state=_state(row.due, today, within),
            days=None if row.due is None else (row.due.last - today).days,
            snoozed=_text(row.snoozed),
            seen=None if seen is None else seen.isoformat(),
            problems=[one for one in problems.get(row.id, []) if one is not Code.NO_DUE],
        )
        for row, seen in rows
    ]


def numbers(
    session: Session,
    today: date,
    within: int = 90,
    among: Collection[int] | None = None,
    *,
    snoozed: bool = False,
    limit: int | None = None,
) -> list[int]:
    """The numbers of what `listed` lists, in the same order."""
    found = _urgent(session, today, within, among, snoozed=snoozed, limit=limit)
    return [row.id for row, _ in found]


def _urgent(
    session: Session,
    today: date,
    within: int,
    among: Collection[int] | None,
    *,
    snoozed: bool,
    limit: int | None,
    as_of: date | None = None,
) -> list[tuple[Any, date | None]]:
    """What is to be decided, with when it was seen last where it is open-ended."""
    wanted = None if among is None else set(among)
    snooze: Any = Prediction.snoozed if as_of is None else null().label("snoozed")
    columns = (Prediction.id, Prediction.uid, Prediction.due, snooze)
    waiting = select(*columns).where(asof.waiting(as_of))

    def meant(row: Any) -> bool:
        return (wanted is None or row.id in wanted) and (
            row.snoozed is None or snoozed or not asleep(row.snoozed, today)
        )

    rows: list[tuple[Any, date | None]] = [
        (row, None) for row in _dated(session, waiting, today, within) if meant(row)
    ]
    if limit is None or len(rows) < limit:
        undated = session.execute(waiting.where(Prediction.due.is_(None)))
        rows += _unseen(session, [row for row in undated if meant(row)], today, as_of)
    return rows[:limit]


def _dated(session: Session, waiting: Any, today: date, within: int) -> list[Any]:
    """What waits and is due by then, the most urgent first."""
    # A date sorts before the last day it can mean, so this takes in all that is due by then, and
    # the index on the column finds it.
    latest = today + timedelta(days=min(within, (date.max - today).days))
    found = session.execute(
        waiting.where(type_coerce(Prediction.due, String) <= latest.isoformat())
    )
    ranked = sorted((row.due.last, row.id, row) for row in found)
    return [row for last, _, row in ranked if last <= latest]


def _unseen(
    session: Session, rows: list[Any], today: date, as_of: date | None
) -> list[tuple[Any, date | None]]:
    """Those of the open-ended that deserve a look, the longest unseen first."""
    seen = seen_last(session, [row.id for row in rows], today, as_of)
    ranked = sorted((seen.get(row.id, date.min), row.id, row) for row in rows)
    return [
        (row, seen.get(row.id))
        for day, _, row in ranked
        if row.snoozed is not None or (today - day).days >= LOOK_AGAIN
    ]


def seen_last(
    session: Session, ids: Collection[int], today: date, as_of: date | None = None
) -> dict[int, date]:
    """When something was said last of each of these predictions or it was changed, where known."""
    seen: dict[int, date] = {}
    for row_id, day in _sightings(session, ids, as_of):
        # The year 2026 may mean a day to come.
        seen[row_id] = max(seen.get(row_id, date.min), min(day, today))
    return seen


def _sightings(
    session: Session, ids: Collection[int], as_of: date | None
) -> Iterator[tuple[int, date]]:
    """The days on which something was said of these predictions or they were changed."""
    said: tuple[tuple[Any, Any], ...] = (
        (
            Reading.prediction_id,
            select(Reading.prediction_id, Position.said)
            .join(Position, Position.claim_id == Reading.claim_id)
            .where(Position.said.is_not(None), *asof.by(Position.said, as_of)),
        ),
        (
            Forecast.prediction_id,
            select(Forecast.prediction_id, Forecast.made).where(
                Forecast.made.is_not(None), *asof.by(Forecast.made, as_of)
            ),
        ),
        (
            Resolution.prediction_id,
            select(Resolution.prediction_id, Resolution.withdrawn).where(
                Resolution.withdrawn.is_not(None), *asof.by(Resolution.withdrawn, as_of)
            ),
        ),
    )
    changed = (
        select(Revision.first_id, Batch.made_at)
        .join(Batch, Batch.id == Revision.batch_id)
        .where(Revision.table_name == "prediction", Revision.action == "change")
    )
    for some in slices(ids):
        for column, statement in said:
            for row_id, day in session.execute(statement.where(column.in_(some))):
                yield row_id, day.last
        for row_id, moment in session.execute(changed.where(Revision.first_id.in_(some))):
            if as_of is None or moment.date() <= as_of:
                yield row_id, moment.date()


def counted(
    session: Session, today: date, within: int = 90, as_of: date | None = None
) -> dict[str, int]:
    """How many predictions without a verdict are overdue, due soon, due later, or open-ended.

    Those that are snoozed are counted apart. With `as_of` it is how many were on that day.
    """
    today = as_of or today
    counts = {"overdue": 0, "soon": 0, "later": 0, "open": 0, "snoozed": 0}
    statement = (
        select(Prediction.due, func.count()).where(asof.waiting(as_of)).group_by(Prediction.due)
    )
    for due, number in session.execute(statement):
        counts[_state(due, today, within)] += number
    if as_of is not None:
        return counts
    # Apart, so that the index on due is enough for the many that are not snoozed.
    few = select(Prediction.due, Prediction.snoozed).where(Prediction.snoozed.is_not(None), WAITING)
    for due, until in session.execute(few):
        if asleep(until, today):
            counts[_state(due, today, within)] -= 1
            counts["snoozed"] += 1
    return counts


def _state(due: PartialDate | None, today: date, within: int) -> str:
    if due is None:
        return "open"
    days = (due.last - today).days
    return "overdue" if days < 0 else "soon" if days <= within else "later"


def _text(day: PartialDate | None) -> str | None:
    return None if day is None else day.text

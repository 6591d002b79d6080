"""What comes next when nothing is due: the first prediction to be due, or to wake."""

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from kg.domain.dates import PartialDate
from kg.notebook.review.snoozing import asleep
from kg.notebook.states import WAITING
from kg.store.models import Prediction


class Coming(NamedTuple):
    """The next prediction to be listed as due, and the day on which it is due or wakes.

    `snoozed` says that it is left alone until then, not that it is due on that day.
    """

    id: int
    day: PartialDate
    snoozed: bool


def first(
    session: Session, today: date, within: int = 90, among: Collection[int] | None = None
) -> Coming | None:
    """What comes next when nothing is due within so many days."""
    wanted = None if among is None else set(among)
    columns = (Prediction.id, Prediction.due, Prediction.snoozed)
    asleep_ones = select(*columns).where(Prediction.snoozed.is_not(None), WAITING)
    found = [
        Coming(row.id, row.snoozed, snoozed=True)
        for row in session.execute(asleep_ones)
        if (wanted is None or row.id in wanted) and asleep(row.snoozed, today)
    ]
    resting = {one.id for one in found}
    later = select(*columns).where(Prediction.due.is_not(None), WAITING).order_by(Prediction.due)
    found += [
        Coming(row.id, row.due, snoozed=False)
        for row in session.execute(later)
        if (wanted is None or row.id in wanted)
        and row.id not in resting
        and (row.due.last - today).days > within
    ]
    return min(found, key=lambda one: (one.day.last, one.id), default=None)

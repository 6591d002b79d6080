"""What comes next when nothing is due: the first prediction to be due, to wake, or long unseen."""

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from kg.domain.dates import PartialDate
from kg.notebook.review import due
from kg.notebook.review.snoozing import asleep
from kg.notebook.states import WAITING
from kg.store.models import Prediction


class Coming(NamedTuple):
    """The next prediction to be listed as due, in how many days, and what it waits for.

    `snoozed` is until when it is left alone, None when it is not. An open-ended one has no `due`;
    when it is not snoozed, `days` count until nothing was said of it or changed for
    `due.LOOK_AGAIN` days.
    """

    id: int
    days: int
    due: PartialDate | None
    snoozed: PartialDate | None


def first(
    session: Session, today: date, within: int = 90, among: Collection[int] | None = None
) -> Coming | None:
    """What comes next when nothing is due within so many days; None when nothing ever does."""
    wanted = None if among is None else set(among)
    columns = (Prediction.id, Prediction.due, Prediction.snoozed)
    found: list[Coming] = []
    open_ended: list[int] = []
    for row in session.execute(select(*columns).where(WAITING)):
        if wanted is not None and row.id not in wanted:
            continue
        until = row.snoozed if asleep(row.snoozed, today) else None
        wakes = (until.last - today).days + 1 if until else 0
        if row.due is not None:
            days = max(wakes, (row.due.last - today).days - within)
        elif until:
            days = wakes
        else:
            open_ended.append(row.id)
            continue
        found.append(Coming(row.id, days, row.due, until))
    found += [
        Coming(row_id, (day - today).days + due.LOOK_AGAIN, None, None)
        for row_id, day in due.seen_last(session, open_ended, today).items()
    ]
    later = (one for one in found if one.days > 0)
    return min(later, key=lambda one: (one.days, one.id), default=None)

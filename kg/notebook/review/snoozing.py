"""Leaving predictions alone until a day: what is snoozed is not listed as due before it is over."""

from datetime import date

from sqlalchemy.orm import Session

from kg.domain.dates import PartialDate
from kg.errors import Conflict
from kg.notebook import resolutions
from kg.notebook.changing.edits import set_changed
from kg.notebook.finding import find
from kg.store.models import Prediction


def snooze(
    session: Session, key: find.Key | Prediction, until: PartialDate | str, *, today: date
) -> Prediction:
    """Leave a prediction alone until the last day that `until` can mean is over.

    Raises Conflict when that day is past, and when a verdict on the prediction stands.
    """
    row = find.prediction(session, key)
    day = PartialDate.parse(until)
    if not asleep(day, today):
        raise Conflict(f"{day} is past.", "Give a day still to come.")
    if (verdict := resolutions.standing(row)) is not None:
        raise Conflict(
            f"Prediction {row.id} does not wait: it was decided {verdict.outcome} on "
            f"{verdict.decided}.",
            f"If that does not hold, withdraw it: kg withdraw {verdict.id}.",
        )
    set_changed(row, snoozed=day)
    session.flush()
    return row


def wake(session: Session, key: find.Key | Prediction) -> Prediction:
    """End the snooze of a prediction, if there is one."""
    row = find.prediction(session, key)
    set_changed(row, snoozed=None)
    session.flush()
    return row


def asleep(until: PartialDate | None, today: date) -> bool:
    """Whether what is snoozed until then is still left alone.

    >>> asleep(PartialDate("2027-03"), date(2027, 3, 31)), asleep(None, date(2027, 3, 31))
    (True, False)
    """
    return until is not None and until.last >= today

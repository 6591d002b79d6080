"""As of a day: what was said and decided by then, and nothing that came later.

A date counts from its last day: what was said in 2024-09 counts as of 2024-09-30, not before, and
what has no date never counts, so that nothing is used before it could be known. A verdict counts
from when it was decided until it was withdrawn. Claims, links and predictions have no dates: they
count as soon as something was said or forecast of the claim, and always where nobody says anything
of it. A link counts with both its claims, a prediction with any that it reads, and it is shown with
those alone. Snoozes have no dates either, and are of today alone.
"""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    String,
    and_,
    exists,
    not_,
    or_,
    select,
    type_coerce,
)
from sqlalchemy.orm import Session, aliased

from kg.domain.dates import PartialDate
from kg.errors import Invalid, NotFound
from kg.store.bulk import slices
from kg.store.models import Claim, Forecast, Link, Position, Prediction, Reading, Resolution


def day_of(given: PartialDate | str | None, today: date) -> date | None:
    """The day as of which things count: the last that is meant, but not one still to come.

    Raises Invalid when all of it is still to come.
    """
    if given is None:
        return None
    day = PartialDate.parse(given)
    if day.first > today:
        raise Invalid(f"{day} is still to come.", "Give a day that is past.")
    return min(day.last, today)


def known(when: PartialDate | None, day: date | None) -> bool:
    """Whether what has this date counts as of a day; without a day everything does.

    >>> known(PartialDate("2024-09"), date(2024, 9, 29)), known(PartialDate("2024-09"), None)
    (False, True)
    """
    return day is None or (when is not None and when.last <= day)


def by(column: Any, day: date | None) -> list[ColumnElement[bool]]:
    """That what has the date in a column counts as of a day: `known`, for a statement."""
    if day is None:
        return []
    text = type_coerce(column, String)
    # A date sorts before the last day it can mean: of those that sort before a day, only the year
    # and the month of that day may not be over.
    unfinished = [f"{day.year:04}-{day.month:02}", f"{day.year:04}"]
    over = [one for one in unfinished if PartialDate(one).last <= day]
    return [and_(text <= day.isoformat(), *(text != one for one in unfinished if one not in over))]


def standing(day: date | None) -> list[ColumnElement[bool]]:
    """That a resolution counts as of a day: decided by then, and not withdrawn by then."""
    if day is None:
        return [Resolution.withdrawn.is_(None)]
    withdrawn = or_(Resolution.withdrawn.is_(None), not_(*by(Resolution.withdrawn, day)))
    return [*by(Resolution.decided, day), withdrawn]


def stood(rows: Iterable[Resolution], day: date | None) -> list[Resolution]:
    """Those of these resolutions that count as of a day: `standing`, for rows at hand."""
    if day is None:
        return [row for row in rows if row.withdrawn is None]
    return [row for row in decided(rows, day) if not _withdrawn(row, day)]


def decided(rows: Iterable[Resolution], day: date | None) -> list[Resolution]:
    """Those of these resolutions that had been decided by a day, be they withdrawn."""
    return [row for row in rows if known(row.decided, day)]


def _withdrawn(row: Resolution, day: date) -> bool:
    return row.withdrawn is not None and known(row.withdrawn, day)


def heard(claim: Any, day: date | None) -> list[ColumnElement[bool]]:
    """That the claim whose number a column holds counts as of a day."""
    if day is None:
        return []
    said = exists().where(Position.claim_id == claim)
    # Under a name of its own, for it is asked within statements that read readings, too.
    reading = aliased(Reading)
    forecast = exists().where(
        reading.claim_id == claim, Forecast.prediction_id == reading.prediction_id
    )
    return [
        or_(
            said.where(*by(Position.said, day)),
            forecast.where(*by(Forecast.made, day)),
            and_(~said, ~forecast),
        )
    ]


def predicted(prediction: Any, day: date | None) -> list[ColumnElement[bool]]:
    """That the prediction whose number a column holds counts as of a day."""
    if day is None:
        return []
    return [exists().where(Reading.prediction_id == prediction, *heard(Reading.claim_id, day))]


def drawn(day: date | None) -> list[ColumnElement[bool]]:
    """That a link counts as of a day."""
    return [*heard(Link.from_id, day), *heard(Link.to_id, day)]


def waiting(day: date | None) -> ColumnElement[bool]:
    """That a prediction counts as of a day, and that no verdict on it stood."""
    verdict = exists().where(Resolution.prediction_id == Prediction.id, *standing(day))
    return and_(~verdict, *predicted(Prediction.id, day))


def refuse_unheard(session: Session, row: Claim | Prediction, day: date | None) -> None:
    """Raise NotFound when a claim, or all that a prediction reads, does not count as of a day."""
    if day is None:
        return
    what, claims = "Claim", [row.id]
    if isinstance(row, Prediction):
        what, claims = "Prediction", [reading.claim_id for reading in row.readings]
    if not claims or set(claims) - unheard(session, claims, day):
        return
    raise NotFound(f"{what} {row.id} was not said yet on {day}.", _since(session, claims))


def _since(session: Session, claims: Collection[int]) -> str:
    """The sentence that says from when on the first of these claims counts."""
    forecasts = select(Forecast.made).join(Reading, Reading.prediction_id == Forecast.prediction_id)
    dates = [
        *session.scalars(select(Position.said).where(Position.claim_id.in_(claims))),
        *session.scalars(forecasts.where(Reading.claim_id.in_(claims))),
    ]
    first = min((one.last for one in dates if one is not None), default=None)
    if first is None:
        return "What has no date counts as of no day: kg position edit NUMBER --said DAY"
    return f"It counts from {first} on."


def unheard(session: Session, claims: Collection[int], day: date | None) -> set[int]:
    """Which of these claims do not count as of a day: all that is said of them is said later."""
    if day is None:
        return set()
    counts = select(Claim.id).where(*heard(Claim.id, day))
    return set(claims) - {
        claim_id
        for some in slices(claims)
        for claim_id in session.scalars(counts.where(Claim.id.in_(some)))
    }

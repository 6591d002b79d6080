"""Verdicts of days that are still to come: they are there when a clock was set back."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import String, func, select, type_coerce
from sqlalchemy.orm import Session

from kg.domain.dates import PartialDate
from kg.store.models import Resolution


class Ahead(NamedTuple):
    """How many verdicts that count are of days after today, and the last day that one is of."""

    verdicts: int
    latest: PartialDate | None


def ahead(session: Session, today: date) -> Ahead:
    """The verdicts that count though all of their day, month or year is still to come.

    `kg resolve` takes none of them down, nor does an import: today was later when they were.
    """
    # A month sorts before its days and a year before its months, so what sorts after today begins
    # after it.
    decided = type_coerce(Resolution.decided, String)
    number, latest = session.execute(
        select(func.count(), func.max(decided)).where(
            Resolution.withdrawn.is_(None), decided > today.isoformat()
        )
    ).one()
    return Ahead(number, PartialDate(latest) if latest else None)

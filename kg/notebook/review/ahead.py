"""Verdicts of days that are still to come: they are there when a clock was set back."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import String, select, type_coerce
from sqlalchemy.orm import Session

from kg.domain.dates import PartialDate
from kg.notebook.states import standing_verdicts
from kg.store.models import Resolution


class Ahead(NamedTuple):
    """How many verdicts that count are of days after today, and the last day that one is of.

    Of several verdicts on one thing one counts.
    """

    verdicts: int
    latest: PartialDate | None


def ahead(session: Session, today: date) -> Ahead:
    """The verdicts that count though all of their day, month or year is still to come.

    `kg resolve` takes none of them down, nor does an import: today was later when they were.
    """
    # A month sorts before its days and a year before its months, so what sorts after today begins
    # after it.
    decided = type_coerce(Resolution.decided, String)
    rows = session.execute(
        select(Resolution.prediction_id, Resolution.claim_id).where(
            Resolution.withdrawn.is_(None), decided > today.isoformat()
        )
    ).all()
    # Of several verdicts on one thing the latest counts, and it may be of a year that has begun.
    days = [
        verdict.decided
        for target, ids in (
            ("prediction_id", {row.prediction_id for row in rows} - {None}),
            ("claim_id", {row.claim_id for row in rows} - {None}),
        )
        for verdict in standing_verdicts(session, target, ids).values()
        if verdict.decided.first > today
    ]
    return Ahead(len(days), max(days, key=str, default=None))

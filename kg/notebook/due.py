"""What to come back to: predictions that are overdue, due soon or open-ended."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import String, exists, func, select, type_coerce
from sqlalchemy.orm import Session

from kg.domain.wording import Wording
from kg.notebook import outlines
from kg.store.models import Prediction, Resolution

WAITING = ~exists().where(Resolution.prediction_id == Prediction.id, Resolution.withdrawn.is_(None))
"""That no verdict on a prediction stands."""


@dataclass(frozen=True, slots=True)
class DuePrediction:
    """A prediction that waits for its verdict.

    `state` is overdue, soon or open (it has no due date); `days` are left until its last day,
    negative when that is past, None when there is none.
    """

    id: int
    uid: str
    statement: Wording
    due: str | None
    state: str
    days: int | None


def listed(
    session: Session, today: date, within: int = 90, among: Collection[int] | None = None
) -> list[DuePrediction]:
    """The predictions to decide: the longest overdue first, then the soonest due, then open-ended.

    `within` is how many days ahead soon is; with `among`, only these predictions.
    """
    columns = (Prediction.id, Prediction.uid, Prediction.due)
    # A date sorts before the last day it can mean, so this takes in all that is due by then, and
    # the index on the column finds it.
    latest = today + timedelta(days=min(within, (date.max - today).days))
    dated = select(*columns).where(
        type_coerce(Prediction.due, String) <= latest.isoformat(), WAITING
    )
    undated = select(*columns).where(Prediction.due.is_(None), WAITING).order_by(Prediction.id)
    ranked = sorted(((row.due.last - today).days, row.id, row) for row in session.execute(dated))
    rows = [(days, row) for days, _, row in ranked if days <= within]
    rows += [(None, row) for row in session.execute(undated)]
    if among is not None:
        wanted = set(among)
        rows = [(days, row) for days, row in rows if row.id in wanted]
    statements = outlines.prediction_statements(session, [row.id for _, row in rows])
    return [
        DuePrediction(
            id=row.id,
            uid=row.uid,
            statement=statements[row.id],
            due=None if row.due is None else row.due.text,
            state=_state(days, within),
            days=days,
        )
        for days, row in rows
    ]


def counted(session: Session, today: date, within: int = 90) -> dict[str, int]:
    """How many predictions without a verdict are overdue, due soon, due later, or open-ended."""
    counts = {"overdue": 0, "soon": 0, "later": 0, "open": 0}
    statement = select(Prediction.due, func.count()).where(WAITING).group_by(Prediction.due)
    for due, number in session.execute(statement):
        counts[_state(None if due is None else (due.last - today).days, within)] += number
    return counts


def _state(days: int | None, within: int) -> str:
    if days is None:
        return "open"
    return "overdue" if days < 0 else "soon" if days <= within else "later"

"""How predictions and claims stand: open, overdue or decided."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from kg.domain.dates import PartialDate
from kg.domain.vocabulary import Outcome
from kg.store.models import Prediction, Reading, Resolution

SLICE = 10_000

WAITING = ~exists().where(Resolution.prediction_id == Prediction.id, Resolution.withdrawn.is_(None))
"""That no verdict on a prediction stands."""


def state(outcome: Outcome | str | None, due: PartialDate | None, today: date) -> str:
    """A prediction's state: its outcome, else overdue when its last day is past, else open."""
    if outcome is not None:
        return str(outcome)
    return "overdue" if due is not None and due.last < today else "open"


def together(states: Iterable[str]) -> str | None:
    """What several readings and checks of one claim come to; None of none.

    Decided ones outweigh those still open; decided ones that differ are mixed.
    """
    known = set(states)
    decided = known - {"open", "overdue"}
    if len(decided) > 1:
        return "mixed"
    if decided:
        return decided.pop()
    return "overdue" if "overdue" in known else "open" if known else None


def prediction_states(session: Session, ids: Collection[int], today: date) -> dict[int, str]:
    """The state of each of these predictions."""
    outcomes = standing_outcomes(session, "prediction_id", ids)
    found: dict[int, str] = {}
    for some in _slices(ids):
        for row_id, due in session.execute(
            select(Prediction.id, Prediction.due).where(Prediction.id.in_(some))
        ):
            found[row_id] = state(outcomes.get(row_id), due, today)
    return found


def claim_states(session: Session, ids: Collection[int], today: date) -> dict[int, str]:
    """What each of these claims has come to; claims with nothing to check are left out."""
    read: defaultdict[int, list[int]] = defaultdict(list)
    for some in _slices(ids):
        for claim_id, prediction_id in session.execute(
            select(Reading.claim_id, Reading.prediction_id).where(Reading.claim_id.in_(some))
        ):
            read[claim_id].append(prediction_id)
    readings = prediction_states(session, {one for many in read.values() for one in many}, today)
    checked = standing_outcomes(session, "claim_id", ids)
    found: dict[int, str] = {}
    for claim_id in {*read, *checked}:
        states = [readings[one] for one in read[claim_id]]
        if claim_id in checked:
            states.append(checked[claim_id])
        if (whole := together(states)) is not None:
            found[claim_id] = whole
    return found


def standing_outcomes(session: Session, target: str, ids: Collection[int]) -> dict[int, str]:
    """The outcome that counts for each of these targets (column prediction_id or claim_id)."""
    column = getattr(Resolution, target)
    found: dict[int, str] = {}
    for some in _slices(ids):
        rows = session.execute(
            select(column, Resolution.decided, Resolution.id, Resolution.outcome).where(
                column.in_(some), Resolution.withdrawn.is_(None)
            )
        )
        for target_id, _, _, outcome in sorted(rows, key=lambda row: (row[1].last, row[2])):
            found[target_id] = outcome.value
    return found


def _slices(ids: Collection[int]) -> Iterable[list[int]]:
    wanted = sorted(ids)
    for start in range(0, len(wanted), SLICE):
        yield wanted[start : start + SLICE]

"""How predictions and claims stand: open, overdue or decided."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from kg.domain.dates import PartialDate
from kg.domain.vocabulary import Outcome
from kg.notebook import asof
from kg.store.models import Prediction, Reading, Resolution

SLICE = 10_000

WAITING = asof.waiting(None)
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


def prediction_states(
    session: Session, ids: Collection[int], today: date, as_of: date | None = None
) -> dict[int, str]:
    """The state of each of these predictions, or what it was as of a day."""
    outcomes = standing_outcomes(session, "prediction_id", ids, as_of)
    found: dict[int, str] = {}
    for some in _slices(ids):
        for row_id, due in session.execute(
            select(Prediction.id, Prediction.due).where(Prediction.id.in_(some))
        ):
            found[row_id] = state(outcomes.get(row_id), due, as_of or today)
    return found


def claim_states(
    session: Session, ids: Collection[int], today: date, as_of: date | None = None
) -> dict[int, str]:
    """What each of these claims has come to; claims with nothing to check are left out.

    With `as_of` it is what they had come to by that day.
    """
    read: defaultdict[int, list[int]] = defaultdict(list)
    for some in _slices(ids):
        for claim_id, prediction_id in session.execute(
            select(Reading.claim_id, Reading.prediction_id).where(Reading.claim_id.in_(some))
        ):
            read[claim_id].append(prediction_id)
    predictions = {one for many in read.values() for one in many}
    readings = prediction_states(session, predictions, today, as_of)
    checked = standing_outcomes(session, "claim_id", ids, as_of)
    found: dict[int, str] = {}
    for claim_id in {*read, *checked}:
        states = [readings[one] for one in read[claim_id]]
        if claim_id in checked:
            states.append(checked[claim_id])
        if (whole := together(states)) is not None:
            found[claim_id] = whole
    return found


def standing_outcomes(
    session: Session, target: str, ids: Collection[int], as_of: date | None = None
) -> dict[int, str]:
    """The outcome that counts for each of these targets (column prediction_id or claim_id)."""
    return {
        target_id: verdict.outcome.value
        for target_id, verdict in standing_verdicts(session, target, ids, as_of).items()
    }


class Verdict(NamedTuple):
    """How something turned out, and when that was decided."""

    outcome: Outcome
    decided: PartialDate


def standing_verdicts(
    session: Session, target: str, ids: Collection[int], as_of: date | None = None
) -> dict[int, Verdict]:
    """The verdict that counts for each of these targets, or that did as of a day."""
    column = getattr(Resolution, target)
    found: dict[int, Verdict] = {}
    for some in _slices(ids):
        rows = session.execute(
            select(column, Resolution.decided, Resolution.id, Resolution.outcome).where(
                column.in_(some), *asof.standing(as_of)
            )
        )
        for target_id, decided, _, outcome in sorted(rows, key=lambda row: (row[1].last, row[2])):
            found[target_id] = Verdict(outcome, decided)
    return found


class Check(NamedTuple):
    """One way in which a claim can turn out: a prediction that reads it, or its own check.

    `prediction` is None for the latter.
    """

    prediction: int | None
    due: PartialDate | None
    verdict: Verdict | None


def checks(
    session: Session, claims: Collection[int], as_of: date | None = None
) -> dict[int, list[Check]]:
    """The checks of each of these claims; claims with nothing to check are left out."""
    found: defaultdict[int, list[Check]] = defaultdict(list)
    read: list[tuple[int, int, PartialDate | None]] = []
    for some in _slices(claims):
        rows = session.execute(
            select(Reading.claim_id, Prediction.id, Prediction.due)
            .join(Prediction, Prediction.id == Reading.prediction_id)
            .where(Reading.claim_id.in_(some))
            .order_by(Reading.id)
        )
        read += [(claim_id, prediction_id, due) for claim_id, prediction_id, due in rows]
    verdicts = standing_verdicts(session, "prediction_id", {one for _, one, _ in read}, as_of)
    for claim_id, prediction_id, due in read:
        found[claim_id].append(Check(prediction_id, due, verdicts.get(prediction_id)))
    for claim_id, verdict in standing_verdicts(session, "claim_id", claims, as_of).items():
        found[claim_id].append(Check(None, None, verdict))
    return dict(found)


def _slices(ids: Collection[int]) -> Iterable[list[int]]:
    wanted = sorted(ids)
    for start in range(0, len(wanted), SLICE):
        yield wanted[start : start + SLICE]

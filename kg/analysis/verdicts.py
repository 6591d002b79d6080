"""What had been said and decided on a day: the part of a notebook that is scored, and verdicts."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import String, select, type_coerce
from sqlalchemy.orm import InstrumentedAttribute, Session

from kg.domain.dates import PartialDate
from kg.domain.selection import Selection
from kg.domain.vocabulary import Outcome
from kg.notebook import asof
from kg.notebook.finding import find, narrowing, selecting
from kg.store.models import Resolution

TIE = 0.5
"""How much came true of what came true partly, where nobody said how much."""


class State(StrEnum):
    """What became of a question. Each is in one state, and only scored ones are scored."""

    SCORED = "scored"
    OPEN = "open"
    OVERDUE = "overdue"
    VAGUE = "vague"
    """Without a verdict and without a due date."""
    UNCLEAR = "unclear"
    VOID = "void"
    LATE = "late"
    """All that was said of it was said after it was settled."""
    UNREAD = "unread"
    """Decided, but the likelihood is in words for which there is no number."""


@dataclass(frozen=True)
class Scope:
    """What is asked about: these predictions, claims and speakers, or all where it is None."""

    predictions: Collection[int] | None
    claims: Collection[int] | None
    speakers: Collection[int] | None
    today: date
    as_of: date | None

    @classmethod
    def of(cls, session: Session, selection: Selection, today: date, as_of: date | None) -> "Scope":
        """What a selection means on a day, or `as_of` an earlier one."""
        speakers = {find.speaker(session, key).id for key in selection.speakers} or None
        # Who gave a forecast need not have spoken of the claim; but where more is asked of
        # positions, it is asked of those of the speaker.
        if not (selection.stances or selection.sources or selection.said_from or selection.said_to):
            selection = replace(selection, speakers=())
        if selection.everything:
            return cls(None, None, speakers, today, as_of)
        return cls(
            frozenset(narrowing.prediction_ids(session, selection, today, as_of)),
            frozenset(selecting.claim_ids(session, selection, today, as_of)),
            speakers,
            today,
            as_of,
        )

    def means(self, prediction: int) -> bool:
        """Whether this prediction is meant."""
        return self.predictions is None or prediction in self.predictions

    def asks(self, speaker: int) -> bool:
        """Whether this speaker is asked about."""
        return self.speakers is None or speaker in self.speakers


class Verdict(NamedTuple):
    """What a prediction or claim came to: when it was decided, and how much of it came true.

    It is `ahead` when it was decided on a day that is still to come: the clock was set back.
    """

    decided: date
    row_id: int
    state: State
    outcome: float
    halved: bool
    came: Outcome
    ahead: bool = False


def verdicts(
    session: Session,
    target: InstrumentedAttribute[int | None],
    scope: Scope,
    among: Collection[int] | None = None,
) -> dict[int, Verdict]:
    """What counts for each target on the day that is looked back to: what was decided last.

    Where few are meant, of `among`, no others are read.
    """
    found: dict[int, Verdict] = {}
    for target_id, row_id, outcome, fraction, decided in session.execute(
        select(
            target,
            Resolution.id,
            type_coerce(Resolution.outcome, String),
            Resolution.fraction,
            as_text(Resolution.decided),
        ).where(
            target.is_not(None),
            *few(target, among),
            *asof.standing(scope.as_of),
        )
    ):
        begins, ends = days(decided)
        verdict = _read(ends, row_id, Outcome(outcome), fraction)
        if begins > scope.today:
            verdict = verdict._replace(ahead=True)
        if target_id not in found or found[target_id][:2] < verdict[:2]:
            found[target_id] = verdict
    return found


def _read(decided: date, row_id: int, outcome: Outcome, fraction: float | None) -> Verdict:
    match outcome:
        case Outcome.UNCLEAR | Outcome.VOID:
            return Verdict(decided, row_id, State(outcome.value), 0, False, outcome)
        case Outcome.PARTLY:
            share = TIE if fraction is None else fraction
            return Verdict(decided, row_id, State.SCORED, share, fraction is None, outcome)
    return Verdict(decided, row_id, State.SCORED, float(outcome is Outcome.RIGHT), False, outcome)


def state(verdict: Verdict | None, due: str | None, today: date) -> State:
    """What becomes of a question with this verdict, or with none."""
    if verdict is not None:
        return verdict.state
    if due is None:
        return State.VAGUE
    return State.OVERDUE if days(due)[1] < today else State.OPEN


FEW = 10_000
"""So many rows are asked for one by one; where more are meant, all are read and looked through."""


def few(column: InstrumentedAttribute[Any], ids: Collection[int] | None) -> list[Any]:
    """The condition that a column is one of these numbers, where they are few; else none at all."""
    return [] if ids is None or len(ids) > FEW else [column.in_(ids)]


def as_text(column: InstrumentedAttribute[Any]) -> Any:
    """A column of dates or words as its text, which is quicker than one object each."""
    return type_coerce(column, String)


@lru_cache(maxsize=100_000)
def days(text: str) -> tuple[date, date]:
    """The first and the last day that a date can mean."""
    day = PartialDate(text)
    return day.first, day.last

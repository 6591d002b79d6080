"""Sides that speakers take on claims and on their readings: by a stance, or by a number given."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from kg.analysis.agreement import SIGNS
from kg.analysis.things import written
from kg.domain.agreeing.last import last_day
from kg.domain.dates import PartialDate
from kg.domain.scoring import closing
from kg.domain.vocabulary import Basis, Stance
from kg.notebook import asof
from kg.notebook.states import Check
from kg.store.models import Forecast, Position, Reading

FIRM = frozenset({"right", "wrong", "partly"})
"""What settles a matter."""

EVEN = 0.5
"""A number above it is for the prediction, one below it against it, and this itself no side."""


class Number(NamedTuple):
    """A likelihood that a speaker gave for a prediction, stated or read from words."""

    low: float
    middle: float
    high: float
    basis: Basis


class Taken(NamedTuple):
    """A side that a speaker took on a claim: by a stance, or by a number for one reading of it.

    `row_id` and `uid` are those of the position or of the forecast.
    """

    speaker: int
    said: PartialDate | None
    row_id: int
    uid: str
    stance: Stance | None
    number: Number | None = None

    @property
    def sign(self) -> int:
        """1 for it, -1 against it, 0 partly or at 50 %."""
        if self.number:
            return (self.number.middle > EVEN) - (self.number.middle < EVEN)
        return SIGNS[self.stance] if self.stance else 0


Sides = dict[int, dict[int, list[Taken]]]
"""By claim or prediction, then by speaker, what each took, the earliest first."""


def stances(
    session: Session, speakers: Collection[int], claims: Collection[int] | None, as_of: date | None
) -> Sides:
    """For each claim, what each of these speakers says of it, the earliest first."""
    rows = session.execute(
        select(
            Position.claim_id, Position.speaker_id, Position.said, Position.id, Position.uid,
            Position.stance,
        ).where(
            Position.speaker_id.in_(speakers),
            Position.stance.in_(SIGNS),
            *asof.by(Position.said, as_of),
        )
    )  # fmt: skip
    chosen = None if claims is None else set(claims)
    return _sorted(
        (claim, Taken(*rest))
        for claim, *rest in map(tuple[Any, ...], rows)
        if chosen is None or claim in chosen
    )


def numbers(
    session: Session, speakers: Collection[int], claims: Collection[int] | None, as_of: date | None
) -> tuple[Sides, dict[int, list[int]]]:
    """For each prediction the numbers that these speakers gave; and which claims each reads.

    Only predictions and claims that are among `claims`, or read one of these, are told.
    """
    chosen = None if claims is None else set(claims)
    reads: defaultdict[int, list[int]] = defaultdict(list)
    for prediction, claim in session.execute(
        select(Reading.prediction_id, Reading.claim_id)
        .where(
            Reading.prediction_id.in_(
                select(Forecast.prediction_id).where(Forecast.speaker_id.in_(speakers))
            )
        )
        .order_by(Reading.id)
    ):
        if chosen is None or claim in chosen:
            reads[prediction].append(claim)
    rows = session.execute(
        select(
            Forecast.prediction_id, Forecast.speaker_id, Forecast.made, Forecast.id, Forecast.uid,
            Forecast.low, Forecast.middle, Forecast.high, Forecast.basis,
        ).where(
            Forecast.speaker_id.in_(speakers),
            Forecast.basis != Basis.IMPLIED,
            Forecast.middle.is_not(None),
            *asof.by(Forecast.made, as_of),
        )
    )  # fmt: skip
    found = _sorted(
        (prediction, Taken(speaker, made, row_id, uid, None, Number(*number)))
        for prediction, speaker, made, row_id, uid, *number in map(tuple[Any, ...], rows)
        if prediction in reads
    )
    return found, {one: reads[one] for one in found}


def _sorted(rows: Iterable[tuple[int, Taken]]) -> Sides:
    found: defaultdict[int, defaultdict[int, list[Taken]]] = defaultdict(lambda: defaultdict(list))
    for target, taken in sorted(rows, key=lambda row: (last_day(row[1].said), row[1].row_id)):
        found[target][taken.speaker].append(taken)
    return {target: dict(by) for target, by in found.items()}


def in_time(said: list[Taken], check: Check) -> list[Taken]:
    """The numbers that were not surely given when all was settled, as scores have it.

    One without a date counts only where no other has one.
    """
    known = said
    if check.verdict and check.verdict.outcome in FIRM:
        end = closing(check.verdict.decided.last, check.due.last if check.due else None)
        known = [one for one in said if one.said is None or one.said.first <= end]
    return [one for one in known if one.said] or known[:1]


def number_card(taken: Taken) -> dict[str, Any] | None:
    """A number that was given, as JSON holds it; None for a stance."""
    if taken.number is None:
        return None
    number = taken.number
    return {
        "basis": number.basis.value,
        "made": written(taken.said),
        **{end: getattr(number, end) for end in ("low", "middle", "high")},
    }

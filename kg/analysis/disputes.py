"""Disagreements of two speakers about what can be checked, and who of them turned out right.

Recorded: they took opposite stances on one claim that can be checked. Inferred: they took stances
on two claims that oppose each other, or restate each other, which cannot both be had. A stance
counts that was taken before the verdict; what is said afterwards is hindsight. Whoever came round
before the verdict had disagreed all the same, but is not held to it.
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from kg.analysis.agreement import SIGNS, last_day
from kg.analysis.things import Thing, things
from kg.domain.dates import PartialDate
from kg.domain.vocabulary import LinkKind, Outcome, Stance
from kg.notebook import asof, states
from kg.notebook.states import Check
from kg.store.models import Claim, Position, Prediction

CAME_ROUND = "came round"
RECORDED = ("first", "second", "partly", "mixed", CAME_ROUND, "open", "unclear")
INFERRED = ("first", "second", "partly", "mixed", "open", "unclear", "both", "neither")
"""What a disagreement comes to: which of the two is right, or why neither can be said to be."""

FIRM = frozenset({"right", "wrong", "partly"})


class Taken(NamedTuple):
    """A stance that a speaker took on a claim."""

    speaker: int
    claim: int
    stance: Stance
    said: PartialDate | None
    position: int
    uid: str

    @property
    def sign(self) -> int:
        """1 for the claim, -1 against it, 0 partly."""
        return SIGNS[self.stance]


class Result(NamedTuple):
    """How a stance did by one check: right, wrong, partly, unclear, void, open or overdue."""

    prediction: Thing | None
    state: str
    decided: PartialDate | None
    due: PartialDate | None


@dataclass(frozen=True)
class Side:
    """One of the two in a disagreement: on which claim, with which stance, how it turned out."""

    claim: Thing
    taken: Taken
    results: list[Result]


@dataclass(frozen=True)
class Dispute:
    """A disagreement; `link` is the kind of link from which it is inferred, else None."""

    first: Side
    second: Side
    link: LinkKind | None
    result: str
    decided: PartialDate | None
    """The day since which the result is known, where one of the two is right."""
    due: PartialDate | None
    """The next day on which it can be checked, where something is open."""
    turned: Taken | None = None
    """The stance with which one of the two came round, where one did before the verdict."""


def stances(
    session: Session, speakers: Collection[int], claims: Collection[int] | None, as_of: date | None
) -> dict[int, dict[int, list[Taken]]]:
    """For each claim, what each of these speakers says of it, the earliest first."""
    rows = select(
        Position.speaker_id,
        Position.claim_id,
        Position.stance,
        Position.said,
        Position.id,
        Position.uid,
    ).where(
        Position.speaker_id.in_(speakers),
        Position.stance.in_(SIGNS),
        *asof.by(Position.said, as_of),
    )
    chosen = None if claims is None else set(claims)
    found: defaultdict[int, defaultdict[int, list[Taken]]] = defaultdict(lambda: defaultdict(list))
    every = (Taken(*row) for row in session.execute(rows))
    for one in sorted(every, key=lambda one: (last_day(one.said), one.position)):
        if chosen is None or one.claim in chosen:
            found[one.claim][one.speaker].append(one)
    return {claim: dict(by) for claim, by in found.items()}


class Case:
    """What is known of the claims in question: who said what of them, and how they turned out."""

    def __init__(
        self,
        session: Session,
        taken: dict[int, dict[int, list[Taken]]],
        claims: Collection[int],
        today: date,
        as_of: date | None,
    ) -> None:
        self.taken = taken
        self.today = today
        self.claims = things(session, Claim, claims)
        self.checks = states.checks(session, claims, as_of)
        read = (one.prediction for some in self.checks.values() for one in some)
        self.predictions = things(session, Prediction, read)

    def recorded(self, claim: int, first: int, second: int) -> Dispute | None:
        """The disagreement of two speakers who both took a stance on a claim, if it is one."""
        both = self.taken[claim][first], self.taken[claim][second]
        parted = [
            (check, *apart)
            for check in self.checks.get(claim, [])
            if (apart := _apart(*(_known(one, [check]) for one in both)))
        ]
        # Readings under which they stood apart to the end tell more than those where one turned.
        fought = [one for one in parted if one[3] is None] or parted
        if not fought:
            return None
        ours = self._side([(check, mine) for check, mine, *_ in fought])
        result = _together(ours.results)
        return _dispute(
            ours,
            self._side([(check, theirs) for check, _, theirs, _ in fought]),
            None,
            _WINNER.get(result, result),
            fought[0][3],
        )

    def inferred(
        self, claims: tuple[int, int], speakers: tuple[int, int], kind: LinkKind
    ) -> Dispute | None:
        """The disagreement of one on the first claim with the other on the second, if it is one."""
        checks = [check for claim in claims for check in self.checks.get(claim, [])]
        mine, theirs = (
            _before(self.taken[claim].get(speaker, []), checks)
            for claim, speaker in zip(claims, speakers, strict=True)
        )
        if not (mine and theirs and checks):
            return None
        if mine.sign * theirs.sign * (-1 if kind is LinkKind.OPPOSES else 1) >= 0:
            return None
        before, after = (
            Side(
                self.claims[taken.claim],
                taken,
                [self._result(check, taken.sign) for check in self.checks.get(taken.claim, [])],
            )
            for taken in (mine, theirs)
        )
        result = _of_two(_together(before.results), _together(after.results))
        return _dispute(before, after, kind, result)

    def _side(self, checked: list[tuple[Check, Taken]]) -> Side:
        """One side of a recorded disagreement: its stance, the first that was judged."""
        taken = checked[0][1]
        results = [self._result(check, stance.sign) for check, stance in checked]
        return Side(self.claims[taken.claim], taken, results)

    def _result(self, check: Check, sign: int) -> Result:
        outcome = check.verdict and check.verdict.outcome
        if sign < 0 and outcome in _TURNED:
            outcome = _TURNED[outcome]
        return Result(
            None if check.prediction is None else self.predictions[check.prediction],
            states.state(outcome, check.due, self.today),
            check.verdict and check.verdict.decided,
            check.due,
        )


_TURNED = {Outcome.RIGHT: Outcome.WRONG, Outcome.WRONG: Outcome.RIGHT}
"""What an outcome is for those who deny the claim."""

_WINNER = {"right": "first", "wrong": "second"}


def _before(taken: list[Taken], checks: list[Check]) -> Taken | None:
    """The last stance that was not surely taken after the first verdict."""
    known = _known(taken, checks)
    return known[-1] if known else None


def _known(taken: list[Taken], checks: list[Check]) -> list[Taken]:
    """The stances that were not surely taken after the first verdict."""
    days = [
        check.verdict.decided.last
        for check in checks
        if check.verdict and check.verdict.outcome in FIRM
    ]
    return [one for one in taken if not days or one.said is None or one.said.first <= min(days)]


def _apart(one: list[Taken], other: list[Taken]) -> tuple[Taken, Taken, Taken | None] | None:
    """The last stances with which two stood opposite, and that with which one came round since.

    None where they never did at one time, or where that was not surely said later.
    """
    if not (one and other):
        return None
    stand: dict[int, Taken] = {}
    apart: tuple[Taken, Taken] | None = None
    turned: Taken | None = None
    for taken in sorted([*one, *other], key=lambda each: (last_day(each.said), each.position)):
        stand[taken.speaker] = taken
        if len(stand) < 2:
            continue
        mine, theirs = stand[one[0].speaker], stand[other[0].speaker]
        if mine.sign * theirs.sign < 0:
            apart, turned = (mine, theirs), None
        elif apart and turned is None:
            turned = taken
    if apart is None:
        return None
    if turned:
        (held,) = (one for one in apart if one.speaker == turned.speaker)
        if not (held.said and turned.said and held.said.last < turned.said.first):
            return None
    return *apart, turned


def _together(results: list[Result]) -> str:
    """What several checks of one stance come to; those that came to nothing count only alone."""
    states = {one.state for one in results}
    firm = states & FIRM
    if len(firm) > 1:
        return "mixed"
    return firm.pop() if firm else "open" if states & {"open", "overdue"} else "unclear"


def _of_two(one: str, other: str) -> str:
    """Which of two stances on two claims is right, each judged by its own claim."""
    pair = {one, other}
    if pair <= {"right", "wrong"}:
        return {("right", "wrong"): "first", ("wrong", "right"): "second"}.get(
            (one, other), "both" if one == "right" else "neither"
        )
    if pair == {"right", "unclear"}:
        # Nothing tells of the other claim, but that its opposite came true.
        return "first" if one == "right" else "second"
    # One of the two in part, or under some readings only, is no clear case either way.
    return next(word for word in ("open", "unclear", "mixed", "partly") if word in pair)


def _dispute(
    first: Side, second: Side, link: LinkKind | None, result: str, turned: Taken | None = None
) -> Dispute:
    winner = {"first": first, "second": second}.get(result)
    decided = [one.decided for one in winner.results if one.state == "right"] if winner else []
    open_ones = [
        one.due
        for side in (first, second)
        for one in side.results
        if one.state in {"open", "overdue"} and one.due is not None
    ]
    return Dispute(
        first,
        second,
        link,
        CAME_ROUND if turned else result,
        min((one for one in decided if one), key=lambda day: day.last, default=None),
        min(open_ones, key=lambda day: day.last, default=None),
        turned,
    )

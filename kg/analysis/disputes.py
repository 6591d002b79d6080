"""Disagreements of two speakers about what can be checked, and who of them turned out right.

Recorded: they took opposite sides on one claim that can be checked. A side is a stance on the
claim; on a reading for which a speaker gave a number it is, from the first such number on, the
number, above 50 % or below.
Inferred: they took stances on two claims that oppose each other, or restate each other, which
cannot both be had. What was said before the verdict counts; what is said afterwards is hindsight.
Whoever came round before the verdict had disagreed all the same, but is not held to it.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy.orm import Session

from kg.analysis.sides import FIRM, Sides, Taken, in_time, numbers, stances
from kg.analysis.things import Thing, things
from kg.domain.agreeing.last import last_day
from kg.domain.dates import PartialDate
from kg.domain.vocabulary import LinkKind, Outcome
from kg.notebook import states
from kg.notebook.states import Check
from kg.store.models import Claim, Prediction

CAME_ROUND = "came round"
RECORDED = ("first", "second", "partly", "mixed", CAME_ROUND, "open", "unclear")
INFERRED = ("first", "second", "partly", "mixed", "open", "unclear", "both", "neither")
"""What a disagreement comes to: which of the two is right, or why neither can be said to be."""


class Result(NamedTuple):
    """How a side did by one check: right, wrong, partly, unclear, void, open or overdue."""

    taken: Taken
    prediction: Thing | None
    state: str
    decided: PartialDate | None
    due: PartialDate | None


@dataclass(frozen=True)
class Side:
    """One of the two in a disagreement: on which claim, on which side, how it turned out.

    `taken` is the stance, or the first number where only numbers count.
    """

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
    """With what one of the two came round, where one did before the verdict."""


class Said(NamedTuple):
    """What speakers said of claims, by stances and by numbers for the predictions that read them.

    `reads` has the claims that each of these predictions reads.
    """

    stances: Sides
    numbers: Sides
    reads: dict[int, list[int]]

    @classmethod
    def by(
        cls,
        session: Session,
        speakers: Collection[int],
        claims: Collection[int] | None,
        as_of: date | None,
    ) -> "Said":
        """All that these speakers said of these claims by a day."""
        return cls(
            stances(session, speakers, claims, as_of), *numbers(session, speakers, claims, as_of)
        )

    @property
    def numbered(self) -> set[int]:
        """The claims of which somebody gave a number for a reading."""
        return {claim for claims in self.reads.values() for claim in claims}

    def of(self, claim: int, speaker: int) -> list[Taken]:
        """The stances of a speaker on a claim."""
        return self.stances.get(claim, {}).get(speaker, [])

    def given(self, check: Check, speaker: int) -> list[Taken]:
        """The numbers of a speaker that count for a check."""
        if check.prediction is None:
            return []
        return in_time(self.numbers.get(check.prediction, {}).get(speaker, []), check)

    def told_at(self, check: Check, claim: int, pair: tuple[int, int]) -> bool:
        """Whether a check tells of two speakers at this claim.

        It does at claims on which both took a stance. A prediction for which both gave a number
        does at the first claim that it reads, where there is none of these.
        """
        if self._both(claim, pair):
            return True
        if not all(self.given(check, who) for who in pair):
            return False
        reads = self.reads.get(check.prediction or 0, [])
        return reads[:1] == [claim] and not any(self._both(one, pair) for one in reads)

    def _both(self, claim: int, pair: tuple[int, int]) -> bool:
        return all(self.of(claim, who) for who in pair)


class Case:
    """What is known of the claims in question: who said what of them, and how they turned out."""

    def __init__(
        self,
        session: Session,
        said: Said,
        claims: Collection[int],
        today: date,
        as_of: date | None,
    ) -> None:
        self.said = said
        self.today = today
        self.claims = things(session, Claim, claims)
        self.checks = states.checks(session, claims, as_of)
        read = (one.prediction for some in self.checks.values() for one in some)
        self.predictions = things(session, Prediction, read)

    def recorded(self, claim: int, first: int, second: int) -> Dispute | None:
        """The disagreement of two speakers about a claim, if they have one."""
        parted = [
            (check, *apart)
            for check in self.checks.get(claim, [])
            if (apart := self._apart(check, claim, (first, second)))
        ]
        # Readings under which they stood apart to the end tell more than those where one turned.
        fought = [one for one in parted if one[3] is None] or parted
        if not fought:
            return None
        ours = self._side(claim, [(check, mine) for check, mine, *_ in fought])
        result = _together(ours.results)
        return _dispute(
            ours,
            self._side(claim, [(check, theirs) for check, _, theirs, _ in fought]),
            None,
            _WINNER.get(result, result),
            fought[0][3],
        )

    def numbered(self, claim: int, pair: tuple[int, int]) -> tuple[int, int] | None:
        """The sides of two on the first reading for which one of them gave a number, if any did."""
        for check in self.checks.get(claim, []):
            if any(self.said.given(check, who) for who in pair):
                one, other = (self._held(check, claim, who) for who in pair)
                if one and other:
                    return one[-1].sign, other[-1].sign
        return None

    def _apart(
        self, check: Check, claim: int, pair: tuple[int, int]
    ) -> tuple[Taken, Taken, Taken | None] | None:
        """How two stood opposite on one check, if they did."""
        if not self.said.told_at(check, claim, pair):
            return None
        return _apart(*(self._held(check, claim, who) for who in pair))

    def _held(self, check: Check, claim: int, speaker: int) -> list[Taken]:
        """What counts for a speaker on one check: stances until there is a number, then numbers."""
        known = _known(self.said.of(claim, speaker), [check])
        given = self.said.given(check, speaker)
        if not given:
            return known
        return [*(one for one in known if _surely_before(one, given[0])), *given]

    def inferred(
        self, claims: tuple[int, int], speakers: tuple[int, int], kind: LinkKind
    ) -> Dispute | None:
        """The disagreement of one on the first claim with the other on the second, if it is one."""
        checks = [check for claim in claims for check in self.checks.get(claim, [])]
        mine, theirs = (
            _before(self.said.of(claim, speaker), checks)
            for claim, speaker in zip(claims, speakers, strict=True)
        )
        if not (mine and theirs and checks):
            return None
        if mine.sign * theirs.sign * (-1 if kind is LinkKind.OPPOSES else 1) >= 0:
            return None
        before, after = (
            Side(
                self.claims[claim],
                taken,
                [
                    self._result(check, (self.said.given(check, taken.speaker) or [taken])[-1])
                    for check in self.checks.get(claim, [])
                ],
            )
            for claim, taken in zip(claims, (mine, theirs), strict=True)
        )
        result = _of_two(_together(before.results), _together(after.results))
        return _dispute(before, after, kind, result)

    def _side(self, claim: int, checked: list[tuple[Check, Taken]]) -> Side:
        """One side of a recorded disagreement, with the first stance that was judged.

        Where only numbers are, it is the last stance before the first verdict, or else a number.
        """
        every = [taken for _, taken in checked]
        judged = [one for one in every if one.stance]
        known = _known(self.said.of(claim, every[0].speaker), [check for check, _ in checked])
        taken = (judged or known[-1:] or every)[0]
        return Side(self.claims[claim], taken, [self._result(*one) for one in checked])

    def _result(self, check: Check, taken: Taken) -> Result:
        outcome = check.verdict and check.verdict.outcome
        if taken.sign < 0 and outcome in _TURNED:
            outcome = _TURNED[outcome]
        return Result(
            taken,
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


def _surely_before(one: Taken, other: Taken) -> bool:
    return bool(one.said and other.said and one.said.last < other.said.first)


def _apart(one: list[Taken], other: list[Taken]) -> tuple[Taken, Taken, Taken | None] | None:
    """The last stances with which two stood opposite, and that with which one came round since.

    None where they never did at one time, or where that was not surely said later.
    """
    if not (one and other):
        return None
    stand: dict[int, Taken] = {}
    apart: tuple[Taken, Taken] | None = None
    turned: Taken | None = None
    for taken in sorted([*one, *other], key=_order):
        stand[taken.speaker] = taken
        if len(stand) < 2:
            continue
        mine, theirs = stand[one[0].speaker], stand[other[0].speaker]
        if mine.sign * theirs.sign < 0:
            apart, turned = (mine, theirs), None
        elif apart and turned is None and _on_one_side(mine, theirs):
            turned = taken
    if apart is None:
        return None
    if turned:
        (held,) = (one for one in apart if one.speaker == turned.speaker)
        if not _surely_before(held, turned):
            return None
    return *apart, turned


def _order(taken: Taken) -> tuple[str, bool, int]:
    """By what stances and numbers are put in order: of one day a stance comes first."""
    return last_day(taken.said), taken.number is not None, taken.row_id


def _on_one_side(mine: Taken, theirs: Taken) -> bool:
    """Whether who stood opposite does no longer: a number of 50 % is no side to come round to."""
    return mine.sign * theirs.sign > 0 or any(
        one.sign == 0 and one.number is None for one in (mine, theirs)
    )


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

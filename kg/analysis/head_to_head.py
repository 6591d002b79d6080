"""Head to head: what two speakers disagree about, and who of them turned out right.

Recorded: they took opposite stances on one claim that can be checked. Inferred: they took stances
on two claims that oppose each other, or restate each other, which cannot both be had. A stance
counts that was taken before the verdict; what is said afterwards is hindsight.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from kg.analysis.agreement import SIGNS, last_day, once
from kg.analysis.things import Thing, things, written
from kg.domain.dates import PartialDate
from kg.domain.vocabulary import LinkKind, Outcome, Stance
from kg.errors import Invalid
from kg.notebook import asof, states
from kg.notebook.finding import find
from kg.notebook.states import Check
from kg.store.models import Claim, Link, Position, Prediction, Speaker

FEW = 3
"""With fewer decided disagreements nothing is said of who is right more often."""

RECORDED = ("first", "second", "partly", "mixed", "open", "unclear")
INFERRED = (*RECORDED, "both", "neither")
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


@dataclass
class HeadToHead:
    """Two speakers, what they disagree about, and on how many claims they do not."""

    first: Thing
    second: Thing
    as_of: date | None
    recorded: list[Dispute] = field(default_factory=list)
    inferred: list[Dispute] = field(default_factory=list)
    agreements: int = 0
    partial: int = 0
    afterwards: int = 0
    """Claims on which they disagree only since it is decided."""
    unchecked: list[Thing] = field(default_factory=list)
    """Claims on which they disagree, with nothing to check."""

    @property
    def totals(self) -> dict[str, int]:
        """How many recorded disagreements came to what."""
        return _counted(self.recorded, RECORDED)

    @property
    def inferred_totals(self) -> dict[str, int]:
        """How many inferred disagreements came to what."""
        return _counted(self.inferred, INFERRED)

    @property
    def decided(self) -> int:
        """How many recorded disagreements are decided, one way or another."""
        return sum(self.totals[one] for one in ("first", "second", "partly", "mixed"))

    @property
    def too_few(self) -> bool:
        """Whether too few are decided to say who is right more often."""
        return self.decided < FEW


def _counted(disputes: Iterable[Dispute], results: Sequence[str]) -> dict[str, int]:
    counts = Counter(one.result for one in disputes)
    return {result: counts[result] for result in results}


def compare(
    session: Session,
    first: find.Key | Speaker,
    second: find.Key | Speaker,
    claims: Collection[int] | None = None,
    *,
    today: date,
    as_of: date | None = None,
) -> HeadToHead:
    """What two speakers disagree about on these claims, and who was right; Invalid if they are one.

    With `as_of`, what was said and decided by that day.
    """
    rows = [find.speaker(session, key) for key in (first, second)]
    one, other = (Thing(row.id, row.uid, row.names) for row in rows)
    if one.id == other.id:
        raise Invalid(f"Both are {one.said('en')}.", "Name two speakers.")
    found = HeadToHead(one, other, as_of)
    taken = _taken(session, (one.id, other.id), claims, as_of)
    shared = [claim for claim, by in sorted(taken.items()) if len(by) == 2]
    links = [link for link in _links(session) if link[0] in taken and link[1] in taken]
    wanted = {*shared, *(end for start, other_end, _ in links for end in (start, other_end))}
    case = _Case(session, taken, wanted, as_of or today, as_of)
    for claim in shared:
        case.weigh(found, claim)
    for start, end, kind in links:
        ways = (case.inferred(found, *way, kind) for way in ((start, end), (end, start)))
        # Two claims are one disagreement, whichever of them each spoke of.
        found.inferred.extend([dispute for dispute in ways if dispute][:1])
    return found


def _taken(
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


def _links(session: Session) -> list[tuple[int, int, LinkKind]]:
    kinds = [LinkKind.OPPOSES, LinkKind.RESTATES]
    rows = session.execute(select(Link.from_id, Link.to_id, Link.kind).where(Link.kind.in_(kinds)))
    return sorted(once((start, end, kind) for start, end, kind in rows))


class _Case:
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

    def weigh(self, found: HeadToHead, claim: int) -> None:
        """Put a claim on which both took a stance where it belongs."""
        one, other = (self.taken[claim][who.id] for who in (found.first, found.second))
        checks = self.checks.get(claim, [])
        fought = [
            (check, mine, theirs)
            for check in checks
            for mine, theirs in [(_before(one, [check]), _before(other, [check]))]
            if mine and theirs and mine.sign * theirs.sign < 0
        ]
        agreement = one[-1].sign * other[-1].sign
        if fought:
            first = self._side([(check, mine) for check, mine, _ in fought])
            second = self._side([(check, theirs) for check, _, theirs in fought])
            result = _together(first.results)
            found.recorded.append(_dispute(first, second, None, _WINNER.get(result, result)))
        elif agreement > 0:
            found.agreements += 1
        elif agreement == 0:
            found.partial += 1
        elif checks:
            found.afterwards += 1
        else:
            found.unchecked.append(self.claims[claim])

    def inferred(
        self, found: HeadToHead, first: int, second: int, kind: LinkKind
    ) -> Dispute | None:
        """The disagreement of one on the first claim with the other on the second, if it is one."""
        one = self.taken[first].get(found.first.id)
        other = self.taken[second].get(found.second.id)
        sides = [(first, one), (second, other)]
        checks = [check for claim, _ in sides for check in self.checks.get(claim, [])]
        mine, theirs = (_before(some or [], checks) for _, some in sides)
        if not (mine and theirs and checks):
            return None
        if mine.sign * theirs.sign * (-1 if kind is LinkKind.OPPOSES else 1) >= 0:
            return None
        before, after = (
            Side(
                self.claims[claim],
                taken,
                [self._result(check, taken.sign) for check in self.checks.get(claim, [])],
            )
            for claim, taken in ((first, mine), (second, theirs))
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
    days = [
        check.verdict.decided.last
        for check in checks
        if check.verdict and check.verdict.outcome in FIRM
    ]
    known = [one for one in taken if not days or one.said is None or one.said.first <= min(days)]
    return known[-1] if known else None


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


def _dispute(first: Side, second: Side, link: LinkKind | None, result: str) -> Dispute:
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
        result,
        min((one for one in decided if one), key=lambda day: day.last, default=None),
        min(open_ones, key=lambda day: day.last, default=None),
    )


def card(found: HeadToHead) -> dict[str, Any]:
    """Two speakers, as JSON holds it."""
    return {
        "first": found.first.uid,
        "second": found.second.uid,
        "as_of": found.as_of and found.as_of.isoformat(),
        "recorded": [_dispute_card(one) for one in found.recorded],
        "inferred": [_dispute_card(one) for one in found.inferred],
        "totals": found.totals,
        "inferred_totals": found.inferred_totals,
        "too_few": found.too_few,
        "agreements": found.agreements,
        "partial": found.partial,
        "afterwards": found.afterwards,
        "unchecked": [one.uid for one in found.unchecked],
    }


def _dispute_card(dispute: Dispute) -> dict[str, Any]:
    return {
        "result": dispute.result,
        "decided": written(dispute.decided),
        "due": written(dispute.due),
        "link": dispute.link and dispute.link.value,
        "first": _side_card(dispute.first),
        "second": _side_card(dispute.second),
    }


def _side_card(side: Side) -> dict[str, Any]:
    return {
        "claim": side.claim.uid,
        "position": side.taken.uid,
        "stance": side.taken.stance.value,
        "said": written(side.taken.said),
        "checks": [
            {
                "prediction": one.prediction and one.prediction.uid,
                "state": one.state,
                "decided": written(one.decided),
                "due": written(one.due),
            }
            for one in side.results
        ],
    }

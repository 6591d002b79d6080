"""How an argument stands: the strength of a claim, and which verdicts would lift or sink it."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from kg.analysis.things import Thing, things
from kg.domain.strength import NEUTRAL, Sides, Strengths, strengths
from kg.domain.vocabulary import LinkKind
from kg.notebook import asof, states
from kg.notebook.finding import find
from kg.store.models import Claim, Link

DECIDED = {"right": 1.0, "wrong": 0.0, "partly": 0.5}
"""What a verdict fixes the strength of a claim at; what came to anything else is not decided."""

NEAR = 200
"""Of more claims only so many that are next are tried for what their verdicts would do."""

DIGITS = 6


@dataclass(frozen=True)
class Lever:
    """A claim whose verdict would move another: to which strengths, right or wrong."""

    claim: Thing
    strength: float
    if_right: float
    if_wrong: float

    @property
    def swing(self) -> float:
        """How far apart the two lie."""
        return abs(self.if_right - self.if_wrong)


@dataclass(frozen=True)
class Standing:
    """How a claim stands: what speaks for and against it, and what would change that.

    `circle` is the shortest way on which it supports itself, from it and back to it, empty where
    there is none; the claims of `uncounted` support it in such a circle only, which does not count.
    `levers` are open claims on which it rests or that oppose it, directly or not, with what their
    verdicts would make of it; `moves` are claims that it supports or opposes so, with what its
    verdict would make of them. `under` and `over` count the claims next to it on either side, and
    how many of these are decided.
    """

    claim: Thing
    as_of: date | None
    verdict: str | None
    strength: float
    settled: bool
    supporters: list[tuple[Thing, float]]
    attackers: list[tuple[Thing, float]]
    circle: list[Thing]
    uncounted: frozenset[int]
    levers: list[Lever]
    moves: list[Lever]
    under: tuple[int, int]
    over: tuple[int, int]

    @property
    def decided(self) -> bool:
        """Whether a verdict holds its strength, whatever the arguments say."""
        return self.verdict in DECIDED


def standings(session: Session, *, today: date, as_of: date | None = None) -> Strengths:
    """The strength of every claim that has links, as of a day."""
    sides = _sides(session, as_of)
    return strengths(sides, {}, _decided(session, sides, today, as_of))


def standing(
    session: Session, key: find.Key | Claim, *, today: date, as_of: date | None = None
) -> Standing:
    """How a claim stands, as of a day, and which verdicts would change that."""
    claim = find.claim(session, key)
    sides = _sides(session, as_of)
    sides.setdefault(claim.id, Sides())
    around = sides[claim.id]
    before = _reached({one: [*s.supporters, *s.attackers] for one, s in sides.items()}, claim.id)
    onward: defaultdict[int, list[int]] = defaultdict(list)
    for one, some in sides.items():
        for other in (*some.supporters, *some.attackers):
            onward[other].append(one)
    after = _reached(onward, claim.id)
    state_of = states.claim_states(session, [claim.id], today, as_of)
    fixed = _decided(session, sides, today, as_of)
    found = strengths(sides, {}, fixed)
    own = things(session, Claim, {claim.id, *before, *after})
    # What a verdict on one does to another runs through claims between the two only.
    upstream = {one: sides[one] for one in {claim.id, *before}}
    behind = {one for each in after for one in (*sides[each].supporters, *sides[each].attackers)}
    levers = [
        Lever(own[one], found.of[one], *_with(upstream, fixed, one, [claim.id])[claim.id])
        for one in before[:NEAR]
        if one not in fixed and one != claim.id
    ]
    downstream = {one: sides[one] for one in _all_before(sides, {claim.id, *after, *behind})}
    shown = [one for one in after[:NEAR] if one not in fixed and one != claim.id]
    ends = _with(downstream, fixed, claim.id, shown) if claim.id not in fixed else {}
    moves = [Lever(own[one], found.of[one], *ends[one]) for one in shown if one in ends]
    return Standing(
        own[claim.id],
        as_of,
        state_of.get(claim.id),
        found.of[claim.id],
        found.settled,
        _strong(own, around.supporters, found.of),
        _strong(own, around.attackers, found.of),
        [own[one] for one in _circle(sides, found, claim.id)],
        frozenset(one for one in around.supporters if not found.counts(one, claim.id)),
        sorted(_telling(levers), key=lambda one: (-one.swing, one.claim.id)),
        sorted(_telling(moves), key=lambda one: (-one.swing, one.claim.id)),
        _decided_of([*around.supporters, *around.attackers], fixed),
        _decided_of(onward[claim.id], fixed),
    )


def _sides(session: Session, as_of: date | None) -> dict[int, Sides]:
    """What supports and attacks each claim: what it depends on supports it, too."""
    found: dict[int, tuple[dict[int, None], dict[int, None]]] = {}
    kinds = (LinkKind.SUPPORTS, LinkKind.OPPOSES, LinkKind.DEPENDS_ON)
    rows = list(
        session.execute(
            select(Link.from_id, Link.to_id, Link.kind)
            .where(Link.kind.in_(kinds))
            .order_by(Link.id)
        )
    )
    ends = {end for start, to, _ in rows for end in (start, to)}
    unheard = asof.unheard(session, ends, as_of)
    for start, end, kind in rows:
        if start in unheard or end in unheard:
            continue
        if kind is LinkKind.DEPENDS_ON:
            start, end = end, start
        for one in (start, end):
            found.setdefault(one, ({}, {}))
        # Drawn by several speakers, it is one reason all the same.
        found[end][kind is LinkKind.OPPOSES][start] = None
    return {one: Sides(list(sup), list(att)) for one, (sup, att) in found.items()}


def _decided(
    session: Session, sides: Collection[int], today: date, as_of: date | None
) -> dict[int, float]:
    state_of = states.claim_states(session, list(sides), today, as_of)
    return {one: DECIDED[state] for one, state in state_of.items() if state in DECIDED}


def _with(
    sides: dict[int, Sides], fixed: dict[int, float], claim: int, ends: Iterable[int]
) -> dict[int, tuple[float, float]]:
    """The strengths that claims come to when one turns out right, and wrong."""
    right, wrong = (strengths(sides, {}, {**fixed, claim: end}).of for end in (1.0, 0.0))
    return {one: (right[one], wrong[one]) for one in ends}


def _reached(edges: Any, start: int) -> list[int]:
    """All claims that are reached from one, the nearest first, without itself."""
    found, edge = {start: None}, [start]
    while edge:
        edge = list(dict.fromkeys(end for one in edge for end in edges.get(one, ())))
        edge = [one for one in edge if one not in found]
        found |= dict.fromkeys(edge)
    return [one for one in found if one != start]


def _decided_of(some: Collection[int], fixed: Collection[int]) -> tuple[int, int]:
    return len(some), sum(one in fixed for one in some)


def _circle(sides: dict[int, Sides], found: Strengths, claim: int) -> list[int]:
    """The shortest way through its knot on which a claim supports itself, with both its ends."""
    if claim not in found.knots:
        return []
    came: dict[int, int] = {}
    edge = [claim]
    while edge and claim not in came:
        nearer = []
        for one in edge:
            for other in sides[one].supporters:
                if other not in came and not found.counts(other, one):
                    came[other] = one
                    nearer.append(other)
        edge = nearer
    way = [claim]
    while len(way) == 1 or way[-1] != claim:
        way.append(came[way[-1]])
    return way


def _all_before(sides: dict[int, Sides], some: set[int]) -> set[int]:
    """These claims and all that speaks for or against them, step by step."""
    found, edge = set(some), set(some)
    while edge:
        edge = {
            other for one in edge for other in (*sides[one].supporters, *sides[one].attackers)
        } - found
        found |= edge
    return found


def _strong(
    own: dict[int, Thing], some: Iterable[int], of: dict[int, float]
) -> list[tuple[Thing, float]]:
    return sorted(((own[one], of[one]) for one in some), key=lambda one: (-one[1], one[0].id))


def _telling(levers: Iterable[Lever]) -> list[Lever]:
    return [one for one in levers if one.swing > 0.5 * 10**-DIGITS]


def card(found: Standing) -> dict[str, Any]:
    """How a claim stands, as scripts read it."""
    return {
        "claim": found.claim.uid,
        "as_of": found.as_of and found.as_of.isoformat(),
        "state": found.verdict,
        "base": DECIDED.get(found.verdict or "", NEUTRAL),
        "strength": _rounded(found.strength),
        "settled": found.settled,
        "circle": [one.uid for one in found.circle],
        "supporters": [_speaking(one, found.uncounted) for one in found.supporters],
        "attackers": [_speaking(one) for one in found.attackers],
        "levers": [_lever(one) for one in found.levers],
        "moves": [_lever(one) for one in found.moves],
    }


def _speaking(one: tuple[Thing, float], uncounted: Collection[int] = frozenset()) -> dict[str, Any]:
    claim, value = one
    return {
        "claim": claim.uid,
        "strength": _rounded(value),
        "counted": claim.id not in uncounted,
    }


def _lever(one: Lever) -> dict[str, Any]:
    return {
        "claim": one.claim.uid,
        "strength": _rounded(one.strength),
        "if_right": _rounded(one.if_right),
        "if_wrong": _rounded(one.if_wrong),
    }


def _rounded(figure: float) -> float:
    return round(figure, DIGITS) + 0.0

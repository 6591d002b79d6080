"""Gradual strength of claims, from what supports and what attacks them: DF-QuAD.

Rago, Toni, Aurisicchio and Baroni 2016, Discontinuity-free decision support with quantitative
argumentation debates. Strength lies in [0, 1]; 0.5 is where nothing speaks for or against.

Claims that only support each other in a circle would lift themselves to 1. What supports has to be
founded outside of the circle (well-founded support of Doyle 1979, evidential support of Oren and
Norman 2008, coherence of Nouioua and Risch 2011), so support within a circle is not counted.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from math import prod
from typing import NamedTuple

from kg.domain.circles import knots

NEUTRAL = 0.5
"""The base score of a claim that nobody has decided."""

STEP = 0.5
ROUNDS = 2_000
CLOSE = 1e-10


class Sides(NamedTuple):
    """Who supports and who attacks a claim, by number."""

    supporters: Sequence[int] = ()
    attackers: Sequence[int] = ()


class Strengths(NamedTuple):
    """The strength of each claim, whether they came to rest, and the knots of those that rest on
    themselves: support within one is not counted.
    """

    of: dict[int, float]
    settled: bool
    knots: dict[int, int]

    def counts(self, supporter: int, claim: int) -> bool:
        """Whether support of one claim for another is counted."""
        return _counts(self.knots, supporter, claim)


def together(strengths: Iterable[float]) -> float:
    """The strength of several on one side: 1 less the product of what each leaves open.

    >>> together([0.5, 0.5]), together([])
    (0.75, 0.0)
    """
    return 1.0 - prod(1.0 - one for one in strengths)


def combined(base: float, attack: float, support: float) -> float:
    """The strength of a claim: its base, moved towards 1 or 0 by as much as one side outweighs.

    >>> combined(0.5, 0.0, 0.5), combined(0.5, 0.8, 0.3), combined(0.5, 0.4, 0.4)
    (0.75, 0.25, 0.5)
    """
    if attack >= support:
        return base - base * (attack - support)
    return base + (1.0 - base) * (support - attack)


def strengths(
    sides: Mapping[int, Sides], bases: Mapping[int, float], fixed: Mapping[int, float]
) -> Strengths:
    """The strength of each claim in `sides`; those in `fixed` are decided, and no argument moves.

    Without circles this is DF-QuAD as published. Support within a circle of supports lends nothing,
    unless it goes out from a claim that is decided with a strength of 1: that stands without the
    circle, and breaks it. In circles with attacks each step goes half the way from what a claim is
    to what the others make of it, beginning at the bases, until nothing moves (Potyka 2018); where
    it does not come to rest, `settled` is false.

    >>> found = strengths({1: Sides([2], [3]), 2: Sides(), 3: Sides([], [2])}, {}, {})
    >>> found.of, found.settled
    ({1: 0.625, 2: 0.5, 3: 0.25}, True)
    >>> strengths({1: Sides([2]), 2: Sides([1])}, {}, {}).of
    {1: 0.5, 2: 0.5}
    """
    circular = knots(
        {one: () if fixed.get(one) == 1.0 else around.supporters for one, around in sides.items()}
    )
    sides = {
        one: Sides(
            [other for other in around.supporters if _counts(circular, other, one)],
            around.attackers,
        )
        if one in circular
        else around
        for one, around in sides.items()
    }
    now = {one: fixed.get(one, bases.get(one, NEUTRAL)) for one in sides}

    def aim(one: int) -> float:
        around = sides[one]
        attack = together(now[other] for other in around.attackers)
        support = together(now[other] for other in around.supporters)
        return combined(bases.get(one, NEUTRAL), attack, support)

    order, tied = _in_order(sides, fixed)
    for one in order:
        if one not in fixed:
            now[one] = aim(one)
    free = [one for one in tied if one not in fixed]
    for _ in range(ROUNDS):
        aims = [aim(one) for one in free]
        moved = max((abs(to - now[one]) for one, to in zip(free, aims, strict=True)), default=0)
        if moved < CLOSE:
            return Strengths(now, True, circular)
        for one, to in zip(free, aims, strict=True):
            now[one] += STEP * (to - now[one])
    return Strengths(now, False, circular)


def _counts(circular: Mapping[int, int], supporter: int, claim: int) -> bool:
    return claim not in circular or circular.get(supporter) != circular[claim]


def _in_order(sides: Mapping[int, Sides], fixed: Collection[int]) -> tuple[list[int], list[int]]:
    """Claims after all that speak for and against them; and those in or behind a circle.

    What is decided waits for nothing.
    """
    sides = {one: Sides() if one in fixed else around for one, around in sides.items()}
    waits = {one: len({*around.supporters, *around.attackers}) for one, around in sides.items()}
    onward: dict[int, list[int]] = {}
    for one, around in sides.items():
        for other in {*around.supporters, *around.attackers}:
            onward.setdefault(other, []).append(one)
    order = [one for one, number in waits.items() if not number]
    for one in order:
        for other in onward.get(one, ()):
            waits[other] -= 1
            if not waits[other]:
                order.append(other)
    placed = set(order)
    return order, [one for one in sides if one not in placed]

"""Gives the claims that stand for a folded topic places apart from each other and its name."""

import math
from collections.abc import Sequence

from kg.graph.cells import Point, Polygon

SIDE = 1.6
"""How much nearer to the side of its topic a claim may stand than to another of these."""


def brought_forward(
    spots: Sequence[Point], first: Sequence[int], area: Polygon, title: Point
) -> list[Point]:
    """The same places, in which those who come first have changed theirs with others.

    Each takes the place that is farthest from those before, from the title and from the sides.
    """
    held = list(range(len(spots)))
    sides = list(zip(area, [*area[1:], area[0]], strict=True))
    room = [SIDE * min((_beside(spot, *side) for side in sides), default=0) for spot in spots]
    last, free = title, set(held)
    for index in first:
        room = [
            min(far, math.hypot(x - last[0], y - last[1]))
            for far, (x, y) in zip(room, spots, strict=True)
        ]
        best = max(free, key=lambda spot: (room[spot], -spot))
        before = held.index(best)
        held[index], held[before] = best, held[index]
        free.remove(best)
        last = spots[best]
    return [spots[spot] for spot in held]


def _beside(point: Point, start: Point, end: Point) -> float:
    """How far a point is from the line through two others."""
    (x, y), (ax, ay), (bx, by) = point, start, end
    length = math.hypot(bx - ax, by - ay)
    return abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / length if length else math.inf

"""Gives the claims that stand for a folded topic places apart from each other and its name."""

import math
from collections.abc import Sequence

from kg.graph.cells import Point, Polygon

SIDE = 1.7
NAME = 1.7
"""How much nearer a claim may stand to the side of its topic, and to its name, than to another."""


def brought_forward(
    spots: Sequence[Point], first: Sequence[int], area: Polygon, title: Point, name: Point
) -> list[Point]:
    """The same places, in which those who come first have changed theirs with others.

    Each takes the place that is farthest from those before, from the sides, and from the name,
    which is as wide and high as told and has its middle at `title`.
    """
    held = list(range(len(spots)))
    sides = list(zip(area, [*area[1:], area[0]], strict=True))
    room = [
        min(
            SIDE * min((_beside(spot, *side) for side in sides), default=0),
            NAME * _apart(spot, title, name),
        )
        for spot in spots
    ]
    free = set(held)
    for index in first:
        best = max(free, key=lambda spot: (room[spot], -spot))
        before = held.index(best)
        held[index], held[before] = best, held[index]
        free.remove(best)
        last = spots[best]
        room = [min(far, math.dist(spot, last)) for far, spot in zip(room, spots, strict=True)]
    return [spots[spot] for spot in held]


def _apart(spot: Point, middle: Point, size: Point) -> float:
    """How far a point is from a box; nothing when it is inside."""
    dx = max(0.0, abs(spot[0] - middle[0]) - size[0] / 2)
    dy = max(0.0, abs(spot[1] - middle[1]) - size[1] / 2)
    return math.hypot(dx, dy)


def _beside(point: Point, start: Point, end: Point) -> float:
    """How far a point is from the line through two others."""
    (x, y), (ax, ay), (bx, by) = point, start, end
    length = math.hypot(bx - ax, by - ay)
    return abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / length if length else math.inf

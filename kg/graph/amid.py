"""Places concepts amid the claims about them, each on a spot of its own."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from kg.graph.cells import Point, mean
from kg.graph.rim import BERTH
from kg.graph.topics import Subjects

PITCH = 26.0
CLEAR = 27.0
"""The least space between two concepts; between a concept and a claim."""


def amid(
    about: Subjects, concepts: Sequence[str], places: Mapping[str, Point], size: Point
) -> dict[str, Point]:
    """Each concept amid the claims about it, on the nearest free spot; others in rows below."""
    taken = set(chain.from_iterable(map(_covered, places.values())))
    about_it: defaultdict[str, list[Point]] = defaultdict(list)
    for claim, place in places.items():
        for concept in about.get(claim, ()):
            about_it[concept].append(place)
    spots = {}
    unused = []
    for concept in sorted(concepts, key=lambda one: (-len(about_it[one]), one)):
        if about_it[concept]:
            x, y = mean(about_it[concept])
            spots[concept] = _free((round(x / PITCH), round(y / PITCH)), taken)
        else:
            unused.append(concept)
    used = any(about_it.values())
    across = max(1, int(size[0] // 120))
    for index, concept in enumerate(unused):
        row, column = divmod(index, across)
        in_row = min(across, len(unused) - row * across)
        x = (column - (in_row - 1) / 2) * 120
        first = size[1] / 2 + 2 * BERTH if used else -20.0 * ((len(unused) - 1) // across)
        spots[concept] = (x, first + row * 40)
    return spots


def _covered(point: Point) -> Iterable[tuple[int, int]]:
    """The spots of a grid that are too near to a point."""
    x, y = point
    for column in range(math.floor((x - CLEAR) / PITCH), math.ceil((x + CLEAR) / PITCH) + 1):
        for row in range(math.floor((y - CLEAR) / PITCH), math.ceil((y + CLEAR) / PITCH) + 1):
            if math.hypot(column * PITCH - x, row * PITCH - y) < CLEAR:
                yield column, row


def _free(start: tuple[int, int], taken: set[tuple[int, int]]) -> Point:
    """The nearest spot of a grid that nobody has, which is then taken."""
    ring = 0
    while True:
        around = (
            (start[0] + dx, start[1] + dy)
            for dx in range(-ring, ring + 1)
            for dy in range(-ring, ring + 1)
            if max(abs(dx), abs(dy)) == ring
        )
        free = [spot for spot in around if spot not in taken]
        if free:
            spot = min(free, key=lambda at: ((at[0] - start[0]) ** 2 + (at[1] - start[1]) ** 2, at))
            taken.add(spot)
            return spot[0] * PITCH, spot[1] * PITCH
        ring += 1

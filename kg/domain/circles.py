"""Things that stand above each other, or rest on each other, and ways that run in a circle."""

from collections.abc import Collection, Mapping


def circle(start: int, above: Mapping[int, int | None]) -> list[int]:
    """The way upwards from `start` back to it, without its end; empty when it leads elsewhere.

    >>> circle(1, {1: 2, 2: 3, 3: 1}), circle(4, {4: 1, 1: 2, 2: 1})
    ([1, 2, 3], [])
    """
    way, step = [start], above.get(start)
    while step is not None and step not in way:
        way.append(step)
        step = above.get(step)
    return way if step == start else []


def knots(onward: Mapping[int, Collection[int]]) -> dict[int, int]:
    """To which knot each thing belongs that leads back to itself; a knot bears one of its things.

    Knots are the strongly connected parts (Tarjan 1972) that have a circle.

    >>> knots({1: [2], 2: [1, 3], 3: [], 4: [4]})
    {2: 1, 1: 1, 4: 4}
    """
    seen: dict[int, int] = {}
    lowest: dict[int, int] = {}
    waiting: list[int] = []
    unplaced: set[int] = set()
    found: dict[int, int] = {}
    for first in onward:
        # A stack, for a way may be longer than Python lets functions call themselves.
        ways = [] if first in seen else [(first, iter(onward[first]))]
        if ways:
            _enter(first, seen, lowest, waiting, unplaced)
        while ways:
            here, ends = ways[-1]
            end = next(ends, None)
            if end is None:
                ways.pop()
                if ways:
                    before = ways[-1][0]
                    lowest[before] = min(lowest[before], lowest[here])
                if lowest[here] == seen[here]:
                    part = [waiting.pop()]
                    while part[-1] != here:
                        part.append(waiting.pop())
                    unplaced.difference_update(part)
                    if len(part) > 1 or here in onward.get(here, ()):
                        found |= dict.fromkeys(part, here)
            elif end not in seen:
                _enter(end, seen, lowest, waiting, unplaced)
                ways.append((end, iter(onward.get(end, ()))))
            elif end in unplaced:
                lowest[here] = min(lowest[here], seen[end])
    return found


def _enter(
    one: int, seen: dict[int, int], lowest: dict[int, int], waiting: list[int], unplaced: set[int]
) -> None:
    seen[one] = lowest[one] = len(seen)
    waiting.append(one)
    unplaced.add(one)

"""Things that stand above each other, which must not run in a circle."""

from collections.abc import Mapping


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

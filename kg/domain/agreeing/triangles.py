"""Triangles of speakers that do not go together: my friend's friend is my enemy (Heider 1946)."""

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from kg.domain.agreeing.stands import Indexes


KEPT = 10_000
"""So many are kept at a time while the worst are looked for."""


class Triangles(NamedTuple):
    """How many threes are tied all round, how many of these are unbalanced, and the worst ones.

    A three is unbalanced when one tie is below 0, or all are; the worst are those whose weakest tie
    is strongest. They are told by the indexes of speakers.
    """

    whole: int
    unbalanced: int
    worst: list[tuple[int, int, int]]


def triangles(weights: "Indexes", most: int = 10) -> Triangles:
    """The threes among speakers tied by whole numbers: above 0 together, below 0 apart.

    >>> import numpy as np
    >>> triangles(np.array([[0, 2, 3], [2, 0, -1], [3, -1, 0]]))
    Triangles(whole=1, unbalanced=1, worst=[(0, 1, 2)])
    """
    import numpy as np

    found: list[tuple[int, int, int, int]] = []
    whole = unbalanced = 0
    for one in range(len(weights)):
        for other in np.nonzero(weights[one, one + 1 :])[0] + one + 1:
            third = np.arange(other + 1, len(weights))
            ties = weights[one, third], weights[other, third]
            signs = np.sign(weights[one, other] * ties[0] * ties[1])
            whole += int((signs != 0).sum())
            bad = np.nonzero(signs < 0)[0]
            unbalanced += len(bad)
            weakest = np.minimum(np.abs(ties[0]), np.abs(ties[1]))[bad]
            weakest = np.minimum(weakest, abs(weights[one, other]))
            found += [
                (-int(size), one, int(other), int(at))
                for size, at in zip(weakest, third[bad], strict=True)
            ]
        # Of many speakers the bad ones are too many to keep.
        if len(found) > KEPT:
            found = sorted(found)[:most]
    return Triangles(whole, unbalanced, [(a, b, c) for _, a, b, c in sorted(found)[:most]])

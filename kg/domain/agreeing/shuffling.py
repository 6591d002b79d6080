"""How often stances that are shuffled among speakers would make camps as good as those found."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from kg.domain.agreeing.pairs import FEWEST
from kg.domain.agreeing.stands import Stands

if TYPE_CHECKING:
    from kg.domain.agreeing.stands import Matrix

FEW = 12
"""Of so many speakers stances are shuffled; of more, halves of the claims tell chance apart."""

SHUFFLES = 199

LEVEL = 0.05
"""Where shuffled stances divide as well more often than this, there are no camps."""

ENOUGH = 6
"""Shuffling says nothing where three speakers or more take a stance on fewer claims."""


def by_chance(
    stands: Stands, best: "Callable[[Matrix], float]", *, centred: bool = False, seed: int = 1
) -> float | None:
    """The share of shuffles of which the best camps are as good as of what was said.

    The stances on each claim are dealt anew to those who spoke of it, 199 times, so that nobody
    belongs with anybody but by chance; those exactly as good count half, and so does what was said
    (mid-p, Lancaster 1961), or few speakers could hardly ever have camps. `best` tells how good the
    best camps are of a table of ties: the sum over common claims of the products of signs,
    `centred` each less the claim's mean. None of more than 12 speakers, and where three or more
    speak of fewer than 6 claims, or of fewer than two do: who agrees stays so when the stances of
    two are shuffled.

    >>> rows = [(who, claim, 1 if who < 4 else -1) for who in range(8) for claim in range(8)]
    >>> by_chance(Stands.of(rows), best_division)
    0.0025
    """
    import numpy as np

    each = stands.by_claim
    several, two = (each.sum(axis=1) > 2).sum(), (each.sum(axis=1) == 2).sum()
    if len(stands.speakers) > FEW or several < max(ENOUGH, two):
        return None
    there = np.zeros(stands.shape, dtype=bool)
    there[stands.who, stands.what] = True
    signs = np.zeros(stands.shape)
    means = (each[:, 2] - each[:, 0]) / (each.sum(axis=1) + 1)
    signs[stands.who, stands.what] = stands.sign - (means[stands.what] if centred else 0)
    common = there.astype(float) @ there.T
    judged = common >= FEWEST
    np.fill_diagonal(judged, False)
    chance = np.random.default_rng(seed)
    # Who spoke of a claim comes first, in order; then who did not.
    spoke = np.argsort(~there, axis=0, kind="stable")
    dealt = np.take_along_axis(signs, spoke, axis=0)
    reached = best(signs @ signs.T * judged)
    as_good = 0.0
    for _ in range(SHUFFLES):
        keys = np.where(there, chance.random(there.shape), 2)
        anew = np.zeros(there.shape)
        np.put_along_axis(anew, np.argsort(keys, axis=0), dealt, axis=0)
        beside = best(anew @ anew.T * judged) - reached
        # Of few speakers many shuffles are as good to the last digit.
        as_good += 1 if beside > 1e-9 else 0.5 if beside > -1e-9 else 0
    return (as_good + 0.5) / (SHUFFLES + 1)


def best_division(ties: "Matrix") -> float:
    """How much of the ties the best division into two keeps, less what it breaks; of few speakers.

    >>> import numpy as np
    >>> best_division(np.array([[0, 2, -1], [2, 0, -3], [-1, -3, 0.0]]))
    6.0
    """
    sides = _sides(len(ties))
    return float(((sides @ ties) * sides).sum(axis=1).max()) / 2


def _sides(size: int) -> "Matrix":
    import numpy as np

    numbers = np.arange(1 << max(size - 1, 0))
    sides = 1 - 2 * (numbers[:, None] >> np.arange(size) & 1)
    return sides.astype(np.float64)

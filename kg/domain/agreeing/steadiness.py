"""How steady camps are: whether two halves of the claims divide the speakers alike."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from kg.domain.agreeing.clusters import rand_index
from kg.domain.agreeing.stands import Stands, Taken

if TYPE_CHECKING:
    from kg.domain.agreeing.stands import Indexes

HALVINGS = 20

CROWD = 1_500
"""Of more speakers so many are drawn by chance: that tells as much."""

CHANCE = 0.2
"""Below this steadiness camps are no better than what chance makes.

Where stances are taken by chance it is 0 on average, and from eight speakers on seldom above this;
three or four at a table can reach .5 by chance.
"""

LOOSE = 0.5
"""Below this they are loose: many speakers would be in another camp by other claims."""

ENOUGH = 6
"""With fewer claims of which two or more speak, halves say nothing."""


def steadiness(
    taken: Taken, group: "Callable[[Stands, int], Indexes]", seed: int = 1
) -> float | None:
    """How far the camps by one half of the claims agree with those by the other half, on average.

    The claims are halved by chance twenty times; each half is grouped by `group`, which gives every
    speaker a number, -1 for those it cannot place; and the two are compared by the adjusted Rand
    index of those whom both place. 1 is steady, 0 what chance gives. None where too few claims are
    there to halve, or too few speakers to compare.
    """
    import numpy as np

    chance = np.random.default_rng(seed)
    several = taken.by_claim.sum(axis=1) > 1
    size = len(taken.speakers)
    some = np.ones(size, dtype=bool)
    if size > CROWD:
        some[:] = False
        some[chance.choice(size, CROWD, replace=False)] = True
    stands = taken.at_hand(some)
    stands = stands.only(np.ones(len(stands.speakers), dtype=bool), several)
    claims = len(stands.claims)
    if claims < ENOUGH:
        return None
    found = []
    for turn in range(HALVINGS):
        first = np.zeros(claims, dtype=bool)
        first[chance.permutation(claims)[: claims // 2]] = True
        one, other = (group(stands.where(half[stands.what]), turn) for half in (first, ~first))
        both = (one >= 0) & (other >= 0)
        if both.sum() > 2:
            found.append(rand_index(one[both], other[both]))
    return float(np.mean(found)) if found else None

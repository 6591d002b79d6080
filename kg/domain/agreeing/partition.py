"""Any number of camps: the grouping whose members agree most beyond what most say of a claim.

Between each two speakers stands a number, above 0 for those who belong together. The best grouping
has the greatest sum within its camps: the clique partitioning problem (Grötschel and Wakabayashi
1989). How many camps there are comes of itself.
"""

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

from kg.domain.agreeing.clusters import by_size

if TYPE_CHECKING:
    import numpy as np

    from kg.domain.agreeing.stands import Indexes, Matrix

PROVED = 50
"""For more speakers no proof is tried: it would have too many conditions."""

STARTS = 30

TOLERANCE = 1e-6


@dataclass(frozen=True)
class Partition:
    """A grouping: the camp of each speaker, the largest 0, and what is known of it.

    `within` is the sum of agreement within camps; no grouping has more than `bound`, where that is
    known.
    """

    camp: tuple[int, ...]
    within: float
    bound: float | None

    @property
    def certified(self) -> bool:
        """Whether no grouping has more within its camps."""
        return self.bound is not None and self.within >= self.bound - TOLERANCE * max(1, self.bound)

    @property
    def camps(self) -> int:
        """How many camps there are."""
        return max(self.camp, default=-1) + 1


def partition(
    agreement: "Matrix", camps: int | None = None, *, seconds: float = 10.0, seed: int = 1
) -> Partition:
    """The grouping with most agreement within camps, into so many, or as many as are best.

    `agreement` is a square table, symmetric, 0 on the diagonal. The best of many searches is proved
    for up to 50 speakers by an integer programme, within so many `seconds`. With a number of camps
    it is proved only where the best grouping has that many.

    >>> import numpy as np
    >>> table = np.array([[0, 2, -1, -1], [2, 0, -1, -1], [-1, -1, 0, -1], [-1, -1, -1, 0.0]])
    >>> found = partition(table)
    >>> found.camp, found.within, found.certified
    ((0, 0, 1, 2), 2.0, True)
    """
    import numpy as np

    chance = np.random.default_rng(seed)
    free = search(agreement, None, chance)
    bound = None
    if 1 < len(agreement) <= PROVED:
        free, bound = _proved(agreement, free, seconds)
    if camps is not None and len(np.unique(free)) != camps:
        free = search(agreement, camps, chance)
    group = by_size(free)
    return Partition(tuple(group.tolist()), within(agreement, group), bound)


def within(agreement: "Matrix", group: "Indexes") -> float:
    """The sum of agreement within camps, of each two once."""
    return float(agreement[group[:, None] == group].sum()) / 2


def search(
    agreement: "Matrix", camps: int | None, chance: "np.random.Generator", starts: int = STARTS
) -> "Indexes":
    """A good grouping: from many beginnings, speakers change camps while that is for the better."""
    import numpy as np

    size = len(agreement)
    best, most = np.zeros(size, np.intp), -np.inf
    for number in range(starts):
        # As many camps as may be: those that are empty are open to anybody.
        groups = camps or size
        group = np.arange(size) if number == 0 and not camps else chance.integers(groups, size=size)
        if camps:
            group[chance.permutation(size)[:camps]] = np.arange(min(camps, size))
        group = _improved(agreement, group, groups, keep=camps is not None)
        value = within(agreement, group)
        if value > most + TOLERANCE:
            best, most = group, value
    return best


def _improved(agreement: "Matrix", group: "Indexes", groups: int, keep: bool) -> "Indexes":
    import numpy as np

    at = np.arange(len(group))
    sizes = np.bincount(group, minlength=groups)
    sums = agreement @ np.eye(groups)[group]
    while True:
        gains = sums - sums[at, group][:, None]
        if keep:
            # The last of a camp stays, or there would be fewer.
            gains[sizes[group] < 2] = 0
        who, where = np.unravel_index(gains.argmax(), gains.shape)
        if gains[who, where] <= TOLERANCE:
            return group
        left = group[who]
        sums[:, left] -= agreement[:, who]
        sums[:, where] += agreement[:, who]
        sizes[left] -= 1
        sizes[where] += 1
        group[who] = where


def _proved(
    agreement: "Matrix", known: "Indexes", seconds: float
) -> "tuple[Indexes, float | None]":
    """The best grouping and the bound that a programme finds; conditions join as they are needed.

    A variable for each two says that they are together; who is together with one of a third is with
    the other, too. Most of these conditions hold without being asked for.
    """
    import time

    import numpy as np
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import csr_array

    ends = time.monotonic() + seconds
    size = len(agreement)
    one, other = np.triu_indices(size, 1)
    number = np.zeros((size, size), np.intp)
    number[one, other] = number[other, one] = np.arange(len(one))
    rows: dict[tuple[int, int, int], None] = {}
    bound = None
    while (left := ends - time.monotonic()) > 0:
        conditions: list[Any] = []
        if rows:
            data = np.tile([1.0, 1.0, -1.0], len(rows))
            starts = np.arange(0, 3 * len(rows) + 1, 3)
            table = csr_array((data, np.ravel(list(rows)), starts), shape=(len(rows), len(one)))
            conditions = [LinearConstraint(table, ub=1)]
        found = milp(
            -agreement[one, other],
            integrality=np.ones(len(one)),
            bounds=Bounds(0, 1),
            constraints=conditions,
            options={"time_limit": left},
        )
        if found.mip_dual_bound is not None:
            bound = -float(found.mip_dual_bound)
        if found.x is None or found.status != 0:
            break
        together = np.zeros((size, size), bool)
        together[one, other] = together[other, one] = found.x > 0.5
        broken = _broken(together, number)
        if not broken:
            np.fill_diagonal(together, True)
            group: Indexes = together.argmax(axis=1)
            better = within(agreement, group) > within(agreement, known) + TOLERANCE
            return (group if better else known), bound
        rows |= dict.fromkeys(broken)
    return known, bound


def _broken(together: Any, number: "Indexes") -> list[tuple[int, int, int]]:
    """The conditions that a solution breaks: i with j and j with k, and yet not i with k."""
    found = []
    for middle in range(len(together)):
        near = [at for at in range(len(together)) if together[middle, at]]
        found += [
            (int(number[middle, i]), int(number[middle, k]), int(number[i, k]))
            for i, k in combinations(near, 2)
            if not together[i, k]
        ]
    return found

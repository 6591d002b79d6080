"""The division of a signed graph into two camps that has least against it, with its certificate.

Between each two speakers stands a whole number: above 0 they belong together, below 0 apart. A
division has against it the pairs that belong together and are parted, and those that belong apart
and are not. The least sum of these is the frustration index (Harary 1959; Aref and Wilson 2019).
"""

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.domain.agreeing.proofs import by_eigenvalue, by_every_division, by_programme

if TYPE_CHECKING:
    import numpy as np

    from kg.domain.agreeing.stands import Indexes

SMALL = 16
"""Of so many speakers all divisions are tried, which also finds all that are equally good."""

PROGRAMME = 80
"""Of more speakers no integer programme is asked: it would have too many conditions."""

STARTS = 40
"""From so many beginnings a good division is looked for before it is proved."""

SECONDS = 10.0
"""For so long a proof is looked for unless it is said otherwise."""


@dataclass(frozen=True)
class Division:
    """A division into two camps, and what is known of it.

    `side` is 1 or -1 for each speaker, the first always 1, and 0 for speakers without any tie.
    `against` is what stands against it, of `total`; at least `bound` stands against any division.
    `ties` are other divisions as good; `all_ties` says whether these are all there are.
    """

    side: tuple[int, ...]
    against: int
    total: int
    bound: int
    proof: str | None
    ties: list[tuple[int, ...]] = field(default_factory=list)
    all_ties: bool = False

    @property
    def certified(self) -> bool:
        """Whether no division has less against it."""
        return self.bound >= self.against

    @property
    def unique(self) -> bool | None:
        """Whether no other division is as good; None where that is not known."""
        return False if self.ties else True if self.all_ties else None


def divide(weights: "Indexes", *, seconds: float = SECONDS, seed: int = 1) -> Division:
    """The division with least against it, of speakers who are all tied to each other somehow.

    `weights` is a square table of whole numbers, symmetric, 0 on the diagonal. Of up to 16 speakers
    all divisions are tried. Of more, the best of many searches is proved by an eigenvalue
    (Bandeira 2018), and where that fails by an integer programme, for at most so many `seconds`;
    then the best found comes without certificate, with the bound that is known.

    >>> import numpy as np
    >>> enemies = np.array([[0, 1, -1, -1], [1, 0, -1, -1], [-1, -1, 0, 1], [-1, -1, 1, 0]])
    >>> found = divide(enemies)
    >>> found.side, found.against, found.certified, found.unique
    ((1, 1, -1, -1), 0, True, True)
    """
    import numpy as np

    begun = time.monotonic()
    total = int(np.abs(weights).sum()) // 2
    if len(weights) <= SMALL:
        (first, *others), against = by_every_division(weights)
        return Division(first, against, total, against, "every division", others, all_ties=True)
    side = search(weights, np.random.default_rng(seed))
    against = against_of(weights, side)
    proved, alone = by_eigenvalue(weights, side)
    if alone:
        return Division(_told(side), against, total, against, "eigenvalue", all_ties=True)
    if len(weights) > PROGRAMME:
        proof = "eigenvalue" if proved else None
        return Division(_told(side), against, total, against if proved else 0, proof)
    found = by_programme(weights, against, max(seconds - (time.monotonic() - begun), 0))
    bound = max(found.bound, against if proved else 0)
    if found.side is not None and (better := against_of(weights, found.side)) < against:
        side, against = found.side, better
    if bound < against:
        return Division(_told(side), against, total, bound, None)
    # The programme may have found another than the search did, and then that is one as good.
    told = {_told(one): None for one in found.best} if found.bound >= against else {}
    told.pop(_told(side), None)
    proof = "eigenvalue" if proved else "integer programme"
    return Division(_told(side), against, total, against, proof, list(told), found.all_best)


def against_of(weights: "Indexes", side: "Indexes") -> int:
    """What stands against a division: ties that part who belongs together, or join who does not."""
    import numpy as np

    return int(np.abs(weights).sum() - side @ weights @ side) // 4


def search(weights: "Indexes", chance: "np.random.Generator", starts: int = STARTS) -> "Indexes":
    """A good division: from many beginnings, speakers change sides while that is for the better."""
    import numpy as np

    size = len(weights)
    # Speakers who agree with most others, the leading eigenvector, and chance.
    leading = np.linalg.eigh(weights.astype(float))[1][:, -1]
    begun = chance.choice([-1, 1], size=(starts, size))
    begun[0] = 1
    if starts > 1:
        begun[1] = np.where(leading >= 0, 1, -1)
    sides = begun.astype(np.intp)
    at = np.arange(starts)
    while True:
        gains = -sides * (sides @ weights)
        who = gains.argmax(axis=1)
        better = gains[at, who] > 0
        if not better.any():
            break
        sides[at[better], who[better]] *= -1
    values = np.einsum("si,ij,sj->s", sides, weights, sides, optimize=True)
    best: Indexes = sides[values.argmax()]
    return best


def _told(side: "Indexes") -> tuple[int, ...]:
    return tuple((side * (side[0] or 1)).tolist())

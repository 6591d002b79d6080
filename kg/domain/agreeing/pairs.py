"""Each two speakers: on how many claims they agree, in part, and disagree."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from statistics import NormalDist
from typing import TYPE_CHECKING, Any

from kg.domain.agreeing.stands import AGAINST, FOR, PARTLY, Stands
from kg.domain.scoring.hits import LEVEL, Interval, wilson

if TYPE_CHECKING:
    from kg.domain.agreeing.stands import Indexes, Matrix

FEWEST = 3
"""With fewer claims in common two speakers are not judged."""

BLOCK = 500
"""So many speakers at a time are held against all others."""


@dataclass(frozen=True)
class Shared:
    """What some speakers share with others: a row for each of the some, counts of claims.

    `start` is the index of the first of them, `other` that of the first of the others.
    """

    start: int
    other: int
    agreements: "Indexes"
    partial: "Indexes"
    disagreements: "Indexes"
    fewest: int = FEWEST

    @cached_property
    def claims(self) -> "Indexes":
        """On how many claims both take a stand."""
        return self.agreements + self.partial + self.disagreements

    @cached_property
    def balance(self) -> "Indexes":
        """Agreements less disagreements; 0 where too few claims are shared to judge."""
        import numpy as np

        return np.where(self.claims < self.fewest, 0, self.agreements - self.disagreements)


def shared(stands: Stands, *, once: bool = False) -> Iterator[Shared]:
    """What all speakers share with each other, some speakers at a time.

    With `once` the others begin with the first of the some, so that each two are told once, but for
    those within the some.

    >>> stands = Stands.of([(1, 1, 1), (2, 1, 1), (1, 2, 1), (2, 2, -1), (1, 3, 0), (2, 3, 0)])
    >>> (found,) = shared(stands)
    >>> [int(some[0, 1]) for some in (found.agreements, found.partial, found.disagreements)]
    [1, 1, 1]
    """
    import numpy as np
    from scipy.sparse import hstack

    held, denied, partly = (_side(stands, sign) for sign in (FOR, AGAINST, PARTLY))
    # Beside each other, so that a product adds up both ways of agreeing, and of not.
    alike = hstack([held, denied], format="csr")
    unlike = hstack([denied, held], format="csr")
    parting = hstack([partly, held + denied], format="csr")
    parted = hstack([held + denied + partly, partly], format="csr")
    size = len(stands.speakers)
    for start in range(0, size, BLOCK):
        some = slice(start, start + BLOCK)
        other = start if once else 0
        nothing: Indexes = np.zeros((min(BLOCK, size - start), size - other), np.intp)
        yield Shared(
            start,
            other,
            (alike[some] @ alike[other:].T).toarray(),
            (parting[some] @ parted[other:].T).toarray() if partly.nnz else nothing,
            (alike[some] @ unlike[other:].T).toarray(),
        )


def whole(stands: Stands, fewest: int = FEWEST) -> Shared:
    """What all speakers share with each other, at once: square tables, symmetric."""
    import numpy as np

    parts = list(shared(stands))
    size = (0, len(stands.speakers))

    def stacked(name: str) -> "Indexes":
        tables = [np.zeros(size, np.intp), *(getattr(one, name) for one in parts)]
        return np.vstack(tables).astype(np.intp)

    found = Shared(
        0, 0, stacked("agreements"), stacked("partial"), stacked("disagreements"), fewest
    )
    for table in (found.agreements, found.partial, found.disagreements):
        # What one shares with oneself says nothing.
        np.fill_diagonal(table, 0)
    return found


def centred(stands: Stands, fewest: int = FEWEST) -> "Matrix":
    """How far each two agree beyond what most say of a claim: a square table.

    The sum over their common claims of the product of their signs, each less the claim's mean.
    Where all are of one mind, that two are so as well says little. The mean is taken with one more
    stand that is neither for nor against, since of two speakers it would be all that they say. 0
    where too few claims are shared, and on the diagonal.
    """
    import numpy as np

    counts = stands.by_claim
    means = (counts[:, 2] - counts[:, 0]) / (counts.sum(axis=1) + 1)
    off = stands.table(stands.sign - means[stands.what])
    there = stands.table(np.ones(len(stands), np.intp))
    found: Matrix = (off @ off.T).toarray()
    found[(there @ there.T).toarray() < fewest] = 0
    np.fill_diagonal(found, 0)
    return found


def rate(agreements: int, partial: int, claims: int) -> tuple[float, Interval]:
    """The share of common claims on which two agree, where half a stance counts half; its bounds.

    >>> found, (low, high) = rate(6, 2, 10)
    >>> found, round(low, 2), round(high, 2)
    (0.7, 0.4, 0.89)
    """
    hits = agreements + partial / 2
    return hits / claims, wilson(hits, claims)


def lowest(hits: "Matrix", claims: "Indexes") -> "Matrix":
    """The lower bound of each share of common claims, as `rate` gives it; 0 without any claims.

    >>> import numpy as np
    >>> lowest(np.array([7.0, 0.0]), np.array([10, 0])).round(2).tolist()
    [0.4, 0.0]
    """
    import numpy as np

    z = NormalDist().inv_cdf((1 + LEVEL) / 2)
    n = np.maximum(claims, 1)
    spread = z * np.sqrt(hits * (n - hits) / n + z * z / 4)
    upper = (hits + z * z / 2 + spread) / (n + z * z)
    found: Matrix = hits * hits / (n * (n + z * z) * upper)
    return found


def _side(stands: Stands, sign: int) -> Any:
    import numpy as np

    kept = stands.where(stands.sign == sign)
    return kept.table(np.ones(len(kept), np.int32))

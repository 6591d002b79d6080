"""Claims in the light of camps: how each camp stands, what is common ground, what divides."""

from typing import TYPE_CHECKING

from kg.domain.agreeing.stands import SIDES, Stands, Taken

if TYPE_CHECKING:
    from kg.domain.agreeing.stands import Indexes, Matrix


def by_camp(stands: Taken, camp: "Indexes", camps: int) -> "Indexes":
    """How many of each camp are against each claim, partly for it, and for it.

    `camp` has the camp of each speaker, from 0; who has -1 is in none and not counted. What comes
    is a table of claims × camps × 3.
    """
    import numpy as np

    def counted(part: Stands, at: "Indexes") -> "Indexes":
        own = camp[at][part.who]
        sides = [
            np.bincount(
                part.what[kept] * camps + own[kept], minlength=len(part.claims) * camps
            ).reshape(-1, camps)
            for kept in ((own >= 0) & (part.sign == sign) for sign in SIDES)
        ]
        return np.stack(sides, axis=2)

    found = np.zeros((len(stands.claims), camps, 3), np.intp)
    for some in stands.each(counted):
        found += some
    return found


def consensus(counts: "Indexes") -> "Matrix":
    """Group-informed consensus: the product over camps of (for + 1) / (stands + 2), in (0, 1).

    Small, Bjorkegren, Erkkilä, Shaw and Megill 2021, Polis. It is high only where every camp is for
    a claim; of a camp that says nothing of it a half is taken.

    >>> import numpy as np
    >>> consensus(np.array([[[0, 0, 8], [0, 0, 8]], [[8, 0, 0], [0, 0, 8]]])).round(2).tolist()
    [0.81, 0.09]
    """
    found: Matrix = _shares(counts, 2).prod(axis=1)
    return found


def divide(counts: "Indexes") -> "Matrix":
    """How far camps are apart on each claim, in [0, 1): the widest gap between any two of them.

    The share of a camp that is for the claim is taken as (for + partly / 2 + 1) / (stands + 2), so
    that few stands do not look like certainty; camps that say nothing of it do not count.
    """
    import numpy as np

    share = (counts[..., 2] + counts[..., 1] / 2 + 1) / (counts.sum(axis=2) + 2)
    said = counts.sum(axis=2) > 0
    high = np.where(said, share, -np.inf).max(axis=1, initial=-np.inf)
    low = np.where(said, share, np.inf).min(axis=1, initial=np.inf)
    return np.where(said.sum(axis=1) > 1, np.maximum(high - low, 0), 0)


def _shares(counts: "Indexes", side: int) -> "Matrix":
    found: Matrix = (counts[..., side] + 1) / (counts.sum(axis=2) + 2)
    return found

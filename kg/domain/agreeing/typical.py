"""Which claims are typical of a camp: what it holds or denies more than all others do."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.domain.agreeing.stands import Indexes, Mask, Matrix

LEVEL = 0.05
"""Of the claims that are called typical so many are expected to be so by chance, at most."""

SURE = 5
"""Where fewer are expected on a side of a claim, chance is told exactly, not by two proportions."""

TWO = 2
"""With fewer stances of a camp, or of all others, nothing is told to be typical."""


@dataclass(frozen=True)
class Typical:
    """How typical each claim is of each camp: tables of claims × camps.

    `side` is 1 where the camp is for the claim more than the others, -1 where it is against it
    more. `more` is how many times as likely the camp takes that side, `z` how many standard errors
    that is from nothing, `p` how often chance would give as much, exactly where few spoke, and
    `typical` whether it counts.
    """

    side: "Indexes"
    more: "Matrix"
    z: "Matrix"
    p: "Matrix"
    typical: "Mask"

    def of(self, camp: int) -> "Indexes":
        """The indexes of the claims typical of a camp, the most telling first."""
        import numpy as np

        # Polis: how much more, how surely so, how much at all.
        weight = self.more[:, camp] * self.z[:, camp]
        order = np.argsort(-weight, kind="stable")
        found: Indexes = order[self.typical[order, camp]]
        return found


def typical(counts: "Indexes") -> Typical:
    """How typical claims are, from how many of each camp take which side: claims × camps × 3.

    Representativeness as in Polis (Small et al. 2021): the share of the camp on a side over that of
    all others, (on it + 1) / (stands + 2) each, and the test of two proportions with one stand more
    on the side. Where fewer than 5 would be expected on the side, or off it, in the camp or among
    the others, p is that of Fisher's exact test instead (Fisher 1935), of one side; with fewer than
    2 stances in either it is 1. A claim is typical where the camp is mostly on that side, and where
    that holds after Benjamini and Hochberg (1995) over all claims and camps, of which 5 % may be
    chance.
    The camps were made by these very stances, so that p is smaller than it would be of others.
    """
    import numpy as np

    each = counts.sum(axis=2)
    others = each.sum(axis=1, keepdims=True) - each
    best: dict[str, Matrix] = {}
    for sign, column in ((1, 2), (-1, 0)):
        on = counts[..., column]
        off = on.sum(axis=1, keepdims=True) - on
        more = ((on + 1) / (each + 2)) / ((off + 1) / (others + 2))
        here, there = (on + 1) / (each + 1), (off + 1) / (others + 1)
        both = (on + off + 2) / (each + others + 2)
        error = np.sqrt(both * (1 - both) * (1 / (each + 1) + 1 / (others + 1)))
        z = np.divide(here - there, error, out=np.zeros(on.shape), where=error > 0)
        z = np.where((each > 0) & (others > 0), z, 0.0)
        found = {
            "side": np.full(on.shape, sign),
            "more": more,
            "z": z,
            "share": on / (each + 1e-12),
            "p": _chance(on, each, off, others, z),
        }
        better = z > best["z"] if best else np.ones(on.shape, dtype=bool)
        best = {
            name: np.where(better, some, best[name]) if best else some
            for name, some in found.items()
        }
    p = best["p"]
    counted = _discoveries(p) & (best["share"] > 0.5)
    return Typical(best["side"].astype(np.intp), best["more"], best["z"], p, counted)


def _chance(
    on: "Indexes", each: "Indexes", off: "Indexes", others: "Indexes", z: "Matrix"
) -> "Matrix":
    """How often chance would put as many of a camp on a side: by z, exactly where few spoke."""
    import numpy as np
    from scipy.special import ndtr

    p: Matrix = ndtr(-z)
    everybody, side = each + others, on + off
    there = (each >= TWO) & (others >= TWO)
    p = np.where(there, p, 1.0)
    # The least that is expected in any of the four cells.
    least = np.minimum(each, others) * np.minimum(side, everybody - side)
    few = there & (least < SURE * everybody)
    if few.any():
        # It takes long to load.
        from scipy.stats import hypergeom

        p[few] = hypergeom.sf(on[few] - 1, everybody[few], side[few], each[few])
    return p


def _discoveries(p: "Matrix") -> "Mask":
    """Which of many tests hold when 5 % of those that do may be chance (Benjamini, Hochberg)."""
    import numpy as np

    flat = np.sort(p, axis=None)
    line = LEVEL * np.arange(1, flat.size + 1) / max(flat.size, 1)
    below = np.nonzero(flat <= line)[0]
    limit = flat[below[-1]] if len(below) else -1.0
    found: Mask = p <= limit
    return found

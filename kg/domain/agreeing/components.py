"""Where speakers stand in the two directions in which they differ most: principal components."""

from typing import TYPE_CHECKING, Any

from kg.domain.agreeing.stands import Stands

if TYPE_CHECKING:
    from kg.domain.agreeing.stands import Matrix

EXACT = 1e-6
"""How exact the largest directions of a sparse table are, unless it is said otherwise."""

DENSE = 10
"""With so few speakers or claims the whole table is taken apart; else the largest directions."""


def components(
    stands: Stands, seed: int = 1, tolerance: float = EXACT
) -> "tuple[Matrix, Matrix, float]":
    """Places of speakers (n × 2), directions (2 × claims), and the share of variance they tell.

    What nobody said is taken as the mean of what the others said of the claim, as Polis does (Small
    et al. 2021). Less that mean it is nothing, so the table stays sparse, and what comes is exactly
    the principal components of the table that is filled with means.
    """
    import numpy as np

    table = stands.table(stands.sign - stands.means[stands.what])
    total = float((table.data**2).sum())
    if not total:
        return np.zeros((len(stands.speakers), 2)), np.zeros((2, len(stands.claims))), 0.0
    left, sizes, right = _largest(table, seed, tolerance)
    # The same on every machine: the claim that weighs most in a direction lies on its right.
    signs = np.sign(right[np.arange(len(right)), np.abs(right).argmax(axis=1)])
    places = np.zeros((len(stands.speakers), 2))
    directions = np.zeros((2, len(stands.claims)))
    places[:, : len(sizes)] = left * sizes * signs
    directions[: len(sizes)] = right * signs[:, None]
    return places, directions, float((sizes**2).sum() / total)


def _largest(table: Any, seed: int, tolerance: float) -> "tuple[Matrix, Matrix, Matrix]":
    import numpy as np

    if min(table.shape) <= DENSE:
        left, sizes, right = np.linalg.svd(table.toarray(), full_matrices=False)
        return left[:, :2], sizes[:2], right[:2]
    from scipy.sparse.linalg import svds

    start = np.random.default_rng(seed).standard_normal(min(table.shape))
    left, sizes, right = svds(table, k=2, v0=start, tol=tolerance)
    return left[:, ::-1], sizes[::-1], right[::-1]


def scaled(places: "Matrix", stands: Stands) -> "Matrix":
    """Places as Polis draws them: who took fewer stands is moved outwards, for means pull inwards.

    By the root of how many claims there are for each stand (Small et al. 2021).
    """
    import numpy as np

    said = np.maximum(stands.by_speaker, 1)
    found: Matrix = places * np.sqrt(len(stands.claims) / said)[:, None]
    return found

"""Where speakers stand in the two directions in which they differ most: principal components."""

from typing import TYPE_CHECKING, Any

from kg.domain.agreeing.stands import Taken

if TYPE_CHECKING:
    from kg.domain.agreeing.stands import Indexes, Matrix, Stands

EXACT = 1e-6
"""How exact the largest directions of a sparse table are, unless it is said otherwise."""

DENSE = 10
"""With so few speakers or claims the whole table is taken apart; else the largest directions."""


def components(
    stands: Taken, seed: int = 1, tolerance: float = EXACT
) -> "tuple[Matrix, Matrix, float]":
    """Places of speakers (n × 2), directions (2 × claims), and the share of variance they tell.

    What nobody said is taken as the mean of what the others said of the claim, as Polis does (Small
    et al. 2021). Less that mean it is nothing, so the table stays sparse, and what comes is exactly
    the principal components of the table that is filled with means.
    """
    import numpy as np

    speakers, claims = stands.shape
    counts, means = stands.by_claim, stands.means
    # The squares of what each claim's signs are beside its mean.
    total = float(((counts[:, 0] + counts[:, 2]) - counts.sum(axis=1) * means**2).sum())
    if total <= claims * 1e-12:
        return np.zeros((speakers, 2)), np.zeros((2, claims)), 0.0
    directions = _directions(stands, means, seed, tolerance)
    found = np.zeros((speakers, len(directions)))
    for at, some in stands.each(placing(means, directions)):
        found[at] = some
    # They are turned within their plane until they are the principal ones to the last digit.
    left, sizes, turn = np.linalg.svd(found, full_matrices=False)
    directions = turn @ directions
    # The same on every machine: the claim that weighs most in a direction lies on its right.
    signs = np.sign(directions[np.arange(len(turn)), np.abs(directions).argmax(axis=1)])
    places, across = np.zeros((speakers, 2)), np.zeros((2, claims))
    places[:, : len(sizes)] = left * sizes * signs
    across[: len(sizes)] = directions * signs[:, None]
    return places, across, float((sizes**2).sum() / total)


def placing(means: "Matrix", directions: "Matrix") -> Any:
    """The work that places the speakers of a part along some directions."""

    def placed(part: "Stands", at: "Indexes") -> "tuple[Indexes, Matrix]":
        return at, part.beside(means) @ directions.T

    return placed


def _directions(stands: Taken, means: "Matrix", seed: int, tolerance: float) -> "Matrix":
    """The two directions, or the one, in which speakers differ most: of the claims' covariance."""
    import numpy as np

    if min(stands.shape) <= DENSE:
        off: Matrix = stands.at_hand().beside(means).toarray()
        found: Matrix = np.linalg.svd(off, full_matrices=False)[2][:2]
        return found
    from scipy.sparse.linalg import LinearOperator, eigsh

    def through(vector: "Matrix") -> "Matrix":
        # Each part lies where it is, and tells only what comes of it for the claims.
        def work(part: "Stands", _: "Indexes") -> "Matrix":
            table = part.beside(means)
            turned: Matrix = table.T @ (table @ vector)
            return turned

        whole: Matrix = np.sum(stands.each(work), axis=0)
        return whole

    size = len(stands.claims)
    start = np.random.default_rng(seed).standard_normal(size)
    matrix = LinearOperator((size, size), matvec=through, dtype=np.float64)
    # The sizes are squared here, and so is how exact they are.
    _, vectors = eigsh(matrix, k=2, v0=start, tol=tolerance**2)
    across: Matrix = np.linalg.qr(vectors[:, ::-1])[0].T
    return across


def scaled(places: "Matrix", said: "Indexes", claims: int) -> "Matrix":
    """Places as Polis draws them: who took fewer stands is moved outwards, for means pull inwards.

    By the root of how many claims there are for each stand they `said` (Small et al. 2021).
    """
    import numpy as np

    found: Matrix = places * np.sqrt(claims / np.maximum(said, 1))[:, None]
    return found

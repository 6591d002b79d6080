"""Which claims bridge: those held beyond what the side on which one stands would lead to expect."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.domain.agreeing.components import components
from kg.domain.agreeing.stands import Stands

if TYPE_CHECKING:
    from kg.domain.agreeing.stands import Indexes, Matrix

INTERCEPTS = 0.15
"""How much intercepts are drawn to 0; Community Notes has this value."""

FACTORS = 0.03
"""How much factors are drawn to 0; the same."""

FEWEST = 5
"""A claim with fewer stands is not said to bridge; Community Notes asks for so many ratings."""

ROUNDS = 400
CLOSE = 1e-9


@dataclass(frozen=True)
class Bridging:
    """What each stand is taken to be made of: mean + speaker + claim + their factors' product.

    A stand is 1 for, 0.5 partly, 0 against. `claim` is the intercept of each claim: how far it is
    held by whichever side. `claim_factor` says which side holds it more, `speaker_factor` on which
    side a speaker stands. `loss` is what was made least.
    """

    mean: float
    speaker: "Matrix"
    claim: "Matrix"
    speaker_factor: "Matrix"
    claim_factor: "Matrix"
    loss: float


def bridging(stands: Stands) -> Bridging:
    """The factorisation in one dimension by which Community Notes finds notes that bridge.

    Wojcik et al. 2022, Birdwatch: r = m + i(speaker) + i(claim) + f(speaker) f(claim), least in the
    mean squared error + 0.15 (m² + the mean squares of both i) + 0.03 (those of both f). Found by
    turns, each part exactly while the others stand, from the first principal component on; so it is
    the same each time, where stochastic descent from chance is not.

    >>> both = [(who, 0, 1) for who in range(6)]
    >>> half = [(who, 1, 1 if who < 3 else -1) for who in range(6)]
    >>> found = bridging(Stands.of(both + half))
    >>> bool(found.claim[0] > found.claim[1]), bool(abs(found.claim_factor[1]) > 0.3)
    (True, True)
    """
    import numpy as np

    size = max(len(stands), 1)
    speakers, claims = stands.shape
    if not len(stands):
        nobody, nothing = np.zeros(speakers), np.zeros(claims)
        return Bridging(0.0, nobody, nothing, nobody, nothing, 0.0)
    value = (stands.sign + 1) / 2
    places, directions, _ = components(stands)
    spread = np.sqrt(np.abs(places[:, 0]).max(initial=0) or 1)
    u = [np.zeros(speakers), places[:, 0] / spread]
    v = [np.zeros(claims), directions[0] * spread / 2]
    mean, before = float(value.mean()), np.inf
    for _ in range(ROUNDS):
        residual = value - u[0][stands.who] - v[0][stands.what]
        residual -= u[1][stands.who] * v[1][stands.what]
        mean = float(residual.sum() / (size * (1 + INTERCEPTS)))
        u = _solved(value - mean, stands.who, stands.what, v, speakers)
        v = _solved(value - mean, stands.what, stands.who, u, claims)
        loss = _loss(stands, value, mean, u, v)
        if before - loss < CLOSE * loss:
            break
        before = loss
    return Bridging(mean, u[0], v[0], u[1], v[1], _loss(stands, value, mean, u, v))


def _solved(
    value: "Matrix", mine: "Indexes", theirs: "Indexes", other: "list[Matrix]", size: int
) -> "list[Matrix]":
    """The intercepts and factors of one side that are best while those of the other stand.

    Of each row two equations: the normal equations of a ridge regression on 1 and the factor.
    """
    import numpy as np

    factor = other[1][theirs]
    rest = value - other[0][theirs]
    # Mean squares of `size` parameters beside a mean over all stands: so much for each row.
    each = len(value) / size
    count = np.bincount(mine, minlength=size) + INTERCEPTS * each
    cross = np.bincount(mine, factor, minlength=size)
    square = np.bincount(mine, factor * factor, minlength=size) + FACTORS * each
    right = (
        np.bincount(mine, rest, minlength=size),
        np.bincount(mine, rest * factor, minlength=size),
    )
    determinant = count * square - cross * cross
    return [
        (square * right[0] - cross * right[1]) / determinant,
        (count * right[1] - cross * right[0]) / determinant,
    ]


def _loss(
    stands: Stands, value: "Matrix", mean: float, u: "list[Matrix]", v: "list[Matrix]"
) -> float:
    import numpy as np

    told = mean + u[0][stands.who] + v[0][stands.what] + u[1][stands.who] * v[1][stands.what]
    intercepts = mean**2 + np.mean(u[0] ** 2) + np.mean(v[0] ** 2)
    factors = np.mean(u[1] ** 2) + np.mean(v[1] ** 2)
    error = np.mean((value - told) ** 2)
    return float(error + INTERCEPTS * intercepts + FACTORS * factors)

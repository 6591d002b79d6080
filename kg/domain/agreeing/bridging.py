"""Which claims bridge: those held beyond what the side on which one stands would lead to expect."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.domain.agreeing.components import components
from kg.domain.agreeing.stands import Taken

if TYPE_CHECKING:
    from kg.domain.agreeing.stands import Indexes, Matrix, Stands

    Own = Callable[[Stands], Matrix]
    """Gives the intercepts and factors of a part's speakers, where the part lies."""

INTERCEPTS = 0.15
"""How much intercepts are drawn to 0; Community Notes has this value."""

FACTORS = 0.03
"""How much factors are drawn to 0; the same."""

FEWEST = 5
"""A claim with fewer stands is not said to bridge; Community Notes asks for so many ratings."""

ROUNDS = 400
CLOSE = 1e-9

SAME = 1e-6
"""Losses that differ by no greater share are of one and the same factorisation."""

VALUES = (0.0, 0.5, 1.0)
"""What stands are taken as: against, partly, for."""

MANY = 100_000
"""Of more stands the first direction stands out, and to begin from another takes as long again."""


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


def bridging(stands: Taken) -> Bridging:
    """The factorisation in one dimension by which Community Notes finds notes that bridge.

    Wojcik et al. 2022, Birdwatch: r = m + i(speaker) + i(claim) + f(speaker) f(claim), least in the
    mean squared error + 0.15 (m² + the mean squares of both i) + 0.03 (those of both f). Found by
    turns, each part exactly while the others stand, from the first principal component on, and of
    few stands from the second, too, of which the better is kept; so it is the same each time, where
    stochastic descent from chance is not.

    >>> from kg.domain.agreeing.stands import Stands
    >>> both = [(who, 0, 1) for who in range(6)]
    >>> half = [(who, 1, 1 if who < 3 else -1) for who in range(6)]
    >>> found = bridging(Stands.of(both + half))
    >>> bool(found.claim[0] > found.claim[1]), bool(abs(found.claim_factor[1]) > 0.3)
    (True, True)
    """
    import numpy as np

    speakers, claims = stands.shape
    if not len(stands):
        nobody, nothing = np.zeros(speakers), np.zeros(claims)
        return Bridging(0.0, nobody, nothing, nobody, nothing, 0.0)
    places, directions, _ = components(stands)
    first = _from(stands, places[:, 0], directions[0])
    if len(stands) > MANY:
        return first
    second = _from(stands, places[:, 1], directions[1])
    # Where both come to the same it is the first, so that the sides stay where they are.
    return second if second.loss < first.loss * (1 - SAME) else first


def _from(stands: Taken, places: "Matrix", direction: "Matrix") -> Bridging:
    """The factorisation that is found from a direction, along which speakers have these places."""
    import numpy as np

    speakers, claims = stands.shape
    size = len(stands)
    each = stands.by_claim.sum(axis=1)
    spread = np.sqrt(np.abs(places).max(initial=0) or 1)
    own = _placed(stands.means, direction / spread)
    v = np.vstack([np.zeros(claims), direction * spread / 2])
    mean, before, loss = 0.0, np.inf, np.inf
    found = _summed(stands, own, mean)
    for _ in range(ROUNDS):
        # All that is left of the values beside what speakers and claims have.
        left = found.rest.sum() + mean * size - v[0] @ each - v[1] @ found.factor
        mean = float(left / (size * (1 + INTERCEPTS)))
        own = _own(mean, v, size / speakers)
        found = _summed(stands, own, mean)
        v = _best(each, found.factor, found.square, found.rest, found.crossed, size / claims)
        loss = _loss(found, each, mean, v, speakers)
        if before - loss < CLOSE * loss:
            break
        before = loss
    u = np.zeros((2, speakers))
    for at, some in stands.each(lambda part, at: (at, own(part))):
        u[:, at] = some
    return Bridging(mean, u[0], v[0], u[1], v[1], loss)


@dataclass(frozen=True)
class _Sums:
    """What the stands on each claim sum up to, while the speakers' side stands.

    `factor` and `square` are of the speakers' factors; `rest` is what is left of the values beside
    the mean and the speakers' intercepts, `crossed` that times their factors. `squares` is the sum
    of the squares of what is left, `own` of those of the intercepts and the factors.
    """

    factor: "Matrix"
    square: "Matrix"
    rest: "Matrix"
    crossed: "Matrix"
    squares: float
    own: "Matrix"


def _summed(stands: Taken, own: "Own", mean: float) -> _Sums:
    import numpy as np

    def work(part: "Stands", _: "Indexes") -> "tuple[Matrix, Matrix]":
        intercept, factor = own(part)
        # Beside what is told of speakers alone: the mean and their intercepts.
        told = mean + intercept
        sums = part.there.T @ np.column_stack([factor, factor**2, told, told * factor])
        held = part.by_claim @ VALUES
        crossed = (part.signs.T @ factor + sums[:, 0]) / 2
        columns = [sums[:, 0], sums[:, 1], held - sums[:, 2], crossed - sums[:, 3]]
        squares = part.by_claim.sum(axis=0) @ np.square(VALUES) - 2 * (_held(part) @ told)
        squares += part.by_speaker @ told**2
        return np.array(columns), np.array([squares, intercept @ intercept, factor @ factor])

    parts = stands.each(work)
    factor, square, rest, crossed = np.sum([some for some, _ in parts], axis=0)
    sums = np.sum([some for _, some in parts], axis=0)
    return _Sums(factor, square, rest, crossed, float(sums[0]), sums[1:])


def _held(part: "Stands") -> "Matrix":
    """What the stands of each speaker come to, of 1 for, 0.5 partly and 0 against."""
    import numpy as np

    found: Matrix = (part.signs @ np.ones(len(part.claims)) + part.by_speaker) / 2
    return found


def _placed(means: "Matrix", direction: "Matrix") -> "Own":
    """No intercepts, and places along a direction as factors: with these it begins."""
    import numpy as np

    def own(part: "Stands") -> "Matrix":
        found = part.beside(means) @ direction
        return np.vstack([np.zeros(len(found)), found])

    return own


def _own(mean: float, v: "Matrix", each: float) -> "Own":
    """What is best for each speaker while the claims' side stands."""
    import numpy as np

    sides = np.column_stack([v[1], v[1] ** 2, v[0], v[0] * v[1]])

    def own(part: "Stands") -> "Matrix":
        sums = part.there @ sides
        factor, square = sums[:, 0], sums[:, 1]
        rest = _held(part) - mean * part.by_speaker - sums[:, 2]
        crossed = (part.signs @ v[1] + factor) / 2 - mean * factor - sums[:, 3]
        return _best(part.by_speaker, factor, square, rest, crossed, each)

    return own


def _best(
    count: "Indexes",
    factor: "Matrix",
    square: "Matrix",
    rest: "Matrix",
    crossed: "Matrix",
    each: float,
) -> "Matrix":
    """The intercepts and factors of one side that are best while those of the other stand.

    Of each row two equations: the normal equations of a ridge regression on 1 and the other side's
    factor. Mean squares stand beside a mean over all stands: so much, `each`, for a row.
    """
    import numpy as np

    ones = count + INTERCEPTS * each
    squares = square + FACTORS * each
    determinant = ones * squares - factor * factor
    return np.vstack(
        [
            (squares * rest - factor * crossed) / determinant,
            (ones * crossed - factor * rest) / determinant,
        ]
    )


def _loss(found: _Sums, each: "Indexes", mean: float, v: "Matrix", speakers: int) -> float:
    import numpy as np

    # The squares of what is left beside the claims' side as well, multiplied out.
    error = found.squares - 2 * (v[0] @ found.rest + v[1] @ found.crossed)
    error += v[0] ** 2 @ each + 2 * (v[0] * v[1]) @ found.factor + v[1] ** 2 @ found.square
    intercepts, factors = found.own / speakers + np.mean(v**2, axis=1)
    told = error / each.sum() + INTERCEPTS * (mean**2 + intercepts) + FACTORS * factors
    return float(told)

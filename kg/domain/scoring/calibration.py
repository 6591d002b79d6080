"""Calibration without bins: how often things happened that were said to be so and so likely."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from kg.domain.scoring.forecasts import Forecasts, Sample
from kg.domain.scoring.scores import squared_error

if TYPE_CHECKING:
    from kg.domain.scoring.forecasts import Array, Whole
    from kg.domain.scoring.scores import Loss

MOST_CELLS = 500
"""A band is drawn through at most so many points; a chart shows no more."""

RESAMPLES = 1000
BAND_LEVEL = 0.9


@dataclass(frozen=True, slots=True)
class Corp:
    """A score and its parts: score = miscalibration - discrimination + uncertainty."""

    score: float
    miscalibration: float
    """What would be saved by saying, instead of each probability, how often it comes true."""
    discrimination: float
    """What these recalibrated forecasts save against the base rate; more is better."""
    uncertainty: float
    """The score of saying the base rate of everything."""


class Point(NamedTuple):
    """A probability that was said `n` times, and how often it comes true, as far as can be seen."""

    probability: float
    calibrated: float
    n: int


class BandPoint(NamedTuple):
    """Between which bounds the curve of somebody calibrated passes at a probability."""

    probability: float
    low: float
    high: float


def corp(forecasts: Forecasts, loss: "Loss" = squared_error) -> Corp:
    """A score taken apart by isotonic recalibration (Dimitriadis, Gneiting and Jordan 2021).

    `loss` is `squared_error` for the Brier score or `surprise` for the log score. Neither
    miscalibration nor discrimination is ever below 0. With few forecasts miscalibration is not 0
    for anybody: see `kg.domain.scoring.few_cases`. Raises NoForecasts when empty.

    >>> parts = corp([(0.2, 0), (0.4, 1), (0.6, 0), (0.8, 1)])
    >>> round(parts.score, 3), round(parts.miscalibration, 3)
    (0.2, 0.075)
    >>> parts.discrimination, parts.uncertainty
    (0.125, 0.25)
    """
    import numpy as np

    sample = Sample.of(forecasts)
    cells = sample.cells
    came = sample.outcomes
    # Not left to rounding: the mean of equal numbers may miss them by a hair.
    rate = np.full_like(came, np.clip(came.mean(), came.min(), came.max()))
    score = float(loss(sample.probabilities, came).mean())
    best = float(loss(isotonic(cells.happened, cells.counts)[cells.index], came).mean())
    flat = float(loss(rate, came).mean())
    # Both are at least 0 but for rounding.
    return Corp(score, max(0.0, score - best), max(0.0, flat - best), flat)


def reliability_curve(forecasts: Forecasts) -> list[Point]:
    """The points of the CORP reliability diagram, in rising order, one for each probability said.

    It goes from 0 to 1 and is never folded at 0.5: who overrates what is unlikely need not
    overrate what is likely. Between points the curve is a straight line.

    >>> for point in reliability_curve([(0.2, 0), (0.4, 1), (0.6, 0), (0.6, 1), (0.8, 1)]):
    ...     print(point.probability, round(point.calibrated, 3), point.n)
    0.2 0.0 1
    0.4 0.667 1
    0.6 0.667 2
    0.8 1.0 1
    """
    cells = Sample.of(forecasts).cells
    calibrated = isotonic(cells.happened, cells.counts)
    return [
        Point(*each)
        for each in zip(
            cells.probabilities.tolist(), calibrated.tolist(), cells.counts.tolist(), strict=True
        )
    ]


def consistency_band(
    forecasts: Forecasts,
    *,
    seed: int,
    level: float = BAND_LEVEL,
    resamples: int = RESAMPLES,
) -> list[BandPoint]:
    """Where the curve would pass if every forecast were calibrated, at each point with `level`.

    The forecasts stay as they are; outcomes are drawn `resamples` times with the probabilities
    said, each time a curve is fitted, and the band holds the middle 90 % of them at every point,
    not along its whole length at once. Drawn outcomes are 0 or 1, also where there were fractions.
    Of more than 500 probabilities, neighbours are joined into 500 groups of about equal size, with
    their mean. One seed gives one band. Raises NoForecasts when empty.

    >>> band = consistency_band([(0.5, 1)] * 100, seed=1)
    >>> [(probability, round(low, 1), round(high, 1)) for probability, low, high in band]
    [(0.5, 0.4, 0.6)]
    """
    import numpy as np

    cells = Sample.of(forecasts).cells
    values, counts = _joined(cells.probabilities, cells.counts)
    drawn = np.random.default_rng(seed).binomial(counts, values, (resamples, len(values))) / counts
    curves = np.array([isotonic(each, counts) for each in drawn])
    low, high = np.quantile(curves, [(1 - level) / 2, (1 + level) / 2], axis=0)
    return [
        BandPoint(*each) for each in zip(values.tolist(), low.tolist(), high.tolist(), strict=True)
    ]


def isotonic(values: "Array", weights: "Whole | Array") -> "Array":
    """The rising sequence nearest to `values` by weighted squares: pool adjacent violators."""
    import numpy as np
    from scipy.optimize import isotonic_regression

    found: Array = np.clip(isotonic_regression(values, weights=weights).x, 0.0, 1.0)
    return found


def _joined(values: "Array", counts: "Whole") -> "tuple[Array, Whole]":
    import numpy as np

    if len(values) <= MOST_CELLS:
        return values, counts
    # By the middle of its place in the order, so that groups are alike in number.
    places = (np.cumsum(counts) - counts / 2) / counts.sum()
    _, group = np.unique((places * MOST_CELLS).astype(np.intp), return_inverse=True)
    sizes = np.bincount(group, counts)
    means = np.clip(np.bincount(group, values * counts) / sizes, 0.0, 1.0)
    return means, sizes.astype(np.intp)

"""How often somebody was right, and between which bounds that rate may lie."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import fsum, sqrt
from statistics import NormalDist
from typing import TYPE_CHECKING, NamedTuple

from kg.domain import checks
from kg.domain.scoring.forecasts import Forecasts, NoForecasts, Sample

if TYPE_CHECKING:
    from kg.domain.scoring.forecasts import Array

LEVEL = 0.95
"""How sure an interval is, as readers expect it of one that does not say."""


class Interval(NamedTuple):
    """Lower and upper bound of a rate."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class HitRate:
    """Hits out of `n`, which may be fractions, with the Wilson interval of their rate."""

    hits: float
    n: int
    interval: Interval

    @property
    def rate(self) -> float:
        """The share of hits."""
        return self.hits / self.n


def hit_shares(forecasts: Forecasts) -> "Array":
    """How much of a hit each forecast is.

    Above 0.5 it is one as far as the thing happened, below as far as it did not. Who says exactly
    0.5 takes no side and has half a hit, whatever comes; so has everybody at a tie.

    >>> hit_shares([(0.7, 1), (0.7, 0), (0.2, 0), (0.5, 1), (0.9, 0.5), (0.4, 0.75)]).tolist()
    [1.0, 0.0, 1.0, 0.5, 0.5, 0.25]
    """
    import numpy as np

    sample = Sample.of(forecasts)
    said, came = sample.probabilities, sample.outcomes
    shares: Array = np.where(said > 0.5, came, np.where(said < 0.5, 1 - came, 0.5))
    return shares


def hit_rate(forecasts: Forecasts, level: float = LEVEL) -> HitRate:
    """How often forecasts were on the right side of 0.5. Raises NoForecasts when empty.

    >>> found = hit_rate([(0.7, 1), (0.9, 1), (0.2, 0), (0.6, 0), (0.5, 1)])
    >>> found.hits, found.n, found.rate
    (3.5, 5, 0.7)
    >>> [round(bound, 2) for bound in found.interval]
    [0.3, 0.93]
    """
    return rate(hit_shares(forecasts).tolist(), level)


def rate(shares: Iterable[float], level: float = LEVEL) -> HitRate:
    """How often something was right, of which each share in [0, 1] says how far.

    It also serves claims that were checked and predictions nobody gave a probability for.
    Raises NoForecasts when empty, Invalid when a share lies outside [0, 1].

    >>> rate([1, 0, 0.5]).rate
    0.5
    """
    hits = [checks.probability(share, "share") for share in shares]
    total = fsum(hits)
    return HitRate(total, len(hits), wilson(total, len(hits), level))


def wilson(hits: float, n: int, level: float = LEVEL) -> Interval:
    """The Wilson score interval of the rate behind `hits` out of `n` (Wilson 1927).

    It holds every rate p from which hits / n is no further than z standard errors,
    sqrt(p (1 - p) / n), and nothing in that asks for a whole number of hits. Shares in [0, 1] that
    average p vary by at most p (1 - p), which is what whole hits do, so for fractions the interval
    is at worst too wide. Raises NoForecasts when n is 0.

    >>> [round(bound, 3) for bound in wilson(15, 20)]
    [0.531, 0.888]
    >>> [round(bound, 3) for bound in wilson(0, 3)]
    [0.0, 0.561]
    """
    if not n:
        raise NoForecasts
    assert 0 <= hits <= n and 0 < level < 1
    z = NormalDist().inv_cdf((1 + level) / 2)
    return Interval(_lower(hits, n, z), 1 - _lower(n - hits, n, z))


def _lower(hits: float, n: int, z: float) -> float:
    """The lower bound; by the product of both bounds, as their difference would lose digits."""
    upper = (hits + z * z / 2 + z * sqrt(hits * (n - hits) / n + z * z / 4)) / (n + z * z)
    return hits * hits / (n * (n + z * z) * upper)

"""The Brier score taken apart by what was said: reliability, resolution and uncertainty."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.domain.scoring.forecasts import Forecasts, Sample
from kg.domain.scoring.scores import brier, reference

if TYPE_CHECKING:
    from kg.domain.scoring.forecasts import Array, Whole


@dataclass(frozen=True, slots=True)
class Murphy:
    """A Brier score and its parts: score = reliability - resolution + uncertainty + within."""

    score: float
    reliability: float
    """How far what was said lay from how often it happened; 0 is best."""
    resolution: float
    """How far what happened after different forecasts differed; more is better."""
    uncertainty: float
    """What saying the base rate of everything would have scored."""
    within: float = 0.0
    """What bins hide: how forecasts vary within them. 0 without bins."""


def murphy(forecasts: Forecasts, edges: Sequence[float] | None = None) -> Murphy:
    """The Brier score taken apart (Murphy 1973); its parts add up to it exactly.

    Forecasts are taken together by their probability, or by bins where `edges` gives the rising
    bounds between them: a bin reaches from its lower bound up to below the next. Bins need the
    term `within`, the variance of forecasts in them less twice their covariance with outcomes
    (Stephenson, Coelho and Jolliffe 2008). With fractional outcomes the uncertainty is their
    variance, which for 0 and 1 alone is base rate times (1 - base rate).

    Where nearly every forecast has a probability of its own, reliability and resolution only
    repeat score and uncertainty: see `kg.domain.scoring.calibration` for what works there. Raises
    NoForecasts when empty.

    >>> parts = murphy([(0.8, 1), (0.8, 1), (0.8, 0), (0.8, 1), (0.2, 0), (0.2, 0)])
    >>> round(parts.reliability, 4), round(parts.resolution, 4), round(parts.uncertainty, 4)
    (0.015, 0.125, 0.25)
    >>> round(parts.score, 4)
    0.14
    """
    import numpy as np

    sample = Sample.of(forecasts)
    said, came = sample.probabilities, sample.outcomes
    if edges is None:
        cells = sample.cells
        values, counts, happened = cells.probabilities, cells.counts, cells.happened
        within = 0.0
    else:
        _, index, counts = np.unique(
            np.digitize(said, edges), return_inverse=True, return_counts=True
        )
        values = np.bincount(index, said) / counts
        happened = np.bincount(index, came) / counts
        apart = said - values[index]
        within = float((apart * (apart - 2 * (came - happened[index]))).mean())
    return Murphy(
        score=brier(sample),
        reliability=_mean((values - happened) ** 2, counts),
        resolution=_mean((happened - came.mean()) ** 2, counts),
        uncertainty=reference(sample),
        within=within,
    )


def _mean(values: "Array", weights: "Whole") -> float:
    import numpy as np

    return float(np.average(values, weights=weights))

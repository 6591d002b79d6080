"""The arithmetic of scores: how good forecasts were, once it is known what came."""

from kg.domain.scoring.calibration import (
    BandPoint,
    Corp,
    Point,
    consistency_band,
    corp,
    reliability_curve,
)
from kg.domain.scoring.decomposition import Murphy, murphy
from kg.domain.scoring.few_cases import DIAGRAM_FROM, SCORES_FROM, Showing, showing
from kg.domain.scoring.forecasts import (
    End,
    Forecasts,
    NoForecasts,
    Sample,
    Scored,
    Spread,
    by_basis,
    closing,
)
from kg.domain.scoring.hits import HitRate, Interval, hit_rate, hit_shares, rate, wilson
from kg.domain.scoring.scores import (
    FLOOR,
    Ends,
    at_each_end,
    base_rate,
    brier,
    log_score,
    log_skill,
    reference,
    skill,
    squared_error,
    surprise,
)
from kg.domain.scoring.stances import IMPLIED, implied
from kg.domain.scoring.standing import OverTime, days_stood, first_uttered, over_time

__all__ = [
    "DIAGRAM_FROM",
    "FLOOR",
    "IMPLIED",
    "SCORES_FROM",
    "BandPoint",
    "Corp",
    "End",
    "Ends",
    "Forecasts",
    "HitRate",
    "Interval",
    "Murphy",
    "NoForecasts",
    "OverTime",
    "Point",
    "Sample",
    "Scored",
    "Showing",
    "Spread",
    "at_each_end",
    "base_rate",
    "brier",
    "by_basis",
    "closing",
    "consistency_band",
    "corp",
    "days_stood",
    "first_uttered",
    "hit_rate",
    "hit_shares",
    "implied",
    "log_score",
    "log_skill",
    "murphy",
    "over_time",
    "rate",
    "reference",
    "reliability_curve",
    "showing",
    "skill",
    "squared_error",
    "surprise",
    "wilson",
]

"""How far probabilities were from what came: Brier score, log score, base rate and skill."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from kg.domain.scoring.forecasts import End, Forecasts, Sample, Scored
from kg.errors import Invalid

if TYPE_CHECKING:
    from kg.domain.scoring.forecasts import Array

    Loss = Callable[[Array, Array], Array]

Figure = TypeVar("Figure")

FLOOR = 0.01
"""The log score takes no probability for surer than this: 0 counts as 0.01, and 1 as 0.99.

Somebody who said "never" once and was wrong would otherwise have a score of infinity for ever.
No word of ICD 203 claims more: its surest, "almost certain", ends at 99 %.
"""


def squared_error(probabilities: "Array", outcomes: "Array") -> "Array":
    """The squared distance of each probability from its outcome."""
    distance: Array = (probabilities - outcomes) ** 2
    return distance


def surprise(probabilities: "Array", outcomes: "Array", floor: float = FLOOR) -> "Array":
    """How surprising each outcome was to who gave it its probability, in bits.

    It is the binary logarithm of 1 / p where the thing happened and of 1 / (1 - p) where it did
    not. An outcome between 0 and 1 surprises by its relative entropy, so that as with the Brier
    score a tie costs nothing at 0.5. Probabilities are first moved into [floor, 1 - floor]; with a
    floor of 0, being sure and wrong costs infinity. Raises Invalid unless floor is in [0, 0.5).
    """
    import numpy as np
    from scipy.special import rel_entr

    if not 0 <= floor < 0.5:
        raise Invalid(f"The floor {floor:g} is not between 0 and 0.5.", "Write 0.01.")
    said = np.clip(probabilities, floor, 1 - floor)
    bits: Array = (rel_entr(outcomes, said) + rel_entr(1 - outcomes, 1 - said)) / np.log(2)
    # Where both are equal, rounding may leave a hair less than nothing.
    return np.maximum(bits, 0.0)


def brier(forecasts: Forecasts) -> float:
    """Mean squared distance between stated probability and outcome (Brier 1950).

    Probabilities and outcomes lie in [0, 1]; 0 is best, 1 worst, and saying 0.5 of everything
    gives 0.25. An outcome may be a fraction: a tie is 0.5. Brier's own formula also adds what the
    same forecasts say of the opposite, and so gives twice as much. Raises NoForecasts when empty.

    >>> round(brier([(0.8, 1), (0.3, 0)]), 3)
    0.065
    """
    return _mean(squared_error, Sample.of(forecasts))


def log_score(forecasts: Forecasts, floor: float = FLOOR) -> float:
    """Mean surprise in bits (Good 1952): 0 is best, and saying 0.5 of everything gives 1.

    `floor` bounds what a single forecast can cost: 6.64 bits at 0.01. It also bounds what can be
    reached: 0.014 bits. Raises NoForecasts when empty, Invalid when floor is not in [0, 0.5).

    >>> log_score([(0.5, 1), (0.25, 1)])
    1.5
    >>> round(log_score([(0, 1)]), 2)
    6.64
    """
    return _mean(lambda said, came: surprise(said, came, floor), Sample.of(forecasts))


def base_rate(forecasts: Forecasts) -> float:
    """How much of what was forecast came true, whatever was said of it.

    >>> base_rate([(0.9, 1), (0.2, 0), (0.5, 0.5), (0.4, 0)])
    0.375
    """
    return float(Sample.of(forecasts).outcomes.mean())


def reference(forecasts: Forecasts) -> float:
    """The Brier score of saying the base rate of everything, that is, the outcomes' variance.

    >>> reference([(0.9, 1), (0.2, 0), (0.6, 1), (0.4, 0)])
    0.25
    """
    outcomes = Sample.of(forecasts).outcomes
    if outcomes.min() == outcomes.max():
        # Not left to rounding: the mean of equal numbers may miss them by a hair.
        return 0.0
    return float(((outcomes - outcomes.mean()) ** 2).mean())


def skill(forecasts: Forecasts) -> float | None:
    """The share of the base rate's Brier score that the forecasts save: 1 - brier / reference.

    1 is perfect, 0 as good as saying the base rate of everything, below 0 worse. The base rate is
    that of these outcomes and was known only afterwards, so 0 is no disgrace. None when everything
    came out alike: then the base rate alone is perfect, and no share of 0 can be saved.

    >>> round(skill([(0.9, 1), (0.2, 0)]), 3)
    0.9
    >>> skill([(0.9, 1), (0.8, 1)]) is None
    True
    """
    sample = Sample.of(forecasts)
    against = reference(sample)
    return 1 - brier(sample) / against if against else None


def log_skill(forecasts: Forecasts, floor: float = FLOOR) -> float | None:
    """The share of the base rate's log score that the forecasts save: 1 - log score / that score.

    As `skill` it is 1 at best, 0 as good as saying the base rate of everything, and None when
    everything came out alike. The base rate, too, is taken for no surer than `floor`; and as
    nobody gets below what that costs, the best that can be reached is a little less than 1. Raises
    NoForecasts when empty, Invalid when floor is not in [0, 0.5).

    >>> round(log_skill([(0.9, 1), (0.2, 0)]), 3)
    0.763
    >>> log_skill([(0.9, 1), (0.8, 1)]) is None
    True
    """
    sample = Sample.of(forecasts)
    if not reference(sample):
        return None
    always = base_rate(sample)
    against = log_score([(always, outcome) for outcome in sample.outcomes.tolist()], floor)
    # Fractions so alike that they cost nothing leave no share to save.
    return 1 - log_score(sample, floor) / against if against else None


class Ends(NamedTuple, Generic[Figure]):
    """A figure at the low end, the middle and the high end of every range at once."""

    low: Figure
    middle: Figure
    high: Figure


def at_each_end(forecasts: Iterable[Scored], score: Callable[[Sample], Figure]) -> Ends[Figure]:
    """The same score with every probability at its low end, its middle and its high end.

    The three say how much the reading of words matters. They need not be in order, nor be the
    least and the most that the words allow: what the low end gains on one forecast it may lose on
    another.

    >>> from datetime import date
    >>> from kg.domain.scoring.forecasts import Spread
    >>> likely = Scored(probability=Spread(0.55, 0.7, 0.8), outcome=1, decided=date(2026, 1, 31))
    >>> [round(each, 4) for each in at_each_end([likely], brier)]
    [0.2025, 0.09, 0.04]
    """
    rows = list(forecasts)
    return Ends(*(score(Sample.of(rows, end)) for end in End))


def _mean(loss: "Loss", sample: Sample) -> float:
    return float(loss(sample.probabilities, sample.outcomes).mean())

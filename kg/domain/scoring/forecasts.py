"""What is scored: probabilities beside what came of them."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from operator import attrgetter
from typing import TYPE_CHECKING, Self

from kg.domain import checks
from kg.domain.vocabulary import Basis
from kg.errors import Invalid, KgError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]
    Whole = NDArray[np.intp]


class NoForecasts(KgError):
    """There is nothing to score."""

    def __init__(self, message: str = "There are no forecasts to score.") -> None:
        super().__init__(
            message, "Resolve predictions that have a forecast: kg due lists what is ready."
        )


class End(StrEnum):
    """Where in its range a probability is taken."""

    LOW = "low"
    MIDDLE = "middle"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class Spread:
    """A probability with its lower and upper end, as a word such as "likely" has them."""

    low: float
    middle: float
    high: float

    def __post_init__(self) -> None:
        if not 0 <= self.low <= self.middle <= self.high <= 1:
            raise Invalid(
                f"{self.low:g}, {self.middle:g}, {self.high:g} is no range of probabilities.",
                "Give low, middle and high in their order, from 0 to 1.",
            )

    @classmethod
    def of(cls, middle: float, low: float | None = None, high: float | None = None) -> Self:
        """The probability `middle`; an end that is not given is the middle itself.

        >>> Spread.of(0.7)
        Spread(low=0.7, middle=0.7, high=0.7)
        """
        return cls(middle if low is None else low, middle, middle if high is None else high)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """A forecast on a question that was decided.

    `outcome` is how much came true: 1 right, 0 wrong, between them partly; a tie is 0.5.
    `decided` is the last day on which a forecast counts, as `closing` gives it. `made` is None
    where nobody knows. Forecasts with one `question` are one speaker's, on one prediction.
    """

    probability: Spread
    outcome: float
    decided: date
    made: date | None = None
    basis: Basis = Basis.STATED
    question: Hashable = None

    def __post_init__(self) -> None:
        checks.probability(self.outcome, "outcome")


def closing(decided: date, due: date | None = None) -> date:
    """The last day on which a forecast counts: whichever of the two days comes first.

    When a prediction is due, it is settled in the world, even if it is looked up years later.
    """
    return decided if due is None else min(decided, due)


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """The forecasts of a sample, those with one probability taken together, in rising order."""

    probabilities: "Array"
    counts: "Whole"
    happened: "Array"
    """The mean outcome of each."""
    index: "Whole"
    """For each forecast of the sample, the number of its cell."""


@dataclass(frozen=True, slots=True, eq=False)
class Sample:
    """Probabilities and outcomes, one beside the other, both in [0, 1]; never empty."""

    probabilities: "Array"
    outcomes: "Array"

    @classmethod
    def of(cls, forecasts: "Forecasts", end: End = End.MIDDLE) -> "Sample":
        """The sample that some forecasts make, their probabilities taken at one end of each range.

        Pairs have no range and are the same at every end; a sample stays as it is. Raises
        NoForecasts when there are none, and Invalid when a number lies outside [0, 1].
        """
        if isinstance(forecasts, Sample):
            return forecasts
        import numpy as np

        at_end = attrgetter(end.value)
        rows = [
            (at_end(row.probability), row.outcome) if isinstance(row, Scored) else row
            for row in forecasts
        ]
        if not rows:
            raise NoForecasts
        table = np.array(rows, dtype=np.float64)
        outside = ~((table >= 0) & (table <= 1)).all(axis=1)
        for probability, outcome in table[outside][:1].tolist():
            checks.probability(probability)
            checks.probability(outcome, "outcome")
        return cls(np.ascontiguousarray(table[:, 0]), np.ascontiguousarray(table[:, 1]))

    def __len__(self) -> int:
        return len(self.outcomes)

    @property
    def cells(self) -> Cells:
        """Its forecasts, those with one probability taken together."""
        import numpy as np

        values, index, counts = np.unique(
            self.probabilities, return_inverse=True, return_counts=True
        )
        return Cells(values, counts, np.bincount(index, self.outcomes) / counts, index)


Forecasts = Iterable[Scored | tuple[float, float]] | Sample
"""What can be scored: records, pairs of a probability and its outcome, or a sample of them."""


def by_basis(forecasts: Iterable[Scored]) -> dict[Basis, list[Scored]]:
    """The forecasts of each basis that occurs, to be scored apart.

    What somebody said as a number, what a word is read as and what a stance is taken for are three
    kinds of evidence about a speaker.
    """
    found: dict[Basis, list[Scored]] = {}
    for forecast in forecasts:
        found.setdefault(forecast.basis, []).append(forecast)
    return {basis: found[basis] for basis in Basis if basis in found}

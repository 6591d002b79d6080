"""Forecasts that change: scored as first uttered, and by the days that each stood."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.domain.scoring.forecasts import End, NoForecasts, Sample, Scored
from kg.domain.scoring.scores import squared_error

if TYPE_CHECKING:
    from kg.domain.scoring.scores import Loss


@dataclass(frozen=True, slots=True)
class OverTime:
    """The score of forecasts as first uttered, and beside it by the days they stood.

    Every question counts alike, however often somebody spoke of it.
    """

    first: float
    weighted: float
    questions: int
    forecasts: int
    """Those that were scored, by one figure or both."""
    late: int
    """Those made after their question was decided, which count for nothing."""


def first_uttered(forecasts: Iterable[Scored]) -> list[Scored]:
    """The first forecast on each question, in the order in which questions occur.

    Late ones do not count. One without a date is taken only where no other has one. Of several on
    a day the first given counts.
    """
    return [rows[0] for rows in _questions(forecasts)[0]]


def days_stood(forecasts: Iterable[Scored]) -> list[tuple[Scored, int]]:
    """The forecasts on each question in order of time, with the days each stood.

    A forecast stands from its day until the day before the next, the last one up to and on the day
    on which the question was decided. So a day belongs to what was said last on it, and of several
    forecasts on a day all but the last stood 0 days. Late ones are left out, and so are those
    without a date unless there is nothing else: then the first stands for its question.

    >>> from datetime import date
    >>> from kg.domain.scoring.forecasts import Spread
    >>> said = [
    ...     Scored(probability=Spread.of(p), outcome=1, made=date(2026, 1, d),
    ...            decided=date(2026, 1, 5))
    ...     for p, d in [(0.4, 2), (0.7, 3), (0.8, 5)]
    ... ]
    >>> [(row.probability.middle, days) for row, days in days_stood(said)]
    [(0.4, 1), (0.7, 2), (0.8, 1)]
    """
    return [each for rows in _questions(forecasts)[0] for each in _stood(rows)]


def over_time(
    forecasts: Iterable[Scored], loss: "Loss" = squared_error, end: End = End.MIDDLE
) -> OverTime:
    """Both scores, each a mean over questions.

    The weighted one is what Metaculus calls time-averaged and the Good Judgment Project the mean
    daily score, but taken from the first utterance on: before it nothing was said, and there is no
    crowd to take its place. It stands beside the first one, not in its place, as it is not proper:
    how long a forecast stood depends on when the question was decided, and so on what came.
    `loss` is `squared_error` for the Brier score or `surprise` for the log score. Raises
    NoForecasts when empty or when all are late.
    """
    import numpy as np

    questions, late = _questions(forecasts)
    if not questions:
        raise NoForecasts(*(["No forecast was made before it was decided."] if late else []))
    stood = [_stood(rows) for rows in questions]
    rows = [row for each in stood for row, _ in each]
    days = np.array([days for each in stood for _, days in each], dtype=np.float64)
    sizes = [len(each) for each in stood]
    starts = np.cumsum([0, *sizes[:-1]])
    sample = Sample.of(rows, end)
    losses = loss(sample.probabilities, sample.outcomes)
    # A forecast that stood 0 days weighs nothing, even where its loss is infinite.
    weighed = np.multiply(losses, days, out=np.zeros_like(losses), where=days > 0)
    return OverTime(
        first=float(losses[starts].mean()),
        weighted=float((np.add.reduceat(weighed, starts) / np.add.reduceat(days, starts)).mean()),
        questions=len(questions),
        forecasts=len(rows),
        late=late,
    )


def _questions(forecasts: Iterable[Scored]) -> tuple[list[list[Scored]], int]:
    """The forecasts of each question in order of time, and the number of those that came late."""
    found: dict[object, list[Scored]] = {}
    late = 0
    for forecast in forecasts:
        if forecast.made is not None and forecast.made > forecast.decided:
            late += 1
        else:
            found.setdefault(forecast.question, []).append(forecast)
    return [_dated(rows) for rows in found.values()], late


def _dated(rows: list[Scored]) -> list[Scored]:
    dated = [(row.made, row) for row in rows if row.made is not None]
    # Sorting keeps the given order within a day.
    return [row for _, row in sorted(dated, key=lambda each: each[0])] or rows[:1]


def _stood(rows: list[Scored]) -> list[tuple[Scored, int]]:
    # One without a date is alone, so its days do not matter.
    begins = [(row.made or row.decided).toordinal() for row in rows]
    ends = [*begins[1:], rows[-1].decided.toordinal() + 1]
    return [(row, end - begin) for row, begin, end in zip(rows, begins, ends, strict=True)]

"""Doubts: what may be a slip in what was just written down, though nothing forbids it."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from kg.domain.untimely import untimely
from kg.domain.wording import brief
from kg.notebook.finding import find
from kg.notebook.spoken import odds
from kg.store.models import Claim, Forecast, Position, Prediction, Resolution

if TYPE_CHECKING:
    from kg.domain.likelihood import Scale

EQUAL = 1e-9
"""Probabilities that differ by no more are the same."""


def of_claim(
    claim: Claim, language: str = "en", scales: "Sequence[Scale] | None" = None
) -> Iterator[str]:
    """The doubts about a claim that was added with all that belongs to it."""
    for position in claim.positions:
        yield from of_position(position, language)
    for reading in claim.readings:
        yield from of_prediction(reading.prediction)
        for forecast in reading.prediction.forecasts:
            yield from of_forecast(forecast)
            yield from of_words(forecast, scales)


def of_position(row: Position, language: str = "en") -> Iterator[str]:
    """That the turn a position stands in is somebody else's: people do report others' words."""
    heard = row.turn.speaker if row.turn else None
    if row.turn and heard and heard is not row.speaker:
        yield (
            f"Turn {row.turn.number} is spoken by {find.label(heard, language)}, not "
            f"{find.label(row.speaker, language)}: "
            f"kg position edit {row.id} --turn N if that is a slip."
        )


def of_prediction(row: Prediction) -> Iterator[str]:
    """That a prediction is due before anything was said of the claims that it reads."""
    said = _first_said(row)
    if row.due and said and row.due.last < said:
        yield f"It is due {row.due}, before it was said: kg prediction edit {row.id} --by DAY"


def of_forecast(row: Forecast) -> Iterator[str]:
    """That a forecast was made before anything was said of what it is about, or too late."""
    said = _first_said(row.prediction)
    if row.made and said and row.made.last < said:
        yield (
            f"It was forecast {row.made}, before anything was said of it: "
            f"kg prediction edit-forecast {row.id} --on DAY"
        )
    due = row.prediction.due
    if row.made and due and due.last < row.made.first and not (said and due.last < said):
        yield (
            f"It was forecast {row.made}, after the prediction was due {due}, and once that is "
            f"decided it is late and not scored: kg prediction edit-forecast {row.id} --on DAY"
        )


def of_verdict(row: Resolution) -> Iterator[str]:
    """That a prediction is decided outside of its window, and nothing says why.

    That is wrong before its time is up, and right before its time has come. Both verdicts count.
    """
    if row.prediction is None or row.note or row.citations:
        return
    found = untimely(row.outcome, row.decided, row.prediction.opens, row.prediction.due)
    if found:
        yield found.sentence(row.outcome, row.decided)


def of_words(row: Forecast, scales: "Sequence[Scale] | None" = None) -> Iterator[str]:
    """That the number given with a forecast's words is none that the words mean by the scales.

    Without `scales` those are asked that come with kg. A number that was read from the words is
    what they mean.
    """
    if row.middle is None or not row.words or row.scale is not None:
        return
    found = odds(row.words, scales)
    if found is not None and not found.low - EQUAL <= row.middle <= found.high + EQUAL:
        ends = dict.fromkeys((_percent(found.low), _percent(found.high)))
        yield (
            f"«{brief(row.words)}» reads as {'–'.join(ends)} %, "
            f"the number says {_percent(row.middle)} %."
        )


def _percent(share: float) -> str:
    return f"{round(100 * share, 2):g}"


def _first_said(row: Prediction) -> date | None:
    """The first day on which anything can have been said of the claims that a prediction reads."""
    return min(
        (
            one.said.first
            for reading in row.readings
            for one in reading.claim.positions
            if one.said is not None
        ),
        default=None,
    )

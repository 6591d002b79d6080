"""Reading the likelihood words of forecasts again, by a scale that was edited, or by another."""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from kg.domain.vocabulary import Basis
from kg.notebook import states
from kg.notebook.changing.edits import set_changed
from kg.notebook.spoken import odds
from kg.store.models import Forecast

if TYPE_CHECKING:
    from kg.domain.likelihood import Reading, Scale


class Number(NamedTuple):
    """What a forecast's words came to, by which scale; all None where they came to nothing."""

    low: float | None
    middle: float | None
    high: float | None
    scale: str | None


class Reread(NamedTuple):
    """A forecast whose words come to another number now, or to the same by another scale."""

    forecast: Forecast
    before: Number
    after: Number


class Rereading(NamedTuple):
    """What changes, how many forecasts stay as they are, and how many have words on no scale."""

    changed: list[Reread]
    same: int
    unread: int


def reread(
    session: Session,
    predictions: Collection[int] | None,
    scales: "Sequence[Scale]",
    *,
    write: bool = True,
) -> Rereading:
    """Read the words of forecasts of these predictions, or of all, again by these scales.

    Read are words that were read by a scale before, and those that have no number yet; numbers
    that somebody stated or chose stay. What is on none of the scales keeps what it has. Without
    `write` nothing is changed.
    """
    changed: list[Reread] = []
    same = unread = 0
    for row in _in_words(session, predictions):
        found = odds(row.words or "", scales)
        if found is None:
            unread += 1
            continue
        before = Number(row.low, row.middle, row.high, row.scale)
        after = Number(found.low, found.middle, found.high, found.scale)
        if before == after:
            same += 1
            continue
        changed.append(Reread(row, before, after))
        if write:
            _set(row, found)
    session.flush()
    return Rereading(changed, same, unread)


def _set(row: Forecast, found: "Reading") -> None:
    set_changed(
        row,
        low=found.low,
        middle=found.middle,
        high=found.high,
        scale=found.scale,
        basis=Basis(found.basis) if row.basis != Basis.IMPLIED else row.basis,
    )


def _in_words(session: Session, predictions: Collection[int] | None) -> list[Forecast]:
    """The forecasts whose words were read by a scale, or not at all."""
    meant = (
        select(Forecast)
        .where(Forecast.words.is_not(None))
        .where(or_(Forecast.scale.is_not(None), Forecast.middle.is_(None)))
        .order_by(Forecast.id)
    )
    if predictions is None:
        return list(session.scalars(meant))
    found: list[Forecast] = []
    wanted = sorted(predictions)
    for start in range(0, len(wanted), states.SLICE):
        some = wanted[start : start + states.SLICE]
        found += session.scalars(meant.where(Forecast.prediction_id.in_(some)))
    return sorted(found, key=lambda row: row.id)


def card(one: Reread) -> dict[str, Any]:
    """What changes with a forecast, for scripts."""
    return {
        "forecast": one.forecast.uid,
        "prediction": one.forecast.prediction.uid,
        "speaker": one.forecast.speaker.uid,
        "words": one.forecast.words,
        "before": one.before._asdict(),
        "after": one.after._asdict(),
    }

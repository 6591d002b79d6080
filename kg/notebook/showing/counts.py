"""How much of each sort there is in a notebook, or was as of a day."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, exists, func, or_, select
from sqlalchemy.orm import Session

from kg.notebook import asof
from kg.store.models import (
    About,
    Citation,
    Claim,
    Concept,
    Evidence,
    Forecast,
    Link,
    Position,
    Prediction,
    Resolution,
    Source,
    Speaker,
    View,
)

SORTS: dict[str, Any] = {
    model.__tablename__: model
    for model in (
        *(Claim, Position, Link, Prediction, Forecast),
        *(Resolution, Evidence, Speaker, Concept, Source, View),
    )
}


def counted(session: Session, as_of: date | None = None) -> dict[str, int]:
    """The number of each sort, by its name.

    As of a day these are the claims, links and predictions that counted, what had been said,
    forecast and decided, withdrawn verdicts included, and the speakers, concepts, sources and
    evidence that were spoken of in these. Views have no day, and count always.
    """
    return {
        name: session.scalar(select(func.count()).select_from(model).where(*_counts(model, as_of)))
        or 0
        for name, model in SORTS.items()
    }


def _counts(model: Any, day: date | None) -> list[ColumnElement[bool]]:
    if day is None:
        return []
    said, made = asof.by(Position.said, day), asof.by(Forecast.made, day)
    decided = asof.by(Resolution.decided, day)
    spoken = exists().where(Position.speaker_id == Speaker.id, *said)
    forecast = exists().where(Forecast.speaker_id == Speaker.id, *made)
    about = exists().where(About.concept_id == Concept.id, *asof.heard(About.claim_id, day))
    cited = exists().where(
        Citation.evidence_id == Evidence.id, Citation.resolution_id == Resolution.id, *decided
    )
    conditions: dict[Any, list[ColumnElement[bool]]] = {
        Claim: asof.heard(Claim.id, day),
        Position: said,
        Link: asof.drawn(day),
        Prediction: asof.predicted(Prediction.id, day),
        Forecast: made,
        Resolution: decided,
        Evidence: [cited],
        Speaker: [or_(spoken, forecast)],
        Concept: [about],
        Source: [exists().where(Position.source_id == Source.id, *said)],
        View: [],
    }
    return conditions[model]

"""What speakers said on days that are known, in positions and in forecasts."""

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from kg.analysis.agreement import SIGNS
from kg.domain.dates import PartialDate
from kg.domain.vocabulary import LinkKind, Stance
from kg.notebook import asof
from kg.store.bulk import slices
from kg.store.models import Forecast, Link, Position, Prediction, Reading


class Moment(NamedTuple):
    """What a speaker said on a day, in a position or in a forecast: `row` is the number of that.

    `chance` is the low, middle and high probability; `due` is set where a deadline is meant.
    """

    speaker: int
    claim: int
    said: PartialDate
    row: int
    uid: str
    stance: Stance | None = None
    prediction: int | None = None
    chance: tuple[float | None, float, float | None] | None = None
    due: PartialDate | None = None
    quote: str | None = None

    @property
    def order(self) -> tuple[date, bool, int]:
        """In which order things were said: by the last day it can be, then as written down."""
        return (self.said.last, self.prediction is None, self.row)


def near_by(session: Session, speaker: int | None, claims: Collection[int] | None) -> set[int]:
    """The claims without which no change about these claims, or of this speaker, can be told.

    Beside them these are the claims that are read together with them, and those that restate any.
    """
    if claims is not None:
        near = set(claims)
    else:
        spoken = select(Position.claim_id).where(Position.speaker_id == speaker)
        foretold = (
            select(Reading.claim_id)
            .join(Forecast, Forecast.prediction_id == Reading.prediction_id)
            .where(Forecast.speaker_id == speaker)
        )
        near = {*session.scalars(spoken), *session.scalars(foretold)}
    other = aliased(Reading)
    together = select(other.claim_id).join(Reading, Reading.prediction_id == other.prediction_id)
    near.update(claim for (claim,) in _among(session, together, Reading.claim_id, set(near)))
    new = near
    while new:
        linked = {
            claim
            for one, at in ((Link.to_id, Link.from_id), (Link.from_id, Link.to_id))
            for (claim,) in _among(
                session, select(one).where(Link.kind == LinkKind.RESTATES), at, new
            )
        }
        new = linked - near
        near |= new
    return near


def _among(session: Session, rows: Any, column: Any, ids: Collection[int] | None) -> Iterator[Any]:
    """The rows in which a column is one of these numbers, or all where none are given."""
    if ids is None:
        yield from session.execute(rows)
        return
    for some in slices(ids):
        yield from session.execute(rows.where(column.in_(some)))


def read(
    session: Session, near: Collection[int] | None
) -> list[tuple[int, int, PartialDate | None]]:
    """Which claim is read by which prediction, due when: of those that read a claim near by."""
    rows = select(Reading.id, Reading.claim_id, Prediction.id, Prediction.due).join(
        Prediction, Prediction.id == Reading.prediction_id
    )
    if near is None:
        found = [*session.execute(rows)]
    else:
        wanted = select(Reading.prediction_id)
        predictions = {one for (one,) in _among(session, wanted, Reading.claim_id, near)}
        found = [*_among(session, rows, Prediction.id, predictions)]
    return [(claim, prediction, due) for _, claim, prediction, due in sorted(found, key=_number)]


def _number(row: Any) -> int:
    number: int = row[0]
    return number


def taken(
    session: Session, speaker: int | None, as_of: date | None, near: Collection[int] | None
) -> list[Moment]:
    """The stances that were taken on a day that is known."""
    rows = select(
        Position.speaker_id,
        Position.claim_id,
        Position.said,
        Position.id,
        Position.uid,
        Position.stance,
    ).where(Position.stance.in_(SIGNS), Position.said.is_not(None), *asof.by(Position.said, as_of))
    if speaker is not None:
        rows = rows.where(Position.speaker_id == speaker)
    return [
        Moment(who, claim, said, row_id, uid, stance)
        for who, claim, said, row_id, uid, stance in _among(session, rows, Position.claim_id, near)
        if said is not None
    ]


def forecasts(
    session: Session,
    speaker: int | None,
    as_of: date | None,
    read: list[tuple[int, int, PartialDate | None]],
    near: Collection[int] | None,
) -> list[Moment]:
    """The forecasts made on a day that is known, each of the first claim that it reads."""
    rows = select(
        Forecast.speaker_id,
        Forecast.prediction_id,
        Forecast.made,
        Forecast.id,
        Forecast.uid,
        Forecast.low,
        Forecast.middle,
        Forecast.high,
    ).where(Forecast.made.is_not(None), *asof.by(Forecast.made, as_of))
    if speaker is not None:
        rows = rows.where(Forecast.speaker_id == speaker)
    claim = {prediction: claim for claim, prediction, _ in reversed(read)}
    return [
        Moment(
            who,
            claim[prediction],
            made,
            row_id,
            uid,
            prediction=prediction,
            chance=None if middle is None else (low, middle, high),
        )
        for who, prediction, made, row_id, uid, low, middle, high in _among(
            session, rows, Forecast.prediction_id, None if near is None else claim.keys()
        )
        if made is not None and prediction in claim
    ]


def restated(session: Session, near: Collection[int] | None) -> dict[int, int]:
    """For claims that others restate, one that stands for all of them."""
    same: dict[int, int] = {}

    def root(claim: int) -> int:
        while same.get(claim, claim) != claim:
            claim = same[claim]
        return claim

    links = select(Link.from_id, Link.to_id).where(Link.kind == LinkKind.RESTATES)
    for start, end in _among(session, links, Link.from_id, near):
        one, other = sorted((root(start), root(end)))
        same[other] = same[one] = one
    return {claim: root(claim) for claim in same}

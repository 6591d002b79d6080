"""When what is told of a prediction was changed last, by the history."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from kg.store.bulk import slices
from kg.store.models import Forecast, Position, Reading, Resolution, Revision

_UP = ("prediction_id", "claim_id")
"""The columns by which a row belongs to a prediction, or to a claim that it reads."""


def last_batches(session: Session, ids: Collection[int]) -> dict[int, int]:
    """The number of the last change that touched each of these predictions or what it rests on.

    That is its readings, the claims, the positions on them, the forecasts, the verdicts on it, and
    the speakers and sources of these, also those that are gone. As the history only grows, the
    number never falls.
    """
    rests = _rests(session, ids)
    ordered = {table: sorted(rows) for table, rows in rests.items()}
    found: dict[int, int] = {}
    columns = (
        Revision.table_name,
        Revision.action,
        Revision.first_id,
        Revision.last_id,
        Revision.batch_id,
        Revision.before,
    )
    # Later entries stand over earlier ones.
    for table, _, first, last, batch, before in session.execute(
        select(*columns).where(Revision.table_name.in_(ordered)).order_by(Revision.id)
    ):
        rows = ordered[table]
        touched = [
            (table, row_id) for row_id in rows[bisect_left(rows, first) : bisect_right(rows, last)]
        ]
        # A row that is gone, or belongs elsewhere now, tells where it belonged.
        touched += [
            (column.removesuffix("_id"), before[column])
            for column in _UP
            if before and before.get(column) is not None
        ]
        for name, row_id in touched:
            for prediction in rests[name].get(row_id, ()):
                found[prediction] = batch
    return found


_Rests = defaultdict[str, defaultdict[int, set[int]]]


def _rests(session: Session, ids: Collection[int]) -> _Rests:
    """The predictions that rest on a row, by its table and number."""
    found: _Rests = defaultdict(lambda: defaultdict(set))
    for table in (
        *("prediction", "reading", "claim", "position", "forecast", "resolution"),
        *("speaker", "source"),
    ):
        found[table].clear()
    for row_id in ids:
        found["prediction"][row_id].add(row_id)
    for reading, prediction, claim in _read(
        session, Reading.prediction_id, (Reading.id, Reading.prediction_id, Reading.claim_id), ids
    ):
        found["reading"][reading].add(prediction)
        found["claim"][claim].add(prediction)
    columns = (Position.id, Position.claim_id, Position.speaker_id, Position.source_id)
    for position, claim, speaker, source in _read(
        session, Position.claim_id, columns, found["claim"]
    ):
        for prediction in found["claim"][claim]:
            found["position"][position].add(prediction)
            found["speaker"][speaker].add(prediction)
            if source is not None:
                found["source"][source].add(prediction)
    verdicts = (Resolution.id, Resolution.prediction_id)
    for verdict, prediction in _read(session, Resolution.prediction_id, verdicts, ids):
        found["resolution"][verdict].add(prediction)
    forecasts = (Forecast.id, Forecast.prediction_id, Forecast.speaker_id)
    for forecast, prediction, speaker in _read(session, Forecast.prediction_id, forecasts, ids):
        found["forecast"][forecast].add(prediction)
        found["speaker"][speaker].add(prediction)
    return found


def _read(
    session: Session,
    column: InstrumentedAttribute[Any],
    columns: tuple[InstrumentedAttribute[Any], ...],
    values: Iterable[int],
) -> Iterable[Any]:
    for some in slices(values):
        yield from session.execute(select(*columns).where(column.in_(some)))

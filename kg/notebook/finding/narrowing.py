"""From a selection of claims to what hangs on them: positions, predictions, speakers and the rest.

Each gives numbers in order; where nothing is asked, all there are. Speakers, concepts, sources and
evidence are also found by words of their own, where the rest of the selection holds. With `as_of`
they are those that it would have given on that day: see `kg.notebook.asof`.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from kg.domain.selection import Selection
from kg.notebook import asof, states
from kg.notebook.finding import worded
from kg.notebook.finding.selecting import claim_ids, not_after, not_before, position_conditions
from kg.store.models import (
    About,
    Citation,
    Concept,
    Evidence,
    Link,
    Position,
    Prediction,
    Reading,
    Resolution,
    Source,
    Speaker,
)

Column = InstrumentedAttribute[Any]
Narrowed = Callable[[Session, Selection, date, date | None], list[int]]


def position_ids(
    session: Session, selection: Selection, today: date, as_of: date | None = None
) -> list[int]:
    """The positions on these claims that themselves meet what is asked of positions."""
    return _on_claims(session, selection, today, as_of, Position.id)


def speaker_ids(
    session: Session, selection: Selection, today: date, as_of: date | None = None
) -> list[int]:
    """The speakers of these positions."""
    if selection.everything and as_of is None:
        return _all(session, Speaker.id)
    found = _on_claims(session, selection, today, as_of, Position.speaker_id)
    return _with_own(session, selection, today, as_of, "speaker", speaker_ids, found)


def source_ids(
    session: Session, selection: Selection, today: date, as_of: date | None = None
) -> list[int]:
    """The sources of these positions."""
    if selection.everything and as_of is None:
        return _all(session, Source.id)
    found = _on_claims(session, selection, today, as_of, Position.source_id)
    return _with_own(session, selection, today, as_of, "source", source_ids, found)


def concept_ids(
    session: Session, selection: Selection, today: date, as_of: date | None = None
) -> list[int]:
    """The concepts that the claims are about."""
    if selection.everything and as_of is None:
        return _all(session, Concept.id)
    claims = claim_ids(session, selection, today, as_of)
    found = _distinct(session, About.concept_id, About.claim_id, claims)
    return _with_own(session, selection, today, as_of, "concept", concept_ids, found)


def link_ids(
    session: Session, selection: Selection, today: date, as_of: date | None = None
) -> list[int]:
    """The links with at least one end among the claims."""
    if selection.everything:
        return _all(session, Link.id, *asof.drawn(as_of))
    claims = claim_ids(session, selection, today, as_of)
    return sorted(
        {
            *_distinct(session, Link.id, Link.from_id, claims, *asof.heard(Link.to_id, as_of)),
            *_distinct(session, Link.id, Link.to_id, claims, *asof.heard(Link.from_id, as_of)),
        }
    )


def prediction_ids(
    session: Session, selection: Selection, today: date, as_of: date | None = None
) -> list[int]:
    """The predictions that read the claims and themselves are due and came out as is asked."""
    if selection.everything:
        return _all(session, Prediction.id, *asof.predicted(Prediction.id, as_of))
    claims = claim_ids(session, replace(selection, outcomes=()), today, as_of)
    found = _distinct(session, Reading.prediction_id, Reading.claim_id, claims)
    if selection.due_from or selection.due_to:
        due = [
            *not_before(Prediction.due, selection.due_from),
            *not_after(Prediction.due, selection.due_to),
        ]
        found = _distinct(session, Prediction.id, Prediction.id, found, *due)
    if selection.outcomes:
        state_of = states.prediction_states(session, found, today, as_of)
        found = [one for one in found if state_of[one] in selection.outcomes]
    return found


def evidence_ids(
    session: Session, selection: Selection, today: date, as_of: date | None = None
) -> list[int]:
    """The evidence called for the predictions or for the claims themselves."""
    if selection.everything and as_of is None:
        return _all(session, Evidence.id)
    predictions = prediction_ids(session, selection, today, as_of)
    claims = claim_ids(session, selection, today, as_of)
    decided = asof.by(Resolution.decided, as_of)
    resolutions = [
        *_distinct(session, Resolution.id, Resolution.prediction_id, predictions, *decided),
        *_distinct(session, Resolution.id, Resolution.claim_id, claims, *decided),
    ]
    found = _distinct(session, Citation.evidence_id, Citation.resolution_id, resolutions)
    return _with_own(session, selection, today, as_of, "evidence", evidence_ids, found)


def _with_own(
    session: Session,
    selection: Selection,
    today: date,
    as_of: date | None,
    kind: str,
    narrowed: Narrowed,
    found: list[int],
) -> list[int]:
    """What hangs on the claims, and what has the words itself and meets the other conditions."""
    if selection.places or not (selection.words or selection.phrases):
        return found
    own = worded.own_ids(session, kind, selection)
    if own:
        own &= set(narrowed(session, replace(selection, words=(), phrases=()), today, as_of))
    return sorted(own.union(found))


def _on_claims(
    session: Session, selection: Selection, today: date, as_of: date | None, wanted: Column
) -> list[int]:
    conditions = [*position_conditions(session, selection), *asof.by(Position.said, as_of)]
    if selection.everything:
        return _all(session, wanted, *conditions)
    claims = claim_ids(session, selection, today, as_of)
    return _distinct(session, wanted, Position.claim_id, claims, *conditions)


def _all(session: Session, column: Column, *conditions: ColumnElement[bool]) -> list[int]:
    rows = select(column).where(column.is_not(None), *conditions)
    return list(session.scalars(rows.distinct().order_by(column)))


def _distinct(
    session: Session,
    wanted: Column,
    column: Column,
    values: Iterable[int],
    *conditions: ColumnElement[bool],
) -> list[int]:
    """What `wanted` holds in the rows whose `column` is one of `values`."""
    numbers = sorted(values)
    found: set[int] = set()
    for start in range(0, len(numbers), states.SLICE):
        some = numbers[start : start + states.SLICE]
        rows = select(wanted).where(column.in_(some), wanted.is_not(None), *conditions)
        found.update(session.scalars(rows))
    return sorted(found)

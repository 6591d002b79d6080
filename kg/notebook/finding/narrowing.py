"""From a selection of claims to what hangs on them: positions, predictions, speakers and the rest.

Each gives numbers in order; where nothing is asked, all there are. Speakers, concepts, sources and
evidence are also found by words of their own, where the rest of the selection holds.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from kg.domain.selection import Selection
from kg.notebook import states
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
Narrowed = Callable[[Session, Selection, date], list[int]]


def position_ids(session: Session, selection: Selection, today: date) -> list[int]:
    """The positions on these claims that themselves meet what is asked of positions."""
    return _on_claims(session, selection, today, Position.id)


def speaker_ids(session: Session, selection: Selection, today: date) -> list[int]:
    """The speakers of these positions."""
    if selection.everything:
        return _all(session, Speaker.id)
    found = _on_claims(session, selection, today, Position.speaker_id)
    return _with_own(session, selection, today, "speaker", speaker_ids, found)


def source_ids(session: Session, selection: Selection, today: date) -> list[int]:
    """The sources of these positions."""
    if selection.everything:
        return _all(session, Source.id)
    found = _on_claims(session, selection, today, Position.source_id)
    return _with_own(session, selection, today, "source", source_ids, found)


def concept_ids(session: Session, selection: Selection, today: date) -> list[int]:
    """The concepts that the claims are about."""
    if selection.everything:
        return _all(session, Concept.id)
    claims = claim_ids(session, selection, today)
    found = _distinct(session, About.concept_id, About.claim_id, claims)
    return _with_own(session, selection, today, "concept", concept_ids, found)


def link_ids(session: Session, selection: Selection, today: date) -> list[int]:
    """The links with at least one end among the claims."""
    if selection.everything:
        return _all(session, Link.id)
    claims = claim_ids(session, selection, today)
    return sorted(
        {
            *_distinct(session, Link.id, Link.from_id, claims),
            *_distinct(session, Link.id, Link.to_id, claims),
        }
    )


def prediction_ids(session: Session, selection: Selection, today: date) -> list[int]:
    """The predictions that read the claims and themselves are due and came out as is asked."""
    if selection.everything:
        return _all(session, Prediction.id)
    claims = claim_ids(session, replace(selection, outcomes=()), today)
    found = _distinct(session, Reading.prediction_id, Reading.claim_id, claims)
    if selection.due_from or selection.due_to:
        due = [
            *not_before(Prediction.due, selection.due_from),
            *not_after(Prediction.due, selection.due_to),
        ]
        found = _distinct(session, Prediction.id, Prediction.id, found, *due)
    if selection.outcomes:
        state_of = states.prediction_states(session, found, today)
        found = [one for one in found if state_of[one] in selection.outcomes]
    return found


def evidence_ids(session: Session, selection: Selection, today: date) -> list[int]:
    """The evidence called for the predictions or for the claims themselves."""
    if selection.everything:
        return _all(session, Evidence.id)
    predictions = prediction_ids(session, selection, today)
    claims = claim_ids(session, selection, today)
    resolutions = [
        *_distinct(session, Resolution.id, Resolution.prediction_id, predictions),
        *_distinct(session, Resolution.id, Resolution.claim_id, claims),
    ]
    found = _distinct(session, Citation.evidence_id, Citation.resolution_id, resolutions)
    return _with_own(session, selection, today, "evidence", evidence_ids, found)


def _with_own(
    session: Session,
    selection: Selection,
    today: date,
    kind: str,
    narrowed: Narrowed,
    found: list[int],
) -> list[int]:
    """What hangs on the claims, and what has the words itself and meets the other conditions."""
    if selection.places or not (selection.words or selection.phrases):
        return found
    own = worded.own_ids(session, kind, selection)
    if own:
        own &= set(narrowed(session, replace(selection, words=(), phrases=()), today))
    return sorted(own.union(found))


def _on_claims(session: Session, selection: Selection, today: date, wanted: Column) -> list[int]:
    conditions = position_conditions(session, selection)
    if selection.everything:
        return _all(session, wanted)
    claims = claim_ids(session, selection, today)
    return _distinct(session, wanted, Position.claim_id, claims, *conditions)


def _all(session: Session, column: Column) -> list[int]:
    return list(session.scalars(select(column).distinct().order_by(column)))


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

"""From a selection to the numbers of the claims that meet it."""

import unicodedata
from collections.abc import Iterable
from datetime import date

from sqlalchemy import ColumnElement, SQLColumnExpression, String, func, select, type_coerce
from sqlalchemy.orm import InstrumentedAttribute, Session

from kg.domain.dates import PartialDate
from kg.domain.selection import Selection
from kg.notebook import find, states
from kg.store.bulk import slices
from kg.store.models import About, Claim, Concept, Link, Position, Prediction, Reading


def claim_ids(session: Session, selection: Selection, today: date) -> list[int]:
    """The numbers of the claims that a selection means, in order; `today` tells what is overdue."""
    found = _meeting(session, selection, _conditions(session, selection))
    if selection.around is not None:
        near = _neighbourhood(session, find.claim(session, selection.around).id, selection.depth)
        found = [one for one in found if one in near]
    if selection.outcomes:
        wanted = set(selection.outcomes)
        state_of = states.claim_states(session, found, today)
        found = [one for one in found if state_of.get(one) in wanted]
    return found


def _meeting(
    session: Session, selection: Selection, conditions: list[ColumnElement[bool]]
) -> list[int]:
    if not selection.text and not selection.tags:
        return list(session.scalars(select(Claim.id).where(*conditions).order_by(Claim.id)))
    # Databases fold case each in its own way, and SQLite that of ASCII letters only.
    words = _folded(selection.text or "")
    tags = set(map(_folded, selection.tags))
    columns = select(Claim.id, Claim.statement, Claim.tags)
    return [
        row_id
        for row_id, statement, its_tags in session.execute(
            columns.where(*conditions).order_by(Claim.id)
        )
        if any(words in _folded(text) for text in statement.values())
        and (not tags or not tags.isdisjoint(map(_folded, its_tags)))
    ]


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().strip()


def _conditions(session: Session, selection: Selection) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if selection.kinds:
        conditions.append(Claim.kind.in_(selection.kinds))
    if selection.concepts:
        # A claim about a narrower concept is about the broader one too.
        ids = _with_narrower(session, [find.concept(session, key).id for key in selection.concepts])
        conditions.append(Claim.id.in_(select(About.claim_id).where(About.concept_id.in_(ids))))
    if positions := position_conditions(session, selection):
        conditions.append(Claim.id.in_(select(Position.claim_id).where(*positions)))
    if selection.due_from or selection.due_to:
        due = [
            *not_before(Prediction.due, selection.due_from),
            *not_after(Prediction.due, selection.due_to),
        ]
        read = select(Reading.claim_id).join(Prediction, Prediction.id == Reading.prediction_id)
        conditions.append(Claim.id.in_(read.where(*due)))
    return conditions


def position_conditions(session: Session, selection: Selection) -> list[ColumnElement[bool]]:
    """Conditions that one and the same position of a claim must meet."""
    conditions: list[ColumnElement[bool]] = []
    if selection.speakers:
        ids = [find.speaker(session, key).id for key in selection.speakers]
        conditions.append(Position.speaker_id.in_(ids))
    if selection.sources:
        ids = [find.source(session, key).id for key in selection.sources]
        conditions.append(Position.source_id.in_(ids))
    if selection.stances:
        conditions.append(Position.stance.in_(selection.stances))
    return [
        *conditions,
        *not_before(Position.said, selection.said_from),
        *not_after(Position.said, selection.said_to),
    ]


def not_before(
    column: SQLColumnExpression[PartialDate | None], day: PartialDate | None
) -> list[ColumnElement[bool]]:
    """That a date is `day` or later; no condition when there is no day."""
    # A date that is known to its year or month counts as long as it can still be meant.
    if day is None:
        return []
    text = type_coerce(column, String)
    return [text >= func.substr(day.first.isoformat(), 1, func.length(text))]


def not_after(
    column: SQLColumnExpression[PartialDate | None], day: PartialDate | None
) -> list[ColumnElement[bool]]:
    """That a date is `day` or earlier; no condition when there is no day."""
    return [] if day is None else [type_coerce(column, String) <= day.last.isoformat()]


def _with_narrower(session: Session, ids: list[int]) -> set[int]:
    found, edge = set(ids), set(ids)
    while edge:
        edge = _reached(session, Concept.id, Concept.broader_id, edge) - found
        found |= edge
    return found


def _neighbourhood(session: Session, start: int, depth: int) -> set[int]:
    """The claims that are at most `depth` links or shared predictions away from one."""
    found, edge = {start}, {start}
    for _ in range(depth):
        if not edge:
            break
        shared = _reached(session, Reading.prediction_id, Reading.claim_id, edge)
        near = {
            *_reached(session, Link.to_id, Link.from_id, edge),
            *_reached(session, Link.from_id, Link.to_id, edge),
            *_reached(session, Reading.claim_id, Reading.prediction_id, shared),
        }
        edge = near - found
        found |= edge
    return found


def _reached(
    session: Session,
    wanted: InstrumentedAttribute[int],
    column: InstrumentedAttribute[int] | InstrumentedAttribute[int | None],
    values: Iterable[int],
) -> set[int]:
    """What `wanted` holds in the rows whose `column` is one of `values`."""
    return {
        one
        for some in slices(values)
        for one in session.scalars(select(wanted).where(column.in_(some)))
    }

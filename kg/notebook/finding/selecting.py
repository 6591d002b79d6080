"""From a selection to the numbers of the claims that meet it."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from sqlalchemy import (
    ColumnElement,
    SQLColumnExpression,
    String,
    and_,
    func,
    not_,
    or_,
    select,
    true,
    type_coerce,
)
from sqlalchemy.orm import InstrumentedAttribute, Session

from kg.domain.dates import PartialDate
from kg.domain.selection import Selection
from kg.notebook import asof, states
from kg.notebook.finding import find, worded
from kg.store.bulk import slices
from kg.store.models import About, Claim, Concept, Link, Position, Prediction, Reading, Resolution


def claim_ids(
    session: Session, selection: Selection, today: date, as_of: date | None = None
) -> list[int]:
    """The numbers of the claims that a selection means, in order; `today` tells what is overdue.

    With `as_of` they are those that it would have meant on that day: see `kg.notebook.asof`.
    """
    among: set[int] | None = None
    for some in _candidates(session, selection, as_of):
        among = some if among is None else among & some
    conditions = [*_conditions(session, selection, as_of), *asof.heard(Claim.id, as_of)]
    found = _meeting(session, selection, conditions, among)
    if selection.outcomes:
        wanted = set(selection.outcomes)
        state_of = states.claim_states(session, found, today, as_of)
        found = [one for one in found if state_of.get(one) in wanted]
    for one in selection.without:
        if found and not _in_statement(one):
            out = replace(one, places=selection.places, depth=selection.depth)
            gone = set(claim_ids(session, out, today, as_of))
            found = [one for one in found if one not in gone]
    return found


def _candidates(session: Session, selection: Selection, as_of: date | None) -> Iterator[set[int]]:
    """Sets of claims, each of which has all that are meant."""
    if selection.words or selection.phrases:
        yield worded.claim_ids(session, selection, as_of)
    if selection.tags and (tagged := worded.having_any(session, selection.tags)) is not None:
        yield tagged
    if selection.around is not None:
        start = find.claim(session, selection.around).id
        yield _neighbourhood(session, start, selection.depth, as_of)


def _in_statement(selection: Selection) -> bool:
    """Whether a statement alone can tell which claims are meant."""
    asked = (selection.outcomes, selection.tags, selection.words, selection.phrases)
    plain = not any(asked) and selection.text is None and selection.around is None
    return plain and all(map(_in_statement, selection.without))


def _meeting(
    session: Session,
    selection: Selection,
    conditions: list[ColumnElement[bool]],
    among: set[int] | None,
) -> list[int]:
    looking = bool(selection.text or selection.tags)
    columns = [Claim.id, Claim.statement, Claim.tags] if looking else [Claim.id]
    statement = select(*columns).where(*conditions).order_by(Claim.id)
    rows = (
        session.execute(statement)
        if among is None
        else (
            row
            for some in slices(among)
            for row in session.execute(statement.where(Claim.id.in_(some)))
        )
    )
    if not looking:
        return [row.id for row in rows]
    # Databases fold case each in its own way, and SQLite that of ASCII letters only.
    words = _folded(selection.text or "")
    tags = set(map(_folded, selection.tags))
    return [
        row.id
        for row in rows
        if any(words in _folded(text) for text in row.statement.values())
        and (not tags or not tags.isdisjoint(map(_folded, row.tags)))
    ]


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().strip()


def _conditions(
    session: Session, selection: Selection, as_of: date | None
) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if selection.kinds:
        conditions.append(Claim.kind.in_(selection.kinds))
    if selection.concepts:
        # A claim about a narrower concept is about the broader one too.
        ids = _with_narrower(session, [find.concept(session, key).id for key in selection.concepts])
        conditions.append(Claim.id.in_(select(About.claim_id).where(About.concept_id.in_(ids))))
    if positions := position_conditions(session, selection):
        positions += asof.by(Position.said, as_of)
        conditions.append(Claim.id.in_(select(Position.claim_id).where(*positions)))
    if selection.due_from or selection.due_to:
        due = [
            *not_before(Prediction.due, selection.due_from),
            *not_after(Prediction.due, selection.due_to),
        ]
        read = select(Reading.claim_id).join(Prediction, Prediction.id == Reading.prediction_id)
        conditions.append(Claim.id.in_(read.where(*due)))
    if selection.outcomes:
        # What has no reading and was never checked came to nothing.
        checked = select(Resolution.claim_id).where(Resolution.claim_id.is_not(None))
        conditions.append(or_(Claim.id.in_(select(Reading.claim_id)), Claim.id.in_(checked)))
    conditions.extend(
        not_(and_(true(), *_conditions(session, one, as_of)))
        for one in selection.without
        if _in_statement(one)
    )
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


def _neighbourhood(session: Session, start: int, depth: int, as_of: date | None) -> set[int]:
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
        edge -= asof.unheard(session, edge, as_of)
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

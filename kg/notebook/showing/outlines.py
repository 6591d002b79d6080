"""Outlines: the little that a listing shows of many things, read without their whole cards.

With `as_of` it is what a listing would have shown on that day: see `kg.notebook.asof`.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from kg.domain.dates import PartialDate
from kg.domain.vocabulary import LinkKind, Stance
from kg.domain.wording import Wording, brief, said_in
from kg.notebook import asof, states
from kg.store.models import Claim, Forecast, Link, Position, Prediction, Reading, Speaker

Statement = Any
"""A select; its type is written one way in SQLAlchemy 2.0 and another in 2.1."""


class ClaimOutline(NamedTuple):
    """A claim: its number, who asserts it, the statement, and what it came to."""

    id: int
    who: list[str]
    statement: str
    state: str | None


class PositionOutline(NamedTuple):
    """A position: its number, who takes which stance when, and the claim's number and statement."""

    id: int
    who: str
    stance: Stance
    said: PartialDate | None
    claim_id: int
    statement: str


class PredictionOutline(NamedTuple):
    """A prediction: its number, how it stands, when it is due, and what it says."""

    id: int
    state: str
    due: PartialDate | None
    statement: str


class LinkOutline(NamedTuple):
    """A link: its number, the claims' numbers and statements, and who drew it."""

    id: int
    from_id: int
    kind: LinkKind
    to_id: int
    from_statement: str
    to_statement: str
    who: str


def claims(
    session: Session,
    ids: Collection[int],
    today: date,
    language: str = "en",
    as_of: date | None = None,
) -> list[ClaimOutline]:
    """The outlines of these claims, in order."""
    who = asserting(session, ids, language, as_of)
    in_order = select(Claim.id, Claim.statement).order_by(Claim.id)
    state_of = states.claim_states(session, ids, today, as_of)
    return [
        ClaimOutline(row_id, who[row_id], said_in(statement, language), state_of.get(row_id))
        for row_id, statement in _rows(session, in_order, Claim.id, ids)
    ]


def asserting(
    session: Session, ids: Collection[int], language: str = "en", as_of: date | None = None
) -> defaultdict[int, list[str]]:
    """The names of those who assert each of these claims."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    statement = (
        select(Position.claim_id, Speaker.names, Position.id)
        .join(Speaker, Speaker.id == Position.speaker_id)
        .where(Position.stance == Stance.ASSERTS, *asof.by(Position.said, as_of))
    )
    _add_names(session, found, statement, Position.claim_id, ids, language)
    return found


def predicting(
    session: Session, ids: Collection[int], language: str = "en", as_of: date | None = None
) -> defaultdict[int, list[str]]:
    """The names of the forecasters of each prediction, then of those who assert what it reads."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    asserting = (
        select(Reading.prediction_id, Speaker.names, Reading.id, Position.id)
        .join(Position, Position.claim_id == Reading.claim_id)
        .join(Speaker, Speaker.id == Position.speaker_id)
        .where(Position.stance == Stance.ASSERTS, *asof.by(Position.said, as_of))
    )
    forecasting = (
        select(Forecast.prediction_id, Speaker.names, Forecast.id)
        .join(Speaker, Speaker.id == Forecast.speaker_id)
        .where(*asof.by(Forecast.made, as_of))
    )
    _add_names(session, found, forecasting, Forecast.prediction_id, ids, language)
    _add_names(session, found, asserting, Reading.prediction_id, ids, language)
    return found


CLIPPED = 40
"""So many characters of its criteria tell a reading apart from others."""


def told_apart(session: Session, statements: Mapping[int, Wording]) -> dict[int, Wording]:
    """What each of these predictions says, and of those that say the same what tells them apart.

    That is its criteria, or else its horizon, which stand behind it in brackets.
    """
    said = dict(statements)
    times = Counter(map(said_in, said.values()))
    alike = [row_id for row_id, words in said.items() if times[said_in(words)] > 1]
    columns = select(Prediction.id, Prediction.criteria, Prediction.horizon)
    for row_id, criteria, horizon in _rows(session, columns, Prediction.id, alike):
        said[row_id] = {
            language: f"{text} ({brief(mark, CLIPPED)})" if mark else text
            for language, text in said[row_id].items()
            for mark in [said_in(criteria, language) or horizon]
        }
    return said


def _add_names(
    session: Session,
    found: defaultdict[int, list[str]],
    statement: Statement,
    column: InstrumentedAttribute[Any],
    ids: Collection[int],
    language: str,
) -> None:
    """Add names by what a statement gives: whose they are, the names, and what to order them by."""
    # Ordered here: asked to do it, SQLite may begin with a whole table and look up each of the ids
    # in every row of it.
    for row_id, names, *_ in sorted(
        _rows(session, statement, column, ids), key=lambda row: row[2:]
    ):
        if (name := said_in(names, language)) not in found[row_id]:
            found[row_id].append(name)


def positions(
    session: Session, ids: Collection[int], language: str = "en"
) -> list[PositionOutline]:
    """The outlines of these positions, in order."""
    statement = (
        select(
            Position.id,
            Speaker.names,
            Position.stance,
            Position.said,
            Position.claim_id,
            Claim.statement,
        )
        .join(Speaker, Speaker.id == Position.speaker_id)
        .join(Claim, Claim.id == Position.claim_id)
        .order_by(Position.id)
    )
    return [
        PositionOutline(
            row_id, said_in(names, language), stance, said, claim_id, said_in(words, language)
        )
        for row_id, names, stance, said, claim_id, words in _rows(
            session, statement, Position.id, ids
        )
    ]


def predictions(
    session: Session,
    ids: Collection[int],
    today: date,
    language: str = "en",
    as_of: date | None = None,
) -> list[PredictionOutline]:
    """The outlines of these predictions, in order."""
    state_of = states.prediction_states(session, ids, today, as_of)
    statements = told_apart(session, prediction_statements(session, ids, as_of))
    due = dict(_rows(session, select(Prediction.id, Prediction.due), Prediction.id, ids))
    return [
        PredictionOutline(
            row_id, state_of[row_id], due[row_id], said_in(statements.get(row_id), language)
        )
        for row_id in sorted(due)
    ]


def prediction_statements(
    session: Session, ids: Collection[int], as_of: date | None = None
) -> dict[int, Wording]:
    """What each prediction says: in its own words, else in those of the first claim it reads.

    With `as_of` it is the first that counts as of that day; where none does, nothing is said.
    """
    own = select(Prediction.id, Prediction.statement)
    found = {row_id: words for row_id, words in _rows(session, own, Prediction.id, ids) if words}
    of_claim = (
        select(Reading.prediction_id, Claim.id, Claim.statement)
        .join(Claim, Claim.id == Reading.claim_id)
        .order_by(Reading.id)
    )
    rest = [one for one in ids if one not in found]
    read = list(_rows(session, of_claim, Reading.prediction_id, rest))
    unheard = asof.unheard(session, {claim_id for _, claim_id, _ in read}, as_of)
    for row_id, claim_id, words in read:
        if claim_id not in unheard:
            found.setdefault(row_id, words)
    return found


def links(session: Session, ids: Collection[int], language: str = "en") -> list[LinkOutline]:
    """The outlines of these links, in order."""
    start, end = aliased(Claim), aliased(Claim)
    statement = (
        select(Link, start.statement, end.statement, Speaker.names)
        .join(start, start.id == Link.from_id)
        .join(end, end.id == Link.to_id)
        .outerjoin(Speaker, Speaker.id == Link.speaker_id)
        .order_by(Link.id)
    )
    return [
        LinkOutline(
            link.id,
            link.from_id,
            link.kind,
            link.to_id,
            said_in(from_words, language),
            said_in(to_words, language),
            said_in(names, language),
        )
        for link, from_words, to_words, names in _rows(session, statement, Link.id, ids)
    ]


def _rows(
    session: Session,
    statement: Statement,
    column: InstrumentedAttribute[Any],
    values: Collection[int],
) -> Iterator[Any]:
    numbers = sorted(values)
    for start in range(0, len(numbers), states.SLICE):
        some = numbers[start : start + states.SLICE]
        yield from session.execute(statement.where(column.in_(some)))

"""What is shown of something found: its words, where they match, who said it and when."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kg.domain.dates import PartialDate
from kg.domain.patterns import Pattern, places
from kg.domain.tokens import located
from kg.domain.wording import said_in
from kg.notebook.showing import outlines
from kg.store import indexing
from kg.store.bulk import slices
from kg.store.indexing import Place
from kg.store.models import (
    Base,
    Concept,
    Evidence,
    Forecast,
    Link,
    Passage,
    Position,
    Prediction,
    Reading,
    Resolution,
    Source,
    Speaker,
    Turn,
)


class Hit(NamedTuple):
    """Something found: its kind and number, the claims it belongs to, and the words that match.

    For `turn` the number is that of the row, `source_id` and `part` say which turn of which source;
    for `passage`, text of a source outside of turns, the number is the source's. `matches` are
    beginnings and ends in `text`. `who` says it when, as far as is known; `how` it bears on its
    claim or stands, or what it or its source is called where `text` is something else.
    """

    kind: str
    row_id: int
    claim_ids: tuple[int, ...]
    text: str
    matches: tuple[tuple[int, int], ...]
    score: float
    who: str = ""
    how: str = ""
    when: str | None = None
    source_id: int | None = None
    part: int | None = None


def claims_of(session: Session, found: Iterable[Place]) -> dict[Place, tuple[int, ...]]:
    """The claims to which each of these belongs, in order; none for what belongs to none."""
    by_kind: defaultdict[str, set[int]] = defaultdict(set)
    for place in found:
        by_kind[place.kind].add(place.row_id)
    owners: dict[Place, tuple[int, ...]] = {}
    for kind, ids in by_kind.items():
        pairs: defaultdict[int, set[int]] = defaultdict(set)
        for row_id, claim_id in _pairs(session, kind, ids):
            pairs[row_id].add(claim_id)
        owners |= {Place(kind, row_id): tuple(sorted(claims)) for row_id, claims in pairs.items()}
    return owners


def _pairs(session: Session, kind: str, ids: Collection[int]) -> Iterator[tuple[int, int]]:
    if kind == "claim":
        yield from ((one, one) for one in ids)
    for leading, claim in _LEADING.get(kind, ()):
        statement = select(leading, claim)
        if kind == "forecast":
            statement = statement.join(Reading, Reading.prediction_id == Forecast.prediction_id)
        elif claim is Reading.claim_id and kind == "resolution":
            statement = statement.join(Reading, Reading.prediction_id == Resolution.prediction_id)
        for some in slices(ids):
            for row_id, claim_id in session.execute(statement.where(leading.in_(some))):
                if claim_id is not None:
                    yield row_id, claim_id


_LEADING: dict[str, Sequence[tuple[Any, Any]]] = {
    "position": [(Position.id, Position.claim_id)],
    "prediction": [(Reading.prediction_id, Reading.claim_id)],
    "link": [(Link.id, Link.from_id), (Link.id, Link.to_id)],
    "forecast": [(Forecast.id, Reading.claim_id)],
    "resolution": [(Resolution.id, Resolution.claim_id), (Resolution.id, Reading.claim_id)],
}


class Texts:
    """The parts of sources' texts for the finds of one search: no text is gone through twice."""

    def __init__(self) -> None:
        self._passages: dict[int, dict[Place, str]] = {}

    def part(self, session: Session, place: Place) -> str:
        """The words of a turn, or of what stands outside of turns."""
        if place.kind == "passage":
            return self._of(session, place.row_id)[place]
        # SQL counts from 1.
        words = func.substr(Passage.text, Turn.begins + 1, Turn.ends - Turn.begins)
        found: str = session.scalars(
            select(words)
            .join(Turn, Turn.source_id == Passage.source_id)
            .where(Passage.source_id == place.row_id, Turn.number == place.part)
        ).one()
        return found

    def _of(self, session: Session, source_id: int) -> dict[Place, str]:
        if source_id not in self._passages:
            whole = session.scalars(
                select(Passage.text).where(Passage.source_id == source_id)
            ).one()
            self._passages[source_id] = {
                one: whole[begins:ends]
                for one, begins, ends in indexing.parts_of(session, source_id, whole)
                if one.kind == "passage"
            }
        return self._passages[source_id]


def hit(
    session: Session,
    place: Place,
    claims: tuple[int, ...],
    wanted: Sequence[Pattern],
    score: float,
    language: str,
    texts: Texts,
) -> Hit:
    """What is shown of one place in which all or some of `wanted` were found."""
    if place.kind in {"turn", "passage"}:
        return _in_text(session, place, wanted, score, language, texts)
    text, matches = _best(_texts(session, place, language), wanted)
    who, how, when = _said(session, place, language)
    called = "" if how == text else how
    return Hit(place.kind, place.row_id, claims, text, matches, score, who, called, when)


def _texts(session: Session, place: Place, language: str) -> list[str]:
    columns = Base.metadata.tables[place.kind].c
    wanted = [columns[name] for name in indexing.COLUMNS[place.kind]]
    row = session.execute(select(*wanted).where(columns.id == place.row_id)).one()
    found: list[str] = []
    for value in row:
        if isinstance(value, str):
            found.append(value)
        elif isinstance(value, dict):
            first = said_in(value, language)
            found += [first, *(text for text in value.values() if text != first)]
        else:
            found += value or ()
    return found


def _best(
    texts: Sequence[str], wanted: Sequence[Pattern]
) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The first text that has most of what is wanted, with where it has it."""
    best: tuple[int, str, list[tuple[int, int]]] = (0, texts[0] if texts else "", [])
    for text in texts:
        tokens = located(text)
        found = [places(one, tokens) for one in wanted]
        if (number := sum(map(bool, found))) > best[0]:
            best = (number, text, [place for some in found for place in some])
        if number == len(wanted):
            break
    return best[1], tuple(sorted(set(best[2])))


def _in_text(
    session: Session,
    place: Place,
    wanted: Sequence[Pattern],
    score: float,
    language: str,
    texts: Texts,
) -> Hit:
    source = session.get_one(Source, place.row_id)
    text, matches = _best([texts.part(session, place)], wanted)
    found = Hit(
        place.kind,
        source.id,
        (),
        text,
        matches,
        score,
        how=said_in(source.title, language),
        when=_day(source.recorded or source.published),
        source_id=source.id,
    )
    if place.kind == "passage":
        return found
    turn = session.scalars(
        select(Turn).where(Turn.source_id == source.id, Turn.number == place.part)
    ).one()
    who = said_in(turn.speaker.names, language) if turn.speaker else turn.label or ""
    return found._replace(row_id=turn.id, who=who, part=turn.number)


def _said(session: Session, place: Place, language: str) -> tuple[str, str, str | None]:
    """Who said it, how it bears on its claim or how it stands, and when."""
    match place.kind:
        case "claim":
            who = outlines.asserting(session, [place.row_id], language)[place.row_id]
            said = session.scalars(
                select(Position.said)
                .where(Position.claim_id == place.row_id, Position.said.is_not(None))
                .order_by(Position.id)
                .limit(1)
            ).first()
            return ", ".join(who), "", _day(said)
        case "position":
            row = session.get_one(Position, place.row_id)
            return _name(row.speaker, language), str(row.stance), _day(row.said)
        case "prediction":
            names = outlines.predicting(session, [place.row_id], language)[place.row_id]
            due = session.get_one(Prediction, place.row_id).due
            return ", ".join(names), f"due {due}" if due else "", None
        case "forecast":
            forecast = session.get_one(Forecast, place.row_id)
            return _name(forecast.speaker, language), "", _day(forecast.made)
        case "resolution":
            resolution = session.get_one(Resolution, place.row_id)
            return "", str(resolution.outcome), _day(resolution.decided)
        case "link":
            link = session.get_one(Link, place.row_id)
            return _name(link.speaker, language), str(link.kind), None
        case "speaker":
            return "", _name(session.get_one(Speaker, place.row_id), language), None
        case "concept":
            return "", _name(session.get_one(Concept, place.row_id), language), None
        case "source":
            source = session.get_one(Source, place.row_id)
            when = _day(source.recorded or source.published)
            return source.publisher or "", said_in(source.title, language), when
        case "evidence":
            evidence = session.get_one(Evidence, place.row_id)
            return "", said_in(evidence.title, language), _day(evidence.published)
    return "", "", None


def _name(row: Speaker | Concept | None, language: str) -> str:
    return said_in(row.names, language) if row else ""


def _day(day: PartialDate | None) -> str | None:
    return None if day is None else str(day)

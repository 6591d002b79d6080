"""Search over all that a notebook holds: what is found for a query, ranked."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice
from typing import NamedTuple

from sqlalchemy import ColumnElement, SQLColumnExpression, and_, func, literal, select, true
from sqlalchemy.orm import Session

from kg.domain.fields import USUAL_PLACES
from kg.domain.patterns import Pattern, pattern
from kg.domain.selection import Selection
from kg.domain.wording import brief
from kg.errors import Invalid
from kg.notebook.finding import find, narrowing, selecting, worded
from kg.notebook.finding.hits import Hit, Texts, claims_of, hit
from kg.store import indexing
from kg.store import search as index
from kg.store.bulk import slices
from kg.store.indexing import Place
from kg.store.models import Base, Concept, Entry, Position, Source, Speaker, Turn
from kg.store.names import NAMED, rows_called

_SPREAD = ("claim", "position", "prediction", "speaker", "concept", "source")
"""Where the words of one claim may stand apart."""

_APART = frozenset({"speaker", "concept", "source", "evidence", "turn", "passage"})
"""What is no part of any one claim."""

_STEP = 500

_COMPARED = 5
"""So many words that stand nowhere are compared with names."""


class Found(NamedTuple):
    """What was found: groups of hits that belong to one claim or stand alone, and how many more."""

    groups: list[list[Hit]]
    more: int

    @property
    def hits(self) -> list[Hit]:
        """All hits, group after group."""
        return [one for group in self.groups for one in group]


def search(
    session: Session,
    selection: Selection,
    today: date,
    *,
    language: str = "en",
    limit: int | None = None,
) -> Found:
    """What has all the words and phrases of a selection and meets its other conditions.

    Each hit has them all. Claims follow of which the words stand apart: in their statements,
    quotes, readings and the names of those who speak, of what they are about and of sources. What
    is called just as the words say comes first, or under conditions what belongs to a claim; then
    hits are ranked by `kg.store.search.entries_with`, newer ones first among equals. What belongs
    to one claim stands in one group, of which there are at most `limit`. Without words to be there
    the claims that meet the conditions are the hits. Raises Invalid when nothing at all is asked.
    """
    wanted = _patterns(selection)
    conditions = replace(
        selection,
        words=(),
        phrases=(),
        places=(),
        without=tuple(one for one in selection.without if not _only_words(one)),
    )
    if selection.everything:
        raise Invalid("There is nothing to look for.", "Write a word, such as: kg search 通胀")
    if not (selection.words or selection.phrases):
        ids = selecting.claim_ids(session, replace(selection, places=()), today)
        ranked = [(Place("claim", one), 0.0) for one in reversed(ids)]
        return _grouped(session, ranked, wanted, language, limit)
    scores = _having(session, selection, wanted)
    if conditions.everything:
        first = _called(session, selection)
    else:
        meets = _Meeting(session, conditions, today)
        scores = {place: score for place, score in scores.items() if meets(place)}
        first = {place for place in scores if place.kind not in _APART}
    ranked = sorted(
        scores.items(),
        key=lambda item: (
            item[0] not in first,
            -item[1],
            indexing.KINDS.index(item[0].kind),
            -item[0].row_id,
            item[0].part,
        ),
    )
    return _grouped(session, ranked, wanted, language, limit)


def is_empty(session: Session) -> bool:
    """Whether the notebook has nothing in which words could be found."""
    return session.scalars(select(Entry.number).limit(1)).first() is None


def _called(session: Session, selection: Selection) -> set[Place]:
    """The speakers, concepts and sources that have the words looked for as their name."""
    name = " ".join((*selection.words, *selection.phrases))
    return {Place(kind, row) for kind in NAMED for row in rows_called(session, kind, name)}


def _patterns(selection: Selection) -> list[Pattern]:
    given = [
        *map(pattern, selection.words),
        *(pattern(one, phrase=True) for one in selection.phrases),
    ]
    return [one for one in given if one]


def _only_words(one: Selection) -> bool:
    return replace(one, words=(), phrases=(), places=()).everything


def _having(
    session: Session, selection: Selection, wanted: Sequence[Pattern]
) -> dict[Place, float]:
    kinds: set[str] | None = set(selection.places) or None
    if kinds and "turn" in kinds:
        kinds.add("passage")
    found = index.entries_with(session, wanted, kinds=kinds)
    scores = {indexing.place_of(number): score for number, score in found.scores.items()}
    if len(wanted) > 1 and not selection.places:
        each = [index.ids_of(session, numbers, kinds=_SPREAD) for numbers in found.each]
        for claim_id in worded.claims_with(session, each):
            scores.setdefault(Place("claim", claim_id), 0.0)
    for one in filter(_only_words, selection.without):
        for number in index.numbers_with(session, _patterns(one)):
            scores.pop(indexing.place_of(number), None)
        gone = worded.claim_ids(session, replace(one, places=USUAL_PLACES))
        owners = claims_of(session, scores) if gone else {}
        for place, claims in owners.items():
            if place.kind not in _APART and gone.issuperset(claims):
                del scores[place]
    return scores


def _grouped(
    session: Session,
    ranked: Sequence[tuple[Place, float]],
    wanted: Sequence[Pattern],
    language: str,
    limit: int | None,
) -> Found:
    groups: dict[Place, list[tuple[Place, tuple[int, ...], float]]] = {}
    texts = Texts()
    more = 0
    for place, claims, score in _with_claims(session, ranked):
        leader = Place("claim", claims[0]) if claims else place
        if leader not in groups and limit is not None and len(groups) >= limit:
            # What is left belongs to groups that are not shown, but for some that come late.
            more = len(ranked) - sum(map(len, groups.values()))
            break
        groups.setdefault(leader, []).append((place, claims, score))
    return Found(
        [
            [
                hit(session, place, claims, wanted, score, language, texts)
                for place, claims, score in sorted(
                    group, key=lambda one: (one[0].kind != "claim", -one[2])
                )
            ]
            for group in groups.values()
        ],
        more,
    )


def _with_claims(
    session: Session, ranked: Sequence[tuple[Place, float]]
) -> Iterator[tuple[Place, tuple[int, ...], float]]:
    """The ranked places with the claims that they belong to, looked up as they are wanted."""
    rest = iter(ranked)
    while some := list(islice(rest, _STEP)):
        owners = claims_of(session, (place for place, _ in some))
        for place, score in some:
            yield place, owners.get(place, ()), score


class _Meeting:
    """Tells whether a place belongs to what meets some conditions."""

    def __init__(self, session: Session, conditions: Selection, today: date) -> None:
        self.session = session
        self.conditions = conditions
        self.today = today
        self.known: dict[str, Collection[int]] = {}

    def __call__(self, place: Place) -> bool:
        kind = place.kind
        if kind not in self.known:
            self.known[kind] = self._of_kind(kind)
        if kind == "turn":
            return (place.row_id << 32 | place.part) in self.known[kind]
        return place.row_id in self.known[kind]

    def _of_kind(self, kind: str) -> Collection[int]:
        if kind == "turn":
            return self._turns()
        if kind == "passage":
            return self._passages()
        if kind in _NARROWED:
            return set(_NARROWED[kind](self.session, self.conditions, self.today))
        claims = set(selecting.claim_ids(self.session, self.conditions, self.today))
        if kind == "claim":
            return claims
        return {
            place.row_id
            for place, owners in claims_of(self.session, self._all(kind)).items()
            if not claims.isdisjoint(owners)
        }

    def _all(self, kind: str) -> list[Place]:
        table = Base.metadata.tables[kind]
        return [Place(kind, one) for one in self.session.scalars(select(table.c.id))]

    def _passages(self) -> set[int]:
        """The sources asked for; nobody is known to say what stands outside of turns."""
        if not _of_text(self.conditions):
            return set()
        sources = select(Source.id).where(*self._in_text(self.conditions, literal(0)))
        return set(self.session.scalars(sources))

    def _turns(self) -> set[int]:
        """The turns of the speakers and sources asked for, or else those of positions."""
        turns = select(Turn.source_id, Turn.number)
        if _of_text(self.conditions):
            turns = turns.join(Source, Source.id == Turn.source_id)
            turns = turns.where(*self._in_text(self.conditions, Turn.speaker_id))
            rows = self.session.execute(turns).all()
        else:
            turns = turns.join(Position, Position.turn_id == Turn.id)
            ids = narrowing.position_ids(self.session, self.conditions, self.today)
            rows = [
                row
                for some in slices(ids)
                for row in self.session.execute(turns.where(Position.id.in_(some)))
            ]
        return {source_id << 32 | number for source_id, number in rows}

    def _in_text(
        self, asked: Selection, speaker: SQLColumnExpression[int | None]
    ) -> list[ColumnElement[bool]]:
        conditions: list[ColumnElement[bool]] = []
        if asked.speakers:
            speakers = [find.speaker(self.session, one).id for one in asked.speakers]
            conditions.append(func.coalesce(speaker, 0).in_(speakers))
        if asked.sources:
            sources = [find.source(self.session, one).id for one in asked.sources]
            conditions.append(Source.id.in_(sources))
        day = func.coalesce(Source.recorded, Source.published)
        conditions += selecting.not_before(day, asked.said_from)
        conditions += selecting.not_after(day, asked.said_to)
        # A source without a date is not known to be of that time, and so is not left out.
        conditions += (
            and_(true(), *self._in_text(one, speaker)).is_not(True) for one in asked.without
        )
        return conditions


def _of_text(asked: Selection) -> bool:
    """Whether a turn alone can tell that it meets these conditions."""
    rest = replace(asked, speakers=(), sources=(), said_from=None, said_to=None, without=())
    return rest.everything and all(map(_of_text, asked.without))


_NARROWED: dict[str, Callable[[Session, Selection, date], list[int]]] = {
    "position": narrowing.position_ids,
    "prediction": narrowing.prediction_ids,
    "link": narrowing.link_ids,
    "evidence": narrowing.evidence_ids,
    "speaker": narrowing.speaker_ids,
    "concept": narrowing.concept_ids,
    "source": narrowing.source_ids,
}


def near(session: Session, selection: Selection) -> list[str]:
    """Names that are spelt much like the whole query, or like words of it that stand nowhere."""
    given = (*selection.words, *selection.phrases)
    strange = (one for one in given if not index.ids_with(session, one))
    few = list(islice(strange, _COMPARED))
    found: dict[str, None] = {}
    for one in dict.fromkeys((" ".join(given), *few)) if few else ():
        plain = brief(one.strip("*"), 100)
        found |= dict.fromkeys(find.near(session, Speaker, plain))
        found |= dict.fromkeys(find.near(session, Concept, plain))
        found |= dict.fromkeys(find.near(session, Source, plain))
    return list(found)[:3]

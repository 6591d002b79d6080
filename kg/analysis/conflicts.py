"""Conflicts: what a speaker cannot hold together, takes back, and links that cannot all stand.

All but what was taken back is inferred from links; the way by which it follows comes with it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import Any

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from kg.analysis.agreement import SIGNS, stances
from kg.analysis.things import Thing, things
from kg.domain.agreeing.last import last_day
from kg.domain.dates import PartialDate
from kg.domain.entailing import Node, Step, circles, entailments, shortest
from kg.domain.vocabulary import LinkKind
from kg.notebook import asof
from kg.store.bulk import slices
from kg.store.models import Claim, Link, Position, Speaker


class Sort(StrEnum):
    """What conflicts."""

    HELD = "held together"
    REVERSED = "taken back"
    IMPOSSIBLE = "impossible"
    CIRCULAR = "circular"


@dataclass(frozen=True)
class Conflict:
    """Something that does not go together.

    Held together: a speaker's stances on `first` and `last`, of which the first entails the
    opposite of the last by `way`. Taken back: stances on one claim. Both have their days.
    Impossible: links by which a claim entails its own denial. Circular: links by which it rests on
    itself.
    `first_held` and `last_held` say whether these are held; else they are denied.
    """

    sort: Sort
    speaker: Thing | None
    first: Thing
    first_held: bool
    last: Thing
    last_held: bool
    way: list[tuple[Thing, LinkKind, Thing, str]]
    first_said: PartialDate | None = None
    last_said: PartialDate | None = None

    @property
    def inferred(self) -> bool:
        """Whether it follows from links, and was not said."""
        return self.sort is not Sort.REVERSED


@dataclass(frozen=True)
class _Found:
    sort: Sort
    speaker: int | None
    first: Node
    last: Node
    way: list[tuple[int, LinkKind, int, str]]
    said: tuple[PartialDate | None, PartialDate | None] = (None, None)


def conflicts(
    session: Session,
    claims: Collection[int] | None = None,
    *,
    among: Collection[int] = (),
    as_of: date | None = None,
) -> list[Conflict]:
    """What conflicts on these claims, or on all: of speakers in order, then of links.

    With numbers of speakers in `among` only what these say counts, and no links alone.
    """
    chosen = None if claims is None else set(claims)
    links = _links(session, as_of)
    ends = {row_id: (start, end, kind, uid) for row_id, uid, start, end, kind in links}
    graph = entailments((row_id, start, end, kind) for row_id, _, start, end, kind in links)
    taken = stances(session, {claim for claim, _ in graph}, as_of)
    found = list(_held(graph, ends, taken, chosen, among))
    found += _reversed(session, chosen, among, as_of)
    found.sort(key=lambda one: (one.speaker or 0, list(Sort).index(one.sort), one.first, one.last))
    if not among:
        found += _impossible(graph, ends, chosen)
        found += _circular(links, ends, chosen)
    return list(_told(session, _dated(session, found, as_of)))


def _links(session: Session, as_of: date | None) -> list[tuple[int, str, int, int, LinkKind]]:
    rows = [
        (row_id, uid, start, end, kind)
        for row_id, uid, start, end, kind in session.execute(
            select(Link.id, Link.uid, Link.from_id, Link.to_id, Link.kind)
        )
    ]
    unheard = asof.unheard(session, {end for row in rows for end in row[2:4]}, as_of)
    return [row for row in rows if row[2] not in unheard and row[3] not in unheard]


Ends = Mapping[int, tuple[int, int, LinkKind, str]]


def _held(
    graph: Mapping[Node, list[Step]],
    ends: Ends,
    taken: Mapping[int, Mapping[int, int]],
    chosen: Collection[int] | None,
    among: Collection[int],
) -> Iterator[_Found]:
    """What speakers hold and deny at once, each pair of stances once, by the shortest way."""
    nodes: defaultdict[int, list[Node]] = defaultdict(list)
    for claim in sorted(taken):
        for who, sign in taken[claim].items():
            if sign and (not among or who in among):
                nodes[who].append((claim, sign > 0))
    for who, own in nodes.items():
        against = [(claim, not held) for claim, held in own]
        told: set[frozenset[Node]] = set()
        for start in sorted(own, key=lambda node: (not node[1], node[0])):
            for end, way in shortest(graph, start, against).items():
                last = (end[0], not end[1])
                if chosen is not None and not {start[0], last[0]} <= set(chosen):
                    continue
                # What entails the contrary is entailed by it the other way round.
                if frozenset((start, last)) not in told:
                    told.add(frozenset((start, last)))
                    yield _Found(Sort.HELD, who, start, last, _steps(way, ends))


def _steps(way: Iterable[Step], ends: Ends) -> list[tuple[int, LinkKind, int, str]]:
    return [(ends[step.link][0], step.kind, ends[step.link][1], ends[step.link][3]) for step in way]


def _reversed(
    session: Session,
    chosen: Collection[int] | None,
    among: Collection[int],
    as_of: date | None,
) -> Iterator[_Found]:
    """Claims that a speaker held and later denied, or the other way round; of the last turn."""
    sided = Position.stance.in_([one for one, sign in SIGNS.items() if sign])
    several = (
        select(Position.speaker_id, Position.claim_id)
        .where(sided)
        .group_by(Position.speaker_id, Position.claim_id)
        .having(func.count() > 1)
        .subquery()
    )
    both = (
        Position.speaker_id == several.c.speaker_id,
        Position.claim_id == several.c.claim_id,
    )
    rows = (
        select(Position.speaker_id, Position.claim_id, Position.stance, Position.said, Position.id)
        .join(several, and_(*both))
        .where(sided, *asof.by(Position.said, as_of))
    )
    said: defaultdict[tuple[int, int], list[Any]] = defaultdict(list)
    for who, claim, stance, when, row_id in session.execute(rows):
        if (chosen is None or claim in chosen) and (not among or who in among):
            said[who, claim].append((last_day(when), row_id, SIGNS[stance] > 0, when))
    for (who, claim), some in said.items():
        some.sort(key=lambda one: one[:2])
        for (_, _, held, first), (_, _, then, last) in reversed(list(pairwise(some))):
            if held != then:
                yield _Found(Sort.REVERSED, who, (claim, held), (claim, then), [], (first, last))
                break


def _impossible(
    graph: Mapping[Node, list[Step]], ends: Ends, chosen: Collection[int] | None
) -> Iterator[_Found]:
    """Claims that cannot be held at all: by links they entail that they are denied."""
    for start in sorted(node for node in graph if node[1]):
        if chosen is not None and start[0] not in chosen:
            continue
        denied = (start[0], False)
        if way := shortest(graph, start, [denied]).get(denied):
            yield _Found(Sort.IMPOSSIBLE, None, start, denied, _steps(way, ends))


def _circular(
    links: Iterable[tuple[int, str, int, int, LinkKind]],
    ends: Ends,
    chosen: Collection[int] | None,
) -> Iterator[_Found]:
    """Claims that rest on themselves, by what supports them and what they depend on."""
    edges: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for row_id, _, start, end, kind in links:
        if kind is LinkKind.SUPPORTS:
            edges[end].append((row_id, start))
        elif kind is LinkKind.DEPENDS_ON:
            edges[start].append((row_id, end))
    for circle in circles(edges):
        steps = [ends[link] for link in circle]
        claims = {claim for start, end, _, _ in steps for claim in (start, end)}
        if chosen is None or claims <= set(chosen):
            first = (min(claims), True)
            yield _Found(
                Sort.CIRCULAR, None, first, first, [(a, kind, b, uid) for a, b, kind, uid in steps]
            )


def _dated(session: Session, found: list[_Found], as_of: date | None) -> list[_Found]:
    """The same, with the days on which what is held together was last said."""
    held = [one for one in found if one.sort is Sort.HELD]
    who = {one.speaker for one in held if one.speaker is not None}
    claims = {claim for one in held for claim in (one.first[0], one.last[0])}
    said: dict[tuple[int, int], PartialDate | None] = {}
    for some in slices(claims):
        rows = select(Position.speaker_id, Position.claim_id, Position.said, Position.id).where(
            Position.claim_id.in_(some),
            Position.stance.in_(SIGNS),
            *asof.by(Position.said, as_of),
        )
        for speaker, claim, when, _ in sorted(
            session.execute(rows), key=lambda row: (last_day(row[2]), row[3])
        ):
            if speaker in who:
                said[speaker, claim] = when
    return [
        replace(one, said=(said[one.speaker, one.first[0]], said[one.speaker, one.last[0]]))
        if one.sort is Sort.HELD and one.speaker is not None
        else one
        for one in found
    ]


def _told(session: Session, found: list[_Found]) -> Iterator[Conflict]:
    """What was found, with the words of claims and the names of speakers."""
    numbers = {claim for one in found for claim in (one.first[0], one.last[0])}
    numbers |= {claim for one in found for step in one.way for claim in (step[0], step[2])}
    claims = things(session, Claim, numbers)
    who = things(session, Speaker, (one.speaker for one in found))
    for one in found:
        way = [(claims[start], kind, claims[end], uid) for start, kind, end, uid in one.way]
        yield Conflict(
            one.sort,
            who[one.speaker] if one.speaker is not None else None,
            claims[one.first[0]],
            one.first[1],
            claims[one.last[0]],
            one.last[1],
            way,
            *one.said,
        )


def card(found: Conflict) -> dict[str, Any]:
    """A conflict as scripts read it."""
    return {
        "conflict": found.sort.value,
        "inferred": found.inferred,
        "speaker": found.speaker and found.speaker.uid,
        "first": found.first.uid,
        "first_stance": _stance(found, found.first_held),
        "first_said": found.first_said and found.first_said.text,
        "last": found.last.uid,
        "last_stance": _stance(found, found.last_held),
        "last_said": found.last_said and found.last_said.text,
        "way": [
            {"from": start.uid, "kind": kind.value, "to": end.uid, "link": uid}
            for start, kind, end, uid in found.way
        ],
    }


def _stance(found: Conflict, held: bool) -> str | None:
    if found.speaker is None:
        return None
    return "holds" if held else "denies"

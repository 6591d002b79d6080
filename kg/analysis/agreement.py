"""Who agrees with whom: counted for each pair of speakers, recorded and inferred apart."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations

from sqlalchemy import select
from sqlalchemy.orm import Session

from kg.domain.agreeing.last import replaces
from kg.domain.dates import PartialDate
from kg.domain.vocabulary import LinkKind, Stance
from kg.notebook import asof
from kg.store.bulk import slices
from kg.store.models import Link, Position

SIGNS = {Stance.ASSERTS: 1, Stance.AGREES: 1, Stance.PARTLY: 0, Stance.DISAGREES: -1}
"""What a stance says of its claim; asking says nothing."""


@dataclass
class Pair:
    """What two speakers have in common: numbers of claims, and of links for what is inferred."""

    agreements: int = 0
    partial: int = 0
    disagreements: int = 0
    inferred_agreements: int = 0
    inferred_disagreements: int = 0
    disputed: list[int] = field(default_factory=list)
    """The numbers of the claims on which they disagree."""

    @property
    def claims(self) -> int:
        """The number of claims on which both took a stance."""
        return self.agreements + self.partial + self.disagreements


def stances(
    session: Session, claims: Collection[int] | None = None, as_of: date | None = None
) -> dict[int, dict[int, int]]:
    """For each claim, each speaker's sign: 1 for it, -1 against, 0 partly; the last stance counts.

    The last is the one said last; of several on one day, or undated, the one written down last.
    With `as_of` it is the last by that day.
    """
    found: defaultdict[int, dict[int, tuple[int, PartialDate | None]]] = defaultdict(dict)
    statement = (
        select(Position.claim_id, Position.speaker_id, Position.stance, Position.said)
        .where(Position.stance.in_(SIGNS), *asof.by(Position.said, as_of))
        .order_by(Position.id)
    )
    some = [[]] if claims is None else slices(claims)
    for ids in some:
        rows = statement if claims is None else statement.where(Position.claim_id.in_(ids))
        for claim, speaker, stance, said in session.execute(rows):
            before = found[claim].get(speaker)
            if before is None or replaces(said, before[1]):
                found[claim][speaker] = (SIGNS[stance], said)
    return {claim: {who: last[0] for who, last in taken.items()} for claim, taken in found.items()}


def pairs(
    session: Session, claims: Collection[int] | None = None, as_of: date | None = None
) -> dict[tuple[int, int], Pair]:
    """What each two speakers share on these claims, by their numbers, the smaller first.

    Recorded: both took a stance on one claim. Inferred: each took a stance on one of two claims of
    which one opposes or restates the other. Two such claims count once, whichever of them each
    spoke of, and as both when it is an agreement one way and a disagreement the other way.
    """
    found: defaultdict[tuple[int, int], Pair] = defaultdict(Pair)
    taken = stances(session, claims, as_of)
    for claim, signs in taken.items():
        for one, other in combinations(sorted(signs), 2):
            _count(found[one, other], signs[one] * signs[other], claim)
    for (one, other), (agreeing, disagreeing) in inferred(session, taken).items():
        found[one, other].inferred_agreements = agreeing
        found[one, other].inferred_disagreements = disagreeing
    return dict(found)


def inferred(
    session: Session, taken: Mapping[int, Mapping[int, int]]
) -> dict[tuple[int, int], tuple[int, int]]:
    """How many agreements and disagreements of each two follow from links, of stances taken."""
    found: defaultdict[tuple[int, int], list[int]] = defaultdict(lambda: [0, 0])
    for start, end, kind in _links(session):
        turn = -1 if kind is LinkKind.OPPOSES else 1
        follows = {
            (min(one, other), max(one, other), sign * other_sign * turn)
            for one, sign in taken.get(start, {}).items()
            for other, other_sign in taken.get(end, {}).items()
            if one != other and sign * other_sign
        }
        for one, other, product in follows:
            found[one, other][product < 0] += 1
    return {pair: (agreeing, disagreeing) for pair, (agreeing, disagreeing) in found.items()}


def linked(session: Session) -> set[int]:
    """The claims that oppose or restate others."""
    return {claim for start, end, _ in _links(session) for claim in (start, end)}


def _links(session: Session) -> set[tuple[int, int, LinkKind]]:
    rows = session.execute(
        select(Link.from_id, Link.to_id, Link.kind).where(
            Link.kind.in_([LinkKind.OPPOSES, LinkKind.RESTATES])
        )
    )
    return once(rows)


def once(links: Iterable[tuple[int, int, LinkKind]]) -> set[tuple[int, int, LinkKind]]:
    """Two claims may be linked both ways, or by several speakers: that is one link here."""
    return {(min(start, end), max(start, end), kind) for start, end, kind in links}


def _count(pair: Pair, product: int, claim: int) -> None:
    if product > 0:
        pair.agreements += 1
    elif product < 0:
        pair.disagreements += 1
        pair.disputed.append(claim)
    else:
        pair.partial += 1


def contested(
    session: Session, claims: Collection[int] | None = None, as_of: date | None = None
) -> set[int]:
    """The claims that somebody holds and somebody else denies, or did as of a day."""
    return {
        claim
        for claim, signs in stances(session, claims, as_of).items()
        if 1 in signs.values() and -1 in signs.values()
    }

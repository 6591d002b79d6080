"""Cruxes: open claims whose answer would settle most of the disagreement."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from kg.domain.vocabulary import LinkKind
from kg.notebook import asof
from kg.store.models import Link

EITHER = (LinkKind.OPPOSES, LinkKind.RESTATES)
"""Links by which the answer to one claim is an answer to the other, whichever way they lead."""


@dataclass(frozen=True)
class Crux:
    """What would move with the answer to a claim: itself, and the claims that its links lead to.

    `claims` are those of them that are in dispute, in order, and `disagreements` how many pairs of
    speakers disagree about them, of `total` about all claims that are not decided.
    """

    claims: list[int]
    disagreements: int
    total: int

    @property
    def share(self) -> float:
        """The share of all disagreement that would move; 0 where nobody disagrees."""
        return self.disagreements / self.total if self.total else 0.0

    def turns(self, claim: int) -> bool:
        """Whether another claim that is in dispute would move with the answer to this one."""
        return any(other != claim for other in self.claims)


def moved(
    onward: Mapping[int, Collection[int]],
    disputes: Mapping[int, int],
    open_claims: Iterable[int],
    decided: Collection[int] = (),
) -> dict[int, Crux]:
    """For each open claim, the disagreement that would move with its answer.

    `onward` is what `answered` gives, `disputes` has the number of pairs of speakers who disagree
    about each claim. Disagreement about what is `decided` is settled: it is left out, and no way
    leads through such a claim.

    >>> moved({1: [2], 2: [3], 3: [4]}, {1: 4, 2: 6, 4: 2}, [1], decided=[3])
    {1: Crux(claims=[1, 2], disagreements=10, total=12)}
    """
    waiting = {claim: pairs for claim, pairs in disputes.items() if pairs and claim not in decided}
    total = sum(waiting.values())
    found = {}
    for claim in open_claims:
        reached, edge = {claim}, {claim}
        while edge:
            edge = {end for start in edge for end in onward.get(start, ())} - reached
            edge.difference_update(decided)
            reached |= edge
        claims = sorted(reached & waiting.keys())
        found[claim] = Crux(claims, sum(waiting[one] for one in claims), total)
    return found


def answered(session: Session, as_of: date | None = None) -> dict[int, set[int]]:
    """Which claims move with the answer to each: by what they are linked to it.

    These are what a claim supports, what depends on it, and what opposes or restates it. With
    `as_of`, a link counts if something was said of both its claims by that day.
    """
    found: defaultdict[int, set[int]] = defaultdict(set)
    links = select(Link.from_id, Link.to_id, Link.kind).where(*asof.drawn(as_of))
    for start, end, kind in session.execute(links):
        if kind is LinkKind.SUPPORTS or kind in EITHER:
            found[start].add(end)
        if kind is LinkKind.DEPENDS_ON or kind in EITHER:
            found[end].add(start)
    return dict(found)

"""Cruxes: open claims whose answer would move most of the disagreement."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from kg.domain.vocabulary import LinkKind
from kg.notebook import asof
from kg.store.models import Link

EITHER = (LinkKind.OPPOSES, LinkKind.RESTATES)
"""Links by which the answer to one claim is an answer to the other, whichever way they lead."""


def moved(
    session: Session,
    disputes: Mapping[int, int],
    open_claims: Iterable[int],
    as_of: date | None = None,
) -> dict[int, float]:
    """For each open claim, the share of all disagreement that lies on it or on what rests on it.

    `disputes` has the number of pairs of speakers who disagree about each claim. What rests on a
    claim is what it supports, what depends on it, what opposes or restates it, and what rests on
    these. With `as_of`, a link leads on if something was said of both its claims by that day. Empty
    where nobody disagrees.
    """
    total = sum(disputes.values())
    if not total:
        return {}
    onward = _onward(session, as_of)
    found = {}
    for claim in open_claims:
        reached, edge = {claim}, [claim]
        while edge:
            edge = [end for start in edge for end in onward.get(start, ()) if end not in reached]
            reached.update(edge)
        found[claim] = sum(disputes.get(one, 0) for one in reached) / total
    return found


def _onward(session: Session, as_of: date | None) -> dict[int, set[int]]:
    """To which claims the answer to each leads on."""
    found: defaultdict[int, set[int]] = defaultdict(set)
    links = select(Link.from_id, Link.to_id, Link.kind).where(*asof.drawn(as_of))
    for start, end, kind in session.execute(links):
        if kind is LinkKind.SUPPORTS or kind in EITHER:
            found[start].add(end)
        if kind is LinkKind.DEPENDS_ON or kind in EITHER:
            found[end].add(start)
    return dict(found)

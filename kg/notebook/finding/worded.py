"""From words and phrases to the claims that have them, by the index."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from kg.domain.fields import USUAL_PLACES
from kg.domain.patterns import pattern
from kg.domain.selection import Selection
from kg.notebook import asof
from kg.store import search
from kg.store.bulk import slices
from kg.store.models import About, Citation, Position, Reading, Resolution

_LEADING: dict[str, tuple[Any, Any]] = {
    "position": (Position.claim_id, Position.id),
    "prediction": (Reading.claim_id, Reading.prediction_id),
    "speaker": (Position.claim_id, Position.speaker_id),
    "concept": (About.claim_id, About.concept_id),
    "source": (Position.claim_id, Position.source_id),
    "turn": (Position.claim_id, Position.turn_id),
}
"""For what is not a claim, which column has claims, and which leads to it."""


def claim_ids(session: Session, selection: Selection, as_of: date | None = None) -> set[int]:
    """The claims that have each of the words and phrases, wherever in their places.

    A word without a letter or digit, such as &, is looked for only where it stands alone. With
    `as_of`, what was said or decided later has no words.
    """
    places = selection.places or USUAL_PLACES
    each = [
        search.ids_with(session, words, kinds=places, phrase=phrase)
        for words, phrase in wanted(selection)
    ]
    return claims_with(session, each, as_of)


def claims_with(
    session: Session, each: Sequence[Mapping[str, set[int]]], as_of: date | None = None
) -> set[int]:
    """The claims to which rows of each of these belong, of which each has them by kind."""
    found: set[int] | None = None
    # The fewest first: of the others only what belongs to their claims is looked at.
    for rows in sorted(each, key=lambda rows: sum(map(len, rows.values()))):
        these: set[int] = set()
        for kind, ids in rows.items():
            these.update(_claims_of(session, kind, ids, as_of, found))
        found = these if found is None else found & these
        if not found:
            break
    return found or set()


def having_any(session: Session, texts: Iterable[str]) -> set[int] | None:
    """The claims that may have one of these texts in a tag; None when the index cannot tell."""
    found: set[int] = set()
    for one in texts:
        if not pattern(one):
            return None
        rows = search.ids_with(session, one, kinds=["claim"], phrase=True)
        found.update(rows.get("claim", ()))
    return found


def own_ids(session: Session, kind: str, selection: Selection) -> set[int]:
    """The rows of one kind, such as speakers, that themselves have all of the words and phrases."""
    each = [
        search.ids_with(session, words, kinds=[kind], phrase=phrase).get(kind, set())
        for words, phrase in wanted(selection)
    ]
    return set.intersection(*each) if each else set()


def wanted(selection: Selection) -> list[tuple[str, bool]]:
    """What is to be looked for, and whether as a phrase."""
    given = [
        *((one, False) for one in selection.words),
        *((one, True) for one in selection.phrases),
    ]
    return [one for one in given if pattern(one[0])] or given[:1]


def _claims_of(
    session: Session,
    kind: str,
    ids: Collection[int],
    as_of: date | None,
    among: Collection[int] | None = None,
) -> Iterator[int]:
    """The claims to which rows of a kind belong; with `among`, of these claims at least."""
    if kind == "claim":
        yield from ids
        return
    if kind == "evidence":
        yield from _resolved_by(session, ids, as_of)
        return
    claim, leading = _LEADING[kind]
    then = asof.by(Position.said, as_of) if claim.class_ is Position else []
    if among is not None and len(among) < len(ids):
        for some in slices(among):
            rows = session.execute(select(claim, leading).where(claim.in_(some), *then))
            yield from (claim_id for claim_id, row_id in rows if row_id in ids)
        return
    for some in slices(ids):
        yield from session.scalars(select(claim).where(leading.in_(some), *then))


def _resolved_by(session: Session, ids: Iterable[int], as_of: date | None) -> Iterator[int]:
    """The claims whose own verdicts, or whose predictions', rest on these pieces of evidence."""
    for some in slices(ids):
        calling = (
            select(Resolution.claim_id, Resolution.prediction_id)
            .join(Citation, Citation.resolution_id == Resolution.id)
            .where(Citation.evidence_id.in_(some), *asof.by(Resolution.decided, as_of))
        )
        rows = session.execute(calling).all()
        yield from (row.claim_id for row in rows if row.claim_id is not None)
        predictions = {row.prediction_id for row in rows if row.prediction_id is not None}
        yield from _claims_of(session, "prediction", predictions, as_of)

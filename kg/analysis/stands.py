"""The last stance of each speaker on each claim, as the table that arithmetic takes."""

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any

from sqlalchemy import String, case, cast, func, select
from sqlalchemy.orm import Session

from kg.analysis.agreement import SIGNS, stances
from kg.domain.agreeing.stands import Stands
from kg.notebook import asof
from kg.store.bulk import slices
from kg.store.models import Position

STEP = 4
"""A speaker's number and a sign are told in one number: so many times the first, and the second."""


def stands(
    session: Session, claims: Collection[int] | None = None, as_of: date | None = None
) -> Stands:
    """What everybody last said of these claims, or all of them, by the rule of `stances`."""
    import numpy as np

    what, told, again = [], [], []
    for claim, text in _rows(session, claims, as_of):
        # One text for each claim: a million rows of their own would take four times as long.
        found = np.fromstring(text, dtype=np.int64, sep=" ")
        found.sort()
        if (np.diff(found // STEP) == 0).any():
            again.append(claim)
            continue
        what.append(np.full(len(found), claim, dtype=np.intp))
        told.append(found)
    if again:
        # Who spoke more than once of a claim is told apart by when that was.
        for claim, signs in stances(session, again, as_of).items():
            what.append(np.full(len(signs), claim, dtype=np.intp))
            told.append(np.array(sorted(who * STEP + sign + 1 for who, sign in signs.items())))
    order = sorted(range(len(what)), key=lambda at: what[at][0])
    claim_of = np.concatenate([what[at] for at in order] or [np.zeros(0, np.intp)])
    both = np.concatenate([told[at] for at in order] or [np.zeros(0, np.int64)])
    return Stands.of_columns(both // STEP, claim_of, (both % STEP - 1).astype(np.int8))


def _rows(
    session: Session, claims: Collection[int] | None, as_of: date | None
) -> Iterator[tuple[int, str]]:
    """Each claim with all that is said of it, as numbers in a text."""
    sign = case({stance: value + 1 for stance, value in SIGNS.items()}, value=Position.stance)
    told: Any = func.aggregate_strings(cast(Position.speaker_id * STEP + sign, String), " ")
    rows = (
        select(Position.claim_id, told)
        .where(Position.stance.in_(SIGNS), *asof.by(Position.said, as_of))
        .group_by(Position.claim_id)
        .order_by(Position.claim_id)
    )
    if claims is None:
        yield from session.execute(rows)
        return
    for some in slices(claims):
        yield from session.execute(rows.where(Position.claim_id.in_(some)))

"""The last stance of each speaker on each claim, as the table that arithmetic takes."""

from collections.abc import Collection, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import String, case, cast, func, select
from sqlalchemy.orm import Session

from kg.analysis.agreement import SIGNS, stances
from kg.domain.agreeing.stands import SIGNS_OF, Stands, packing
from kg.notebook import asof
from kg.store.bulk import slices
from kg.store.models import Position

if TYPE_CHECKING:
    from kg.domain.agreeing.stands import Indexes, Signs

TOGETHER = 20_000
"""So many positions are read at once; in order of their numbers, so that none is looked for."""


def stands(
    session: Session, claims: Collection[int] | None = None, as_of: date | None = None
) -> Stands:
    """What everybody last said of these claims, or all of them, by the rule of `stances`."""
    import numpy as np

    highest = session.scalar(select(func.max(Position.speaker_id))) or 0
    texts = _texts(session, packing(highest), claims, as_of)
    told = [np.fromstring(text, dtype=np.int64, sep=" ") for text in texts if text]
    packed = np.concatenate(told or [np.zeros(0, np.int64)])

    def last(again: "Indexes") -> "tuple[Indexes, Indexes, Signs]":
        # Who spoke more than once of a claim is told apart by when that was.
        rows = [
            (who, claim, sign)
            for claim, signs in stances(session, again.tolist(), as_of).items()
            for who, sign in signs.items()
        ]
        who, what, sign = np.array(rows, np.int64).T
        return who, what, sign.astype(np.int8)

    return Stands.of_packed(packed, highest, last)


def _texts(
    session: Session, size: int, claims: Collection[int] | None, as_of: date | None
) -> Iterator[str | None]:
    """All that is said, each stance as one number, in long texts.

    A million rows of their own would take four times as long.
    """
    sign = case({stance: value + 1 for stance, value in SIGNS.items()}, value=Position.stance)
    number = Position.claim_id * size + Position.speaker_id * SIGNS_OF + sign
    told: Any = func.aggregate_strings(cast(number, String), " ")
    rows = select(told).where(Position.stance.in_(SIGNS), *asof.by(Position.said, as_of))
    if claims is not None:
        for some in slices(claims):
            yield session.scalar(rows.where(Position.claim_id.in_(some)))
        return
    last = session.scalar(select(func.max(Position.id))) or 0
    for start in range(1, last + 1, TOGETHER):
        yield session.scalar(rows.where(Position.id.between(start, start + TOGETHER - 1)))

"""What analyses point at: claims, speakers and predictions by number and id, with their words."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from kg.domain.dates import PartialDate
from kg.domain.wording import Wording, said_in
from kg.store.bulk import slices
from kg.store.models import Claim, Prediction, Speaker


class Thing(NamedTuple):
    """A row: its number, its id, and its statement or names."""

    id: int
    uid: str
    words: Wording | None

    def said(self, language: str) -> str:
        """What it says, or how it is called, in one language."""
        return said_in(self.words, language)


_WORDS: dict[type[Claim | Speaker | Prediction], Any] = {
    Claim: Claim.statement,
    Speaker: Speaker.names,
    Prediction: Prediction.statement,
}


def things(
    session: Session, sort: type[Claim | Speaker | Prediction], ids: Iterable[int | None]
) -> dict[int, Thing]:
    """The rows with these numbers, read together."""
    return {
        row_id: Thing(row_id, uid, words)
        for some in slices(one for one in ids if one is not None)
        for row_id, uid, words in session.execute(
            select(sort.id, sort.uid, _WORDS[sort]).where(sort.id.in_(some))
        )
    }


def written(day: PartialDate | None) -> str | None:
    """A date as JSON holds it."""
    return None if day is None else day.text

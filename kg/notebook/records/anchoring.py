"""Where the quotes of an import stand in the texts of their sources."""

from collections.abc import Collection, Iterator
from dataclasses import asdict
from typing import Any

from sqlalchemy.orm import Session

from kg.domain import quotes
from kg.domain.quotes import Anchor, Bounds
from kg.domain.rechecking import State, verify
from kg.domain.wording import brief
from kg.errors import RecordError
from kg.notebook.records.belongings import Texts, Turns
from kg.store.bulk import rows_by
from kg.store.models import Base

Row = dict[str, Any]


def settle(
    row: Row, known: Row, source_id: int | None, texts: Texts, within: Bounds | None
) -> None:
    """Put into a position's new columns where its quote stands; `within` its turn.

    An anchor that is known stays, as long as the quote, its source and its turn do, unless the
    record has one that is right. For a new quote the record's anchor counts, right or not, as
    `kg verify` will tell; without one the text does. Raises RecordError when that does not have
    the words.
    """
    text = None if source_id is None else texts.of(source_id)
    quote = row.get("quote", known.get("quote"))
    anew = (quote, source_id) != (known.get("quote"), known.get("source_id"))
    if quote is None or text is None:
        if anew:
            row.setdefault("anchor", None)
        return
    if "anchor" in row:
        if not anew and not _right(text, quote, row["anchor"]):
            del row["anchor"]
        return
    elsewhere = row.get("turn_id", known.get("turn_id")) != known.get("turn_id")
    if not anew and known.get("anchor") and within and elsewhere:
        found = quotes.within_turn(text, quote, Anchor(**known["anchor"]), within)
        row["anchor"] = asdict(found) if found else None
        return
    if not anew and (known.get("anchor") or source_id not in texts.changed):
        return
    found = quotes.find(text, quote, within)
    if found is None:
        near = quotes.nearest(text, quote)
        raise RecordError(
            f"The text of the source does not have the words «{brief(quote)}».",
            "quote",
            f"Did you mean «{brief(near, 200)}»?" if near else "Copy them from it exactly.",
        )
    row["anchor"] = asdict(found)


def _right(text: str, quote: str, anchor: Row | None) -> bool:
    if anchor is None:
        return False
    given = Anchor(**anchor)
    finding = verify(text, quote, given)
    return finding.state is State.EXACT and finding.found == given


def changes(
    session: Session, texts: Texts, turns: Turns, but: Collection[str]
) -> Iterator[tuple[str, int, Row, Row]]:
    """Anchors of other positions, where sources get a text; `but` these ids.

    Those that have an anchor keep it, right or not: `kg verify` tells. The others get one where the
    text has their words just once.
    """
    for row in rows_by(session, Base.metadata.tables["position"], "source_id", texts.changed):
        text = texts.of(row["source_id"])
        if row["quote"] is None or row["anchor"] or row["uid"] in but or text is None:
            continue
        found = quotes.only(text, row["quote"], turns.bounds(row["turn_id"]))
        if found is not None:
            yield "position", row["id"], {"anchor": None}, {"anchor": asdict(found)}

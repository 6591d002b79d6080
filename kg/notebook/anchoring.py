"""Where the quotes of an import stand in the texts of their sources."""

from collections.abc import Collection, Iterator
from dataclasses import asdict
from typing import Any

from sqlalchemy.orm import Session

from kg.domain import quotes
from kg.domain.wording import brief
from kg.errors import RecordError
from kg.notebook.belongings import Texts
from kg.store.bulk import rows_by
from kg.store.models import Base

Row = dict[str, Any]


def settle(row: Row, known: Row, source_id: int | None, texts: Texts) -> None:
    """Put into a position's new columns where its quote stands, when that may have changed.

    Where the text is kept it tells; else the record may. Raises RecordError when the text does not
    have the words, unless the record says by ``anchor: null`` that this is known.
    """
    text = None if source_id is None else texts.of(source_id)
    quote = row.get("quote", known.get("quote"))
    moved = (quote, source_id) != (known.get("quote"), known.get("source_id"))
    if quote is None or text is None:
        if moved:
            row.setdefault("anchor", None)
        return
    known_missing = row.pop("anchor", ...) is None
    if moved or source_id in texts.changed:
        row["anchor"] = _anchor(text, quote)
        if row["anchor"] is None and not known_missing:
            raise RecordError(
                f"The text of the source does not have the words «{brief(quote)}».",
                "quote",
                "Copy them from it exactly.",
            )


def changes(
    session: Session, texts: Texts, but: Collection[str]
) -> Iterator[tuple[str, int, Row, Row]]:
    """What becomes of the anchors of other positions, where texts change; `but` these ids."""
    for row in rows_by(session, Base.metadata.tables["position"], "source_id", texts.changed):
        if row["quote"] is None or row["uid"] in but:
            continue
        anchor = _anchor(texts.of(row["source_id"]), row["quote"])
        if anchor != row["anchor"]:
            yield "position", row["id"], {"anchor": row["anchor"]}, {"anchor": anchor}


def _anchor(text: str | None, quote: str) -> Row | None:
    found = None if text is None else quotes.find(text, quote)
    return None if found is None else asdict(found)

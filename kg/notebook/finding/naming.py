"""What speakers, concepts and sources are called: for completing names as they are typed."""

from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from kg.domain.keys import key
from kg.domain.wording import said_in
from kg.store import names
from kg.store.models import About, Concept, Name, Position, Source, Speaker

Named = Speaker | Concept | Source

MOST = 20


class Called(NamedTuple):
    """A name to complete with, and what tells its bearer from others.

    `text` means one row only: it is the row's id where several bear the `name`.
    """

    text: str
    name: str
    about: str


_USED = {
    "speaker": Position.speaker_id,
    "concept": About.concept_id,
    "source": Position.source_id,
}
"""Which rows are in use, by what has the latest numbers."""


def called_like(session: Session, table: str, typed: str, limit: int = MOST) -> list[Called]:
    """Rows of which a name or alias has what is `typed` in it, in any case and width.

    Names that begin so come first, short ones before long ones; of all when nothing is typed, the
    latest used.
    """
    wanted = key(typed) if typed.strip() else ""
    found: dict[int, str] = {}
    if not wanted:
        found = dict.fromkeys(_latest_used(session, table, limit), "")
    else:
        begins = case((Name.key.startswith(wanted, autoescape=True), 0), else_=1)
        for row_id, one in session.execute(
            select(Name.row_id, Name.key)
            .where(Name.kind == table, Name.key.contains(wanted, autoescape=True))
            .order_by(begins, func.length(Name.key), Name.key, Name.row_id)
            .limit(3 * limit)
        ):
            found.setdefault(row_id, one)
    return [_called(session, table, row_id, near) for row_id, near in list(found.items())[:limit]]


def _latest_used(session: Session, table: str, limit: int) -> Iterable[int]:
    column = _USED[table]
    model = names.NAMED[table]
    latest = session.scalars(
        select(column).where(column.is_not(None)).order_by(column.class_.id.desc()).limit(200)
    )
    newest = session.scalars(select(model.id).order_by(model.id.desc()).limit(limit))
    return list(dict.fromkeys([*latest, *newest]))[:limit]


def _called(session: Session, table: str, row_id: int, near: str) -> Called:
    row = session.get_one(names.NAMED[table], row_id)
    assert isinstance(row, Speaker | Concept | Source)
    called = list(dict.fromkeys(names.of(session, table, row_id)))
    # The name that was begun, as it is written.
    name = next((one for one in called if key(one) == near), called[0])
    shared = len(names.rows_called(session, table, name)) > 1
    others = [one for one in called if one != name]
    parts = [", ".join(others[:3]), said_in(row.note)[:60] if shared else "", str(_fact(row))]
    return Called(
        row.uid if shared or not name.isprintable() else name,
        name,
        " · ".join(part for part in parts if part),
    )


def _fact(row: Named) -> str:
    if isinstance(row, Source):
        return str(row.recorded or row.published or row.url or "")
    return row.kind if row.kind not in {"person", "concept"} else ""

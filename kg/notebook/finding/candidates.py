"""What may be meant by a name or a statement that is still being typed."""

import unicodedata
from typing import NamedTuple, TypeVar

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from kg.domain.keys import key
from kg.domain.wording import said_in
from kg.store import names, search
from kg.store.models import Claim, Concept, Name, Speaker

Named = TypeVar("Named", Speaker, Concept)


class Candidate(NamedTuple):
    """Something that may be meant: what to write for it, and how to show it."""

    row_id: int
    key: str
    shown: str


def named(
    session: Session,
    model: type[Named],
    typed: str,
    language: str = "en",
    limit: int = 5,
) -> list[Candidate]:
    """Speakers or concepts with a name that has `typed` in it, those that begin with it first."""
    wanted = key(typed) if typed.strip() else ""
    if not wanted:
        return []
    table = model.__tablename__
    escaped = wanted.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    rank = func.min(
        case(
            (Name.key == wanted, 0),
            (Name.key.like(f"{escaped}%", escape="\\"), 1),
            (Name.key.like(f"%-{escaped}%", escape="\\"), 2),
            else_=3,
        )
    )
    ids = session.scalars(
        select(Name.row_id)
        .where(Name.kind == table, Name.key.like(f"%{escaped}%", escape="\\"))
        .group_by(Name.row_id)
        .order_by(rank, func.min(func.length(Name.key)), Name.row_id)
        .limit(limit)
    ).all()
    return [
        _candidate(session, table, session.get_one(model, row_id), wanted, language)
        for row_id in ids
    ]


def _candidate(session: Session, table: str, row: Named, wanted: str, language: str) -> Candidate:
    name = said_in(row.names, language)
    alone = names.rows_called(session, table, name) == [row.id]
    written = name if alone else row.uid
    aside = "" if alone else row.uid
    if alone and wanted not in key(name):
        aside = next((one for one in names.of(session, table, row.id) if wanted in key(one)), "")
    return Candidate(row.id, written, f"{name} · {aside}" if aside else name)


def known(session: Session, model: type[Speaker] | type[Concept], name: str) -> bool:
    """Whether a name means something that the notebook has, be it more than one thing."""
    text = name.strip()
    return bool(names.rows_called(session, model.__tablename__, text)) or bool(
        session.scalar(select(model.id).where(model.uid == text))
    )


def claims(session: Session, typed: str, language: str = "en", limit: int = 8) -> list[Candidate]:
    """Claims whose statement has all the words typed, or the one with the number typed."""
    text = unicodedata.normalize("NFKC", typed).strip()
    if not text:
        return []
    ids = _ids_of_claims(session, text, limit)
    rows = {row.id: row for row in session.scalars(select(Claim).where(Claim.id.in_(ids)))}
    return [
        Candidate(row_id, str(row_id), said_in(rows[row_id].statement, language))
        for row_id in ids
        if row_id in rows
    ]


def _ids_of_claims(session: Session, text: str, limit: int) -> list[int]:
    number = text.removeprefix("#")
    if number.isascii() and number.isdigit() and len(number) <= 9:
        row = session.get(Claim, int(number))
        return [row.id] if row else []
    # Each word may go on: it may still be being typed.
    words = " ".join(f"{word.rstrip('*')}*" for word in text.split())
    found = search.rows_with(session, words, kinds={"claim"}).get("claim", {})
    return sorted(found, key=lambda row_id: (-found[row_id], -row_id))[:limit]

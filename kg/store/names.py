"""The index of names: which keys lead to which speaker, concept or source."""

import re
from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import ColumnElement, delete, insert, select
from sqlalchemy.orm import Session

from kg.domain.keys import key
from kg.store.bulk import slices
from kg.store.models import Concept, Name, Source, Speaker

NAMED = {"speaker": Speaker, "concept": Concept, "source": Source}
"""The tables whose rows are found by name."""

LONGEST = 500
"""Characters of a key: PostgreSQL refuses to index a value of more than about 2,700 bytes."""


def refresh(session: Session, table: str, ids: Collection[int]) -> None:
    """Write the keys of these rows anew, and drop those of rows that are gone."""
    model = NAMED.get(table)
    if model is None or not ids:
        return
    columns = model.__table__.c
    wanted = [columns.id, *_named_columns(table)]
    for some in slices(ids):
        session.execute(delete(Name).where(Name.kind == table, Name.row_id.in_(some)))
        keys = {
            (name_key, row[0])
            for row in session.execute(select(*wanted).where(columns.id.in_(some)))
            for name_key in map(_key, names_in(row[1:]))
        }
        if keys:
            session.execute(
                insert(Name),
                [{"kind": table, "key": one, "row_id": row_id} for one, row_id in sorted(keys)],
            )


def _key(name: str) -> str:
    return key(name)[:LONGEST]


def _named_columns(table: str) -> list[ColumnElement[Any]]:
    columns = NAMED[table].__table__.c
    return [columns.title] if table == "source" else [columns.names, columns.aliases]


def names_in(values: Iterable[Any]) -> list[str]:
    """All names in a row's columns: the texts of wordings, and aliases."""
    return [
        name
        for value in values
        for name in (value.values() if isinstance(value, dict) else value or ())
    ]


def rows_called(session: Session, table: str, name: str) -> list[int]:
    """The numbers of the rows that bear a name, however it is written."""
    return list(
        session.scalars(
            select(Name.row_id)
            .where(Name.kind == table, Name.key == _key(name))
            .order_by(Name.row_id)
        )
    )


def nearest(session: Session, table: str, name: str, limit: int = 3) -> list[tuple[int, str]]:
    """Rows with names spelt much like `name`, the nearest first, with the key that is near."""
    # rapidfuzz is wanted only after a miss.
    from rapidfuzz import fuzz, process

    keys = session.execute(select(Name.key, Name.row_id).where(Name.kind == table)).all()
    wanted = _key(name)
    found = process.extract(
        wanted, [one for one, _ in keys], scorer=fuzz.ratio, limit=limit * 8, score_cutoff=60
    )
    best: dict[int, str] = {}
    for near, likeness, index in found:
        if _may_be_a_slip(wanted, near, likeness):
            best.setdefault(keys[index][1], near)
    if table != "concept":
        # Ada may be Ada Lovelace, and «ep. 41» the source that begins so; «learning» is a concept
        # of its own beside «reinforcement learning».
        for one, row_id in keys:
            if set(wanted.split("-")) < set(one.split("-")):
                best.setdefault(row_id, one)
    return list(best.items())[:limit]


def _may_be_a_slip(name: str, known: str, likeness: float) -> bool:
    """Whether one name may be the other, mistyped; `likeness` in per cent."""
    if re.findall(r"\d+", name) != re.findall(r"\d+", known):
        # GPT-4 and GPT-5 are spelt alike and are two things.
        return False
    # One of three Chinese characters is the usual slip, and two names of two often share one.
    return likeness >= 70 or (likeness > 66 and len(name) == len(known) == 3 and not name.isascii())


def of(session: Session, table: str, row_id: int) -> list[str]:
    """All names and aliases of a row."""
    row = session.execute(
        select(*_named_columns(table)).where(NAMED[table].__table__.c.id == row_id)
    ).first()
    return names_in(row or ())

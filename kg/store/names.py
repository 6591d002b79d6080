"""The index of names: which keys lead to which speaker, concept, source or (by words) claim."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, delete, insert, select
from sqlalchemy.orm import Session

from kg.domain.keys import key
from kg.domain.slips import marks, may_be_a_slip
from kg.domain.tokens import tokens
from kg.store import search
from kg.store.bulk import slices
from kg.store.models import Claim, Concept, Entity, Name, Source, Speaker

NAMED = {"speaker": Speaker, "concept": Concept, "source": Source}
"""The tables whose rows are found by name."""

KEYED: dict[str, type[Entity]] = {**NAMED, "claim": Claim}
"""Those, and claims, which are found by their statements."""

LONGEST = 500
"""Characters of a key: PostgreSQL refuses to index a value of more than about 2,700 bytes."""

FEW = 2_000
"""So many names are all compared with one that is not known."""

MARKED, COMPARED = 1_000, 300
"""Of more, so many are taken for each mark, and so many of those in all are compared."""


def refresh(session: Session, table: str, ids: Collection[int]) -> None:
    """Write the keys of these rows anew, and drop those of rows that are gone."""
    model = KEYED.get(table)
    if model is None or not ids:
        return
    columns = model.__table__.c
    wanted = [columns.id, *columns_of(table)]
    for some in slices(ids):
        session.execute(delete(Name).where(Name.kind == table, Name.row_id.in_(some)))
        rows = session.execute(select(*wanted).where(columns.id.in_(some)))
        _put(session, table, {(one, row[0]) for row in rows for one in keys_in(row[1:])})


def add_rows(session: Session, table: str, rows: Iterable[Mapping[str, Any]]) -> None:
    """Write the keys of plain rows that are new."""
    if table in KEYED:
        columns = [column.name for column in columns_of(table)]
        _put(
            session,
            table,
            {(one, row["id"]) for row in rows for one in keys_in(map(row.get, columns))},
        )


def rebuild(session: Session) -> None:
    """Write the keys of all rows anew."""
    session.execute(delete(Name))
    for table, model in KEYED.items():
        refresh(session, table, session.scalars(select(model.id)).all())


def _put(session: Session, table: str, keys: Collection[tuple[str, int]]) -> None:
    if not keys:
        return
    if session.get_bind().dialect.name == "sqlite":
        # Straight to the driver, as in `bulk`.
        session.connection().exec_driver_sql(
            "INSERT INTO name (kind, key, row_id) VALUES (?, ?, ?)",
            [(table, one, row_id) for one, row_id in sorted(keys)],
        )
    else:
        session.execute(
            insert(Name),
            [{"kind": table, "key": one, "row_id": row_id} for one, row_id in sorted(keys)],
        )


def keys_in(values: Iterable[Any]) -> Iterator[str]:
    """The keys of all names in a row's columns."""
    return map(_key, names_in(values))


def _key(name: str) -> str:
    return key(name)[:LONGEST]


def columns_of(table: str) -> list[ColumnElement[Any]]:
    """The columns in which a table's rows keep what they are called."""
    columns = KEYED[table].__table__.c
    wanted = {"source": ["title"], "claim": ["statement"]}.get(table, ["names", "aliases"])
    return [columns[name] for name in wanted]


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


def rows_by_name(session: Session, table: str, called: Iterable[str]) -> dict[str, list[int]]:
    """For each of these names the numbers of the rows that bear it, as `rows_called` gives them."""
    keys = {name: _key(name) for name in called}
    found: defaultdict[str, list[int]] = defaultdict(list)
    for some in slices(keys.values()):
        statement = select(Name.key, Name.row_id).where(Name.kind == table, Name.key.in_(some))
        for one, row_id in session.execute(statement.order_by(Name.key, Name.row_id)):
            found[one].append(row_id)
    return {name: found.get(one, []) for name, one in keys.items()}


def nearest(session: Session, table: str, name: str, limit: int = 3) -> list[tuple[int, str]]:
    """Rows with names spelt much like `name`, the nearest first, with the key that is near.

    Among more than a few thousand names those are looked at that share most with it.
    """
    # rapidfuzz is wanted only after a miss.
    from rapidfuzz import fuzz, process

    wanted = _key(name)
    keys = _keys_to_compare(session, table, name, wanted)
    found = process.extract(
        wanted, [one for one, _ in keys], scorer=fuzz.ratio, limit=limit * 8, score_cutoff=60
    )
    best: dict[int, str] = {}
    for near, likeness, index in found:
        if may_be_a_slip(wanted, near, likeness):
            best.setdefault(keys[index][1], near)
    if table != "concept":
        # Ada may be Ada Lovelace, and «ep. 41» the source that begins so; «learning» is a concept
        # of its own beside «reinforcement learning».
        for one, row_id in keys:
            if set(wanted.split("-")) < set(one.split("-")):
                best.setdefault(row_id, one)
    if table == "speaker" and "-" not in wanted:
        # Adda may be Ada Lovelace.
        for one, row_id in keys:
            if any(
                may_be_a_slip(wanted, part, fuzz.ratio(wanted, part)) for part in one.split("-")
            ):
                best.setdefault(row_id, one)
    return list(best.items())[:limit]


def _keys_to_compare(
    session: Session, table: str, name: str, wanted: str
) -> Sequence[tuple[str, int]]:
    statement = select(Name.key, Name.row_id).where(Name.kind == table)
    keys = session.execute(statement.order_by(Name.key, Name.row_id).limit(FEW + 1)).all()
    if len(keys) <= FEW:
        return [(one, row_id) for one, row_id in keys]
    weights: defaultdict[int, float] = defaultdict(float)
    for mark in marks(name):
        ids = search.newest_with(session, [mark], table, MARKED)
        for row_id in ids:
            weights[row_id] += 1 / (len(ids) + 10)
    words = [one for one in dict.fromkeys(tokens(wanted)) if one.isascii()]
    longer = search.newest_with(session, words, table, COMPARED) if words else []
    ids = sorted(weights, key=weights.__getitem__, reverse=True)[:COMPARED]
    near = statement.where(Name.row_id.in_([*ids, *longer])).order_by(Name.key, Name.row_id)
    return [(one, row_id) for one, row_id in session.execute(near)]


def of(session: Session, table: str, row_id: int) -> list[str]:
    """All names and aliases of a row."""
    row = session.execute(
        select(*columns_of(table)).where(KEYED[table].__table__.c.id == row_id)
    ).first()
    return names_in(row or ())

"""The index for search: which rows, and which parts of sources' texts, have which words.

An entry's number says what it is made from: its kind in the highest bits, then the number of the
row, or for the text of a source the source's number and the turn's, or that of a paragraph outside
of turns. So a kind's entries stand together, and so do those of a source's text.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import delete, insert, select, text
from sqlalchemy.orm import Session

from kg.domain import tokens
from kg.domain.slips import marks
from kg.store.bulk import slices
from kg.store.models import INDEX, Base, Entry, Passage, Turn

COLUMNS = {
    "claim": ("statement", "tags", "note"),
    "position": ("quote", "note"),
    "prediction": ("statement", "criteria", "horizon", "tags", "note"),
    "evidence": ("title", "quote", "note"),
    "speaker": ("names", "aliases", "note"),
    "concept": ("names", "aliases", "note"),
    "source": ("title", "publisher", "note"),
    "link": ("note",),
    "forecast": ("words", "note"),
    "resolution": ("note", "withdrawn_because"),
}
"""The tables that are searched by row, and which of their columns."""

_NAMES = {"speaker": 2, "concept": 2, "source": 1}
"""How many of these columns hold names, which are looked up with slips of the hand, too."""

KINDS = (*COLUMNS, "turn", "passage")
"""What is found: rows, turns of sources' texts, and what stands in these outside of turns."""

IN_TEXT = frozenset({"text", "begins", "ends"})
"""The columns that say what is searched in the text of a source, and by which turn."""

LONGEST = 1_000_000
"""Bytes of an entry's words, the most that PostgreSQL indexes; what comes after is not found."""

_GAP = " ¶ "
"""Stands between fields, so that no phrase goes from one into the next; no text gives it."""

KIND_BITS, SOURCE_BITS = 59, 32
ROWS, _PARTS = 2**KIND_BITS, 2**SOURCE_BITS


class Place(NamedTuple):
    """What an entry was made from: a row, or for `turn` and `passage` a part of a source's text."""

    kind: str
    row_id: int
    part: int = 0


Wanted = dict[int, tuple[int, str]]
"""Size and words by the numbers of entries."""


def number_of(place: Place) -> int:
    """The number of an entry."""
    row = place.row_id
    if place.kind in {"turn", "passage"}:
        row = row << SOURCE_BITS | place.part
    return KINDS.index(place.kind) << KIND_BITS | row


def place_of(number: int) -> Place:
    """What an entry with this number was made from."""
    kind = KINDS[number >> KIND_BITS]
    row = number & ROWS - 1
    if kind in {"turn", "passage"}:
        return Place(kind, row >> SOURCE_BITS, row & _PARTS - 1)
    return Place(kind, row)


def refresh(session: Session, table: str, ids: Collection[int]) -> None:
    """Index these rows anew, and drop the entries of those that are gone."""
    if table not in COLUMNS:
        return
    columns = Base.metadata.tables[table].c
    wanted = [columns.id, *(columns[name] for name in COLUMNS[table])]
    for some in slices(ids):
        rows = session.execute(select(*wanted).where(columns.id.in_(some)))
        found = {
            number_of(Place(table, row[0])): entry
            for row in rows
            if (entry := entry_of(table, row[1:]))
        }
        numbers = [number_of(Place(table, row_id)) for row_id in some]
        known = session.execute(
            select(Entry.number, Entry.words).where(Entry.number.in_(numbers))
        ).all()
        _change(session, {number: words for number, words in known}, found)


def add_rows(session: Session, table: str, rows: Iterable[Mapping[str, Any]]) -> None:
    """Index plain rows that are new, as many as there may be."""
    if table not in COLUMNS:
        return
    names = COLUMNS[table]
    first = number_of(Place(table, 0))
    _put(
        session,
        {
            first + row["id"]: entry
            for row in rows
            if (entry := entry_of(table, [row.get(name) for name in names]))
        },
    )


def refresh_texts(session: Session, source_ids: Collection[int]) -> None:
    """Index the texts of these sources anew, turn by turn."""
    for source_id in sorted(source_ids):
        known: dict[int, str] = {}
        for kind in ("turn", "passage"):
            first = number_of(Place(kind, source_id))
            known |= {
                number: words
                for number, words in session.execute(
                    select(Entry.number, Entry.words).where(
                        Entry.number.between(first, first + _PARTS - 1)
                    )
                )
            }
        _change(session, known, entries_of_text(session, source_id))


def entries_of_text(session: Session, source_id: int) -> Wanted:
    """What is to be searched in the text of a source."""
    whole = session.scalar(select(Passage.text).where(Passage.source_id == source_id))
    if whole is None:
        return {}
    return {
        number_of(place): entry
        for place, begins, ends in parts_of(session, source_id, whole)
        if (entry := entry_of(place.kind, [whole[begins:ends]]))
    }


def parts_of(session: Session, source_id: int, whole: str) -> Iterator[tuple[Place, int, int]]:
    """The parts in which a source's text is searched: its turns, and the lines between them."""
    turns = session.execute(
        select(Turn.number, Turn.begins, Turn.ends)
        .where(Turn.source_id == source_id, Turn.begins.is_not(None), Turn.ends.is_not(None))
        .order_by(Turn.begins, Turn.number)
    ).all()
    line, at = 0, 0
    for number, begins, ends in [*turns, (None, len(whole), len(whole))]:
        assert begins is not None and ends is not None
        for start, stop in _lines(whole, at, begins):
            yield Place("passage", source_id, line), start, stop
            line += 1
        if number is not None and 0 <= number < _PARTS:
            yield Place("turn", source_id, number), begins, ends
        at = max(at, ends)


def _lines(whole: str, begins: int, ends: int) -> Iterator[tuple[int, int]]:
    at = begins
    while at < ends:
        stop = whole.find("\n", at, ends)
        stop = ends if stop < 0 else stop
        if not whole[at:stop].isspace() and stop > at:
            yield at, stop
        at = stop + 1


def entry_of(kind: str, values: Sequence[Any]) -> tuple[int, str] | None:
    """How many tokens there are in these columns of a row, and the tokens; None without any."""
    size = 0
    fields = []
    for one in _texts(values):
        if found := tokens.tokens(one):
            size += len(found)
            fields.append(" ".join(found))
    if kind in _NAMES:
        fields += (" ".join(marks(name)) for name in _texts(values[: _NAMES[kind]]))
    if not fields:
        return None
    words = _GAP.join(fields)
    if len(words) * 4 > LONGEST and len(encoded := words.encode()) > LONGEST:
        words = encoded[: encoded.rindex(b" ", 0, LONGEST)].decode()
    return size, words


def _texts(values: Iterable[Any]) -> Iterator[str]:
    for value in values:
        if isinstance(value, str):
            yield value
        elif value:
            yield from value.values() if isinstance(value, dict) else value


def _change(session: Session, known: Mapping[int, str], wanted: Wanted) -> None:
    gone = {number: words for number, words in known.items() if number not in wanted}
    other = {
        number: words
        for number, words in known.items()
        if number in wanted and wanted[number][1] != words
    }
    _drop(session, gone | other)
    _put(
        session,
        {
            number: entry
            for number, entry in wanted.items()
            if number not in known or number in other
        },
    )


def _drop(session: Session, known: Mapping[int, str]) -> None:
    if not known:
        return
    if on_sqlite(session):
        session.connection().exec_driver_sql(
            f"INSERT INTO {INDEX} ({INDEX}, rowid, words) VALUES ('delete', ?, ?)",
            list(known.items()),
        )
    for some in slices(known):
        session.execute(delete(Entry).where(Entry.number.in_(some)))


def _put(session: Session, wanted: Wanted) -> None:
    if not wanted:
        return
    if not on_sqlite(session):
        session.execute(
            insert(Entry),
            [
                {"number": number, "size": size, "words": words}
                for number, (size, words) in wanted.items()
            ],
        )
        return
    # Straight to the driver, as in `bulk`.
    connection = session.connection()
    connection.exec_driver_sql(
        "INSERT INTO entry (number, size, words) VALUES (?, ?, ?)",
        [(number, *entry) for number, entry in wanted.items()],
    )
    connection.exec_driver_sql(
        f"INSERT INTO {INDEX} (rowid, words) VALUES (?, ?)",
        [(number, words) for number, (_, words) in wanted.items()],
    )


def rebuild(session: Session) -> None:
    """Make the whole index anew, as after an upgrade."""
    if on_sqlite(session):
        session.execute(text(f"INSERT INTO {INDEX} ({INDEX}) VALUES ('delete-all')"))
    session.execute(delete(Entry))
    for table, names in COLUMNS.items():
        columns = Base.metadata.tables[table].c
        wanted = [columns.id, *(columns[name] for name in names)]
        for some in slices(session.scalars(select(columns.id)).all()):
            rows = session.execute(select(*wanted).where(columns.id.in_(some)))
            add_rows(session, table, (row._asdict() for row in rows))
    for source_id in session.scalars(select(Passage.source_id)).all():
        _put(session, entries_of_text(session, source_id))


def on_sqlite(session: Session) -> bool:
    """Whether the notebook is a file."""
    return session.get_bind().dialect.name == "sqlite"

"""The search index: which rows, and which parts of sources' texts, have which words.

An entry's number says what it is made from: its kind in the highest bits, then the number of the
row, or for the text of a source the source's number and the turn's, or that of a paragraph outside
of turns. So a kind's entries stand together, and so do those of a source's text.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from math import log2
from typing import Any, NamedTuple

from sqlalchemy import Result, delete, insert, select, text
from sqlalchemy.orm import Session

from kg.domain import tokens
from kg.domain.patterns import Pattern, pattern
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

WEIGHTS = {"claim": 4.0, "speaker": 4.0, "concept": 4.0, "source": 3.0, "prediction": 3.0}
"""How much a find counts by its kind; in others 2, in the text of sources 1."""

_GAP = " ¶ "
"""Stands between fields, so that no phrase goes from one into the next; no text gives it."""

_KIND_BITS, _SOURCE_BITS = 59, 32
_ROWS, _PARTS = 2**_KIND_BITS, 2**_SOURCE_BITS


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
        row = row << _SOURCE_BITS | place.part
    return KINDS.index(place.kind) << _KIND_BITS | row


def place_of(number: int) -> Place:
    """What an entry with this number was made from."""
    kind = KINDS[number >> _KIND_BITS]
    row = number & _ROWS - 1
    if kind in {"turn", "passage"}:
        return Place(kind, row >> _SOURCE_BITS, row & _PARTS - 1)
    return Place(kind, row)


# Writing.


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
    if _sqlite(session):
        session.connection().exec_driver_sql(
            f"INSERT INTO {INDEX} ({INDEX}, rowid, words) VALUES ('delete', ?, ?)",
            list(known.items()),
        )
    for some in slices(known):
        session.execute(delete(Entry).where(Entry.number.in_(some)))


def _put(session: Session, wanted: Wanted) -> None:
    if not wanted:
        return
    if not _sqlite(session):
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
    if _sqlite(session):
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


# Finding.


def rows_with(
    session: Session,
    words: str,
    *,
    kinds: Collection[str] | None = None,
    phrase: bool = False,
) -> dict[str, dict[int, float]]:
    """The rows that have a word, or exactly these `words` as a phrase, by kind, with their scores.

    Several words apart stand anywhere in a row, each as `kg.domain.patterns.pattern` finds it. For
    `turn` the rows are turns, for `passage` sources with the word outside of turns. What has no
    letter or digit is found nowhere. Scores are those of `entries_with`.
    """
    found = entries_with(session, _patterns(words, phrase), kinds=kinds)
    rows: dict[str, dict[int, float]] = {}
    for kind, row_id, number in _rows_of(session, found):
        its = rows.setdefault(kind, {})
        its[row_id] = max(found[number], its.get(row_id, 0.0))
    return rows


def ids_with(
    session: Session,
    words: str,
    *,
    kinds: Collection[str] | None = None,
    phrase: bool = False,
) -> dict[str, set[int]]:
    """The same rows without their scores, sooner where they are many: no entry is read."""
    rows: dict[str, set[int]] = {}
    found = numbers_with(session, _patterns(words, phrase), kinds=kinds)
    for kind, row_id, _ in _rows_of(session, found):
        rows.setdefault(kind, set()).add(row_id)
    return rows


def _patterns(words: str, phrase: bool) -> list[Pattern]:
    found = [pattern(words, phrase=True)] if phrase else [*map(pattern, words.split())]
    return [one for one in found if one]


def _rows_of(session: Session, numbers: Iterable[int]) -> Iterator[tuple[str, int, int]]:
    """The kinds and rows of entries, with their numbers; what is of a turn that is gone is not."""
    turns: dict[int, int] = {}
    for number in numbers:
        kind, row = KINDS[number >> _KIND_BITS], number & _ROWS - 1
        if kind == "turn":
            turns[row] = number
        else:
            yield kind, row >> _SOURCE_BITS if kind == "passage" else row, number
    for source_id, part, row_id in _turns_of(session, {row >> _SOURCE_BITS for row in turns}):
        row = source_id << _SOURCE_BITS | part
        if row in turns:
            yield "turn", row_id, turns[row]


def _turns_of(session: Session, source_ids: Collection[int]) -> Iterator[tuple[int, int, int]]:
    for some in slices(source_ids):
        for row in session.execute(
            select(Turn.source_id, Turn.number, Turn.id).where(Turn.source_id.in_(some))
        ):
            yield row.source_id, row.number, row.id


def entries_with(
    session: Session,
    wanted: Sequence[Pattern],
    *,
    kinds: Collection[str] | None = None,
) -> dict[int, float]:
    """The numbers of the entries that meet all of these patterns, with their scores.

    For each pattern a score grows by weight / (log2(2 + found) · (1 + size / 50)): with the weight
    of the kind of row, for rarer words, and in shorter entries. `found` is how many entries of
    these kinds have the word, `size` how many tokens there are in the entry.
    """
    ranges = list(_ranges(kinds))
    found = [
        (number, size) for one in ranges for number, size in _met(session, _SIZED, wanted, one)
    ]
    if not found:
        return {}
    # How many have the only word is known by now.
    counts = [len(found)] if len(wanted) == 1 else [_count(session, one, ranges) for one in wanted]
    rare = sum(1 / log2(2 + count) for count in counts)
    return {
        number: _WEIGHT_OF[number >> _KIND_BITS] * rare / (1 + size / 50) for number, size in found
    }


def numbers_with(
    session: Session, wanted: Sequence[Pattern], *, kinds: Collection[str] | None = None
) -> list[int]:
    """The numbers of the entries that meet all of these patterns."""
    return [row[0] for one in _ranges(kinds) for row in _met(session, _NUMBERED, wanted, one)]


def _count(session: Session, wanted: Pattern, ranges: Iterable[tuple[int, int]]) -> int:
    return sum(row[0] for one in ranges for row in _met(session, _COUNTED, [wanted], one))


_WEIGHT_OF = [WEIGHTS.get(kind, 1.0 if kind in {"turn", "passage"} else 2.0) for kind in KINDS]


def _ranges(kinds: Collection[str] | None) -> Iterator[tuple[int, int]]:
    """The first and last numbers of neighbouring kinds."""
    asked = sorted(map(KINDS.index, KINDS if kinds is None else set(kinds)))
    for _, run in groupby(enumerate(asked), lambda pair: pair[1] - pair[0]):
        numbers = [kind for _, kind in run]
        yield numbers[0] << _KIND_BITS, (numbers[-1] + 1 << _KIND_BITS) - 1


class _Told(NamedTuple):
    """What is told of the entries that are found: in SQLite, whose index has no sizes, and else."""

    sqlite: str
    other: str


_SIZED = _Told(
    f"SELECT number, size FROM {INDEX} JOIN entry ON number = {INDEX}.rowid",
    "SELECT number, size FROM entry",
)
_NUMBERED = _Told(f"SELECT rowid FROM {INDEX}", "SELECT number FROM entry")
_COUNTED = _Told(f"SELECT count(*) FROM {INDEX}", "SELECT count(*) FROM entry")


def _met(
    session: Session, told: _Told, wanted: Sequence[Pattern], between: tuple[int, int]
) -> Sequence[Any]:
    """What is told of the entries that meet all of these patterns, with numbers between two."""
    if not wanted:
        return []
    first, last = between
    values: dict[str, Any] = {"first": first, "last": last}
    if _sqlite(session):
        statement = (
            f"{told.sqlite} WHERE {INDEX} MATCH :query AND {INDEX}.rowid BETWEEN :first AND :last"
        )
        values["query"] = " AND ".join(f"({_match(one)})" for one in wanted)
    else:
        statement = (
            f"{told.other} WHERE {_VECTOR} @@ CAST(:query AS tsquery) "
            "AND number BETWEEN :first AND :last"
        )
        values["query"] = " & ".join(f"({_tsquery(one)})" for one in wanted)
        # The index says which tokens there are, the words themselves in which order.
        for at, one in enumerate(wanted):
            if any(len(row.tokens) > 1 for row in one):
                names = [f"like{at}_{number}" for number in range(len(one))]
                likes = (f"' ' || words || ' ' LIKE :{name}" for name in names)
                statement += f" AND ({' OR '.join(likes)})"
                values |= {
                    name: f"% {' '.join(row.tokens)}{'' if row.opens else ' '}%"
                    for name, row in zip(names, one, strict=True)
                }
    return session.execute(text(statement), values).all()


_VECTOR = "array_to_tsvector(string_to_array(words, ' '))"


def _match(wanted: Pattern) -> str:
    # Tokens have none of the signs that mean something to either database.
    return " OR ".join(f'"{" ".join(row.tokens)}"{" *" if row.opens else ""}' for row in wanted)


def _tsquery(wanted: Pattern) -> str:
    alternatives = []
    for row in wanted:
        quoted = [f"'{one}'" for one in row.tokens]
        alternatives.append(f"({' & '.join(quoted)}{':*' if row.opens else ''})")
    return " | ".join(alternatives)


def newest_with(session: Session, tokens: Sequence[str], kind: str, most: int) -> list[int]:
    """The numbers of the `most` rows of a kind that were added last among those with all tokens.

    With one token it takes as long in a large notebook as in a small one; in SQLite, that is.
    """
    first, last = next(_ranges([kind]))
    if _sqlite(session):
        # Straight to the driver, for adding a claim asks this for each of its tokens.
        found: Result[Any] = session.connection().exec_driver_sql(
            f"SELECT rowid FROM {INDEX} WHERE {INDEX} MATCH ? AND rowid BETWEEN ? AND ? "
            "ORDER BY rowid DESC LIMIT ?",
            (" AND ".join(f'"{token}"' for token in tokens), first, last, most),
        )
    else:
        # Materialized, for without statistics the server would walk through all rows instead.
        found = session.execute(
            text(
                f"WITH found AS MATERIALIZED (SELECT number FROM entry WHERE {_VECTOR} @@ "
                "CAST(:query AS tsquery) AND number BETWEEN :first AND :last) "
                "SELECT number FROM found ORDER BY number DESC LIMIT :most"
            ),
            {
                "query": " & ".join(f"'{token}'" for token in tokens),
                "first": first,
                "last": last,
                "most": most,
            },
        )
    return [number & _ROWS - 1 for number in found.scalars().all()]


def _sqlite(session: Session) -> bool:
    return session.get_bind().dialect.name == "sqlite"

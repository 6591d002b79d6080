"""What is wrong inside a notebook, from its file to its history, and mending its indexes."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from heapq import merge
from itertools import chain, groupby, islice
from operator import itemgetter
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from kg.domain import rules
from kg.errors import Damaged
from kg.store import indexing, names, values
from kg.store.database import Database
from kg.store.history import TABLES
from kg.store.models import INDEX, Base, Entry, Name, Passage, Revision
from kg.store.troubles import troubles_named
from kg.store.types import plain_row

SLICE = 10_000
"""So many rows are looked at together."""

FEW = 10
"""So many texts of sources are looked at together: each may be a whole book."""


class Part(StrEnum):
    """What is looked through."""

    FILE = "file"
    VALUES = "values"
    REFERENCES = "references"
    RULES = "rules"
    NAMES = "names"
    SEARCH = "search"
    HISTORY = "history"


MADE_ANEW = frozenset({Part.NAMES, Part.SEARCH})
"""The parts that are made from rows alone, and so can be made again."""


def faults(database: Database, part: Part) -> Iterator[str]:
    """What is wrong in a part of a notebook, a sentence each, also that it cannot be read."""
    try:
        if part is Part.SEARCH and sees_index(database):
            yield from _in_index(database)
        with database.read() as session:
            yield from _LOOKING[part](session)
    except Damaged as error:
        yield error.message


def sees_index(database: Database) -> bool:
    """Whether SQLite's index of words can be looked at: it answers to a writer only."""
    return not (database.read_only or database.reads_file_alone)


def mend(database: Database, parts: Iterable[Part]) -> None:
    """Make the names and the search index anew from the rows, those of `parts`."""
    wanted = frozenset(parts)
    assert wanted <= MADE_ANEW, f"{wanted - MADE_ANEW} cannot be made from rows"
    with (
        troubles_named(database.place),
        Session(database.writing) as session,
        session.begin(),
    ):
        if Part.NAMES in wanted:
            names.rebuild(session)
        if Part.SEARCH in wanted:
            indexing.rebuild(session)


def _in_file(session: Session) -> Iterator[str]:
    if not indexing.on_sqlite(session):
        return
    for (said,) in session.connection().exec_driver_sql("PRAGMA integrity_check"):
        if said != "ok":
            yield f"SQLite says: {said}."


def _in_references(session: Session) -> Iterator[str]:
    # A server checks them itself.
    if not indexing.on_sqlite(session):
        return
    for table, row, parent, _ in session.connection().exec_driver_sql("PRAGMA foreign_key_check"):
        yield f"{table} {row} points at a {parent} that is not there."


def _in_rules(session: Session) -> Iterator[str]:
    """What no command lets be, and merges before they heeded it, or other programs, may have."""
    columns = {name: table.c for name, table in TABLES.items()}
    concepts = columns["concept"]
    above = dict(session.execute(select(concepts.id, concepts.broader_id)).all())
    for way in rules.circles(above):
        steps = " → ".join(map(str, [*way, way[0]]))
        yield f"concept {way[0]} is broader than itself: {steps}."
    predictions, readings = columns["prediction"], columns["reading"]
    unread = predictions.id.not_in(select(readings.prediction_id))
    for number in session.scalars(select(predictions.id).where(unread).order_by(predictions.id)):
        yield f"prediction {number} is a reading of no claim."
    resolutions, positions = columns["resolution"], columns["position"]
    for early in rules.early_verdicts(
        _plain_rows(
            session, resolutions, "id", "claim_id", "prediction_id", "withdrawn", "decided"
        ),
        _plain_rows(session, readings, "prediction_id", "claim_id"),
        _plain_rows(session, positions, "claim_id", "said"),
    ):
        yield (
            f"resolution {early.resolution}, decided {early.decided}, "
            f"is older than what it judges, said on {early.said}."
        )
    for some in rules.namesakes(_plain_rows(session, columns["view"], "id", "name")):
        yield f"views {' and '.join(map(str, some))} have one name."


def _plain_rows(session: Session, columns: Any, *names: str) -> Iterator[dict[str, Any]]:
    statement = select(*(columns[name] for name in names)).order_by(columns.id)
    for row in session.execute(statement.execution_options(yield_per=SLICE)):
        yield plain_row(row._asdict())


def _in_names(session: Session) -> Iterator[str]:
    for table in names.KEYED:
        for first, last, rows in _slices(session, table, names.columns_of(table)):
            wanted = {(one, row[0]) for row in rows for one in names.keys_in(row[1:])}
            found = {
                (key, row_id)
                for key, row_id in session.execute(
                    select(Name.key, Name.row_id).where(
                        Name.kind == table, Name.row_id.between(first, last)
                    )
                )
            }
            for key, row_id in sorted(wanted - found):
                yield f"{table} {row_id} is not found by {key!r}."
            for key, row_id in sorted(found - wanted):
                yield f"{table} {row_id} is found by {key!r}, which it is not called."


def _in_search(session: Session) -> Iterator[str]:
    for table, columns in indexing.COLUMNS.items():
        wanted = [Base.metadata.tables[table].c[name] for name in columns]
        for first, last, rows in _slices(session, table, wanted):
            entries = {
                indexing.number_of(indexing.Place(table, row[0])): entry
                for row in rows
                if (entry := indexing.entry_of(table, row[1:]))
            }
            yield from _differing(session, table, first, last, entries)
    texts_of = _slices(session, "passage", [Passage.source_id], Passage.source_id, size=FEW)
    for first, last, sources in texts_of:
        texts: indexing.Wanted = {}
        for row in sources:
            texts |= indexing.entries_of_text(session, row.source_id)
        for kind in ("turn", "passage"):
            yield from _differing(session, kind, first, last, texts)


def _differing(
    session: Session, kind: str, first: int, last: int, wanted: indexing.Wanted
) -> Iterator[str]:
    lowest = indexing.number_of(indexing.Place(kind, first))
    highest = indexing.number_of(indexing.Place(kind, last + 1)) - 1
    known = {
        number: (size, words)
        for number, size, words in session.execute(
            select(Entry.number, Entry.size, Entry.words).where(
                Entry.number.between(lowest, highest)
            )
        )
    }
    wanted = {number: entry for number, entry in wanted.items() if lowest <= number <= highest}
    for number in sorted(known.keys() | wanted.keys()):
        if known.get(number) != wanted.get(number):
            place = indexing.place_of(number)
            of_text = kind in {"turn", "passage"}
            what = f"The text of source {place.row_id}" if of_text else f"{kind} {place.row_id}"
            yield f"{what} is not found by the words it has now."


def _in_index(database: Database) -> Iterator[str]:
    """Whether SQLite's index has the words of the entries."""
    with database.engine.connect() as connection:
        if connection.dialect.name != "sqlite":
            return
    with troubles_named(database.place), database.writing.connect() as connection:
        check = f"INSERT INTO {INDEX} ({INDEX}, rank) VALUES ('integrity-check', 1)"
        with connection.begin() as transaction:
            try:
                connection.exec_driver_sql(check)
            except DatabaseError as error:
                # Other troubles, such as a full disk, are no damage.
                if "malformed" not in str(error.orig):
                    raise
                yield "The index of words has other words than it should."
            transaction.rollback()


def _in_history(session: Session) -> Iterator[str]:
    for name, table in TABLES.items():
        yield from _Told(session, name).compared(table)


class _Told:
    """What the history says of one table: which rows there are, and what their columns hold."""

    def __init__(self, session: Session, table: str) -> None:
        self.session = session
        self.table = table
        self.steps: defaultdict[int, int] = defaultdict(int)
        self.known: dict[int, dict[str, Any]] = {}
        self.gaps: list[str] = []
        entries = session.execute(
            select(
                Revision.batch_id,
                Revision.action,
                Revision.first_id,
                Revision.last_id,
                Revision.before,
                Revision.after,
            )
            .where(Revision.table_name == table)
            .order_by(Revision.id)
            .execution_options(yield_per=SLICE)
        )
        for entry in entries:
            self._take(*entry)

    def _take(
        self,
        batch: int,
        action: str,
        first: int,
        last: int,
        before: Mapping[str, Any] | None,
        after: Mapping[str, Any] | None,
    ) -> None:
        if action == "add":
            self.steps[first] += 1
            self.steps[last + 1] -= 1
            return
        known = self.known.setdefault(first, {})
        if any(known[name] != was for name, was in (before or {}).items() if name in known):
            self.gaps.append(
                f"Change {batch} does not follow the last one of {self.table} {first}."
            )
        if action == "remove":
            self.steps[first] -= 1
            self.steps[first + 1] += 1
            # Only what comes after counts for a row that is put back: as it was, column by column.
            known.update(before or {})
        else:
            known.update(after or {})

    def compared(self, table: Table) -> Iterator[str]:
        """Where the rows of a table are not what the history tells."""
        yield from self.gaps
        for row_id, there in _apart(self._present(), _ids(self.session, table)):
            if there:
                yield f"{self.table} {row_id} is there, but no change added it."
            else:
                yield f"{self.table} {row_id} is gone, but no change removed it."
        for some in _portions(sorted(self.known)):
            for row in self.session.execute(select(table).where(table.c.id.in_(some))):
                now = plain_row(row._asdict())
                known = self.known[row.id]
                for column in known:
                    # What a migration took away is in the history still.
                    if column in now and known[column] != now[column]:
                        yield f"{self.table} {row.id} has another {column} than the history says."

    def _present(self) -> Iterator[int]:
        level, since = 0, 0
        for at in sorted(self.steps):
            if level > 0:
                yield from range(since, at)
            level += self.steps[at]
            since = at


def _apart(told: Iterator[int], there: Iterator[int]) -> Iterator[tuple[int, bool]]:
    """The numbers that only one of two rising rows of numbers has, and whether that is `there`."""
    both = merge(((number, False) for number in told), ((number, True) for number in there))
    for number, found in groupby(both, itemgetter(0)):
        sides = [side for _, side in found]
        if len(sides) == 1:
            yield number, sides[0]


def _ids(session: Session, table: Table) -> Iterator[int]:
    statement = select(table.c.id).order_by(table.c.id)
    yield from session.scalars(statement.execution_options(yield_per=SLICE))


def _portions(values: Iterable[int], size: int = SLICE) -> Iterator[list[int]]:
    rest = iter(values)
    while some := list(islice(rest, size)):
        yield some


def _slices(
    session: Session, table: str, columns: Iterable[Any], key: Any = None, size: int = SLICE
) -> Iterator[tuple[int, int, list[Any]]]:
    """The rows of a table, many at a time, with the first and last number of which they are all.

    The slices leave no number out, so that what is told of rows that are not there is seen, too.
    """
    number = Base.metadata.tables[table].c.id if key is None else key
    wanted = [number, *columns] if key is None else list(columns)
    first = 0
    for some in chain(_portions(session.scalars(select(number).order_by(number)), size), [[]]):
        last = some[-1] if some else _LAST
        rows = session.execute(select(*wanted).where(number.between(first, last))).all()
        yield first, last, list(rows)
        first = last + 1


_LAST = 2**26
"""More than any number of a row: the search index has no room for texts beyond."""

_LOOKING: dict[Part, Callable[[Session], Iterator[str]]] = {
    Part.FILE: _in_file,
    Part.VALUES: values.unreadable,
    Part.REFERENCES: _in_references,
    Part.RULES: _in_rules,
    Part.NAMES: _in_names,
    Part.SEARCH: _in_search,
    Part.HISTORY: _in_history,
}

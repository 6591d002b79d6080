"""What a notebook holds and knows, to be compared: rows, those that are gone, and their past."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from sys import intern
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from kg.notebook.sharing import heard
from kg.notebook.sharing.shapes import (
    SHAPES,
    Fields,
    Key,
    Place,
    Row,
    Shape,
    canonical,
    fields_of,
    key_of,
)
from kg.store.bulk import slices
from kg.store.history import TABLES
from kg.store.models import Batch, Revision
from kg.store.types import as_json, plain, plain_row

BRIEF = 10
"""Letters of the longest date."""

_COLUMNS = {table: tuple(column.name for column in TABLES[table].c) for table in TABLES}

Moves = Mapping[Place, Place]
"""Where ids lead of what was merged into something else, to the end."""


@dataclass(slots=True)
class Held:
    """A row that is there, or that is gone and known from the history."""

    key: Key
    fields: Fields
    number: int | None = None
    table: str = ""
    values: tuple[Any, ...] = ()
    """What its columns hold, in the order of its table: smaller than a dict."""
    bent: bool = False
    """Whether it points at something that was merged into something else."""

    @property
    def row(self) -> Row:
        """Its columns; none where it is known from hearing only."""
        return dict(zip(_COLUMNS[self.table], self.values, strict=True)) if self.values else {}


@dataclass
class Past:
    """What is known of a row's fields beside what they say now."""

    stamps: dict[str, str] = field(default_factory=dict)
    """When fields got what they say, for those that were changed."""
    values: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """What fields said before, or are known to have said elsewhere."""


class State:
    """One notebook, read whole; `timeless` when it is a text, which has no history.

    What it says as another one does, `like` it, is kept in memory once for both.
    """

    def __init__(
        self,
        session: Session,
        moves: Moves,
        *,
        timeless: bool = False,
        like: "State | None" = None,
    ) -> None:
        self.session = session
        self.moves = moves
        self.timeless = timeless
        self.there: dict[str, dict[Key, Held]] = {}
        self.surplus: dict[str, list[Held]] = {}
        """Rows that say the same as another since what they join became one."""
        self.gone: defaultdict[str, dict[Key, Held]] = defaultdict(dict)
        self.removals: defaultdict[Place, set[str]] = defaultdict(set)
        self.touched: set[tuple[str, int]] = set()
        self._pasts: dict[Place, Past] = {}
        self._keys: dict[str, dict[int, Key]] = {}
        self._lists: dict[Key, Any] = {}
        self.heard = heard.read(session)
        if moves:
            self.heard.lead_on(moves)
        self._read_history()
        self._read_rows({} if like is None else like.there)
        self._read_removals()
        self._lists.clear()

    def births(self, place: Place) -> set[str]:
        """When a row came to be: more than once where several brought it in by themselves."""
        held = self.there[place[0]].get(place[1]) or self.gone[place[0]].get(place[1])
        if held is None or self.timeless:
            return set()
        found = {self._stamps_of_gone.get(place, {}).get("", "")}
        if held.number is not None:
            found |= self._heard_births.get((place[0], held.number), set())
            runs = self._births.get(place[0], [])
            at = bisect_right(runs, held.number, key=lambda run: run[0]) - 1
            if at >= 0 and held.number <= runs[at][1]:
                found.add(runs[at][2])
        return found - {""}

    def birth(self, place: Place) -> str:
        """When a row came to be, in whichever notebook it did so last; empty for a text's."""
        return max(self.births(place), default="")

    def puts(self, place: Place) -> set[str]:
        """When a row that was removed was put back."""
        held = self.there[place[0]].get(place[1]) or self.gone[place[0]].get(place[1])
        return set() if held is None else self._puts.get((place[0], held.number or 0), set())

    def past(self, place: Place) -> Past:
        """What is known of a row's fields beside what they say; those asked for are prepared."""
        if place not in self._pasts:
            self.prepare(place[0], [place[1]])
        return self._pasts[place]

    def stamp(self, place: Place, name: str) -> str:
        """When a field got what it says now."""
        return self.past(place).stamps.get(name) or self.birth(place)

    def prepare(self, table: str, keys: Iterable[Key]) -> None:
        """Read the past of these rows at once."""
        wanted: dict[int, Held] = {}
        for key in keys:
            place = (table, key)
            if place in self._pasts:
                continue
            past = self._pasts[place] = Past()
            held = self.there[table].get(key) or self.gone[table].get(key)
            if held is None:
                for name, value, _ in self.heard.said.get(place, ()):
                    past.values[name].add(canonical(value))
                continue
            past.stamps.update(self._stamps_of_gone.get(place, {}))
            past.stamps.pop("", None)
            if held.number is not None and (table, held.number) in self.touched:
                wanted[held.number] = held
            self._add_heard(place, held, past)
        for number, changes in self._changes(table, wanted).items():
            self._walk_back(SHAPES[table], wanted[number], changes)

    def _add_heard(self, place: Place, held: Held, past: Past) -> None:
        for name, value, time in self.heard.said.get(place, ()):
            if canonical(held.fields.get(name)) != canonical(value):
                past.values[name].add(canonical(value))
            elif time > past.stamps.get(name, ""):
                past.stamps[name] = time

    def _changes(self, table: str, numbers: Collection[int]) -> dict[int, list[tuple[int, Row]]]:
        found: defaultdict[int, list[tuple[int, Row]]] = defaultdict(list)
        for some in slices(numbers):
            for number, batch, before in self.session.execute(
                select(Revision.first_id, Revision.batch_id, Revision.before)
                .where(
                    Revision.table_name == table,
                    Revision.action == "change",
                    Revision.first_id.in_(some),
                )
                .order_by(Revision.id.desc())
            ):
                found[number].append((batch, before))
        return found

    def _walk_back(self, shape: Shape, held: Held, changes: list[tuple[int, Row]]) -> None:
        """From what a row is to what it was; a merge is no event of its own, it heard of others."""
        past = self._pasts[shape.table, held.key]
        row, now = held.row, held.fields
        met: set[str] = set()
        for batch, before in changes:
            row = {**row, **{name: value for name, value in before.items() if name in row}}
            then = fields_of(shape, row, self.named)
            for name in {*now, *then}:
                if canonical(now.get(name)) == canonical(then.get(name)):
                    continue
                if name not in met and batch not in self._silent:
                    past.stamps[name] = max(self._times[batch], past.stamps.get(name, ""))
                met.add(name)
                if batch not in self._passed_over:
                    past.values[name].add(canonical(then.get(name)))
            now = then

    def named(self, table: str, number: int) -> Key | None:
        """The key that a number means, where it leads in the end."""
        key = self._keys[table].get(number)
        return None if key is None else self.moves.get((table, key), (table, key))[1]

    def _read_history(self) -> None:
        made = self.session.execute(select(Batch.id, Batch.made_at))
        self._times = {number: str(plain(made_at)) for number, made_at in made}
        self._passed_over = heard.undoings(self.session)
        self._silent = self._passed_over | heard.merges(self.session)
        self._births: dict[str, list[tuple[int, int, str]]] = {}
        runs: defaultdict[str, list[tuple[int, int, str]]] = defaultdict(list)
        columns = (Revision.table_name, Revision.action, Revision.first_id, Revision.last_id)
        for table, action, first, last, batch in self.session.execute(
            select(*columns, Revision.batch_id)
            .where(Revision.action != "remove")
            .order_by(Revision.id)
        ):
            if action == "change":
                self.touched.add((table, first))
            elif batch not in self._silent:
                runs[table].append((first, last, self._times[batch]))
        self._puts: defaultdict[tuple[str, int], set[str]] = defaultdict(set)
        self._heard_births: defaultdict[tuple[str, int], set[str]] = defaultdict(set)
        for table, some in runs.items():
            self._births[table] = []
            last = 0
            # Numbers only rise: who has one that was given before was put back.
            for run in some:
                if run[0] > last:
                    last = run[1]
                    self._births[table].append(run)
                else:
                    _spread(self._puts, table, run)
        for table, time, first, last in self.heard.born:
            _spread(self._heard_births, table, (first, last, time))
        for table, time, first, last in self.heard.put:
            _spread(self._puts, table, (first, last, time))

    def _read_rows(self, known: Mapping[str, Mapping[Key, Held]]) -> None:
        self._removed = self._read_removed()
        for table, shape in SHAPES.items():
            self._keys[table] = {}
            for _, gone in self._removed[table]:
                self._know(shape, gone)
            self.there[table] = {}
            self.surplus[table] = []
            columns = TABLES[table].c
            known_by = [columns.id, *(columns[name] for name in shape.key)]
            # All numbers first: concepts point at concepts.
            for found in self.session.execute(select(*known_by).order_by(columns.id)):
                self._know(shape, found._asdict())
            for found in self.session.execute(select(TABLES[table]).order_by(columns.id)):
                row = _interned(plain_row(found._asdict()))
                held = self._held(shape, row)
                if held is None:
                    continue
                if (other := known.get(table, {}).get(held.key)) is not None:
                    held = _shared(held, other)
                    self._keys[table][row["id"]] = held.key
                if held.key in self.there[table]:
                    self.surplus[table].append(held)
                else:
                    self.there[table][held.key] = held

    def _know(self, shape: Shape, row: Row) -> None:
        if (key := key_of(shape, row, self.named)) is not None:
            self._keys[shape.table][row["id"]] = key

    def _held(self, shape: Shape, row: Row) -> Held | None:
        key = self._keys[shape.table].get(row["id"])
        if key is None:
            return None
        bent = any(
            (table, self._keys[table].get(row[column])) in self.moves
            for column, table in shape.points.items()
            if self.moves and row[column] is not None
        )
        values = tuple(row[name] for name in _COLUMNS[shape.table])
        fields = fields_of(shape, row, self.named, self._lists)
        return Held(key, fields, row["id"], shape.table, values, bent)

    def _read_removed(self) -> defaultdict[str, list[tuple[int, Row]]]:
        found: defaultdict[str, list[tuple[int, Row]]] = defaultdict(list)
        for table, batch, before in self.session.execute(
            select(Revision.table_name, Revision.batch_id, Revision.before)
            .where(Revision.action == "remove")
            .order_by(Revision.id)
        ):
            blank = dict.fromkeys(column.name for column in TABLES[table].c)
            found[table].append((batch, {**blank, **before}))
        return found

    def _read_removals(self) -> None:
        """What is gone: what was removed here, and what this notebook has heard of as removed."""
        self._stamps_of_gone: dict[Place, dict[str, str]] = {}
        for table, removed in self._removed.items():
            for batch, row in removed:
                held = self._held(SHAPES[table], row)
                if held is None or batch in self._silent:
                    continue
                self.removals[table, held.key].add(self._times[batch])
                if held.key not in self.there[table]:
                    self.gone[table][held.key] = held
        for place, time, fields, stamps in self.heard.gone:
            self.removals[place].add(time)
            table, key = place
            if (back := self.there[table].get(key)) is not None:
                self._recall(place, back, fields, stamps)
                continue
            if key not in self.gone[table]:
                self.gone[table][key] = Held(key, dict(fields))
                self._stamps_of_gone[place] = dict(stamps)
                continue
            self._fill_gone(place, fields, stamps)

    def _recall(self, place: Place, held: Held, fields: Fields, stamps: dict[str, str]) -> None:
        """Let a row that is there again know since when it says what it said when it went."""
        born = stamps.get("", "")
        self._heard_births[place[0], held.number or 0].add(born)
        for name, value in fields.items():
            self.heard.said[place].append((name, value, stamps.get(name, born)))

    def _fill_gone(self, place: Place, fields: Fields, stamps: dict[str, str]) -> None:
        """Let a row that is gone say what is the latest that is known of it."""
        held = self.gone[place[0]][place[1]]
        self.prepare(place[0], [place[1]])
        past = self._pasts[place]
        for name in {*fields, *held.fields}:
            theirs = stamps.get(name) or stamps.get("", "")
            mine, value = held.fields.get(name), fields.get(name)
            if canonical(mine) == canonical(value):
                continue
            if (theirs, canonical(value)) > (self.stamp(place, name), canonical(mine)):
                past.values[name].add(canonical(mine))
                held.fields[name] = value
                past.stamps[name] = theirs
            else:
                past.values[name].add(canonical(value))

    def stamps_of(self, place: Place, names: Iterable[str]) -> dict[str, str]:
        """The stamps of a row's fields that differ from its birth, and that under no name."""
        born = self.birth(place)
        found = {name: time for name in names if (time := self.stamp(place, name)) != born}
        return {"": born, **found}


def _interned(row: Row) -> Row:
    """A row of which words and dates that many rows have are in memory once."""
    return {
        name: intern(value)
        if name != "uid" and type(value) is str and len(value) <= BRIEF
        else value
        for name, value in row.items()
    }


def _shared(held: Held, other: Held) -> Held:
    """Let what two rows say alike be there once: most rows of two notebooks are the same."""
    held.key = other.key
    if as_json(held.fields) == as_json(other.fields):
        held.fields = other.fields
    if as_json(held.values) != as_json(other.values):
        return held
    held.values = other.values
    return other if held.fields is other.fields and held.bent == other.bent else held


def _spread(
    times: defaultdict[tuple[str, int], set[str]], table: str, run: tuple[int, int, str]
) -> None:
    for number in range(run[0], run[1] + 1):
        times[table, number].add(run[2])

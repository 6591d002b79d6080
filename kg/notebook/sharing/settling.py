"""What would break the rules of a notebook when two come together, and how that is settled."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.domain import rules
from kg.domain.keys import key as as_key
from kg.notebook.sharing.shapes import (
    SHAPES,
    WORDINGS,
    Fields,
    Key,
    Place,
    Row,
    canonical,
    fields_of,
    pointers,
)
from kg.notebook.sharing.states import State
from kg.store.history import TABLES

LONGEST_NAME = 120
"""Characters of a view's name."""


@dataclass(frozen=True)
class Settled:
    """A field that says something else than both sides together would have it, and why."""

    place: Place
    name: str
    before: Any
    after: Any
    why: str


class Settling:
    """The rows that are to be, `wanted` before what mine has, made to keep the rules."""

    def __init__(
        self, mine: State, theirs: State, wanted: dict[Place, Row], going: Collection[Place]
    ) -> None:
        self.mine, self.theirs, self.wanted, self.going = mine, theirs, wanted, going
        self.touched = {table for table, _ in (*wanted, *going)}
        self.settled: list[Settled] = []
        self._keys = cache(self._keys_of)

    def run(self) -> list[Settled]:
        """Change the rows that are wanted; gives what was changed."""
        self._leave_words()
        if "concept" in self.touched:
            self._cut_circles()
        if "view" in self.touched:
            self._name_apart()
        if self.touched & {"resolution", "reading", "position"}:
            self._withdraw_early_verdicts()
        return self.settled

    def _rows(self, table: str) -> dict[int, tuple[Place, Row]]:
        rows = {
            held.row["id"]: ((table, key), held.row)
            for key, held in self.mine.there[table].items()
            if (table, key) not in self.going
        }
        rows |= {row["id"]: (place, row) for place, row in self.wanted.items() if place[0] == table}
        return dict(sorted(rows.items()))

    def _keys_of(self, table: str) -> dict[int, Key]:
        return {number: place[1] for number, (place, _) in self._rows(table).items()}

    def _set(self, place: Place, row: Row, after: Row, why: str) -> None:
        shape = SHAPES[place[0]]

        def named(table: str, number: int) -> Key | None:
            return self._keys(table).get(number)

        was, now = fields_of(shape, row, named), fields_of(shape, {**row, **after}, named)
        self.wanted[place] = {**row, **after}
        self.settled += [
            Settled(place, name, was.get(name), now.get(name), why)
            for name in sorted({*was, *now})
            if canonical(was.get(name)) != canonical(now.get(name))
        ]

    def _leave_words(self) -> None:
        """Where each took away the words in which the other says it, both stay."""
        for place, row in list(self.wanted.items()):
            for column in WORDINGS:
                if column in row and not row[column] and not TABLES[place[0]].c[column].nullable:
                    words = _words(column, self._sides(place))
                    whole = {**row, column: {}}
                    self._set(place, whole, {column: words}, "nothing else would be left")

    def _sides(self, place: Place) -> Iterator[Fields]:
        table, key = place
        for state in (self.mine, self.theirs):
            held = state.there[table].get(key) or state.gone[table].get(key)
            if held is not None:
                yield held.fields

    def _cut_circles(self) -> None:
        rows = self._rows("concept")
        above = {number: row["broader_id"] for number, (_, row) in rows.items()}
        for way in rules.circles(above):
            number = min(way, key=lambda one: self._age(rows[one][0], rows[above[one]][0]))
            place, row = rows[number]
            self._set(place, row, {"broader_id": None}, "it would be broader than itself")

    def _age(self, place: Place, broader: Place) -> tuple[bool, str, str]:
        """By which the concepts of a circle are put in order, the one to be cut first.

        What both sides say stays before what one of them says, and of that what was said last.
        """
        sides = [
            state
            for state in (self.mine, self.theirs)
            if (held := state.there["concept"].get(place[1])) is not None
            and pointers(SHAPES["concept"], held.key, held.fields).get("broader_id") == broader
        ]
        said = max((state.stamp(place, "broader_id") for state in sides), default="")
        return len(sides) > 1, said, canonical(list(place[1]))

    def _name_apart(self) -> None:
        rows = self._rows("view")
        views = [row for _, row in rows.values()]
        taken = {as_key(row["name"]) for row in views}
        for some in rules.namesakes(views):
            _, *others = sorted(some, key=lambda number: self._since(rows[number][0]))
            for number in others:
                place, row = rows[number]
                name = _free(row["name"], taken)
                taken.add(as_key(name))
                self._set(place, row, {"name": name}, "another view has that name")

    def _since(self, place: Place) -> tuple[str, str]:
        births = self.mine.births(place) | self.theirs.births(place)
        return min(births, default=""), canonical(list(place[1]))

    def _withdraw_early_verdicts(self) -> None:
        others = [[row for _, row in self._rows(one).values()] for one in ("reading", "position")]
        rows = self._rows("resolution")
        # Once one is withdrawn the verdict before it counts, which is older still.
        while found := [*rules.early_verdicts([row for _, row in rows.values()], *others)]:
            for early in found:
                place, row = rows[early.resolution]
                # On a day that is the same for all who merge.
                because = f"What it judges was said on {early.said}, after it was decided."
                after = {"withdrawn": row["decided"], "withdrawn_because": because}
                self._set(place, row, after, f"what it judges was said on {early.said}")
            rows = self._rows("resolution")


def _words(column: str, sides: Iterable[Fields]) -> dict[str, str]:
    found: dict[str, str] = {}
    for fields in sides:
        for name, value in fields.items():
            if name.startswith(f"{column}["):
                found.setdefault(name[len(column) + 1 : -1], value)
    return dict(sorted(found.items()))


def _free(name: str, taken: Collection[str]) -> str:
    """A name with a number behind it that no other has."""
    number = 2
    while as_key(called := f"{name[: LONGEST_NAME - 10]} ({number})") in taken:
        number += 1
    return called

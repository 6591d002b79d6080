"""What a merge of notebooks came to, in words that people know: things, fields and values."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from kg.domain.wording import brief, said_in
from kg.errors import Conflict
from kg.notebook.sharing.merging import Merged
from kg.notebook.sharing.settling import Settled
from kg.notebook.sharing.shapes import SHAPES, Fields, Place, as_key, pointers
from kg.notebook.sharing.states import Held
from kg.store import names
from kg.store.names import KEYED, columns_of, names_in


@dataclass(frozen=True)
class Namesakes:
    """Something new that is called as what was here is, and may be the same."""

    table: str
    number: int
    new: int
    name: str


class Telling:
    """The words for what a merge found."""

    def __init__(self, merged: Merged, language: str) -> None:
        self.merged = merged
        self.language = language

    def number(self, place: Place) -> int | None:
        """The number of a row in this notebook, if it is there."""
        held = self.merged.mine.there[place[0]].get(place[1])
        return None if held is None else held.number

    def thing(self, place: Place) -> str:
        """A row in a sentence: its word, its number here, and what it says in short."""
        table = place[0]
        number = self.number(place)
        word = {"about": "concept of a claim", "reading": "reading", "passage": "text"}.get(
            table, table
        )
        short = self._short(place)
        return word + (f" {number}" if number else "") + (f" ({short})" if short else "")

    def _short(self, place: Place) -> str:
        held = self._held(place)
        if held is None:
            return ""
        for column in ("statement", "names", "title"):
            words = {
                name[len(column) + 1 : -1]: value
                for name, value in held.fields.items()
                if name.startswith(f"{column}[")
            }
            if words:
                return brief(said_in(words, self.language), 60)
        rests_on = pointers(SHAPES[place[0]], held.key, held.fields)
        parts = [
            str(held.fields[name]) for name in ("stance", "kind", "outcome") if name in held.fields
        ]
        told = ("speaker_id", "concept_id", "claim_id", "source_id", "prediction_id")
        parts += [self._short(rests_on[column]) for column in told if column in rests_on]
        return ", ".join(filter(None, parts))

    def _held(self, place: Place) -> Held | None:
        table, key = place
        for state in (self.merged.mine, self.merged.theirs):
            if (held := state.there[table].get(key) or state.gone[table].get(key)) is not None:
                return held
        return None

    def field(self, name: str) -> str:
        """A field as people call it."""
        if "+" in name:
            parts = [_plainly(part) for part in name.split("+") if part != "anchor"]
            return " and ".join(parts)
        column, bracket, entry = name.rstrip("]").partition("[")
        if column in ("tags", "aliases"):
            return f"{'tag' if column == 'tags' else 'alias'} {entry}"
        return _plainly(column) + (f" ({entry})" if bracket else "")

    def value(self, place: Place, name: str, value: Any) -> str:
        """What a field says."""
        if value is None or value == []:
            return "nothing"
        if value is True:
            return "yes"
        if "+" in name:
            parts = [
                self._one(place[0], column, one)
                for column, one in zip(name.split("+"), value, strict=True)
                if one is not None and column != "anchor"
            ]
            return ", ".join(parts) or "nothing"
        return self._one(place[0], name, value)

    def _one(self, table: str, column: str, value: Any) -> str:
        to = SHAPES[table].points.get(column)
        return brief(str(value), 200) if to is None else self.thing((to, as_key(value)))

    def settled(self, one: Settled) -> str:
        """What could not be as both together would have it."""
        before = self.value(one.place, one.name, one.before)
        after = self.value(one.place, one.name, one.after)
        what = f"{self.thing(one.place)}, {self.field(one.name)}"
        return f"{what}: «{after}», not «{before}», for {one.why}"

    def lost(self, place: Place, said: Fields) -> str:
        """What was said anew of something that was merged into something else."""
        stands = self.merged.mine.moves[place]
        words = "; ".join(
            f"{self.field(name)}: {self.value(place, name, value)}" for name, value in said.items()
        )
        return f"{self.thing(place)} is part of {self.thing(stands)}. Said of it: {words}"


def _plainly(column: str) -> str:
    return column.removesuffix("_id").replace("_", " ")


def undecided(telling: Telling, remedy: str) -> Conflict:
    """What is raised where something is open, and nobody is there to decide it."""
    first, *others = telling.merged.found.open
    number = len(others) + 1
    what = f"{telling.thing(first.place)}, {telling.field(first.name)}"
    return Conflict(
        f"{number:,} {'things differ' if others else 'thing differs'}, and nothing says "
        f"which counts: {what}{' and more' if others else ''}.",
        remedy,
    )


def namesakes(session: Session, merged: Merged) -> list[Namesakes]:
    """What is new and bears a name, or words, that something else here bears alone."""
    found: list[Namesakes] = []
    for table in KEYED:
        columns = [column.name for column in columns_of(table)]
        rows = merged.plan.adds.get(table, ())
        called = {row["id"]: names_in([row[column] for column in columns]) for row in rows}
        bearers = names.rows_by_name(
            session, table, {one for some in called.values() for one in some}
        )
        for number, some in called.items():
            for name in some:
                others = [one for one in bearers[name] if one not in called]
                if len(others) == 1:
                    found.append(Namesakes(table, others[0], number, brief(name, 60)))
                    break
    return found


def shown_first(places: Iterable[Place]) -> list[Place]:
    """Those of which people speak before those that only join others."""
    joining = {"about", "reading", "citation", "turn", "passage"}
    return sorted(places, key=lambda place: place[0] in joining)

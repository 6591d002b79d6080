"""What a notebook has heard from others it was merged with, and when that came to be there."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from kg.errors import NotebookError
from kg.notebook.sharing.shapes import SHAPES, Fields, Place, as_key, as_list, led_on, value_led_on
from kg.store import history
from kg.store.models import Batch, Property
from kg.store.types import as_json

PREFIX = "heard "
LAST = 2**26
"""More than any number of a row."""

ALWAYS = 0
"""In place of a change: what was heard when nothing in the notebook had to change."""


@dataclass
class Heard:
    """What was said elsewhere and when: beside the history, which tells of this notebook alone."""

    born: list[tuple[str, str, int, int]] = field(default_factory=list)
    """Table, moment, and from which to which number rows came to be then."""
    put: list[tuple[str, str, int, int]] = field(default_factory=list)
    """The same of rows that were put back after they had been removed."""
    said: defaultdict[Place, list[tuple[str, Any, str]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    """By row: field, value, and the moment it got that, which is empty for one that is past."""
    gone: list[tuple[Place, str, Fields, dict[str, str]]] = field(default_factory=list)
    """Row, the moment it was removed, what it said, and when it got that."""

    def __bool__(self) -> bool:
        return bool(self.born or self.put or self.said or self.gone)

    def bear(self, table: str, times: Iterable[str], number: int, *, put: bool = False) -> None:
        """Note when a row came to be, or was put back; rows in their order share an entry."""
        known = self.put if put else self.born
        for time in sorted(times):
            if known and known[-1][:2] == (table, time) and known[-1][3] == number - 1:
                known[-1] = (table, time, known[-1][2], number)
            else:
                known.append((table, time, number, number))

    def lead_on(self, moves: Mapping[Place, Place]) -> None:
        """Let all that points at something point where that leads in the end."""
        said, self.said = self.said, defaultdict(list)
        for (table, key), some in said.items():
            self.said[table, led_on(table, key, moves)] += [
                (name, value_led_on(table, name, value, moves), time) for name, value, time in some
            ]
        self.gone = [
            (
                (table, led_on(table, key, moves)),
                time,
                {name: value_led_on(table, name, value, moves) for name, value in fields.items()},
                stamps,
            )
            for (table, key), time, fields, stamps in self.gone
        ]

    def written(self) -> str:
        """As text, to be read again."""
        return as_json(
            {
                "born": self.born,
                "put": self.put,
                "said": [
                    [table, as_list(key), *one]
                    for (table, key), some in self.said.items()
                    for one in some
                ],
                "gone": [[table, as_list(key), *rest] for (table, key), *rest in self.gone],
            }
        )

    def join(self, written: str) -> None:
        """Take in what was written; raises ValueError where it is not what is written here."""
        told = json.loads(written)
        try:
            self.born += [_run(*one) for one in told["born"]]
            self.put += [_run(*one) for one in told["put"]]
            for table, key, name, value, time in told["said"]:
                self.said[_place(table, key)].append((name, _value(name, value), _moment(time)))
            for table, key, time, fields, stamps in told["gone"]:
                values = {name: _value(name, value) for name, value in fields.items()}
                times = {name: _moment(one) for name, one in stamps.items()}
                self.gone.append((_place(table, key), _moment(time), values, times))
        except (AttributeError, KeyError, TypeError) as error:
            raise ValueError(str(error)) from error


def _place(table: str, key: list[Any]) -> Place:
    if len(key) != len(SHAPES[table].key):
        raise ValueError(f"{key} is no key of {table}")
    return table, as_key(key)


def _value(name: str, value: Any) -> Any:
    """What a field says: as many values as columns, where several are one field."""
    if "+" in name and value is not None and len(value) != name.count("+") + 1:
        raise ValueError(f"{value} is not what {name} say")
    return value


def _moment(time: str) -> str:
    if time != "":
        datetime.fromisoformat(time)
    return time


def _run(table: str, time: str, first: int, last: int) -> tuple[str, str, int, int]:
    if table not in SHAPES or not 0 < int(first) <= int(last) < LAST:
        raise ValueError(f"{table} has no rows from {first} to {last}")
    return table, _moment(time), first, last


def merges(session: Session) -> set[int]:
    """The changes that were merges of notebooks."""
    return {number for number, _ in _kept(session)}


def undoings(session: Session) -> set[int]:
    """The changes that undid a merge, or the undoing of one.

    What they and merges did to rows is no event of this notebook: what was heard tells of it.
    """
    undoes = {
        number: undone
        for number, undone in session.execute(
            select(Batch.id, Batch.undoes_id).where(Batch.undoes_id.is_not(None))
        )
        if undone is not None
    }
    known = merges(session)
    return {number for number in undoes if _leads_to(number, undoes, known)}


def _leads_to(number: int, undoes: Mapping[int, int], merges: Collection[int]) -> bool:
    step: int | None = number
    while step is not None and step not in merges:
        step = undoes.get(step)
    return step is not None


def read(session: Session) -> Heard:
    """All that a notebook has heard; merges that are undone count as if they had never been."""
    undone = history.undone(session)
    found = Heard()
    for number, written in _kept(session):
        if number not in undone:
            try:
                found.join(written)
            except ValueError:
                raise _unreadable(f"{PREFIX}{number}") from None
    return found


def _unreadable(name: str) -> NotebookError:
    return NotebookError(
        f"What a notebook has heard from others cannot be read: its property {name!r}.",
        "Have it mended by whom it is from, or merge what kg export writes of it.",
    )


def write(session: Session, heard: Heard, batch: int | None) -> None:
    """Keep what was heard in a change, or beside all changes where nothing changed."""
    if not heard:
        return
    name = f"{PREFIX}{batch or ALWAYS}"
    known = session.get(Property, name)
    if known is None:
        session.add(Property(key=name, value=heard.written()))
    else:
        heard.join(known.value)
        known.value = heard.written()
    session.flush()


def _kept(session: Session) -> Iterable[tuple[int, str]]:
    rows = session.execute(
        select(Property.key, Property.value).where(Property.key.startswith(PREFIX))
    ).all()
    found = []
    for key, value in rows:
        number = key.removeprefix(PREFIX)
        if not number.isdecimal():
            raise _unreadable(key)
        found.append((int(number), value))
    return found

"""What a notebook has heard from others it was merged with, and when that came to be there."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from kg.notebook.sharing.shapes import Fields, Place, as_key, as_list, led_on, value_led_on
from kg.store import history
from kg.store.models import Batch, Property
from kg.store.types import as_json

PREFIX = "heard "
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
        """Take in what was written."""
        told = json.loads(written)
        self.born += [tuple(one) for one in told["born"]]
        self.put += [tuple(one) for one in told["put"]]
        for table, key, *rest in told["said"]:
            self.said[table, as_key(key)].append(tuple(rest))
        self.gone += [((table, as_key(key)), *rest) for table, key, *rest in told["gone"]]


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
            found.join(written)
    return found


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
    return [(int(key.removeprefix(PREFIX)), value) for key, value in rows]

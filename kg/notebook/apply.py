"""Taking records into a notebook: a plan of what would change, then the changes as one batch."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from kg.domain import records
from kg.store import history, names
from kg.store.bulk import defer_constraints, insert_rows
from kg.store.history import TABLES
from kg.store.types import typed_row

Row = dict[str, Any]


@dataclass(frozen=True)
class Document:
    """The records of one file, and where in it a path such as ``claims[3].kind`` stands."""

    notebook: records.Notebook
    where: Callable[[str], str] = field(default=lambda path: path)


@dataclass
class Count:
    """How many records are new, changed or as they were."""

    new: int = 0
    changed: int = 0
    same: int = 0


@dataclass
class Plan:
    """What taking records in would do to the rows of each table."""

    adds: dict[str, list[Row]] = field(default_factory=dict)
    changes: list[tuple[str, int, Row, Row]] = field(default_factory=list)
    """Table, number, the columns before and after."""
    removes: list[tuple[str, Row]] = field(default_factory=list)
    """Rows that only said what belongs to what, such as that a claim is about a concept."""
    counts: dict[str, Count] = field(default_factory=dict)
    """By the records' word: speakers, concepts, …"""

    @property
    def nothing(self) -> bool:
        """Whether the notebook holds all of it already."""
        return not (any(self.adds.values()) or self.changes or self.removes)

    def lines(self) -> list[str]:
        """The plan in words, one line for each sort of record that it speaks of."""
        return [
            f"{word}: "
            + ", ".join(
                f"{number} {what}"
                for what, number in (
                    ("new", count.new),
                    ("changed", count.changed),
                    ("same", count.same),
                )
                if number
            )
            for word, count in self.counts.items()
            if count.new or count.changed or count.same
        ]

    def details(self) -> list[str]:
        """What would change, a line for each row: new ones by id, changed ones with the columns."""
        return [
            *(
                f"new {name} {row['uid']}"
                for name, rows in self.adds.items()
                for row in rows
                if "uid" in row
            ),
            *(
                f"changed {name} {row_id}: "
                + ", ".join(column.removesuffix("_id") for column in after)
                for name, row_id, _, after in self.changes
            ),
            *(
                f"{name}: "
                + ", ".join(
                    f"{column.removesuffix('_id')} {value}"
                    for column, value in row.items()
                    if column.endswith("_id")
                )
                + " would go"
                for name, row in self.removes
            ),
        ]


def plan(session: Session, documents: Iterable[Document]) -> Plan:
    """Work out what taking these documents in would change; raises KgError naming file and line."""
    from kg.notebook.planning import Planner

    return Planner(session, list(documents)).plan()


def apply(session: Session, planned: Plan) -> None:
    """Make the changes of a plan that was worked out in the same transaction."""
    defer_constraints(session)
    for name, row in planned.removes:
        table = TABLES[name]
        session.execute(delete(table).where(table.c.id == row["id"]))
        history.record(session, [history.removed(name, row)])
    for name, table in TABLES.items():
        if rows := planned.adds.get(name):
            insert_rows(session, table, rows)
            history.record(session, history.added(name, (row["id"] for row in rows)))
            names.refresh(session, name, [row["id"] for row in rows])
    for name, row_id, before, after in planned.changes:
        table = TABLES[name]
        session.execute(update(table).where(table.c.id == row_id).values(typed_row(table, after)))
        history.record(session, [history.changed(name, row_id, before, after)])
        names.refresh(session, name, [row_id])
    session.expire_all()

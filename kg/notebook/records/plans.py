"""What an import starts from and comes to: documents of records, and the plan of their changes."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from kg.domain import records

Row = dict[str, Any]


@dataclass(frozen=True)
class Document:
    """The records of one file, and where in it a path such as ``claims[3].kind`` stands."""

    notebook: records.Notebook
    where: Callable[[str], str] = field(default=lambda path: path)
    skipped: Sequence[tuple[str, str]] = ()
    """What of the file is not taken in: where it stands, and why."""
    kept: Counter[str] = field(default_factory=Counter)
    """Fields of the file that have no place of their own and stand in notes, and how often."""
    read_as: Counter[str] = field(default_factory=Counter)
    """What of the file is taken for something of another name, such as passes as asks, and how
    often."""
    then: Iterable["Document"] = ()
    """Further parts of a long file, each referring to itself and to what came before."""
    carriers: frozenset[str] = frozenset()
    """The lists whose records stand in earlier parts already, and are not counted as the same."""
    preview: Sequence[str] = ()
    """How the first of its rows are understood, for people."""
    foreign: bool = False
    """Whether its speakers and concepts are known by their names, as in another tool's file: one
    that several files have is the same, and so is the one in the notebook that alone bears it."""
    mapped: bool = False
    """Whether it is a table that was read by what the user said of its columns."""
    file: str = ""
    """What errors call the file that it was read from."""
    done: float = 1.0
    """How much of the file has been read with this part, from 0 to 1."""


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
    skipped: list[tuple[str, str]] = field(default_factory=list)
    """What of the files is not taken in: where it stands, and why."""
    broken: list[tuple[str, str]] = field(default_factory=list)
    """The files that are left out as they cannot be taken in: where they are broken, and why."""
    unmapped: list[str] = field(default_factory=list)
    """The files to which columns that are mapped say nothing, as they are no tables of claims."""
    kept: Counter[str] = field(default_factory=Counter)
    """Fields that have no place of their own and are kept in notes, and how often."""
    read_as: Counter[str] = field(default_factory=Counter)
    """What is taken for something of another name, such as passes as asks, and how often."""
    preview: list[str] = field(default_factory=list)
    """How the first rows of a table are understood."""
    further: int = 0
    """Rows of later parts that would be added, changed or removed, and are only counted."""

    @property
    def nothing(self) -> bool:
        """Whether the notebook holds all of it already."""
        return not (any(self.adds.values()) or self.changes or self.removes or self.further)

    def heed(self, document: Document) -> None:
        """Note what a document says of what is not taken in, or is kept in notes."""
        self.skipped += document.skipped
        self.kept.update(document.kept)
        self.read_as.update(document.read_as)
        self.preview += document.preview

    def join(self, part: "Plan", carriers: Iterable[str] = ()) -> None:
        """Count what a later part comes to, without its rows."""
        for word, count in part.counts.items():
            mine = self.counts.setdefault(word, Count())
            mine.new += count.new
            mine.changed += count.changed
            mine.same += 0 if word in carriers else count.same
        self.further += sum(map(len, part.adds.values())) + len(part.changes) + len(part.removes)
        self.skipped += part.skipped
        self.kept.update(part.kept)
        self.read_as.update(part.read_as)

    def lines(self) -> list[str]:
        """The plan in words, one line for each sort of record that it speaks of."""
        return [
            f"{word}: "
            + ", ".join(
                f"{number:,} {what}"
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

    def card(self) -> dict[str, Any]:
        """The plan as JSON holds it: the counts, and what is kept elsewhere or not taken in."""
        return {
            **{word: asdict(count) for word, count in self.counts.items()},
            "kept": dict(self.kept),
            "read_as": dict(self.read_as),
            "skipped": [{"where": where, "why": why} for where, why in self.broken + self.skipped],
        }

    def details(self) -> list[str]:
        """What would change, a line for each row: new ones by id, changed ones with the columns."""
        new = [
            f"new {word_of(name)} {row['uid']}"
            for name, rows in self.adds.items()
            for row in rows
            if "uid" in row
        ]
        return [*new, *self.altered()]

    def altered(self) -> list[str]:
        """What would change or go of what is there, a line for each row."""
        return [
            *(
                f"changed {word_of(name)} {row_id}: "
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


def word_of(table: str) -> str:
    """What records call a row of a table."""
    return "merged" if table == "moved" else table

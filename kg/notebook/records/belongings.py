"""Rows without ids of their own in an import: turns and texts of sources, and pairs that belong."""

from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy.orm import Session

from kg.notebook.records.plans import Plan
from kg.store.bulk import next_id, rows_by
from kg.store.models import Base

Row = dict[str, Any]


class Pairs:
    """Pairs such as claim and concept: a list that a record gives is the whole list."""

    def __init__(
        self, session: Session, table: str, owner: str, other: str, value: str | None = None
    ):
        self.session = session
        self.table = Base.metadata.tables[table]
        self.owner, self.other, self.value = owner, other, value
        self.known: dict[int, dict[int, Row]] = {}
        self.wanted: dict[int, dict[int, Any]] = {}

    def read(self, owners: Iterable[int]) -> None:
        """Read the pairs that these owners have."""
        for row in rows_by(self.session, self.table, self.owner, owners):
            self.known.setdefault(row[self.owner], {})[row[self.other]] = row

    def want(self, owner: int, others: dict[Any, Any]) -> bool:
        """Let an owner have just these, each with its value where the pair has one.

        Gives whether that differs from what it has.
        """
        self.wanted[owner] = others
        known = self.known.get(owner, {})
        return others != {other: row.get(self.value or "") for other, row in known.items()}

    def of(self, owner: int) -> list[int]:
        """What an owner will have, or has when nothing is said of that."""
        return list(self.wanted.get(owner, self.known.get(owner, {})))

    def settle(self, plan: Plan) -> None:
        """Put into the plan the pairs to add, change and remove."""
        number = next_id(self.session, self.table)
        adds = plan.adds.setdefault(self.table.name, [])
        for owner, others in self.wanted.items():
            known = self.known.get(owner, {})
            for other, row in known.items():
                if other not in others:
                    plan.removes.append((self.table.name, row))
                elif self.value and row[self.value] != others[other]:
                    before, after = {self.value: row[self.value]}, {self.value: others[other]}
                    plan.changes.append((self.table.name, row["id"], before, after))
            for other, value in others.items():
                if other not in known:
                    row = {"id": number, self.owner: owner, self.other: other}
                    adds.append(row | {self.value: value} if self.value else row)
                    number += 1


class Turns:
    """The turns of the sources that an import speaks of, by source and number."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.table = Base.metadata.tables["turn"]
        self.new: list[Row] = []
        self._rows: dict[tuple[int, int], Row] = {}
        self._by_id: dict[int, Row] = {}
        self._next = 0

    def read(self, sources: Iterable[int]) -> None:
        """Read the turns that these sources have."""
        for row in rows_by(self.session, self.table, "source_id", sources):
            self._rows[row["source_id"], row["number"]] = row
        self._next = next_id(self.session, self.table)

    def merge(self, plan: Plan, source_id: int, number: int, given: Row) -> None:
        """Note that a turn is new, changed or the same."""
        count = plan.counts["turns"]
        row = self._rows.get((source_id, number))
        if row is None:
            self._add(source_id, number, given)
            count.new += 1
            return
        after = {column: value for column, value in given.items() if row[column] != value}
        if after:
            before = {column: row[column] for column in after}
            plan.changes.append(("turn", row["id"], before, after))
            row.update(after)
            count.changed += 1
        else:
            count.same += 1

    def forget_places(self, plan: Plan, source_id: int, but: Collection[int]) -> None:
        """Let turns have no place in a text that is another one now, `but` those with a new one."""
        nowhere = {"begins": None, "ends": None}
        for (owner, number), row in self._rows.items():
            if owner == source_id and number not in but and row["begins"] is not None:
                before = {column: row[column] for column in nowhere}
                plan.changes.append(("turn", row["id"], before, dict(nowhere)))
                row.update(nowhere)

    def bounds(self, turn_id: int | None) -> tuple[int, int] | None:
        """Where a turn will begin and end in its source's text, if that is known."""
        if turn_id is None:
            return None
        if not self._by_id:
            self._by_id = {row["id"]: row for row in self._rows.values()}
        row = self._by_id.get(turn_id, {})
        begins, ends = row.get("begins"), row.get("ends")
        return None if begins is None or ends is None else (begins, ends)

    def number(self, source_id: int, number: int, speaker_id: int | None) -> int:
        """The row of a turn that a position names, added when nothing else tells of it."""
        row = self._rows.get((source_id, number)) or self._add(
            source_id, number, {"speaker_id": speaker_id}
        )
        row_id: int = row["id"]
        return row_id

    def _add(self, source_id: int, number: int, given: Row) -> Row:
        row = {
            "id": self._next,
            "source_id": source_id,
            "number": number,
            "section": None,
            "speaker_id": None,
            "start": None,
            "label": None,
            "begins": None,
            "ends": None,
            **given,
        }
        self._next += 1
        self._rows[source_id, number] = row
        self.new.append(row)
        return row


class Texts:
    """The texts kept with the sources that an import speaks of."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.table = Base.metadata.tables["passage"]
        self.new: list[Row] = []
        self.changed: set[int] = set()
        """The sources whose text is new, another or forgotten."""
        self._rows: dict[int, Row] = {}
        self._next = 0

    def read(self, sources: Iterable[int]) -> None:
        """Read the texts that these sources have."""
        self._rows = {
            row["source_id"]: row for row in rows_by(self.session, self.table, "source_id", sources)
        }
        self._next = next_id(self.session, self.table)

    def merge(self, plan: Plan, source_id: int, text: str | None) -> None:
        """Note that a source's text is new, changed or to be forgotten."""
        row = self._rows.get(source_id)
        if text == self.of(source_id):
            return
        self.changed.add(source_id)
        if text is None:
            plan.removes.append(("passage", self._rows.pop(source_id)))
        elif row is None:
            row = {"id": self._next, "source_id": source_id, "text": text}
            self._rows[source_id] = row
            self.new.append(row)
            self._next += 1
        else:
            plan.changes.append(("passage", row["id"], {"text": row["text"]}, {"text": text}))
            row["text"] = text

    def of(self, source_id: int) -> str | None:
        """The text of a source, if it is kept."""
        row = self._rows.get(source_id)
        return None if row is None else row["text"]


def misplaced(turn: Row, text: str | None) -> tuple[str, str, str] | None:
    """What is wrong with the place of a turn in the text of its source: message, field, remedy."""
    begins, ends = turn.get("begins"), turn.get("ends")
    if begins is None and ends is None:
        return None
    if text is None:
        return "The text of the source is not here.", "begins", "Take begins and ends out."
    if begins is None or ends is None:
        return "A turn begins and ends.", "begins" if begins is None else "ends", "Give both."
    if not begins < ends <= len(text):
        return (
            f"{begins} to {ends} is no place in a text of {len(text):,} characters.",
            "ends",
            "Correct it.",
        )
    return None

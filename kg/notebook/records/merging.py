"""Setting what records say beside the rows that they mean: new, changed or the same."""

from collections import defaultdict
from typing import Any

from msgspec import Struct

from kg.domain.joining import joined
from kg.errors import RecordError
from kg.notebook.records.belongings import Pairs
from kg.notebook.records.known import TABLES, Known
from kg.notebook.records.plans import Count, Plan
from kg.notebook.records.rows import DEFAULTS, NEEDED, Row, table_of


class Merging:
    """Notes in a plan what becomes of rows; `absorbed` is that of `kg.notebook.records.naming`."""

    def __init__(self, known: Known, absorbed: "defaultdict[tuple[str, str], list[Row]]") -> None:
        self.known = known
        self.absorbed = absorbed
        self.same: set[tuple[str, int]] = set()
        self.result = Plan(
            counts={plural(table): Count() for table in (*TABLES[:3], "turn", *TABLES[3:])}
            | {"merged": Count()}
        )

    def own(self, record: Struct, row_id: int, pairs: Pairs, others: dict[Any, Any]) -> None:
        """Let a row have just these others; one that was the same until now is changed by that."""
        table = table_of(record)
        if pairs.want(row_id, others) and (table, row_id) in self.same:
            self.same.remove((table, row_id))
            count = self.result.counts[plural(table)]
            count.same -= 1
            count.changed += 1

    def merge(self, record: Struct, uid: str, given: Row) -> int:
        """Note that a row is new, changed or the same; gives its number."""
        table = table_of(record)
        references, count = self.known.references[table], self.result.counts[plural(table)]
        row = references.rows.get(references.moved.get(uid, uid))
        if row is not None and uid in references.moved:
            # What it said is part of the other now; the other's own record tells that best.
            given = {} if self.absorbed[table, row["uid"]] else joined(table, row, given)
        for other in self.absorbed.pop((table, uid), ()):
            given |= joined(table, {**(row or {}), **given}, other)
        if row is None:
            for column in NEEDED.get(type(record), ()):
                if given.get(column) is None:
                    raise RecordError(
                        f"{uid!r} is new here and needs a {column}.", "", f"Write {column}: …"
                    )
            count.new += 1
            return references.add(uid, {"id": 0, "uid": uid, **DEFAULTS[type(record)], **given})
        after = {column: value for column, value in given.items() if row[column] != value}
        if after:
            before = {column: row[column] for column in after}
            self.result.changes.append((table, row["id"], before, after))
            # Another record may speak of the same row, since a merge.
            references.rows[row["uid"]] = {**row, **after}
            count.changed += 1
        else:
            count.same += 1
            self.same.add((table, row["id"]))
        row_id: int = row["id"]
        return row_id


def plural(table: str) -> str:
    """The word of the list that has the records of a table."""
    return table if table == "evidence" else f"{table}s"

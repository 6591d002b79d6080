"""Records without ids that say what a row says already: they mean that row."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from msgspec import Struct
from sqlalchemy.orm import Session

from kg.domain import records
from kg.notebook.records.references import References
from kg.notebook.records.rows import row_of
from kg.store.bulk import rows_by

Row = dict[str, Any]

OWNERS = {"position": "claim_id", "link": "from_id", "forecast": "prediction_id"}
"""To what the rows of a table belong that may have no id in a file."""

TELLING: dict[type[Struct], tuple[str, ...]] = {
    records.Position: ("stance", "said", "quote", "speaker_id", "source_id"),
    records.Link: ("kind", "to_id", "speaker_id"),
    records.Forecast: ("made", "words", "basis", "scale", "speaker_id", "low", "middle", "high"),
}
"""The columns by which a row of this sort is what it is."""


@dataclass
class Nameless:
    """A record that gives no id: the one derived for it, and what it says."""

    record: Struct
    derived: str
    content: Row


def content(record: Struct, pointers: Row) -> Row:
    """What a record says, as the columns by which its rows are told apart; absent is empty."""
    given = row_of(record) | pointers
    if isinstance(record, records.Forecast):
        given |= share(record)
    return {column: given.get(column) for column in TELLING[type(record)]}


def share(record: records.Forecast) -> Row:
    """A forecast's probability as columns; none when it gives none."""
    match record.probability:
        case records.Spread(low, middle, high):
            return {"low": low, "middle": middle, "high": high}
        case None:
            return {"low": None, "middle": None, "high": None}
        case int() | float() as one:
            return {"low": one, "middle": one, "high": one}
        case _:
            return {}


def settle(
    session: Session, references: References, groups: Mapping[int, list[Nameless]]
) -> dict[int, str]:
    """The id of each of these records, by its identity; they come by the number of their owner.

    A record means the row that says the same, else the row whose id is derived for it, else none.
    """
    derived = {one.derived for some in groups.values() for one in some}
    references.read(references.given)
    taken = references.given - derived
    owner = OWNERS[references.table.name]
    rows: defaultdict[int, list[Row]] = defaultdict(list)
    for row in rows_by(session, references.table, owner, groups):
        rows[row[owner]].append(row)
    found: dict[int, str] = {}
    for owner_id, some in groups.items():
        found |= matched(some, rows[owner_id], taken, references.moved)
    references.given = taken | set(found.values())
    references.forget(derived - references.given)
    return found


def matched(
    nameless: Iterable[Nameless],
    rows: Iterable[Row],
    taken: set[str],
    moved: Mapping[str, str],
) -> dict[int, str]:
    """The id of each record of one owner, by the record's identity: that of a row that says so.

    `taken` are ids that other records give. A record whose derived id leads to another row since a
    merge keeps it. What says nothing that is there gets its derived id, or the next that is free.
    """
    there = {row["uid"]: row for row in rows}
    free = {uid: row for uid, row in there.items() if uid not in taken}
    found: dict[int, str] = {}
    waiting: list[Nameless] = []
    for one in nameless:
        if one.derived in moved:
            found[id(one.record)] = one.derived
        else:
            waiting.append(one)
    # First those who find their own row as they left it, then those who find it elsewhere.
    for own in (True, False):
        for one in list(waiting):
            uids = [one.derived] if own else list(free)
            for uid in uids:
                if uid in free and all(free[uid][name] == v for name, v in one.content.items()):
                    found[id(one.record)] = uid
                    del free[uid]
                    waiting.remove(one)
                    break
    used = {*taken, *found.values()}
    for one in waiting:
        uid, seen = one.derived, 1
        while uid in used or (seen > 1 and uid in there):
            seen += 1
            uid = f"{one.derived}/{seen}"
        used.add(uid)
        found[id(one.record)] = uid
    return found

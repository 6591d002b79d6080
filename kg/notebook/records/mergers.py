"""Ids that lead on since merges, as records tell of them: written out, and taken in."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from kg.domain import records
from kg.errors import RecordError
from kg.notebook.records.plans import Plan
from kg.notebook.records.references import References
from kg.store.bulk import next_id, rows_by
from kg.store.models import Base, Moved

Record = dict[str, Any]


def gathered(session: Session) -> Iterator[Record]:
    """Every id that leads to another one, with the one that stands for it in the end."""
    ways: dict[str, dict[str, str]] = {}
    for table, uid, to_uid in session.execute(
        select(Moved.table_name, Moved.uid, Moved.to_uid).order_by(Moved.id)
    ):
        ways.setdefault(table, {})[uid] = to_uid
    for table, leads in ways.items():
        ends = {uid: _end(uid, leads) for uid in leads}
        there = {
            row["uid"]
            for row in rows_by(session, Base.metadata.tables[table], "uid", ends.values())
        }
        for uid, end in ends.items():
            if end in there:
                yield {"what": table, "id": uid, "into": end}


def _end(uid: str, leads: Mapping[str, str]) -> str:
    seen = {uid}
    while (uid := leads.get(uid, uid)) not in seen:
        seen.add(uid)
    return uid


def read(references: Mapping[str, References], found: Iterable[records.Merged]) -> None:
    """Find out what the notebook holds of the ids that lead on, and of those to which they lead."""
    wanted: dict[str, set[str]] = {}
    for one in found:
        wanted.setdefault(one.what, set()).update((one.id, one.into))
    for table, uids in wanted.items():
        references[table].read(uids)


class Mergers:
    """The ids that an import lets lead on."""

    def __init__(self, session: Session, references: Mapping[str, References]) -> None:
        self.session = session
        self.references = references
        self.new: list[Record] = []
        self._planned: dict[tuple[str, str], str] = {}
        self._next: int | None = None

    def plan(self, record: records.Merged, result: Plan, where: Callable[[], str]) -> None:
        """Note that an id leads on; where both are there, that is left to people.

        Raises RecordError when it leads nowhere, or elsewhere than another record says.
        """
        references, count = self.references[record.what], result.counts["merged"]
        into = references.moved.get(record.into, record.into)
        if not references.there(into):
            raise RecordError(
                f"There is no {record.what} {record.into!r}.", "into", "Take the record out."
            )
        planned = self._planned.get((record.what.value, record.id))
        if planned not in (None, into):
            raise RecordError(
                f"{record.id!r} is merged into {planned!r} by another record, here into {into!r}.",
                "into",
                "Take one of them out.",
            )
        if planned == into or references.moved.get(record.id) == into:
            count.same += 1
        elif record.id == into or references.there(record.id):
            result.skipped.append(
                (where(), f"{record.id!r} is merged into {into!r} there; here both are.")
            )
        elif record.id in references.moved:
            here = references.moved[record.id]
            result.skipped.append(
                (where(), f"{record.id!r} is merged into {into!r} there; here into {here!r}.")
            )
        else:
            count.new += 1
            if self._next is None:
                self._next = next_id(self.session, Base.metadata.tables["moved"])
            row = {
                "id": self._next,
                "table_name": record.what.value,
                "uid": record.id,
                "to_uid": into,
            }
            self.new.append(row)
            self._planned[record.what.value, record.id] = into
            self._next += 1

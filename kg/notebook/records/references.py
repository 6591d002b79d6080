"""Which row a record's reference means, among the records read and the notebook's rows."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from kg.domain import records
from kg.domain.keys import key
from kg.errors import RecordError, did_you_mean
from kg.notebook import moves
from kg.notebook.finding import find
from kg.notebook.records.plans import Document
from kg.store import names
from kg.store.bulk import next_id, rows_by, slices
from kg.store.models import Base

Row = dict[str, Any]


class References:
    """The rows of one table that an import speaks of: known ones, and new ones with numbers."""

    def __init__(self, session: Session, table: str) -> None:
        self.session = session
        self.table: Table = Base.metadata.tables[table]
        self.rows: dict[str, Row] = {}
        """The rows as they stand, by uid, of those that the import holds records of."""
        self.new: dict[str, Row] = {}
        """The rows to be added, by uid."""
        self.declared: dict[str, None] = {}
        """The ids of records on their own, in their order."""
        self.given: set[str] = set()
        """The ids of records within records, given or derived."""
        self.moved: dict[str, str] = {}
        """The ids that lead to other rows since merges, with the ids of these."""
        self._reserved: dict[str, int] = {}
        self._empty: bool | None = None
        self._ids: dict[str, int] = {}
        self._uids: dict[int, str] = {}
        self._names: dict[str, set[str]] = {}
        self._next: int | None = None

    def read(self, uids: Iterable[str]) -> None:
        """Read the notebook's rows with these uids, to compare them with records."""
        if self._is_empty():
            return
        wanted = set(uids) - self.rows.keys() - self.moved.keys()
        self._follow(wanted - self._read(wanted))

    def _read(self, uids: set[str]) -> set[str]:
        found = set()
        for row in rows_by(self.session, self.table, "uid", uids):
            found.add(row["uid"])
            self.rows[row["uid"]] = row
            self._know(row["uid"], row["id"])
        return found

    def _follow(self, uids: set[str]) -> None:
        """Let those of these ids that were merged away mean the rows that they lead to."""
        moved = moves.survivors(self.session, self.table.name, uids)
        self._read(set(moved.values()) - self.rows.keys())
        for uid, to_uid in moved.items():
            if to_uid in self.rows:
                self.moved[uid] = to_uid
                self._ids[uid] = self._ids[to_uid]

    def look_up(self, uids: Iterable[str]) -> None:
        """Find out the numbers of the notebook's rows with these uids."""
        if self._is_empty():
            return
        columns = self.table.c
        wanted = set(uids) - self._ids.keys()
        for some in slices(wanted):
            for uid, row_id in self.session.execute(
                select(columns.uid, columns.id).where(columns.uid.in_(some))
            ):
                self._know(uid, row_id)
        self._follow(wanted - self._ids.keys())

    def meet(self, uid: str, called: Iterable[str]) -> bool:
        """Let an id that is new here mean the notebook's one row of that name; gives whether so."""
        if uid in self._ids or self._is_empty() or uid in self.moved:
            return False
        rows = {
            row for name in called for row in names.rows_called(self.session, self.table.name, name)
        }
        if len(rows) != 1:
            return False
        # Its own uid is asked for where it is wanted.
        self._ids[uid] = rows.pop()
        return True

    def reserve(self, uid: str) -> None:
        """Give a record that may be new its number, so that earlier ones can refer to it."""
        if uid not in self._ids:
            self._reserved[uid] = number = self.take_number()
            self._know(uid, number)

    def add(self, uid: str, row: Row) -> int:
        """Take in a new row and give its number."""
        number = row["id"] = self._reserved.get(uid) or self.take_number()
        self.new[uid] = row
        self._know(uid, number)
        return number

    def take_number(self) -> int:
        """The next number that no row has or had."""
        if self._next is None:
            self._next = next_id(self.session, self.table)
        self._next += 1
        return self._next - 1

    def call(self, uid: str, called: Iterable[str]) -> None:
        """Let a record be meant by these names too."""
        for name in called:
            self._names.setdefault(key(name), set()).add(uid)

    def id_of(self, reference: str, path: str) -> int:
        """The number of the row that is meant; raises RecordError with `path` when unclear."""
        row_id = self._ids.get(reference)
        return self._by_name(reference, path) if row_id is None else row_id

    def forget(self, uids: Iterable[str]) -> None:
        """Let rows that were read go, which no record means after all."""
        for uid in uids:
            self.rows.pop(uid, None)

    def knows(self, reference: str) -> bool:
        """Whether an id that was read or looked up is one of the notebook's, or leads to one."""
        return reference in self._ids and reference not in self._reserved

    def there(self, uid: str) -> bool:
        """Whether a row with this id is there or is to be added, and none that it leads to."""
        return uid in self.rows or uid in self.new

    def known_ids(self) -> list[int]:
        """The numbers of the notebook's own rows that are spoken of."""
        return [row_id for uid, row_id in self._ids.items() if uid not in self._reserved]

    def written(self, reference: str, path: str) -> str:
        """The id that is meant, as it was when a merge had not led it elsewhere."""
        return reference if reference in self.moved else self.uid_of(self.id_of(reference, path))

    def uid_of(self, row_id: int) -> str:
        """The stable id of a row."""
        if row_id not in self._uids:
            columns = self.table.c
            uid = select(columns.uid).where(columns.id == row_id)
            self._know(self.session.execute(uid).scalar_one(), row_id)
        return self._uids[row_id]

    def _is_empty(self) -> bool:
        if self._empty is None:
            statement = select(self.table.c.id).limit(1)
            self._empty = self.session.execute(statement).first() is None
        return self._empty

    def _know(self, uid: str, row_id: int) -> None:
        self._ids[uid] = row_id
        self._uids[row_id] = uid

    def _by_name(self, reference: str, path: str) -> int:
        word = self.table.name
        found = {self._ids[uid] for uid in self._names.get(key(reference), ())}
        if word in names.NAMED:
            found.update(names.rows_called(self.session, word, reference))
        if len(found) > 1:
            raise RecordError(
                f"{reference!r} is the name of {len(found)} {word}s.", path, "Use an id."
            )
        if not found:
            raise RecordError(f"There is no {word} {reference!r}.", path, self._near(reference))
        self._ids[reference] = row_id = found.pop()
        return row_id

    def _near(self, reference: str) -> str:
        # rapidfuzz is wanted only after a miss.
        from rapidfuzz import fuzz, process

        uids = sorted({*self.declared, *self.session.scalars(select(self.table.c.uid))})
        found = process.extract(
            key(reference), list(map(key, uids)), scorer=fuzz.ratio, limit=2, score_cutoff=70
        )
        near = [uids[index] for _, _, index in found]
        if self.table.name in names.NAMED:
            model: Any = names.NAMED[self.table.name]
            near += find.near(self.session, model, reference)
        return did_you_mean(near[:2]) or "Give it a record of its own, or correct the reference."


def mentioned(documents: Iterable[Document]) -> dict[str, set[str]]:
    """All references of all documents, by the table they point into."""
    wanted: defaultdict[str, set[Any]] = defaultdict(set)
    for document in documents:
        for concept in document.notebook.concepts:
            wanted["concept"].add(concept.broader)
        for source in document.notebook.sources:
            wanted["speaker"].update(turn.speaker for turn in source.turns or ())
        for claim in document.notebook.claims:
            wanted["concept"].update(claim.about or ())
            wanted["speaker"].update(one.speaker for one in claim.positions or ())
            wanted["source"].update(one.source for one in claim.positions or ())
            _add_evidence(wanted["evidence"], claim.resolutions)
        for link in document.notebook.links:
            wanted["claim"].update((link.from_, link.to))
            wanted["speaker"].add(link.by)
        for prediction in document.notebook.predictions:
            wanted["claim"].update(prediction.claims or ())
            wanted["speaker"].update(one.speaker for one in prediction.forecasts or ())
            _add_evidence(wanted["evidence"], prediction.resolutions)
    return {table: {one for one in some if isinstance(one, str)} for table, some in wanted.items()}


def _add_evidence(wanted: set[Any], resolutions: Any) -> None:
    for resolution in resolutions or ():
        for one in resolution.evidence or ():
            wanted.add(one.evidence if isinstance(one, records.Citation) else one)

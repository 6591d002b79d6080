"""Giving the records of an import their ids, and finding which rows of a notebook they mean."""

from collections import Counter, defaultdict
from typing import Any

from msgspec import UNSET
from sqlalchemy.orm import Session

from kg.domain import records
from kg.domain.keys import derived_uid
from kg.errors import RecordError
from kg.notebook.records.known import Known
from kg.notebook.records.references import mentioned
from kg.notebook.records.rows import Row, row_of, table_of
from kg.notebook.records.twins import OWNERS, Nameless, content, settle
from kg.notebook.records.walking import Walk


class Naming:
    """Who is who: records that have ids, records that follow from what they are, and twins.

    First every record is declared, for it may be referred to from anywhere; then the notebook is
    asked what it holds of all that; and then what stands within records, and links, get ids.
    """

    def __init__(self, session: Session, walk: Walk, known: Known) -> None:
        self.session = session
        self.walk = walk
        self.known = known
        self.uids: dict[int, str] = {}
        """The ids of records within records, and of links, by the identity of the record."""
        self.met: set[int] = set()
        """The identities of foreign records that mean what another record or the notebook has."""
        self.absorbed: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
        """What records say whose ids lead to another since a merge, by table and its id."""
        self._nameless: defaultdict[tuple[str, int], list[Nameless]] = defaultdict(list)

    def run(self) -> None:
        """Name all records; raises RecordError where the trail has come to."""
        for record in self.walk.each(
            *("speakers", "concepts", "sources", "evidence"),
            *("claims", "links", "predictions", "views"),
        ):
            self._declare(record)
        self._look_up()
        for record in self.walk.each("claims", "links", "predictions"):
            self._name(record)
        self._settle_names()

    def _declare(self, record: Any) -> None:
        """Note a record's id and names, so that others may refer to it wherever they stand."""
        if isinstance(record, records.Link):
            return
        uid = record.id
        references = self.known.references[table_of(record)]
        if uid in references.declared:
            if self.walk.document.foreign and isinstance(record, records.Speaker | records.Concept):
                self.met.add(id(record))
                return
            raise RecordError(f"There are two records {uid!r}.", "id", "Give one another id.")
        references.declared[uid] = None
        called = getattr(record, "names", getattr(record, "title", UNSET))
        if called is not UNSET:
            names = [called] if isinstance(called, str) else list(called.values())
            aliases = getattr(record, "aliases", UNSET)
            references.call(uid, [*names, *(aliases if aliases is not UNSET else ())])

    def _look_up(self) -> None:
        """Find out what the notebook holds of all that is declared or referred to."""
        wanted = mentioned(self.walk.documents)
        for table, references in self.known.references.items():
            references.read(references.declared)
            references.look_up(wanted.get(table, ()))
        for record in self.walk.each("speakers", "concepts"):
            if self.walk.document.foreign and id(record) not in self.met:
                self._meet(record)
        for references in self.known.references.values():
            for uid in references.declared:
                references.reserve(uid)
        for record in self.walk.each("speakers", "concepts", "claims"):
            references = self.known.references[table_of(record)]
            if (to_uid := references.moved.get(record.id)) in references.declared:
                self.absorbed[table_of(record), to_uid].append(row_of(record))

    def _meet(self, record: Any) -> None:
        """Let a record of another tool mean the notebook's own, if one alone bears its name."""
        if record.names is UNSET:
            return
        names = [record.names] if isinstance(record.names, str) else list(record.names.values())
        if self.known.references[table_of(record)].meet(record.id, names):
            self.met.add(id(record))

    def _name(self, record: Any) -> None:
        """Give records within records, and links, the stable ids that follow from what they are."""
        if isinstance(record, records.Link):
            ends = [
                self.known.uid("claim", record.from_, "from"),
                self.known.uid("claim", record.to, "to"),
            ]
            by = [self.known.uid("speaker", record.by, "by")] if isinstance(record.by, str) else []
            derived = "/".join([ends[0], record.kind.replace(" ", "-"), ends[1], *by])
            self._give(record, derived, Counter())
            pointers = {
                "to_id": self.known.id("claim", record.to, "to"),
                "speaker_id": self.known.id("speaker", record.by or None, "by"),
            }
            self._may_be_known(record, "claim", record.from_, pointers)
            return
        seen: Counter[str] = Counter()
        for field in ("positions", "forecasts"):
            for one in self.walk.within(field, getattr(record, field, UNSET)):
                # Also so that the turns and the text of a source meant by its title are read.
                source_id = self.known.id("source", getattr(one, "source", None) or None, "source")
                if one.id is not UNSET:
                    self._give(one, one.id, seen)
                    continue
                self._give(
                    one, f"{record.id}/{self.known.uid('speaker', one.speaker, 'speaker')}", seen
                )
                pointers = {"speaker_id": self.known.id("speaker", one.speaker, "speaker")}
                pointers |= {"source_id": source_id} if field == "positions" else {}
                self._may_be_known(one, table_of(record), record.id, pointers)
        verdict = "verdict" if isinstance(record, records.Prediction) else "check"
        for one in self.walk.within("resolutions", record.resolutions):
            self._give(one, f"{record.id}/{verdict}", seen)

    def _give(self, record: Any, derived: str, seen: Counter[str]) -> None:
        uid = record.id
        if uid is UNSET:
            uid = derived_uid(derived, seen)
        references = self.known.references[table_of(record)]
        if uid in references.given:
            raise RecordError(f"There are two records {uid!r}.", "id", "Give them ids that differ.")
        references.given.add(uid)
        self.uids[id(record)] = uid

    def _may_be_known(self, record: Any, table: str, owner: str, pointers: Row) -> None:
        """Note what a record without an id says, where what it belongs to is known already."""
        references = self.known.references[table]
        if record.id is UNSET and references.knows(owner):
            said = Nameless(record, self.uids[id(record)], content(record, pointers))
            self._nameless[table_of(record), references.id_of(owner, "")].append(said)

    def _settle_names(self) -> None:
        """Let records without ids mean the rows that say the same, wherever these got theirs."""
        for table in OWNERS:
            groups = {key[1]: some for key, some in self._nameless.items() if key[0] == table}
            self.uids |= settle(self.session, self.known.references[table], groups)

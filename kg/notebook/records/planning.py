"""Working out which rows the records of an import add, change or leave as they are."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

from msgspec import UNSET, Struct
from msgspec.structs import astuple
from sqlalchemy import select
from sqlalchemy.orm import Session

from kg.domain import records
from kg.domain.circles import circle
from kg.domain.joining import joined
from kg.domain.keys import derived_uid
from kg.domain.transcripts import LONGEST_TEXT
from kg.domain.vocabulary import Side
from kg.domain.wording import clean
from kg.errors import BrokenFile, KgError, RecordError
from kg.notebook.records import anchoring
from kg.notebook.records.belongings import Pairs, Texts, Turns, misplaced
from kg.notebook.records.mergers import Mergers
from kg.notebook.records.mergers import read as read_merged
from kg.notebook.records.plans import Count, Document, Plan
from kg.notebook.records.references import References, mentioned
from kg.notebook.records.rows import COLUMNS, DEFAULTS, NEEDED, Row, row_of
from kg.notebook.records.twins import OWNERS, Nameless, content, settle, share
from kg.notebook.records.verdicts import Verdicts
from kg.store.models import Concept

LISTS = (
    *("speakers", "concepts", "sources", "evidence"),
    *("claims", "links", "predictions", "views"),
)
TABLES = (
    *("speaker", "concept", "source", "evidence", "claim"),
    *("position", "link", "prediction", "forecast", "resolution", "view"),
)


class Planner:
    """One import: knows the rows that its records speak of, and gathers what would change."""

    def __init__(
        self, session: Session, documents: list[Document], today: date | None = None
    ) -> None:
        self.session = session
        self.documents = documents
        self.document = Document(records.Notebook())
        self.trail: list[tuple[str, int]] = []
        """The way to the record that is being planned: lists, and places in them."""
        self.references = {table: References(session, table) for table in TABLES}
        self.turns = Turns(session)
        self.texts = Texts(session)
        self.about = Pairs(session, "about", "claim_id", "concept_id")
        self.readings = Pairs(session, "reading", "prediction_id", "claim_id")
        self.citations = Pairs(session, "citation", "resolution_id", "evidence_id", "side")
        self.uids: dict[int, str] = {}
        self.same: set[tuple[str, int]] = set()
        self.met: set[int] = set()
        """The identities of foreign records that mean what another record or the notebook has."""
        self.verdicts = Verdicts(session, today)
        self.nameless: defaultdict[tuple[str, int], list[Nameless]] = defaultdict(list)
        """Records without ids, by their table and the number of what they belong to."""
        self.absorbed: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
        """What records say whose ids lead to another since a merge, by table and its id."""
        self.mergers = Mergers(session, self.references)
        self.result = Plan(
            counts={_plural(table): Count() for table in (*TABLES[:3], "turn", *TABLES[3:])}
            | {"merged": Count()}
        )

    def plan(self) -> Plan:
        """The plan for all documents; raises KgError that names the file and line of a mistake."""
        try:
            for record in self._each(*LISTS):
                self._declare(record)
            self._look_up()
            for record in self._each("claims", "links", "predictions"):
                self._name(record)
            self._settle_names()
            self._read_known()
            for sort in LISTS:
                plan_one = getattr(self, f"_plan_{sort}")
                for record in self._each(sort):
                    plan_one(record)
            self._plan_merged()
            self._refuse_circles()
            self._refuse_early_verdicts()
            planned = self.references["position"].rows
            self.result.changes += anchoring.changes(
                self.session, self.texts, self.turns, but=planned
            )
        except RecordError as error:
            where = self.document.where(self._way(error.path))
            refused = KgError(f"{where}: {error.message}", error.remedy)
            raise BrokenFile(self.document.file, refused) from None
        for table, references in self.references.items():
            self.result.adds[table] = list(references.new.values())
        for belonging in (self.about, self.readings, self.citations):
            belonging.settle(self.result)
        self.result.adds["turn"] = self.turns.new
        self.result.adds["passage"] = self.texts.new
        self.result.adds["moved"] = self.mergers.new
        return self.result

    def _each(self, *sorts: str) -> Iterator[Any]:
        """Every record of these lists; the trail leads to it meanwhile."""
        for sort in sorts:
            for document in self.documents:
                self.document = document
                for index, record in enumerate(getattr(document.notebook, sort)):
                    self.trail = [(sort, index)]
                    yield record

    def _within(self, field: str, found: Any) -> Iterator[Any]:
        """Every record of a list within a record, if the list is given."""
        trail = self.trail
        for index, record in enumerate(() if found is UNSET else found):
            trail.append((field, index))
            yield record
            trail.pop()

    def _declare(self, record: Any) -> None:
        """Note a record's id and names, so that others may refer to it wherever they stand."""
        if isinstance(record, records.Link):
            return
        uid = record.id
        references = self.references[_table(record)]
        if uid in references.declared:
            if self.document.foreign and isinstance(record, records.Speaker | records.Concept):
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
        wanted = mentioned(self.documents)
        for table, references in self.references.items():
            references.read(references.declared)
            references.look_up(wanted.get(table, ()))
        for record in self._each("speakers", "concepts"):
            if self.document.foreign and id(record) not in self.met:
                self._meet(record)
        for references in self.references.values():
            for uid in references.declared:
                references.reserve(uid)
        for record in self._each("speakers", "concepts", "claims"):
            references = self.references[_table(record)]
            if (to_uid := references.moved.get(record.id)) in references.declared:
                self.absorbed[_table(record), to_uid].append(row_of(record))

    def _meet(self, record: Any) -> None:
        """Let a record of another tool mean the notebook's own, if one alone bears its name."""
        if record.names is UNSET:
            return
        names = [record.names] if isinstance(record.names, str) else list(record.names.values())
        if self.references[_table(record)].meet(record.id, names):
            self.met.add(id(record))

    def _name(self, record: Any) -> None:
        """Give records within records, and links, the stable ids that follow from what they are."""
        if isinstance(record, records.Link):
            ends = [self._uid("claim", record.from_, "from"), self._uid("claim", record.to, "to")]
            by = [self._uid("speaker", record.by, "by")] if isinstance(record.by, str) else []
            derived = "/".join([ends[0], record.kind.replace(" ", "-"), ends[1], *by])
            self._give(record, derived, Counter())
            pointers = {
                "to_id": self._id("claim", record.to, "to"),
                "speaker_id": self._id("speaker", record.by or None, "by"),
            }
            self._may_be_known(record, "claim", record.from_, pointers)
            return
        seen: Counter[str] = Counter()
        for field in ("positions", "forecasts"):
            for one in self._within(field, getattr(record, field, UNSET)):
                # Also so that the turns and the text of a source meant by its title are read.
                source_id = self._id("source", getattr(one, "source", None) or None, "source")
                if one.id is not UNSET:
                    self._give(one, one.id, seen)
                    continue
                self._give(one, f"{record.id}/{self._uid('speaker', one.speaker, 'speaker')}", seen)
                pointers = {"speaker_id": self._id("speaker", one.speaker, "speaker")}
                pointers |= {"source_id": source_id} if field == "positions" else {}
                self._may_be_known(one, _table(record), record.id, pointers)
        verdict = "verdict" if isinstance(record, records.Prediction) else "check"
        for one in self._within("resolutions", record.resolutions):
            self._give(one, f"{record.id}/{verdict}", seen)

    def _give(self, record: Any, derived: str, seen: Counter[str]) -> None:
        uid = record.id
        if uid is UNSET:
            uid = derived_uid(derived, seen)
        references = self.references[_table(record)]
        if uid in references.given:
            raise RecordError(f"There are two records {uid!r}.", "id", "Give them ids that differ.")
        references.given.add(uid)
        self.uids[id(record)] = uid

    def _may_be_known(self, record: Any, table: str, owner: str, pointers: Row) -> None:
        """Note what a record without an id says, where what it belongs to is known already."""
        references = self.references[table]
        if record.id is UNSET and references.knows(owner):
            said = Nameless(record, self.uids[id(record)], content(record, pointers))
            self.nameless[_table(record), references.id_of(owner, "")].append(said)

    def _settle_names(self) -> None:
        """Let records without ids mean the rows that say the same, wherever these got theirs."""
        for table in OWNERS:
            groups = {key[1]: some for key, some in self.nameless.items() if key[0] == table}
            self.uids |= settle(self.session, self.references[table], groups)

    def _read_known(self) -> None:
        for table in ("position", "link", "forecast", "resolution"):
            self.references[table].read(self.references[table].given)
        read_merged(self.references, self._each("merged"))
        ids = {table: references.known_ids() for table, references in self.references.items()}
        cited = {row["source_id"] for row in self.references["position"].rows.values()}
        sources = {*ids["source"], *cited} - {None}
        self.turns.read(sources)
        self.texts.read(sources)
        self.about.read(ids["claim"])
        self.readings.read(ids["prediction"])
        self.citations.read(ids["resolution"])

    def _plan_speakers(self, record: records.Speaker) -> None:
        if id(record) in self.met:
            return
        self._merge(record, record.id, row_of(record))

    def _plan_concepts(self, record: records.Concept) -> None:
        if id(record) in self.met:
            return
        row = row_of(record)
        if record.broader is not UNSET:
            broader_id = self._id("concept", record.broader, "broader")
            # What was merged with the concept above it stands below it no more.
            if record.broader not in self.references["concept"].moved or (
                broader_id != self._id("concept", record.id, "id")
            ):
                row["broader_id"] = broader_id
        self._merge(record, record.id, row)

    def _plan_sources(self, record: records.Source) -> None:
        source_id = self._merge(record, record.id, row_of(record))
        if record.text is not UNSET:
            self.texts.merge(self.result, source_id, _text(record.text))
        seen: set[int] = set()
        placed: set[int] = set()
        for one in self._within("turns", record.turns):
            if one.number in seen:
                raise RecordError(f"There are two turns {one.number}.", "number", "Take one out.")
            seen.add(one.number)
            row = row_of(one)
            if one.speaker is not UNSET:
                row["speaker_id"] = self._id("speaker", one.speaker, "speaker")
            if refused := misplaced(row, self.texts.of(source_id)):
                raise RecordError(*refused)
            if row.get("begins") is not None:
                placed.add(one.number)
            self.turns.merge(self.result, source_id, one.number, row)
        if source_id in self.texts.changed:
            self.turns.forget_places(self.result, source_id, but=placed)

    def _plan_views(self, record: records.View) -> None:
        self._merge(record, record.id, row_of(record))

    def _plan_merged(self) -> None:
        for record in self._each("merged"):
            self.mergers.plan(record, self.result, lambda: self.document.where(self._way()))

    def _way(self, *more: str) -> str:
        """The way to what is being planned, as documents know it."""
        return ".".join(
            [*(f"{field}[{index}]" for field, index in self.trail), *filter(None, more)]
        )

    def _plan_evidence(self, record: records.Evidence) -> None:
        self._merge(record, record.id, row_of(record))

    def _plan_claims(self, record: records.Claim) -> None:
        claim_id = self._merge(record, record.id, row_of(record))
        if record.about is not UNSET:
            wanted = [
                self._id("concept", key, f"about[{at}]") for at, key in enumerate(record.about)
            ]
            references = self.references["claim"]
            if record.id in {*references.moved, *references.moved.values()}:
                # Records of claims that are one now tell of it together.
                wanted = [*self.about.of(claim_id), *wanted]
            self._own(record, claim_id, self.about, dict.fromkeys(wanted))
        for one in self._within("positions", record.positions):
            self._plan_position(one, claim_id)
        for one in self._within("resolutions", record.resolutions):
            self._plan_resolution(one, {"claim_id": claim_id})

    def _plan_position(self, record: records.Position, claim_id: int) -> None:
        row, uid = row_of(record), self.uids[id(record)]
        if uid in self.references["position"].moved:
            self._merge(record, uid, row)
            return
        known = self.references["position"].rows.get(uid, {})
        row["claim_id"] = claim_id
        row["speaker_id"] = self._id("speaker", record.speaker, "speaker")
        if record.source is not UNSET:
            row["source_id"] = self._id("source", record.source, "source")
        source_id = row.get("source_id", known.get("source_id"))
        if isinstance(record.turn, int):
            if source_id is None:
                raise RecordError("A turn needs a source.", "turn", "Name the source.")
            row["turn_id"] = self.turns.number(source_id, record.turn, row["speaker_id"])
        elif record.turn is None or source_id != known.get("source_id"):
            # A turn of another source would be none of this one's.
            row["turn_id"] = None
        turn_id = row["turn_id"] if "turn_id" in row else known.get("turn_id")
        anchoring.settle(row, known, source_id, self.texts, self.turns.bounds(turn_id))
        self._merge(record, uid, row)

    def _plan_links(self, record: records.Link) -> None:
        row = row_of(record)
        row["from_id"] = self._id("claim", record.from_, "from")
        row["to_id"] = self._id("claim", record.to, "to")
        if row["from_id"] == row["to_id"]:
            if {record.from_, record.to} & self.references["claim"].moved.keys():
                # It joined what is one since a merge.
                self.result.counts["links"].same += 1
                return
            raise RecordError("A claim cannot be linked to itself.", "to", "Name two claims.")
        if record.by is not UNSET:
            row["speaker_id"] = self._id("speaker", record.by, "by")
        self._merge(record, self.uids[id(record)], row)

    def _plan_predictions(self, record: records.Prediction) -> None:
        row = row_of(record)
        references = self.references["prediction"]
        known = references.rows.get(record.id, {})
        opens, due = row.get("opens", known.get("opens")), row.get("due", known.get("due"))
        if opens and due and due < opens[: len(due)]:
            raise RecordError(
                f"It would be due {due}, before it opens {opens}.", "due", "Correct one."
            )
        if record.claims == [] or (not known and record.claims is UNSET):
            raise RecordError("A prediction is a reading of a claim.", "", "Name its claims.")
        prediction_id = self._merge(record, record.id, row)
        if record.claims is not UNSET:
            wanted = [
                self._id("claim", key, f"claims[{at}]") for at, key in enumerate(record.claims)
            ]
            self._own(record, prediction_id, self.readings, dict.fromkeys(wanted))
        for one in self._within("forecasts", record.forecasts):
            self._plan_forecast(one, prediction_id)
        for one in self._within("resolutions", record.resolutions):
            self._plan_resolution(one, {"prediction_id": prediction_id})

    def _plan_forecast(self, record: records.Forecast, prediction_id: int) -> None:
        row = row_of(record)
        row["prediction_id"] = prediction_id
        row["speaker_id"] = self._id("speaker", record.speaker, "speaker")
        if isinstance(record.probability, records.Spread):
            low, middle, high = spread = astuple(record.probability)
            if list(spread) != sorted(spread):
                raise RecordError(
                    f"{low:g}, {middle:g}, {high:g} do not rise.", "probability", "Order them."
                )
        row |= share(record)
        uid = self.uids[id(record)]
        known = self.references["forecast"].rows.get(uid, {})
        if all(row.get(column, known.get(column)) is None for column in ("middle", "words")):
            raise RecordError(
                "A forecast needs a probability or words.", "", "Write probability: 0.6, or words."
            )
        self._merge(record, uid, row)

    def _plan_resolution(self, record: records.Resolution, target: Row) -> None:
        row, uid = row_of(record) | target, self.uids[id(record)]
        if uid in self.references["resolution"].moved:
            self._merge(record, uid, row)
            return
        known = self.references["resolution"].rows.get(uid, {})
        place = (self.document, list(self.trail))
        self.verdicts.heed(row, known, target, place)
        fraction = row.get("fraction", known.get("fraction"))
        if fraction is not None and row["outcome"] != "partly":
            raise RecordError(
                "Only what came true partly has a fraction.",
                "fraction",
                "Leave it out." if known.get("fraction") is None else "Write fraction: null.",
            )
        resolution_id = self._merge(record, uid, row)
        if record.evidence is not UNSET:
            self._own(record, resolution_id, self.citations, self._sides(record.evidence))

    def _own(self, record: Struct, row_id: int, pairs: Pairs, others: dict[Any, Any]) -> None:
        """Let a row have just these others; one that was the same until now is changed by that."""
        table = _table(record)
        if pairs.want(row_id, others) and (table, row_id) in self.same:
            self.same.remove((table, row_id))
            count = self.result.counts[_plural(table)]
            count.same -= 1
            count.changed += 1

    def _sides(self, cited: list[str | records.Citation]) -> dict[int, str]:
        """For each piece of evidence the side for which it speaks."""
        references = self.references["evidence"]
        sides: dict[int, str] = {}
        for at, one in enumerate(cited):
            key, side = (one, Side.FOR) if isinstance(one, str) else (one.evidence, one.side)
            row_id = references.id_of(key, f"evidence[{at}]")
            if sides.setdefault(row_id, side.value) != side.value:
                raise RecordError(
                    f"{key!r} cannot speak for the outcome and against it.",
                    f"evidence[{at}]",
                    "Name it once.",
                )
        return sides

    def _id(self, table: str, reference: Any, field: str) -> int | None:
        return None if reference is None else self.references[table].id_of(reference, field)

    def _uid(self, table: str, reference: str, field: str) -> str:
        return self.references[table].written(reference, field)

    def _merge(self, record: Struct, uid: str, given: Row) -> int:
        """Note that a row is new, changed or the same; gives its number."""
        table = _table(record)
        references, count = self.references[table], self.result.counts[_plural(table)]
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

    def _refuse_early_verdicts(self) -> None:
        """Refuse verdicts of days before anything was said of what they judge."""
        early = self.verdicts.early(self.references["position"], self.readings)
        if early is not None:
            (self.document, self.trail), error = early
            raise error

    def _refuse_circles(self) -> None:
        """Refuse concepts that would be broader than themselves."""
        given = {
            self.references["concept"].id_of(record.id, ""): (self.document, list(self.trail))
            for record in self._each("concepts")
            if isinstance(record.broader, str)
        }
        if not given:
            return
        above = dict(self.session.execute(select(Concept.id, Concept.broader_id)).all())
        above |= {row["id"]: row["broader_id"] for row in self.references["concept"].new.values()}
        for table, row_id, _, after in self.result.changes:
            if table == "concept" and "broader_id" in after:
                above[row_id] = after["broader_id"]
        for start, place in given.items():
            if way := circle(start, above):
                self.document, self.trail = place
                names = " → ".join(self.references["concept"].uid_of(one) for one in [*way, start])
                raise RecordError(
                    f"The broader concepts run in a circle: {names}.", "broader", "Take one out."
                )


def _text(text: str | None) -> str | None:
    if text is None:
        return None
    try:
        return clean(text, "text", LONGEST_TEXT)
    except KgError as error:
        raise RecordError(error.message, "text", error.remedy) from None


_TABLES = {sort: sort.__name__.lower() for sort in COLUMNS}


def _table(record: Struct) -> str:
    return _TABLES[type(record)]


def _plural(table: str) -> str:
    return table if table == "evidence" else f"{table}s"

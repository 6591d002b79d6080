"""Working out which rows the records of an import add, change or leave as they are."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from msgspec import UNSET, Struct
from sqlalchemy import select
from sqlalchemy.orm import Session

from kg.domain import records
from kg.domain.circles import circle
from kg.domain.keys import derived_uid
from kg.domain.vocabulary import Side
from kg.domain.wording import clean
from kg.errors import KgError, RecordError
from kg.notebook import anchoring
from kg.notebook.belongings import Pairs, Texts, Turns
from kg.notebook.plans import Count, Document, Plan
from kg.notebook.references import References, mentioned
from kg.notebook.rows import DEFAULTS, NEEDED, Row, row_of
from kg.notebook.sources import LONGEST_TEXT
from kg.store.models import Concept

LISTS = ("speakers", "concepts", "sources", "evidence", "claims", "links", "predictions")
TABLES = (
    *("speaker", "concept", "source", "evidence", "claim"),
    *("position", "link", "prediction", "forecast", "resolution"),
)


class Planner:
    """One import: knows the rows that its records speak of, and gathers what would change."""

    def __init__(self, session: Session, documents: list[Document]) -> None:
        self.session = session
        self.documents = documents
        self.document = Document(records.Notebook())
        self.trail: list[str] = []
        self.references = {table: References(session, table) for table in TABLES}
        self.turns = Turns(session)
        self.texts = Texts(session)
        self.about = Pairs(session, "about", "claim_id", "concept_id")
        self.readings = Pairs(session, "reading", "prediction_id", "claim_id")
        self.citations = Pairs(session, "citation", "resolution_id", "evidence_id", "side")
        self.uids: dict[int, str] = {}
        self.same: set[tuple[str, int]] = set()
        self.result = Plan(
            counts={_plural(table): Count() for table in (*TABLES[:3], "turn", *TABLES[3:])}
        )

    def plan(self) -> Plan:
        """The plan for all documents; raises KgError that names the file and line of a mistake."""
        try:
            for record in self._each(*LISTS):
                self._declare(record)
            self._look_up()
            for record in self._each("claims", "links", "predictions"):
                self._name(record)
            self._read_known()
            for sort in LISTS:
                plan_one = getattr(self, f"_plan_{sort}")
                for record in self._each(sort):
                    plan_one(record)
            self._refuse_circles()
            planned = self.references["position"].rows
            self.result.changes += anchoring.changes(self.session, self.texts, but=planned)
        except RecordError as error:
            path = ".".join(filter(None, [*self.trail, error.path]))
            raise KgError(f"{self.document.where(path)}: {error.message}", error.remedy) from None
        for table, references in self.references.items():
            self.result.adds[table] = list(references.new.values())
        for belonging in (self.about, self.readings, self.citations):
            belonging.settle(self.result)
        self.result.adds["turn"] = self.turns.new
        self.result.adds["passage"] = self.texts.new
        return self.result

    def _each(self, *sorts: str) -> Iterator[Any]:
        """Every record of these lists; the trail leads to it meanwhile."""
        for sort in sorts:
            for document in self.documents:
                self.document = document
                for index, record in enumerate(getattr(document.notebook, sort)):
                    self.trail = [f"{sort}[{index}]"]
                    yield record

    def _within(self, field: str, found: Any) -> Iterator[Any]:
        """Every record of a list within a record, if the list is given."""
        for index, record in enumerate(() if found is UNSET else found):
            self.trail.append(f"{field}[{index}]")
            yield record
            self.trail.pop()

    def _declare(self, record: Any) -> None:
        """Note a record's id and names, so that others may refer to it wherever they stand."""
        if isinstance(record, records.Link):
            return
        uid = record.id
        references = self.references[_table(record)]
        if uid in references.declared:
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
            for uid in references.declared:
                references.reserve(uid)

    def _name(self, record: Any) -> None:
        """Give records within records, and links, the stable ids that follow from what they are."""
        if isinstance(record, records.Link):
            ends = [self._uid("claim", record.from_, "from"), self._uid("claim", record.to, "to")]
            by = [self._uid("speaker", record.by, "by")] if isinstance(record.by, str) else []
            self._give(
                record, "/".join([ends[0], record.kind.replace(" ", "-"), ends[1], *by]), Counter()
            )
            return
        seen: Counter[str] = Counter()
        for field in ("positions", "forecasts"):
            for one in self._within(field, getattr(record, field, UNSET)):
                self._give(one, f"{record.id}/{self._uid('speaker', one.speaker, 'speaker')}", seen)
                if isinstance(source := getattr(one, "source", UNSET), str):
                    # So that the turns and the text of a source meant by its title are read, too.
                    self._id("source", source, "source")
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

    def _read_known(self) -> None:
        for table in ("position", "link", "forecast", "resolution"):
            self.references[table].read(self.references[table].given)
        ids = {table: references.known_ids() for table, references in self.references.items()}
        cited = {row["source_id"] for row in self.references["position"].rows.values()}
        sources = {*ids["source"], *cited} - {None}
        self.turns.read(sources)
        self.texts.read(sources)
        self.about.read(ids["claim"])
        self.readings.read(ids["prediction"])
        self.citations.read(ids["resolution"])

    def _plan_speakers(self, record: records.Speaker) -> None:
        self._merge(record, record.id, row_of(record))

    def _plan_concepts(self, record: records.Concept) -> None:
        row = row_of(record)
        if record.broader is not UNSET:
            row["broader_id"] = self._id("concept", record.broader, "broader")
        self._merge(record, record.id, row)

    def _plan_sources(self, record: records.Source) -> None:
        source_id = self._merge(record, record.id, row_of(record))
        if record.text is not UNSET:
            self.texts.merge(self.result, source_id, _text(record.text))
        seen: set[int] = set()
        for one in self._within("turns", record.turns):
            if one.number in seen:
                raise RecordError(f"There are two turns {one.number}.", "number", "Take one out.")
            seen.add(one.number)
            row = row_of(one)
            if one.speaker is not UNSET:
                row["speaker_id"] = self._id("speaker", one.speaker, "speaker")
            self.turns.merge(self.result, source_id, one.number, row)

    def _plan_evidence(self, record: records.Evidence) -> None:
        self._merge(record, record.id, row_of(record))

    def _plan_claims(self, record: records.Claim) -> None:
        claim_id = self._merge(record, record.id, row_of(record))
        if record.about is not UNSET:
            wanted = [
                self._id("concept", key, f"about[{at}]") for at, key in enumerate(record.about)
            ]
            self._own(record, claim_id, self.about, dict.fromkeys(wanted))
        for one in self._within("positions", record.positions):
            self._plan_position(one, claim_id)
        for one in self._within("resolutions", record.resolutions):
            self._plan_resolution(one, {"claim_id": claim_id})

    def _plan_position(self, record: records.Position, claim_id: int) -> None:
        row, uid = row_of(record), self.uids[id(record)]
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
        anchoring.settle(row, known, source_id, self.texts)
        self._merge(record, uid, row)

    def _plan_links(self, record: records.Link) -> None:
        row = row_of(record)
        row["from_id"] = self._id("claim", record.from_, "from")
        row["to_id"] = self._id("claim", record.to, "to")
        if row["from_id"] == row["to_id"]:
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
        match record.probability:
            case records.Spread(low, middle, high):
                if not low <= middle <= high:
                    raise RecordError(
                        f"{low:g}, {middle:g}, {high:g} do not rise.", "probability", "Order them."
                    )
                row |= {"low": low, "middle": middle, "high": high}
            case None:
                row |= {"low": None, "middle": None, "high": None}
            case int() | float() as share:
                row |= {"low": share, "middle": share, "high": share}
        self._merge(record, self.uids[id(record)], row)

    def _plan_resolution(self, record: records.Resolution, target: Row) -> None:
        row, uid = row_of(record) | target, self.uids[id(record)]
        known = self.references["resolution"].rows.get(uid, {})
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
        references = self.references[table]
        return references.uid_of(references.id_of(reference, field))

    def _merge(self, record: Struct, uid: str, given: Row) -> int:
        """Note that a row is new, changed or the same; gives its number."""
        table = _table(record)
        references, count = self.references[table], self.result.counts[_plural(table)]
        row = references.rows.get(uid)
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
            count.changed += 1
        else:
            count.same += 1
            self.same.add((table, row["id"]))
        row_id: int = row["id"]
        return row_id

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


def _table(record: Struct) -> str:
    return type(record).__name__.lower()


def _plural(table: str) -> str:
    return table if table == "evidence" else f"{table}s"

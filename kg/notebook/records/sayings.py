"""What the records of claims, links and predictions come to, with all that stands within them."""

from msgspec import UNSET
from msgspec.structs import astuple

from kg.domain import records
from kg.domain.vocabulary import Side
from kg.errors import RecordError
from kg.notebook.records import anchoring
from kg.notebook.records.merging import Merging
from kg.notebook.records.naming import Naming
from kg.notebook.records.rows import Row, row_of
from kg.notebook.records.twins import share
from kg.notebook.records.verdicts import Verdicts


class Sayings:
    """Plans records of what is said: a method for each list, given one of its records."""

    def __init__(self, naming: Naming, merging: Merging, verdicts: Verdicts) -> None:
        self.walk, self.known = naming.walk, naming.known
        self.naming = naming
        self.merging = merging
        self.verdicts = verdicts

    def claims(self, record: records.Claim) -> None:
        """A claim, what it is about, who takes which stance on it, and its checks."""
        claim_id = self.merging.merge(record, record.id, row_of(record))
        if record.about is not UNSET:
            wanted = [
                self.known.id("concept", key, f"about[{at}]") for at, key in enumerate(record.about)
            ]
            references = self.known.references["claim"]
            if record.id in {*references.moved, *references.moved.values()}:
                # Records of claims that are one now tell of it together.
                wanted = [*self.known.about.of(claim_id), *wanted]
            self.merging.own(record, claim_id, self.known.about, dict.fromkeys(wanted))
        for one in self.walk.within("positions", record.positions):
            self._position(one, claim_id)
        for one in self.walk.within("resolutions", record.resolutions):
            self._resolution(one, {"claim_id": claim_id})

    def _position(self, record: records.Position, claim_id: int) -> None:
        row, uid = row_of(record), self.naming.uids[id(record)]
        if uid in self.known.references["position"].moved:
            self.merging.merge(record, uid, row)
            return
        known = self.known.references["position"].rows.get(uid, {})
        row["claim_id"] = claim_id
        row["speaker_id"] = self.known.id("speaker", record.speaker, "speaker")
        if record.source is not UNSET:
            row["source_id"] = self.known.id("source", record.source, "source")
        source_id = row.get("source_id", known.get("source_id"))
        if isinstance(record.turn, int):
            if source_id is None:
                raise RecordError("A turn needs a source.", "turn", "Name the source.")
            row["turn_id"] = self.known.turns.number(source_id, record.turn, row["speaker_id"])
        elif record.turn is None or source_id != known.get("source_id"):
            # A turn of another source would be none of this one's.
            row["turn_id"] = None
        turn_id = row["turn_id"] if "turn_id" in row else known.get("turn_id")
        anchoring.settle(row, known, source_id, self.known.texts, self.known.turns.bounds(turn_id))
        self.merging.merge(record, uid, row)

    def links(self, record: records.Link) -> None:
        """A link between two claims."""
        row = row_of(record)
        row["from_id"] = self.known.id("claim", record.from_, "from")
        row["to_id"] = self.known.id("claim", record.to, "to")
        if row["from_id"] == row["to_id"]:
            if {record.from_, record.to} & self.known.references["claim"].moved.keys():
                # It joined what is one since a merge.
                self.merging.result.counts["links"].same += 1
                return
            raise RecordError("A claim cannot be linked to itself.", "to", "Name two claims.")
        if record.by is not UNSET:
            row["speaker_id"] = self.known.id("speaker", record.by, "by")
        self.merging.merge(record, self.naming.uids[id(record)], row)

    def predictions(self, record: records.Prediction) -> None:
        """A prediction, the claims that it reads, its forecasts and verdicts."""
        row = row_of(record)
        references = self.known.references["prediction"]
        known = references.rows.get(record.id, {})
        opens, due = row.get("opens", known.get("opens")), row.get("due", known.get("due"))
        if opens and due and due < opens[: len(due)]:
            raise RecordError(
                f"It would be due {due}, before it opens {opens}.", "due", "Correct one."
            )
        if record.claims == [] or (not known and record.claims is UNSET):
            raise RecordError("A prediction is a reading of a claim.", "", "Name its claims.")
        prediction_id = self.merging.merge(record, record.id, row)
        if record.claims is not UNSET:
            wanted = [
                self.known.id("claim", key, f"claims[{at}]") for at, key in enumerate(record.claims)
            ]
            self.merging.own(record, prediction_id, self.known.readings, dict.fromkeys(wanted))
        for one in self.walk.within("forecasts", record.forecasts):
            self._forecast(one, prediction_id)
        for one in self.walk.within("resolutions", record.resolutions):
            self._resolution(one, {"prediction_id": prediction_id})

    def _forecast(self, record: records.Forecast, prediction_id: int) -> None:
        row = row_of(record)
        row["prediction_id"] = prediction_id
        row["speaker_id"] = self.known.id("speaker", record.speaker, "speaker")
        if isinstance(record.probability, records.Spread):
            low, middle, high = spread = astuple(record.probability)
            if list(spread) != sorted(spread):
                raise RecordError(
                    f"{low:g}, {middle:g}, {high:g} do not rise.", "probability", "Order them."
                )
        row |= share(record)
        uid = self.naming.uids[id(record)]
        known = self.known.references["forecast"].rows.get(uid, {})
        if all(row.get(column, known.get(column)) is None for column in ("middle", "words")):
            raise RecordError(
                "A forecast needs a probability or words.", "", "Write probability: 0.6, or words."
            )
        self.merging.merge(record, uid, row)

    def _resolution(self, record: records.Resolution, target: Row) -> None:
        row, uid = row_of(record) | target, self.naming.uids[id(record)]
        if uid in self.known.references["resolution"].moved:
            self.merging.merge(record, uid, row)
            return
        known = self.known.references["resolution"].rows.get(uid, {})
        self.verdicts.heed(row, known, target, self.walk.place)
        fraction = row.get("fraction", known.get("fraction"))
        if fraction is not None and row["outcome"] != "partly":
            raise RecordError(
                "Only what came true partly has a fraction.",
                "fraction",
                "Leave it out." if known.get("fraction") is None else "Write fraction: null.",
            )
        resolution_id = self.merging.merge(record, uid, row)
        if record.evidence is not UNSET:
            self.merging.own(
                record, resolution_id, self.known.citations, self._sides(record.evidence)
            )

    def _sides(self, cited: list[str | records.Citation]) -> dict[int, str]:
        """For each piece of evidence the side for which it speaks."""
        references = self.known.references["evidence"]
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

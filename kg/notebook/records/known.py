"""What a notebook holds of all that the records of an import speak of."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy.orm import Session

from kg.notebook.records.belongings import Pairs, Texts, Turns
from kg.notebook.records.mergers import Mergers
from kg.notebook.records.mergers import read as read_merged
from kg.notebook.records.plans import Plan
from kg.notebook.records.references import References

TABLES = (
    *("speaker", "concept", "source", "evidence", "claim"),
    *("position", "link", "prediction", "forecast", "resolution", "view"),
)


class Known:
    """The rows of a notebook by what records call them, and what is new beside them."""

    def __init__(self, session: Session) -> None:
        self.references = {table: References(session, table) for table in TABLES}
        self.turns = Turns(session)
        self.texts = Texts(session)
        self.about = Pairs(session, "about", "claim_id", "concept_id")
        self.readings = Pairs(session, "reading", "prediction_id", "claim_id")
        self.citations = Pairs(session, "citation", "resolution_id", "evidence_id", "side")
        self.mergers = Mergers(session, self.references)

    def id(self, table: str, reference: Any, field: str) -> int | None:
        """The number of the row that is meant; None for none. Raises RecordError naming `field`."""
        return None if reference is None else self.references[table].id_of(reference, field)

    def uid(self, table: str, reference: str, field: str) -> str:
        """The id of the row that is meant, as it is written."""
        return self.references[table].written(reference, field)

    def read(self, merged: Iterable[Any]) -> None:
        """Read the rows that records mean, now that they are named, and what belongs to them."""
        for table in ("position", "link", "forecast", "resolution"):
            self.references[table].read(self.references[table].given)
        read_merged(self.references, merged)
        ids = {table: references.known_ids() for table, references in self.references.items()}
        cited = {row["source_id"] for row in self.references["position"].rows.values()}
        sources = {*ids["source"], *cited} - {None}
        self.turns.read(sources)
        self.texts.read(sources)
        self.about.read(ids["claim"])
        self.readings.read(ids["prediction"])
        self.citations.read(ids["resolution"])

    def settle(self, result: Plan) -> None:
        """Add to a plan all rows that are new, and belongings that come or go."""
        for table, references in self.references.items():
            result.adds[table] = list(references.new.values())
        for belonging in (self.about, self.readings, self.citations):
            belonging.settle(result)
        result.adds["turn"] = self.turns.new
        result.adds["passage"] = self.texts.new
        result.adds["moved"] = self.mergers.new

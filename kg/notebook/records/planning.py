"""Working out which rows the records of an import add, change or leave as they are.

The records are walked (`walking`) three times: to declare and name them (`naming`), to find out
what the notebook holds of them (`known`), and to set what they say beside that (`things` and
`sayings`, by `merging`). Last comes what can be seen of all of it only: circles of broader
concepts, and verdicts that are earlier than what they judge.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from kg.domain.circles import circle
from kg.errors import BrokenFile, KgError, RecordError
from kg.notebook.records import anchoring
from kg.notebook.records.known import Known
from kg.notebook.records.merging import Merging
from kg.notebook.records.naming import Naming
from kg.notebook.records.plans import Document, Plan
from kg.notebook.records.sayings import Sayings
from kg.notebook.records.things import Things
from kg.notebook.records.verdicts import Verdicts
from kg.notebook.records.walking import Walk
from kg.store.models import Concept


class Planner:
    """One import: knows the rows that its records speak of, and gathers what would change."""

    def __init__(
        self, session: Session, documents: list[Document], today: date | None = None
    ) -> None:
        self.session = session
        self.walk = Walk(documents)
        self.known = Known(session)
        self.naming = Naming(session, self.walk, self.known)
        self.merging = Merging(self.known, self.naming.absorbed)
        self.verdicts = Verdicts(session, today)

    def plan(self) -> Plan:
        """The plan for all documents; raises BrokenFile with the file and line of a mistake."""
        result = self.merging.result
        try:
            self.naming.run()
            self.known.read(self.walk.each("merged"))
            for sort, plan_one in self._by_sort().items():
                for record in self.walk.each(sort):
                    plan_one(record)
            self._refuse_circles()
            self._refuse_early_verdicts()
            planned = self.known.references["position"].rows
            result.changes += anchoring.changes(
                self.session, self.known.texts, self.known.turns, but=planned
            )
        except RecordError as error:
            refused = KgError(f"{self.walk.where(error.path)}: {error.message}", error.remedy)
            raise BrokenFile(self.walk.document.file, refused) from None
        self.known.settle(result)
        return result

    def _by_sort(self) -> dict[str, Callable[[Any], None]]:
        """What plans a record of each list, in the order in which they are planned."""
        things = Things(self.naming, self.merging)
        sayings = Sayings(self.naming, self.merging, self.verdicts)
        return {
            "speakers": things.speakers,
            "concepts": things.concepts,
            "sources": things.sources,
            "evidence": things.evidence,
            "claims": sayings.claims,
            "links": sayings.links,
            "predictions": sayings.predictions,
            "views": things.views,
            "merged": things.merged,
        }

    def _refuse_early_verdicts(self) -> None:
        """Refuse verdicts of days before anything was said of what they judge."""
        early = self.verdicts.early(self.known.references["position"], self.known.readings)
        if early is not None:
            place, error = early
            self.walk.back_to(place)
            raise error

    def _refuse_circles(self) -> None:
        """Refuse concepts that would be broader than themselves."""
        given = {
            self.known.references["concept"].id_of(record.id, ""): self.walk.place
            for record in self.walk.each("concepts")
            if isinstance(record.broader, str)
        }
        if not given:
            return
        above = dict(self.session.execute(select(Concept.id, Concept.broader_id)).all())
        above |= {
            row["id"]: row["broader_id"] for row in self.known.references["concept"].new.values()
        }
        for table, row_id, _, after in self.merging.result.changes:
            if table == "concept" and "broader_id" in after:
                above[row_id] = after["broader_id"]
        for start, place in given.items():
            if way := circle(start, above):
                self.walk.back_to(place)
                names = " → ".join(
                    self.known.references["concept"].uid_of(one) for one in [*way, start]
                )
                raise RecordError(
                    f"The broader concepts run in a circle: {names}.", "broader", "Take one out."
                )

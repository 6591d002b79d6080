"""When the verdicts of an import were decided: not in days to come, nor before it was said."""

from collections import defaultdict
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from kg.domain.dates import PartialDate
from kg.errors import RecordError
from kg.notebook.records.belongings import Pairs
from kg.notebook.records.plans import Document
from kg.notebook.records.references import References
from kg.store.bulk import rows_by
from kg.store.models import Base

Row = dict[str, Any]
Place = tuple[Document, list[tuple[str, int]]]
"""A file, and the way to a record in it."""


Judged = tuple[str, int]
"""What a verdict is on: the column that tells it, and the number."""


class Verdicts:
    """The verdicts that an import brings or changes, to be looked at when all of it is known."""

    def __init__(self, session: Session, today: date | None) -> None:
        self.session = session
        self.today = today
        self._heeded: list[tuple[PartialDate, Row, Place]] = []
        self._latest: dict[Judged, date] = {}
        self._known: set[int] = set()

    def heed(self, row: Row, known: Row, target: Row, place: Place) -> None:
        """Take in a verdict; raises RecordError when it is still to come, or half withdrawn.

        Days are looked at only where `today` is known, of verdicts that count and are new.
        """
        withdrawn = row.get("withdrawn", known.get("withdrawn"))
        if row.get("withdrawn_because") and not withdrawn:
            raise RecordError(
                "It says why it was withdrawn, and not when.",
                "withdrawn_because",
                "Write withdrawn: and the day.",
            )
        if self.today is None:
            return
        if known:
            self._known.add(known["id"])
        if withdrawn:
            return
        decided = PartialDate(row["decided"])
        for one in target.items():
            self._latest[one] = max(self._latest.get(one, decided.last), decided.last)
        if row["decided"] == known.get("decided"):
            return
        if decided.first > self.today:
            raise RecordError(
                f"{decided} is still to come.", "decided", "Give the day on which it was decided."
            )
        self._heeded.append((decided, target, place))

    def early(self, positions: References, readings: Pairs) -> tuple[Place, RecordError] | None:
        """The first verdict from before anything was said of what it judges, and where it stands.

        `positions` and `readings` are those of the import, which count beside the notebook's own.
        One that a later one replaces, of the import or of the notebook, does not count.
        """
        if not self._heeded:
            return None
        self._heed_the_notebooks()
        judged = [
            [target["claim_id"]] if "claim_id" in target else readings.of(target["prediction_id"])
            for _, target, _ in self._heeded
        ]
        said = self._first_said({one for some in judged for one in some}, positions)
        for (decided, target, place), claims in zip(self._heeded, judged, strict=True):
            first = min((said[one] for one in claims if one in said), default=decided.first)
            counts = all(self._latest[one] == decided.last for one in target.items())
            if counts and decided.last < first:
                return place, RecordError(
                    f"It was said on {first}, after {decided}.",
                    "decided",
                    "Give a day on which it could be decided.",
                )
        return None

    def _heed_the_notebooks(self) -> None:
        """Take in the notebook's own verdicts that count, on what the import brings verdicts on."""
        judged = {one for _, target, _ in self._heeded for one in target.items()}
        for column in ("prediction_id", "claim_id"):
            ids = {number for name, number in judged if name == column}
            for row in rows_by(self.session, Base.metadata.tables["resolution"], column, ids):
                if row["withdrawn"] is None and row["id"] not in self._known:
                    one = (column, row[column])
                    decided = PartialDate(row["decided"]).last
                    self._latest[one] = max(self._latest[one], decided)

    def _first_said(self, claims: set[int], positions: References) -> dict[int, date]:
        """The first day on which something is said of each of these claims."""
        rows = {
            row["id"]: row for row in rows_by(self.session, positions.table, "claim_id", claims)
        }
        for row in (*positions.rows.values(), *positions.new.values()):
            rows[row["id"]] = row
        days: defaultdict[int, list[date]] = defaultdict(list)
        for row in rows.values():
            if row["said"] is not None:
                days[row["claim_id"]].append(PartialDate(row["said"]).first)
        return {claim_id: min(some) for claim_id, some in days.items()}

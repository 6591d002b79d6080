"""What the records of speakers, concepts, sources, evidence, views and merges come to."""

from msgspec import UNSET

from kg.domain import records
from kg.domain.transcripts import LONGEST_TEXT
from kg.domain.wording import clean
from kg.errors import KgError, RecordError
from kg.notebook.records.belongings import misplaced
from kg.notebook.records.merging import Merging
from kg.notebook.records.naming import Naming
from kg.notebook.records.rows import row_of


class Things:
    """Plans records of what claims refer to: a method for each list, given one of its records."""

    def __init__(self, naming: Naming, merging: Merging) -> None:
        self.walk, self.known = naming.walk, naming.known
        self.naming = naming
        self.merging = merging

    def speakers(self, record: records.Speaker) -> None:
        """A speaker, unless another tool's who means a known one."""
        if id(record) in self.naming.met:
            return
        self.merging.merge(record, record.id, row_of(record))

    def concepts(self, record: records.Concept) -> None:
        """A concept, and which is broader."""
        if id(record) in self.naming.met:
            return
        row = row_of(record)
        if record.broader is not UNSET:
            broader_id = self.known.id("concept", record.broader, "broader")
            # What was merged with the concept above it stands below it no more.
            if record.broader not in self.known.references["concept"].moved or (
                broader_id != self.known.id("concept", record.id, "id")
            ):
                row["broader_id"] = broader_id
        self.merging.merge(record, record.id, row)

    def sources(self, record: records.Source) -> None:
        """A source, its text and its turns."""
        source_id = self.merging.merge(record, record.id, row_of(record))
        if record.text is not UNSET:
            self.known.texts.merge(self.merging.result, source_id, _text(record.text))
        seen: set[int] = set()
        placed: set[int] = set()
        for one in self.walk.within("turns", record.turns):
            if one.number in seen:
                raise RecordError(f"There are two turns {one.number}.", "number", "Take one out.")
            seen.add(one.number)
            row = row_of(one)
            if one.speaker is not UNSET:
                row["speaker_id"] = self.known.id("speaker", one.speaker, "speaker")
            if refused := misplaced(row, self.known.texts.of(source_id)):
                raise RecordError(*refused)
            if row.get("begins") is not None:
                placed.add(one.number)
            self.known.turns.merge(self.merging.result, source_id, one.number, row)
        if source_id in self.known.texts.changed:
            self.known.turns.forget_places(self.merging.result, source_id, but=placed)

    def evidence(self, record: records.Evidence) -> None:
        """A piece of evidence."""
        self.merging.merge(record, record.id, row_of(record))

    def views(self, record: records.View) -> None:
        """A view of the map."""
        self.merging.merge(record, record.id, row_of(record))

    def merged(self, record: records.Merged) -> None:
        """An id that leads to another."""
        self.known.mergers.plan(record, self.merging.result, self.walk.where)


def _text(text: str | None) -> str | None:
    if text is None:
        return None
    try:
        return clean(text, "text", LONGEST_TEXT)
    except KgError as error:
        raise RecordError(error.message, "text", error.remedy) from None

"""The way through all records of an import, so that a mistake is named with its place."""

from collections.abc import Iterator
from typing import Any

from msgspec import UNSET

from kg.domain import records
from kg.notebook.records.plans import Document

Place = tuple[Document, list[tuple[str, int]]]


class Walk:
    """Goes through the records of documents, and knows which one it has come to."""

    def __init__(self, documents: list[Document]) -> None:
        self.documents = documents
        self.document = Document(records.Notebook())
        self.trail: list[tuple[str, int]] = []
        """The way to the record that is being planned: lists, and places in them."""

    def each(self, *sorts: str) -> Iterator[Any]:
        """Every record of these lists; the trail leads to it meanwhile."""
        for sort in sorts:
            for document in self.documents:
                self.document = document
                for index, record in enumerate(getattr(document.notebook, sort)):
                    self.trail = [(sort, index)]
                    yield record

    def within(self, field: str, found: Any) -> Iterator[Any]:
        """Every record of a list within a record, if the list is given."""
        trail = self.trail
        for index, record in enumerate(() if found is UNSET else found):
            trail.append((field, index))
            yield record
            trail.pop()

    @property
    def place(self) -> Place:
        """Where it is, to come back to."""
        return self.document, list(self.trail)

    def back_to(self, place: Place) -> None:
        """Go back to where it was."""
        self.document, self.trail = place

    def where(self, *more: str) -> str:
        """The place in the file, as errors name it; `more` leads on from the record."""
        steps = [f"{field}[{index}]" for field, index in self.trail]
        return self.document.where(".".join([*steps, *filter(None, more)]))

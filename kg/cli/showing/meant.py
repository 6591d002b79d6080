"""What is said where a query means no claim at all."""

from collections.abc import Iterator
from itertools import combinations

from sqlalchemy.orm import Session

from kg.domain.keys import key
from kg.domain.selection import Selection
from kg.domain.wording import brief
from kg.notebook.finding import find
from kg.store import names
from kg.store.models import Speaker

WORDS = 6
"""Of so many words of a query each run is looked up as a name."""


def no_claim(session: Session, selection: Selection) -> str:
    """That no claim is meant, and how to mean a speaker where words of the query name one.

    A word that stands in nobody's statements is often the name of a speaker, of whom it does not
    mean the claims.
    """
    said = "No claim meets these conditions."
    if (name := next(_speakers(session, selection), None)) is not None:
        said += f' A speaker is meant by speaker:"{brief(name)}".'
    return said


def _speakers(session: Session, selection: Selection) -> Iterator[str]:
    """How speakers are called whom words of a query name, in full first."""
    words = selection.words[:WORDS]
    runs = [" ".join(words[start:end]) for start, end in combinations(range(len(words) + 1), 2)]
    runs = [*selection.phrases, *sorted(runs, key=len, reverse=True)]
    for run in runs:
        for row_id in names.rows_called(session, Speaker.__tablename__, run):
            yield from names.of(session, Speaker.__tablename__, row_id)[:1]
    for run in runs:
        parts = {*key(run).split("-")}
        for name in find.near(session, Speaker, run):
            if parts < {*key(name).split("-")}:
                yield name

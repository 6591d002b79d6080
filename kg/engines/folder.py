"""A notebook in memory of what a folder of Parquet says beside its positions."""

from datetime import date
from pathlib import Path

from sqlalchemy.engine import Connection
from sqlalchemy.exc import StatementError
from sqlalchemy.orm import Session

from kg.domain.selection import Selection
from kg.errors import Invalid
from kg.formats import parquet
from kg.store import database, indexing, names
from kg.store.bulk import defer_constraints, insert_rows
from kg.store.database import Database
from kg.store.models import Base

READ = (
    *("speakers", "concepts", "claims", "about"),
    *("links", "predictions", "readings", "resolutions"),
)
"""The files that are read, beside positions: those that camps, ground and queries speak of."""

OF_POSITIONS = {
    "speakers": "speaker:",
    "sources": "source:",
    "stances": "stance:",
    "words": "words to search for",
    "phrases": "words to search for",
    "said_from": "said:",
    "said_to": "said:",
}
"""Conditions that only positions can meet, and how people write them."""


def opened(folder: Path, selection: Selection, as_of: date | None = None) -> Database:
    """The notebook of a folder, without its positions; raises KgError where it cannot be read.

    What is needed to find claims by name is made only where something is asked for.
    """
    parquet.check(folder)
    _refuse_what_positions_tell(selection, as_of)

    def fill(connection: Connection) -> None:
        with Session(connection) as session:
            defer_constraints(session)
            for name in READ:
                table = Base.metadata.tables[parquet.FILES[name]]
                try:
                    for rows in parquet.rows(folder, name):
                        insert_rows(session, table, rows)
                except StatementError as error:
                    raise parquet.unreadable(folder, name, error.orig) from None
            if not selection.everything:
                names.rebuild(session)
                indexing.rebuild(session)
            session.flush()

    return database.create("sqlite://", language=parquet.language(folder), fill=fill)


def _refuse_what_positions_tell(selection: Selection, as_of: date | None) -> None:
    asked = [written for name, written in OF_POSITIONS.items() if getattr(selection, name)]
    if as_of is not None and selection.around is not None:
        # Links lead on over claims of which something was said by then.
        asked.append("near: as of a day")
    if asked:
        raise Invalid(
            f"Of a folder claims cannot be asked for by {asked[0]}.",
            "Ask by about:, kind:, tag:, outcome:, due: or text:, or export only these claims: "
            "kg export FOLDER --format parquet QUERY.",
        )
    for one in selection.without:
        _refuse_what_positions_tell(one, as_of)

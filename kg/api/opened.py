"""A notebook that is open: its sessions, and what all that asks it shares."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from types import TracebackType
from typing import Any, Self

from sqlalchemy.orm import Session

from kg import settings
from kg.domain.selection import Selection
from kg.errors import Invalid
from kg.notebook import asof
from kg.notebook.changing import meanwhile
from kg.notebook.finding import selecting
from kg.store import database
from kg.store.history import TABLES

Card = dict[str, Any]


class Opened:
    """A notebook that is open."""

    def __init__(self, opened: database.Database) -> None:
        self.database = opened

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        place = self.database.url.database if self.database.path is None else None
        return f"<kg.Notebook {place if place == ':memory:' else self.database.place}>"

    def close(self) -> None:
        """Let go of the file."""
        self.database.close()

    @contextmanager
    def transaction(
        self,
        what: str,
        *,
        seen: int | None = None,
        of: Mapping[str, Collection[int]] | None = None,
    ) -> Iterator[Session]:
        """A session for several changes that come to be together, named `what` in the history.

        What takes long to prepare says by `seen` which change was the last when it was read, as
        `history(1)` tells, and by `of` which rows it is about: such as ``{"claim": [3]}``. When
        somebody changed one of these since, or what hangs on a claim, Overtaken is raised, which
        tells what was changed. Raises Invalid where `of` is missing or names no table.

        It is for the functions of `kg.notebook`, which take a session:

        >>> import kg
        >>> from kg.notebook import speakers
        >>> notebook = kg.create(":memory:")
        >>> with notebook.transaction("two speakers") as session:
        ...     ada, charles = speakers.add(session, "Ada"), speakers.add(session, "Charles")
        >>> notebook.history()[0]["counts"]
        [{'action': 'added', 'table': 'speaker', 'rows': 2}]
        """
        with self.database.transaction(what) as session:
            if seen is not None:
                _refuse_unknown(of)
                rows = {table: set(ids) for table, ids in (of or {}).items()}
                for table, ids in meanwhile.hanging_on(session, rows.get("claim", set())).items():
                    rows[table] = rows.get(table, set()) | ids
                meanwhile.refuse(session, seen, rows, "Read it again, and change it then.")
            yield session


def _refuse_unknown(of: Mapping[str, Collection[int]] | None) -> None:
    """Raise Invalid where nothing would be guarded that somebody believes to be."""
    if not of:
        raise Invalid(
            "seen alone does not say what was read.", 'Say so by of, such as of={"claim": [3]}.'
        )
    for table in of:
        if table not in TABLES:
            raise Invalid(
                f"of names {table!r}, which is no table.", f"There are {', '.join(sorted(TABLES))}."
            )


def asked(
    session: Session, as_of: str | date | None, chosen: Selection | None = None
) -> tuple[date, date | None, list[int] | None]:
    """Today, the day as of which things count, and the claims that are meant, None being all."""
    today, day = days(as_of)
    claims = None
    if chosen is not None and not chosen.everything:
        claims = selecting.claim_ids(session, chosen, today, day)
    return today, day, claims


def days(as_of: date | str | None) -> tuple[date, date | None]:
    """Today, and the day as of which things count."""
    today = settings.today()
    return today, asof.day_of(None if as_of is None else str(as_of), today)


def only(found: list[Card]) -> Card:
    """The one card of a list that has no more."""
    (one,) = found
    return one

"""By which engine stances are gathered, and from where: as commands and Python choose it."""

import os
from collections.abc import Callable, Collection
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from kg.domain.selection import Selection
from kg.errors import Invalid

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from kg.domain.agreeing.stands import Taken
    from kg.engines.stances import Engine
    from kg.engines.with_spark import Tell
    from kg.store.database import Database

LOCAL = "local[*]"
"""Where Spark runs unless it is told: this machine alone, with all its processors."""

JAR = "KG_JDBC_JAR"
"""Names PostgreSQL's driver for Spark."""


class Name(StrEnum):
    """By whom stances are gathered."""

    BUILTIN = "builtin"
    DUCKDB = "duckdb"
    SPARK = "spark"


Spelled = Callable[[str, str], str]
"""How a choice is written, by its name and value, where the person stands who made it."""


@dataclass(frozen=True)
class Chosen:
    """Which engine gathers stances, and from where."""

    engine: Name
    folder: Path | None
    master: str
    jar: Path | None

    def opened(self, selection: Selection, as_of: date | None) -> "Database | None":
        """The folder as a notebook without its positions; None where none is read."""
        if self.folder is None:
            return None
        from kg.engines import folder

        return folder.opened(self.folder, selection, as_of)

    def started(self, session: "Session", place: str, tell: "Tell | None") -> "Engine | None":
        """The engine, for a notebook at that place or the folder; None for the notebook's own."""
        if self.engine is Name.BUILTIN:
            return None
        if self.engine is Name.DUCKDB:
            from kg.engines.with_duckdb import DuckDb

            assert self.folder is not None
            return DuckDb(self.folder)
        from kg.engines import positions, spark_session
        from kg.engines.with_spark import Spark

        settings: dict[str, str] = {}
        if self.folder is not None:
            where = positions.of_folder(self.folder)
        else:
            jar = self.jar or (Path(named) if (named := os.environ.get(JAR)) else None)
            where, settings = positions.of_server(session, place, jar)
        return Spark(spark_session.Session(self.master, settings), where, tell)


@dataclass(frozen=True)
class Gathering:
    """Gathers stances by the engine that was chosen, which runs from when it is asked for."""

    chosen: Chosen
    session: "Session"
    place: str = field(repr=False)
    """Where the notebook of that session is, with the password of its URL."""
    until: ExitStack
    """At whose end the engine is let go of."""
    tell: "Tell | None" = None

    def __call__(self, claims: Collection[int] | None, as_of: date | None) -> "Taken | None":
        """What was said of these claims; None where the notebook itself is asked."""
        engine = self.chosen.started(self.session, self.place, self.tell)
        if engine is None:
            return None
        self.until.callback(engine.close)
        return engine.take(claims, as_of)


def choose(
    engine: Name | None,
    folder: Path | None,
    master: str | None,
    jar: Path | None,
    spelled: Spelled,
) -> Chosen:
    """What was chosen; raises Invalid where parts of it do not go together."""
    name = engine or (Name.BUILTIN if folder is None else Name.DUCKDB)
    if name is Name.BUILTIN and folder is not None:
        raise Invalid(
            f"The builtin engine reads notebooks: leave out {spelled('from', '')}, or "
            f"{spelled('engine', name)}."
        )
    if name is Name.DUCKDB and folder is None:
        raise Invalid(
            "DuckDB reads a folder of Parquet: kg export --format parquet FOLDER, then "
            f"{spelled('from', 'FOLDER')}."
        )
    if name is not Name.SPARK and (master or jar):
        word = spelled("master" if master else "jdbc-jar", "")
        raise Invalid(f"{word} goes with {spelled('engine', Name.SPARK)}.")
    if jar and folder:
        raise Invalid(
            f"{spelled('jdbc-jar', '')} is for a server: leave it out, or {spelled('from', '')}."
        )
    return Chosen(name, folder, master or LOCAL, jar)

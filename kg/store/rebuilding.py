"""What SQLite needs so that migrations may rebuild its tables."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import text
from sqlalchemy.engine import Connection

from kg.errors import NotebookError


@contextmanager
def rebuilding(connection: Connection, place: str) -> Iterator[None]:
    """A transaction in which tables may be dropped and renamed though others point at them.

    Raises NotebookError, and changes nothing, when rows point at nothing at its end.
    """
    # Foreign keys can be turned off only outside of a transaction, hence past SQLAlchemy, which
    # begins one before it says anything.
    driver: Any = connection.connection.dbapi_connection
    driver.execute("PRAGMA foreign_keys = OFF")
    try:
        with connection.begin():
            given = _numbers_given(connection)
            yield
            _keep_numbers_given(connection, given)
            _refuse_loose_ends(connection, place)
    finally:
        driver.execute("PRAGMA foreign_keys = ON")


def _numbers_given(connection: Connection) -> dict[str, int]:
    """The highest number that each table ever gave to a row."""
    if not connection.dialect.has_table(connection, "sqlite_sequence"):
        return {}
    return dict(connection.execute(text("SELECT name, seq FROM sqlite_sequence")).all())


def _keep_numbers_given(connection: Connection, given: dict[str, int]) -> None:
    """Let no number be given twice: SQLite forgets those of removed rows with a rebuilt table."""
    for name, now in (given | _numbers_given(connection)).items():
        row = {"name": name, "number": max(now, given.get(name, 0))}
        # The table has no constraint by which one statement could do both.
        connection.execute(text("DELETE FROM sqlite_sequence WHERE name = :name"), row)
        connection.execute(text("INSERT INTO sqlite_sequence VALUES (:name, :number)"), row)


def _refuse_loose_ends(connection: Connection, place: str) -> None:
    loose = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if loose is not None:
        raise NotebookError(
            f"Rows of {loose[0]} in the notebook {place} would point at nothing; "
            "nothing was changed."
        )

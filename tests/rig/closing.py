"""Who opens a notebook closes it, too: tells what a test has left open."""

from collections.abc import Iterator
from contextlib import contextmanager
from sqlite3 import ProgrammingError
from typing import Any

from sqlalchemy import event
from sqlalchemy.pool import Pool

from kg.store.database import Database

_made: list[Any] = []
"""The connections that were made since a test began."""


@event.listens_for(Pool, "connect")
def _note(connection: Any, record: object) -> None:
    _made.append(connection)


def to_the_end(notebook: Database) -> Database:
    """Let a notebook in memory stay open, as several tests share it."""
    with notebook.engine.connect() as connection:
        _made.remove(connection.connection.dbapi_connection)
    return notebook


@contextmanager
def made_meanwhile() -> Iterator[list[Any]]:
    """The connections that are made in the block, as they are at its end."""
    _made.clear()
    found: list[Any] = []
    yield found
    found += _made
    _made.clear()


def left_open(connections: list[Any]) -> list[str]:
    """To what those of them are that nobody has closed."""
    return sorted(place for one in connections if (place := _open_to(one)))


def _open_to(connection: Any) -> str:
    """A notebook's place, or nothing when the connection is closed."""
    if hasattr(connection, "info"):
        return "" if connection.closed else f"{connection.info.dbname} on a server"
    try:
        return connection.execute("PRAGMA database_list").fetchone()[2] or "a notebook in memory"
    except ProgrammingError:
        return ""

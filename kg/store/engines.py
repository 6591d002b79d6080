"""Connections to a notebook's database: how each transaction begins, and how long it waits."""

import sqlite3
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import URL, Connection
from sqlalchemy.pool import NullPool, StaticPool

from kg.errors import NotebookError
from kg.store.types import as_json

PATIENCE = 30_000
"""Milliseconds that a change waits for another process to finish its own."""


def engine_of(url: URL, path: Path | None, read_only: bool) -> Engine:
    """The engine of a database at a URL, or in the file at `path`."""
    if url.get_backend_name() != "sqlite":
        try:
            # One connection is kept for what comes next, as making one takes longer than most of
            # what is asked; that it still stands is seen before it is used.
            engine = create_engine(
                url,
                pool_size=1,
                max_overflow=-1,
                pool_pre_ping=True,
                json_serializer=as_json,
                use_native_hstore=False,
            )
        except ModuleNotFoundError:
            raise NotebookError(
                "The driver for PostgreSQL is not installed.",
                "Run pip install 'kg-notebook[postgres]'.",
            ) from None
        event.listen(engine, "begin", _on_begin_at_server)
        return engine
    options: dict[str, Any] = {"poolclass": NullPool}
    if path is None:
        options = {"poolclass": StaticPool, "connect_args": {"check_same_thread": False}}
    elif read_only:
        options["creator"] = lambda: _connect_for_reading(path)
    engine = create_engine(url, json_serializer=as_json, **options)
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    return engine


def _connect_for_reading(path: Path) -> sqlite3.Connection:
    # `immutable` reads a write-ahead notebook from a folder in which no -shm file can be made.
    quiet = "" if Path(f"{path}-wal").exists() else "&immutable=1"
    return sqlite3.connect(f"file:{quote(str(path))}?mode=ro{quiet}", uri=True)


def _on_connect(connection: sqlite3.Connection, _: object) -> None:
    # SQLAlchemy begins transactions itself (below), so that reads see one state and writers queue.
    connection.isolation_level = None
    for pragma in ("foreign_keys = ON", f"busy_timeout = {PATIENCE}", "synchronous = FULL"):
        connection.execute(f"PRAGMA {pragma}")


def _on_begin(connection: Connection) -> None:
    if connection.get_execution_options().get("kg_writing"):
        connection.exec_driver_sql("PRAGMA query_only = OFF")
        # Write-ahead logging lets readers go on while one process writes; the file remembers it.
        connection.exec_driver_sql("PRAGMA journal_mode = WAL")
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        connection.exec_driver_sql("PRAGMA query_only = ON")
        connection.exec_driver_sql("BEGIN")


def _on_begin_at_server(connection: Connection) -> None:
    if connection.get_execution_options().get("kg_writing"):
        # As in SQLite, changes come one after the other: an import gives numbers ahead, and an undo
        # must see all that rests on what it takes back. What a server may have as its default would
        # show each change the notebook as it was before it waited.
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL READ COMMITTED")
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = {PATIENCE}")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_QUEUE})")
    else:
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")


_QUEUE = 0x6B67
"""The number of the lock for which changes on a server queue; it is ours within one database."""

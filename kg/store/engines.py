"""Connections to a notebook's database: how each transaction begins, and how long it waits."""

import os
import sqlite3
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import URL, Connection
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.pool import NullPool, StaticPool

from kg.errors import NotebookError
from kg.store.types import as_json, json_reader

PATIENCE = 30_000
"""Milliseconds that a change waits for another process to finish its own."""

DURABLE = "FULL"
"""How far SQLite waits for the disk: what was said to be done is there after a loss of power."""


CONNECTING = 15
"""Seconds that a server may take to answer at all, unless the URL or PGCONNECT_TIMEOUT says so."""

SHM_PAGE = 32_768
"""Bytes of the least index that SQLite keeps of a log; on a full disk there are fewer."""

NETWORK = {
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
    "tcp_user_timeout": 60_000,
}
"""By which a network that has gone silent is noticed within a minute, not within hours."""


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
                connect_args=_asked_of_server(url),
            )
        except ModuleNotFoundError:
            raise NotebookError(
                "The driver for PostgreSQL is not installed.",
                "Run pip install 'kg-notebook[postgres]'.",
            ) from None
        event.listen(engine, "begin", _on_begin_at_server)
        return engine
    options: dict[str, Any] = {"pool_size": 1, "max_overflow": -1}
    if path is None:
        options = {"poolclass": StaticPool, "connect_args": {"check_same_thread": False}}
    elif read_only:
        options = {"poolclass": NullPool, "creator": lambda: _connect_for_reading(path)}
    else:
        options["creator"] = lambda: _connect(path)
    read_json = json_reader(str(path or url))
    engine = create_engine(url, json_serializer=as_json, json_deserializer=read_json, **options)
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    if path is not None and not read_only:
        event.listen(engine, "checkin", lambda kept, _: kept and kept.lay_aside(path))
        event.listen(engine, "checkout", lambda kept, *_: kept.refuse_others(path))
    return engine


def _asked_of_server(url: URL) -> dict[str, Any]:
    """What the driver is to do where the URL says nothing of it; texts are UTF-8 in any case."""
    patience: dict[str, Any] = dict(NETWORK)
    if not os.environ.get("PGCONNECT_TIMEOUT"):
        patience["connect_timeout"] = CONNECTING
    return {k: v for k, v in patience.items() if k not in url.query} | {"client_encoding": "utf8"}


class _Kept(sqlite3.Connection):
    """A connection that is kept for what comes next: opening and closing cost most of a change.

    The file may be put aside meanwhile and another one in its place. And where this process reads
    the file past SQLite, that ends SQLite's locks on it, so that another process may take itself
    for the last one and remove the log. So who takes the connection again sees that the files it
    has open are the ones in place: while it has them open, no other file gets their numbers.
    """

    opened: "_Place" = None
    log: "_Place" = None
    laid_aside_by: int | None = None

    def lay_aside(self, path: Path) -> None:
        """Remember which file is its log, and which process it belongs to."""
        self.log, self.laid_aside_by = _at(Path(f"{path}-wal")), os.getpid()

    def refuse_others(self, path: Path) -> None:
        """Let a new connection be made where other files are in place, or in another process."""
        if self.laid_aside_by is not None and (
            self.laid_aside_by != os.getpid()
            or self.opened != _at(path)
            or self.log != _at(Path(f"{path}-wal"))
        ):
            raise DisconnectionError


_Place = tuple[int, int] | None
"""A file's device and number on it."""


def _at(path: Path) -> _Place:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _connect(path: Path) -> _Kept:
    # Looked at first: should another file take its place meanwhile, that is seen the next time.
    opened = _at(path)
    # A connection goes from one thread to the next, and never belongs to two.
    connection = sqlite3.connect(path, factory=_Kept, check_same_thread=False)
    connection.opened = opened or _at(path)
    return connection


def is_log_empty(path: Path) -> bool:
    """Whether all that a notebook holds stands in its file: nothing in the log beside it."""
    try:
        return not Path(f"{path}-wal").stat().st_size
    except FileNotFoundError:
        return True


def _is_open(path: Path) -> bool:
    """Whether somebody has a notebook open, or had when it crashed: by the index of its log."""
    try:
        return Path(f"{path}-shm").stat().st_size >= SHM_PAGE
    except FileNotFoundError:
        return False


def _connect_for_reading(path: Path) -> sqlite3.Connection:
    # `immutable` reads a write-ahead notebook from a folder in which no -shm file can be made. It
    # looks at no locks, and so is only for one that nobody else has open.
    quiet = "&immutable=1" if is_log_empty(path) and not _is_open(path) else ""
    return sqlite3.connect(f"file:{quote(str(path))}?mode=ro{quiet}", uri=True)


def _on_connect(connection: sqlite3.Connection, _: object) -> None:
    # SQLAlchemy begins transactions itself (below), so that reads see one state and writers queue.
    connection.isolation_level = None
    try:
        for pragma in (
            "foreign_keys = ON",
            f"busy_timeout = {PATIENCE}",
            f"synchronous = {DURABLE}",
        ):
            connection.execute(f"PRAGMA {pragma}")
    except BaseException:
        # Nobody else would: the pool does not know it yet.
        connection.close()
        raise


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

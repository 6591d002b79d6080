"""Opening a notebook's database, and reading and changing it in one transaction at a time."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import Any
from urllib.parse import quote

from sqlalchemy import Engine, create_engine, event, insert, inspect, text
from sqlalchemy.engine import URL, Connection, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool, StaticPool

from kg.domain.keys import new_uid
from kg.errors import Invalid, KgError, NotebookError
from kg.settings import curator as settings_curator
from kg.store import history, views
from kg.store.files import check_file, make_room
from kg.store.models import SCHEMA, Base, Property
from kg.store.rebuilding import rebuilding
from kg.store.troubles import troubles_named
from kg.store.types import as_json

PATIENCE = 30_000
"""Milliseconds that a change waits for another process to finish its own."""


class Database:
    """A notebook's database at the schema that this program knows."""

    def __init__(self, url: URL, *, read_only: bool = False) -> None:
        self.url = url
        self.read_only = read_only
        self.engine = _engine(url, read_only)
        self.writing = self.engine.execution_options(kg_writing=True)
        self._in_use = Lock()

    @property
    def path(self) -> Path | None:
        """The file it lives in, or None when it lives on a server or in memory."""
        return path_of(self.url)

    @property
    def place(self) -> str:
        """Where it is, for people: the path, or the URL without its password."""
        return place_of(self.url)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session that sees one state of the notebook and changes nothing."""
        with (
            self._one_at_a_time(),
            troubles_named(self.place),
            Session(self.engine, autoflush=False) as session,
        ):
            yield session
            session.rollback()

    @contextmanager
    def transaction(self, command: str, curator: str | None = None) -> Iterator[Session]:
        """A session whose changes all come to be, as one batch of the history, or none.

        `command` says for the history what is done.
        """
        with (
            self._one_at_a_time(),
            troubles_named(self.place),
            Session(self.writing, expire_on_commit=False) as session,
        ):
            history.begin(session, command, curator or settings_curator(), datetime.now(UTC))
            with session.begin():
                yield session

    @contextmanager
    def _one_at_a_time(self) -> Iterator[None]:
        """In memory all sessions share one connection: the end of one would end the others, too."""
        if self.url.get_backend_name() != "sqlite" or self.path is not None:
            yield
            return
        if not self._in_use.acquire(blocking=False):
            raise NotebookError(
                "A notebook in memory does one thing at a time.", "End the other session first."
            )
        try:
            yield
        finally:
            self._in_use.release()

    @contextmanager
    def transaction_for_upgrade(self) -> Iterator[Connection]:
        """A connection in one transaction, in which SQLite lets tables be rebuilt.

        Raises NotebookError, and changes nothing, when rows point at nothing at its end.
        """
        with self.writing.connect() as connection:
            if connection.dialect.name == "sqlite":
                with rebuilding(connection, self.place):
                    yield connection
            else:
                with connection.begin():
                    yield connection

    def close(self) -> None:
        """Let go of the file or server."""
        self.engine.dispose()


def open(place: str | Path, *, any_schema: bool = False) -> Database:
    """The notebook at a path or database URL.

    Raises NotebookError when there is none, when it is something else, or when its schema is not
    this program's (unless `any_schema`, for upgrading).
    """
    url = url_of(place)
    path = path_of(url)
    if path is not None:
        check_file(path)
    # A change needs a second file beside the notebook, so its folder must be writable, too.
    read_only = path is not None and not all(
        os.access(one, os.W_OK) for one in (path, path.absolute().parent)
    )
    database = Database(url, read_only=read_only)
    with _closed_on_error(database), database.engine.connect() as connection:
        found = schema_of(connection)
        if found is None:
            raise NotebookError(
                f"{database.place} is a database, but not a notebook of kg.",
                "Name another one with --database, or make one with kg init.",
            )
        if not any_schema and found != SCHEMA:
            raise _other_schema(database.place, found)
    return database


def create(
    place: str | Path,
    *,
    language: str = "en",
    fill: Callable[[Connection], None] | None = None,
) -> Database:
    """A new, empty notebook at a path or database URL; raises NotebookError where something is.

    What `fill` puts into it comes to be with it, or neither does.
    """
    url = url_of(place)
    path = path_of(url)
    if path is not None:
        make_room(path)
    database = Database(url)
    with _closed_on_error(database), database.writing.begin() as connection:
        if schema_of(connection) is not None:
            raise NotebookError(
                f"There is a notebook at {database.place} already.",
                "Use it as it is, or name another place with --database.",
            )
        if inspect(connection).get_table_names():
            raise NotebookError(
                f"The database {database.place} holds something else.",
                "Name another place with --database.",
            )
        _lay_out(connection, language)
        if fill is not None:
            fill(connection)
    return database


@contextmanager
def _closed_on_error(database: Database) -> Iterator[None]:
    try:
        with troubles_named(database.place):
            yield
    except BaseException:
        database.close()
        raise


def url_of(place: str | Path) -> URL:
    """The database URL for a path or a URL, with the driver that kg uses.

    Raises Invalid for a URL that cannot be read or names another sort of database.
    """
    if isinstance(place, Path) or "://" not in place:
        if str(place) == ":memory:":
            return URL.create("sqlite", database=":memory:")
        return URL.create("sqlite", database=str(_at_home(Path(place)).absolute()))
    try:
        url = make_url(place)
    except (ArgumentError, ValueError):
        # The URL itself is not shown, for it may hold a password.
        raise Invalid(
            "The database URL cannot be read.", "Write it as postgresql://user@host/name."
        ) from None
    backend = url.get_backend_name()
    if backend not in _DRIVERS:
        raise Invalid(
            f"kg keeps notebooks in SQLite or PostgreSQL, not in {backend}.",
            "Name a file, or a URL that begins with postgresql://.",
        )
    return url.set(drivername=_DRIVERS[backend])


_DRIVERS = {
    "sqlite": "sqlite",
    "postgresql": "postgresql+psycopg",
    "postgres": "postgresql+psycopg",
}


def _at_home(path: Path) -> Path:
    try:
        return path.expanduser()
    except RuntimeError:
        raise Invalid(f"{path} is in nobody's home.", "Write the whole path.") from None


def path_of(url: URL) -> Path | None:
    """The file behind a URL, or None when there is none."""
    if url.get_backend_name() != "sqlite" or not url.database or url.database == ":memory:":
        return None
    return Path(url.database)


def place_of(url: URL) -> str:
    """A URL as people may see it: a path, or the URL without its password."""
    # What follows a question mark may be a password, too.
    return str(path_of(url) or url.set(query={}).render_as_string(hide_password=True))


def schema_of(connection: Connection) -> str | None:
    """The migration at which a database stands, by plain SQL, or None when it is no notebook."""
    # Other programs use Alembic, too.
    for table in ("alembic_version", "revision", "property"):
        if not connection.dialect.has_table(connection, table):
            return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _lay_out(connection: Connection, language: str) -> None:
    # Nothing is there, as `create` has seen.
    Base.metadata.create_all(connection, checkfirst=False)
    connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) PRIMARY KEY)"))
    connection.execute(
        text("INSERT INTO alembic_version (version_num) VALUES (:schema)"), {"schema": SCHEMA}
    )
    connection.execute(
        insert(Property),
        [
            {"key": "uid", "value": new_uid("notebook")},
            {"key": "language", "value": language},
        ],
    )
    views.make(connection)


def _engine(url: URL, read_only: bool) -> Engine:
    if url.get_backend_name() != "sqlite":
        try:
            engine = create_engine(url, poolclass=NullPool, json_serializer=as_json)
        except ModuleNotFoundError:
            raise NotebookError(
                "The driver for PostgreSQL is not installed.",
                "Run pip install 'kg-notebook[postgres]'.",
            ) from None
        event.listen(engine, "begin", _on_begin_at_server)
        return engine
    options: dict[str, Any] = {"poolclass": NullPool}
    path = path_of(url)
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
        # must see all that rests on what it takes back.
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = {PATIENCE}")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_QUEUE})")
    else:
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")


_QUEUE = 0x6B67
"""The number of the lock for which changes on a server queue; it is ours within one database."""


def _other_schema(place: str, found: str) -> KgError:
    if found < SCHEMA:
        return NotebookError(
            f"The notebook {place} was made by an older version of kg.",
            "Run kg db upgrade: it makes a backup first.",
        )
    return NotebookError(
        f"The notebook {place} was made by a newer version of kg; nothing was changed.",
        "Install that version: pip install --upgrade kg-notebook.",
    )

"""Opening a notebook's database, and reading and changing it in one transaction at a time."""

import os
import re
import shlex
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from weakref import finalize

from sqlalchemy import insert, inspect, text
from sqlalchemy.engine import URL, Connection, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.orm import Session

from kg.domain.keys import new_uid
from kg.errors import Damaged, DiskFull, Invalid, KgError, NotebookError
from kg.settings import curator as settings_curator
from kg.store import history, views
from kg.store.engines import engine_of, is_log_empty
from kg.store.files import beside, check_file, make_room, put, refuse_logs
from kg.store.lost import fate_known
from kg.store.models import SCHEMA, Base, Property
from kg.store.rebuilding import rebuilding
from kg.store.troubles import damaged, troubles_named


class Database:
    """A notebook's database at the schema that this program knows."""

    def __init__(self, url: URL, *, read_only: bool = False) -> None:
        self.url = url
        self.read_only = read_only
        self.reads_file_alone = False
        self.engine = engine_of(url, path_of(url), read_only)
        self.writing = self.engine.execution_options(kg_writing=True)
        self._in_use = Lock()
        # Also where nobody closes it, a server is told that its connection is over.
        finalize(self, self.engine.dispose)

    @property
    def path(self) -> Path | None:
        """The file it lives in, or None when it lives on a server or in memory."""
        return path_of(self.url)

    @property
    def place(self) -> str:
        """Where it is, for people: the path, or the URL without its password."""
        return place_of(self.url)

    def refuse_readers(self) -> None:
        """Raise NotebookError when this user may only look; before work that would be in vain."""
        if self.read_only:
            raise NotebookError(
                f"The notebook {self.place} cannot be changed: it is read-only.",
                "Change its permissions or copy it.",
            )
        if self.url.get_backend_name() != "sqlite":
            asked = text(
                "SELECT has_table_privilege('claim', 'INSERT') AND NOT pg_is_in_recovery()"
            )
            with troubles_named(self.place), self.engine.connect() as connection:
                if not connection.scalar(asked):
                    raise NotebookError(
                        f"The notebook {self.place} may not be changed by this user.",
                        "Ask its owner for the right to.",
                    )

    @property
    def curator(self) -> str | None:
        """Who makes changes here: whom the environment names, else the user of the server."""
        return settings_curator() or self.url.username

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
            troubles_named(self.place, "changed"),
            Session(self.writing, expire_on_commit=False) as session,
        ):
            history.begin(session, command, curator or self.curator, datetime.now(UTC))
            # A new connection that is to change something waits for the end of the lost one.
            look = lambda: Session(self.writing)  # noqa: E731
            with fate_known(self.place, session, look) as course, session.begin():
                yield session
                if session.in_transaction():
                    session.flush()
                course.told = True

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

    def read_file_alone(self) -> None:
        """Read past the log, which holds nothing: so on a full disk a notebook is read still."""
        self.reads_file_alone = True
        self.engine = engine_of(self.url, self.path, read_only=True)

    def close(self) -> None:
        """Let go of the file or server, and of what was kept to ask it again."""
        self.writing.dispose()
        self.engine.clear_compiled_cache()


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
    with _closed_on_error(database, database.place):
        found = _found_at(database)
        if found == "":
            wrong = damaged(database.place, ": it does not say its version", opening=True)
            if database.path is None:
                wrong = Damaged(wrong.message, "Ask its keeper for a backup of it.")
            raise wrong
        if found is None:
            raise Damaged(
                f"{database.place} is a database, but not a notebook of kg.",
                "Name another one with --database, or make one with kg init.",
            )
        if not any_schema and found != SCHEMA:
            raise _other_schema(database, found)
    return database


def _found_at(database: Database) -> str | None:
    try:
        with (
            troubles_named(database.place, opening=True),
            database.engine.connect() as connection,
        ):
            return schema_of(connection)
    except DiskFull:
        if database.path is None or not is_log_empty(database.path):
            raise
        database.read_file_alone()
        with database.engine.connect() as connection:
            return schema_of(connection)


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
    if path is None:
        return _laid_out(url, place_of(url), language, fill)
    make_room(path)
    if path.exists():
        return _laid_out(url, str(path), language, fill)
    refuse_logs(path)
    try:
        with beside(path) as part:
            _laid_out(url.set(database=str(part)), str(path), language, fill).close()
            if not is_log_empty(part):
                # SQLite says nothing when the last of it finds no room in the file.
                raise DiskFull(
                    f"The notebook {path} cannot be made: the disk is full.",
                    "Free some space, or name another place.",
                )
            put(part, path)
    except FileExistsError:
        raise _made_already(str(path)) from None
    except OSError as error:
        raise NotebookError(
            f"The notebook {path} cannot be made: {error.strerror}.",
            "Name another place with --database.",
        ) from None
    return Database(url)


def _laid_out(
    url: URL, place: str, language: str, fill: Callable[[Connection], None] | None
) -> Database:
    database = Database(url)
    with _closed_on_error(database, place, "changed"), database.writing.begin() as connection:
        if schema_of(connection) is not None:
            raise _made_already(place)
        if inspect(connection).get_table_names():
            raise NotebookError(
                f"The database {place} holds something else.",
                "Name another place with --database.",
            )
        _refuse_narrow(connection, place)
        _lay_out(connection, language)
        if fill is not None:
            fill(connection)
    return database


def _refuse_narrow(connection: Connection, place: str) -> None:
    if connection.dialect.name == "postgresql":
        encoding = connection.scalar(text("SHOW server_encoding"))
        if encoding != "UTF8":
            raise NotebookError(
                f"The database {place} cannot hold every script: its encoding is {encoding}.",
                "Make one that can: createdb --encoding UTF8 --template template0 NAME.",
            )


def _made_already(place: str) -> NotebookError:
    return NotebookError(
        f"There is a notebook at {place} already.",
        "Use it as it is, or name another place with --database.",
    )


@contextmanager
def _closed_on_error(database: Database, place: str, done: str = "read") -> Iterator[None]:
    try:
        with troubles_named(place, done, opening=True):
            yield
    except BaseException:
        database.close()
        raise


def url_of(place: str | Path) -> URL:
    """The database URL for a path or a URL, with the driver that kg uses.

    Raises Invalid for a URL that cannot be read or names another sort of database.
    """
    if isinstance(place, str) and re.match(r"postgres(ql)?(\+\w+)?:(?!//)", place):
        raise _unreadable_url()
    if isinstance(place, Path) or "://" not in place:
        if str(place) == ":memory:":
            return URL.create("sqlite", database=":memory:")
        return URL.create("sqlite", database=_followed(str(_at_home(Path(place)).absolute())))
    try:
        url = make_url(place)
    except (ArgumentError, ValueError):
        raise _unreadable_url() from None
    backend = url.get_backend_name()
    if backend not in _DRIVERS:
        raise Invalid(
            f"kg keeps notebooks in SQLite or PostgreSQL, not in {backend}.",
            "Name a file, or a URL that begins with postgresql://.",
        )
    url = url.set(drivername=_DRIVERS[backend])
    return url.set(database=_followed(str(path))) if (path := path_of(url)) else url


def _unreadable_url() -> Invalid:
    # The URL itself is not shown, for it may hold a password.
    return Invalid("The database URL cannot be read.", "Write it as postgresql://user@host/name.")


_DRIVERS = {
    "sqlite": "sqlite",
    "postgresql": "postgresql+psycopg",
    "postgres": "postgresql+psycopg",
}


def _followed(path: str) -> str:
    """The file to which a link leads, for SQLite's log and kg's copies stand beside that one."""
    return os.path.realpath(path) if os.path.islink(path) else path  # noqa: PTH114  # never fails


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
    """The migration at which a database stands, by plain SQL.

    None when it is no notebook, and nothing when it is one that does not say.
    """
    # Other programs use Alembic, too.
    wanted = ("alembic_version", "revision", "property")
    if connection.dialect.name == "postgresql":
        asked = " AND ".join(f"to_regclass('{table}') IS NOT NULL" for table in wanted)
        if not connection.scalar(text(f"SELECT {asked}")):
            return None
    elif not all(connection.dialect.has_table(connection, table) for table in wanted):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar() or ""


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


def _other_schema(database: Database, found: str) -> KgError:
    if found < SCHEMA:
        # It need not be the one that commands mean: another may be merged or copied.
        return NotebookError(
            f"The notebook {database.place} was made by an older version of kg.",
            "Let its owner back it up and run kg db upgrade on it."
            if database.path is None
            else f"Run kg --database {shlex.quote(database.place)} db upgrade: "
            "it makes a backup first.",
        )
    return NotebookError(
        f"The notebook {database.place} was made by a newer version of kg; nothing was changed.",
        "Install that version: pip install --upgrade kg-notebook.",
    )

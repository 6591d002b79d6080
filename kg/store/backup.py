"""Copying a notebook while others may be using it, and taking a copy back."""

import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from itertools import chain, count
from pathlib import Path
from typing import Any

from sqlalchemy import inspect, text

from kg.errors import Conflict, Damaged, NotebookError
from kg.store import database as databases
from kg.store.database import Database
from kg.store.files import beside, check_copy, make_room, put, refuse_logs, settle
from kg.store.models import SCHEMA, Base
from kg.store.troubles import troubles_named


def backup_to(database: Database, copy: Path) -> None:
    """Write a consistent copy of a notebook in SQLite to `copy`, which must not exist.

    The copy appears when all of it is written. Raises NotebookError when it cannot be written.
    """
    if os.path.lexists(copy):
        raise _taken(copy)
    refuse_logs(copy)
    with _copied_beside(database, copy) as part:
        put(part, copy)


@contextmanager
def _copied_beside(database: Database, copy: Path) -> Iterator[Path]:
    """A copy under another name, to be put in its place."""
    try:
        with beside(copy) as part:
            _copy(database, part)
            yield part
    except FileExistsError:
        raise _taken(copy) from None
    except OSError as error:
        raise NotebookError(f"The backup {copy} cannot be written: {error.strerror}.") from None
    except sqlite3.Error as error:
        raise NotebookError(f"The backup {copy} cannot be written: {error}.") from None


def _taken(copy: Path) -> NotebookError:
    return NotebookError(f"{copy} exists already.", "Name another file for the backup.")


def _copy(database: Database, target: Path) -> None:
    with database.engine.connect() as connection, closing(sqlite3.connect(target)) as copy:
        original: Any = connection.connection.dbapi_connection
        original.backup(copy)


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

    Only copies of this notebook that were named so are let go of, and never the one just made.
    Gives that one, and what is gone. Raises NotebookError when it cannot be written.
    """
    assert keep is None or keep > 0, "the copy itself is kept"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise NotebookError(f"The folder {folder} cannot be made: {error.strerror}.") from None
    copy = stamped(database, folder=folder)
    backup_to(database, copy)
    if keep is None:
        return copy, []
    older = [one for one in _copies(database, folder) if one != copy]
    gone = older[: max(0, len(older) - keep + 1)]
    for one in gone:
        one.unlink(missing_ok=True)
    return copy, gone


def _copies(database: Database, folder: Path) -> list[Path]:
    """The copies of a notebook in a folder that were named by their moments, the oldest first."""
    assert database.path is not None, "a notebook on a server has no copies"
    form = re.compile(rf"{re.escape(database.path.stem)}-(\d{{8}}T\d{{6}}Z)(?:-(\d+))?\.db")
    uid = _uid(database)
    found = sorted(
        ((named[1], int(named[2] or 1)), one)
        for one in folder.iterdir()
        if (named := form.fullmatch(one.name)) and one.is_file() and not one.is_symlink()
    )
    return [one for _, one in found if _uid_at(one) == uid]


def _uid_at(path: Path) -> str | None:
    """The id of the notebook in a file, or None when there is none that can be read."""
    try:
        with _opened(path) as found:
            return _uid(found)
    except NotebookError:
        return None


def restore(place: str | Path, copy: Path, *, other: bool = False) -> tuple[Path | None, str]:
    """Let the notebook at `place` be what a copy holds; gives where it is kept as it was.

    Others may be reading it meanwhile: they see the whole of one or the other. A notebook so
    damaged that it cannot be read is put aside as it is. Also gives the schema of the copy.
    Raises NotebookError when the copy is no sound notebook, and Conflict when it is one of another
    notebook, or what is in its place never was one, unless `other`, or when somebody changed the
    notebook at that moment.
    """
    check_copy(copy)
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
        try:
            with _opened(path) as target:
                return _restored(source, target, copy, other=other), found
        except Damaged as damaged:
            if not other and not _may_be_notebook(path):
                raise Conflict(
                    damaged.message,
                    "Name the notebook with --database, or put this file aside with --other.",
                ) from None
            return _replaced(source, path), found


def _restored(source: Database, target: Database, copy: Path, *, other: bool) -> Path:
    if not other and _uid(target) != _uid(source):
        raise Conflict(
            f"{copy} is a copy of another notebook than {target.path}.",
            "Name its own place with --database, or replace this one with --other.",
        )
    before = _latest_change(target)
    kept = stamped(target, "before-restore")
    backup_to(target, kept)
    _overwrite(target, source, before)
    return kept


def _may_be_notebook(path: Path) -> bool:
    """Whether a file that does not open as a notebook may be a damaged one, for all one can see."""
    with path.open("rb") as file:
        start = file.read(len(_BEGINNING))
    if start == _BEGINNING:
        return _has_its_tables(path)
    return (
        # Nothing, or what a disk that failed leaves.
        not start.strip(b"\0")
        or path.suffix in {".db", ".sqlite", ".sqlite3"}
        or any(Path(f"{path}{ending}").exists() for ending in ("-wal", "-shm", "-journal"))
    )


_BEGINNING = b"SQLite format 3\0"


def _has_its_tables(path: Path) -> bool:
    """Whether a file of SQLite has most tables of a notebook, or none, or cannot say."""
    database = Database(databases.url_of(path))
    try:
        with troubles_named(database.place), database.engine.connect() as connection:
            found = set(inspect(connection).get_table_names())
    except Damaged:
        return True
    finally:
        database.close()
    ours = set(Base.metadata.tables)
    return not found or 2 * len(found & ours) > len(ours)


def _replaced(source: Database, path: Path) -> Path:
    """Put a file that is no notebook any more aside, with what belongs to it, and a copy there."""
    kept = path.with_name(stamped(Database(databases.url_of(path)), "before-restore").name)
    with _copied_beside(source, path) as fresh:
        put(path, kept)
        settle(fresh)
        for ending in ("-wal", "-shm"):
            one = Path(f"{path}{ending}")
            if one.exists():
                one.replace(Path(f"{kept}{ending}"))
        fresh.replace(path)
        settle(path.parent)
    return kept


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
    with troubles_named(database.place), database.engine.connect() as connection:
        return connection.execute(text("SELECT value FROM property WHERE key = 'uid'")).scalar()


def _latest_change(database: Database) -> int | None:
    with troubles_named(database.place), database.engine.connect() as connection:
        return connection.execute(text("SELECT max(id) FROM revision")).scalar()


def _overwrite(target: Database, source: Database, before: int | None) -> None:
    """Write all pages of one file into another, in one transaction of SQLite's own.

    Raises Conflict when more was changed than what was there `before`.
    """
    with (
        source.engine.connect() as reading,
        target.engine.connect() as writing,
        troubles_named(target.place),
    ):
        original: Any = reading.connection.dbapi_connection
        overwritten: Any = writing.connection.dbapi_connection
        try:
            overwritten.execute("PRAGMA query_only = OFF")
            if _latest_change(target) != before:
                raise Conflict(
                    f"The notebook {target.place} was changed at this very moment; it was left so.",
                    "Restore it again.",
                )
            original.backup(overwritten)
        except sqlite3.Error as error:
            raise NotebookError(
                f"The notebook {target.place} cannot be overwritten: {error}; it is as it was."
            ) from None

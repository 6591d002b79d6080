"""Copying a notebook while others may be using it."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from kg.errors import NotebookError
from kg.store.database import Database


def backup_to(database: Database, copy: Path) -> None:
    """Write a consistent copy of a notebook in SQLite to `copy`, which must not exist.

    Raises NotebookError when it cannot be written.
    """
    try:
        # For its owner alone, whoever may read the folder; nobody else can have it by then.
        copy.touch(mode=0o600, exist_ok=False)
    except FileExistsError:
        raise NotebookError(
            f"{copy} exists already.", "Name another file for the backup."
        ) from None
    except OSError as error:
        raise NotebookError(f"The backup {copy} cannot be written: {error.strerror}.") from None
    try:
        with (
            database.engine.connect() as connection,
            closing(sqlite3.connect(copy)) as target,
        ):
            original: Any = connection.connection.dbapi_connection
            original.backup(target)
    except sqlite3.Error as error:
        copy.unlink(missing_ok=True)
        raise NotebookError(f"The backup {copy} cannot be written: {error}.") from None

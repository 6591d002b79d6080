"""Copying a notebook while others may be using it."""

import sqlite3
from contextlib import closing
from pathlib import Path

from kg.errors import NotebookError
from kg.store.database import Database


def backup_to(database: Database, copy: Path) -> None:
    """Write a consistent copy of a notebook in a file to `copy`, which must not exist.

    Raises NotebookError when it cannot be written.
    """
    assert database.path is not None
    if copy.exists():
        raise NotebookError(f"{copy} exists already.", "Name another file for the backup.")
    try:
        with (
            closing(sqlite3.connect(database.path)) as original,
            closing(sqlite3.connect(copy)) as target,
        ):
            original.backup(target)
    except sqlite3.Error as error:
        copy.unlink(missing_ok=True)
        raise NotebookError(f"The backup {copy} cannot be written: {error}.") from None

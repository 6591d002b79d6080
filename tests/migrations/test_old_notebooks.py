"""Notebooks of every earlier schema, as their program left them, are upgraded and go on."""

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from kg.errors import NotebookError
from kg.notebook import predictions
from kg.notebook.review import snoozing
from kg.store import database as databases
from kg.store import undo
from kg.store.models import SCHEMA
from kg.store.upgrade import upgrade
from tests.store.contents import (
    contents,
    indexed_names,
    indexed_words,
    names_of_rows,
    words_of_rows,
)

OLD = sorted((Path(__file__).parent / "old").glob("*.sql"))


@pytest.fixture(params=OLD, ids=lambda path: path.stem)
def old(request, tmp_path):
    """An old notebook, and the schema at which it stands."""
    path = tmp_path / "notebook.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(request.param.read_text("utf-8"))
    return path, request.param.stem


def rows_of(path):
    """The rows of every table, by table, as SQLite gives them: column names to values."""
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        tables = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'entry%' "
            "AND name NOT IN ('alembic_version', 'name', 'sqlite_sequence')"
        ).fetchall()
        return {
            name: [dict(row) for row in connection.execute(f'SELECT * FROM "{name}"')]
            for (name,) in tables
        }


def test_there_is_one_of_every_earlier_schema():
    assert [path.stem for path in OLD] == [f"{number:04}" for number in range(1, int(SCHEMA))]


def test_it_is_upgraded_and_keeps_all_that_it_had(old):
    path, schema = old
    before = rows_of(path)
    with pytest.raises(NotebookError, match="was made by an older version of kg"):
        databases.open(path)
    found, reached, backup = upgrade(path)
    assert (found, reached) == (schema, SCHEMA)
    assert backup is not None
    assert rows_of(backup) == before
    after = rows_of(path)
    for table, rows in before.items():
        kept = [{name: row[name] for name in rows[0]} for row in after[table]]
        assert kept == rows, table
    assert after["view"] == []
    if schema < "0003":
        assert all(row["snoozed"] is None for row in after["prediction"])


def test_its_indexes_say_what_its_rows_say(old):
    path, _ = old
    upgrade(path)
    with closing(databases.open(path)) as notebook, notebook.transaction("look") as session:
        assert indexed_names(session) == names_of_rows(session)
        assert indexed_words(session) == words_of_rows(session)


def test_it_goes_on_and_its_old_changes_can_be_undone(old):
    path, _ = old
    upgrade(path)
    with closing(databases.open(path)) as notebook:
        with notebook.transaction("remove") as session:
            before = contents(session)
            row = predictions.predict(session, [1])
            snoozing.snooze(session, row, "2027-03", today=date(2026, 11, 23))
            predictions.remove(session, 1)
        with notebook.transaction("undo") as session:
            undo.undo(session)
            assert contents(session) == before
        with notebook.transaction("undo") as session:
            undo.undo(session)
            assert contents(session) != before

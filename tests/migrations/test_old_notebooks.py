"""Notebooks of every earlier schema, as their program left them, are upgraded and go on."""

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import psycopg
import pytest
from alembic import command
from alembic.config import Config
from psycopg.rows import dict_row
from sqlalchemy import MetaData, insert, select, text

from kg.errors import NotebookError
from kg.notebook import predictions
from kg.notebook.review import snoozing
from kg.settings import shipped
from kg.store import database as databases
from kg.store import undo
from kg.store.database import Database
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
def file(request, tmp_path):
    """An old notebook in a file."""
    path = tmp_path / "notebook.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(request.param.read_text("utf-8"))
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def old(request, file):
    """An old notebook, in a file and then on a server, and the schema at which it stands."""
    with closing(sqlite3.connect(file)) as connection:
        (schema,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    if request.param == "sqlite":
        return file, schema
    url = request.getfixturevalue("postgres_url")
    move(file, url, schema)
    return url, schema


def move(file, url, schema):
    """Put an old notebook on a server, into the tables that the migrations made at its time."""
    config = Config()
    config.set_main_option("script_location", str(shipped("migrations")))
    with (
        closing(Database(databases.url_of(file))) as source,
        closing(Database(databases.url_of(url))) as target,
        source.engine.connect() as reading,
        target.transaction_for_upgrade() as writing,
    ):
        config.attributes["connection"] = writing
        command.upgrade(config, schema)
        held, tables = MetaData(), MetaData()
        held.reflect(reading)
        tables.reflect(writing)
        for table in tables.sorted_tables:
            # The index is of another form there; it is made anew by an upgrade.
            if table.name in {"alembic_version", "name"} or table.name.startswith("entry"):
                continue
            for row in reading.execute(select(held.tables[table.name])):
                writing.execute(insert(table), row._asdict())
            if "id" in table.c:
                highest = f"(SELECT coalesce(max(id), 1) FROM {table.name})"
                sequence = f"pg_get_serial_sequence('{table.name}', 'id')"
                writing.execute(text(f"SELECT setval({sequence}, {highest})"))


def rows_of(place):
    """The rows of every table, by table, as the database gives them: column names to values."""
    if "://" in str(place):
        url = databases.url_of(place).set(drivername="postgresql")
        with psycopg.connect(
            url.render_as_string(hide_password=False), row_factory=dict_row
        ) as connection:
            tables = connection.execute(
                "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' "
                "AND table_type = 'BASE TABLE' AND table_name NOT LIKE 'entry%' "
                "AND table_name NOT IN ('alembic_version', 'name')"
            ).fetchall()
            return {
                name: connection.execute(f'SELECT * FROM "{name}" ORDER BY 1').fetchall()
                for name in (one["table_name"] for one in tables)
            }
    with closing(sqlite3.connect(place)) as connection:
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
    place, schema = old
    before = rows_of(place)
    assert before["claim"]
    assert before["revision"]
    with pytest.raises(NotebookError, match="was made by an older version of kg"):
        databases.open(place)
    found, reached, backup = upgrade(place)
    assert (found, reached) == (schema, SCHEMA)
    if backup is None:
        assert "://" in str(place), "only its keeper can back up what is on a server"
    else:
        assert rows_of(backup) == before
    after = rows_of(place)
    for table, rows in before.items():
        kept = [{name: row[name] for name in rows[0]} for row in after[table]]
        assert kept == rows, table
    assert after["view"] == []
    if schema < "0003":
        assert all(row["snoozed"] is None for row in after["prediction"])


def test_its_indexes_say_what_its_rows_say(old):
    place, _ = old
    upgrade(place)
    with closing(databases.open(place)) as notebook, notebook.transaction("look") as session:
        assert indexed_names(session) == names_of_rows(session)
        assert indexed_words(session) == words_of_rows(session)


def test_it_goes_on_and_its_old_changes_can_be_undone(old):
    place, _ = old
    upgrade(place)
    with closing(databases.open(place)) as notebook:
        with notebook.transaction("remove") as session:
            before = contents(session)
            row = predictions.predict(session, [1])
            snoozing.snooze(session, row, "2027-03", today=date(2026, 11, 23))
            predictions.remove(session, 1)
        with notebook.transaction("undo") as session:
            undo.undo(session)
            assert contents(session) == before
        # What is undone now was done by whoever kept it when it was old.
        with notebook.transaction("undo", curator="tester") as session:
            undo.undo(session)
            assert contents(session) != before

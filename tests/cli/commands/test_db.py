"""`kg db`."""

import sqlite3

import pytest


def test_path_tells_the_place_even_before_there_is_a_notebook(kg, home):
    assert kg("--database", "none.db", "db", "path").output == f"{home}/none.db\n"


def test_path_hides_a_password(kg):
    place = "postgresql://ada:secret@example.org/notes"
    assert kg("--database", place, "db", "path").output == (
        "postgresql+psycopg://ada:***@example.org/notes\n"
    )


def test_upgrade_of_a_notebook_of_today_changes_nothing(kg, rows):
    before = rows()
    assert kg("db", "upgrade").output == "The notebook is up to date.\n"
    assert rows() == before


@pytest.mark.file
def test_a_notebook_of_a_newer_program_is_refused_untouched(kg, home, rows):
    with sqlite3.connect(home / "notebook.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    before = rows()
    for words in (["status"], ["db", "upgrade"], ["add", "Prices fall"]):
        assert "was made by a newer version of kg" in kg(*words, exit_code=1).stderr
    assert rows() == before


@pytest.mark.file
def test_an_older_notebook_is_told_how_to_upgrade(kg, home):
    with sqlite3.connect(home / "notebook.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0000'")
    assert kg("status", exit_code=1).stderr == (
        f"Error: The notebook {home}/notebook.db was made by an older version of kg. "
        f"Run kg --database {home}/notebook.db db upgrade: it makes a backup first.\n"
    )


def test_an_upgrade_tells_where_the_backup_is(kg, home, monkeypatch):
    backup = home / "notebook-before-0000.db"
    monkeypatch.setattr(
        "kg.cli.commands.db.upgrade_notebook", lambda place: ("0000", "0001", backup)
    )
    assert kg("db", "upgrade").output == (
        "The notebook was brought from schema 0000 to 0001.\n"
        f"As it was before, it is in {backup}.\n"
    )

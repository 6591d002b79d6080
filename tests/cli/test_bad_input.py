"""What is no notebook, or cannot be changed: one clear sentence, and nothing happens."""

import os
import resource
import shutil
import sqlite3
from contextlib import closing
from typing import Any

import pytest
from sqlalchemy import Engine, event

from tests.cli.conftest import run

READ = ("claim", "list")
CHANGE = ("add", "Prices rise", "--speaker", "Ada")
FULL: dict[str, Any] = {
    "preexec_fn": lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1024, 1024)),
    # Else Python keeps the beginnings of modules.
    "env": {"PYTHONDONTWRITEBYTECODE": "1"},
}
"""A process for which the disk has no room."""


@pytest.mark.parametrize(
    "words", [READ, CHANGE, ("status",), ("undo",), ("map",), ("db", "upgrade")]
)
@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("folder", "is a directory, not a notebook. Name the file, such as notebook.db in it."),
        ("notes.txt", "is not a notebook: it is no SQLite database."),
        ("other.db", "is a database, but not a notebook of kg."),
        ("empty.db", "but not a notebook of kg."),
        ("none.db", "There is no notebook at"),
    ],
)
def test_what_is_no_notebook_is_left_alone(kg, home, words, name, said):
    (home / "folder").mkdir()
    (home / "notes.txt").write_text("Dear diary, nothing happened today.", "utf-8")
    (home / "empty.db").touch()
    with sqlite3.connect(home / "other.db") as connection:
        connection.execute("CREATE TABLE birds (name)")
    before = {path.name: path.read_bytes() for path in home.glob("*.*") if path.is_file()}
    answer = kg("--database", name, *words, exit_code=1)
    assert said in answer.stderr
    assert answer.stderr.startswith("Error: ")
    assert answer.stderr.count("\n") == 1
    assert answer.output == ""
    assert {path.name: path.read_bytes() for path in home.glob("*.*") if path.is_file()} == before


@pytest.mark.parametrize(
    ("place", "code", "said"),
    [
        (
            "mysql://ada@example.org/notes",
            2,
            "kg keeps notebooks in SQLite or PostgreSQL, not in mysql.",
        ),
        ("://", 2, "The database URL cannot be read."),
        ("postgresql://ada:secret@127.0.0.1:1/notes", 1, "cannot be reached: no server answers"),
    ],
)
def test_a_place_that_cannot_be_reached_is_one_sentence(kg, place, code, said):
    answer = kg("--database", place, "status", exit_code=code)
    assert said in answer.stderr
    assert "secret" not in answer.stderr
    assert answer.stderr.count("\n") == 1


@pytest.mark.file
@pytest.mark.parametrize("words", [READ, CHANGE])
def test_a_folder_that_is_gone_is_told_from_a_notebook_that_never_was(kg, home, monkeypatch, words):
    (home / "link.db").symlink_to(home / "stick" / "notebook.db")
    for place in ("stick/notebook.db", "link.db"):
        assert kg("--database", place, *words, exit_code=1).stderr == (
            f"Error: There is no notebook at {home}/stick/notebook.db, for its folder is not "
            "there. Connect the disk that it is on, or make one with kg init.\n"
        )
    monkeypatch.delenv("KG_DATABASE")
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "data"))
    assert kg(*words, exit_code=1).stderr == (
        f"Error: There is no notebook at {home}/data/kg/notebook.db. "
        "Make one with kg init, try kg demo, or name another with --database.\n"
    )


@pytest.mark.file
def test_a_notebook_that_may_not_be_changed_can_be_read(kg, home, rows, monkeypatch):
    kg("add", "Prices fall", "--speaker", "Ada")
    before = rows()
    # The administrator, as whom tests may run, may change every file: so the question is answered
    # as it would be for others.
    allowed = os.access
    monkeypatch.setattr(
        "os.access", lambda path, mode, **how: mode != os.W_OK and allowed(path, mode, **how)
    )
    assert kg(*READ).output == "1  Ada  Prices fall\n"
    assert kg(*CHANGE, exit_code=1).stderr == (
        f"Error: The notebook {home}/notebook.db cannot be changed: it is read-only. "
        "Change its permissions or copy it.\n"
    )
    assert rows() == before


@pytest.mark.file
def test_a_full_disk_leaves_the_notebook_as_it_was(kg, home, rows):
    kg("add", "Prices fall", "--speaker", "Ada")
    before = rows()

    def fill(connection, _):
        connection.execute("PRAGMA max_page_count = 1")

    event.listen(Engine, "connect", fill)
    try:
        answer = kg("add", "word " * 1900, exit_code=1)
    finally:
        event.remove(Engine, "connect", fill)
    assert answer.output == ""
    assert answer.stderr == (
        f"Error: The notebook {home}/notebook.db cannot grow: the disk is full; "
        "nothing was changed. Free some space.\n"
    )
    assert rows() == before


@pytest.mark.file
def test_on_a_full_disk_a_notebook_is_read_and_a_change_is_told_what_is_the_matter(kg, home):
    """There is no room for the file in which SQLite notes what stands in its log."""
    kg("add", "Prices fall", "--speaker", "Ada")
    seen = run(*READ, **FULL)
    assert (seen.stdout, seen.stderr) == ("1  Ada  Prices fall\n", "")
    refused = run(*CHANGE, **FULL)
    assert (refused.stdout, refused.stderr) == (
        "",
        f"Error: The notebook {home}/notebook.db cannot grow: the disk is full; "
        "nothing was changed. Free some space.\n",
    )
    assert run(*CHANGE).returncode == 0
    assert run(*READ).stdout == "1  Ada  Prices fall\n2  Ada  Prices rise\n"


@pytest.mark.file
def test_on_a_full_disk_what_stands_in_the_log_is_not_passed_over(kg, home):
    kg("add", "Prices fall", "--speaker", "Ada")
    with closing(sqlite3.connect(home / "notebook.db")) as reading:
        reading.execute("BEGIN")
        reading.execute("SELECT count(*) FROM claim").fetchall()
        kg("add", "Prices rise", "--speaker", "Ada")
        # As after a crash: the log stands there, and nobody has it open.
        copy = home / "crashed.db"
        for ending in ("", "-wal"):
            shutil.copy(f"{home}/notebook.db{ending}", f"{copy}{ending}")
    refused = run("--database", "crashed.db", *READ, **FULL)
    assert (refused.stdout, refused.stderr) == (
        "",
        f"Error: The notebook {home}/crashed.db cannot grow: the disk is full; "
        "nothing was changed. Free some space.\n",
    )
    assert run("--database", "crashed.db", *READ).stdout == (
        "1  Ada  Prices fall\n2  Ada  Prices rise\n"
    )


@pytest.mark.file
def test_a_damaged_notebook_is_named(kg, home):
    for number in range(30):
        kg("add", f"Claim {number} " + "word " * 200)
    path = home / "notebook.db"
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    answer = kg(*READ, exit_code=1)
    assert answer.stderr.startswith(f"Error: The notebook {path} is ")
    assert answer.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "words",
    [
        ("add", "x" * 10_001),
        ("speaker", "add", "x" * 501),
        ("add", "x", "--speaker", "x" * 501),
        ("add", "one\x00two"),
        ("add", "red \x1b[31m"),
        ("source", "add", "x", "--url", "javascript:alert(1)"),
        ("source", "add", "x", "--url", "not an address"),
        ("speaker", "add", "Ada", "--url", "//example.org"),
    ],
)
def test_values_that_cannot_be_are_refused(kg, rows, words):
    before = rows()
    answer = kg(*words, exit_code=2)
    assert answer.stderr.startswith("Error: ")
    assert answer.stderr.count("\n") == 1
    assert rows() == before

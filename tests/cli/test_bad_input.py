"""What is no notebook, or cannot be changed: one clear sentence, and nothing happens."""

import os
import sqlite3

import pytest
from sqlalchemy import Engine, event

READ = ("claim", "list")
CHANGE = ("add", "Prices rise", "--speaker", "Ada")


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
        ("postgresql://ada:secret@127.0.0.1:1/notes", 1, "cannot be reached."),
    ],
)
def test_a_place_that_cannot_be_reached_is_one_sentence(kg, place, code, said):
    answer = kg("--database", place, "status", exit_code=code)
    assert said in answer.stderr
    assert "secret" not in answer.stderr
    assert answer.stderr.count("\n") == 1


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

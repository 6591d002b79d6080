"""`kg backup` and `kg restore`."""

import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError

from kg.store.troubles import troubles_named

pytestmark = pytest.mark.file


STAMP = r"\d{8}T\d{6}Z(-\d+)?"


def claims(kg, place="notebook.db"):
    return kg("--database", place, "claim", "list").output


def test_a_copy_has_what_the_notebook_has(kg, home):
    kg("add", "Prices fall")
    assert kg("backup", "copy.db").output == "Copied the notebook to copy.db.\n"
    assert claims(kg, "copy.db") == "1    Prices fall\n"
    assert kg("backup", "copy.db", exit_code=1).stderr == (
        "Error: copy.db exists already. Name another file for the backup.\n"
    )


def test_a_copy_without_a_name_is_named_by_the_moment(kg, home):
    said = kg("backup").output
    assert re.fullmatch(rf"Copied the notebook to {home}/backups/notebook-{STAMP}\.db\.\n", said)
    (copy,) = (home / "backups").iterdir()
    assert claims(kg, copy) == ""


def copies(kg, folder, times, *options):
    said = [kg("backup", "--into", folder, *options).output for _ in range(times)]
    return said[-1].splitlines()[1:]


def test_only_the_newest_copies_are_kept_and_nothing_else_is_touched(kg, home):
    folder = home / "kept"
    copies(kg, folder, 4)
    for year, one in enumerate(list(folder.iterdir()), 2021):
        one.rename(folder / f"notebook-{year}0101T000000Z.db")
    kept = {"other-20200101T000000Z.db", "notebook-before-0001-20200101T000000Z.db", "a.txt"}
    for name in (*kept, "notebook-20200101T000000Z.db"):
        (folder / name).write_text("not ours")
    (folder / "notebook-20200102T000000Z.db").mkdir()
    assert copies(kg, folder, 1, "--keep", 2) == ["Removed 3 copies that were older."]
    assert copies(kg, folder, 1, "--keep", 2) == ["Removed 1 copy that was older."]
    left = {one.name for one in folder.iterdir()}
    assert left > kept | {"notebook-20200101T000000Z.db", "notebook-20200102T000000Z.db"}
    assert len(left) == 7
    assert not any(
        name.startswith("notebook-202") and name[12:16] == "0101"
        for name in left - kept - {"notebook-20200101T000000Z.db"}
    )


def test_copies_of_another_notebook_of_that_name_are_not_touched(kg, home):
    (home / "b").mkdir()
    kg("--database", "b/notebook.db", "init")
    kg("backup", "--into", "kept")
    kg("--database", "b/notebook.db", "backup", "--into", "kept", "--keep", 1)
    assert len(list((home / "kept").iterdir())) == 2


def test_the_copy_just_made_is_kept_whatever_others_are_called(kg, home):
    kg("backup", "--into", "kept")
    (ours,) = (home / "kept").iterdir()
    ours.rename(home / "kept" / "notebook-20300101T000000Z.db")
    said = kg("backup", "--into", "kept", "--keep", 1).output
    (left,) = (home / "kept").iterdir()
    assert said.splitlines()[0] == f"Copied the notebook to kept/{left.name}."


def test_a_named_copy_takes_no_options_of_unnamed_ones(kg):
    assert "leave out --into and --keep" in kg("backup", "a.db", "--keep", 3, exit_code=2).stderr


def test_a_copy_is_readable_by_its_owner_only(kg, home):
    kg("backup", "copy.db")
    assert (home / "copy.db").stat().st_mode & 0o777 == 0o600


def test_restoring_brings_back_what_was_and_keeps_what_is(kg, home):
    kg("add", "Prices fall")
    kg("backup", "copy.db")
    kg("add", "Wages rise")
    first, second = kg("restore", "copy.db").output.splitlines()
    assert first == "The notebook is what copy.db holds."
    kept = re.fullmatch(
        rf"As it was before, it is in ({home}/notebook-before-restore-{STAMP}\.db)\.", second
    )
    assert kept
    assert claims(kg) == "1    Prices fall\n"
    assert claims(kg, kept[1]) == "1    Prices fall\n2    Wages rise\n"
    kg("doctor")


def test_restoring_goes_on_beside_one_who_reads(kg, home):
    kg("add", "Prices fall")
    kg("backup", "copy.db")
    kg("add", "Wages rise")
    reader = sqlite3.connect(home / "notebook.db", isolation_level=None)
    reader.execute("BEGIN")
    count = "SELECT count(*) FROM claim"
    assert reader.execute(count).fetchone() == (2,)
    kg("restore", "copy.db")
    assert reader.execute(count).fetchone() == (2,)
    reader.execute("COMMIT")
    assert reader.execute(count).fetchone() == (1,)
    reader.close()


def test_a_notebook_that_is_gone_is_made_from_its_copy(kg, home):
    kg("add", "Prices fall")
    kg("backup", "copy.db")
    (home / "notebook.db").unlink()
    assert kg("restore", "copy.db").output == "The notebook is what copy.db holds.\n"
    assert claims(kg) == "1    Prices fall\n"


def test_a_copy_of_another_notebook_is_refused_unless_it_is_meant(kg, home):
    kg("--database", "other.db", "init")
    kg("--database", "other.db", "add", "Wages rise")
    kg("add", "Prices fall")
    assert kg("restore", "other.db", exit_code=1).stderr == (
        f"Error: other.db is a copy of another notebook than {home}/notebook.db. "
        "Name its own place with --database, or replace this one with --other.\n"
    )
    assert claims(kg) == "1    Prices fall\n"
    kg("restore", "other.db", "--other")
    assert claims(kg) == "1    Wages rise\n"


def test_what_is_no_sound_copy_is_refused_and_nothing_changed(kg, home, rows):
    kg("add", "Prices fall")
    kg("backup", "copy.db")
    (home / "letter.db").write_text("Dear Ada")
    whole = (home / "copy.db").read_bytes()
    (home / "torn.db").write_bytes(whole[: len(whole) // 2])
    before = rows()
    (home / "folder").mkdir()
    (home / "empty.db").touch()
    for name in ("letter.db", "folder", "empty.db"):
        assert kg("restore", name, exit_code=1).stderr == (
            f"Error: {name} is no copy of a notebook. Name one that kg backup made; kg import reads "
            "other formats.\n"
        )
    assert kg("restore", "none.db", exit_code=1).stderr == (
        "Error: There is no copy at none.db. Name one that kg backup made.\n"
    )
    assert "damaged" in kg("restore", "torn.db", exit_code=1).stderr
    assert kg("restore", "notebook.db", exit_code=1).stderr == (
        "Error: notebook.db is the notebook itself. Name a copy of it.\n"
    )
    assert rows() == before


def test_a_copy_of_a_newer_program_is_refused(kg, home, rows):
    kg("backup", "copy.db")
    with sqlite3.connect(home / "copy.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    before = rows()
    assert "newer version of kg" in kg("restore", "copy.db", exit_code=1).stderr
    assert rows() == before


def test_a_backup_that_cannot_be_written_is_one_sentence(kg):
    assert kg("backup", "folder/copy.db", exit_code=1).stderr.startswith(
        "Error: The backup folder/copy.db cannot be written"
    )
    assert kg("backup", "/dev/full/copy.db", exit_code=1).stderr == (
        "Error: The backup /dev/full/copy.db cannot be written: Not a directory.\n"
    )


def test_a_notebook_that_cannot_be_opened_is_put_aside_for_its_copy(kg, home):
    kg("add", "Prices fall")
    kg("backup", "copy.db")
    for damage in (b"not a database any more" * 200, b""):
        (home / "notebook.db").write_bytes(damage)
        first, second = kg("restore", "copy.db").output.splitlines()
        assert first == "The notebook is what copy.db holds."
        kept = second.removeprefix("As it was before, it is in ").removesuffix(".")
        assert Path(kept).read_bytes() == damage
        assert claims(kg) == "1    Prices fall\n"


THESIS = b"Chapter one. In the beginning there was a question."


def made_by_another_program(path):
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE birds (name)")
        connection.execute("CREATE TABLE alembic_version (version_num)")


@pytest.mark.parametrize(
    ("name", "make", "why"),
    [
        (
            "thesis.txt",
            lambda path: path.write_bytes(THESIS),
            "is not a notebook: it is no SQLite database.",
        ),
        (
            "thesis",
            lambda path: path.write_bytes(b"\0" + THESIS),
            "is not a notebook: it is no SQLite database.",
        ),
        ("birds.db", made_by_another_program, "is a database, but not a notebook of kg."),
    ],
)
def test_what_never_was_a_notebook_is_put_aside_only_where_it_is_meant(kg, home, name, make, why):
    kg("add", "Prices fall")
    kg("backup", "copy.db")
    make(home / name)
    before = (home / name).read_bytes()
    assert kg("--database", name, "restore", "copy.db", exit_code=1).stderr == (
        f"Error: {home}/{name} {why} "
        "Name the notebook with --database, or put this file aside with --other.\n"
    )
    assert (home / name).read_bytes() == before
    assert len([*home.iterdir()]) == 3
    told = kg("--database", name, "restore", "copy.db", "--other").output.splitlines()[1]
    kept = told.removeprefix("As it was before, it is in ").removesuffix(".")
    assert Path(kept).read_bytes() == before
    assert claims(kg, name) == "1    Prices fall\n"


@pytest.mark.parametrize("sign", ["zeros", "log", "name", "tables"])
def test_what_may_be_a_damaged_notebook_is_put_aside_by_itself(kg, home, sign):
    kg("add", "Prices fall")
    kg("backup", "copy.db")
    path = home / ("notes.db" if sign == "name" else "notes")
    shutil.copy(home / "copy.db", path)
    if sign == "tables":
        with closing(sqlite3.connect(path)) as connection, connection:
            connection.execute("DROP TABLE property")
    else:
        start = bytes(100) if sign == "zeros" else b"\xff" * 100
        path.write_bytes(start + path.read_bytes()[100:])
    if sign == "log":
        (home / "notes-wal").write_bytes(b"log")
    kg("--database", path, "restore", "copy.db")
    assert claims(kg, path) == "1    Prices fall\n"


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("disk I/O error", "cannot be read or written: the disk failed. Check the disk."),
        ("database is locked", "is busy: another program has been changing it for too long. "
                               "Try again."),
    ],
)  # fmt: skip
def test_a_notebook_that_cannot_be_read_just_now_is_not_put_aside(
    kg, home, monkeypatch, said, told
):
    """It may be sound, and what its log holds would be lost to it."""
    from kg.store import backup

    kg("add", "Prices fall")
    kg("backup", "copy.db")

    def failing(database):
        if database.path == home / "notebook.db":
            with troubles_named(database.place):
                raise DBAPIError("SELECT", None, sqlite3.OperationalError(said))
        return whole(database)

    whole = backup._uid
    monkeypatch.setattr(backup, "_uid", failing)
    assert kg("restore", "copy.db", exit_code=1).stderr == (
        f"Error: The notebook {home}/notebook.db {told}\n"
    )
    assert sorted(one.name for one in home.iterdir() if one.suffix == ".db") == [
        "copy.db",
        "notebook.db",
    ]
    assert claims(kg) == "1    Prices fall\n"


@pytest.mark.parametrize("damage", [b"not a database any more", b""])
def test_a_damaged_notebook_stays_in_its_place_when_its_copy_cannot_be_put_there(
    kg, home, monkeypatch, damage
):
    from kg.store import backup

    kg("backup", "copy.db")
    (home / "notebook.db").write_bytes(damage)

    def full(*_):
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(backup, "_copy", full)
    said = kg("restore", "copy.db", exit_code=1).stderr
    assert said == (
        f"Error: The backup {home}/notebook.db cannot be written: database or disk is full.\n"
    )
    assert (home / "notebook.db").read_bytes() == damage
    assert sorted(one.name for one in home.iterdir()) == ["copy.db", "notebook.db"]


def test_what_is_written_while_a_copy_is_taken_back_is_not_lost(kg, home, monkeypatch):
    from kg.store import backup

    kg("backup", "copy.db")
    whole = backup.backup_to

    def slowly(database, path):
        whole(database, path)
        monkeypatch.setattr(backup, "backup_to", whole)
        kg("add", "Prices fall")

    monkeypatch.setattr(backup, "backup_to", slowly)
    said = kg("restore", "copy.db", exit_code=1).stderr
    assert said == (
        f"Error: The notebook {home}/notebook.db was changed at this very moment; it was left so. "
        "Restore it again.\n"
    )
    assert claims(kg) == "1    Prices fall\n"


def test_a_link_to_a_notebook_stays_one_and_copies_stand_beside_the_notebook(kg, home):
    (home / "real").mkdir()
    (home / "notebook.db").rename(home / "real" / "notebook.db")
    (home / "notebook.db").symlink_to("real/notebook.db")
    kg("add", "Prices fall")
    kg("backup")
    (copy,) = (home / "real" / "backups").iterdir()
    (home / "real" / "notebook.db").write_bytes(b"not a database any more")
    kept = kg("restore", str(copy)).output.splitlines()[1]
    assert kept.startswith(f"As it was before, it is in {home}/real/notebook-before-restore-")
    assert (home / "notebook.db").is_symlink()
    assert claims(kg, "real/notebook.db") == "1    Prices fall\n"


@pytest.mark.parametrize(
    "words",
    [
        ("--database", "gone.db", "restore", "copy.db"),
        ("--database", "gone.db", "init"),
        ("backup", "gone.db"),
        ("copy", "notebook.db", "gone.db"),
    ],
)
def test_the_log_of_a_notebook_that_is_gone_gets_into_no_other(kg, home, words):
    """SQLite would play it into whatever file takes the place."""
    kg("add", "Prices fall")
    kg("backup", "copy.db")
    with closing(sqlite3.connect(home / "notebook.db")) as reading:
        reading.execute("BEGIN")
        reading.execute("SELECT count(*) FROM claim").fetchall()
        kg("add", "Prices rise")
        shutil.copy(home / "notebook.db-wal", home / "gone.db-wal")
    log = (home / "gone.db-wal").read_bytes()
    assert kg(*words, exit_code=1).stderr == (
        f"Error: {home}/gone.db-wal is left from a notebook that is gone, and what it holds would "
        "get into another one in its place. Put the notebook back, or move the log away.\n"
    )
    assert (home / "gone.db-wal").read_bytes() == log
    assert not (home / "gone.db").exists()
    (home / "gone.db-wal").rename(home / "away")
    kg(*words)
    assert (home / "gone.db").is_file()

"""Where notebooks are made and opened: kg.store.database."""

import json
import os
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select, text

from kg.errors import Invalid, KgError, NotebookError
from kg.store import database as databases
from kg.store.models import SCHEMA, Claim, Property, Speaker
from tests.store.contents import contents
from tests.store.speakers import add_in, refusal, speaker, uids_in

KEEPER = "Ask its keeper for a backup of it."


class TestCreating:
    def test_a_new_notebook_is_empty_and_can_be_opened(self, place):
        databases.create(place, language="zh").close()
        opened = databases.open(place)
        with opened.read() as session:
            properties = dict(session.execute(select(Property.key, Property.value)).all())
            assert properties.pop("uid").startswith("notebook-")
            assert properties == {"language": "zh"}
            assert contents(session) == {}
            assert databases.schema_of(session.connection()) == SCHEMA
        opened.close()

    def test_a_second_one_in_the_same_place_is_refused(self, place):
        made = databases.create(place)
        with made.transaction("add") as session:
            session.add(speaker())
        made.close()
        assert refusal(databases.create, place) == (
            f"There is a notebook at {made.place} already. "
            "Use it as it is, or name another place with --database."
        )
        assert uids_in(place) == ["ann"]

    def test_what_cannot_be_made_leaves_nothing_in_its_place(self, tmp_path):
        def fail(connection):
            connection.exec_driver_sql("PRAGMA max_page_count = 1")
            connection.exec_driver_sql("CREATE TABLE more (words)")

        place = tmp_path / "shelf" / "notebook.db"
        assert refusal(databases.create, place, fill=fail) == (
            f"The notebook {place} cannot grow: the disk is full; nothing was changed. "
            "Free some space."
        )
        assert list(place.parent.iterdir()) == []

    def test_one_of_which_some_is_still_in_its_log_is_not_put_in_place(self, tmp_path):
        """So it is where the disk is full at the very end, of which SQLite says nothing."""
        reading = []

        def look(connection):
            _, _, path = connection.exec_driver_sql("PRAGMA database_list").first()
            reading.append(sqlite3.connect(path))
            reading[0].execute("BEGIN")
            reading[0].execute("SELECT count(*) FROM sqlite_master").fetchall()

        place = tmp_path / "notebook.db"
        assert refusal(databases.create, place, fill=look) == (
            f"The notebook {place} cannot be made: the disk is full. "
            "Free some space, or name another place."
        )
        reading[0].close()
        assert list(tmp_path.iterdir()) == []

    def test_one_that_another_makes_meanwhile_is_not_taken_over(self, tmp_path):
        place = tmp_path / "notebook.db"

        def overtake(_):
            databases.create(place).close()
            add_in(place)

        assert refusal(databases.create, place, fill=overtake) == (
            f"There is a notebook at {place} already. "
            "Use it as it is, or name another place with --database."
        )
        assert uids_in(place) == ["ann"]
        assert [one.name for one in tmp_path.iterdir()] == ["notebook.db"]

    def test_a_name_may_be_as_long_as_the_disk_allows(self, tmp_path):
        place = tmp_path / ("n" * 240 + ".db")
        databases.create(place).close()
        assert uids_in(place) == []

    def test_a_database_that_holds_something_else_is_left_alone(self, place):
        held = databases.Database(databases.url_of(place))
        with held.writing.begin() as connection:
            connection.execute(text("CREATE TABLE bookmark (id INTEGER)"))
        assert refusal(databases.create, place) == (
            f"The database {databases.place_of(databases.url_of(place))} holds something else. "
            "Name another place with --database."
        )
        with held.writing.begin() as connection:
            assert not connection.dialect.has_table(connection, "claim")
        held.close()

    def test_folders_on_the_way_are_made(self, tmp_path):
        path = tmp_path / "a" / "b" / "notebook.db"
        databases.create(path).close()
        assert path.is_file()

    def test_an_empty_file_can_become_a_notebook(self, tmp_path):
        path = tmp_path / "notebook.db"
        path.touch()
        databases.create(path).close()
        assert uids_in(path) == []

    def test_what_is_no_database_is_left_alone(self, tmp_path):
        path = tmp_path / "letter.txt"
        path.write_text("Dear Ann, how are you?")
        assert refusal(databases.create, path) == (
            f"{path} is not a notebook: it is no SQLite database. "
            "Name another file with --database; kg import reads other formats."
        )
        assert path.read_text() == "Dear Ann, how are you?"
        assert refusal(databases.create, tmp_path) == (
            f"{tmp_path} is a directory, not a notebook. Name the file, such as notebook.db in it."
        )
        assert refusal(databases.create, path / "notebook.db") == (
            f"{path / 'notebook.db'} cannot be read: Not a directory."
        )

    def test_a_place_that_cannot_be_is_refused(self):
        assert refusal(databases.create, "/dev/null") == (
            "/dev/null is no file. Name one, such as notebook.db."
        )
        assert refusal(databases.create, "/proc/nowhere/notebook.db") == (
            "The folder /proc/nowhere cannot be made: No such file or directory. "
            "Name another place with --database."
        )
        assert refusal(databases.create, "a" * 5000 + ".db").endswith(
            "cannot be read: File name too long."
        )
        assert refusal(databases.create, Path("a\0b")).endswith(
            "cannot be a path. Name another file."
        )
        assert refusal(databases.create, "~nobody-of-that-name/x.db") == (
            "~nobody-of-that-name/x.db is in nobody's home. Write the whole path."
        )

    def test_a_notebook_in_memory_is_gone_with_its_program(self):
        made = databases.create("sqlite://")
        assert made.path is None
        with made.transaction("add") as session:
            session.add(speaker())
        with made.read() as session:
            assert session.scalars(select(Speaker.uid)).all() == ["ann"]
        assert refusal(databases.open, "sqlite://") == (
            "sqlite:// is a database, but not a notebook of kg. "
            "Name another one with --database, or make one with kg init."
        )
        with made.transaction("add") as session:
            session.add(speaker("bob"))
            session.flush()
            for second in (made.read, lambda: made.transaction("add")):
                assert refusal(second().__enter__) == (
                    "A notebook in memory does one thing at a time. End the other session first."
                )
        with made.read() as session:
            assert len(session.scalars(select(Speaker.uid)).all()) == 2
        made.close()


class TestOpening:
    def test_where_nothing_is_one_hears_how_to_make_a_notebook(self, tmp_path):
        path = tmp_path / "notebook.db"
        assert refusal(databases.open, path) == (
            f"There is no notebook at {path}. "
            "Make one with kg init, try kg demo, or name another with --database."
        )
        assert not path.exists()

    def test_what_is_no_notebook_is_said_to_be_none(self, tmp_path):
        assert refusal(databases.open, tmp_path) == (
            f"{tmp_path} is a directory, not a notebook. Name the file, such as notebook.db in it."
        )
        letter = tmp_path / "letter.txt"
        letter.write_text("Dear Ann")
        assert refusal(databases.open, letter) == (
            f"{letter} is not a notebook: it is no SQLite database. "
            "Name another file with --database; kg import reads other formats."
        )
        os.mkfifo(tmp_path / "pipe")
        assert refusal(databases.open, tmp_path / "pipe") == (
            f"{tmp_path / 'pipe'} is no file. Name one, such as notebook.db."
        )

    @pytest.mark.parametrize(
        "script",
        [
            "",
            "CREATE TABLE bookmark (id INTEGER)",
            """
            CREATE TABLE alembic_version (version_num TEXT);
            INSERT INTO alembic_version VALUES ('ae1027a6acf');
            CREATE TABLE property (id INTEGER);
            """,
        ],
    )
    def test_the_database_of_another_program_is_no_notebook(self, tmp_path, script):
        path = tmp_path / "other.db"
        other = sqlite3.connect(path)
        other.executescript(script)
        other.close()
        path.touch()
        before = path.read_bytes()
        assert refusal(databases.open, path) == (
            f"{path} is a database, but not a notebook of kg. "
            "Name another one with --database, or make one with kg init."
        )
        assert path.read_bytes() == before

    @pytest.mark.parametrize(
        ("schema", "age", "remedies"),
        [
            (
                "0000",
                "an older version of kg.",
                {
                    "sqlite": "Run kg --database {} db upgrade: it makes a backup first.",
                    "postgresql": "Let its owner back it up and run kg db upgrade on it.",
                },
            ),
            (
                "9999",
                "a newer version of kg; nothing was changed.",
                dict.fromkeys(
                    ("sqlite", "postgresql"),
                    "Install that version: pip install --upgrade kg-notebook.",
                ),
            ),
        ],
    )
    def test_a_notebook_of_another_version_is_refused(self, place, schema, age, remedies):
        made = databases.create(place)
        with made.writing.begin() as connection:
            connection.execute(text(f"UPDATE alembic_version SET version_num = '{schema}'"))
        assert refusal(databases.open, place) == (
            f"The notebook {made.place} was made by {age} "
            + remedies[made.url.get_backend_name()].format(made.place)
        )
        databases.open(place, any_schema=True).close()
        made.close()

    def test_a_notebook_that_lost_its_version_is_damaged_and_nothing_else(self, place):
        made = databases.create(place)
        with made.writing.begin() as connection:
            connection.execute(text("DELETE FROM alembic_version"))
        assert refusal(databases.open, place) == (
            f"The notebook {made.place} is damaged: it does not say its version. "
            + (
                f"Restore a backup of it: kg --database {made.place} restore FILE."
                if made.path
                else KEEPER
            )
        )
        made.close()

    def test_a_damaged_file_is_said_to_be_damaged(self, tmp_path):
        path = tmp_path / "notebook.db"
        databases.create(path).close()
        whole = path.read_bytes()
        path.write_bytes(whole[:100] + b"\xff" * (len(whole) - 100))
        assert refusal(databases.open, path) == (
            f"The notebook {path} is damaged. "
            f"Restore a backup of it: kg --database {path} restore FILE."
        )

    @pytest.mark.parametrize(
        "name", ["ä ?#%41&=;.db", "颜水成.db", "no ending", "a'b\"c.db", "x.db?y=1"]
    )
    def test_a_path_may_have_any_characters(self, tmp_path, name):
        path = tmp_path / name
        databases.create(path).close()
        add_in(path)
        assert uids_in(str(path)) == ["ann"]
        assert path.is_file()
        read_only = databases.Database(databases.url_of(path), read_only=True)
        with read_only.read() as session:
            assert session.scalars(select(Speaker.uid)).all() == ["ann"]


def test_who_may_only_read_sees_one_state_while_somebody_else_has_it_open(tmp_path):
    path = tmp_path / "notebook.db"
    databases.create(path).close()
    seen = databases.Database(databases.url_of(path), read_only=True)
    with closing(sqlite3.connect(path)) as other, closing(seen):
        other.execute("SELECT count(*) FROM speaker").fetchall()
        assert Path(f"{path}-wal").stat().st_size == 0
        with seen.read() as reading:
            assert reading.scalars(select(Claim.uid)).all() == []
            for number in range(200):
                other.execute(
                    "INSERT INTO speaker (uid, kind, names, aliases) VALUES (?, ?, ?, ?)",
                    (f"sp{number}", "person", json.dumps({"en": "x" * 1000}), "[]"),
                )
                other.commit()
            other.execute("PRAGMA wal_checkpoint").fetchall()
            assert reading.scalars(select(Speaker.uid)).all() == []
        with seen.read() as reading:
            assert len(reading.scalars(select(Speaker.uid)).all()) == 200


class TestPlaces:
    @pytest.mark.parametrize(
        ("place", "url"),
        [
            ("sqlite:///notebook.db", "sqlite:///notebook.db"),
            ("sqlite+pysqlite:///notebook.db", "sqlite:///notebook.db"),
            ("postgresql://h/kg", "postgresql+psycopg://h/kg"),
            ("postgresql+psycopg2://h/kg", "postgresql+psycopg://h/kg"),
            ("postgres://h/kg", "postgresql+psycopg://h/kg"),
        ],
    )
    def test_a_url_is_read_with_the_driver_that_kg_uses(self, place, url):
        assert databases.url_of(place).render_as_string() == url

    @pytest.mark.parametrize("form", ["{}", "sqlite:///{}"])
    def test_a_link_leads_to_the_file_beside_which_its_log_stands(self, tmp_path, form):
        """Else what stands in the log is not seen by who may only read, and copies are parted."""
        (tmp_path / "real").mkdir()
        (tmp_path / "link.db").symlink_to("real/notebook.db")
        made = databases.create(form.format(tmp_path / "link.db"))
        assert made.place == str(tmp_path / "real" / "notebook.db")
        with closing(made), made.read():
            add_in(made.place)
            # It stands in the log still, for somebody reads.
            seen = databases.Database(
                databases.url_of(form.format(tmp_path / "link.db")), read_only=True
            )
            with closing(seen), seen.read() as session:
                assert session.scalars(select(Speaker.uid)).all() == ["ann"]

    def test_a_path_is_read_from_the_folder_one_is_in_and_from_home(self, monkeypatch, tmp_path):
        monkeypatch.chdir(tmp_path)
        monkeypatch.setenv("HOME", str(tmp_path / "home"))
        assert databases.path_of(databases.url_of("notebook.db")) == tmp_path / "notebook.db"
        assert databases.path_of(databases.url_of("~/n.db")) == tmp_path / "home" / "n.db"
        assert databases.path_of(databases.url_of(":memory:")) is None
        assert databases.path_of(databases.url_of("postgresql://h/kg")) is None

    @pytest.mark.parametrize(
        "place", ["://", "postgresql://h:port/kg", "not a url://x", "postgresql:// "]
    )
    def test_a_url_that_cannot_be_read_is_refused_without_showing_it(self, place):
        with pytest.raises(KgError) as refused:
            databases.open(place)
        assert "port" not in str(refused.value)

    def test_other_sorts_of_databases_are_refused(self):
        with pytest.raises(Invalid) as refused:
            databases.url_of("mysql://ann:secret@h/kg")
        assert str(refused.value) == (
            "kg keeps notebooks in SQLite or PostgreSQL, not in mysql. "
            "Name a file, or a URL that begins with postgresql://."
        )

    @pytest.mark.parametrize(
        ("place", "shown"),
        [
            (
                "postgresql://ann:secret@localhost:1/kg",
                "postgresql+psycopg://ann:***@localhost:1/kg",
            ),
            (
                "postgresql://ann@localhost:1/kg?password=secret",
                "postgresql+psycopg://ann@localhost:1/kg",
            ),
            (
                "postgresql://ann:secret@nowhere.invalid/kg",
                "postgresql+psycopg://ann:***@nowhere.invalid/kg",
            ),
        ],
    )
    def test_a_server_that_does_not_answer_is_named_without_its_password(self, place, shown):
        with pytest.raises(NotebookError) as refused:
            databases.open(place)
        assert str(refused.value).startswith(f"The notebook {shown} cannot be reached: ")
        assert "secret" not in str(refused.value)
        assert databases.place_of(databases.url_of(place)) == shown

    def test_without_its_driver_a_server_cannot_be_asked(self, monkeypatch):
        monkeypatch.setitem(sys.modules, "psycopg", None)
        assert refusal(databases.open, "postgresql://ann:secret@h/kg") == (
            "The driver for PostgreSQL is not installed. Run pip install 'kg-notebook[postgres]'."
        )

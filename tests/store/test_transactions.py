"""Reading and changing a notebook, also while others do: kg.store.database."""

import os
import stat
import subprocess
import sys

import pytest
from sqlalchemy import event, select, text
from sqlalchemy.exc import IntegrityError

from kg.store import database as databases
from kg.store import engines
from kg.store.bulk import defer_constraints
from kg.store.models import Batch, Claim, Revision, Speaker
from tests.conftest import REPOSITORY
from tests.store.contents import contents
from tests.store.speakers import add_in, refusal, speaker, uids_in


class TestReading:
    def test_a_reader_sees_one_state_while_another_writes(self, database, place):
        add_in(place, "ann")
        with database.read() as session:
            assert session.scalars(select(Speaker.uid)).all() == ["ann"]
            add_in(place, "bob")
            session.expire_all()
            assert session.scalars(select(Speaker.uid)).all() == ["ann"]
        with database.read() as session:
            assert session.scalars(select(Speaker.uid).order_by(Speaker.id)).all() == ["ann", "bob"]

    def test_a_reader_cannot_write(self, database):
        def write():
            with database.read() as session:
                session.add(speaker())
                session.commit()

        assert "cannot be changed: it is read-only." in refusal(write)
        with database.read() as session:
            assert contents(session) == {}

    @pytest.mark.skipif(os.geteuid() != 0, reason="only root can act as another user")
    @pytest.mark.parametrize("locked", ["file", "folder"])
    def test_a_notebook_that_may_not_be_changed_can_be_read(self, tmp_path, locked):
        folder, elsewhere = tmp_path / "shelf", tmp_path / "elsewhere"
        folder.mkdir()
        elsewhere.mkdir()
        elsewhere.chmod(0o777)
        path = folder / "notebook.db"
        databases.create(path).close()
        add_in(path)
        path.chmod(0o444 if locked == "file" else 0o666)
        folder.chmod(0o777 if locked == "file" else 0o755)
        # The folders that pytest makes are closed to others.
        for above in (tmp_path, *tmp_path.parents):
            if above.is_relative_to(tmp_path.parent.parent):
                above.chmod(above.stat().st_mode | stat.S_IXOTH)
            elif not above.stat().st_mode & stat.S_IXOTH:
                pytest.skip(f"{above} is closed to others")
        code = """
import os, sys
os.setgid(65534); os.setuid(65534)
from pathlib import Path
from kg.errors import KgError
from kg.store import database
from kg.store.backup import backup_to
from kg.store.models import Speaker
opened = database.open(sys.argv[1])
with opened.read() as session:
    print(session.query(Speaker).one().uid)
backup_to(opened, Path(sys.argv[2]))
try:
    with opened.transaction("add") as session:
        session.add(Speaker(uid="bob", kind="person", names={}, aliases=[]))
except KgError as error:
    print(error)
"""
        # What is imported later belongs to the other user, who may not see this Python's folders.
        ran = subprocess.run(
            [
                sys.executable,
                "-c",
                "import kg.store.backup, sqlalchemy.dialects.sqlite\n" + code,
                path,
                elsewhere / "copy.db",
            ],
            cwd=REPOSITORY,
            capture_output=True,
            text=True,
            check=False,
        )
        assert ran.stdout == (
            f"ann\nThe notebook {path} cannot be changed: it is read-only. "
            "Change its permissions or copy it.\n"
        ), ran.stderr
        assert uids_in(path) == uids_in(elsewhere / "copy.db") == ["ann"]


class TestWriting:
    def test_sqlite_checks_what_points_where_waits_and_logs_ahead(self, tmp_path):
        made = databases.create(tmp_path / "notebook.db")
        for session_of in (made.read, lambda: made.transaction("look")):
            with session_of() as session:
                found = {
                    name: session.execute(text(f"PRAGMA {name}")).scalar()
                    for name in ("foreign_keys", "journal_mode", "busy_timeout", "synchronous")
                }
            assert found == {
                "foreign_keys": 1,
                "journal_mode": "wal",
                "busy_timeout": 30_000,
                "synchronous": 2,
            }

    def test_nothing_is_left_of_a_change_that_fails(self, database):
        def fail(session):
            session.add(speaker())
            session.flush()
            raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            self.change(database, fail)
        self.assert_untouched(database)

    def test_nothing_is_left_of_a_change_that_fails_in_its_very_last_step(self, database):
        def point_at_nothing(session):
            session.add(speaker())
            session.flush()
            defer_constraints(session)
            session.execute(text("INSERT INTO about (claim_id, concept_id) VALUES (7, 8)"))

        with pytest.raises(IntegrityError):
            self.change(database, point_at_nothing)
        self.assert_untouched(database)

    def test_nothing_is_left_of_a_change_that_is_interrupted(self, database):
        def interrupt(session):
            session.add(speaker())
            session.flush()
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            self.change(database, interrupt)
        self.assert_untouched(database)

    def change(self, database, work):
        with database.transaction("change") as session:
            work(session)

    def test_a_change_of_nothing_leaves_no_trace(self, database):
        with database.transaction("look"):
            pass
        self.assert_untouched(database)

    def assert_untouched(self, database):
        with database.read() as session:
            assert contents(session) == {}
            assert session.scalars(select(Batch)).all() == []
            assert session.scalars(select(Revision)).all() == []

    def test_two_programs_that_write_at_once_both_succeed(self, database, place):
        code = """
import sys
from kg.store import database
from kg.store.models import Speaker
opened = database.open(sys.argv[1])
sys.stdin.readline()
for number in range(10):
    with opened.transaction("add") as session:
        uid = f"{sys.argv[2]}{number}"
        session.add(Speaker(uid=uid, kind="person", names={"en": uid}, aliases=[]))
"""
        running = [
            subprocess.Popen(
                [sys.executable, "-c", code, place, who],
                cwd=REPOSITORY,
                stdin=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
            for who in ("ann", "bob")
        ]
        # Both have begun: an end of their input lets them go on.
        for one in running:
            assert one.stdin
            one.stdin.close()
            one.stdin = None
        assert [one.communicate(timeout=60)[1] for one in running] == ["", ""]
        with database.read() as session:
            uids = set(session.scalars(select(Speaker.uid)))
            assert uids == {f"{who}{number}" for who in ("ann", "bob") for number in range(10)}
            assert len(session.scalars(select(Batch.id)).all()) == 20

    def test_who_waits_too_long_is_told_that_the_notebook_is_busy(self, place, monkeypatch):
        monkeypatch.setattr(engines, "PATIENCE", 50)
        made = databases.create(place)
        with made.transaction("add") as session:
            session.add(speaker())
            session.flush()
            assert refusal(add_in, place, "bob") == (
                f"The notebook {made.place} is busy: "
                "another program has been changing it for too long. Try again."
            )
        assert uids_in(place) == ["ann"]
        made.close()

    def test_a_full_disk_is_said_to_be_full(self, tmp_path):
        made = databases.create(tmp_path / "notebook.db")
        made.close()
        event.listen(
            made.engine, "connect", lambda driver, _: driver.execute("PRAGMA max_page_count = 1")
        )

        def fill():
            with made.transaction("add") as session:
                session.add(speaker(name="x" * 100_000))

        assert refusal(fill) == (
            f"The notebook {made.place} cannot grow: the disk is full; nothing was changed. "
            "Free some space."
        )
        made.close()
        assert uids_in(tmp_path / "notebook.db") == []

    def test_an_error_that_is_nobodys_to_mend_keeps_its_traceback(self, database):
        with pytest.raises(IntegrityError):
            self.change(database, lambda session: session.add_all([speaker(), speaker()]))

    def test_numbers_of_removed_rows_are_not_given_again(self, database):
        with database.transaction("add") as session:
            session.add(speaker("ann"))
            session.flush()
        with database.transaction("remove") as session:
            session.delete(session.get(Speaker, 1))
        with database.transaction("add") as session:
            session.add(speaker("bob"))
            session.flush()
            assert session.scalars(select(Speaker.id)).all() == [2]

    def test_a_text_of_any_characters_comes_back_as_it_was(self, database):
        words = {"en": "a'b\"c\\d%_\u2028 👩‍👩‍👧 𠮷 \u202eRTL", "he": "שלום", "zh": "颜" * 10_000}
        with database.transaction("add") as session:
            session.add(
                Claim(uid="c1", kind="fact", weight="main", statement=words, tags=["a", "\\"])
            )
        with database.read() as session:
            row = session.scalars(select(Claim)).one()
            assert (row.statement, list(row.statement), row.tags) == (
                words,
                list(words),
                ["a", "\\"],
            )

"""Changes that cross each other on a server are made one after the other, unseen."""

from contextlib import suppress
from threading import Event, Thread

import psycopg
import pytest
from sqlalchemy import select, text

from kg.errors import Crossed, NotebookError
from kg.store import database as databases
from kg.store.again import PAUSE, TIMES, again, repeatable
from kg.store.models import Batch, Speaker


class Turns:
    """Work that is crossed so many times before it is done."""

    def __init__(self, crossed):
        self.left = crossed
        self.done = 0
        self.waits = []

    def __call__(self):
        self.done += 1
        if self.left:
            self.left -= 1
            raise Crossed("Another change crossed this one.")
        return "done"


def test_work_that_was_crossed_is_done_again_after_growing_pauses():
    turns = Turns(TIMES - 1)
    assert again(turns, wait=turns.waits.append) == "done"
    assert turns.done == TIMES
    most = [PAUSE * 2**turn for turn in range(TIMES - 1)]
    assert all(limit / 5 <= wait <= limit for wait, limit in zip(turns.waits, most, strict=True))


def test_work_that_is_crossed_each_time_is_given_up():
    turns = Turns(TIMES)
    with pytest.raises(Crossed):
        again(turns, wait=turns.waits.append)
    assert turns.done == TIMES


def test_work_of_which_a_part_was_seen_is_not_done_again():
    turns = Turns(1)
    with pytest.raises(Crossed):
        again(turns, unless=lambda: True, wait=turns.waits.append)
    assert (turns.done, turns.waits) == (1, [])


def test_other_troubles_are_told_at_once():
    def work():
        turns()
        raise NotebookError("The notebook is gone.")

    turns = Turns(0)
    with pytest.raises(NotebookError, match="gone"):
        again(work)
    assert turns.done == 1


@pytest.fixture
def notebook(postgres_url):
    made = databases.create(postgres_url)
    with made.transaction("begin") as session:
        session.add_all(
            Speaker(uid=uid, kind="person", names={"en": uid}, aliases=[]) for uid in ("ann", "bob")
        )
    yield made
    made.close()


def test_of_two_that_wait_for_each_other_ours_is_done_again_after_the_other(notebook):
    plain = notebook.url.set(drivername="postgresql").render_as_string(hide_password=False)
    has_bob, wants_bob = Event(), Event()
    tries = []

    def other():
        with psycopg.connect(plain) as connection:
            # The server ends the first to have waited so long: that must be ours.
            with suppress(psycopg.errors.InsufficientPrivilege), connection.transaction():
                connection.execute("SET deadlock_timeout = '1min'")
            connection.execute("UPDATE speaker SET url = 'theirs' WHERE uid = 'bob'")
            has_bob.set()
            wants_bob.wait(30)
            connection.execute("UPDATE speaker SET url = 'theirs' WHERE uid = 'ann'")

    @repeatable
    def ours():
        tries.append(1)
        with notebook.transaction("ours") as session:
            ann, bob = session.scalars(select(Speaker).order_by(Speaker.id))
            ann.note = {"en": "ours"}
            session.flush()
            has_bob.wait(30)
            wants_bob.set()
            bob.note = {"en": "ours"}
            session.flush()

    thread = Thread(target=other)
    thread.start()
    has_bob.wait(30)
    ours()
    thread.join()
    assert len(tries) == 2
    with notebook.read() as session:
        assert [(row.url, row.note) for row in session.scalars(select(Speaker))] == [
            ("theirs", {"en": "ours"})
        ] * 2
        assert session.scalars(select(Batch.command).order_by(Batch.id)).all() == ["begin", "ours"]


def test_changes_see_what_they_waited_for_whatever_the_server_has_as_its_default(notebook):
    with psycopg.connect(
        notebook.url.set(drivername="postgresql").render_as_string(hide_password=False),
        autocommit=True,
    ) as own:
        own.execute(
            f"ALTER DATABASE {notebook.url.database} "
            "SET default_transaction_isolation = serializable"
        )
    begun = Event()

    def first():
        with notebook.transaction("first") as session:
            session.get_one(Speaker, 1).aliases = ["a"]
            session.flush()
            begun.set()
            # As long as the second needs to queue.
            session.execute(text("SELECT pg_sleep(0.5)"))

    thread = Thread(target=first)
    thread.start()
    begun.wait(30)
    with notebook.transaction("second") as session:
        row = session.get_one(Speaker, 1)
        row.aliases = [*row.aliases, "b"]
    thread.join()
    with notebook.read() as session:
        assert session.get_one(Speaker, 1).aliases == ["a", "b"]

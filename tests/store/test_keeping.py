"""A connection is kept for the next change, and given up where it would lead to another file."""

import os
import subprocess
import sys
from contextlib import closing

import pytest
from sqlalchemy import event, select

from kg.store import database as databases
from kg.store.models import Speaker

OTHER = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1])
with connection:
    connection.execute("UPDATE speaker SET url = 'theirs'")
connection.close()
"""


@pytest.fixture
def place(tmp_path):
    return tmp_path / "notebook.db"


@pytest.fixture
def notebook(place):
    with closing(databases.create(place)) as made:
        # A connection is there from now on.
        made.engine.connect().close()
        yield made


@pytest.fixture
def connections(notebook):
    """The connections that the notebook makes from now on."""
    made = []
    event.listen(notebook.engine, "connect", lambda connection, _: made.append(connection))
    return made


def add(notebook, uid):
    with notebook.transaction("add") as session:
        session.add(Speaker(uid=uid, kind="person", names={"en": uid}, aliases=[]))


def uids_in(place):
    with closing(databases.open(place)) as opened, opened.read() as session:
        return session.scalars(select(Speaker.uid).order_by(Speaker.id)).all()


def log_of(place):
    return place.with_name("notebook.db-wal")


def test_changes_one_after_the_other_share_a_connection(notebook, connections):
    for uid in ("ann", "bob", "cy"):
        add(notebook, uid)
    assert connections == []


def test_it_is_let_go_of_with_the_notebook(notebook, place):
    add(notebook, "ann")
    assert log_of(place).exists()
    notebook.close()
    assert not log_of(place).exists()


def test_a_change_goes_to_the_file_that_took_the_place_of_the_first(notebook, place, tmp_path):
    add(notebook, "ann")
    aside = tmp_path / "aside.db"
    for ending in ("", "-wal", "-shm"):
        place.with_name(f"notebook.db{ending}").rename(f"{aside}{ending}")
    databases.create(place).close()
    add(notebook, "bob")
    assert uids_in(place) == ["bob"]
    assert uids_in(aside) == ["ann"]


def test_no_change_is_lost_to_a_log_that_another_program_removed(notebook, place, connections):
    add(notebook, "ann")
    # To read a file past SQLite ends all locks that this process has on it.
    place.read_bytes()
    subprocess.run([sys.executable, "-c", OTHER, place], check=True)
    assert not log_of(place).exists()
    add(notebook, "bob")
    assert len(connections) == 1
    notebook.close()
    with closing(databases.open(place)) as opened, opened.read() as session:
        found = session.execute(select(Speaker.uid, Speaker.url).order_by(Speaker.id)).all()
    assert found == [("ann", "theirs"), ("bob", None)]


def test_a_process_that_forked_makes_a_connection_of_its_own(notebook, connections, monkeypatch):
    add(notebook, "ann")
    monkeypatch.setattr(os, "getpid", lambda: -1)
    add(notebook, "bob")
    assert len(connections) == 1

"""What becomes of a change when the connection to the server is cut, at whichever moment."""

import time
from datetime import date
from threading import Thread

import psycopg
import pytest
from sqlalchemy import event, func, select, text
from sqlalchemy.orm import Session

from kg.errors import NotebookError
from kg.notebook import claims
from kg.store import database as databases
from kg.store import lost
from kg.store.bulk import insert_rows
from kg.store.history import TABLES
from kg.store.models import Batch, Claim, Property, Speaker
from tests.rig import postgres as rig
from tests.store.contents import contents

NOTHING = "was lost: the server ended the connection; nothing was changed. Do it again."


@pytest.fixture
def notebook(postgres_url):
    made = databases.create(postgres_url)
    yield made
    made.close()


def cut(notebook, connection):
    """End a connection, as a server does that is shut down."""
    number = connection.scalar(select(func.pg_backend_pid()))
    with notebook.engine.connect() as other:
        other.execute(text("SELECT pg_terminate_backend(:number)"), {"number": number})


def add(notebook):
    with notebook.transaction("add") as session:
        claims.add(
            session, "It takes years", today=date(2026, 1, 1), speaker="Ann", about=["o1", "o3"]
        )


def cut_at(notebook, turn, work):
    """Do some work whose connection is cut before its statement of that number, if it has one."""
    seen = []

    def count(connection, cursor, statement, *rest):
        seen.append(statement)
        if len(seen) == turn:
            number = connection.connection.driver_connection.info.backend_pid
            with psycopg.connect(
                notebook.url.set(drivername="postgresql").render_as_string(hide_password=False),
                autocommit=True,
            ) as other:
                other.execute("SELECT pg_terminate_backend(%s, 5000)", (number,))

    event.listen(notebook.writing, "before_cursor_execute", count)
    try:
        work(notebook)
    finally:
        event.remove(notebook.writing, "before_cursor_execute", count)
    return len(seen)


def test_wherever_a_change_is_cut_nothing_of_it_is_there_and_it_can_be_done_again(notebook):
    with notebook.read() as session:
        before = contents(session)
    turn, statements = 1, 0
    while not statements:
        try:
            statements = cut_at(notebook, turn, add)
        except NotebookError as error:
            told = str(error)
            with notebook.read() as session:
                assert contents(session) == before, f"something was left after statement {turn}"
                assert session.scalar(select(func.count()).select_from(Batch)) == 0
            assert told == f"The notebook {notebook.place} {NOTHING}"
            turn += 1
    assert turn == statements + 1 > 15
    with notebook.read() as session:
        assert session.scalar(select(func.count()).select_from(Claim)) == 1
        assert session.scalars(select(Batch.command)).all() == ["add"]


def test_many_rows_that_are_cut_on_their_way_are_not_there(notebook):
    def change():
        with notebook.transaction("import") as session:
            rows = [
                {"id": number, "uid": f"s{number}", "kind": "person", "names": {}, "aliases": []}
                for number in range(1, 50_000)
            ]
            cut(notebook, session)
            insert_rows(session, TABLES["speaker"], rows)

    with pytest.raises(NotebookError) as error:
        change()
    assert str(error.value) == f"The notebook {notebook.place} {NOTHING}"
    with notebook.read() as session:
        assert session.scalar(select(func.count()).select_from(Speaker)) == 0


def test_a_change_that_is_cut_just_before_it_is_kept_is_not_there(notebook):
    cutting = lambda connection: cut(notebook, connection)  # noqa: E731
    event.listen(notebook.writing, "commit", cutting)
    with pytest.raises(NotebookError) as error:
        add(notebook)
    event.remove(notebook.writing, "commit", cutting)
    assert str(error.value) == f"The notebook {notebook.place} {NOTHING}"
    add(notebook)
    with notebook.read() as session:
        assert session.scalars(select(Claim.id)).all() != []
        assert session.scalars(select(Batch.command)).all() == ["add"]


def test_reading_that_is_cut_is_one_sentence(notebook):
    def look():
        with notebook.read() as session:
            cut(notebook, session)
            session.scalars(select(Speaker.uid)).all()

    with pytest.raises(NotebookError) as error:
        look()
    assert str(error.value) == (
        f"The notebook {notebook.place} was lost: the server ended the connection. Do it again."
    )


@pytest.fixture
def waiting(monkeypatch):
    """A notebook on a server that keeps a change, and then waits for a copy that never comes."""
    monkeypatch.delenv(rig.CHOSEN, raising=False)
    with rig.server() as server, rig.database(server) as url:
        databases.create(url).close()
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute("ALTER SYSTEM SET synchronous_standby_names = 'nobody'")
            connection.execute("SELECT pg_reload_conf()")
        patient = f"{url}&options=-csynchronous_commit%3Don"
        opened = databases.open(patient)
        yield opened, server
        opened.close()


def cut_where_it_waits(server):
    """End the connection that waits for a copy, as soon as there is one."""
    with psycopg.connect(server, autocommit=True) as connection:
        for _ in range(600):
            ended = connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE wait_event = 'SyncRep'"
            ).fetchall()
            if ended:
                return
            time.sleep(0.05)


def test_a_change_that_was_kept_before_the_server_could_say_so_is_done(waiting):
    notebook, server = waiting
    cutter = Thread(target=cut_where_it_waits, args=(server,))
    cutter.start()
    add(notebook)
    cutter.join()
    with notebook.read() as session:
        assert session.scalars(select(Claim.id)).all() == [1]
        assert session.scalars(select(Batch.command)).all() == ["add"]


def test_where_nobody_can_be_asked_both_is_possible_and_said(waiting, monkeypatch):
    notebook, server = waiting
    nowhere = databases.Database(notebook.url.set(query={"host": "/nowhere"}))
    came = lost._came
    monkeypatch.setattr(
        lost,
        "_came",
        lambda _, batch_id, made_at, __: came(
            lambda: Session(nowhere.writing), batch_id, made_at, (0, 0)
        ),
    )
    cutter = Thread(target=cut_where_it_waits, args=(server,))
    cutter.start()
    with pytest.raises(NotebookError) as error:
        add(notebook)
    cutter.join()
    assert str(error.value) == (
        f"The notebook {notebook.place} was lost: the server ended the connection before it said "
        "that all was done. Look with kg history whether the change is there, and do it again if "
        "not."
    )


def test_of_a_setting_whose_keeping_nobody_heard_of_both_is_possible_and_said(waiting):
    notebook, server = waiting

    def keep():
        with notebook.transaction("set") as session:
            session.add(Property(key="answer", value="42"))

    cutter = Thread(target=cut_where_it_waits, args=(server,))
    cutter.start()
    with pytest.raises(NotebookError) as error:
        keep()
    cutter.join()
    assert str(error.value) == (
        f"The notebook {notebook.place} was lost: the server ended the connection before it said "
        "that all was done. Look whether the change is there, and do it again if not."
    )
    with notebook.read() as session:
        assert session.get_one(Property, "answer").value == "42"

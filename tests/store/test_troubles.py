"""What becomes of a change when the server goes away in the middle of it."""

import pytest
from sqlalchemy import func, select, text

from kg.errors import NotebookError
from kg.store import database as databases
from kg.store.models import Speaker


def speaker(uid):
    return Speaker(uid=uid, kind="person", names={"en": uid}, aliases=[])


@pytest.fixture
def notebook(postgres_url):
    made = databases.create(postgres_url)
    yield made
    made.close()


def cut(notebook, session):
    """End the session's connection, as a server does that is shut down."""
    number = session.scalar(select(func.pg_backend_pid()))
    with notebook.engine.connect() as other:
        other.execute(text("SELECT pg_terminate_backend(:number)"), {"number": number})


def test_a_connection_that_is_cut_is_one_sentence_and_nothing_is_changed(notebook):
    def change():
        with notebook.transaction("add") as session:
            session.add(speaker("ann"))
            session.flush()
            cut(notebook, session)
            session.add(speaker("bob"))

    with pytest.raises(NotebookError) as lost:
        change()
    assert str(lost.value) == (
        f"The notebook {notebook.place} was lost: the server ended the connection before it said "
        "that all was done. Look with kg history whether the change is there, and do it again if "
        "not."
    )
    with notebook.read() as session:
        assert session.scalars(select(Speaker.uid)).all() == []


def test_the_same_change_can_be_made_again_after_it(notebook):
    for attempt in (1, 2):
        try:
            with notebook.transaction("add") as session:
                session.add(speaker("ann"))
                session.flush()
                if attempt == 1:
                    cut(notebook, session)
        except NotebookError:
            assert attempt == 1
    with notebook.read() as session:
        assert session.scalars(select(Speaker.uid)).all() == ["ann"]


def test_reading_that_is_cut_is_one_sentence(notebook):
    def look():
        with notebook.read() as session:
            cut(notebook, session)
            session.scalars(select(Speaker.uid)).all()

    with pytest.raises(NotebookError, match="was lost"):
        look()

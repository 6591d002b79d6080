"""Copying a notebook from a file to a server and back: what arrives equals what was sent."""

from datetime import date

import pytest
from sqlalchemy import select

from kg.errors import NotebookError
from kg.formats import files
from kg.notebook import claims
from kg.notebook.records import apply
from kg.settings import shipped
from kg.store import checkup, copying
from kg.store import database as databases
from kg.store.bulk import next_id
from kg.store.history import TABLES
from kg.store.models import Base, Batch, Claim, Property, Revision
from kg.store.types import plain_row
from kg.store.undo import undo
from tests.store.contents import (
    contents,
    indexed_names,
    indexed_words,
    names_of_rows,
    words_of_rows,
)


def whole(database):
    """All that a notebook holds: rows, history, properties, and the numbers that come next."""
    with database.read() as session:
        history = [
            [plain_row(row._asdict()) for row in session.execute(select(model.__table__))]
            for model in (Batch, Revision)
        ]
        properties = dict(session.execute(select(Property.key, Property.value)).all())
        numbers = {name: next_id(session, table) for name, table in TABLES.items()}
        assert indexed_names(session) == names_of_rows(session)
        assert indexed_words(session) == words_of_rows(session)
        return contents(session), history, properties, numbers


@pytest.fixture
def filled(tmp_path):
    """The notebook that ships, with changes, removed rows and an undo."""
    made = databases.create(tmp_path / "notebook.db", language="zh")
    with made.transaction("import") as session:
        apply.apply(session, apply.plan(session, files.read(shipped("data") / "roundtable")))
    with made.transaction("add", "汪华") as session:
        claims.add(session, {"zh": "今年通胀会回落"}, speaker="央行", today=date(2026, 11, 23))
    with made.transaction("undo") as session:
        undo(session)
    with made.transaction("tags") as session:
        session.get_one(Claim, 5).tags = ["money"]
    yield made
    made.close()


def test_a_notebook_goes_to_a_server_and_comes_back_equal(filled, postgres_url, tmp_path):
    copying.copy(filled, postgres_url)
    server = databases.open(postgres_url)
    assert whole(server) == whole(filled)
    copying.copy(server, tmp_path / "back.db")
    back = databases.open(tmp_path / "back.db")
    assert whole(back) == whole(filled)
    assert [fault for part in checkup.Part for fault in checkup.faults(back, part)] == []
    back.close()
    server.close()


def test_a_copy_goes_on_with_numbers_that_nothing_ever_had(filled, postgres_url):
    copying.copy(filled, postgres_url)
    server = databases.open(postgres_url)
    numbers = []
    for notebook in (filled, server):
        with notebook.transaction("add") as session:
            numbers.append(claims.add(session, {"en": "Prices fall"}, today=date(2026, 11, 23)).id)
        with notebook.transaction("undo") as session:
            undo(session)
    assert numbers == [205, 205]
    server.close()


def test_what_is_told_while_copying_counts_the_rows_of_each_table(filled, tmp_path):
    told: dict[str, int] = {}
    copying.copy(filled, tmp_path / "copy.db", tell=told.__setitem__)
    with filled.read() as session:
        rows = {
            name: len(session.execute(select(table.c.id)).all())
            for name, table in Base.metadata.tables.items()
            if name in told
        }
    assert told == rows
    assert told["claim"] == 203


def test_where_something_is_nothing_is_copied(filled, tmp_path):
    there = tmp_path / "there.db"
    databases.create(there).close()
    before = there.read_bytes()
    with pytest.raises(NotebookError) as refused:
        copying.copy(filled, there)
    assert str(refused.value) == (
        f"There is a notebook at {there} already. "
        "Use it as it is, or name another place with --database."
    )
    assert there.read_bytes() == before


@pytest.mark.parametrize("server", [False, True])
def test_a_copy_that_is_broken_off_leaves_nothing_that_looks_like_a_notebook(
    filled, tmp_path, server, request
):
    place = request.getfixturevalue("postgres_url") if server else tmp_path / "copy.db"

    def stop(table, _):
        if table == "position":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        copying.copy(filled, place, tell=stop)
    with pytest.raises(NotebookError):
        databases.open(place)
    copying.copy(filled, place)
    copy = databases.open(place)
    assert whole(copy) == whole(filled)
    copy.close()

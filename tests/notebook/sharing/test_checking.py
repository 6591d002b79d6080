"""What another notebook says is looked at before it is taken in, wherever in it that stands."""

import json
import shutil
import sqlite3
from typing import Any

import pytest
from sqlalchemy import event

from kg.errors import KgError
from kg.notebook import speakers
from kg.notebook.changing import merging as joining
from kg.notebook.finding import find
from kg.notebook.sharing import merging
from kg.notebook.sharing.telling import namesakes
from kg.store import names
from kg.store.bulk import insert_rows
from kg.store.history import TABLES
from tests.rig.quick import empty_notebook


@pytest.fixture
def bens(kg, home):
    """Makes a copy of the notebook that says one thing more, behind the program's back."""

    def make(statement, *values):
        shutil.copy("notebook.db", "ben.db")
        connection = sqlite3.connect(home / "ben.db")
        connection.execute(statement, values)
        connection.commit()
        connection.close()

    kg("init")
    kg("add", "Prices fall", "--speaker", "Ada")
    return make


HEARD = "INSERT INTO property (key, value) VALUES (?, ?)"
EMPTY: dict[str, list[Any]] = {"born": [], "put": [], "said": [], "gone": []}


@pytest.mark.file
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("heard x", json.dumps(EMPTY)),
        ("heard 1", "{"),
        ("heard 1", "[]"),
        ("heard 1", json.dumps({"born": []})),
        ("heard 1", json.dumps({**EMPTY, "born": [["claim", "2026-01-01", 1]]})),
        ("heard 1", json.dumps({**EMPTY, "born": [["claim", "2026-01-01", 1, 10**12]]})),
        ("heard 1", json.dumps({**EMPTY, "put": [["claim", "soon", 1, 1]]})),
        ("heard 1", json.dumps({**EMPTY, "said": [["guess", ["c1"], "note[en]", "so", ""]]})),
        ("heard 1", json.dumps({**EMPTY, "said": [["claim", [], "note[en]", "so", ""]]})),
        ("heard 1", json.dumps({**EMPTY, "said": [["link", ["l1"], "from_id+to_id", [], ""]]})),
        ("heard 1", json.dumps({**EMPTY, "said": [["claim", ["c1"], "kind", "fact", None]]})),
        ("heard 1", json.dumps({**EMPTY, "gone": [["claim", ["c1"], "2026-01-01", [], {}]]})),
    ],
)
def test_what_was_heard_and_cannot_be_read_is_said_in_a_sentence(kg, bens, name, value):
    bens(HEARD, name, value)
    assert kg("merge", "ben.db", exit_code=1).stderr == (
        f"Error: What a notebook has heard from others cannot be read: its property {name!r}. "
        "Have it mended by whom it is from, or merge what kg export writes of it.\n"
    )


@pytest.mark.file
@pytest.mark.parametrize(
    ("table", "uid", "to_uid"),
    [("claim", "c\x1b[2J", "c1"), ("claim", "c0", "c 1"), ("guess", "c0", "c1")],
)
def test_an_id_that_leads_on_and_is_none_is_refused(kg, bens, table, uid, to_uid):
    bens("INSERT INTO moved (table_name, uid, to_uid) VALUES (?, ?, ?)", table, uid, to_uid)
    assert kg("merge", "ben.db", exit_code=1).stderr == (
        "Error: The other notebook has an id that leads on, and is none. Have it mended there.\n"
    )


def test_what_is_said_of_what_was_made_one_is_looked_at_as_well():
    mine = empty_notebook()
    with mine.transaction("two speakers") as session:
        speakers.add(session, "Ada")
        speakers.add(session, "A. Lovelace")
    theirs = empty_notebook()
    with mine.engine.connect() as one, theirs.engine.connect() as other:
        source: Any = one.connection.driver_connection
        source.backup(other.connection.driver_connection)
    with mine.transaction("one speaker") as session:
        joining.speakers(session, "1", ["2"])
    with theirs.transaction("an address") as session:
        find.speaker(session, "2").url = "javascript:alert(1)"
    with theirs.read() as other, mine.transaction("merge") as session:
        with pytest.raises(KgError, match=r"speaker ada-\w+ cannot be taken in: "):
            merging.merge(session, other)
        session.rollback()


def test_namesakes_are_looked_up_together():
    mine, theirs = empty_notebook(), empty_notebook()
    for notebook, uid in ((mine, "m"), (theirs, "t")):
        rows: list[dict[str, Any]] = [
            {
                "id": at,
                "uid": f"{uid}{at}",
                "kind": "person",
                "names": {"en": f"Ada {at}"},
                "aliases": [],
                "url": None,
                "note": None,
            }
            for at in range(1, 301)
        ]
        with notebook.transaction("many") as session:
            insert_rows(session, TABLES["speaker"], rows)
            names.add_rows(session, "speaker", rows)
    asked = []
    with theirs.read() as other, mine.transaction("merge") as session:
        merged = merging.merge(session, other)
        event.listen(mine.engine, "before_cursor_execute", lambda *rest: asked.append(rest[2]))
        found = namesakes(session, merged)
    assert sorted(one.number for one in found) == [*range(1, 301)]
    assert len([one for one in asked if one.startswith("SELECT")]) == 1

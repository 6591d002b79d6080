"""What is gathered from a notebook, and whether it makes an equal one."""

from typing import Any

from kg.notebook.records.gather import gather
from tests.notebook.taking_in import planned, take_in
from tests.rig.quick import empty_notebook
from tests.store.contents import (
    contents,
    indexed_names,
    indexed_words,
    names_of_rows,
    words_of_rows,
)

LISTS = ("speakers", "concepts", "sources", "evidence", "claims", "links", "predictions")


def lists_of(session, some=None, *, texts=True) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for word, record in gather(session, some, texts=texts):
        found.setdefault(word, []).append(record)
    return found


def assert_whole(session):
    """A copy made of what is gathered has the same contents, and taking it in here is nothing."""
    here = lists_of(session)
    assert planned(session, here).nothing
    copy = empty_notebook()
    with copy.transaction("import") as other:
        take_in(other, here)
        assert lists_of(other) == here
        assert without_numbers(other) == without_numbers(session)
        assert indexed_names(other) == names_of_rows(other)
        assert indexed_words(other) == words_of_rows(other)
    copy.close()


def without_numbers(session):
    """The rows of each table with stable ids in place of local numbers."""
    rows = contents(session)
    uids = {
        (name, row["id"]): row["uid"] for name, some in rows.items() for row in some if "uid" in row
    }
    turns = {
        row["id"]: (uids["source", row["source_id"]], row["number"]) for row in rows.get("turn", [])
    }
    tables = {"from_id": "claim", "to_id": "claim", "broader_id": "concept"}

    def told(column, value):
        if value is None or not column.endswith("_id"):
            return value
        if column == "turn_id":
            return turns[value]
        return uids[tables.get(column, column.removesuffix("_id")), value]

    return {
        name: sorted(
            (
                {column: told(column, value) for column, value in row.items() if column != "id"}
                for row in some
            ),
            key=lambda row: str(sorted(row.items())),
        )
        for name, some in rows.items()
    }

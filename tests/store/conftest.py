from collections.abc import Iterator

import pytest

from kg.store import database as databases
from kg.store.database import Database


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request, tmp_path):
    """Where a notebook can be made: a path, then a database on a server."""
    if request.param == "sqlite":
        return str(tmp_path / "notebook.db")
    return request.getfixturevalue("postgres_url")


@pytest.fixture
def database(place) -> Iterator[Database]:
    """An empty notebook, in a file and then on a server."""
    made = databases.create(place)
    yield made
    made.close()

from collections.abc import Iterator

import pytest

from kg.store import database as databases
from kg.store.database import Database
from tests.store.quick import empty_notebook


@pytest.fixture
def notebook() -> Iterator[Database]:
    """An empty notebook in memory, made quickly: there are many tests here."""
    made = empty_notebook()
    yield made
    made.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request, tmp_path) -> Iterator[Database]:
    """An empty notebook, in a file and then on a server."""
    place = tmp_path / "notebook.db"
    if request.param == "postgresql":
        place = request.getfixturevalue("postgres_url")
    made = databases.create(place)
    yield made
    made.close()

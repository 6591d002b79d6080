"""What tests of the notebook share; differences that gathered.py finds are shown as their own."""

from collections.abc import Iterator

import pytest

from kg.store import database as databases
from kg.store.database import Database

pytest.register_assert_rewrite("tests.notebook.records.gathered")


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request, tmp_path) -> Iterator[Database]:
    """An empty notebook, in a file and then on a server."""
    place = tmp_path / "notebook.db"
    if request.param == "postgresql":
        place = request.getfixturevalue("postgres_url")
    made = databases.create(place)
    yield made
    made.close()

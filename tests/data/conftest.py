"""What the tests of the data ask for by name."""

from types import SimpleNamespace

import pytest

from tests.data.reading import read


@pytest.fixture(scope="session")
def data() -> SimpleNamespace:
    """All records of the shipped round table, by their word."""
    return read()

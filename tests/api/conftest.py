"""A notebook as Python has it."""

import shutil

import pytest

import kg


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The file of a notebook with a claim, a dispute and a reading."""
    path = tmp_path_factory.mktemp("book") / "book.db"
    with kg.create(path) as opened:
        opened.add(
            {"en": "It takes years", "zh": "需要数年"},
            kind="prediction",
            about=["o1"],
            speaker="Ada",
            said="2024-09-14",
            source="Round table",
        )
        opened.add("It took a year", kind="fact", speaker="Charles", said="2025")
        opened.take(1, "Charles", "disagrees", said="2024-10")
        opened.predict(1, due="2026-06")
    return path


@pytest.fixture
def book(made, home):
    """That notebook, in a copy of the test's own."""
    shutil.copy(made, home / "book.db")
    with kg.open(home / "book.db") as opened:
        yield opened


@pytest.fixture
def kg_(kg):
    """The command line, under another name than the package."""
    return kg

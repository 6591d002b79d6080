"""Nothing that is done daily reads the whole notebook: it takes as many steps in a large one."""

import subprocess
import sys

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from tests.conftest import REPOSITORY

pytestmark = pytest.mark.file

FILLING = REPOSITORY / "benchmarks" / "growth.py"
SIZES = (400, 4_000)
GRAIN = 20
"""Steps of SQLite's machine between two counts."""

SLACK = 300
"""So many portions more are no sign: what is much alike is looked for among more, up to a bound."""

DAILY: list[list[object]] = [
    ["add", "Prices fall for 7 months", "--speaker", "Speaker 9", "--about", "Concept 3"],
    ["agree", 7, "Speaker 9"],
    ["claim", "show", 7],
    ["claim", "edit", 7, "--tag", "speed"],
    ["claim", "list", 'speaker:"Speaker 9"'],
    ["claim", "list", "prices fall"],
    ["speaker", "show", "Speaker 9"],
    ["position", "list", "--speaker", "Speaker 9"],
    ["search", "prices fall"],
    ["due"],
    ["review", "--help"],
    ["resolve", 1, "right", "--note", "It came."],
    ["score", 'speaker:"Speaker 9"'],
    ["compare", "Speaker 9", "Speaker 10"],
    ["changes", "Speaker 9"],
    ["map", 'speaker:"Speaker 9"', "-o", "map.html"],
    ["history"],
    ["history", "claim", 7],
    ["undo"],
]


@pytest.fixture(scope="module")
def notebooks(tmp_path_factory):
    """The files of two notebooks, one ten times as large as the other."""
    folder = tmp_path_factory.mktemp("grown")
    for size in SIZES:
        subprocess.run(
            [sys.executable, FILLING, "fill", folder / f"{size}.db", str(size)],
            env={"PYTHONPATH": str(REPOSITORY)},
            check=True,
        )
    return folder


@pytest.fixture
def steps():
    """Counts how many steps SQLite took, in portions of `GRAIN`."""
    counted = []

    def count(connection, _):
        connection.set_progress_handler(lambda: counted.append(1), GRAIN)

    event.listen(Engine, "connect", count)
    yield counted
    event.remove(Engine, "connect", count)


def test_daily_commands_take_as_many_steps_in_a_notebook_ten_times_as_large(kg, notebooks, steps):
    taken: dict[str, list[int]] = {}
    for size in SIZES:
        for words in DAILY:
            steps.clear()
            kg("--database", notebooks / f"{size}.db", *words)
            taken.setdefault(" ".join(map(str, words)), []).append(len(steps))
    grown = {words: pair for words, pair in taken.items() if pair[1] > pair[0] * 1.25 + SLACK}
    assert grown == {}


def test_what_reads_the_whole_notebook_would_be_noticed(kg, notebooks, steps):
    taken = []
    for size in SIZES:
        steps.clear()
        kg("--database", notebooks / f"{size}.db", "score")
        taken.append(len(steps))
    assert taken[1] > taken[0] * 5

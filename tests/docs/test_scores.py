"""docs/scores.md: its examples run, and its figures are those of the program."""

import doctest
import functools
import re
import shlex
from statistics import mean

import numpy as np
import pytest

from kg.analysis.duels import PAIRS
from kg.analysis.head_to_head import FEW
from kg.analysis.picture import SPANS, SPEAKERS
from kg.domain.scoring import (
    DIAGRAM_FROM,
    FLOOR,
    IMPLIED,
    SCORES_FROM,
    Showing,
    corp,
    log_score,
    showing,
)
from kg.domain.scoring.calibration import BAND_LEVEL, MOST_CELLS, RESAMPLES
from kg.domain.scoring.hits import LEVEL
from tests.conftest import REPOSITORY
from tests.docs.shown import Page
from tests.domain.scoring.inventing import FORECASTERS, calibrated

PATH = REPOSITORY / "docs" / "scores.md"
PAGE = PATH.read_text("utf-8")


def table(head):
    """The rows of the table whose first cell is `head`, its own row first."""
    rows = PAGE.split(f"\n| {head} |")[1].split("\n\n")[0].split("\n")
    cells = [[cell.strip() for cell in row.strip("| ").split(" | ")] for row in rows]
    return [cells[0], *cells[2:]]


def test_the_examples_give_what_they_show():
    done = doctest.testfile(str(PATH), module_relative=False, encoding="utf-8")
    assert done.attempted > 15
    assert not done.failed


@pytest.fixture
def asked(kg, home):
    """The command line in 80 columns, with the notebook of the round table."""
    kg("init")
    kg("import", REPOSITORY / "data" / "roundtable")
    return functools.partial(kg, env={"COLUMNS": "80"})


def test_the_commands_answer_what_they_show(asked):
    steps = Page.at("docs/scores.md").steps()
    assert [(typed, asked(*typed).output) for typed, _ in steps] == steps
    assert len(steps) == 3


def test_the_commands_that_draw_write_their_files(asked, home):
    (typed,) = re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL)
    for line in typed.splitlines():
        asked(*shlex.split(line)[1:])
    assert sorted(path.name for path in home.glob("*.[hsp]*[lg]")) == [
        "o1.svg",
        "scores.html",
        "then.png",
    ]


def test_what_is_shown_at_which_number_of_cases():
    counts = [row[0] for row in table("resolved forecasts")[1:]]
    assert counts == [
        f"1 to {SCORES_FROM - 1}",
        f"{SCORES_FROM} to {DIAGRAM_FROM - 1}",
        f"{DIAGRAM_FROM} and more",
    ]
    firsts = [showing(int(each.split()[0])) for each in counts]
    assert firsts == [Showing.HITS, Showing.SCORES, Showing.DIAGRAM]


def test_what_stances_imply():
    told = {stance: tuple(map(float, ends)) for stance, *ends in table("stance")[1:]}
    assert told == {
        stance.value: (spread.low, spread.middle, spread.high) for stance, spread in IMPLIED.items()
    }


@pytest.mark.parametrize("name", FORECASTERS)
def test_how_miscalibrated_the_calibrated_look_by_chance(name):
    head, *rows = table("they say")
    sizes = [int(cell.split()[0]) for cell in head]
    told = {row[0]: [float(cell) for cell in row[1:]] for row in rows}
    generator = np.random.default_rng(len(name))
    for size, figure in zip(sizes, told[name], strict=True):
        found = mean(
            corp(calibrated(generator, FORECASTERS[name](generator, size))).miscalibration
            for _ in range(1000)
        )
        assert found == pytest.approx(figure, abs=0.006)


def test_the_figures_are_those_of_the_program():
    assert f"hit rates of up to {SPEAKERS} speakers" in PAGE
    assert f"each two of the {SPEAKERS} speakers" in PAGE
    assert f"shows up to {PAIRS} such pairs" in PAGE
    assert f"Below {FEW} decided ones" in PAGE
    assert f"up to {SPANS} predictions on a line" in PAGE
    assert f"nobody for surer than {FLOOR:.0%} and {1 - FLOOR:.0%}".replace("%", " %") in PAGE
    assert f"at most {log_score([(0, 1)]):.2f} bits" in PAGE
    assert f"nobody gets below {log_score([(0, 0)]):.3f}" in PAGE
    assert f"({LEVEL:.0%})".replace("%", " %") in PAGE
    assert f"drawn {RESAMPLES:,} times" in PAGE
    assert f"the middle {BAND_LEVEL:.0%} of them".replace("%", " %") in PAGE
    assert f"Of more than {MOST_CELLS} different" in PAGE

"""docs/scores.md: its examples run, and its figures are those of the program."""

import doctest
from statistics import mean

import numpy as np
import pytest

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
    assert f"nobody for surer than {FLOOR:.0%} and {1 - FLOOR:.0%}".replace("%", " %") in PAGE
    assert f"at most {log_score([(0, 1)]):.2f} bits" in PAGE
    assert f"nobody gets below {log_score([(0, 0)]):.3f}" in PAGE
    assert f"({LEVEL:.0%})".replace("%", " %") in PAGE
    assert f"drawn {RESAMPLES:,} times" in PAGE
    assert f"the middle {BAND_LEVEL:.0%} of them".replace("%", " %") in PAGE
    assert f"Of more than {MOST_CELLS} different" in PAGE

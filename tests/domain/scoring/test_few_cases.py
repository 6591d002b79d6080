from statistics import mean

import numpy as np
import pytest

from kg.domain.scoring import DIAGRAM_FROM, SCORES_FROM, Showing, corp, showing
from tests.domain.scoring.inventing import FORECASTERS, calibrated


@pytest.mark.parametrize(
    ("resolved", "shown"),
    [
        (0, Showing.NOTHING),
        (1, Showing.HITS),
        (19, Showing.HITS),
        (20, Showing.SCORES),
        (49, Showing.SCORES),
        (50, Showing.DIAGRAM),
        (50_000, Showing.DIAGRAM),
    ],
)
def test_few_cases_show_less(resolved, shown):
    assert showing(resolved) is shown
    assert (SCORES_FROM, DIAGRAM_FROM) == (20, 50)


@pytest.mark.parametrize(
    ("resolved", "by_chance"), [(5, 0.084), (10, 0.058), (20, 0.035), (50, 0.017)]
)
def test_the_calibrated_seem_miscalibrated_by_chance(resolved, by_chance):
    """The reason for both bounds."""
    generator = np.random.default_rng(resolved)
    say = FORECASTERS["seven words"]
    found = mean(
        corp(calibrated(generator, say(generator, resolved))).miscalibration for _ in range(3000)
    )
    assert found == pytest.approx(by_chance, abs=0.003)

"""How steady camps are: within parts, and for as long as there is time."""

import numpy as np
import pytest

from kg.domain.agreeing.stands import Stands
from kg.domain.agreeing.steadiness import HALVINGS, LEAST, Steadiness, steadiness

EIGHT = Stands.of((who, claim, 1) for who in range(8) for claim in range(12))


def halves(half, turn):
    return np.array([0, 0, 1, 1, 2, 2, 3, 3])


def test_the_same_groups_by_both_halves_are_steady():
    assert steadiness(EIGHT, halves) == Steadiness(1.0, HALVINGS)


def test_when_time_is_up_three_halvings_tell_it():
    assert steadiness(EIGHT, halves, ends=0.0) == Steadiness(1.0, LEAST)


def test_that_parts_are_told_apart_makes_camps_no_steadier():
    part = np.array([0] * 4 + [1] * 4)
    turns = iter([[0, 0, 1, 1, 2, 2, 3, 3], [0, 1, 0, 1, 2, 3, 2, 3]] * HALVINGS)
    found = steadiness(EIGHT, lambda half, turn: np.array(next(turns)), part=part)
    assert found.figure == pytest.approx(-0.5)
    assert found.halvings == HALVINGS


def test_of_few_claims_nothing_is_said():
    few = Stands.of((who, claim, 1) for who in range(8) for claim in range(5))
    assert steadiness(few, halves) == Steadiness(None, 0)

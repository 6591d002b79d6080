"""How often shuffled stances divide as well: chance is told from camps among few speakers."""

import numpy as np
import pytest

from kg.domain.agreeing.crowd import crowd
from kg.domain.agreeing.division import divide
from kg.domain.agreeing.pairs import whole
from kg.domain.agreeing.shuffling import (
    FEW,
    LEAST,
    LEVEL,
    OF_CROWD,
    best_division,
    by_chance,
    crowd_by_chance,
)
from kg.domain.agreeing.stands import Stands


def camps(speakers, noise, seed):
    """Twelve claims on which odd speakers say the opposite of even ones, but for some noise."""
    chance = np.random.default_rng(seed)
    sides = chance.choice([-1, 1], 12)
    turned = np.where(chance.random((speakers, 12)) < noise, -1, 1)
    return Stands.of(
        (who, claim, int(sides[claim] * turned[who, claim]) * (-1 if who % 2 else 1))
        for who in range(speakers)
        for claim in range(12)
    )


@pytest.mark.parametrize("speakers", [3, 4, 5])
def test_stances_by_chance_seldom_divide_better_than_when_they_are_shuffled(speakers):
    found = [by_chance(camps(speakers, 0.5, seed), best_division) for seed in range(40)]
    assert sum(one is not None and one <= LEVEL for one in found) <= 6


@pytest.mark.parametrize("speakers", [4, 6, 8])
def test_camps_that_differ_on_most_claims_divide_better(speakers):
    found = [by_chance(camps(speakers, 0.1, seed), best_division) for seed in range(10)]
    assert sum(one is not None and one <= LEVEL for one in found) >= 8


def test_what_is_reached_is_what_the_frustration_index_leaves():
    weights = whole(camps(7, 0.3, 1)).balance
    found = divide(weights)
    assert best_division(weights.astype(float)) == found.total - 2 * found.against


def test_nothing_is_said_of_many_speakers_nor_where_a_shuffle_changes_nothing():
    assert by_chance(camps(FEW + 1, 0.1, 1), best_division) is None
    two = Stands.of((who, claim, (-1) ** who) for claim in range(20) for who in range(2))
    assert by_chance(two, best_division) is None


def test_a_crowd_of_few_is_seldom_set_further_apart_by_chance_than_by_shuffles():
    """Before they were dealt anew, halves of the claims let through one of seven such tables."""
    found = [crowd_of(camps(5, 0.5, seed)) for seed in range(20)]
    assert sum(one is not None and one <= LEVEL for one in found) <= 3


def test_camps_of_a_crowd_of_few_that_differ_on_most_claims_are_told_from_chance():
    found = [crowd_of(camps(6, 0.1, seed)) for seed in range(6)]
    assert sum(one is not None and one <= LEVEL for one in found) >= 5


def test_of_a_crowd_fewer_shuffles_are_made_when_time_is_up():
    stands = camps(6, 0.0, 1)
    apart = crowd(stands).apart
    assert crowd_by_chance(stands, apart) == 0.5 / (OF_CROWD + 1)
    assert crowd_by_chance(stands, apart, ends=0.0) == 0.5 / (LEAST + 1)


def test_of_a_crowd_nothing_is_said_of_many_nor_where_a_shuffle_changes_nothing():
    many = camps(FEW + 1, 0.1, 1)
    assert crowd_of(many) is None
    two = Stands.of((who, claim, (-1) ** who) for claim in range(20) for who in range(2))
    assert crowd_of(two) is None


def crowd_of(stands):
    return crowd_by_chance(stands, crowd(stands).apart)

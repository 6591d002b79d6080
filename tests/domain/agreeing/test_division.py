"""The division with least against it: a published case, all divisions, planted ones, bounds."""

from itertools import product

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.domain.agreeing.division import SMALL, against_of, divide
from kg.domain.agreeing.proofs import TIES, by_eigenvalue, by_every_division, by_programme

REST = {3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14}


def table(size, ties):
    weights = np.zeros((size, size), int)
    for one, other, weight in ties:
        weights[one, other] = weights[other, one] = weight
    return weights


def planted(size, noise, seed=0):
    chance = np.random.default_rng(seed)
    side = chance.choice([-1, 1], size)
    turned = np.triu(np.where(chance.random((size, size)) < noise, -1, 1), 1)
    return np.outer(side, side) * (turned + turned.T)


@pytest.fixture
def tribes(samples):
    """The tribes of the Eastern Central Highlands: Read 1954."""
    lines = (samples / "signed" / "highlandtribes.csv").read_text("utf-8-sig").split()
    return table(16, [tuple(map(int, line.split(","))) for line in lines])


def test_the_highland_tribes_have_one_best_division_with_seven_against_it(tribes):
    found = divide(tribes)
    assert (found.against, found.total, found.bound) == (7, 58, 7)
    assert (found.certified, found.unique, found.ties) == (True, True, [])
    camps = {frozenset(at + 1 for at in range(16) if found.side[at] == one) for one in (1, -1)}
    assert camps == {frozenset({1, 2, 15, 16}), frozenset(REST)}


def test_the_programme_finds_the_same_of_the_tribes(tribes):
    found = by_programme(tribes, 9, seconds=60)
    assert found.side is not None
    assert (against_of(tribes, found.side), found.bound) == (7, 7)
    assert (len(found.best), found.all_best) == (1, True)


def by_trying_all(weights):
    """What stands against the best of all divisions, and the best ones."""
    sides = [(1, *rest) for rest in product([1, -1], repeat=len(weights) - 1)]
    counts = {
        side: sum(
            abs(int(weights[i, j]))
            for i in range(len(side))
            for j in range(i)
            if side[i] * side[j] * weights[i, j] < 0
        )
        for side in sides
    }
    least = min(counts.values())
    return least, {side for side, count in counts.items() if count == least}


ties = st.integers(2, 7).flatmap(
    lambda size: st.lists(
        st.tuples(st.integers(0, size - 1), st.integers(0, size - 1), st.integers(-3, 3)).filter(
            lambda tie: tie[0] != tie[1]
        ),
        max_size=20,
    ).map(lambda some: table(size, some))
)


@given(ties)
def test_of_few_speakers_all_best_divisions_are_found(weights):
    found = divide(weights)
    least, best = by_trying_all(weights)
    assert (found.against, {found.side, *found.ties}) == (least, best)
    assert found.unique == (len(best) == 1)


@given(ties)
def test_the_programme_finds_all_best_divisions_too(weights):
    least, best = by_trying_all(weights)
    found = by_programme(weights, least, seconds=60)
    assert found.side is not None
    assert (found.bound, against_of(weights, found.side)) == (least, least)
    told = {tuple(one.tolist()) for one in found.best}
    assert told <= best
    assert found.all_best == (len(told) == len(best)) or len(best) > TIES


@given(ties)
def test_what_the_eigenvalue_proves_is_true(weights):
    least, best = by_trying_all(weights)
    for side in map(np.array, list(best)[:3]):
        proved, alone = by_eigenvalue(weights, side)
        if alone:
            assert proved and len(best) == 1
    worse = np.ones(len(weights), int)
    if against_of(weights, worse) > least:
        assert by_eigenvalue(weights, worse) == (False, False)


@pytest.mark.parametrize("size", [3, 8, SMALL, SMALL + 1, 25, 50])
def test_planted_camps_are_found_and_proved_in_spite_of_noise(size):
    weights = planted(size, 0.15)
    found = divide(weights)
    assert found.certified and found.unique is not None
    if size > 20:
        chance = np.random.default_rng(0)
        side = chance.choice([-1, 1], size)
        assert found.side == tuple(side * side[0])


def test_of_more_speakers_all_that_are_as_good_are_told():
    # The last is tied to two only, whom the two camps draw as much one way as the other.
    weights = planted(SMALL + 4, 0.0)
    last = len(weights) - 1
    weights[last, :] = weights[:, last] = 0
    weights[last, 0], weights[0, last] = 1, 1
    weights[last, 1] = weights[1, last] = -int(weights[0, 1])
    found = divide(weights)
    assert (found.against, found.certified, found.unique) == (1, True, False)
    ((side),) = found.ties
    assert [at for at in range(last + 1) if side[at] != found.side[at]] == [last]


def test_when_time_is_up_the_best_found_comes_with_the_bound_that_is_known():
    weights = planted(60, 0.5, seed=3)
    found = divide(weights, seconds=0.2)
    assert (found.certified, found.proof, found.unique) == (False, None, None)
    assert 0 <= found.bound < found.against == against_of(weights, np.array(found.side))


@pytest.mark.parametrize("size", [4, 9, 16, 17, 25, 41, 50])
def test_where_everybody_is_at_odds_with_everybody_halves_are_proved_best(size):
    """A complete graph of negative ties: the maximum cut has ⌊n² / 4⌋ of them."""
    found = divide(np.eye(size, dtype=int) - 1, seconds=0.1)
    assert (found.against, found.certified) == ((size - 1) ** 2 // 4, True)


@pytest.mark.parametrize(
    ("graph", "cut"),
    [
        (nx.karate_club_graph(), 61),
        (nx.petersen_graph(), 12),
        (nx.icosahedral_graph(), 20),
        (nx.cycle_graph(25), 24),
        (nx.hypercube_graph(5), 80),
    ],
)
def test_of_negative_ties_alone_the_maximum_cut_is_found_and_proved(graph, cut):
    """Known sizes of maximum cuts; with the same ties turned positive nobody is parted."""
    ties = (nx.to_numpy_array(graph, weight=None) > 0).astype(int)
    found = divide(-ties, seconds=20)
    assert (found.total - found.against, found.certified) == (cut, True)
    together = divide(ties)
    assert (together.against, together.certified, together.unique) == (0, True, True)
    assert set(together.side) == {1}


def test_all_divisions_are_tried_of_one_and_of_nobody():
    assert by_every_division(np.zeros((1, 1), int)) == ([(1,)], 0)
    assert divide(np.zeros((0, 0), int)).against == 0

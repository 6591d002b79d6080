"""Groupings of any number of camps: all groupings tried, planted ones, a published case."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.domain.agreeing.pairs import centred
from kg.domain.agreeing.partition import partition, within
from kg.domain.agreeing.stands import Stands

squares = st.integers(1, 6).flatmap(
    lambda size: st.lists(st.integers(-4, 4), min_size=size * size, max_size=size * size).map(
        lambda some: symmetric(np.array(some, float).reshape(size, size))
    )
)


def symmetric(square):
    upper = np.triu(square, 1)
    return upper + upper.T


def groupings(size):
    """All ways to group so many, each once."""
    found: list[tuple[int, ...]] = [()]
    for _ in range(size):
        found = [(*one, camp) for one in found for camp in range(max(one, default=-1) + 2)]
    return [np.array(one) for one in found]


@given(squares)
def test_no_grouping_has_more_within_than_the_one_that_is_proved(table):
    found = partition(table)
    best = max(within(table, one) for one in groupings(len(table)))
    assert found.within == pytest.approx(best)
    assert found.certified or len(table) == 1


@given(squares, st.integers(2, 4))
def test_with_a_number_of_camps_there_are_so_many_and_none_better(table, camps):
    if len(table) < camps:
        return
    found = partition(table, camps)
    sized = [one for one in groupings(len(table)) if one.max() + 1 == camps]
    assert found.camps == camps
    assert found.within == pytest.approx(max(within(table, one) for one in sized))


def test_three_camps_who_share_much_common_ground_are_found():
    """Of 30 claims half are held by all; the others divide three camps, each in its own way."""
    chance = np.random.default_rng(5)
    sides = chance.choice([-1, 1], size=(3, 15))
    rows = [(who, claim, 1) for who in range(12) for claim in range(15)]
    rows += [(who, 15 + at, int(sides[who % 3, at])) for who in range(12) for at in range(15)]
    found = partition(centred(Stands.of(rows)))
    assert found.certified
    assert found.camp == tuple(who % 3 for who in range(12))


def test_the_highland_tribes_fall_into_the_three_published_groups(samples):
    """Read 1954, as Hage and Harary 1983 group them; each tie is told by three claims."""
    lines = (samples / "signed" / "highlandtribes.csv").read_text("utf-8-sig").split()
    ties = [tuple(map(int, line.split(","))) for line in lines]
    rows = [
        (who, 3 * at + time, sign)
        for at, (one, other, tie) in enumerate(ties)
        for time in range(3)
        for who, sign in ((one, 1), (other, tie))
    ]
    found = partition(centred(Stands.of(rows)))
    groups = {frozenset(at + 1 for at in range(16) if found.camp[at] == camp) for camp in range(3)}
    assert found.certified
    assert groups == {
        frozenset({3, 4, 6, 7, 8, 11, 12}),
        frozenset({5, 9, 10, 13, 14}),
        frozenset({1, 2, 15, 16}),
    }

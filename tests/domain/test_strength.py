"""DF-QuAD: the worked values of the paper's definitions, bounds, and circles."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.domain.strength import NEUTRAL, Sides, combined, strengths, together

shares = st.floats(0, 1)


def voices(at, size):
    """Some of the claims after one, so that there is no circle."""
    later = range(at + 1, size + 1)
    return st.sets(st.sampled_from(later)).map(sorted) if later else st.just([])


trees = st.integers(1, 8).flatmap(
    lambda size: st.fixed_dictionaries(
        {at: st.builds(Sides, voices(at, size), voices(at, size)) for at in range(size + 1)}
    )
)


def by_definition(sides, fixed, one):
    """σ = C(τ, F(σ of attackers), F(σ of supporters)), as Rago et al. 2016 write it."""
    if one in fixed:
        return fixed[one]

    def both(some):
        left = 1.0
        for other in some:
            left *= abs(1 - by_definition(sides, fixed, other))
        return 1 - left

    attack, support = both(sides[one].attackers), both(sides[one].supporters)
    if attack == support:
        return 0.5
    if attack > support:
        return 0.5 - 0.5 * abs(support - attack)
    return 0.5 + 0.5 * abs(support - attack)


@given(trees, st.dictionaries(st.integers(0, 8), shares, max_size=3))
def test_without_circles_it_is_the_published_definition(sides, fixed):
    fixed = {one: value for one, value in fixed.items() if one in sides}
    found = strengths(sides, {}, fixed)
    assert found.settled
    for one in sides:
        assert found.of[one] == pytest.approx(by_definition(sides, fixed, one))


@given(st.lists(shares, max_size=5), shares, shares, shares)
def test_strength_stays_between_nothing_and_all(some, base, attack, support):
    assert 0 <= together(some) <= 1
    assert 0 <= combined(base, attack, support) <= 1
    # More support never sinks, more attack never lifts.
    assert combined(base, attack, 1.0) >= combined(base, attack, support)
    assert combined(base, 1.0, support) <= combined(base, attack, support)


def test_equal_attack_and_support_leave_a_claim_where_it_began():
    found = strengths({1: Sides([2], [3]), 2: Sides(), 3: Sides()}, {1: 0.3}, {})
    assert found.of[1] == 0.3


def test_two_that_attack_each_other_settle_between():
    found = strengths({1: Sides([], [2]), 2: Sides([], [1])}, {}, {})
    assert found.settled
    # s = 0.5 - 0.5 s
    assert found.of == pytest.approx({1: 1 / 3, 2: 1 / 3})


def test_a_circle_of_support_lifts_nobody_in_it():
    sides = {1: Sides([2]), 2: Sides([1]), 3: Sides([1]), 4: Sides([], [3])}
    found = strengths(sides, {}, {})
    assert found.settled
    # The third is supported by one that stands where it began, and sinks the fourth by 0.75.
    assert found.of == {1: 0.5, 2: 0.5, 3: 0.75, 4: 0.125}
    assert {*found.knots} == {1, 2}
    assert [found.counts(2, 1), found.counts(1, 3)] == [False, True]


def test_what_supports_a_circle_from_outside_counts_where_it_comes_in():
    found = strengths({1: Sides([2, 3]), 2: Sides([1]), 3: Sides()}, {}, {})
    assert found.of == {1: 0.75, 2: 0.5, 3: 0.5}


def test_a_claim_that_came_out_right_breaks_its_circle():
    """The circle runs 1 → 2 → 3 → 1."""
    sides = {1: Sides([3]), 2: Sides([1]), 3: Sides([2])}
    assert strengths(sides, {}, {1: 1.0}).of == {1: 1.0, 2: 1.0, 3: 1.0}


def test_a_claim_that_came_out_wrong_lifts_nobody_in_its_circle():
    sides = {1: Sides([3]), 2: Sides([1]), 3: Sides([2])}
    assert strengths(sides, {}, {1: 0.0}).of == {1: 0.0, 2: 0.5, 3: 0.5}


def test_a_circle_with_an_attack_in_it_settles_as_before():
    found = strengths({1: Sides([2]), 2: Sides([], [1])}, {}, {})
    assert found.knots == {}
    # s1 = 0.5 + 0.5 s2 and s2 = 0.5 - 0.5 s1
    assert found.of == pytest.approx({1: 0.6, 2: 0.2})


def test_what_is_decided_is_not_moved():
    found = strengths({1: Sides([], [2]), 2: Sides()}, {}, {1: 1.0, 2: 1.0})
    assert found.of == {1: 1.0, 2: 1.0}
    assert strengths({1: Sides([2]), 2: Sides()}, {}, {2: 0.0}).of[1] == NEUTRAL

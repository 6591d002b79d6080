from math import sqrt
from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.domain.scoring import HitRate, Interval, NoForecasts, hit_rate, hit_shares, rate, wilson
from kg.errors import Invalid
from tests.domain.scoring.inventing import pairs, shares

levels = st.sampled_from([0.5, 0.8, 0.9, 0.95, 0.99])


@pytest.mark.parametrize(
    ("probability", "outcome", "share"),
    [
        (0.51, 1, 1),
        (0.51, 0, 0),
        (0.49, 0, 1),
        (0.49, 1, 0),
        (0.5, 1, 0.5),
        (0.5, 0, 0.5),
        (0.5, 0.9, 0.5),
        # A tie is half a hit for everybody; a part is a hit for that part.
        (0.9, 0.5, 0.5),
        (0.1, 0.5, 0.5),
        (0.9, 0.8, 0.8),
        (0.1, 0.8, 0.2),
    ],
)
def test_what_is_a_hit(probability, outcome, share):
    assert hit_shares([(probability, outcome)]).tolist() == pytest.approx([share])


def test_a_hit_rate_says_of_how_many_and_between_which_bounds():
    found = hit_rate([(0.7, 1), (0.9, 1), (0.2, 0), (0.6, 0)])
    assert found == HitRate(3, 4, wilson(3, 4))
    assert found.rate == 0.75
    assert found.interval == pytest.approx((0.3006, 0.9544), abs=1e-4)


def test_shares_of_any_kind_have_a_rate():
    assert rate([1, 0, 0.5, 1], level=0.9) == HitRate(2.5, 4, wilson(2.5, 4, 0.9))
    with pytest.raises(Invalid, match=r"The share 1\.5 is not between 0 and 1"):
        rate([1.5])


@pytest.mark.parametrize(
    ("hits", "n", "interval"),
    [
        # Newcombe (1998), Statistics in Medicine 17:857-872, table I, method 3.
        (81, 263, (0.2553, 0.3662)),
        (15, 148, (0.0624, 0.1605)),
        (0, 20, (0.0000, 0.1611)),
        (1, 29, (0.0061, 0.1718)),
    ],
)
def test_published_intervals(hits, n, interval):
    assert wilson(hits, n) == pytest.approx(interval, abs=5e-5)


@pytest.mark.parametrize("level", [0.5, 0.8, 0.9, 0.95, 0.99])
def test_intervals_are_those_of_scipy(level):
    from scipy.stats import binomtest

    for n in (1, 2, 3, 10, 37, 200):
        for hits in range(n + 1):
            theirs = binomtest(hits, n).proportion_ci(level, method="wilson")
            assert wilson(hits, n, level) == pytest.approx((theirs.low, theirs.high), abs=1e-12)


def test_no_case_has_no_interval():
    with pytest.raises(NoForecasts):
        wilson(0, 0)


@given(shares, st.integers(1, 500), levels)
def test_bounds_lie_z_standard_errors_from_the_rate(share, n, level):
    """The definition, which fractions of hits keep, too."""
    low, high = wilson(share * n, n, level)
    assert 0 <= low <= share <= high <= 1
    z = NormalDist().inv_cdf((1 + level) / 2)
    for bound in (low, high):
        if 0 < bound < 1:
            assert abs(share - bound) == pytest.approx(z * sqrt(bound * (1 - bound) / n), abs=1e-9)


@given(shares, st.integers(1, 100), levels)
def test_intervals_of_hits_and_misses_mirror_each_other(share, n, level):
    low, high = wilson(share * n, n, level)
    assert wilson(n - share * n, n, level) == pytest.approx((1 - high, 1 - low), abs=1e-9)


@given(shares, shares, st.integers(1, 100))
def test_more_hits_move_both_bounds_up(one, other, n):
    less, more = sorted((one, other))
    fewer, further = wilson(less * n, n), wilson(more * n, n)
    assert fewer.low <= further.low + 1e-12
    assert fewer.high <= further.high + 1e-12


@given(shares, st.integers(1, 100))
def test_more_cases_narrow_the_interval(share, n):
    wide, narrow = wilson(share * n, n), wilson(share * 2 * n, 2 * n)
    assert narrow.high - narrow.low < wide.high - wide.low


@given(pairs)
def test_the_opposite_of_every_forecast_has_the_rest_of_the_hits(forecasts):
    found = hit_rate(forecasts)
    assert 0 <= found.hits <= found.n == len(forecasts)
    assert isinstance(found.interval, Interval)
    # A number that is nearly 0.5 may become it when it is turned.
    sides = [(said, came) for said, came in forecasts if (said == 0.5) == (1 - said == 0.5)]
    opposite = [(1 - said, came) for said, came in sides]
    if sides:
        assert hit_rate(opposite).hits == pytest.approx(len(sides) - hit_rate(sides).hits)
    assert hit_rate(sorted(forecasts)).hits == pytest.approx(found.hits)

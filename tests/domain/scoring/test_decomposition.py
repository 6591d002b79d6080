import pytest
from hypothesis import given

from kg.domain.scoring import base_rate, brier, murphy
from tests.domain.scoring.inventing import edges, pairs

SIX = [(0.8, 1), (0.8, 1), (0.8, 0), (0.8, 1), (0.2, 0), (0.2, 0)]
"""Four of 80 %, of which three came, and two of 20 %, of which none did."""


def test_parts_by_hand():
    parts = murphy(SIX)
    assert parts.reliability == pytest.approx((4 * 0.05**2 + 2 * 0.2**2) / 6)
    assert parts.resolution == pytest.approx((4 * 0.25**2 + 2 * 0.5**2) / 6)
    assert parts.uncertainty == pytest.approx(0.5 * 0.5)
    assert parts.score == pytest.approx(0.14)
    assert parts.within == 0


def test_bins_leave_a_rest():
    # One bin of 0.6 and 0.8 (mean 0.7, of which half came), one of 0.2.
    parts = murphy([(0.6, 0), (0.8, 1), (0.2, 0)], edges=[0.5])
    assert parts.score == pytest.approx((0.36 + 0.04 + 0.04) / 3)
    assert parts.reliability == pytest.approx((2 * 0.2**2 + 0.2**2) / 3)
    assert parts.resolution == pytest.approx((2 * (1 / 6) ** 2 + (1 / 3) ** 2) / 3)
    assert parts.uncertainty == pytest.approx(2 / 9)
    # Variance 0.01 in the first bin, covariance with outcomes 0.05.
    assert parts.within == pytest.approx((2 * (0.01 - 2 * 0.05)) / 3)


def test_a_bin_holds_its_lower_bound_and_not_its_upper_one():
    halves = murphy([(0.5, 1), (0.9, 1), (0.1, 0)], edges=[0.5])
    assert halves.resolution == pytest.approx(halves.uncertainty)


def test_what_always_comes_out_alike_has_no_uncertainty():
    parts = murphy([(0.9, 0.1), (0.2, 0.1), (0.3, 0.1)])
    assert parts.uncertainty == 0
    assert parts.resolution == pytest.approx(0)
    assert parts.reliability == pytest.approx(parts.score)


def test_who_never_says_the_same_twice_is_only_told_the_score():
    parts = murphy([(0.21, 0), (0.62, 1), (0.83, 1), (0.44, 0)])
    assert parts.reliability == pytest.approx(parts.score)
    assert parts.resolution == pytest.approx(parts.uncertainty)


@given(pairs)
def test_parts_add_up_exactly(forecasts):
    parts = murphy(forecasts)
    assert parts.score == brier(forecasts)
    assert parts.reliability - parts.resolution + parts.uncertainty == pytest.approx(
        parts.score, abs=1e-12
    )
    assert parts.within == 0


@given(pairs, edges)
def test_parts_of_bins_add_up_exactly(forecasts, bounds):
    parts = murphy(forecasts, bounds)
    assert (
        parts.reliability - parts.resolution + parts.uncertainty + parts.within
    ) == pytest.approx(parts.score, abs=1e-12)


@given(pairs, edges)
def test_parts_are_bounded_and_blind_to_order(forecasts, bounds):
    for some in (None, bounds):
        parts = murphy(forecasts, some)
        assert 0 <= parts.reliability <= 1
        assert -1e-12 <= parts.resolution <= parts.uncertainty + 1e-12
        assert parts.uncertainty <= base_rate(forecasts) * (1 - base_rate(forecasts)) + 1e-12
        again = murphy(sorted(forecasts), some)
        assert again.reliability == pytest.approx(parts.reliability)
        assert again.resolution == pytest.approx(parts.resolution)

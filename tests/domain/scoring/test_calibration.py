from itertools import pairwise
from statistics import mean

import numpy as np
import pytest
from hypothesis import given, settings

from kg.domain.scoring import (
    BandPoint,
    Point,
    Sample,
    base_rate,
    brier,
    calibration,
    consistency_band,
    corp,
    log_score,
    murphy,
    reliability_curve,
    squared_error,
    surprise,
)
from kg.domain.scoring.calibration import isotonic
from tests.domain.scoring.inventing import calibrated, pairs


def test_pools_by_hand():
    """0.4 came and 0.6 did not: both are pooled at a half."""
    assert reliability_curve([(0.2, 0), (0.4, 1), (0.6, 0), (0.8, 1)]) == [
        Point(0.2, 0, 1),
        Point(0.4, 0.5, 1),
        Point(0.6, 0.5, 1),
        Point(0.8, 1, 1),
    ]


def test_parts_by_hand():
    parts = corp([(0.2, 0), (0.4, 1), (0.6, 0), (0.8, 1)])
    recalibrated = (0 + 0.25 + 0.25 + 0) / 4
    assert parts.score == pytest.approx((0.04 + 0.36 + 0.36 + 0.04) / 4)
    assert parts.miscalibration == pytest.approx(0.2 - recalibrated)
    assert parts.discrimination == pytest.approx(0.25 - recalibrated)
    assert parts.uncertainty == pytest.approx(0.25)


def test_forecasts_of_one_probability_are_one_point_of_that_weight():
    # Of 0.3 two in three came, of 0.6 none in one: pooled, two in four.
    assert reliability_curve([(0.3, 1), (0.3, 1), (0.3, 0), (0.6, 0)]) == [
        Point(0.3, 0.5, 3),
        Point(0.6, 0.5, 1),
    ]


def test_fractions_count_as_such():
    assert reliability_curve([(0.3, 0.5), (0.3, 0), (0.9, 0.75)]) == [
        Point(0.3, 0.25, 2),
        Point(0.9, 0.75, 1),
    ]


def test_the_curve_is_never_folded():
    """Overrating what is unlikely and underrating what is likely do not cancel."""
    forecasts = [(0.2, 0)] * 10 + [(0.8, 1)] * 10
    assert [point.probability for point in reliability_curve(forecasts)] == [0.2, 0.8]
    assert [round(point.calibrated, 3) for point in reliability_curve(forecasts)] == [0, 1]
    assert corp(forecasts).miscalibration == pytest.approx(0.04)


def test_a_constant_has_no_discrimination():
    parts = corp([(0.7, 1), (0.7, 0), (0.7, 1), (0.7, 1)])
    assert parts.discrimination == pytest.approx(0)
    assert parts.miscalibration == pytest.approx(0.05**2)


def test_the_wrong_order_has_no_discrimination():
    parts = corp([(0.1, 1), (0.9, 0)])
    assert parts.discrimination == pytest.approx(0)
    assert parts.miscalibration == pytest.approx(0.81 - 0.25)


@given(pairs)
def test_parts_add_up_and_are_never_negative(forecasts):
    for loss, score in ((squared_error, brier), (surprise, log_score)):
        parts = corp(forecasts, loss)
        assert parts.score == pytest.approx(score(forecasts))
        assert parts.miscalibration - parts.discrimination + parts.uncertainty == pytest.approx(
            parts.score, abs=1e-12
        )
        assert parts.miscalibration >= 0
        assert 0 <= parts.discrimination <= parts.uncertainty + 1e-12


@given(pairs)
def test_rounding_hides_no_negative_part(forecasts):
    """Parts are cut at 0, which must mend no more than rounding."""
    sample = Sample.of(forecasts)
    cells = sample.cells
    best = isotonic(cells.happened, cells.counts)[cells.index]
    flat = np.full(len(sample), base_rate(sample))
    for loss in (squared_error, surprise):
        least = loss(best, sample.outcomes).mean()
        assert loss(sample.probabilities, sample.outcomes).mean() >= least - 1e-12
        assert loss(flat, sample.outcomes).mean() >= least - 1e-12


@given(pairs)
def test_the_curve_rises_and_keeps_the_base_rate(forecasts):
    curve = reliability_curve(forecasts)
    assert [point.probability for point in curve] == sorted({said for said, _ in forecasts})
    levels = [point.calibrated for point in curve]
    assert levels == sorted(levels)
    assert levels[0] >= 0 and levels[-1] <= 1
    assert sum(point.n for point in curve) == len(forecasts)
    total = sum(point.n * point.calibrated for point in curve)
    assert total / len(forecasts) == pytest.approx(base_rate(forecasts))


@given(pairs)
def test_recalibrated_forecasts_are_calibrated(forecasts):
    told = {point.probability: point.calibrated for point in reliability_curve(forecasts)}
    again = [(told[said], came) for said, came in forecasts]
    assert corp(again).miscalibration == pytest.approx(0, abs=1e-12)
    assert corp(again).discrimination == pytest.approx(corp(forecasts).discrimination, abs=1e-12)


@given(pairs)
def test_order_does_not_matter(forecasts):
    one, other = corp(forecasts), corp(sorted(forecasts))
    assert one.miscalibration == pytest.approx(other.miscalibration, abs=1e-12)
    assert one.discrimination == pytest.approx(other.discrimination, abs=1e-12)


@given(pairs)
def test_parts_are_at_most_those_of_murphy(forecasts):
    """Murphy's fit may fall and so follows chance further than a rising one can."""
    rising, free = corp(forecasts), murphy(forecasts)
    assert rising.miscalibration <= free.reliability + 1e-12
    assert rising.discrimination <= free.resolution + 1e-12
    assert rising.uncertainty == pytest.approx(free.uncertainty, abs=1e-12)


@pytest.mark.parametrize("decimals", [1, 2, 12])
@pytest.mark.parametrize("size", [1, 2, 30, 400])
def test_the_curve_is_that_of_scikit_learn(size, decimals):
    from sklearn.isotonic import IsotonicRegression

    generator = np.random.default_rng([size, decimals])
    said = generator.random(size).round(decimals)
    for came in (
        generator.random(size) < said,
        generator.random(size),
        generator.random(size) < 0.5,
    ):
        sample = Sample(said, came.astype(float))
        theirs = IsotonicRegression().fit(said, sample.outcomes)
        ours = reliability_curve(sample)
        assert [point.calibrated for point in ours] == pytest.approx(
            theirs.predict([point.probability for point in ours]).tolist()
        )


def test_pools_by_a_plain_rule():
    """Max-min formula: the greatest over starts of the least over ends of the mean between them."""
    generator = np.random.default_rng(7)
    for size in range(1, 12):
        values, weights = generator.random(size), generator.integers(1, 5, size)
        plain = [
            max(
                min(
                    np.average(values[start:end], weights=weights[start:end])
                    for end in range(place + 1, size + 1)
                )
                for start in range(place + 1)
            )
            for place in range(size)
        ]
        assert isotonic(values, weights).tolist() == pytest.approx(plain)


def test_the_band_of_one_probability_is_binomial():
    from scipy.stats import binom

    for said, n in ((0.5, 100), (0.9, 60), (0.1, 40)):
        (point,) = consistency_band([(said, 1)] * n, seed=1, resamples=20_000)
        assert point.probability == said
        assert point.low == pytest.approx(binom.ppf(0.05, n, said) / n, abs=1.01 / n)
        assert point.high == pytest.approx(binom.ppf(0.95, n, said) / n, abs=1.01 / n)


def test_one_seed_gives_one_band():
    forecasts = calibrated(np.random.default_rng(3), np.linspace(0.05, 0.95, 60))
    band = consistency_band(forecasts, seed=5)
    assert band == consistency_band(forecasts, seed=5)
    assert band == consistency_band(sorted(forecasts, reverse=True), seed=5)
    assert band != consistency_band(forecasts, seed=6)


def test_the_band_asks_what_was_said_and_not_what_came():
    said = np.linspace(0.05, 0.95, 60)
    never = [(each, 0.0) for each in said]
    always = [(each, 1.0) for each in said]
    assert consistency_band(never, seed=5) == consistency_band(always, seed=5)


def test_what_is_certain_has_no_room():
    assert consistency_band([(0, 0), (1, 1)], seed=1) == [BandPoint(0, 0, 0), BandPoint(1, 1, 1)]


@settings(max_examples=25)
@given(pairs)
def test_bands_rise_and_wider_ones_hold_narrower_ones(forecasts):
    narrow = consistency_band(forecasts, seed=1, resamples=50, level=0.5)
    wide = consistency_band(forecasts, seed=1, resamples=50, level=0.9)
    assert [point.probability for point in wide] == sorted({said for said, _ in forecasts})
    for inner, outer in zip(narrow, wide, strict=True):
        assert 0 <= outer.low <= inner.low <= inner.high <= outer.high <= 1
    for band in (narrow, wide):
        for one, next_one in pairwise(band):
            assert one.low <= next_one.low + 1e-12
            assert one.high <= next_one.high + 1e-12


def test_nine_in_ten_points_of_the_calibrated_lie_in_the_band():
    generator = np.random.default_rng(11)
    inside = []
    for seed in range(60):
        forecasts = calibrated(generator, generator.random(80).round(1))
        band = consistency_band(forecasts, seed=seed, resamples=300)
        curve = reliability_curve(forecasts)
        inside += [
            edge.low - 1e-9 <= point.calibrated <= edge.high + 1e-9
            for point, edge in zip(curve, band, strict=True)
        ]
    # Bounds belong to the band, and outcomes are whole: a little more than 0.9.
    assert 0.88 <= mean(inside) <= 0.97


def test_who_overrates_leaves_the_band():
    generator = np.random.default_rng(12)
    said = generator.random(400).round(1)
    sure = [
        (float(np.clip(0.5 + 1.8 * (each - 0.5), 0, 1)), came)
        for each, came in calibrated(generator, said)
    ]
    band = consistency_band(sure, seed=1)
    outside = [
        not edge.low <= point.calibrated <= edge.high
        for point, edge in zip(reliability_curve(sure), band, strict=True)
    ]
    assert mean(outside) > 0.5


def test_many_probabilities_are_joined_into_groups_of_one_size():
    generator = np.random.default_rng(13)
    said = generator.random(3000)
    joined = consistency_band(calibrated(generator, said), seed=1)
    assert len(joined) == 500
    means = np.sort(said).reshape(500, 6).mean(axis=1)
    assert [point.probability for point in joined] == pytest.approx(means.tolist())


def test_joining_hardly_moves_the_band(monkeypatch):
    generator = np.random.default_rng(14)
    forecasts = calibrated(generator, generator.random(2000))
    joined = consistency_band(forecasts, seed=1)
    monkeypatch.setattr(calibration, "MOST_CELLS", 2000)
    whole = consistency_band(forecasts, seed=2)
    assert len(whole) == 2000
    inner = [point for point in joined if 0.05 < point.probability < 0.95]
    places = [point.probability for point in inner]
    for end in ("low", "high"):
        full = np.interp(
            places, [point.probability for point in whole], [getattr(p, end) for p in whole]
        )
        assert np.abs([getattr(point, end) for point in inner] - full).max() < 0.03

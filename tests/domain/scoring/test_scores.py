import math
from datetime import date

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats
from sklearn.metrics import log_loss

from kg.domain.scoring import (
    FLOOR,
    Ends,
    Sample,
    Scored,
    Spread,
    at_each_end,
    base_rate,
    brier,
    hit_rate,
    log_score,
    log_skill,
    murphy,
    reference,
    skill,
)
from kg.errors import Invalid
from tests.domain.scoring.inventing import calibrated, pairs, records

DECIDED = date(2026, 6, 30)


@pytest.mark.parametrize(
    ("forecasts", "score"),
    [
        ([(1, 1), (0, 0)], 0),
        ([(1, 0), (0, 1)], 1),
        ([(0.5, 1), (0.5, 0), (0.5, 1)], 0.25),
        # (0.2² + 0.3²) / 2
        ([(0.8, 1), (0.3, 0)], 0.065),
        # A tie is 0.5: 0.2², not the mean of 0.3² and 0.7².
        ([(0.7, 0.5)], 0.04),
    ],
)
def test_brier(forecasts, score):
    assert brier(forecasts) == pytest.approx(score)


@pytest.mark.parametrize(
    ("forecasts", "bits"),
    [
        ([(0.5, 1)], 1),
        ([(0.5, 0)], 1),
        ([(0.25, 1)], 2),
        ([(0.75, 0), (0.5, 1)], 1.5),
        ([(0.5, 0.5)], 0),
        # What a half costs more than it must: ½ log2(½ / ¼) + ½ log2(½ / ¾).
        ([(0.25, 0.5)], 0.5 + 0.5 * math.log2(2 / 3)),
        ([(0, 1)], math.log2(100)),
        ([(1, 0)], math.log2(100)),
        ([(0.001, 1)], math.log2(100)),
        ([(1, 1)], math.log2(1 / 0.99)),
    ],
)
def test_log_score(forecasts, bits):
    assert log_score(forecasts) == pytest.approx(bits)


def test_the_floor_can_be_moved():
    assert log_score([(0, 1)], floor=0.001) == pytest.approx(math.log2(1000))
    assert log_score([(0, 0), (1, 1)], floor=0) == 0
    assert log_score([(0, 1), (0.5, 1)], floor=0) == math.inf


@pytest.mark.parametrize("floor", [-0.1, 0.5, 1, math.nan])
def test_a_floor_leaves_room(floor):
    with pytest.raises(Invalid, match=r"is not between 0 and 0\.5"):
        log_score([(0.5, 1)], floor=floor)


def test_base_rate_and_its_score():
    forecasts = [(0.9, 1), (0.2, 0), (0.5, 0.5), (0.4, 0)]
    assert base_rate(forecasts) == 0.375
    # Distances from 0.375: 0.625, 0.375, 0.125, 0.375.
    assert reference(forecasts) == pytest.approx(0.171875)


@pytest.mark.parametrize(
    ("forecasts", "share"),
    [
        ([(1, 1), (0, 0)], 1),
        ([(0.5, 1), (0.5, 0)], 0),
        # 1 - 0.065 / 0.25
        ([(0.8, 1), (0.3, 0)], 0.74),
        ([(0, 1), (1, 0)], -3),
        ([(0.9, 1), (0.2, 1)], None),
        ([(0.9, 0.1), (0.2, 0.1), (0.3, 0.1)], None),
    ],
)
def test_skill(forecasts, share):
    assert skill(forecasts) == (share if share is None else pytest.approx(share))


@pytest.mark.parametrize(
    ("forecasts", "share"),
    [
        ([(0.5, 1), (0.5, 0)], 0),
        # 1 - (log2(1 / 0.8) + log2(1 / 0.7)) / 2, the base rate costs 1 bit
        ([(0.8, 1), (0.3, 0)], 1 + math.log2(0.8 * 0.7) / 2),
        # Sure, and right: only what the floor costs is not saved.
        ([(1, 1), (0, 0)], 1 + math.log2(0.99)),
        ([(0, 1), (1, 0)], 1 - math.log2(100)),
        ([(0.9, 1), (0.2, 1)], None),
        ([(0.9, 0.1), (0.2, 0.1), (0.3, 0.1)], None),
    ],
)
def test_log_skill(forecasts, share):
    assert log_skill(forecasts) == (share if share is None else pytest.approx(share))


def test_log_skill_is_one_less_cross_entropy_by_entropy():
    """Computed by SciPy and scikit-learn: the base rate of yes and no costs their entropy."""
    chance = np.random.default_rng(5)
    for size in (20, 100, 400):
        said, came = chance.uniform(0.02, 0.98, size), chance.integers(0, 2, size)
        entropy = stats.entropy([came.mean(), 1 - came.mean()])
        found = log_skill([(float(p), float(o)) for p, o in zip(said, came, strict=True)])
        assert found == pytest.approx(1 - log_loss(came, said) / entropy)


def test_a_rare_event_costs_its_base_rate_no_less_than_the_floor():
    forecasts = [(0.02, 1.0), *[(0.02, 0.0)] * 499]
    always = (math.log2(100) + 499 * math.log2(1 / 0.99)) / 500
    assert log_skill(forecasts) == pytest.approx(1 - log_score(forecasts) / always)


@given(pairs)
def test_log_skill_is_blind_to_order_and_to_what_is_asked(forecasts):
    # Where outcomes hardly differ there is hardly a share, and rounding decides.
    assume(reference(forecasts) > 1e-6)
    turned = [(1 - said, 1 - came) for said, came in sorted(forecasts)]
    assert log_skill(turned) == pytest.approx(log_skill(forecasts), rel=1e-6, abs=1e-6)


def test_ends_of_a_range_are_scored_apart():
    forecasts = [
        Scored(probability=Spread(0.55, 0.7, 0.8), outcome=1, decided=DECIDED),
        Scored(probability=Spread.of(0.4), outcome=0, decided=DECIDED),
    ]
    low, middle, high = at_each_end(forecasts, brier)
    assert low == pytest.approx((0.45**2 + 0.4**2) / 2)
    assert middle == pytest.approx((0.3**2 + 0.4**2) / 2)
    assert high == pytest.approx((0.2**2 + 0.4**2) / 2)


def test_the_middle_may_score_best():
    likely = [
        Scored(probability=Spread(0.55, 0.7, 0.8), outcome=outcome, decided=DECIDED)
        for outcome in (1, 1, 0)
    ]
    low, middle, high = at_each_end(likely, brier)
    assert middle < low and middle < high


def test_any_figure_can_be_taken_at_each_end():
    around = [Scored(probability=Spread(0.4, 0.5, 0.6), outcome=1, decided=DECIDED)]
    assert at_each_end(around, lambda sample: hit_rate(sample).hits) == Ends(0, 0.5, 1)
    assert at_each_end(around, skill) == Ends(None, None, None)


@given(pairs)
def test_brier_is_bounded_and_blind_to_order_and_to_what_is_asked(forecasts):
    score = brier(forecasts)
    assert 0 <= score <= 1
    assert brier(sorted(forecasts)) == pytest.approx(score)
    assert brier([(1 - said, 1 - came) for said, came in forecasts]) == pytest.approx(score)


@given(pairs)
def test_log_score_is_bounded_and_blind_to_order_and_to_what_is_asked(forecasts):
    score = log_score(forecasts)
    assert 0 <= score <= math.log2(1 / FLOOR) + 1e-12
    assert log_score(sorted(forecasts)) == pytest.approx(score)
    turned = [(1 - said, 1 - came) for said, came in forecasts]
    assert log_score(turned) == pytest.approx(score)


@given(pairs)
def test_the_reference_is_the_score_of_the_base_rate(forecasts):
    always = base_rate(forecasts)
    assert reference(forecasts) == pytest.approx(brier([(always, came) for _, came in forecasts]))


@given(pairs)
def test_skill_is_resolution_less_reliability_by_uncertainty(forecasts):
    parts = murphy(forecasts)
    if parts.uncertainty:
        assert skill(forecasts) == pytest.approx(
            (parts.resolution - parts.reliability) / parts.uncertainty
        )
    else:
        assert skill(forecasts) is None


@given(st.floats(0.05, 0.95), st.floats(0.05, 0.95), st.sampled_from([brier, log_score]))
def test_nobody_gains_by_saying_what_they_do_not_believe(belief, said, score):
    """Both scores are proper: what one expects of a score is best for what one believes."""

    def expected(probability):
        return belief * score([(probability, 1)]) + (1 - belief) * score([(probability, 0)])

    assert expected(belief) <= expected(said) + 1e-12


@given(records())
def test_the_middle_is_what_scores_take(rows):
    assert at_each_end(rows, brier).middle == brier(rows)


@pytest.mark.parametrize("decimals", [1, 2, 12])
def test_scores_are_those_of_scikit_learn(decimals):
    from sklearn.metrics import brier_score_loss, log_loss

    generator = np.random.default_rng(decimals)
    sample = Sample.of(calibrated(generator, generator.random(500).round(decimals)))
    said, came = sample.probabilities, sample.outcomes
    assert brier(sample) == pytest.approx(brier_score_loss(came, said))
    floored = np.clip(said, FLOOR, 1 - FLOOR)
    assert log_score(sample) == pytest.approx(log_loss(came, floored) / math.log(2))

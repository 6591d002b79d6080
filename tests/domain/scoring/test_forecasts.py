from datetime import date

import pytest

from kg.domain.scoring import (
    End,
    NoForecasts,
    Sample,
    Scored,
    Spread,
    base_rate,
    brier,
    by_basis,
    closing,
    consistency_band,
    corp,
    hit_rate,
    hit_shares,
    log_score,
    murphy,
    over_time,
    rate,
    reference,
    reliability_curve,
    skill,
)
from kg.domain.vocabulary import Basis
from kg.errors import Invalid

DECIDED = date(2026, 6, 30)


def said(probability, outcome=1.0, **others):
    return Scored(probability=Spread.of(probability), outcome=outcome, decided=DECIDED, **others)


@pytest.mark.parametrize(
    "figure",
    [
        base_rate,
        brier,
        corp,
        hit_rate,
        hit_shares,
        log_score,
        murphy,
        over_time,
        rate,
        reference,
        reliability_curve,
        skill,
        Sample.of,
        lambda rows: consistency_band(rows, seed=1),
    ],
)
def test_nothing_is_not_scored(figure):
    with pytest.raises(NoForecasts) as refused:
        figure([])
    assert str(refused.value) == (
        "There are no forecasts to score. "
        "Resolve predictions that have a forecast: kg due lists what is ready."
    )


@pytest.mark.parametrize(
    ("pair", "message"),
    [
        ((70, 1), "The probability 70 is not between 0 and 1. Write 70 % as 0.7."),
        (
            (-0.1, 1),
            "The probability -0.1 is not between 0 and 1. "
            "It is never less than 0: write 0.6 or 60%.",
        ),
        ((float("nan"), 1), "The probability nan is not between 0 and 1. Write 60 % as 0.6."),
        ((0.7, 2), "The outcome 2 is not between 0 and 1. Write 2 % as 0.02."),
    ],
)
def test_what_is_no_share_is_refused(pair, message):
    with pytest.raises(Invalid) as refused:
        brier([(0.5, 1), pair])
    assert str(refused.value) == message


@pytest.mark.parametrize(
    "ends", [(0.5, 0.4, 0.6), (0.4, 0.7, 0.6), (-0.1, 0, 1), (0, 1, 1.1), (0, float("nan"), 1)]
)
def test_a_range_is_in_order(ends):
    with pytest.raises(Invalid, match="is no range of probabilities"):
        Spread(*ends)


def test_an_outcome_is_a_share():
    with pytest.raises(Invalid, match=r"The outcome 1\.5 is not between 0 and 1"):
        said(0.5, 1.5)


def test_ends_that_are_not_given_are_the_middle():
    assert Spread.of(0.7) == Spread(0.7, 0.7, 0.7)
    assert Spread.of(0.7, 0.6) == Spread(0.6, 0.7, 0.7)
    assert Spread.of(0.7, high=0.9) == Spread(0.7, 0.7, 0.9)


def test_records_and_pairs_make_one_sample():
    likely = Scored(probability=Spread(0.55, 0.7, 0.8), outcome=1, decided=DECIDED)
    for end, taken in zip(End, (0.55, 0.7, 0.8), strict=True):
        sample = Sample.of([likely, (0.2, 0)], end)
        assert sample.probabilities.tolist() == [taken, 0.2]
        assert sample.outcomes.tolist() == [1, 0]
        assert Sample.of(sample) is sample
        assert len(sample) == 2


def test_forecasts_with_one_probability_share_a_cell():
    cells = Sample.of([(0.7, 1), (0.2, 0), (0.7, 0), (0.7, 0.5)]).cells
    assert cells.probabilities.tolist() == [0.2, 0.7]
    assert cells.counts.tolist() == [1, 3]
    assert cells.happened.tolist() == [0, 0.5]
    assert cells.index.tolist() == [1, 0, 1, 1]


def test_bases_are_kept_apart():
    stated, verbal = said(0.7), said(0.6, basis=Basis.VERBAL)
    implied = [said(0.8, basis=Basis.IMPLIED), said(0.2, basis=Basis.IMPLIED)]
    assert by_basis([*implied, verbal, stated]) == {
        Basis.STATED: [stated],
        Basis.VERBAL: [verbal],
        Basis.IMPLIED: implied,
    }
    assert list(by_basis([*implied, stated])) == [Basis.STATED, Basis.IMPLIED]
    assert by_basis([]) == {}


def test_a_question_closes_when_it_is_decided_or_due():
    due = date(2026, 1, 1)
    assert closing(DECIDED) == DECIDED
    assert closing(DECIDED, due) == due
    assert closing(due, DECIDED) == due

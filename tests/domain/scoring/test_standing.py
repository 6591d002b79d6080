from datetime import date, timedelta
from math import inf

import pytest
from hypothesis import assume, given

from kg.domain.scoring import (
    NoForecasts,
    Scored,
    Spread,
    brier,
    days_stood,
    first_uttered,
    log_score,
    over_time,
    squared_error,
    surprise,
)
from kg.domain.scoring.forecasts import End
from tests.domain.scoring.inventing import records


def said(probability, made, decided="2026-01-05", outcome=1.0, question=None):
    return Scored(
        probability=Spread.of(probability),
        outcome=outcome,
        made=date.fromisoformat(made) if made else None,
        decided=date.fromisoformat(decided),
        question=question,
    )


METACULUS = [said(0.4, "2026-01-02"), said(0.7, "2026-01-03"), said(0.8, "2026-01-05")]
"""The example of the Metaculus scores FAQ: open for five days, forecasts on days 2, 3 and 5."""


def test_days_are_counted_as_metaculus_counts_them():
    assert [days for _, days in days_stood(METACULUS)] == [1, 2, 1]


def test_the_published_average():
    """Its baseline score is 100 × (1 - bits): -32, +49, +49, +68, and +27 on average.

    Metaculus also counts the first day, on which nothing was said, as 0; here it does not count.
    """
    daily = [100 * (1 - log_score([(p, 1)])) for p in (0.4, 0.7, 0.7, 0.8)]
    assert [round(score) for score in daily] == [-32, 49, 49, 68]
    weighted = 100 * (1 - over_time(METACULUS, surprise).weighted)
    assert weighted == pytest.approx(sum(daily) / 4)
    assert round(weighted * 4 / 5) == 27


def test_both_scores_by_hand():
    found = over_time(
        [
            # 10 days of 0.5, then 20 of 0.9, the day of the decision included.
            said(0.5, "2026-01-01", decided="2026-01-30", question="a"),
            said(0.9, "2026-01-11", decided="2026-01-30", question="a"),
            said(0.4, "2026-01-07", decided="2026-03-01", outcome=0, question="b"),
        ]
    )
    assert found.first == pytest.approx((0.25 + 0.16) / 2)
    assert found.weighted == pytest.approx(((10 * 0.25 + 20 * 0.01) / 30 + 0.16) / 2)
    assert (found.questions, found.forecasts, found.late) == (2, 3, 0)


def test_questions_count_alike_however_often_somebody_speaks():
    often = [said(0.5, f"2026-01-0{day}", question="often") for day in range(1, 5)]
    once = said(1, "2026-01-01", question="once")
    assert over_time([*often, once]).weighted == pytest.approx(0.125)


def test_what_is_said_after_the_decision_does_not_count():
    early, late = said(0.4, "2026-01-01"), said(1, "2026-01-06")
    found = over_time([late, early])
    assert (found.first, found.weighted) == pytest.approx((0.36, 0.36))
    assert (found.forecasts, found.late) == (1, 1)
    assert first_uttered([late, early]) == [early]
    with pytest.raises(NoForecasts, match=r"No forecast was made before it was decided\."):
        over_time([late])
    assert first_uttered([late]) == []
    assert days_stood([late]) == []


def test_what_is_said_on_the_day_of_the_decision_counts_that_day():
    found = days_stood([said(0.4, "2026-01-01"), said(0.9, "2026-01-05")])
    assert [days for _, days in found] == [4, 1]
    assert [days for _, days in days_stood([said(0.9, "2026-01-05")])] == [1]


def test_of_several_on_a_day_the_first_is_first_and_the_last_stands():
    morning, evening = said(0.2, "2026-01-03"), said(0.6, "2026-01-03")
    assert first_uttered([morning, evening]) == [morning]
    assert days_stood([morning, evening]) == [(morning, 0), (evening, 3)]


def test_without_a_date_the_first_stands_for_its_question():
    one, other, dated = said(0.2, None), said(0.6, None), said(0.7, "2026-01-03")
    assert first_uttered([one, other]) == [one]
    assert first_uttered([one, other, dated]) == [dated]
    found = over_time([one, other])
    assert (found.first, found.weighted) == pytest.approx((0.64, 0.64))
    assert found.forecasts == 1


def test_what_stood_no_day_weighs_nothing_however_wrong():
    def harsh(probabilities, outcomes):
        return surprise(probabilities, outcomes, floor=0)

    found = over_time([said(0, "2026-01-05"), said(0.5, "2026-01-05")], harsh)
    assert found.first == inf
    assert found.weighted == 1


def test_the_last_day_there_is():
    assert days_stood([said(0.5, "9999-12-30", decided="9999-12-31")])[0][1] == 2


def test_ends_of_ranges_are_scored_alike():
    row = Scored(
        probability=Spread(0.5, 0.6, 0.9),
        outcome=1,
        made=date(2026, 1, 1),
        decided=date(2026, 1, 5),
    )
    assert over_time([row], end=End.LOW).first == pytest.approx(0.25)
    assert over_time([row], end=End.HIGH).weighted == pytest.approx(0.01)


@given(records())
def test_each_day_is_scored_by_what_was_said_last(rows):
    """Day by day, as the Good Judgment Project does it."""
    in_time = [row for row in rows if row.made is None or row.made <= row.decided]
    assume(in_time)
    scores = []
    for question in {row.question for row in in_time}:
        own = [row for row in in_time if row.question == question]
        dated = sorted([row for row in own if row.made], key=lambda row: row.made)
        if not dated:
            scores.append(brier(own[:1]))
            continue
        day, daily = dated[0].made, []
        while day <= own[0].decided:
            daily.append(brier([[row for row in dated if row.made <= day][-1]]))
            day += timedelta(days=1)
        scores.append(sum(daily) / len(daily))
    found = over_time(rows)
    assert found.weighted == pytest.approx(sum(scores) / len(scores))
    assert found.first == pytest.approx(brier(first_uttered(rows)))
    assert found.questions == len(scores) == len(first_uttered(rows))
    assert found.late == len(rows) - len(in_time)
    assert found.forecasts == len(days_stood(rows)) <= len(in_time)


@given(records())
def test_days_fill_the_time_from_the_first_utterance_to_the_decision(rows):
    for first in first_uttered(rows):
        stood = [days for row, days in days_stood(rows) if row.question == first.question]
        assert min(stood) >= 0
        assert sum(stood) == ((first.decided - first.made).days + 1 if first.made else 1)


@given(records())
def test_who_speaks_once_of_each_question_has_one_score(rows):
    once = first_uttered(rows)
    assume(once)
    found = over_time(once, squared_error)
    assert found.first == pytest.approx(found.weighted)
    assert found.first == pytest.approx(brier(once))

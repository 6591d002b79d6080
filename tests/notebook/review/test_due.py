"""What to come back to: kg.notebook.review.due."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.domain.dates import PartialDate
from kg.notebook import claims, predictions, resolutions
from kg.notebook.review import due, snoozing

TODAY = date(2026, 11, 23)


@pytest.fixture
def claim(session):
    return claims.add(session, {"en": "Prices fall", "zh": "物价下降"}, today=TODAY)


def test_the_longest_overdue_come_first_and_the_open_ended_last(session, claim):
    dates = [None, "2027-02-21", "2027-02-22", "2026", "2026-10-31", "2025"]
    for day in dates:
        predictions.predict(session, [claim], due=day)
    assert [(one.due, one.state, one.days) for one in due.listed(session, TODAY)] == [
        ("2025", "overdue", -327),
        ("2026-10-31", "overdue", -23),
        ("2026", "soon", 38),
        ("2027-02-21", "soon", 90),
        (None, "open", None),
    ]
    assert due.counted(session, TODAY) == {
        "overdue": 2,
        "soon": 2,
        "later": 1,
        "open": 1,
        "snoozed": 0,
    }


def test_what_is_decided_waits_no_more_until_the_verdict_is_withdrawn(session, claim):
    row = predictions.predict(session, [claim], due="2026-10")
    verdict = resolutions.resolve(session, row, "right", today=TODAY)
    assert due.listed(session, TODAY) == []
    resolutions.withdraw(session, verdict, today=TODAY)
    assert [one.id for one in due.listed(session, TODAY)] == [row.id]


def test_a_prediction_without_words_of_its_own_speaks_in_those_of_its_claim(session, claim):
    predictions.predict(session, [claim])
    predictions.predict(session, [claim], statement="CPI below 1 %")
    assert [one.statement for one in due.listed(session, TODAY)] == [
        {"en": "Prices fall", "zh": "物价下降"},
        {"en": "CPI below 1 %"},
    ]


def test_among_some_only_these_are_listed(session, claim):
    rows = [predictions.predict(session, [claim], due="2026") for _ in range(3)]
    assert [one.id for one in due.listed(session, TODAY, among=[rows[1].id])] == [rows[1].id]


days = st.dates(TODAY - timedelta(900), TODAY + timedelta(900)).map(str)
partial = days.flatmap(lambda day: st.sampled_from([day, day[:7], day[:4]]))


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(dates=st.lists(partial, max_size=8), within=st.integers(0, 800))
def test_a_date_is_due_by_its_last_day_whatever_its_precision(notebook, dates, within):
    with notebook.transaction("a test") as session:
        claim = claims.add(session, "Prices fall", today=TODAY)
        for day in dates:
            predictions.predict(session, [claim], due=day)
        found = sorted(str(one.due) for one in due.listed(session, TODAY, within))
        counts = due.counted(session, TODAY, within)
        session.rollback()
    last = [PartialDate.parse(day).last for day in dates]
    latest = TODAY + timedelta(within)
    assert found == sorted(day for day, end in zip(dates, last, strict=True) if end <= latest)
    assert counts == {
        "overdue": sum(end < TODAY for end in last),
        "soon": sum(TODAY <= end <= latest for end in last),
        "later": sum(end > latest for end in last),
        "open": 0,
        "snoozed": 0,
    }


def test_numbers_are_those_of_the_list_in_its_order(session):
    claim = claims.add(session, "Prices fall", today=TODAY, speaker="Ada", said="2020")
    for due_ in ("2027-01", "2025", None, "2030", "2026-10"):
        predictions.predict(session, [claim], due=due_)
    snoozing.snooze(session, 5, "2027", today=TODAY)
    for details in ({}, {"snoozed": True}, {"limit": 1}, {"among": [1, 3]}, {"within": 5}):
        listed = [one.id for one in due.listed(session, TODAY, **details)]
        assert due.numbers(session, TODAY, **details) == listed
    assert due.numbers(session, TODAY) == [2, 1, 3]

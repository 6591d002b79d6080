"""What comes next when nothing is due: kg.notebook.review.coming."""

from datetime import date, timedelta

from kg.domain.dates import PartialDate
from kg.notebook import claims, predictions, resolutions
from kg.notebook.review import coming, due, snoozing

TODAY = date(2026, 11, 23)


def test_what_comes_next_is_the_first_to_be_due_or_to_wake(session):
    claim = claims.add(session, "Prices fall", today=TODAY, speaker="Ada", said="2026-11")
    assert coming.first(session, TODAY) is None
    for due_ in ("2028", "2027-06", None, "2026-10"):
        predictions.predict(session, [claim], due=due_)
    resolutions.resolve(session, 4, "right", today=TODAY)
    half_a_year = PartialDate("2027-06")
    assert coming.first(session, TODAY) == (2, 219 - 90, half_a_year, None)
    assert coming.first(session, TODAY, 30) == (2, 219 - 30, half_a_year, None)
    assert coming.first(session, TODAY, among=[1]) == (1, 769 - 90, PartialDate("2028"), None)
    snoozing.snooze(session, 3, "2027-02", today=TODAY)
    assert coming.first(session, TODAY) == (3, 98, None, PartialDate("2027-02"))
    snoozing.snooze(session, 2, "2029", today=TODAY)
    assert coming.first(session, TODAY, among=[1, 2]) == (1, 769 - 90, PartialDate("2028"), None)


def test_what_is_snoozed_comes_no_sooner_than_it_is_due(session):
    claim = claims.add(session, "Prices fall", today=TODAY, speaker="Ada", said="2026-11")
    predictions.predict(session, [claim], due="2028-11-22")
    predictions.predict(session, [claim], due="2028-11-21")
    snoozing.snooze(session, 1, "2027", today=TODAY)
    assert coming.first(session, TODAY) == (2, 729 - 90, PartialDate("2028-11-21"), None)
    assert coming.first(session, TODAY, among=[1]) == (
        *(1, 730 - 90, PartialDate("2028-11-22")),
        PartialDate("2027"),
    )
    assert due.numbers(session, TODAY + timedelta(730 - 91), among=[1]) == []
    assert due.numbers(session, TODAY + timedelta(730 - 90), among=[1]) == [1]


def test_what_is_open_ended_comes_again_when_it_is_long_unseen(session):
    claim = claims.add(session, "Prices fall", today=TODAY, speaker="Ada", said="2026-06-01")
    predictions.predict(session, [claim])
    found = coming.first(session, TODAY)
    assert found is not None
    number, days, due_, snoozed = found
    assert (number, days, due_, snoozed) == (1, 365 - 175, None, None)
    assert due.numbers(session, TODAY + timedelta(days - 1)) == []
    assert due.numbers(session, TODAY + timedelta(days)) == [1]


def test_a_snooze_that_is_over_counts_no_more(session):
    claim = claims.add(session, "Prices fall", today=TODAY, speaker="Ada", said="2026-11")
    predictions.predict(session, [claim], due="2028")
    snoozing.snooze(session, 1, "2026-12", today=TODAY)
    then = date(2027, 1, 1)
    assert coming.first(session, then) == (1, 730 - 90, PartialDate("2028"), None)

"""Leaving predictions alone until a day: kg.notebook.review.snoozing."""

from datetime import date

import pytest

from kg.errors import Conflict, Invalid
from kg.notebook import claims, predictions, resolutions
from kg.notebook.review import snoozing

TODAY = date(2026, 11, 23)


@pytest.fixture
def prediction(session):
    claim = claims.add(session, "Prices fall", today=TODAY, speaker="Ada", said="2020")
    return predictions.predict(session, [claim], due="2026-10")


@pytest.mark.parametrize(
    ("until", "last", "first"),
    [
        ("2026-11-23", date(2026, 11, 23), date(2026, 11, 24)),
        ("2026-12", date(2026, 12, 31), date(2027, 1, 1)),
        ("2028", date(2028, 12, 31), date(2029, 1, 1)),
    ],
)
def test_it_is_asleep_until_the_last_day_is_over(session, prediction, until, last, first):
    snoozing.snooze(session, prediction.id, until, today=TODAY)
    assert snoozing.asleep(prediction.snoozed, last)
    assert not snoozing.asleep(prediction.snoozed, first)


def test_a_later_word_replaces_an_earlier_one_and_waking_ends_it(session, prediction):
    snoozing.snooze(session, prediction, "2028", today=TODAY)
    snoozing.snooze(session, prediction, "2027", today=TODAY)
    assert str(prediction.snoozed) == "2027"
    snoozing.wake(session, prediction)
    assert prediction.snoozed is None


@pytest.mark.parametrize("until", ["2026-11-22", "2026-10", "2025"])
def test_a_day_that_is_past_is_refused(session, prediction, until):
    with pytest.raises(Conflict) as refused:
        snoozing.snooze(session, prediction, until, today=TODAY)
    assert str(refused.value) == f"{until} is past. Give a day still to come."
    assert prediction.snoozed is None


def test_what_is_no_day_is_refused(session, prediction):
    with pytest.raises(Invalid):
        snoozing.snooze(session, prediction, "next year", today=TODAY)


def test_what_is_decided_does_not_wait(session, prediction):
    verdict = resolutions.resolve(session, prediction, "right", today=TODAY)
    with pytest.raises(Conflict) as refused:
        snoozing.snooze(session, prediction, "2028", today=TODAY)
    assert str(refused.value) == (
        "Prediction 1 does not wait: it was decided right on 2026-11-23. "
        "If that does not hold, withdraw it: kg withdraw 1."
    )
    resolutions.withdraw(session, verdict, today=TODAY)
    snoozing.snooze(session, prediction, "2028", today=TODAY)

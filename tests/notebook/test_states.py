from datetime import date

import pytest

from kg.domain.dates import PartialDate
from kg.notebook import claims, predictions, resolutions, states
from kg.store.models import Claim
from tests.notebook.asking import TODAY


@pytest.mark.parametrize(
    ("outcome", "due", "today", "state"),
    [
        (None, None, "2026-11-23", "open"),
        (None, "2026-11-23", "2026-11-23", "open"),
        (None, "2026-11-22", "2026-11-23", "overdue"),
        (None, "2026-11", "2026-11-30", "open"),
        (None, "2026-11", "2026-12-01", "overdue"),
        (None, "2026", "2026-12-31", "open"),
        (None, "2026", "2027-01-01", "overdue"),
        (None, "2028-02", "2028-02-29", "open"),
        (None, "9999", "2026-11-23", "open"),
        ("right", "2020", "2026-11-23", "right"),
        ("void", None, "2026-11-23", "void"),
    ],
)
def test_a_prediction_is_overdue_when_its_last_day_is_past(outcome, due, today, state):
    day = None if due is None else PartialDate(due)
    assert states.state(outcome, day, date.fromisoformat(today)) == state


@pytest.mark.parametrize(
    ("found", "whole"),
    [
        ([], None),
        (["open"], "open"),
        (["open", "overdue"], "overdue"),
        (["open", "right"], "right"),
        (["overdue", "wrong", "wrong"], "wrong"),
        (["right", "wrong"], "mixed"),
        (["right", "partly", "open"], "mixed"),
        (["void", "unclear"], "mixed"),
    ],
)
def test_several_readings_come_to_one_state(found, whole):
    assert states.together(found) == whole


def test_a_claim_is_what_its_readings_and_checks_come_to(session):
    for words in ("one", "two", "three", "four", "five"):
        claims.add(session, words, today=TODAY)
    predictions.predict(session, [1], due="2026-12")
    predictions.predict(session, [1, 2], due="2026-10")
    resolutions.resolve(session, session.get_one(Claim, 3), "wrong", today=TODAY)
    predictions.predict(session, [3])
    resolutions.resolve(session, 3, "right", today=TODAY, on="2025")
    resolutions.resolve(session, session.get_one(Claim, 4), "partly", today=TODAY)
    resolutions.resolve(session, session.get_one(Claim, 5), "right", today=TODAY)
    resolutions.withdraw(session, 4, today=TODAY)
    assert states.claim_states(session, [1, 2, 3, 4, 5], TODAY) == {
        1: "overdue",
        2: "overdue",
        3: "mixed",
        4: "partly",
    }
    assert states.claim_states(session, [], TODAY) == {}
    assert states.prediction_states(session, [1, 2, 3], TODAY) == {
        1: "open",
        2: "overdue",
        3: "right",
    }


def test_of_several_verdicts_the_last_decided_counts(session):
    claims.add(session, "one", today=TODAY)
    predictions.predict(session, [1])
    for outcome, day in (("right", "2025"), ("wrong", "2026-02"), ("void", "2026-02-28")):
        resolutions.resolve(session, 1, outcome, today=TODAY, on=day, note="looked again")
    assert states.standing_outcomes(session, "prediction_id", [1]) == {1: "void"}
    resolutions.withdraw(session, 3, today=TODAY)
    assert states.standing_outcomes(session, "prediction_id", [1]) == {1: "wrong"}

from typing import Any

import pytest

from kg.notebook import claims, resolutions
from kg.notebook.records.apply import apply, plan
from tests.notebook.asking import TODAY, refusal
from tests.notebook.taking_in import document


def refused(session, prediction=None, claim=None, today=TODAY):
    lists = {
        "speakers": [{"id": "ann", "names": "Ann"}],
        "claims": [
            {
                "id": "c1",
                "kind": "fact",
                "statement": "Years",
                "positions": [{"speaker": "ann", "stance": "asserts", "said": "2024-09"}],
                **(claim or {}),
            }
        ],
        "predictions": [{"id": "r1", "claims": ["c1"], **(prediction or {})}],
    }
    return refusal(plan, session, [document(lists)], today)


def test_a_verdict_of_days_to_come(session):
    verdict = {"outcome": "right", "decided": "2026-12"}
    assert refused(session, {"resolutions": [verdict]}) == (
        "file at predictions[0].resolutions[0].decided: 2026-12 is still to come. "
        "Give the day on which it was decided."
    )


@pytest.mark.parametrize(
    ("records", "place"),
    [("prediction", "predictions[0].resolutions[0]"), ("claim", "claims[0].resolutions[0]")],
)
def test_a_verdict_from_before_it_was_said(session, records, place):
    verdict = {"outcome": "right", "decided": "2024-08"}
    assert refused(session, **{records: {"resolutions": [verdict]}}) == (
        f"file at {place}.decided: It was said on 2024-09-01, after 2024-08. "
        "Give a day on which it could be decided."
    )


def test_what_the_notebook_holds_counts_for_when_it_was_said(session):
    said: dict[str, Any] = {"speaker": "Ann", "said": "2024-09-14"}
    claims.add(session, "Years", today=TODAY, uid="c1", **said)
    file: dict[str, Any] = {
        "claims": [{"id": "c1", "resolutions": [{"outcome": "right", "decided": "2024-09-13"}]}]
    }
    assert "It was said on 2024-09-14" in refusal(plan, session, [document(file)], TODAY)
    # A verdict that was withdrawn counts for nothing.
    file["claims"][0]["resolutions"][0]["withdrawn"] = "2024-09-15"
    assert not plan(session, [document(file)], TODAY).nothing


def test_a_verdict_from_before_it_was_said_that_the_notebook_has_replaced(session):
    row = claims.add(session, "Years", today=TODAY, uid="c1", speaker="Ann", said="2024-09-14")
    file: dict[str, Any] = {
        "claims": [{"id": "c1", "resolutions": [{"outcome": "right", "decided": "2024-09-13"}]}]
    }
    verdict = resolutions.resolve(session, row, "wrong", today=TODAY, on="2024-09-20")
    apply(session, plan(session, [document(file)], TODAY))
    assert resolutions.standing(row) is verdict
    assert plan(session, [document(file)], TODAY).nothing
    # Where the one that replaces it is withdrawn, another would count.
    file["claims"][0]["resolutions"][0]["decided"] = "2024-09-12"
    resolutions.withdraw(session, verdict, today=TODAY, because="a slip")
    assert "It was said on 2024-09-14" in refusal(plan, session, [document(file)], TODAY)


def test_a_verdict_that_is_withdrawn_by_the_file_replaces_none(session):
    row = claims.add(session, "Years", today=TODAY, uid="c1", speaker="Ann", said="2024-09-14")
    verdict = resolutions.resolve(session, row, "wrong", today=TODAY, on="2024-09-20")
    late = {"id": verdict.uid, "outcome": "wrong", "decided": "2024-09-20"}
    early = {"outcome": "right", "decided": "2024-09-13"}
    file: dict[str, Any] = {"claims": [{"id": "c1", "resolutions": [early, late]}]}
    assert not plan(session, [document(file)], TODAY).nothing
    late["withdrawn"] = "2024-09-21"
    assert "It was said on 2024-09-14" in refusal(plan, session, [document(file)], TODAY)


def test_a_forecast_that_says_nothing(session):
    forecast = {"speaker": "ann", "basis": "stated"}
    assert refused(session, {"forecasts": [forecast]}) == (
        "file at predictions[0].forecasts[0]: A forecast needs a probability or words. "
        "Write probability: 0.6, or words."
    )


def test_a_reason_for_a_withdrawal_that_never_was(session):
    verdict = {"outcome": "right", "decided": "2025", "withdrawn_because": "a slip"}
    assert refused(session, {"resolutions": [verdict]}) == (
        "file at predictions[0].resolutions[0].withdrawn_because: "
        "It says why it was withdrawn, and not when. Write withdrawn: and the day."
    )

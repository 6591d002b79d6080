from datetime import date

import pytest
from sqlalchemy import select

from kg.domain.vocabulary import Grade
from kg.notebook import claims, positions, predictions, resolutions
from kg.notebook.finding import find
from kg.notebook.showing.cards import claim_cards, prediction_cards
from kg.store.models import Evidence
from tests.notebook.asking import TODAY, refusal


@pytest.fixture(autouse=True)
def prediction(session):
    claims.add(session, "It takes years", today=TODAY, speaker="Ann", said="2024-09-14", uid="c1")
    return predictions.predict(session, [1], due="2025-12", uid="p1")


def state(session):
    return prediction_cards(session, [1], TODAY)[0]["state"]


def test_a_prediction_turns_out_by_evidence_for_and_against(session):
    resolutions.add_evidence(
        session,
        {"en": "A\nreport"},
        url="https://e.org/report",
        published="2026-02",
        quote="nobody caught up",
        grade="primary",
        note="read",
        uid="e1",
    )
    resolutions.resolve(
        session,
        "p1",
        "partly",
        today=TODAY,
        on="2026-3",
        fraction=0.25,
        confidence="low",
        evidence=["e1", "https://e.org/other", "https://e.org/other"],
        against=["https://e.org/against"],
        note="why",
        uid="r1",
    )
    (card,) = prediction_cards(session, [1], TODAY)
    assert card["state"] == "partly"
    evidence = card["resolutions"][0].pop("evidence")
    assert card["resolutions"][0].pop("recorded").endswith("+00:00")
    assert card["resolutions"] == [
        {
            "id": 1,
            "uid": "r1",
            "outcome": "partly",
            "fraction": 0.25,
            "decided": "2026-03",
            "confidence": "low",
            "note": {"en": "why"},
            "withdrawn": None,
            "withdrawn_because": None,
        }
    ]
    assert evidence[0] == {
        "uid": "e1",
        "title": {"en": "A report"},
        "url": "https://e.org/report",
        "published": "2026-02",
        "quote": "nobody caught up",
        "grade": "primary",
        "note": {"en": "read"},
        "side": "for",
    }
    assert [(one["title"], one["side"]) for one in evidence[1:]] == [
        ({"en": "https://e.org/other"}, "for"),
        ({"en": "https://e.org/against"}, "against"),
    ]
    assert evidence[1]["uid"].startswith("e-org-other-")


def test_a_claim_of_fact_turns_out_too(session):
    fact = claims.add(session, "It took years", today=TODAY)
    resolutions.resolve(session, fact, "wrong", today=TODAY)
    (card,) = claim_cards(session, [2], TODAY)
    assert [one["outcome"] for one in card["resolutions"]] == ["wrong"]
    assert card["resolutions"][0]["decided"] == "2026-11-23"


def test_a_claim_with_predictions_is_decided_by_them(session):
    predictions.predict(session, [1])
    session.expire_all()
    assert refusal(resolutions.resolve, session, find.claim(session, 1), "wrong", today=TODAY) == (
        "Claim 1 is decided by its predictions: 1, 2. Say how one turned out: kg resolve 1 wrong."
    )


@pytest.mark.parametrize(
    ("details", "message"),
    [
        ({"target": "p2"}, "There is no prediction p2. See kg prediction list."),
        (
            {"outcome": "true"},
            "'true' is none of the words allowed here. Write right, wrong, partly, unclear, void.",
        ),
        (
            {"on": "2026-11-24"},
            "2026-11-24 is still to come. Give the day on which it was decided.",
        ),
        ({"on": "2027"}, "2027 is still to come. Give the day on which it was decided."),
        ({"on": "2026"}, "2026 is not over yet. Give the day on which it was decided."),
        ({"on": "2026-11"}, "2026-11 is not over yet. Give the day on which it was decided."),
        (
            {"on": "2024-09-13"},
            "It was said on 2024-09-14, after 2024-09-13. Give a day on which it could be decided.",
        ),
        (
            {"fraction": 0.5},
            "Only what came true partly has a fraction. Say partly, or leave it out.",
        ),
        (
            {"outcome": "partly", "fraction": 1.5},
            "The fraction 1.5 is not between 0 and 1. Write 1.5 % as 0.015.",
        ),
        (
            {"confidence": "sure"},
            "'sure' is none of the words allowed here. Write high, medium, low.",
        ),
        (
            {"evidence": ["e9"]},
            "There is no evidence 'e9'. "
            "Give a web address with its https://, or add it first: kg evidence add.",
        ),
        (
            {"evidence": ["ftp://e.org"]},
            "'ftp://e.org' is not a web address. "
            "Write the whole of it, such as https://example.org/page.",
        ),
        (
            {"evidence": ["https://e.org"], "against": ["https://e.org"]},
            "https://e.org cannot speak for the outcome and against it. Name it once.",
        ),
        ({"uid": "r 1"}, None),
    ],
)
def test_what_cannot_be_a_verdict_is_refused(session, details, message):
    given = {"target": "p1", "outcome": "right"} | details
    said = refusal(resolutions.resolve, session, today=TODAY, **given)
    assert message is None or said == message
    assert state(session) == "overdue"


@pytest.mark.parametrize(
    "on", ["2024", "2024-09", "2024-09-14", "2025", "2026-10", "2026-11-23", None]
)
def test_a_day_known_to_its_month_or_year_counts_as_long_as_it_can_be_meant(session, on):
    resolutions.resolve(session, 1, "right", today=TODAY, on=on)
    assert state(session) == "right"


def test_the_latest_verdict_counts_and_an_earlier_one_is_refused(session):
    resolutions.resolve(session, 1, "right", today=TODAY, on="2026-03-05")
    resolutions.resolve(session, 1, "wrong", today=TODAY, on="2026-03-05", note="a slip")
    assert state(session) == "wrong"
    resolutions.resolve(session, 1, "unclear", today=TODAY, on="2026-03", note="both say so")
    assert state(session) == "unclear"
    for on in ("2026-03-30", "2026-02", "2025"):
        assert refusal(resolutions.resolve, session, 1, "right", today=TODAY, on=on) == (
            "Prediction 1 was decided unclear on 2026-03, and of two verdicts the later day "
            f"counts: one of {on} would change nothing. "
            "If it is to count, withdraw the other first: kg withdraw 3 --reason TEXT"
        )
    resolutions.resolve(session, 1, "void", today=TODAY, on="2026-10", note="nobody measures it")
    assert state(session) == "void"


@pytest.mark.parametrize(
    ("standing", "anew", "shown"),
    [
        ({"outcome": "right"}, {"outcome": "wrong"}, "right, 2026-03-05"),
        ({"outcome": "void"}, {"outcome": "right"}, "void, 2026-03-05"),
        (
            {"outcome": "partly", "fraction": 0.25, "note": "on\nmaths"},
            {"outcome": "partly", "fraction": 0.5},
            "partly (25 %), 2026-03-05, «on maths»",
        ),
        ({"outcome": "right"}, {"outcome": "partly"}, "right, 2026-03-05"),
        ({"outcome": "right"}, {"outcome": "right"}, "right, 2026-03-05"),
        (
            {"outcome": "right"},
            {"outcome": "wrong", "evidence": ["https://e.org/more"]},
            "right, 2026-03-05",
        ),
    ],
)
def test_a_verdict_that_is_to_count_instead_of_the_one_that_stands_wants_a_reason(
    session, standing, anew, shown
):
    resolutions.resolve(session, 1, **standing, today=TODAY, on="2026-03-05")
    with pytest.raises(resolutions.ReasonWanted) as wanted:
        resolutions.resolve(session, 1, **anew, today=TODAY)
    assert str(wanted.value) == (
        f"Prediction 1 was decided already: {shown}. Say why it is decided anew: --reason TEXT"
    )
    assert state(session) == standing["outcome"]
    resolutions.resolve(session, 1, **anew, today=TODAY, note="it was measured again")
    assert state(session) == anew["outcome"]


def test_the_same_outcome_for_more_evidence_and_one_after_a_withdrawal_need_no_reason(session):
    first = resolutions.resolve(session, 1, "right", today=TODAY, on="2026-03")
    again = resolutions.resolve(session, 1, "right", today=TODAY, evidence=["https://e.org/more"])
    for one in (first, again):
        resolutions.withdraw(session, one, today=TODAY, because="a slip")
    resolutions.resolve(session, 1, "wrong", today=TODAY)
    assert state(session) == "wrong"


def test_a_grade_is_given_to_the_evidence_that_has_none(session):
    resolutions.add_evidence(session, "A report", url="https://e.org/report", uid="e1")
    resolutions.resolve(
        session,
        1,
        "right",
        today=TODAY,
        evidence=["e1", "https://e.org/new"],
        against=["https://e.org/against"],
        grade="secondary",
    )
    assert [one.grade for one in session.scalars(select(Evidence).order_by(Evidence.id))] == [
        "secondary"
    ] * 3


def test_a_grade_contradicts_none_that_is_there_and_is_that_of_evidence(session):
    resolutions.add_evidence(session, "A report", grade="primary", uid="e1")
    given = {"today": TODAY, "grade": "memory"}
    assert refusal(resolutions.resolve, session, 1, "right", evidence=["e1"], **given) == (
        "Evidence 1, «A report», is primary, not memory. "
        "If it was read otherwise: kg evidence edit 1 --grade memory"
    )
    assert refusal(resolutions.resolve, session, 1, "right", **given) == (
        "A grade is that of evidence. Name some, or leave out the grade."
    )
    assert state(session) == "overdue"


def test_nothing_is_withdrawn_before_it_was_decided(session):
    resolutions.resolve(session, 1, "right", today=TODAY, on="2026-03-05")
    assert refusal(resolutions.withdraw, session, 1, today=date(2026, 3, 4), because="no") == (
        "Resolution 1 was decided on 2026-03-05, and today is 2026-03-04. "
        "Set the clock right, or unset KG_TODAY."
    )
    assert state(session) == "right"


def test_a_verdict_that_is_withdrawn_counts_no_longer(session):
    resolutions.resolve(session, 1, "right", today=TODAY, on="2026-03", uid="r1")
    row = resolutions.withdraw(session, "r1", today=TODAY, because=" a mistake\n")
    assert (str(row.withdrawn), row.withdrawn_because) == ("2026-11-23", "a mistake")
    assert state(session) == "overdue"
    assert refusal(resolutions.withdraw, session, 1, today=TODAY) == (
        "Resolution 1 was withdrawn on 2026-11-23 already."
    )
    assert refusal(resolutions.withdraw, session, 2, today=TODAY) == (
        "There is no resolution 2. kg prediction show N shows the resolutions of prediction N."
    )
    resolutions.resolve(session, 1, "wrong", today=TODAY, on="2025")
    assert state(session) == "wrong"
    assert resolutions.withdraw(session, 2, today=TODAY).withdrawn_because is None


def test_what_was_said_first_bounds_the_verdict(session):
    positions.take(session, 1, "Bob", "agrees", today=TODAY, said="2023")
    resolutions.resolve(session, 1, "right", today=TODAY, on="2023-06")
    assert state(session) == "right"


def test_evidence_is_known_by_number_id_or_address(session):
    row = resolutions.add_evidence(session, url="https://e.org/a", uid="e1")
    for key in (1, "1", "e1", "https://e.org/a", " https://e.org/a\n", row):
        assert resolutions.find_or_add_evidence(session, key) is row
    assert resolutions.find_or_add_evidence(session, "https://e.org/b").id == 2
    assert session.query(Evidence).count() == 2


def test_evidence_may_be_a_book_without_an_address(session):
    row = resolutions.add_evidence(session, "A book", grade=Grade.MEMORY)
    assert (row.title, row.url, row.grade) == ({"en": "A book"}, None, "memory")


@pytest.mark.parametrize(
    ("details", "message"),
    [
        ({}, "The title is empty. Write at least one word."),
        (
            {"title": "x", "grade": "rumour"},
            "'rumour' is none of the words allowed here. Write primary, secondary, memory.",
        ),
        ({"title": "x" * 2001}, "The title has 2,001 characters; 2,000 are allowed. Shorten it."),
        ({"title": "x", "published": "soon"}, None),
        (
            {"title": "x", "quote": "y" * 10_001},
            "The quote has 10,001 characters; 10,000 are allowed. Shorten it.",
        ),
        ({"title": "x", "uid": "e1"}, "'e1' is the id of evidence 1 already. Give another."),
    ],
)
def test_what_cannot_be_evidence_is_refused(session, details, message):
    resolutions.add_evidence(session, "One", uid="e1")
    said = refusal(resolutions.add_evidence, session, **details)
    assert message is None or said == message

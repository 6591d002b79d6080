"""Which predictions nobody could decide as they stand: kg.notebook.review.linting."""

from datetime import date

import pytest
from sqlalchemy import update

from kg.domain.dates import PartialDate
from kg.domain.likelihood import built_in
from kg.notebook import claims, predictions, rereading, resolutions
from kg.notebook.review import linting
from kg.notebook.review.linting import Code, Gravity
from kg.store.history import TABLES

TODAY = date(2026, 11, 23)
SOUND = {"criteria": "The index that stats.gov.cn publishes is lower", "due": "2027"}


@pytest.fixture
def claim(session):
    return claims.add(session, "Prices fall", today=TODAY, speaker="Ada", said="2024-09-14")


def found(session, **how):
    return [(one.id, one.code, one.says, one.mend) for one in linting.findings(session, **how)]


def test_with_a_sound_prediction_nothing_is_amiss(session, claim):
    predictions.predict(session, [claim], **SOUND)
    assert found(session) == []


@pytest.mark.parametrize(
    ("given", "code", "says", "mend"),
    [
        (
            {"criteria": None, "note": "as the index has it"},
            "no-criteria",
            "Nothing says what would decide it.",
            "kg prediction edit 1 --criteria TEXT",
        ),
        (
            {"due": None},
            "no-due",
            "Nothing says by when it can be decided.",
            "kg prediction edit 1 --by DAY",
        ),
        (
            {"due": None, "horizon": "以年为单位"},
            "no-due",
            "Nothing but «以年为单位» says by when it can be decided.",
            "kg prediction edit 1 --by DAY",
        ),
        (
            {"due": "2024-08"},
            "due-before-said",
            "It was due 2024-08, before it was first said, 2024-09-14.",
            "kg prediction edit 1 --by DAY",
        ),
        (
            {"criteria": {"en": "The index falls significantly, and soon", "zh": "指数大幅下降"}},
            "vague-criteria",
            "The criteria can be read in many ways: «significantly», «soon», «大幅».",
            "kg prediction edit 1 --criteria TEXT",
        ),
        (
            {"criteria": "Bread costs less than 1 €"},
            "no-source",
            "Neither the criteria nor the note say where it could be looked up.",
            "kg prediction edit 1 --note TEXT",
        ),
    ],
)
def test_each_finding_says_what_is_amiss_and_what_mends_it(session, claim, given, code, says, mend):
    predictions.predict(session, [claim], **SOUND | given)
    assert found(session) == [(1, code, says, mend)]


@pytest.mark.parametrize("due", ["2024", "2024-09", "2024-09-14"])
def test_a_date_that_can_be_as_late_as_the_words_is_no_earlier(session, claim, due):
    predictions.predict(session, [claim], **SOUND | {"due": due})
    assert found(session) == []


def test_a_reading_of_several_claims_wants_a_statement(session, claim):
    other = claims.add(session, "Wages fall", today=TODAY, speaker="Ada")
    predictions.predict(session, [claim, other], **SOUND)
    predictions.predict(session, [claim, other], statement="Both fall", **SOUND)
    assert found(session) == [
        (
            1,
            "no-statement",
            "It reads 2 claims, and no statement says what they predict together.",
            "kg prediction edit 1 --statement TEXT",
        )
    ]


def test_a_window_that_ends_before_it_opens_is_found_though_no_command_makes_one(session, claim):
    row = predictions.predict(session, [claim], **SOUND)
    table = TABLES["prediction"]
    session.execute(update(table).where(table.c.id == row.id).values(opens=PartialDate("2028")))
    assert found(session) == [
        (
            1,
            "due-before-opens",
            "It is due 2027, before it opens 2028.",
            "kg prediction edit 1 --opens DAY --by DAY",
        )
    ]


def test_every_forecast_wants_a_number_and_words_that_can_be_read_have_one(session, claim):
    row = predictions.predict(session, [claim], **SOUND)
    for words in (
        "It will very likely work",
        "大概率",
        "七成",
        "remote",
        "we shall see",
        "certain",
    ):
        predictions.forecast(session, row, "Ada", words=words, today=TODAY)
    predictions.forecast(session, row, "Ada", 0.6, words="we shall see", today=TODAY)
    reread = "kg scale reread"
    assert [(says, mend) for _, _, says, mend in found(session)] == [
        (
            "Forecast 1 has no number, though «It will very likely work» can be read as "
            "80–95 %, middle 87.5 %.",
            reread,
        ),
        ("Forecast 2 has no number, though «大概率» can be read as 65–90 %, middle 80 %.", reread),
        ("Forecast 3 has no number, though «七成» can be read as 70 %.", reread),
        ("Forecast 4 has no number, though «remote» can be read as 1–5 %, middle 3 %.", reread),
        (
            "Forecast 5 has no number, and «we shall see» stands on no usual scale.",
            "kg prediction edit-forecast 5 --probability 60%",
        ),
        (
            "Forecast 6 has no number, and «certain» stands on no usual scale.",
            "kg prediction edit-forecast 6 --probability 60%",
        ),
    ]
    rereading.reread(session, None, built_in())
    assert [mend for _, _, _, mend in found(session)] == [
        "kg prediction edit-forecast 5 --probability 60%",
        "kg prediction edit-forecast 6 --probability 60%",
    ]


def test_evidence_of_a_verdict_that_was_withdrawn_is_a_place_to_look(session, claim):
    row = predictions.predict(session, [claim], **SOUND | {"criteria": "Bread is cheaper"})
    verdict = resolutions.resolve(
        session, row, "right", today=TODAY, evidence=["https://example.org/bread"]
    )
    assert found(session) == []
    resolutions.withdraw(session, verdict, today=TODAY)
    assert found(session) == []


def test_what_is_decided_needs_no_mending(session, claim):
    row = predictions.predict(session, [claim])
    verdict = resolutions.resolve(session, row, "void", today=TODAY)
    assert found(session) == []
    resolutions.withdraw(session, verdict, today=TODAY)
    assert [code for _, code, _, _ in found(session)] == [
        "no-criteria",
        "no-due",
        "no-source",
    ]


def test_without_criteria_it_is_asked_too_where_it_could_be_looked_up(session, claim):
    predictions.predict(session, [claim], due="2027")
    assert found(session)[1] == (
        1,
        "no-source",
        "Nothing says where it could be looked up.",
        "kg prediction edit 1 --note TEXT",
    )


def test_it_can_be_asked_of_some_of_problems_alone_and_of_a_few(session, claim):
    for _ in range(3):
        predictions.predict(session, [claim], criteria="Bread is much cheaper, clearly")
    codes = [Code.NO_DUE, Code.VAGUE_CRITERIA, Code.NO_SOURCE]
    assert [one.code for one in linting.findings(session, [2])] == codes
    assert [one.gravity for one in linting.findings(session, [2])] == [
        Gravity.PROBLEM,
        Gravity.HINT,
        Gravity.HINT,
    ]
    assert [(one.id, one.code) for one in linting.findings(session, hints=False)] == [
        (1, "no-due"),
        (2, "no-due"),
        (3, "no-due"),
    ]
    assert [one.id for one in linting.findings(session, limit=4)] == [1, 1, 1, 2]
    assert linting.findings(session, []) == []
    assert linting.problems(session, [1, 3]) == {1: [Code.NO_DUE], 3: [Code.NO_DUE]}

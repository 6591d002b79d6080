"""Forecasts of other tools that are nobody's, of a number, or were never judged on a day."""

import json

import pytest

from tests.formats.test_forecasts import BOOK, FATEBOOK, FORECASTS, MARKETS, QUESTIONS


@pytest.fixture
def taken(imported):
    return imported


def book(responses, **more):
    (one,) = BOOK["predictions"]
    return json.dumps(BOOK | {"predictions": [one | {"responses": responses} | more]})


def test_responses_are_of_whom_they_name_and_those_of_nobody_are_skipped(kg, taken):
    said = taken(
        book(
            [
                {"id": 1, "confidence": 10, "user_name": "Ann"},
                {"id": 2, "confidence": 20, "user": {"name": "Bob"}},
                {"id": 3, "confidence": 30, "user_id": 8},
                {"id": 4, "confidence": 40, "user": {"id": 9}},
                {"id": 5, "confidence": 50},
                {"id": 6, "confidence": 60, "name": "Cyd"},
            ]
        ),
        "book.json",
    ).output
    assert [one["names"]["en"] for one in kg("speaker", "list", "--json").json] == [
        *("Ann", "Bob", "User 8 of PredictionBook", "User 9 of PredictionBook", "Cyd"),
    ]
    assert (
        "skipped: 1\n- book.json (predictions[0]): A response says not whose it is: it has no "
        "user_label, user_name or id.\n"
    ) in said


def test_an_outcome_without_a_day_is_listed_and_stands_in_the_note(kg, taken):
    said = taken(book([], outcome=True, last_judgement_at=None), "book.json").output
    assert (
        "skipped: 1\n- book.json (predictions[0]): The outcome right has no day on which it was "
        "decided, and a verdict has one; it stands in the note.\n"
    ) in said
    (one,) = kg("prediction", "list", "--json").json
    assert one["resolutions"] == []
    assert one["note"] == {"en": "by: ann\noutcome: right"} or "outcome: right" in one["note"]["en"]


def test_a_market_of_a_number_has_no_probability_and_no_verdict(kg, taken):
    market = MARKETS[0] | {"outcomeType": "PSEUDO_NUMERIC", "min": 0, "max": 90, "value": 28}
    said = taken(json.dumps([market]), "m.json").output
    assert "skipped: 1\n- m.json[0]: 1 forecast of numbers or dates, which have no place.\n" in said
    (one,) = kg("prediction", "list", "--json").json
    assert (one["forecasts"], one["resolutions"]) == ([], [])
    assert one["note"]["en"].splitlines()[2:] == [
        *("by: Cy", "resolution: MKT", "outcomeType: PSEUDO_NUMERIC"),
        *("value: 28", "min: 0", "max: 90", "share: 0.25"),
    ]


def test_a_number_of_metaculus_is_no_probability_of_yes_and_descriptions_are_kept(kg, home):
    (home / "m").mkdir()
    head, first, *rows = QUESTIONS.splitlines()
    text = "\n".join([f"{head},Description", f"{first},Wet days", *(f"{row}," for row in rows)])
    (home / "m" / "question_data.csv").write_text(text)
    (home / "m" / "forecast_data.csv").write_text(
        FORECASTS.replace("3,7,ann,False,2024-01-02,,,,", "3,7,ann,False,2024-01-02,,,0.4,")
    )
    kg("init")
    said = kg("import", "m").output
    assert "- m/forecast_data.csv: 1 forecast of numbers or dates, which have no place." in said
    assert kg("prediction", "show", 1, "--json").json["note"] == {
        "en": "https://www.metaculus.com/questions/1\n\nWet days"
    }


def test_whether_it_was_shared_publicly_has_no_place_however_it_is_called(kg, taken):
    taken(FATEBOOK.replace("Question shared publicly", "Shared publicly"), "f.csv")
    assert kg("prediction", "show", 1, "--json").json["note"] == {
        "en": "See, sky\n\nasked by: Ann\nshared with: Bob; Cy\ncomments: nice"
    }

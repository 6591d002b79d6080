"""Exports of forecasting sites: questions, forecasts, verdicts, and what is wrong with some."""

import json
import zipfile
from typing import Any

import pytest

FATEBOOK = (
    "Question title,Multiple choice option,Forecast created by,Forecast (scale = 0-1),Forecast created at,"
    "Question created by,Question created at,Question resolve by,Resolution,Resolved at,"
    "Your Brier score for this question,Your relative Brier score for this question,Question notes,"
    "Question shared with,Question shared publicly,Question comments,Question tags\n"
    'Rain?,,Ann,0.7,2024-01-02 12:05:7,Ann,2024-01-01 08:00:00,2024-02-01,YES,2024-01-20,0.09,,"See, sky",Bob; Cy,No,nice,sky; wet\n'
    "Rain?,,Bob,0.2,2024-01-03 00:00:00,Ann,2024-01-01 08:00:00,2024-02-01,YES,2024-01-20,,,,,No,,\n"
    "Rain?,,Bob,0.4,2024-01-03 09:00:00,Ann,2024-01-01 08:00:00,2024-02-01,YES,2024-01-20,,,,,No,,\n"
    "谁赢？,甲,Ann,0.6,2024-01-02 12:05:7,Ann,2024-01-01 08:00:01,2024-02-01,乙,2024-01-21,,,,,No,,\n"
    "谁赢？,乙,Ann,0.4,2024-01-02 12:05:7,Ann,2024-01-01 08:00:01,2024-02-01,乙,2024-01-21,,,,,No,,\n"
    "Later?,,Ann,,,Ann,2024-01-01 08:00:00,2030-02-01,AMBIGUOUS,,,,,,No,,\n"
)


@pytest.fixture
def taken(imported):
    return imported


def predictions(kg):
    found = []
    for one in kg("prediction", "list", "--json").json:
        forecasts = [
            (f["speaker"].split("/")[-1], f["middle"], f["made"]) for f in one["forecasts"]
        ]
        verdicts = [(v["outcome"], v["fraction"], v["decided"]) for v in one["resolutions"]]
        found.append((one["uid"], one["opens"], one["due"], forecasts, verdicts))
    return found


def test_fatebook_rows_are_forecasts_on_questions(kg, taken):
    taken(FATEBOOK, "fatebook.csv")
    found = predictions(kg)
    assert [one[1:] for one in found] == [
        (
            "2024-01-01",
            "2024-02-01",
            [("ann", 0.7, "2024-01-02"), ("bob", 0.2, "2024-01-03"), ("bob", 0.4, "2024-01-03")],
            [("right", None, "2024-01-20")],
        ),
        ("2024-01-01", "2024-02-01", [("ann", 0.6, "2024-01-02")], [("wrong", None, "2024-01-21")]),
        ("2024-01-01", "2024-02-01", [("ann", 0.4, "2024-01-02")], [("right", None, "2024-01-21")]),
        ("2024-01-01", "2030-02-01", [], []),
    ]
    shown = kg("claim", "show", "Rain?", "--json").json
    assert shown["tags"] == ["sky", "wet"]
    assert kg("prediction", "show", 1, "--json").json["note"] == {
        "en": "See, sky\n\nasked by: Ann\nshared with: Bob; Cy\ncomments: nice"
    }
    assert "nothing is to be changed" in taken(FATEBOOK, "fatebook.csv").stderr


@pytest.mark.parametrize(
    ("change", "error"),
    [
        (("0.7", "1e308"), "f.csv:2: The probability 1e308 is not between 0 and 1. Correct it."),
        (("0.7", "70"), "f.csv:2: The probability 70 is not between 0 and 1. Correct it."),
        (("0.7", "high"), "f.csv:2: 'high' is no probability. Write a number from 0 to 1."),
        (("2024-02-01,YES", "someday,YES"), "f.csv:2: 'someday' is not a date. Write a day as 2026-09-12, a month as 2026-09 or a year as 2026."),
        (("YES", "PERHAPS"), "f.csv:2: 'PERHAPS' is no resolution. It is YES, NO or AMBIGUOUS."),
        ((",Ann,0.7", ",,0.7"), "f.csv:2: The forecast is nobody's. Say whose."),
        (("2024-01-20", "2024-02-30"), "f.csv:2: There is no date 2024-02-30. Write a day as 2026-09-12, a month as 2026-09 or a year as 2026."),
    ],
)  # fmt: skip
def test_a_broken_fatebook_row_is_named(kg, taken, change, error):
    assert taken(FATEBOOK.replace(*change), "f.csv", exit_code=1).stderr == f"Error: {error}\n"
    assert kg("claim", "list").output == ""


BOOK: dict[str, Any] = {
    "user": {"name": "ann"},
    "predictions": [
        {
            "id": 7, "description": "It rains", "created_at": "2024-01-01T00:00:00.000Z",
            "deadline": "2024-02-01T00:00:00.000Z", "outcome": False, "creator_label": "ann",
            "last_judgement_at": "2024-02-02T00:00:00.000Z", "withdrawn": False, "mean_confidence": 50,
            "responses": [
                {"id": 1, "confidence": 80, "created_at": "2024-01-01T00:00:00Z", "user_label": "ann", "comment": None},
                {"id": 2, "confidence": None, "created_at": "2024-01-03T00:00:00Z", "user_label": "bob", "comment": "Hm."},
                {"id": 3, "confidence": 0, "created_at": "2024-01-04T00:00:00Z", "user_id": 9, "comment": "Never"},
            ],
        }
    ],
}  # fmt: skip


def test_prediction_book_responses_are_forecasts_and_comments_are_notes(kg, taken):
    taken(json.dumps(BOOK), "book.json")
    assert predictions(kg) == [
        (
            "predictionbook/7",
            "2024-01-01",
            "2024-02-01",
            [("ann", 0.8, "2024-01-01"), ("user-9-of-predictionbook", 0.0, "2024-01-04")],
            [("wrong", None, "2024-02-02")],
        )
    ]
    assert kg("prediction", "show", 1, "--json").json["note"] == {
        "en": "bob (2024-01-03): Hm.\n\nby: ann"
    }
    assert "nothing is to be changed" in taken(json.dumps(BOOK), "book.json").stderr


def test_broken_prediction_book_is_named(taken):
    over = json.dumps(BOOK).replace('"confidence": 80', '"confidence": 180')
    assert taken(over, "book.json", exit_code=1).stderr == (
        "Error: book.json (predictions[0]): The probability 180 is not between 0 and 100. "
        "Correct it.\n"
    )
    none = json.dumps(BOOK).replace('"id": 7, ', "")
    assert taken(none, "book.json", exit_code=1).stderr == (
        "Error: book.json (predictions[0]): It has no id. Export it anew.\n"
    )


QUESTIONS = (
    "Question ID,Question URL,Question Title,Post ID,Question Type,Options,Open Time,Scheduled Close Time,"
    "Actual Close Time,Resolution,Resolution Known Time\n"
    "1,https://www.metaculus.com/questions/1,Rain?,1,binary,,2024-01-01 00:00:00+00:00,2024-02-01 00:00:00+00:00,,yes,2024-02-03 00:00:00+00:00\n"
    '2,https://www.metaculus.com/questions/2,Who?,2,multiple_choice,"[\'A\', ""B\'s""]",2024-01-01,2024-02-01,,B\'s,2024-02-03\n'
    "3,https://www.metaculus.com/questions/3,How many?,3,numeric,,2024-01-01,2024-02-01,,12.5,2024-02-03\n"
    "4,https://www.metaculus.com/questions/4,Open?,4,binary,,2024-01-01,2034-02-01,,\n"
)
FORECASTS = (
    "Question ID,Forecaster ID,Forecaster Username,Is Bot,Start Time,End Time,Forecaster Count,Probability Yes,Probability Yes Per Category,Continuous CDF\n"
    '1,7,ann,False,2024-01-02 03:04:05.123+00:00,,,0.7,"[0.3, 0.7]",\n'
    '1,,recency_weighted,,2024-01-05 00:00:00+00:00,,12,0.55,"[0.45, 0.55]",\n'
    '2,7,ann,False,2024-01-02,,,,"[0.2, 0.8]",\n'
    '3,7,ann,False,2024-01-02,,,,,"[0.0, 0.1]"\n'
    "99,7,ann,False,2024-01-02,,,0.5,,\n"
)  # fmt: skip


def test_metaculus_questions_options_and_aggregates(kg, taken, home):
    with zipfile.ZipFile(home / "m.zip", "w") as packed:
        packed.writestr("README.md", "x")
        packed.writestr("question_data.csv", QUESTIONS)
        packed.writestr("forecast_data.csv", FORECASTS)
    kg("init")
    said = kg("import", "m.zip").output
    assert "- m.zip/forecast_data.csv: 1 forecast of numbers or dates, which have no place." in said
    assert (
        "- m.zip/forecast_data.csv: 1 forecast on questions that are not in question_data.csv."
        in said
    )
    assert [one[2:] for one in predictions(kg)] == [
        (
            "2024-02-01",
            [("ann", 0.7, "2024-01-02"), ("metaculus-recency-weighted", 0.55, "2024-01-05")],
            [("right", None, "2024-02-03")],
        ),
        ("2024-02-01", [("ann", 0.2, "2024-01-02")], [("wrong", None, "2024-02-03")]),
        ("2024-02-01", [("ann", 0.8, "2024-01-02")], [("right", None, "2024-02-03")]),
        ("2024-02-01", [], []),
        ("2034-02-01", [], []),
    ]
    assert "nothing is to be changed" in kg("import", "m.zip").stderr


def test_metaculus_names_options_and_forecasters_in_several_ways(kg, home):
    (home / "m").mkdir()
    told = QUESTIONS.replace(",Options,", ",MC Options (Current),MC Options (All),")
    told = told.replace("binary,,", "binary,,,").replace("numeric,,", "numeric,,,")
    told = told.replace("choice,", "choice,['A'],")
    (home / "m" / "question_data.csv").write_text(told)
    key = "ab" * 32
    hidden = (
        "Question ID,Forecaster (Anonymized),Start Time,End Time,Forecaster Count,Probability Yes,Probability Yes Per Category,Continuous CDF\n"
        f"1,{key},2024-01-02,,,0.7,,\n1,unweighted,2024-01-03,,9,0.6,,\n"
        f'2,{key},2024-01-02,,,,"[None, 0.8]",\n2,{key},2024-01-04,,,,"[nan, 0.9]",\n'
    )  # fmt: skip
    (home / "m" / "forecast_data.csv").write_text(hidden)
    kg("init")
    kg("import", "m")
    who = "forecaster-abababababab-of-metaculus"
    assert [one[3] for one in predictions(kg)] == [
        [(who, 0.7, "2024-01-02"), ("metaculus-unweighted", 0.6, "2024-01-03")],
        [],
        [(who, 0.8, "2024-01-02"), (who, 0.9, "2024-01-04")],
        [],
        [],
    ]


def test_folders_of_several_downloads_are_read_each_by_itself(kg, home):
    for name, start in (("one", 0), ("two", 10)):
        (home / "all" / name).mkdir(parents=True)
        rows = [line.partition(",") for line in QUESTIONS.splitlines()]
        told = [f"{int(a) + start}{b}{c}" if a.isdigit() else a + b + c for a, b, c in rows]
        (home / "all" / name / "question_data.csv").write_text("\n".join(told))
    kg("init")
    assert kg("import", "all").output.startswith("claims: 10 new\npredictions: 10 new\n")


@pytest.mark.parametrize(
    ("change", "error"),
    [
        (("['A'", "[A"), "m/question_data.csv:3: '[A, \"B\\'s\"]' is no list. Download it anew."),
        (("\n4,", "\n4\n5,"), "m/question_data.csv:5: The row ends before 'question title'. Mend that line, or save the table anew."),
        (("\n4,", "\n1,"), "m/question_data.csv:5: There are two questions '1'. Take one out."),
        (("Question Title", "Name"), "m/question_data.csv:1: There is no column 'question title'. There are question id, question url, name, post id, question type, options, open time, scheduled close time, actual close time, resolution, resolution known time."),
    ],
)  # fmt: skip
def test_a_broken_metaculus_table_is_named(kg, home, change, error):
    kg("init")
    (home / "m").mkdir()
    (home / "m" / "question_data.csv").write_text(QUESTIONS.replace(*change))
    assert kg("import", "m", exit_code=1).stderr == f"Error: {error}\n"


MARKETS: list[dict[str, Any]] = [
    {"id": "ab", "creatorName": "Cy", "createdTime": 1704067200000, "closeTime": 1706745600000, "question": "Rain?",
     "url": "https://manifold.markets/cy/rain", "outcomeType": "BINARY", "probability": 0.31, "isResolved": True,
     "resolution": "MKT", "resolutionProbability": 0.25, "resolutionTime": 1706745600000, "lastBetTime": 1706659200000,
     "groupSlugs": ["sky"], "volume": 12},
    {"id": "cd", "createdTime": 1704067200000, "question": "Who?", "outcomeType": "MULTIPLE_CHOICE", "isResolved": True,
     "resolution": "a2", "resolutionTime": 1706745600000,
     "answers": [{"id": "a1", "text": "A", "probability": 0.1}, {"id": "a2", "text": "B", "probability": 0.9}]},
]  # fmt: skip


def test_manifold_markets_are_predictions_of_the_market(kg, taken):
    taken(json.dumps(MARKETS), "m.json")
    assert predictions(kg) == [
        (
            "manifold/ab",
            "2024-01-01",
            "2024-02-01",
            [("manifold", 0.31, "2024-01-31")],
            [("partly", 0.25, "2024-02-01")],
        ),
        ("manifold/cd/a1", "2024-01-01", None, [("manifold", 0.1, "2024-02-01")], [("wrong", None, "2024-02-01")]),
        ("manifold/cd/a2", "2024-01-01", None, [("manifold", 0.9, "2024-02-01")], [("right", None, "2024-02-01")]),
    ]  # fmt: skip
    assert "nothing is to be changed" in taken(json.dumps(MARKETS[0]), "m.json").stderr


def test_a_broken_market_is_named(taken):
    for change, error in (
        (("0.31", "1e308"), "m.json[0]: The probability 1e+308 is not between 0 and 1. Correct it."),
        (("1706745600000", "1e300"), "m.json[0]: '1e+300' is no time. Write milliseconds since 1970."),
        (('"id": "ab", ', ""), "m.json[0]: It is no market. It has an id, question and outcomeType."),
    ):  # fmt: skip
        text = json.dumps(MARKETS).replace(*change)
        assert taken(text, "m.json", exit_code=1).stderr == f"Error: {error}\n"


def test_manifold_answers_share_the_end_and_some_markets_never_close(kg, taken):
    answers = [{"id": key, "text": key.upper(), "probability": 0.3} for key in ("a1", "a2", "a3")]
    market = {
        "id": "ef", "question": "Who?", "createdTime": 1704067200000, "closeTime": 8640000000000000,
        "outcomeType": "MULTIPLE_CHOICE", "isResolved": True, "resolution": "CHOOSE_MULTIPLE",
        "resolutionTime": 1706745600000, "resolutions": {"a1": 60, "a2": 40}, "answers": answers,
    }  # fmt: skip
    taken(json.dumps([market]), "markets.json")
    assert [(one[2], one[4]) for one in predictions(kg)] == [
        (None, [("partly", 0.6, "2024-02-01")]),
        (None, [("partly", 0.4, "2024-02-01")]),
        (None, [("wrong", None, "2024-02-01")]),
    ]
    assert kg("prediction", "show", "1", "--json").json["note"] == {
        "en": "closes: 8640000000000000"
    }


def test_manifold_answers_share_the_end_of_a_market_that_says_mkt(kg, taken):
    answers = [{"id": key, "text": key, "probability": 0.3} for key in ("a1", "a2", "a3")]
    market = {
        "id": "gh", "question": "Who?", "createdTime": 1704067200000, "outcomeType": "MULTIPLE_CHOICE",
        "isResolved": True, "resolution": "MKT", "resolutionTime": 1706745600000,
        "resolutions": {"a1": 60, "a2": 40}, "answers": answers,
    }  # fmt: skip
    taken(json.dumps([market]), "markets.json")
    assert [one[4] for one in predictions(kg)] == [
        [("partly", 0.6, "2024-02-01")],
        [("partly", 0.4, "2024-02-01")],
        [("wrong", None, "2024-02-01")],
    ]


def test_a_manifold_answer_that_is_cancelled_is_void_whatever_shares_the_market_tells(kg, taken):
    answers = [
        {"id": key, "text": key, "probability": 0.3, "resolution": "CANCEL"} for key in ("a1", "a2")
    ]
    market = {
        "id": "ef", "question": "Who?", "createdTime": 1704067200000, "outcomeType": "MULTIPLE_CHOICE",
        "isResolved": True, "resolution": "CANCEL", "resolutionTime": 1706745600000,
        "resolutions": {"a1": 100}, "answers": answers,
    }  # fmt: skip
    taken(json.dumps([market]), "markets.json")
    assert [one[4] for one in predictions(kg)] == [[("void", None, "2024-02-01")]] * 2


def test_columns_that_fatebook_has_now_and_then_stand_in_the_note(kg, taken):
    head, *rows = FATEBOOK.splitlines()
    more = "\n".join([f"Tournament name,{head}", *(f"Cup,{row}" for row in rows)])
    assert "tournament name (" in taken(more, "f.csv").output


def test_criteria_and_notes_come_back(kg, home):
    kg("init")
    kg("add", "Trains get late", "--speaker", "Ann", "--said", "2024-02-03")
    kg("predict", 1, "--by", "2031", "--criteria", "By the clock", "--note", "As ever")
    kg("export", "tables", "--format", "metaculus")
    kg("export", "rows.csv", "--format", "fatebook")
    for path, field, text in (
        ("tables", "criteria", "By the clock"),
        ("rows.csv", "note", "As ever"),
    ):
        kg("--database", f"{field}.db", "init")
        kg("--database", f"{field}.db", "import", path)
        (told,) = kg("--database", f"{field}.db", "prediction", "list", "--json").json
        assert told[field] == {"en": text}

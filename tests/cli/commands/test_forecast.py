"""`kg forecast`, and the commands that mend one."""

import pytest


@pytest.mark.parametrize("probability", ["0.3", "30%", ".3", "30 %", "３０％"])
def test_a_probability_is_written_in_many_ways(table, probability):
    card = table("forecast", 1, "汪华", probability, "--json").json
    assert card["forecasts"][-1]["middle"] == 0.3


def test_forecast_says_whose_it_is_and_of_what(table):
    assert table(
        "forecast",
        1,
        "Ada",
        "30%",
        "--low",
        "20%",
        "--high",
        "40%",
        "--on",
        "2025-01",
        "--note",
        "a guess",
    ).output == (
        "Forecast 2: Ada: 30 % (20 % to 40 %), stated, 2025-01\n"
        "Prediction 1: Catching up takes years\n"
        "New: speaker Ada\n"
    )


@pytest.mark.parametrize(
    ("words", "ends"),
    [("注定失败", "注定失败"), ("it's bound to fail", "bound to fail"), ("必败", "必败")],
)
def test_words_that_say_how_it_ends_get_no_number_and_the_reason_is_told(table, words, ends):
    answer = table("forecast", 1, "汪华", "--words", words, "--on", "2024-09-14")
    assert answer.output == (
        f"Forecast 2: 汪华: «{words}», verbal, 2024-09-14\nPrediction 1: Catching up takes years\n"
    )
    assert answer.stderr == (
        f"«{ends}» says how it ends, of the statement or of its opposite; the forecast has no "
        "number: kg prediction edit-forecast 2 --probability 60%\n"
    )


@pytest.mark.parametrize(
    ("words", "denial"),
    [("70% chance, probably not", "not"), ("大概不会，八成概率", "不会")],
)
def test_a_likelihood_that_may_be_of_a_denial_gets_no_number_and_the_reason_is_told(
    table, words, denial
):
    answer = table("forecast", 1, "汪华", "--words", words, "--on", "2024-09-14")
    assert answer.stderr == (
        f"«{words}» may be how likely it is, or how likely «{denial}» is; the forecast has no "
        "number: kg prediction edit-forecast 2 --probability 60%\n"
    )


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("liekly", "likely"),
        ("very likley", "very likely"),
        ("大慨率", "大概率"),
        ("Unlikly", "unlikely"),
    ],
)
def test_a_slip_in_words_of_likelihood_is_told_with_what_may_be_meant(table, words, meant):
    answer = table("forecast", 1, "汪华", "--words", words, "--on", "2024-09-14")
    assert answer.stderr == (
        f"«{words}» is not on any scale (did you mean «{meant}»?); the forecast has no number: "
        "kg prediction edit-forecast 2 --probability 60%\n"
    )


@pytest.mark.parametrize("words", ["we shall see", "maybe", "可能性", "certain"])
def test_words_that_are_no_slip_are_told_without_a_guess(table, words):
    answer = table("forecast", 1, "汪华", "--words", words, "--on", "2024-09-14")
    assert answer.stderr == (
        f"«{words}» is not on any scale; the forecast has no number: "
        "kg prediction edit-forecast 2 --probability 60%\n"
    )


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("-0.1",), "There is no option -0. A probability is never less than 0: write 0.6 or 60%."),
        (("-5%",), "There is no option -5. A probability is never less than 0: write 0.6 or 60%."),
        (
            ("30%", "--low", "-0.1"),
            "Invalid value for '--low': The probability -0.1 is not between 0 and 1. It is never "
            "less than 0: write 0.6 or 60%.",
        ),
    ],
)
def test_a_probability_below_zero_is_refused_as_one(table, typed, said):
    assert table("forecast", 1, "汪华", *typed, exit_code=2).stderr == f"Error: {said}\n"


def test_words_of_likelihood_are_kept_as_spoken(table):
    assert table("forecast", 1, "汪华", "--words", "不见得", "--on", "2024-09-14").output == (
        "Forecast 2: 汪华: 40 % (25 % to 50 %) «不见得», verbal by kg Chinese (2026-11), 2024-09-14\n"
        "Prediction 1: Catching up takes years\n"
        "Read «不见得» as 25–50 %, middle 40 %, by kg Chinese (2026-11).\n"
    )


@pytest.mark.parametrize(
    ("words", "code", "error"),
    [
        ([1, "汪华"], 2, "A forecast needs a probability or words. Write 0.6, or give --words."),
        (
            [1, "汪华", "1.7"],
            2,
            "Invalid value for '[PROBABILITY]': The probability 1.7 is not between 0 and 1. "
            "Write 1.7 % as 0.017.",
        ),
        (
            [1, "汪华", "60"],
            2,
            "Invalid value for '[PROBABILITY]': The probability 60 is not between 0 and 1. "
            "Write 60 % as 0.6.",
        ),
        (
            [1, "汪华", "140%"],
            2,
            "Invalid value for '[PROBABILITY]': 140 % is more than 100 %.",
        ),
        (
            [1, "汪华", "likely"],
            2,
            "Invalid value for '[PROBABILITY]': 'likely' is not a probability. Write 0.6 or 60%.",
        ),
        (
            [1, "汪华", "60%", "--low", "70%", "--high", "90%"],
            2,
            "0.7, 0.6, 0.9 do not rise. Order them low, middle, high.",
        ),
        ([9, "汪华", "60%"], 1, "There is no prediction 9. See kg prediction list."),
    ],
)
def test_what_cannot_be_forecast_is_one_sentence(table, rows, words, code, error):
    before = rows()
    assert table("forecast", *words, exit_code=code).stderr == f"Error: {error}\n"
    assert rows() == before


def test_a_forecast_is_edited(table):
    assert table(
        "prediction",
        "edit-forecast",
        1,
        "--probability",
        "70%",
        "--words",
        "多半",
        "--basis",
        "verbal",
    ).output.endswith("Forecasts\n  1  颜水成: 70 % «多半», verbal, 2024-09-14\n")


def test_a_forecast_is_removed(table):
    assert table("prediction", "remove-forecast", 1).output == (
        "Removed forecast 1: 颜水成: 80 %, stated, 2024-09-14\nkg undo brings it back.\n"
    )
    assert table("prediction", "show", 1, "--json").json["forecasts"] == []


def test_a_forecast_is_not_of_a_day_still_to_come(table, rows):
    before = rows()
    assert table("forecast", 1, "汪华", "30%", "--on", "2030-01-01", exit_code=1).stderr == (
        "Error: 2030-01-01 is still to come. Give the day on which it was made.\n"
    )
    assert rows() == before
    made = table("forecast", 1, "汪华", "30%", "--on", "2026", "--json").json["forecasts"][-1]
    assert made["made"] == "2026"

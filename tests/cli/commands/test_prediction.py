"""`kg predict` and `kg prediction`."""

import pytest


def test_predict_adds_a_reading_of_several_claims(table):
    assert table(
        *("predict", 1, 2, "--by", "2027", "--opens", "2025", "--statement", "Level on benchmarks"),
        *("--zh", "基准持平", "--criteria", "within 2 points", "--horizon", "两年内"),
        *("--speaker", "汪华", "--words", "大概率", "--tag", "core", "--note", "the strict one"),
    ).output == (
        "Prediction 2, due 2027: Level on benchmarks\n"
        "Forecast 2: 汪华: 80 % (65 % to 90 %) «大概率», verbal by kg Chinese (2026-11), 2024-09-14\n"
        "Read «两年内», counted from 2024-09-14, as: opens 2024-09-14, due 2026-09-14; "
        "opens 2025 and due 2027 were given and count.\n"
        "Read «大概率» as 65–90 %, middle 80 %, by kg Chinese (2026-11).\n"
        "Next: kg forecast 2 SPEAKER 60%, kg resolve 2 right|wrong|…\n"
    )
    assert table("prediction", "show", 2).output == (
        "Prediction 2, due in 403 days\n"
        "  en  Level on benchmarks\n"
        "  zh  基准持平\n"
        "  reads       1  Catching up takes years\n"
        "              2  Catching up takes months\n"
        "  decided by  within 2 points\n"
        "  opens       2025\n"
        "  due         2027\n"
        "  said as     «两年内»\n"
        "  tags        core\n"
        "  note        the strict one\n"
        "  id          level-on-benchmarks-…\n"
        "\n"
        "Forecasts\n"
        "  2  汪华: 80 % (65 % to 90 %) «大概率», verbal by kg Chinese (2026-11), 2024-09-14\n"
    )


@pytest.mark.parametrize(
    ("words", "code", "error"),
    [
        ([], 2, "Missing argument 'CLAIM...'."),
        ([9], 1, "There is no claim '9'. See kg claim list."),
        (
            [1, "--by", "2020", "--opens", "2021"],
            1,
            "It would be due 2020, before it opens 2021. Correct one.",
        ),
        (
            [1, "--probability", "60%"],
            2,
            "A probability is somebody's: give --speaker with --probability or --words.",
        ),
        ([1, "--statement", ""], 2, "The statement is empty. Write at least one word."),
    ],
)
def test_what_cannot_be_predicted_is_one_sentence(table, rows, words, code, error):
    before = rows()
    answer = table("predict", *words, exit_code=code)
    assert answer.stderr.splitlines()[-1] == f"Error: {error}"
    assert rows() == before


def test_the_list_has_state_due_date_and_statement(table):
    table("predict", 2, "--by", "2027-01-15")
    table("predict", 2)
    assert table("prediction", "list").output == (
        "1  overdue  2026-09     Catching up takes years\n"
        "2  open     2027-01-15  Catching up takes months\n"
        "3  open                 Catching up takes months\n"
    )


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        (["--outcome", "overdue"], [1]),
        (["--outcome", "open"], [2]),
        (["--due-from", "2027"], [2]),
        (["--due-to", "2026"], [1]),
        (["--speaker", "颜水成"], [1, 2]),
        (["--text", "months"], []),
        (["--limit", "1"], [1]),
    ],
)
def test_conditions_on_due_dates_and_outcomes_hold_for_each_reading(table, words, numbers):
    # Both are readings of the one claim; only one of them is what is asked for.
    table("predict", 1, "--by", "2027-01-15")
    assert [card["id"] for card in table("prediction", "list", *words, "--json").json] == numbers


def test_edit_changes_what_is_given(table):
    assert table(
        *("prediction", "edit", 1, "--by", "", "--statement", "Sold as a product", "--zh", "上市"),
        *("--reads", 2, "--not-reads", 1, "--tag", "core"),
    ).output == (
        "Prediction 1, no due date\n"
        "  en  Sold as a product\n"
        "  zh  上市\n"
        "  reads       2  Catching up takes months\n"
        "  tags        core\n"
        "  id          catching-up-takes-years-…\n"
        "\n"
        "Forecasts\n"
        "  1  颜水成: 80 %, stated, 2024-09-14\n"
    )
    card = table("prediction", "edit", 1, "--statement", "", "--not-tag", "core", "--json").json
    assert (card["statement"], card["tags"]) == (None, [])


def test_a_prediction_reads_at_least_one_claim(table, rows):
    before = rows()
    assert table("prediction", "edit", 1, "--not-reads", 1, exit_code=1).stderr == (
        "Error: A prediction must read at least one claim. Remove it instead.\n"
    )
    assert rows() == before


def test_remove_leaves_the_claims(table):
    assert table("prediction", "remove", 1).output == (
        "Removed prediction 1: Catching up takes years, with 1 forecast\nkg undo brings it back.\n"
    )
    assert len(table("claim", "list", "--json").json) == 2
    assert table("prediction", "show", 1, exit_code=1).stderr == (
        "Error: There is no prediction 1. See kg prediction list.\n"
    )


def test_prediction_add_is_predict(table):
    assert table("prediction", "add", 2, "--by", "2028").output.startswith(
        "Prediction 2, due 2028: "
    )


def test_readings_that_say_the_same_are_told_apart_by_their_criteria_or_horizon(kg):
    kg("add", "It rains", "--speaker", "Ada", "--said", "2026-01-01")
    kg("predict", 1, "--by", "2027", "--criteria", "one millimetre")
    kg("predict", 1, "--horizon", "within two years")
    assert [line.split("  ")[-1] for line in kg("prediction", "list").output.splitlines()] == [
        "It rains (one millimetre)",
        "It rains (within two years)",
    ]

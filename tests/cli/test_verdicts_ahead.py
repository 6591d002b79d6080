"""Verdicts of days after today, which a clock that was set back leaves, are never counted silently."""

import pytest

REMARK = (
    "1 verdict that counts is of 2027-06-01, after today, 2026-11-23: set the clock right, or "
    "unset KG_TODAY.\n"
)
MANY = (
    "2 verdicts that count are of days after today, 2026-11-23, the last of 2027-07-02: set the "
    "clock right, or unset KG_TODAY.\n"
)


@pytest.fixture
def decided(kg):
    """A prediction that was decided by a clock that ran ahead."""
    kg(
        "add",
        "A grows",
        "--speaker",
        "Ada",
        "--said",
        "2024-01-01",
        "--by",
        "2025",
        "--words",
        "70%",
    )
    kg("resolve", 1, "right", env={"KG_TODAY": "2027-06-01"})
    return kg


@pytest.mark.parametrize("command", ["score", "due", "status"])
def test_a_verdict_of_a_day_after_today_is_told_beside_the_result(decided, command):
    answer = decided(command)
    assert REMARK in answer.stderr
    assert REMARK not in answer.output
    assert REMARK in decided(command, "--json").stderr


def test_several_are_told_in_one_sentence(decided):
    decided("add", "B grows", "--speaker", "Ada", "--said", "2024-01-01", "--by", "2025")
    decided("resolve", 2, "wrong", env={"KG_TODAY": "2027-07-02"})
    assert decided("score").stderr == MANY


def test_scripts_are_told_how_many_there_are(decided):
    assert decided("status", "--json").json["verdicts_ahead"] == 1
    assert [one["verdicts_ahead"] for one in decided("score", "--json").json] == [1, 1]


@pytest.mark.parametrize("command", ["score", "due", "status"])
def test_as_of_today_they_do_not_count_and_nothing_is_said(decided, command):
    assert decided(command, "--as-of", "2026-11-23").stderr == ""
    assert decided("status", "--as-of", "2026-11-23", "--json").json["verdicts_ahead"] == 0
    assert [one["scored"] for one in decided("score", "--as-of", "2026-11-23", "--json").json] == [
        0,
        0,
    ]


def test_a_verdict_that_was_withdrawn_counts_no_longer(decided):
    decided("withdraw", 1, "--reason", "too early", env={"KG_TODAY": "2027-06-02"})
    assert decided("score").stderr == ""


@pytest.mark.parametrize("today", ["2027-06-01", "2027-06-02"])
def test_a_verdict_of_today_or_before_is_not_told(decided, today):
    assert decided("score", env={"KG_TODAY": today}).stderr == ""


def test_of_several_verdicts_on_one_prediction_the_latest_is_told(decided):
    decided("resolve", 1, "wrong", "--reason", "A slip", env={"KG_TODAY": "2027-07-02"})
    assert decided("score").stderr == REMARK.replace("2027-06-01", "2027-07-02")
    assert decided("status", "--json").json["verdicts_ahead"] == 1

"""A clock set back: nothing is written in a wrong order, and what stands stays as it is."""

import pytest

EARLIER = "2025-01-01"


@pytest.fixture
def decided(table):
    """A prediction that was decided in 2026."""
    table("resolve", 1, "wrong", "--on", "2026-10-01")
    return table


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (
            ("resolve", 1, "right", "--reason", "so"),
            "Prediction 1 was decided wrong on 2026-10-01, and of two verdicts the later day "
            "counts: one of 2025-01-01 would change nothing. "
            "If it is to count, withdraw the other first: kg withdraw 1 --reason TEXT",
        ),
        (
            ("resolve", 1, "right", "--reason", "so", "--on", "2026-11-01"),
            "2026-11-01 is still to come. Give the day on which it was decided.",
        ),
        (
            ("withdraw", 1, "--reason", "so"),
            "Resolution 1 was decided on 2026-10-01, and today is 2025-01-01. "
            "Set the clock right, or unset KG_TODAY.",
        ),
        (
            ("snooze", 1, "--until", "2025-06"),
            "Prediction 1 does not wait: it was decided wrong on 2026-10-01. "
            "If that does not hold, withdraw it: kg withdraw 1.",
        ),
    ],
)
def test_what_would_come_before_what_stands_is_refused(decided, rows, monkeypatch, words, error):
    before = rows()
    monkeypatch.setenv("KG_TODAY", EARLIER)
    assert decided(*words, exit_code=1).stderr == f"Error: {error}\n"
    assert rows() == before


def test_looking_changes_nothing_and_the_verdict_stands(decided, rows, monkeypatch):
    before, scores = rows(), decided("score", "--json").json
    monkeypatch.setenv("KG_TODAY", EARLIER)
    assert decided("due").stderr == (
        "Nothing is due within 90 days.\n"
        "1 verdict that counts is of 2026-10-01, after today, 2025-01-01: set the clock right, or "
        "unset KG_TODAY.\n"
    )
    assert decided("prediction", "show", 1, "--json").json["state"] == "wrong"
    later = decided("score", "--json").json
    assert [one.pop("verdicts_ahead") for one in later] == [1] * len(later)
    assert [one.pop("verdicts_ahead") for one in scores] == [0] * len(scores)
    assert later == scores
    assert scores[-1]["scored"] == 1
    assert decided("due", "--as-of", "2025-01-01").output == ""
    assert rows() == before


def test_changes_are_taken_back_in_the_order_in_which_they_were_made(decided, monkeypatch):
    monkeypatch.setenv("KG_TODAY", "2024-12-01")
    decided("claim", "edit", 2, "--tag", "late")
    assert decided("history", "--limit", 1, "--json").json[0]["command"].endswith("--tag late")
    assert "claim edit 2 --tag late" in decided("undo").output
    assert decided("claim", "show", 2, "--json").json["tags"] == []
    assert decided("prediction", "show", 1, "--json").json["state"] == "wrong"

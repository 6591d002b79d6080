"""`kg resolve` and `kg withdraw`."""

import pytest


def test_resolve_shows_the_verdict_with_its_evidence(table):
    table(
        "evidence",
        "add",
        "R1 report",
        "--zh",
        "R1 报告",
        "--url",
        "https://example.org/r1",
        "--published",
        "2025-01-20",
        "--grade",
        "primary",
    )
    assert table(
        *("resolve", 1, "partly", "--fraction", "50%", "--on", "2025-01-20"),
        *("--evidence", "https://example.org/r1", "--against", "https://example.org/no"),
        *("--confidence", "medium", "--note", "on maths, not on code"),
    ).output == (
        "Prediction 1: Catching up takes years\n"
        "  partly (50 %), decided 2025-01-20, medium confidence\n"
        "  on maths, not on code\n"
        "  for: R1 report (primary, https://example.org/r1, 2025-01-20)\n"
        "  against: https://example.org/no\n"
        "If that is wrong: kg undo now, or kg withdraw 1 later.\n"
    )
    assert len(table("evidence", "list", "--json").json) == 2


@pytest.mark.parametrize("outcome", ["right", "wrong", "partly", "unclear", "void", "RIGHT"])
def test_every_outcome_can_be_recorded(table, outcome):
    assert table("resolve", 1, outcome, "--json").json["state"] == outcome.lower()
    assert table("prediction", "list").output.split()[1] == outcome.lower()


@pytest.mark.parametrize(
    ("words", "code", "error"),
    [
        (
            [1, "rigth"],
            2,
            "Invalid value for 'OUTCOME': 'rigth' is not right, wrong, partly, unclear or void. "
            "Did you mean right?",
        ),
        ([9, "right"], 1, "There is no prediction 9. See kg prediction list."),
        (
            [1, "right", "--on", "2027-01-01"],
            1,
            "2027-01-01 is still to come. Give the day on which it was decided.",
        ),
        (
            [1, "right", "--on", "2020"],
            1,
            "It was said on 2024-09-14, after 2020. Give a day on which it could be decided.",
        ),
        (
            [1, "right", "--fraction", "0.5"],
            2,
            "Only what came true partly has a fraction. Say partly, or leave it out.",
        ),
        (
            [1, "partly", "--fraction", "1.5"],
            2,
            "Invalid value for '--fraction': The probability 1.5 is not between 0 and 1. "
            "Write 1.5 % as 0.015.",
        ),
        (
            [1, "right", "--evidence", "javascript://alert(1)"],
            2,
            "'javascript://alert(1)' is not a web address. "
            "Write the whole of it, such as https://example.org/page.",
        ),
    ],
)
def test_what_cannot_be_resolved_is_one_sentence(table, rows, words, code, error):
    before = rows()
    assert table("resolve", *words, exit_code=code).stderr == f"Error: {error}\n"
    assert rows() == before


def test_the_latest_verdict_counts_and_the_earlier_stays(table):
    table("resolve", 1, "unclear", "--on", "2025-06")
    table("resolve", 1, "wrong", "--on", "2025-12")
    assert table("prediction", "show", 1).output == (
        "Prediction 1, wrong\n"
        "  reads       1  Catching up takes years\n"
        "  due         2026-09\n"
        "  id          catching-up-takes-years-…\n"
        "\n"
        "Forecasts\n"
        "  1  颜水成: 80 %, stated, 2024-09-14\n"
        "\n"
        "Resolutions\n"
        "  1  unclear, decided 2025-06\n"
        "  2  wrong, decided 2025-12\n"
    )


def test_a_withdrawn_verdict_counts_no_longer(table):
    table("resolve", 1, "wrong", "--on", "2025-12")
    assert table("withdraw", 1, "--because", "the criteria were about products").output == (
        "Prediction 1: Catching up takes years\n"
        "  wrong, decided 2025-12\n"
        "  withdrawn 2026-11-23: the criteria were about products\n"
    )
    assert table("prediction", "show", 1, "--json").json["state"] == "overdue"
    assert table("withdraw", 1, exit_code=1).stderr == (
        "Error: Resolution 1 was withdrawn on 2026-11-23 already.\n"
    )
    assert table("withdraw", 2, exit_code=1).stderr == (
        "Error: There is no resolution 2. See kg prediction list.\n"
    )

"""`kg resolve` and `kg withdraw`."""

import os

import pytest

from tests.cli.commands.answering import terminal, until


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
            "Invalid value for '--fraction': The fraction 1.5 is not between 0 and 1. "
            "Write 1.5 % as 0.015.",
        ),
        (
            [1, "partly", "--fraction=-0.5"],
            2,
            "Invalid value for '--fraction': The fraction -0.5 is not between 0 and 1. "
            "It is never less than 0: write 0.6 or 60%.",
        ),
        (
            [1, "partly", "--fraction", "140%"],
            2,
            "Invalid value for '--fraction': 140 % is more than 100 %.",
        ),
        (
            [1, "partly", "--fraction", "half"],
            2,
            "Invalid value for '--fraction': 'half' is not a fraction. Write 0.6 or 60%.",
        ),
        *(
            (
                [1, "right", side, address],
                2,
                f"{address!r} is not a web address. "
                "Write the whole of it, such as https://example.org/page.",
            )
            for side in ("--evidence", "--against")
            for address in (
                "javascript://alert(1)",
                "JavaScript:alert(1)",
                "data:text/html,hello",
                "file:///etc/passwd",
                "https://",
            )
        ),
        (
            [1, "right", "--evidence", "https://e.org/\x1b[31mred"],
            2,
            "The address has a control character (U+001B) at place 15. Take it out.",
        ),
        (
            [1, "right", "--evidence", "https://e.org/\u202egnp.exe"],
            2,
            "The address has an invisible character (U+202E) at place 15. Take it out.",
        ),
        (
            [1, "right", "--grade", "hearsay", "--evidence", "https://e.org"],
            2,
            "Invalid value for '--grade': 'hearsay' is not primary, secondary or memory.",
        ),
        (
            [1, "right", "--grade", "memory"],
            2,
            "A grade is that of evidence. Name some, or leave out the grade.",
        ),
    ],
)
def test_what_cannot_be_resolved_is_one_sentence(table, rows, words, code, error):
    before = rows()
    assert table("resolve", *words, exit_code=code).stderr == f"Error: {error}\n"
    assert rows() == before


def test_the_latest_verdict_counts_and_the_earlier_stays(table):
    table("resolve", 1, "unclear", "--on", "2025-06")
    table("resolve", 1, "wrong", "--on", "2025-12", "--reason", "nobody did")
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
        "  2  wrong, decided 2025-12, written down …\n"
        "     nobody did\n"
        "  1  unclear, decided 2025-06, written down … – decided anew since\n"
    )


def test_another_outcome_than_the_one_that_stands_wants_a_reason(table, rows):
    table("resolve", 1, "void", "--on", "2025-06", "--note", "nobody measures it")
    before = rows()
    assert table("resolve", 1, "right", exit_code=1).stderr == (
        "Error: Prediction 1 was decided already: void, 2025-06, «nobody measures it». "
        "Say why it is decided anew: --reason TEXT\n"
    )
    assert rows() == before


def answered(words, question, answer):
    """Answer what the program asks on a real terminal; gives what it showed until then."""
    seen: list[str] = []
    with terminal(*words) as (process, end):
        until(end, question, seen)
        os.write(end, f"{answer}\n".encode())
        until(end, "wrong, decided", seen)
        assert process.wait(60) == 0
    return seen[0]


def test_on_a_terminal_the_reason_is_asked_for(table):
    table("resolve", 1, "void", "--on", "2025-06")
    shown = answered(
        ("resolve", "1", "wrong"), "Why is it decided anew?", "they measured it after all"
    )
    assert "Prediction 1 was decided already: void, 2025-06." in shown
    first, second = table("prediction", "show", 1, "--json").json["resolutions"]
    assert (first["outcome"], second["outcome"]) == ("void", "wrong")
    assert second["note"] == {"en": "they measured it after all"}
    answered(("withdraw", "2"), "Why does it not hold?", "a slip")
    card = table("prediction", "show", 1, "--json").json
    assert card["state"] == "void"
    assert card["resolutions"][1]["withdrawn_because"] == "a slip"


def test_a_reason_holds_for_no_verdict_that_was_given_while_it_was_asked_for(table, monkeypatch):
    table("resolve", 1, "void", "--on", "2025-06")

    def meanwhile(question, **how):
        table("resolve", 1, "partly", "--on", "2025-07", "--reason", "they measured half of it")
        return "they measured it after all"

    monkeypatch.setattr("kg.cli.commands.resolve.somebody_answers", lambda: True)
    monkeypatch.setattr("click.prompt", meanwhile)
    assert table("resolve", 1, "wrong", exit_code=1).stderr.endswith(
        "Error: Prediction 1 was decided meanwhile: partly, on 2025-07. "
        "Decide it anew if that does not hold.\n"
    )
    there = table("prediction", "show", 1, "--json").json["resolutions"]
    assert [one["outcome"] for one in there] == ["void", "partly"]


def test_evidence_is_graded_as_it_is_named(table):
    assert table(
        *("resolve", 1, "wrong", "--on", "2025-12", "--grade", "secondary"),
        *("--against", "https://e.org/no", "--evidence", "https://e.org/r1"),
    ).output == (
        "Prediction 1: Catching up takes years\n"
        "  wrong, decided 2025-12\n"
        "  for: https://e.org/r1 (secondary)\n"
        "  against: https://e.org/no (secondary)\n"
        "If that is wrong: kg undo now, or kg withdraw 1 later.\n"
    )


def test_help_says_what_the_grades_mean(table):
    said = " ".join(table("resolve", "--help").output.split())
    assert "memory when you remember it: that is kept and counts as no evidence" in said


def test_a_withdrawn_verdict_counts_no_longer(table, rows):
    table("resolve", 1, "wrong", "--on", "2025-12")
    before = rows()
    for words in ([], ["--reason", " "]):
        assert table("withdraw", 1, *words, exit_code=2).stderr == (
            "Usage: kg withdraw [OPTIONS] RESOLUTION\n"
            "Error: Say why it does not hold: --reason TEXT\n"
        )
    assert rows() == before
    assert table("withdraw", 1, "--because", "the criteria were about products").output == (
        "Prediction 1: Catching up takes years\n"
        "  wrong, decided 2025-12\n"
        "  withdrawn 2026-11-23: the criteria were about products\n"
    )
    assert table("prediction", "show", 1, "--json").json["state"] == "overdue"
    assert table("withdraw", 1, "--reason", "once more", exit_code=1).stderr == (
        "Error: Resolution 1 was withdrawn on 2026-11-23 already.\n"
    )
    assert table("withdraw", 2, "--reason", "none", exit_code=1).stderr == (
        "Error: There is no resolution 2. "
        "kg prediction show N shows the resolutions of prediction N.\n"
    )

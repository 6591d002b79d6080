"""`kg lint`."""

import shlex

import pytest


@pytest.fixture
def flawed(table):
    """The command line, with a prediction that lacks criteria and one with vague ones."""
    table("predict", 2, "--by", "2027", "--criteria", "Clearly level", "--statement", "水平相当")
    table("forecast", 2, "汪华", "--words", "who knows")
    return table


def test_what_is_amiss_is_told_by_prediction_with_what_mends_it(flawed):
    assert flawed("lint").output == (
        "Prediction 1: Catching up takes years\n"
        "  no-criteria       Nothing says what would decide it.\n"
        "                    kg prediction edit 1 --criteria TEXT\n"
        "  no-source         Hint: Nothing says where it could be looked up.\n"
        "                    kg prediction edit 1 --note TEXT\n"
        "Prediction 2: 水平相当\n"
        "  vague-criteria    Hint: The criteria can be read in many ways: «Clearly».\n"
        "                    kg prediction edit 2 --criteria TEXT\n"
        "  no-source         Hint: Neither the criteria nor the note say where it could be looked up.\n"
        "                    kg prediction edit 2 --note TEXT\n"
        "  no-probability    Hint: Forecast 2 has no number, and «who knows» stands on no usual scale.\n"
        "                    kg prediction edit-forecast 2 --probability 60%\n"
        "\n"
        "1 problem and 4 hints in 2 predictions: 2 no-source, 1 no-criteria, 1 vague-criteria, 1\n"
        "no-probability.\n"
        "Leave out the hints: kg lint --problems\n"
    )


def test_the_commands_that_it_names_mend_it(flawed):
    filled = {"TEXT": "level on the benchmarks of example.org", "DAY": "2027"}
    for one in flawed("lint", "--json").json:
        words = shlex.split(one["mend"])[1:]
        flawed(*(filled.get(word, word) for word in words))
    answer = flawed("lint", "--exit-code")
    assert answer.output == ""
    assert answer.stderr == "Nothing is amiss with the predictions that wait.\n"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (("--problems",), [1]),
        (("speaker:汪华", "stance:asserts"), [2]),
        (("--limit", 1), [1]),
        (("text:years",), [1]),
        (("said:1900",), []),
        (("--problems", "due:2027"), []),
    ],
)
def test_it_can_be_narrowed(flawed, words, found):
    there = flawed("lint", *words, "--json").json
    assert list(dict.fromkeys(one["id"] for one in there)) == found
    flawed("lint", *words, "--exit-code", exit_code=int(bool(found)))


def test_it_changes_nothing(flawed, rows):
    before = rows()
    flawed("lint")
    assert rows() == before


def test_a_statement_that_would_steer_a_terminal_is_shown_harmlessly(table):
    table("predict", 2, "--statement", "bad \u202e order\nand a second line")
    assert "Prediction 2: bad \\u202e order\n  and a second line\n" in table("lint").output


def test_a_hint_that_fits_all_of_several_is_told_once(table):
    for day in ("2027", "2028"):
        table("predict", 2, "--by", day, "--criteria", f"a peer by {day}")
    assert table("lint").output == (
        "Prediction 1: Catching up takes years\n"
        "  no-criteria       Nothing says what would decide it.\n"
        "                    kg prediction edit 1 --criteria TEXT\n"
        "\n"
        "All of them\n"
        "  no-source         Hint: Nothing says where it could be looked up.\n"
        "                    kg prediction edit NUMBER --note TEXT\n"
        "\n"
        "1 problem and 3 hints in 3 predictions: 3 no-source, 1 no-criteria.\n"
        "Leave out the hints: kg lint --problems\n"
    )


def test_verdicts_without_evidence_and_from_memory_alone_are_told(table):
    for number, day in enumerate(("2026-10", "2026-11"), 2):
        table("predict", 2, "--by", day)
        table(
            "resolve", number, "right", "--on", "2026-11-02", "--evidence", f"https://e.org/{day}"
        )
    table("resolve", 1, "wrong", "--on", "2026-11-01")
    table("evidence", "edit", 1, "--grade", "memory")
    assert table("lint", "--verdicts").output == (
        "Prediction 1: Catching up takes years\n"
        "  no-evidence       Hint: Decided wrong on 2026-11-01, without evidence.\n"
        "                    kg resolve 1 wrong --on 2026-11-01 --evidence URL\n"
        "Prediction 2: Catching up takes months\n"
        "  only-memory       Hint: Decided right on 2026-11-02, from memory alone.\n"
        "                    kg resolve 2 right --on 2026-11-02 --evidence URL\n"
        "\n"
        "0 problems and 2 hints in 2 predictions: 1 no-evidence, 1 only-memory.\n"
    )
    table("resolve", 1, "wrong", "--on", "2026-11-01", "--evidence", "https://e.org/a")
    assert [one["id"] for one in table("lint", "--verdicts", "--json").json] == [2]


def test_the_command_that_adds_evidence_to_a_verdict_of_partly_runs(table):
    table("resolve", 1, "partly", "--fraction", "0.3", "--on", "2026-11-01")
    (found,) = table("lint", "--verdicts", "--json").json
    assert found["mend"] == "kg resolve 1 partly --fraction 0.3 --on 2026-11-01 --evidence URL"
    table(*found["mend"].replace("URL", "https://e.org/a").split()[1:])
    assert table("lint", "--verdicts", "--json").json == []


def test_a_verdict_outside_of_its_window_is_told_where_nothing_says_why(kg):
    kg("add", "Wind wins", "--speaker", "Ada", "--said", "2024-09-14", "--by", "2029")
    kg("prediction", "edit", 1, "--opens", "2027")
    kg("resolve", 1, "right", "--on", "2025")
    assert kg("lint", "--verdicts").output == (
        "Prediction 1: Wind wins\n"
        "  no-evidence       Hint: Decided right on 2025, without evidence.\n"
        "                    kg resolve 1 right --on 2025 --evidence URL\n"
        "  outside-window    Hint: It is decided right on 2025, though its window does not open before 2027,\n"
        "                    and nothing says why.\n"
        "                    kg resolve 1 right --on 2025 --note TEXT\n"
        "\n"
        "0 problems and 2 hints in 1 prediction: 1 no-evidence, 1 outside-window.\n"
    )
    kg("resolve", 1, "right", "--on", "2025", "--note", "It won already")
    (found,) = kg("lint", "--verdicts", "--json").json
    assert found["code"] == "no-evidence"
    kg("undo")
    kg("undo")
    kg("resolve", 1, "wrong", "--on", "2025")
    assert [one["says"] for one in kg("lint", "--verdicts", "--json").json] == [
        "Decided wrong on 2025, without evidence.",
        "It is decided wrong on 2025, though its window is open until 2029, and nothing says why.",
    ]


@pytest.mark.parametrize("query", [(), ("speaker:Ada",)])
def test_where_nothing_is_decided_it_is_not_said_that_there_is_evidence(kg, query):
    kg("add", "Prices fall", "--speaker", "Ada", "--said", "2026-01-01", "--by", "2027")
    kg("add", "Wages rose", "--kind", "fact", "--said", "2026-01-01", "--speaker", "Ben")
    kg("claim", "check", 2, "right", "--on", "2026-11-01")
    assert kg("lint", "--verdicts", *query).stderr == "No prediction is decided here.\n"
    kg("resolve", 1, "right", "--on", "2026-11-02", "--evidence", "https://e.org/a")
    said = "Every decided prediction has evidence.\n"
    assert kg("lint", "--verdicts", *query).stderr == said
    assert kg("lint", "--verdicts", "speaker:Ben").stderr == "No prediction is decided here.\n"

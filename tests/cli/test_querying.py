"""Queries on the command line: kg.cli.querying and kg.cli.conditions."""

import pytest


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ([], [1, 2]),
        (["takes"], [1, 2]),
        (["takes", "years"], [1]),
        (["takes years"], [1]),
        (['"takes months"'], [2]),
        (["需要"], [1]),
        (["没那么久"], [1]),
        (["about:o1", "stance:disagrees"], [1]),
        (["about:o1 stance:disagrees"], [1]),
        (["takes", "-years"], [2]),
        (["-years"], [2]),
        (["-years", "--limit", "1"], [2]),
        (["--limit", "1", "-stance:disagrees"], [2]),
        (["takes", "--", "-years"], [2]),
        (["-speaker:颜水成"], [2]),
        (["-speaker:颜水成", "-speaker:汪华"], []),
        (["speaker：汪华", "stance:asserts"], [2]),
        (["--speaker", "汪华", "stance:asserts"], [2]),
        (["--speaker", "颜水成", "speaker:汪华"], [1, 2]),
        (["--kind", "prediction", "takes"], [1]),
        (["--due-from", "2026", "due:..2026"], [1]),
        (["outcome:overdue"], [1]),
        (["-5"], [1, 2]),
        # What an option takes is never a part of the query.
        (["--text", "-years"], []),
        (["--text=takes", "-years"], [2]),
    ],
)
def test_a_query_narrows_what_is_listed(table, words, numbers):
    assert [one["id"] for one in table("claim", "list", "--json", *words).json] == numbers


@pytest.mark.parametrize(
    ("command", "numbers"),
    [
        (["due"], [1]),
        (["position", "list"], [1, 3]),
        (["prediction", "list"], [1]),
        (["link", "list"], [1]),
        (["speaker", "list"], [1, 2]),
        (["concept", "list"], [1]),
        (["source", "list"], [1]),
        (["evidence", "list"], []),
    ],
)
def test_every_list_takes_a_query(table, command, numbers):
    table("add", "Something else", "--speaker", "Ada", "--about", "else", "--source", "Letter")
    table("predict", 3)
    table("evidence", "add", "A report")
    found = table(*command, "takes", "-months", "--json").json
    assert [one["id"] for one in found] == numbers


def test_speakers_concepts_sources_and_evidence_are_found_by_their_own_words(table):
    table("evidence", "add", "A report", "--quote", "levels off")
    for noun, word in (
        ("speaker", "颜水成"),
        ("concept", "o1"),
        ("source", "round"),
        ("evidence", "levels"),
    ):
        (found,) = table(noun, "list", word, "--json").json
        assert found["id"] == 1
        assert table(noun, "list", word, "outcome:void", "--json").json == []


def test_a_map_and_an_export_take_a_query(table, home):
    assert table("map", "-years", "-o", "one.html").output.startswith("Wrote the map of 1 claim ")
    assert "Catching up takes years" not in (home / "one.html").read_text("utf-8")
    for words in (["-", "months"], ["about:o1", "months"], ["-years", "--format", "yaml"]):
        written = table("export", *words).output
        assert "Catching up takes months" in written
        assert "Catching up takes years" not in written
    table("export", "one.yaml", "-years")
    assert "takes years" not in (home / "one.yaml").read_text("utf-8")


def test_an_excluded_word_is_told_from_a_slip_in_an_option(table):
    assert table("claim", "list", "o1", "--speker", "x", exit_code=2).stderr == (
        "Error: There is no option --speker. Did you mean --speaker?\n"
    )
    assert table("claim", "list", "-speaker", "x", exit_code=2).stderr == (
        "Error: There is no option -speaker. Did you mean --speaker? "
        "To leave out the word, write '-\"speaker\"'.\n"
    )
    assert table("claim", "list", '-"speaker"', "--json").json != []


def test_short_options_stay_what_they_are(table, home):
    assert table("claim", "list", "-h").output.startswith("Usage: kg claim list [OPTIONS] [QUERY]")
    table("map", "-o", "-robot", "years")
    assert (home / "-robot").exists()


def test_what_is_not_understood_ends_with_2(table):
    for words in (["speker:x"], ["stance:agree"], ['"open'], ["near:1", "--around", "2"]):
        assert table("claim", "list", *words, exit_code=2).output == ""
    assert table("claim", "list", "speaker:Nobody", exit_code=1).stderr == (
        "Error: There is no speaker 'Nobody'. See kg speaker list.\n"
    )


def test_today_is_the_day_on_which_the_command_runs(table):
    table("predict", 2, "--by", "2026-11-23")
    assert [one["id"] for one in table("prediction", "list", "due:today", "--json").json] == [2]
    later = {"KG_TODAY": "2026-11-24"}
    assert table("prediction", "list", "due:today", "--json", env=later).json == []


def test_a_word_to_exclude_may_stand_behind_an_option_whose_value_may_be_left_out(kg, home):
    kg("add", "Prices fall", "--speaker", "Ada", "--by", "2027")
    kg("add", "Robots walk", "--speaker", "Ada", "--by", "2027")
    said = kg("due", "--ics", "-robot*").output
    assert "Prices fall" in said
    assert "Robots" not in said
    assert kg("due", "--ics", home / "due.ics", "-robot*").output.startswith("Wrote the due dates")

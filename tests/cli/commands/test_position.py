"""`kg agree`, `kg disagree` and `kg position`."""

import pytest


def test_agree_says_whose_position_on_what_it_was(table):
    assert table(
        "agree", 2, "张鹏", "--said", "2024-09", "--source", "round table", "--quote", "我认同"
    ).output == (
        "Position 4: 张鹏 agrees, 2024-09\nClaim 2: Catching up takes months\nNew: speaker 张鹏\n"
    )
    assert table("position", "show", 4).output == (
        "Position 4, 张鹏 agrees\n"
        "  claim       2  Catching up takes months\n"
        "  said        2024-09\n"
        "  source      Round table (1)\n"
        "  quote       «我认同»\n"
        "  id          catching-up-takes-mo-张鹏-…\n"
    )


def test_without_a_day_it_was_said_today(table):
    assert table("disagree", 2, "颜水成").output == (
        "Position 4: 颜水成 disagrees, 2026-11-23\nClaim 2: Catching up takes months\n"
    )


def test_without_a_day_it_was_said_when_the_source_was_recorded(table):
    table("source", "add", "Talk", "--recorded", "2025-03")
    assert table("agree", 1, "Ada", "--source", "Talk", "--json").json["said"] == "2025-03"


@pytest.mark.parametrize("stance", ["asserts", "agrees", "partly", "disagrees", "asks", "ASKS"])
def test_every_stance_can_be_recorded(table, stance):
    card = table("position", "add", 2, "Ada", stance, "--note", "why", "--json").json
    assert (card["stance"], card["note"]) == (stance.lower(), {"en": "why"})


def test_a_slip_in_a_stance_is_answered_with_the_one_meant(table):
    assert table("position", "add", 1, "Ada", "agree", exit_code=2).stderr == (
        "Error: Invalid value for 'STANCE': 'agree' is not asserts, agrees, partly, disagrees or "
        "asks. Did you mean agrees or disagrees?\n"
    )


def test_a_claim_that_is_not_there_is_told(table, rows):
    before = rows()
    assert table("agree", 20, "Ada", exit_code=1).stderr.startswith(
        "Error: There is no claim '20'."
    )
    assert rows() == before


def test_the_list_has_who_stance_when_and_claim(table):
    assert table("position", "list").output == (
        "1  颜水成  asserts    2024-09-14  1: Catching up takes years\n"
        "2  汪华    asserts    2024-09-14  2: Catching up takes months\n"
        "3  汪华    disagrees  2024-09-14  1: Catching up takes years\n"
    )


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        (["--speaker", "汪华"], [2, 3]),
        (["--stance", "disagrees"], [3]),
        (["--source", "Round table"], [1]),
        (["--kind", "prediction"], [1, 3]),
        (["--said-from", "2025"], []),
        (["--limit", "2"], [1, 2]),
    ],
)
def test_conditions_on_positions_hold_for_each_that_is_listed(table, words, numbers):
    assert [card["id"] for card in table("position", "list", *words, "--json").json] == numbers


def test_edit_changes_what_is_given(table):
    assert table(
        "position",
        "edit",
        3,
        "--stance",
        "partly",
        "--said",
        "2024",
        "--note",
        "softer",
        "--quote",
        "",
    ).output == (
        "Position 3, 汪华 partly\n"
        "  claim       1  Catching up takes years\n"
        "  said        2024\n"
        "  note        softer\n"
        "  id          catching-up-takes-ye-汪华-…\n"
    )


def test_an_empty_text_empties(table):
    table("position", "edit", 1, "--said", "", "--source", "", "--quote", "")
    card = table("position", "show", 1, "--json").json
    assert (card["said"], card["source"], card["quote"]) == (None, None, None)


def test_a_turn_needs_a_source(table):
    assert table("position", "edit", 3, "--turn", 2, exit_code=2).stderr == (
        "Error: A turn needs a source. Name the source with --source.\n"
    )
    assert "not a whole number" in table("position", "edit", 3, "--turn", "x", exit_code=2).stderr


def test_remove_says_what_is_gone(table):
    assert table("position", "remove", 3).output == (
        "Removed position 3: 汪华 disagrees claim 1\nkg undo brings it back.\n"
    )
    assert table("position", "show", 3, exit_code=1).stderr == (
        "Error: There is no position 3. See kg position list.\n"
    )


def test_every_stance_of_a_listener_has_a_short_command(table):
    for number, (command, stance) in enumerate(
        {"agree": "agrees", "disagree": "disagrees", "partly": "partly", "ask": "asks"}.items(), 4
    ):
        assert table(command, 2, "颜水成").output == (
            f"Position {number}: 颜水成 {stance}, 2026-11-23\nClaim 2: Catching up takes months\n"
        )


def test_a_position_is_moved_to_the_speaker_whose_it_is(table):
    assert table("position", "edit", 3, "--speaker", "颜水成").output.startswith(
        "Position 3, 颜水成 disagrees\n"
    )
    assert table("position", "edit", 3, "--speaker", "张鹏", exit_code=1).stderr == (
        "Error: There is no speaker '张鹏'. See kg speaker list.\n"
    )


def test_the_same_position_twice_is_refused_and_named(table, rows):
    before = rows()
    words = ("disagree", 1, "汪华", "--said", "2024-09-14", "--quote", "没那么久")
    assert table(*words, exit_code=1).stderr == (
        "Error: That is position 3 already: 汪华 disagrees, 2024-09-14. "
        "Change it with kg position edit 3.\n"
    )
    assert rows() == before


def test_the_opposite_of_what_one_said_is_remarked_as_a_change_of_mind(table):
    assert table("disagree", 1, "颜水成", "--said", "2025-02").stderr == (
        "颜水成 asserts by position 1, 2024-09-14: with both it is a change of mind.\n"
    )
    assert table("agree", 2, "颜水成", "--said", "2025-02").stderr == ""


@pytest.mark.parametrize("day", ["2026-11-24", "2026-12", "2027"])
@pytest.mark.parametrize(
    "command",
    [
        ("add", "Wind beats nuclear", "--speaker", "Ada", "--said"),
        ("agree", 2, "Ada", "--said"),
        ("position", "edit", 1, "--said"),
        ("predict", 2, "--horizon", "in two years", "--said"),
    ],
)
def test_what_was_said_was_not_said_on_a_day_still_to_come(table, rows, command, day):
    before = rows()
    assert table(*command, day, exit_code=1).stderr == (
        f"Error: {day} is still to come. Give the day on which it was said.\n"
    )
    assert rows() == before


@pytest.mark.parametrize("day", ["2026-11-23", "2026-11", "2026"])
def test_a_month_or_year_that_contains_today_is_a_day_on_which_it_was_said(table, day):
    assert table("agree", 2, "Ada", "--said", day, "--json").json["said"] == day
    assert table("position", "edit", 3, "--said", day, "--json").json["said"] == day


def test_a_line_of_a_stream_that_is_still_to_come_is_named(kg):
    line = '{"statement": "Wind wins", "speaker": "Ada", "said": "2027-06-15"}'
    assert kg("add", "--stdin", stdin=line, exit_code=1).stderr == (
        "Error: Line 1: 2027-06-15 is still to come. Give the day on which it was said.\n"
    )


def test_a_source_that_is_still_to_come_lends_no_day_to_what_was_said(table, rows):
    table("source", "add", "Talk", "--recorded", "2027-03")
    before = rows()
    assert table("agree", 1, "Ada", "--source", "Talk", exit_code=1).stderr == (
        "Error: 2027-03 is still to come. Give the day on which it was said.\n"
    )
    assert rows() == before

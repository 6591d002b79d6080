"""`kg verify`: what became of quotes, in words and exit codes; anchoring anew what moved."""

import pytest

TEXT = (
    "Ann: In my view it takes years.\n\nBo: I would say that it takes months, not years at all.\n"
)


@pytest.fixture
def talk(kg, home):
    """A notebook with quotes from a text, and one from none; and a way to replace the text."""

    def keep(before="", after=""):
        (home / "talk.txt").write_text(TEXT.replace(before, after, 1), "utf-8")
        kg("source", "edit", "Talk", "--text-only", "--text", "talk.txt")

    kg("source", "add", "Talk")
    keep()
    kg("add", "It takes years", "--speaker", "Ann", "--source", "Talk", "--quote", "it takes years")
    kg("disagree", 1, "Bo", "--source", "Talk", "--quote", "it takes months … at all")
    kg("agree", 1, "Cy", "--source", "Paper", "--quote", "years")
    return keep


def test_all_is_well_while_the_text_stays(kg, talk):
    assert kg("verify").output == (
        "2 quotes checked: 2 exact.\nNot checked, for want of a text: 1 quote, in Paper (1).\n"
    )
    assert kg("verify", "--source", "Paper").output.startswith("0 quotes checked.\n")
    assert kg("verify", "--speaker", "Bo", "--all").output == (
        "Position 2, exact\n"
        "  source      Talk\n"
        "  quote       «it takes months … at all»\n"
        "  anchored    characters 54–87\n"
        "\n"
        "1 quote checked: 1 exact.\n"
    )


def test_what_moved_and_what_changed_is_told_and_nothing_is_done(kg, talk, rows):
    talk("Ann: In my view", "Ann, of Acme: In my view")
    before = rows()
    assert kg("verify", exit_code=1).output == (
        "Position 1, moved\n"
        "  source      Talk\n"
        "  quote       «it takes years»\n"
        "  anchored    characters 16–30\n"
        "  now at      characters 25–39\n"
        "  reads       …Ann, of Acme: In my view «it takes years». Bo: I would say that it takes…\n"
        "  if right    kg verify --accept 1\n"
        "\n"
        "Position 2, moved\n"
        "  source      Talk\n"
        "  quote       «it takes months … at all»\n"
        "  anchored    characters 54–87\n"
        "  now at      characters 63–96\n"
        "  reads       …es years. Bo: I would say that «it takes months, not years at all».…\n"
        "  if right    kg verify --accept 2\n"
        "\n"
        "2 quotes checked: 2 moved.\n"
        "Not checked, for want of a text: 1 quote, in Paper (1).\n"
    )
    assert rows() == before


def test_other_words_in_the_same_context_are_shown(kg, talk):
    talk("it takes years", "it may take years")
    answer = kg("verify", "--speaker", "Ann", "--source", "Talk", exit_code=1)
    assert answer.output == (
        "Position 1, changed\n"
        "  source      Talk\n"
        "  quote       «it takes years»\n"
        "  anchored    characters 16–30\n"
        "  now         characters 16–33\n"
        "  reads       …Ann: In my view «it may take years». Bo: I would say that it takes…\n"
        "\n"
        "1 quote checked: 1 changed.\n"
    )
    assert kg("verify", "--accept", 1, exit_code=1).stderr == (
        "Error: The quote of position 1 is now «it may take years». "
        "Correct it with kg position edit 1 --quote TEXT.\n"
    )


def test_what_moved_is_anchored_anew_when_a_person_says_so(kg, talk):
    talk("Ann: In my view", "Ann, of Acme: In my view")
    answer = kg("verify", "--accept", 1, "--accept", 2, "--json")
    assert [one["anchor"]["start"] for one in answer.json] == [25, 63]
    assert kg("verify", "--source", "Talk").output == "2 quotes checked: 2 exact.\n"
    kg("undo")
    assert kg("verify", "--json", exit_code=1).json["counts"] == {
        "exact": 0,
        "moved": 2,
        "changed": 0,
        "missing": 0,
        "ambiguous": 0,
        "unchecked": 1,
    }


def test_all_that_is_named_is_anchored_or_nothing(kg, talk, rows):
    talk(TEXT, "# Talk\n\n" + TEXT.replace("months", "weeks and weeks and more weeks"))
    before = rows()
    for keys, problem in (
        ((1, 3), "Position 3 has no quote with a text to check it against."),
        ((1, 99), "There is no position 99."),
    ):
        accepted = [word for key in keys for word in ("--accept", key)]
        assert problem in kg("verify", *accepted, exit_code=1).stderr
    assert rows() == before
    assert (
        "leave out other conditions"
        in kg("verify", "--accept", 1, "--source", "Talk", exit_code=2).stderr
    )


def test_for_scripts_every_quote_is_told(kg, talk):
    talk("it takes years", "takes it years")
    told = kg("verify", "--source", "Talk", "--json", exit_code=1).json
    assert [(one["position_id"], one["state"], one["places"]) for one in told["quotes"]] == [
        (1, "changed", 0),
        (2, "exact", 1),
    ]
    assert told["quotes"][0]["words"] == "takes it years"
    assert told["quotes"][0]["found"]["start"] == 16
    assert told["unchecked"] == []


def test_a_quote_that_stands_several_times_is_anchored_first_and_that_is_said(kg, talk):
    answer = kg("agree", 1, "Di", "--source", "Talk", "--quote", "it takes")
    assert answer.stderr == (
        "The words stand 2 times in Talk; the first is meant. "
        "Name the turn with kg position edit 4 --turn N.\n"
    )
    assert kg("position", "edit", 2, "--quote", "that it takes months").stderr == ""


def test_an_empty_notebook_has_nothing_to_check(kg):
    assert kg("verify").output == "0 quotes checked.\n"

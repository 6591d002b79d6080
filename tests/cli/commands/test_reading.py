"""`kg source read`."""

import pytest

TALK = """Ada: It will **weave** patterns, ![a loom](x(1).png) and more.

Second paragraph \\*here\\*.

Bob: When?

## Later

Ada: In years, I believe.

Bob: Years!
"""


@pytest.fixture
def talk(kg, home):
    (home / "talk.txt").write_text(TALK)
    kg("source", "add", "talk.txt", "--title", "Talk")
    kg(
        "add",
        "It weaves",
        "--speaker",
        "Ada",
        "--source",
        "Talk",
        "--turn",
        1,
        "--quote",
        "weave patterns",
    )
    kg("add", "Years", "--speaker", "Ada", "--source", "Talk", "--turn", 3, "--quote", "In years")
    kg("disagree", 2, "Bob", "--source", "Talk", "--turn", 4)
    kg("agree", 1, "Ada", "--source", "Talk", "--turn", 3, "--quote", "years, I believe")
    return kg


def test_what_is_captured_stands_within_marks_with_its_claims(talk):
    assert talk("source", "read", "Talk").output == (
        "Talk\n"
        "\n"
        "1  Ada\n"
        "   It will «weave patterns»[1], [image] and more.\n"
        "\n"
        "   Second paragraph *here*.\n"
        "\n"
        "2  Bob\n"
        "   When?\n"
        "\n"
        "Later\n"
        "\n"
        "3  Ada\n"
        "   «In years, I believe»[2][1].\n"
        "\n"
        "4  Bob  claim 2\n"
        "   Years!\n"
    )


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        (["--turn", 2], [2]),
        (["--turns", "2-3"], [2, 3]),
        (["--speaker", "bob"], [2, 4]),
        (["--section", "later"], [3, 4]),
        (["--section", "later", "--speaker", "Ada"], [3]),
    ],
)
def test_a_part_can_be_read(talk, words, numbers):
    assert [one["number"] for one in talk("source", "read", 1, *words, "--json").json] == numbers


def test_json_says_where_the_words_stand(talk):
    [turn] = talk("source", "read", 1, "--turn", 4, "--json").json
    text = TALK.strip()
    assert text[turn["begins"] : turn["ends"]] == turn["text"] == "Years!"
    assert (turn["label"], turn["section"], turn["start"]) == ("Bob", "Later", None)
    assert (turn["captured"], turn["other_claim_ids"]) == ([], [2])
    [turn] = talk("source", "read", 1, "--turn", 1, "--json").json
    assert turn["captured"] == [{"claim_id": 1, "position_id": 1, "begins": 15, "ends": 31}]


@pytest.mark.parametrize(
    ("words", "code", "error"),
    [
        (["--turn", "x"], 2, "'x' is no turn or span of turns. Write 7 or 3-9."),
        (["--turns", "4-2"], 2, "Turn 2 comes before turn 4. Turn them around."),
        (["--turn", 1, "--turns", "1-2"], 2, "The turns are given twice. Give --turn or --turns."),
        (["--turn", 9], 1, "Talk has no such turn. Its turns are 1 to 4, in the sections Later."),
        (
            ["--speaker", "Eve"],
            1,
            "Nobody called 'Eve' speaks in Talk. See kg source read 1.",
        ),
        (
            ["--speaker", "Bop"],
            1,
            "Nobody called 'Bop' speaks in Talk. Did you mean Bob?",
        ),
    ],
)
def test_what_is_not_there_is_one_sentence(talk, words, code, error):
    assert talk("source", "read", 1, *words, exit_code=code).stderr == f"Error: {error}\n"


def test_a_source_without_turns_says_what_to_do(kg):
    kg("source", "add", "Talk")
    assert kg("source", "read", "Talk", exit_code=1).stderr == (
        "Error: Talk has no turns to read. Give its transcript: kg source edit 1 --text FILE.\n"
    )


def test_turns_without_their_text_say_what_to_do(kg):
    kg("add", "x", "--speaker", "Ada", "--source", "Talk", "--turn", 3)
    read = kg("source", "read", "Talk")
    assert read.output == "Talk\n\n3  Ada  claim 1\n"
    assert read.stderr == (
        "The text of these turns is not kept. Give it: kg source edit 1 --text FILE.\n"
    )


def test_what_is_captured_is_underlined_on_a_terminal(talk, monkeypatch):
    from kg.cli import terminal
    from kg.cli.commands import reading

    monkeypatch.setattr(terminal, "coloured", lambda: True)
    monkeypatch.setattr(reading, "coloured", lambda: True)
    shown = talk("--no-pager", "source", "read", 1, "--turn", 3, env={"COLUMNS": "40"}).output
    assert "In years, I believe" in shown
    assert "«" not in shown


def test_what_steers_a_terminal_is_shown_as_what_it_is(kg, home):
    (home / "talk.txt").write_text("Ada: \u202ehostile\u206a\n\nBob: x\n\nAda: y\n")
    kg("source", "add", "talk.txt")
    assert "   \\u202ehostile\n" in kg("source", "read", 1).output

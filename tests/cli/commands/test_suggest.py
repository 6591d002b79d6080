import shlex

import pytest

TEXT = (
    "**Ada:** It rains. It will be there within two years, I bet.\n\n"
    "**Eve:** I don't agree. 我也**这么**觉得。\n"
)


@pytest.fixture
def talk(kg, home):
    """Makes a talk of two turns source 1."""
    (home / "talk.md").write_text(TEXT, encoding="utf-8")
    kg("source", "add", "talk.md", "--title", "A talk")


@pytest.mark.usefixtures("talk")
def test_suggestions_show_who_said_it_the_cues_and_what_to_type_next(kg):
    assert kg("suggest", 1).output == (
        "1   Ada  prediction  I bet, will, deadline\n"
        "    It will be there within two years, «I bet».\n"
        "2   Eve  disagreement  disagree, reply\n"
        "    I «don't agree».\n"
        "2   Eve  agreement  我也, reply\n"
        "    «我也这么»觉得。\n"
        "kg add STATEMENT --speaker Ada --source 1 --turn 1 --kind prediction "
        "--quote 'It will be there within two years, I bet.'\n"
    )


@pytest.mark.usefixtures("talk")
def test_what_is_to_be_typed_next_can_be_typed(kg):
    hint = kg("suggest", 1).output.splitlines()[-1]
    kg("add", "It comes", *shlex.split(hint)[3:])
    assert kg("suggest", 1, "--open").output.startswith("2   Eve  disagreement")
    assert kg("suggest", 1, "--limit", 1).output.splitlines()[0] == (
        "1   Ada  prediction  I bet, will, deadline  claim 1"
    )


@pytest.mark.usefixtures("talk")
def test_suggestions_can_be_narrowed_and_put_in_the_order_of_the_text(kg):
    assert kg("suggest", 1, "--kind", "agreement", "--limit", 1).output.splitlines()[:2] == [
        "2   Eve  agreement  我也, reply",
        "    «我也这么»觉得。",
    ]
    turns = [one["turn"] for one in kg("suggest", 1, "--in-order", "--json").json]
    assert turns == sorted(turns) == [1, 2, 2]
    assert kg("suggest", 1, "--turn", 7).stderr == "No sentences meet these conditions.\n"


@pytest.mark.usefixtures("talk")
def test_json_has_offsets_and_all_that_a_sentence_may_be(kg):
    found = kg("suggest", 1, "--kind", "prediction", "--json").json
    speaker = found[0].pop("speaker")
    assert speaker.startswith("ada")
    assert found == [
        {
            "turn": 1,
            "label": "Ada",
            "begins": 19,
            "ends": 60,
            "text": "It will be there within two years, I bet.",
            "what": "prediction",
            "may_be": ["prediction"],
            "score": found[0]["score"],
            "cues": [
                {"name": "I bet", "begins": 54, "ends": 59},
                {"name": "will", "begins": 22, "ends": 29},
                {"name": "deadline", "begins": 36, "ends": 52},
            ],
            "claim_ids": [],
        }
    ]


def test_a_language_without_cues_is_told(kg, home):
    (home / "texte.txt").write_text("Il pleut.\n", encoding="utf-8")
    kg("source", "add", "Un texte", "--text", "texte.txt", "--language", "fr")
    assert kg("suggest", 1).stderr == (
        "Cues are known for English and Chinese; the language of this source is fr.\n"
    )


def test_a_text_in_which_nothing_is_found_is_told(kg, home):
    (home / "notes.txt").write_text("The cat sat on the mat.\n", encoding="utf-8")
    kg("source", "add", "Notes", "--text", "notes.txt")
    assert kg("suggest", 1).stderr == (
        "No sentence looks like a prediction, an agreement or a disagreement.\n"
    )


def test_a_source_without_a_text_is_refused(kg):
    kg("source", "add", "A talk")
    assert "The text of A talk is not kept" in kg("suggest", 1, exit_code=2).stderr


def test_a_long_sentence_is_quoted_around_its_cue(kg, home):
    words = ", ".join(["it rains and rains"] * 12)
    (home / "long.txt").write_text(f"Well, {words}, I bet it will stop soon, {words}.\n", "utf-8")
    kg("source", "add", "Long", "--text", "long.txt")
    hint = kg("suggest", 1).output.splitlines()[-1]
    assert hint.endswith(
        "--quote 'I bet it will stop soon, it rains and rains, it rains and rains'"
    )


def test_what_steers_a_terminal_is_shown_as_what_it_is(kg, home):
    (home / "bad.txt").write_text("It will \u202ebe there soon.\n", encoding="utf-8")
    kg("source", "add", "Bad", "--text", "bad.txt")
    assert "\u202e" not in kg("suggest", 1).output


def test_a_label_is_not_proposed_as_a_person(kg, home):
    (home / "talk.md").write_text("**Speaker 1:** Hi.\n\n**Speaker 2:** It will take years.\n")
    kg("source", "add", "talk.md")
    said = kg("suggest", 1).output
    assert said.endswith(
        "kg add STATEMENT --speaker SPEAKER --source 1 --turn 2 --kind prediction "
        "--quote 'It will take years.'\n"
    )
    assert kg("add", "x", "--speaker", "Speaker 2", exit_code=1).stderr == (
        "Error: 'Speaker 2' is a label, not a person. "
        "Say who it is; if somebody is called so, say --new.\n"
    )
    kg("add", "x", "--speaker", "Speaker 2", "--new")


def test_of_two_people_with_one_name_the_one_who_speaks_is_named(kg, home):
    kg("speaker", "add", "Peng")
    kg("speaker", "add", "Peng", "--new")
    (home / "talk.md").write_text("**Peng:** It will take years.\n\n**Ada:** I agree.\n")
    kg("source", "add", "talk.md", "--speaker", "Peng=2")
    uid = kg("speaker", "show", 2, "--json").json["uid"]
    assert f"--speaker {uid} --source" in kg("suggest", 1, "--kind", "prediction").output

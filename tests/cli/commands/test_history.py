"""`kg history` and `kg undo`."""

import pytest

from tests.cli.conftest import without_times


def test_history_has_the_latest_first_as_it_was_typed(table):
    table("claim", "remove", 2)
    assert without_times(table("history", "--limit", 3).output) == (
        "6  NOW  removed 1 claim, 1 position and 1 link: kg claim remove 2\n"
        "5  NOW  added 1 forecast: kg forecast 1 '颜水成' 80% --on 2024-09-14\n"
        "4  NOW  added 1 link: kg link add 2 opposes 1 --note 'years or months'\n"
    )


def test_history_marks_what_is_undone(table):
    table("undo")
    assert without_times(table("history", "--limit", 2).output) == (
        "6  NOW  removed 1 forecast: kg undo\n"
        "5  NOW  undone, added 1 forecast: kg forecast 1 '颜水成' 80% --on 2024-09-14\n"
    )


def test_history_names_what_people_have_no_word_for(table):
    table("claim", "edit", 2, "--not-about", "o1")
    assert "changed what claims are about" in table("history", "--limit", 1).output


def test_history_for_scripts(table):
    (card,) = table("history", "--limit", 1, "--json").json
    assert card.pop("made_at").endswith("+00:00")
    assert card == {
        "id": 5,
        "command": "kg forecast 1 '颜水成' 80% --on 2024-09-14",
        "curator": "tester",
        "undoes": None,
        "undone": False,
        "counts": [{"action": "added", "table": "forecast", "rows": 1}],
    }


def test_history_of_nothing_says_so(kg):
    assert kg("history").stderr == 'There are no changes yet. Make one: kg add "…"\n'


def test_one_thing_has_a_history(table):
    table("claim", "edit", 2, "--zh", "追赶只需数月", "--tag", "speed", "--note", "later softened")
    table("claim", "remove", 2)
    assert without_times(table("history", "claim", 2).output) == (
        "2  NOW  added  kg add 'Catching up takes months' --speaker '汪华' --about o1 --said "
        "2024-09-14\n"
        "6  NOW  changed  kg claim edit 2 --zh '追赶只需数月' --tag speed --note 'later softened'\n"
        "    statement: en: Catching up takes months → en: Catching up takes months; zh: 追赶只需数月\n"
        "    tags: nothing → speed\n"
        "    note: nothing → en: later softened\n"
        "7  NOW  removed  kg claim remove 2\n"
    )
    assert [entry["action"] for entry in table("history", "claim", 2, "--json").json] == [
        "added",
        "changed",
        "removed",
    ]


@pytest.fixture
def several(table):
    """The table, with a change by Bob and a change by Ada."""
    table("claim", "edit", 1, "--tag", "speed", env={"KG_CURATOR": "Bob"})
    table("claim", "edit", 1, "--note", "agreed", env={"KG_CURATOR": "ada"})
    return table


def test_who_made_a_change_is_told_where_not_all_are_of_the_one_who_asks(several):
    assert without_times(several("history", "--limit", 3).output) == (
        "7  NOW  ada     changed 1 claim: kg claim edit 1 --note agreed\n"
        "6  NOW  Bob     changed 1 claim: kg claim edit 1 --tag speed\n"
        "5  NOW  tester  added 1 forecast: kg forecast 1 '颜水成' 80% --on 2024-09-14\n"
    )
    assert "tester" not in several("history", "speaker", 1).output
    assert without_times(several("history", "claim", 1, "--limit", 2).output) == (
        "6  NOW  changed by Bob  kg claim edit 1 --tag speed\n"
        "    tags: nothing → speed\n"
        "7  NOW  changed by ada  kg claim edit 1 --note agreed\n"
        "    note: nothing → en: agreed\n"
    )


def test_changes_are_found_by_who_made_them(several):
    assert without_times(several("history", "--by", "BOB", "--by", "Ada").output) == (
        "7  NOW  ada  changed 1 claim: kg claim edit 1 --note agreed\n"
        "6  NOW  Bob  changed 1 claim: kg claim edit 1 --tag speed\n"
    )
    assert [
        one["batch"] for one in several("history", "claim", 1, "--by", "bob", "--json").json
    ] == [6]
    assert several("history", "--by", "Eve").stderr == (
        "There are no such changes by Eve. Some are by ada, Bob, tester.\n"
    )
    assert several("history", "claim", 2, "--by", "Eve").stderr == (
        "There are no such changes by Eve. Some are by ada, Bob, tester.\n"
    )


def test_named_things_are_found_by_name(table):
    assert "kg add" in table("history", "speaker", "颜水成").output


@pytest.mark.parametrize(
    ("words", "code", "error"),
    [
        (["claim"], 2, "Say which claim, such as: kg history claim 12"),
        (["claim", 99], 1, "There is no claim '99'. See kg claim list."),
        (["speeker", "Ada"], 2, "Did you mean speaker?"),
    ],
)
def test_what_has_no_history_is_one_sentence(table, words, code, error):
    assert table("history", *words, exit_code=code).stderr.endswith(f"{error}\n")


def test_undo_takes_back_the_last_change_and_tells_how_to_bring_it_back(table, rows):
    table("claim", "remove", 1)
    assert table("undo").output == (
        "Took back change 6: kg claim remove 1\n"
        "It had removed 1 claim, 2 positions, 1 link, 1 prediction and 1 forecast.\n"
        "kg undo 7 brings it back.\n"
    )
    assert len(table("claim", "list", "--json").json) == 2
    table("undo", 7)
    assert len(table("claim", "list", "--json").json) == 1


def test_what_somebody_else_did_last_is_not_taken_back_by_mistake(several, rows):
    before = rows()
    for bob in ("Bob", "BOB"):
        assert several("undo", env={"KG_CURATOR": bob}, exit_code=1).stderr == (
            "Error: The last change, 7, is by ada. "
            "kg undo 7 takes it back, kg undo 6 the last one of your own.\n"
        )
    assert several("undo", env={"KG_CURATOR": "Eve"}, exit_code=1).stderr == (
        "Error: The last change, 7, is by ada. kg undo 7 takes it back.\n"
    )
    assert rows() == before
    assert several("undo", 6, env={"KG_CURATOR": "Bob"}).output.startswith("Took back change 6")
    assert several("undo", env={"KG_CURATOR": "Ada"}).output.startswith("Took back change 7")


def test_undo_puts_back_what_was_taken_off_a_list(table):
    table("predict", 1, 2)
    before = [
        table(*words, "--json").json for words in (["claim", "show", 2], ["prediction", "show", 2])
    ]
    table("claim", "edit", 2, "--not-about", "o1")
    table("prediction", "edit", 2, "--not-reads", 2)
    assert table("claim", "show", 2, "--json").json["about"] == []
    table("undo")
    table("undo")
    after = [
        table(*words, "--json").json for words in (["claim", "show", 2], ["prediction", "show", 2])
    ]
    assert after == before


def test_undoing_again_goes_further_back(table):
    for _ in range(5):
        table("undo")
    assert table("claim", "list").output == ""
    assert table("undo", exit_code=1).stderr == "Error: There is nothing to undo.\n"


@pytest.mark.parametrize(
    ("change", "code", "error"),
    [
        (99, 1, "There is no change 99 in the history. See kg history."),
        ("x", 2, "Invalid value for '[CHANGE]': 'x' is not a whole number from 1 up."),
        (0, 2, "Invalid value for '[CHANGE]': '0' is not a whole number from 1 up."),
    ],
)
def test_what_cannot_be_undone_is_one_sentence(table, rows, change, code, error):
    before = rows()
    assert table("undo", change, exit_code=code).stderr == f"Error: {error}\n"
    assert rows() == before


def test_a_change_on_which_later_ones_rest_is_not_undone(table, rows):
    before = rows()
    assert table("undo", 1, exit_code=1).stderr.startswith("Error: Change 1 cannot be undone")
    assert rows() == before


def test_undo_for_scripts(table):
    card = table("undo", "--json").json
    assert (card["id"], card["undone"], card["undone_by"]) == (5, True, 6)

"""`kg merge`: what two people did to their copies comes together."""

import shutil

import click
import pytest

from kg.cli.commands import sharing
from kg.errors import Crossed, NotebookError
from kg.notebook.sharing import merging
from kg.store.database import Database
from tests.cli.terminals import terminal

# They name files.
pytestmark = pytest.mark.file


@pytest.fixture(params=["sqlite", "postgresql"])
def pair(kg, request):
    """Runs kg on Ann's notebook, or with `ben` on Ben's copy of it: a file, or on a server."""
    kg("add", "Prices fall", "--speaker", "Ada", "--about", "money")
    kg("add", "今年通胀会回落", "--speaker", "央行", "--by", "2027")
    place = "ben.db"
    if request.param == "postgresql":
        place = request.getfixturevalue("postgres_url")
    kg("copy", "notebook.db", place)

    class Pair:
        other = place

        def ann(self, *words, **more):
            return kg(*words, **more)

        def ben(self, *words, **more):
            return kg("--database", place, *words, **more)

    return Pair()


def test_what_each_added_and_changed_comes_together_without_questions(pair):
    pair.ann("claim", "edit", 1, "--statement", "Prices fall soon")
    pair.ben("claim", "edit", 1, "--tag", "money", "--zh", "价格下跌")
    pair.ben("agree", 2, "Ada", "--said", "2026-11-01")
    said = pair.ann("merge", pair.other)
    assert said.output == (
        "New: 1 position\n"
        "Changed there: 2\n"
        "- claim 1 (Prices fall soon), statement (zh): here «nothing», there «价格下跌»\n"
        "- claim 1 (Prices fall soon), tag money: here «nothing», there «yes»\n"
        "Changed here: 1\n"
        "- claim 1 (Prices fall soon), statement (en): here «Prices fall soon», "
        "there «Prices fall»\n"
        "kg undo takes it all back.\n"
    )
    assert pair.ann("claim", "list").output == (
        "1  Ada   Prices fall soon\n2  央行  今年通胀会回落 [open]\n"
    )
    pair.ben("merge", "notebook.db")
    for who in (pair.ann, pair.ben):
        assert who("claim", "show", 1, "--json").json["statement"] == {
            "en": "Prices fall soon",
            "zh": "价格下跌",
        }
        assert who("doctor").exit_code == 0


def test_merging_twice_changes_nothing(pair):
    pair.ben("agree", 1, "Bob", "--said", "2026-11-01")
    pair.ann("merge", pair.other)
    before = pair.ann("history").output
    assert pair.ann("merge", pair.other).stderr == (
        "The notebook holds all of it already; nothing is to be changed.\n"
    )
    assert pair.ann("history").output == before


def test_in_a_script_what_is_undecided_is_refused_and_nothing_is_changed(pair):
    pair.ann("claim", "edit", 1, "--statement", "Prices fall soon")
    pair.ben("claim", "edit", 1, "--statement", "Prices fall late", "--tag", "x")
    before = pair.ann("history").output
    assert pair.ann("merge", pair.other, exit_code=1).stderr == (
        "Error: 1 thing differs, and nothing says which counts: claim 1 (Prices fall soon), "
        "statement (en). See all with --dry-run, and say --prefer mine, theirs or newer.\n"
    )
    shown = pair.ann("merge", pair.other, "--dry-run")
    assert shown.output.endswith(
        "To be decided: 1\n"
        "- claim 1 (Prices fall soon), statement (en): here «Prices fall soon», "
        "there «Prices fall late»\n"
    )
    assert shown.stderr == "Nothing was changed: this was a dry run.\n"
    assert pair.ann("history").output == before


@pytest.mark.parametrize(
    ("prefer", "statement"),
    [
        ("mine", "Prices fall soon"),
        ("theirs", "Prices fall late"),
        ("newer", "Prices fall late"),
    ],
)
def test_what_is_preferred_counts_and_goes_on_to_the_other(pair, prefer, statement):
    pair.ann("claim", "edit", 1, "--statement", "Prices fall soon")
    pair.ben("claim", "edit", 1, "--statement", "Prices fall late")
    side = {"mine": "mine", "theirs": "theirs", "newer": "theirs"}[prefer]
    assert pair.ann("merge", pair.other, "--prefer", prefer).output.endswith(
        "Decided: 1\n"
        "- claim 1 (Prices fall soon), statement (en): here «Prices fall soon», "
        f"there «Prices fall late»; {side} counts\n"
        + ("" if side == "mine" else "kg undo takes it all back.\n")
    )
    # It is decided: nobody is asked again, on either side.
    pair.ann("merge", pair.other)
    pair.ben("merge", "notebook.db")
    for who in (pair.ann, pair.ben):
        assert who("claim", "show", 1, "--json").json["statement"] == {"en": statement}


def test_a_removal_takes_away_what_it_knew_and_leaves_what_was_added_since(pair):
    pair.ben("claim", "remove", 1)
    pair.ben("claim", "remove", 2)
    pair.ann("agree", 2, "Bob", "--said", "2026-11-01")
    said = pair.ann("merge", pair.other).output
    assert said == (
        "Removed there, and here now: 2\n"
        "- claim 1 (Prices fall)\n"
        "- position 1 (asserts, Ada, Prices fall)\n"
        "Removed on one side, and there all the same: 3\n"
        "- claim 2 (今年通胀会回落)\n"
        "- position 2 (asserts, 央行, 今年通胀会回落)\n"
        "- prediction 1\n"
        "kg undo takes it all back.\n"
    )
    assert pair.ann("claim", "list").output == "2  央行  今年通胀会回落 [open]\n"
    assert pair.ben("merge", "notebook.db").exit_code == 0
    assert len(pair.ben("claim", "show", 2, "--json").json["positions"]) == 2


def test_verdicts_of_both_are_appended(pair):
    pair.ann("resolve", 1, "right", "--note", "Ann")
    pair.ben("resolve", 1, "wrong", "--note", "Ben")
    pair.ann("merge", pair.other)
    found = pair.ann("prediction", "show", 1, "--json").json["resolutions"]
    assert sorted((one["outcome"], one["note"]["en"]) for one in found) == [
        ("right", "Ann"),
        ("wrong", "Ben"),
    ]


def test_claims_that_were_made_one_there_are_one_here(pair):
    pair.ben("claim", "merge", 1, 2)
    pair.ann("agree", 2, "Bob", "--said", "2026-11-01")
    pair.ann("merge", pair.other)
    card = pair.ann("claim", "show", 2, "--json").json
    assert card["statement"] == {"en": "Prices fall", "zh": "今年通胀会回落"}
    assert [one["stance"] for one in card["positions"]] == ["asserts", "asserts", "agrees"]
    assert pair.ann("doctor").exit_code == 0


def test_an_undone_merge_can_be_made_again(pair):
    pair.ben("agree", 1, "Bob", "--said", "2026-11-01")
    pair.ben("claim", "remove", 2)
    first = pair.ann("merge", pair.other).output
    before = pair.ann("claim", "show", 1).output
    pair.ann("undo")
    assert (
        pair.ann("claim", "list").output == "1  Ada   Prices fall\n2  央行  今年通胀会回落 [open]\n"
    )
    assert pair.ann("merge", pair.other).output == first
    assert pair.ann("claim", "list").output == "1  Ada  Prices fall\n"
    # A number that something had is given to nothing else.
    assert pair.ann("claim", "show", 1).output == before.replace("  3  Bob", "  4  Bob")


def test_a_speaker_entered_twice_is_pointed_out(pair):
    pair.ann("agree", 1, "Zed", "--said", "2026-11-01")
    pair.ben("agree", 2, "ZED", "--said", "2026-11-01")
    assert pair.ann("merge", pair.other).output == (
        "New: 1 speaker and 1 position\n"
        "Speaker 4 is called as speaker 3 is: ZED. If they are one: kg speaker merge 3 4\n"
        "kg undo takes it all back.\n"
    )


def test_a_text_is_merged_too_and_takes_nothing_away(kg, home):
    kg("add", "Prices fall", "--speaker", "Ada")
    kg("export", "ben.yaml")
    kg("claim", "edit", 1, "--tag", "mine")
    text = (home / "ben.yaml").read_text("utf-8")
    (home / "ben.yaml").write_text(text.replace("Prices fall", "Prices fall fast"), "utf-8")
    assert kg("merge", "ben.yaml", "--prefer", "newer", exit_code=2).stderr == (
        "Error: ben.yaml is a text, which does not say when it was changed. "
        "Say --prefer mine or --prefer theirs.\n"
    )
    assert kg("merge", "ben.yaml", "--prefer", "theirs").output == (
        "Decided: 1\n"
        "- claim 1 (Prices fall), statement (en): here «Prices fall», there «Prices fall fast»; "
        "theirs counts\n"
        "kg undo takes it all back.\n"
    )
    assert kg("claim", "list", "--tag", "mine").output == "1  Ada  Prices fall fast\n"


def test_what_cannot_be_merged_is_said_in_a_sentence(kg, home):
    kg("add", "Prices fall")
    (home / "votes.csv").write_text("claim,speaker\nPrices fall,Ada\n", "utf-8")
    assert kg("merge", "notebook.db", exit_code=2).stderr == (
        "Error: That is this notebook itself. Name another one.\n"
    )
    assert kg("merge", "https://example.org/a.db", exit_code=2).stderr == (
        "Error: A notebook is not fetched from the web. Download it, and name the file here.\n"
    )
    assert kg("merge", "votes.csv", exit_code=2).stderr == (
        "Error: votes.csv is no notebook of kg. Take it in with kg import votes.csv.\n"
    )
    assert "There is no notebook at" in kg("merge", "none.db", exit_code=1).stderr


def test_on_a_terminal_each_difference_is_asked_with_one_key(kg, home):
    kg("add", "Prices fall", "--speaker", "Ada")
    kg("add", "Wages rise", "--speaker", "Ada")
    shutil.copy("notebook.db", "ben.db")
    for number in (1, 2):
        kg("claim", "edit", number, "--statement", f"Ann says so of {number}")
        kg("--database", "ben.db", "claim", "edit", number, "--statement", f"Ben, of {number}")
    with terminal("merge", "ben.db") as screen:
        screen.says("1 of 2")
        screen.press("t")
        screen.says("2 of 2")
        screen.press("m")
        code, said = screen.ends()
    assert code == 0, said
    assert kg("claim", "list").output == "1  Ada  Ben, of 1\n2  Ada  Ann says so of 2\n"


def test_to_leave_the_questions_changes_nothing(kg, home):
    kg("add", "Prices fall", "--speaker", "Ada")
    shutil.copy("notebook.db", "ben.db")
    kg("claim", "edit", 1, "--statement", "Prices fall soon")
    kg("--database", "ben.db", "claim", "edit", 1, "--statement", "Prices fall late")
    with terminal("merge", "ben.db") as screen:
        screen.says("1 of 1")
        screen.press("q")
        code, said = screen.ends()
    assert (code, "It was left undecided; nothing was changed." in said) == (1, True)
    assert kg("claim", "list").output == "1  Ada  Prices fall soon\n"


def test_who_may_only_look_is_told_so_before_any_question(pair, monkeypatch):
    pair.ann("claim", "edit", 1, "--statement", "Prices fall soon")
    pair.ben("claim", "edit", 1, "--statement", "Prices fall late")
    monkeypatch.setattr(sharing, "somebody_answers", lambda: True)
    monkeypatch.setattr(Database, "refuse_readers", refuse)
    refused = pair.ann("merge", pair.other, exit_code=1)
    assert (refused.output, refused.stderr) == ("", "Error: You may only look.\n")


def refuse(_):
    raise NotebookError("You may only look.")


def test_what_was_answered_is_not_asked_again_where_another_change_crosses(kg, monkeypatch):
    kg("add", "Prices fall", "--speaker", "Ada")
    shutil.copy("notebook.db", "ben.db")
    kg("claim", "edit", 1, "--statement", "Prices fall soon")
    kg("--database", "ben.db", "claim", "edit", 1, "--statement", "Prices fall late")
    asked, merges = [], []
    merge = merging.merge

    def crossed(*args, **how):
        merges.append(how)
        if len(merges) < 3:
            raise Crossed("Another change crossed this one.")
        return merge(*args, **how)

    def answer():
        asked.append("t")
        return "t"

    monkeypatch.setattr(sharing, "somebody_answers", lambda: True)
    monkeypatch.setattr(merging, "merge", crossed)
    monkeypatch.setattr(click, "getchar", answer)
    kg("merge", "ben.db")
    assert (len(asked), len(merges)) == (1, 3)
    assert kg("claim", "list").output == "1  Ada  Prices fall late\n"


def test_what_was_asked_is_not_asked_again_by_doing_the_command_again(kg, monkeypatch):
    kg("add", "Prices fall", "--speaker", "Ada")
    shutil.copy("notebook.db", "ben.db")
    kg("claim", "edit", 1, "--statement", "Prices fall soon")
    kg("--database", "ben.db", "claim", "edit", 1, "--statement", "Prices fall late")
    asked = []

    def answer():
        asked.append("t")
        return "t"

    def crossed(*args, **how):
        raise Crossed("Another change crossed this one.", "Do it again.")

    monkeypatch.setattr(sharing, "somebody_answers", lambda: True)
    monkeypatch.setattr(merging, "merge", crossed)
    monkeypatch.setattr(click, "getchar", answer)
    assert kg("merge", "ben.db", exit_code=1).stderr == (
        "Error: Another change crossed this one. Do it again.\n"
    )
    assert asked == ["t"]

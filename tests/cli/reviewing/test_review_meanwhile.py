"""A review while others change the notebook."""

import pytest

from tests.cli.reviewing.verdicts import verdicts


def test_what_others_decided_meanwhile_is_shown_when_its_screen_opens(due, review):
    shown = review()
    due("resolve", 2, "wrong", "--on", "2026-11-01")
    shown.type("Enter")
    assert shown.said == "It was decided meanwhile: wrong, on 2026-11-01."
    assert shown.card.startswith("Prediction 2, wrong\n")
    shown.type("Enter", "r", "n", "Enter")
    assert shown.review.over
    tally = shown.review.walk.tally()
    assert (tally.decided.total(), tally.elsewhere, tally.left) == (1, 1, 1)


def test_what_others_decide_while_one_thinks_is_not_overwritten(due, review):
    shown = review().type("n", "seen")
    due("resolve", 1, "wrong", "--on", "2026-11-01")
    shown.type("r")
    assert shown.review.remark.trouble
    assert shown.said == (
        "Prediction 1 was decided meanwhile: wrong, on 2026-11-01. "
        "Decide it anew if that does not hold."
    )
    assert shown.card.startswith("Prediction 1, wrong\n")
    assert shown.review.walk.typed.note == "seen"
    assert verdicts(due, 1) == [("wrong", None, "2026-11-01", None, None)]
    shown.type("r", "n", "n")
    assert verdicts(due, 1) == [
        ("wrong", None, "2026-11-01", None, None),
        ("right", None, "2026-11-23", {"en": "seen"}, None),
    ]


def test_what_others_changed_of_the_prediction_is_shown_before_a_verdict_counts(due, review):
    shown = review().type("n", "seen")
    due("prediction", "edit", 1, "--criteria", "By the index")
    shown.type("r")
    assert shown.review.remark.trouble
    assert shown.said == (
        "Prediction 1 was changed by tester: criteria (en) from «no peer by then» to "
        "«By the index» meanwhile. Here it is as it is now: decide it again."
    )
    assert "By the index" in shown.card
    assert verdicts(due, 1) == []
    # What was typed is not lost.
    shown.type("r", "n", "n")
    assert verdicts(due, 1) == [("right", None, "2026-11-23", {"en": "seen"}, None)]


def test_what_others_decided_is_told_as_soon_as_the_card_is_read_again(due, review):
    shown = review()
    due("resolve", 1, "wrong", "--on", "2026-11-01")
    shown.type("n", "seen")
    assert shown.said == "It was decided meanwhile: wrong, on 2026-11-01."
    due("withdraw", 1, "--because", "misread")
    shown.review.look()
    assert shown.said == "The verdict on it was withdrawn meanwhile. It waits again."
    shown.type("r", "n", "n")
    assert verdicts(due, 1)[-1] == ("right", None, "2026-11-23", {"en": "seen"}, None)


def test_what_others_removed_is_told(due, review):
    shown = review()
    due("prediction", "remove", 1)
    shown.type("r")
    assert shown.said.startswith("There is no prediction 1.")
    assert shown.card == "Prediction 1 was removed meanwhile."
    assert shown.type("Enter").card.startswith("Prediction 2, ")
    assert shown.type("b").card == "Prediction 1 was removed meanwhile."


def test_a_verdict_that_others_built_on_is_not_taken_back(due, review):
    shown = review().type("r", "n", "n")
    due("withdraw", 1, "--because", "misread")
    shown.type("z")
    assert shown.review.remark.trouble
    assert verdicts(due, 1)[0][-1] == "misread"
    assert shown.review.walk.deeds


def test_others_can_write_while_a_question_waits(due, review):
    review().type("p")
    due("resolve", 2, "right")


@pytest.mark.file
def test_a_locked_notebook_is_told_and_nothing_is_lost(due, review, home, monkeypatch):
    import sqlite3

    monkeypatch.setattr("kg.store.engines.PATIENCE", 50)
    shown = review().type("n", "seen")
    with sqlite3.connect(home / "notebook.db") as other:
        other.execute("BEGIN IMMEDIATE")
        shown.type("r")
        other.rollback()
    assert shown.review.remark.trouble
    assert shown.review.walk.typed.note == "seen"
    shown.type("r", "n", "n")
    assert verdicts(due, 1) == [("right", None, "2026-11-23", {"en": "seen"}, None)]

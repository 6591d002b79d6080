"""What is typed for a verdict during a review: evidence, a note, a day, how sure one is."""

import pytest

from tests.cli.reviewing.verdicts import URL, verdicts


def test_evidence_note_and_day_are_kept_for_the_verdict(due, review):
    due("evidence", "add", "A table", "--grade", "secondary")
    shown = review().type("e", URL, "A paper", "no peer 在", "p", "f", "e", "1", "a")
    shown.type("n", "读过了", "d", "2026-10-01")
    assert shown.said == "Kept for the verdict. r w p u v give it, x drops what was typed."
    assert (
        "To go with the verdict\n"
        "  decided on  2026-10-01\n"
        "  note        读过了\n"
        f"  for         A paper (primary, {URL}) «no peer 在»\n"
        "  against     A table (secondary)\n"
    ) in shown.card
    assert verdicts(due, 1) == []
    shown.type("w", "n", "n")
    assert verdicts(due, 1) == [("wrong", None, "2026-10-01", {"zh": "读过了"}, None)]
    (card,) = due("prediction", "show", 1, "--json").json["resolutions"]
    assert [(one["side"], one["title"], one["quote"]) for one in card["evidence"]] == [
        ("for", {"en": "A paper"}, "no peer 在"),
        ("against", {"en": "A table"}, None),
    ]
    assert "To go with the verdict" not in shown.card
    assert len(due("history", "--limit", "1", "--json").json[0]["counts"]) == 3


@pytest.mark.parametrize(("key", "sure"), [("h", "high"), ("m", "medium"), ("l", "low")])
def test_how_sure_one_is_goes_with_the_verdict(due, review, key, sure):
    shown = review().type("c", key)
    assert shown.said == "Kept for the verdict. r w p u v give it, x drops what was typed."
    assert f"To go with the verdict\n  how sure    {sure}\n" in shown.card
    shown.type("w", "n", "n")
    (card,) = due("prediction", "show", 1, "--json").json["resolutions"]
    assert (card["outcome"], card["confidence"]) == ("wrong", sure)


def test_how_sure_one_is_can_be_left_unsaid_again(due, review):
    shown = review().type("c", "h", "c", "enter")
    assert "To go with the verdict" not in shown.card
    shown.type("w", "n", "n")
    (card,) = due("prediction", "show", 1, "--json").json["resolutions"]
    assert card["confidence"] is None


def test_everything_but_the_address_can_be_left_out(due, review):
    review().type("e", URL, "Enter", "Enter", "enter", "enter", "r")
    (card,) = due("prediction", "show", 1, "--json").json["resolutions"]
    (paper,) = card["evidence"]
    assert (paper["title"], paper["url"], paper["grade"], paper["side"]) == (
        {"en": URL},
        URL,
        None,
        "for",
    )


def test_an_address_that_is_known_is_not_asked_about_again(due, review):
    due("evidence", "add", "A paper", "--url", URL)
    shown = review().type("e", URL)
    assert shown.asked == "For or against"
    shown.type("a", "r")
    assert len(due("evidence", "list", "--json").json) == 1


@pytest.mark.parametrize(
    ("typed", "because"),
    [
        ("javascript:alert(1)", "'javascript:alert(1)' is not a web address."),
        ("javascript://x", "'javascript://x' is not a web address."),
        ("example.org/paper", "'example.org/paper' is not a web address."),
        ("77", "There is no evidence '77'. Give a web address with its https://, or add it first"),
    ],
)
def test_what_is_no_address_is_no_evidence(due, review, typed, because):
    shown = review().type("e", typed)
    assert shown.review.refusal.startswith(because)
    assert shown.asked == "Evidence"


@pytest.mark.parametrize(
    ("typed", "because"),
    [
        ("no\x07peer", "The {} has a control character (U+0007) at place 3."),
        ("a" * 10_001, "The {} has 10,001 characters; 10,000 are allowed."),
    ],
)
def test_words_that_no_notebook_takes_are_refused_when_they_are_typed(due, review, typed, because):
    shown = review().type("e", URL, "Enter", typed)
    assert shown.asked == "Quote"
    assert shown.review.refusal.startswith(because.format("quote"))
    shown.type("no peer", "Enter", "Enter", "r", "n", "n", "w", typed)
    assert shown.asked == "Why anew"
    assert shown.review.refusal.startswith(because.format("reason"))
    shown.type("misread")
    assert [one[0] for one in verdicts(due, 1)] == ["right", "wrong"]


def test_evidence_given_up_half_way_is_not_kept(due, review):
    shown = review().type("e", URL, "A paper", "Esc")
    assert not shown.review.walk.typed


@pytest.mark.parametrize(
    ("typed", "because"),
    [
        ("2026-11-24", "2026-11-24 is still to come."),
        ("2024-09-13", "It was said on 2024-09-14, after 2024-09-13."),
        ("yesterday", "'yesterday' is not a date."),
    ],
)
def test_a_day_on_which_it_could_not_be_decided_is_refused(due, review, typed, because):
    shown = review().type("d", typed)
    assert shown.review.refusal.startswith(because)
    assert shown.asked == "Decided on"


def test_only_enter_takes_note_and_day_away_again(due, review):
    shown = review().type("n", "seen", "d", "2026-10")
    assert shown.review.walk.typed
    assert shown.type("n").review.ask.default == "seen"
    shown.type("Enter", "d", "Enter")
    assert not shown.review.walk.typed


@pytest.mark.parametrize("key", ["Enter", "j", " ", "b", "q"])
def test_what_was_typed_is_dropped_only_after_a_question(due, review, key):
    shown = review().type("Enter", "n", "seen", key)
    assert shown.asked == "Leave without a verdict, and drop what was typed for it?"
    shown.type("n")
    assert shown.review.walk.typed.note == "seen"
    assert shown.review.walk.number == 2
    shown.type(key, "y")
    assert not shown.review.walk.typed
    assert shown.review.over is (key == "q")


def test_x_drops_what_was_typed(due, review):
    assert review().type("x").said == "Nothing was typed for the verdict."
    shown = review().type("n", "seen", "x", "n")
    assert shown.review.walk.typed
    shown.type("x", "y")
    assert not shown.review.walk.typed
    assert "To go with the verdict" not in shown.card

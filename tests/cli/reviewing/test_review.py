"""What each key of a review does to the notebook: kg.cli.reviewing.review."""

import pytest

URL = "https://example.org/paper"


@pytest.fixture
def due(table):
    """Three predictions that are due: 1 of claim 1, 2 and 3 of claim 2, which opposes it."""
    table("source", "edit", 1, "--url", "https://example.org/talk")
    table("prediction", "edit", 1, "--criteria", "no peer by then")
    table("predict", 2, "--by", "2026-10", "--horizon", "几个月")
    table("predict", 2, "--by", "2026-11", "--criteria", "a peer in the arena")
    return table


def verdicts(kg, number):
    """The verdicts on a prediction: outcome, fraction, day, note, and whether it is withdrawn."""
    return [
        (
            one["outcome"],
            one["fraction"],
            one["decided"],
            one["note"],
            one["withdrawn_because"],
        )
        for one in kg("prediction", "show", number, "--json").json["resolutions"]
    ]


def test_the_card_tells_all_that_is_known(due, review):
    due("resolve", 3, "partly", "--fraction", "40%", "--on", "2026-10", "--evidence", URL)
    due("withdraw", 1, "--because", "a draft")
    due("resolve", 2, "right", "--on", "2026-10", "--note", "seen")
    assert review().card == (
        "Prediction 1, overdue by 54 days\n"
        "  en  Catching up takes years\n"
        "  zh  追赶需要数年\n"
        "\n"
        "  said        颜水成, 2024-09-14, Round table\n"
        "              «以年为单位»\n"
        "              https://example.org/talk#:~:text=以年为单位\n"
        "  decided by  no peer by then\n"
        "  due         2026-09\n"
        "\n"
        "Forecasts\n"
        "  颜水成: 80 %, stated, 2024-09-14\n"
        "\n"
        "What others say\n"
        "  汪华 disagrees, 2024-09-14: «没那么久»\n"
        "\n"
        "Related claims\n"
        "  opposed by 2, right\n"
        "    Catching up takes months\n"
        "    years or months"
    )
    assert review().type("Enter").card == (
        "Prediction 3, due in 7 days\n"
        "  Catching up takes months\n"
        "\n"
        "  said        汪华, 2024-09-14\n"
        "  decided by  a peer in the arena\n"
        "  due         2026-11\n"
        "\n"
        "Verdicts\n"
        "  1  partly (40 %), decided 2026-10\n"
        f"       for: {URL}\n"
        "       withdrawn 2026-11-23: a draft\n"
        "\n"
        "Another reading\n"
        "  2  right, due 2026-10: Catching up takes months\n"
        "\n"
        "Related claims\n"
        "  opposes 1, overdue\n"
        "    Catching up takes years\n"
        "    years or months"
    )


def test_what_a_prediction_lacks_and_the_words_of_its_time_are_told(due, review):
    card = review().type("Enter").card
    assert "  said as     «几个月», vague\n" in card
    assert "  lacks       Nothing says what would decide it.\n" in card


def test_the_chosen_language_comes_first(due, review):
    assert review(language="zh").card.splitlines()[1:3] == [
        "  zh  追赶需要数年",
        "  en  Catching up takes years",
    ]


@pytest.mark.parametrize(
    ("key", "outcome"), [("r", "right"), ("w", "wrong"), ("u", "unclear"), ("v", "void")]
)
def test_one_key_decides_and_the_verdict_is_in_the_notebook_at_once(due, review, key, outcome):
    shown = review().type(key, "n", "n")
    assert shown.said == f"Saved: {outcome}, decided 2026-11-23. Enter goes on, z takes it back."
    assert shown.card.startswith(f"Prediction 1, {outcome}\n")
    assert verdicts(due, 1) == [(outcome, None, "2026-11-23", None, None)]
    (last, *_) = due("history", "--json").json
    assert last["command"] == f"kg review  # prediction 1 {outcome}"


def test_wide_letters_and_capitals_of_a_keyboard_mean_the_same(due, review):
    review().type("ｒ", "n")
    review().type("W", "Enter")
    assert [verdicts(due, one)[0][0] for one in (1, 2)] == ["right", "wrong"]
    assert review().type("？").review.help


@pytest.mark.parametrize(
    ("typed", "fraction"), [("Enter", 0.5), ("30%", 0.3), ("0.75", 0.75), ("0", 0), ("１００％", 1)]
)
def test_partly_asks_how_much_and_enter_is_half(due, review, typed, fraction):
    review().type("p", typed)
    assert verdicts(due, 1) == [("partly", fraction, "2026-11-23", None, None)]


def test_a_verdict_outside_of_its_window_is_told_where_nothing_says_why(due, review):
    due("prediction", "edit", 3, "--opens", "2026-12", "--by", "2026-12")
    due("resolve", 1, "void")
    due("resolve", 2, "void")
    shown = review()
    early = ("It is decided {} on 2026-11-23, though its window {}, and nothing says why.").format
    assert shown.type("r").said == (
        f"Saved: right, decided 2026-11-23. {early('right', 'does not open before 2026-12')} "
        "Enter goes on, z takes it back."
    )
    shown.type("z", "w")
    assert early("wrong", "is open until 2026-12") in shown.said
    shown.type("z", "n", "seen", "r")
    assert shown.said == "Saved: right, decided 2026-11-23. Enter goes on, z takes it back."


def test_a_fraction_that_will_not_do_is_asked_for_again(due, review):
    shown = review().type("p", "30")
    assert shown.asked == "How much"
    assert shown.review.refusal == "The fraction 30 is not between 0 and 1. Write 30 % as 0.3."
    assert shown.review.ask.default == "30"
    shown.type("140")
    assert shown.review.refusal == (
        "The fraction 140 is not between 0 and 1. It is at most 1, which is 100 %."
    )
    shown.type("140%")
    assert shown.review.refusal == "140 % is more than 100 %."
    shown.type("lots")
    assert shown.review.refusal == "'lots' is not a fraction. Write 0.6 or 60%."
    shown.type("Esc")
    assert shown.asked is None
    assert verdicts(due, 1) == []


def test_the_other_side_is_offered_once_and_becomes_the_next(due, review):
    shown = review().type("r")
    assert shown.asked == ("Claim 2 opposes this one and has prediction 2, open. Look at it now?")
    shown.type("n")
    assert shown.asked == ("Claim 2 opposes this one and has prediction 3, open. Look at it now?")
    shown.type("y")
    assert shown.card.startswith("Prediction 3, due in 7 days\n")
    assert shown.said == ""
    assert (shown.review.walk.number, shown.review.walk.total) == (2, 3)
    shown.type("w")
    assert shown.asked is None
    assert shown.type("Enter").card.startswith("Prediction 2, overdue by 23 days\n")


def test_how_claims_bear_on_each_other_that_one_prediction_reads_is_not_told(due, review):
    due("prediction", "edit", 1, "--reads", 2)
    assert "Related claims" not in review().card


def test_what_is_not_due_yet_is_offered_too(due, review):
    due("prediction", "edit", 2, "--by", "2040")
    due("resolve", 3, "right")
    shown = review().type("w", "y")
    assert shown.card.startswith("Prediction 2, due in ")
    assert (shown.review.walk.number, shown.review.walk.total) == (2, 2)


def test_the_answer_to_an_offer_is_one_of_two_keys(due, review):
    shown = review().type("r", "r")
    assert shown.review.refusal == "Press one of these keys, or Esc to leave it."
    assert shown.type("Esc").asked is None
    assert len(verdicts(due, 1)) == 1


@pytest.mark.parametrize(
    ("typed", "until"),
    [("1", "2026-12-23"), ("3", "2027-02-23"), ("y", "2027-11-23"), ("2027-06", "2027-06")],
)
def test_snoozing_offers_three_times_by_key_or_any_day(due, review, typed, until):
    shown = review().type("s", typed)
    assert shown.said == f"Snoozed until {until}. Enter goes on, z takes it back."
    assert shown.card.startswith(f"Prediction 1, overdue by 54 days, snoozed until {until}\n")
    assert due("prediction", "show", 1, "--json").json["snoozed"] == until
    assert shown.type("z").said == f"Took back the snooze until {until}."
    assert due("prediction", "show", 1, "--json").json["snoozed"] is None


def test_a_day_that_is_past_is_no_day_to_snooze_until(due, review):
    shown = review().type("s", "2025")
    assert shown.review.refusal == "2025 is past. Give a day still to come."
    shown.type("soon")
    assert shown.review.refusal.startswith("'soon' is not a date.")


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


def test_what_other_readings_came_to_leaves_out_the_one_on_screen(due, review):
    due("predict", 1, "--by", "2025", "--statement", "No peer in 2025")
    due("predict", 1, "--by", "2025-06", "--statement", "No peer in June")
    card = review().type(*["Enter"] * 2).card
    assert card.startswith("Prediction 1, overdue by 54 days\n")
    assert (
        "Other readings: 2 overdue, due 2025-06\n"
        "  4  overdue, due 2025: No peer in 2025\n"
        "  5  overdue, due 2025-06: No peer in June\n"
    ) in card


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


def test_z_takes_back_one_deed_after_the_other_with_what_was_typed(due, review):
    shown = review().type("n", "seen", "r", "n", "n", "Enter", "w", "Enter", "s", "1")
    assert due("status", "--json").json
    assert shown.type("z").said == "Took back the snooze until 2026-12-23."
    assert shown.review.walk.current == 3
    assert shown.type("z").said == "Took back the verdict wrong."
    assert shown.review.walk.current == 2
    assert verdicts(due, 2) == []
    shown.type("z")
    assert shown.review.walk.current == 1
    assert shown.review.walk.typed.note == "seen"
    assert verdicts(due, 1) == []
    assert shown.type("z").said == "Nothing was decided in this review yet."
    assert shown.review.walk.typed.note == "seen"


def test_taking_back_does_not_drop_what_was_typed_without_asking(due, review):
    shown = review().type("r", "n", "n", "Enter", "n", "seen", "z", "n")
    assert len(verdicts(due, 1)) == 1
    assert shown.review.walk.typed.note == "seen"
    shown.type("z", "y")
    assert verdicts(due, 1) == []
    assert not shown.review.walk.typed


def test_going_back_decides_anew_and_asks_why(due, review):
    shown = review().type("r", "n", "n", "Enter", "b", "w")
    assert shown.asked == "Why anew"
    assert shown.review.ask.hint == "It was decided right. Why is it decided anew?"
    shown.type("Enter")
    assert shown.review.refusal == "The record keeps the reason. Write it, or press Esc."
    shown.type("misread")
    assert verdicts(due, 1) == [
        ("right", None, "2026-11-23", None, None),
        ("wrong", None, "2026-11-23", {"en": "misread"}, None),
    ]
    assert shown.type("z").said == "Took back the verdict wrong."
    assert verdicts(due, 1) == [("right", None, "2026-11-23", None, None)]
    assert shown.card.startswith("Prediction 1, right\n")


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


def test_o_opens_one_source_after_the_other_at_the_words(due, review):
    due("agree", 1, "Ada", "--source", 1, "--quote", "years")
    first = "https://example.org/talk#:~:text=%E4%BB%A5%E5%B9%B4%E4%B8%BA%E5%8D%95%E4%BD%8D"
    shown = review().type("o")
    assert shown.opened == [first]
    assert shown.said == "Opened source 1 of 2: https://example.org/talk#:~:text=以年为单位"
    shown.type("o", "o")
    assert shown.opened == [first, "https://example.org/talk#:~:text=years", first]


def test_without_a_browser_the_address_is_told(due, review):
    assert review(browser=False).type("o").said == (
        "No browser was found here. The address: https://example.org/talk#:~:text=以年为单位"
    )
    assert review().type("Enter", "o").said == "No source of it has an address."


def test_the_first_has_none_before_it_and_after_the_last_it_is_over(due, review):
    shown = review().type("b")
    assert shown.said == "This is the first."
    shown.type("Enter", "j", " ")
    assert shown.review.over
    assert not shown.review.interrupted


def test_other_keys_say_so_and_do_nothing(due, review, rows):
    before = rows()
    shown = review().type("=")
    assert shown.said == "That key does nothing here; ? shows those that do."
    shown.type("?")
    assert shown.review.help
    shown.type("r")
    assert not shown.review.help
    assert rows() == before


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

"""What each key of a review does to the notebook: kg.cli.reviewing.review."""

import pytest

from tests.cli.reviewing.verdicts import URL, verdicts


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

"""Filling in the form beside the transcript: kg.screens.form."""

import pytest
from textual.widgets import Static

from kg.notebook import concepts
from tests.screens.seen import cards, count, offers, problem, read


def test_words_of_time_and_likelihood_are_read_while_they_are_typed(view):
    async def act(screen):
        form = screen.app.form
        await screen.press("J", "j", "enter")
        await screen.settle()
        assert read(screen, "horizon") == "= opens 2024-09-14, due 2027-09-14"
        form.line("said").fill("2020")
        form.line("horizon").focus()
        form.line("horizon").fill("")
        await screen.type("takes years")
        await screen.settle()
        assert read(screen, "horizon") == "= opens 2022, due 2030, vague"
        await screen.type(" zzz, of course")
        form.line("horizon").fill("")
        await screen.type("in due time")
        form.line("likelihood").focus()
        await screen.type("大概率")
        await screen.settle()
        assert read(screen, "horizon") == "= not understood as a time"
        assert read(screen, "likelihood") == "= 65–90 %, middle 80 %, kg Chinese (2026-11)"
        form.line("likelihood").fill("")
        await screen.type("70%")
        await screen.settle()
        assert read(screen, "likelihood") == ""

    view.run(act)


def test_the_last_day_may_be_given_in_words(view):
    async def act(screen):
        await screen.press("J", "j", "enter")
        await screen.type("Robots come")
        screen.app.form.line("horizon").fill("")
        screen.app.form.line("due").fill("２０２７年底")
        await screen.press("ctrl+s")
        assert screen.foot == "Claim 2, prediction 1, due 2027 · u takes it back"
        await screen.press("enter")
        await screen.type("Robots go")
        screen.app.form.query_one("#reading").display = True
        screen.app.form.line("due").fill("soonish")
        await screen.press("ctrl+s")
        assert problem(screen, "due").startswith("'soonish' is not a date.")

    view.run(act)
    assert cards(view, 2)[0]["predictions"] == [("2027", "２０２７年底", None, [])]


def test_concepts_complete_while_one_types_and_new_ones_are_marked(view):
    with view.notebook.transaction("a test") as session:
        concepts.add(session, {"en": "reinforcement learning", "zh": "强化学习"})

    async def act(screen):
        await screen.press("enter", "tab", "tab")
        await screen.type("强化")
        assert offers(screen, "about-offers") == ["reinforcement learning · 强化学习"]
        await screen.press("down", "enter")
        assert screen.app.form.line("about").words == "reinforcement learning"
        await screen.type(", drones, swapp")
        assert offers(screen, "about-offers") == ["battery swapping"]
        assert str(screen.app.query_one("#unknown", Static).content) == "new: drones"
        await screen.press("right")
        assert screen.app.form.line("about").words == (
            "reinforcement learning, drones, battery swapping"
        )

    view.run(act)


def test_a_claim_that_is_nearly_there_is_shown_and_can_be_taken_instead(view):
    async def act(screen):
        await screen.press("enter")
        await screen.type("Battery swaps beat fast charging!")
        assert offers(screen, "likes") == ["≈ 1 Battery swaps beat fast charging"]
        await screen.press("down", "enter")
        assert screen.app.focused.id == "stance"
        await screen.press("p", "enter")
        assert screen.foot == "partly on 1 · u takes it back"

    view.run(act)
    assert count(view) == 1
    assert cards(view, 1)[0]["positions"] == [
        ("Mara-Okafor".lower(), "partly", "2024-09-14", 1, "Welcome back.")
    ]


def test_a_speaker_that_may_be_known_is_asked_about_once(view):
    async def act(screen):
        await screen.press("g", "4", "enter", "enter")
        await screen.type("Tom Adlar")
        await screen.press("tab", "tab")
        await screen.type("Swapping ends")
        await screen.press("enter")
        assert problem(screen, "speaker") == (
            "There is no speaker 'Tom Adlar'. Did you mean Tom Adler? "
            "If it is a new one, save again."
        )
        assert count(view) == 1
        await screen.press("enter")
        assert screen.foot == "Claim 2 · u takes it back"

    view.run(act)
    assert cards(view, 2)[0]["positions"][0][0] == "tom-adlar"


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("statement", "  ", "The statement is empty. Write at least one word."),
        (
            "said",
            "soon",
            "'soon' is not a date. "
            "Write a day as 2026-09-12, a month as 2026-09 or a year as 2026.",
        ),
        (
            "due",
            "2027-13",
            "There is no date 2027-13. Write a day as 2026-09-12, a month as "
            "2026-09 or a year as 2026.",
        ),
        ("likelihood", "130%", "130 % is more than 100 %."),
        (
            "about",
            "battery swaping",
            "There is no concept 'battery swaping'. Did you mean battery "
            "swapping? If it is a new one, save again.",
        ),
    ],
)
def test_a_mistake_is_shown_at_its_field_and_nothing_is_lost(view, field, typed, said):
    async def act(screen):
        await screen.press("enter")
        await screen.type("A statement")
        screen.app.form.line(field).clear()
        screen.app.form.query_one("#reading").display = True
        screen.app.form.line(field).focus()
        await screen.type(typed)
        await screen.press("ctrl+s")
        assert problem(screen, field) == said
        assert screen.app.focused.id == field
        if field != "statement":
            assert screen.app.form.line("statement").words == "A statement"

    view.run(act)
    assert count(view) == 1


def test_lines_that_are_pasted_become_one(view):
    async def act(screen):
        await screen.press("enter")
        await screen.type("First line\r\nsecond line\rthird\n")
        await screen.press("tab", "tab")
        await screen.type("o1,\r\nrobots")
        assert screen.app.form.filled().statement == "First line second line third"
        assert screen.app.form.filled().about == "o1, robots"

    view.run(act)


def test_what_the_source_tells_is_typed_over_but_what_was_typed_is_not(view):
    async def act(screen):
        await screen.press("enter", "shift+tab")
        assert screen.app.focused.id == "said"
        await screen.type("2024-09")
        assert screen.app.form.filled().said == "2024-09"
        await screen.press("tab", "shift+tab")
        await screen.type("-15")
        assert screen.app.form.filled().said == "2024-09-15"
        # What is pasted goes in the place of what is chosen.
        await screen.press("shift+left", "shift+left")
        await screen.type("13")
        assert screen.app.form.filled().said == "2024-09-13"
        # It stays after a draft is taken up again, too.
        await screen.press("escape", "enter", "shift+tab")
        await screen.press("backspace")
        assert screen.app.form.filled().said == "2024-09-1"

    view.run(act)


def test_what_was_typed_stays_when_a_mistake_is_mended(view):
    async def act(screen):
        await screen.press("enter")
        await screen.type("Swaps win")
        await screen.press("tab", "tab")
        await screen.type("vans, battery swaping")
        await screen.press("enter", "backspace", "backspace", "backspace")
        assert screen.app.form.filled().about == "vans, battery swap"

    view.run(act)

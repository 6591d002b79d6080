"""Capturing from a source full screen: kg.screens.capture."""

import stat
from threading import Event

import pytest
from textual.widgets import Static

from kg.notebook import claims, concepts, predictions, sources, speakers
from kg.notebook.showing.cards import claim_cards
from kg.screens import capture
from kg.screens.desk import Desk
from kg.screens.layout import Pages
from kg.store.models import Source
from tests.screens.conftest import TODAY, Said, View, write


def cards(view, *ids):
    """Claims as they are in the notebook, without ids that chance makes."""
    with view.notebook.read() as session:
        found = claim_cards(session, ids, TODAY)
    return [
        {
            "statement": one["statement"],
            "kind": one["kind"],
            "about": [name(uid) for uid in one["about"]],
            "positions": [
                (name(said["speaker"]), said["stance"], said["said"], said["turn"], said["quote"])
                for said in one["positions"]
            ],
            "predictions": [
                (
                    read["due"],
                    read["horizon"],
                    read["criteria"],
                    [(cast["middle"], cast["words"], cast["basis"]) for cast in read["forecasts"]],
                )
                for read in one["predictions"]
            ],
        }
        for one in found
    ]


def name(uid):
    return uid.rpartition("-")[0]


def count(view):
    with view.notebook.read() as session:
        return len(session.connection().exec_driver_sql("SELECT id FROM claim").all())


def problem(screen, field):
    shown = screen.app.query_one(f"#{field}-problem", Static)
    return str(shown.content) if shown.display else ""


def kept(view):
    """The unfinished forms in the file, by the words that they are about."""
    return {form.quote: form for form in view.drafts.read().forms.values()}


def offers(screen, name):
    found = screen.app.query_one(f"#{name}")
    return [f"{one.lead} {one.shown}".strip() for one in found.offers] if found.display else []


# Reading.


def test_the_transcript_is_shown_turn_by_turn(view):
    async def act(screen):
        assert screen.lines()[:18] == [
            "",
            "       The last mile",
            "",
            "  1    Mara Okafor  00:12",
            "     ▌ Welcome back. What changed?",
            "",
            "  2    林月  00:31",
            "    ›  成本变了。三年之内，一半的包裹会由无人车送到门口。",
            "",
            "  3    Tom Adler  01:35",
            "    ›  I agree about the cost. Regulators take years.",
            "",
            "       Batteries",
            "",
            "  4    Speaker 3  03:00",
            "       Swapping stations disappear in two years.",
            "",
            "  5    林月  03:23",
        ]

    view.run(act)


def test_nothing_is_drawn_before_the_width_is_told(view):
    async def act(screen):
        screen.app.paper.pages.set_width(0)
        screen.app.paper.redraw()
        await screen.settle()
        assert not any(screen.lines())

    view.run(act)


def test_keys_go_by_sentence_turn_section_and_number(view):
    async def act(screen):
        reader = screen.app.reader
        seen = []
        for keys in ("j", "J", "down", "}", "]", "K", "[", "G", "home"):
            await screen.press(
                {
                    "}": "right_curly_bracket",
                    "]": "right_square_bracket",
                    "[": "left_square_bracket",
                }.get(keys, keys)
            )
            seen.append((keys, reader.part.number, reader.quote))
        assert seen == [
            ("j", 1, "What changed?"),
            ("J", 2, "成本变了。"),
            ("down", 2, "三年之内，一半的包裹会由无人车送到门口。"),
            ("}", 3, "I agree about the cost."),
            ("]", 4, "Swapping stations disappear in two years."),
            ("K", 3, "I agree about the cost."),
            ("[", 1, "Welcome back."),
            ("G", 5, "我倒不这么看。"),
            ("home", 1, "Welcome back."),
        ]
        await screen.press("g", "4", "enter")
        assert reader.quote == "Swapping stations disappear in two years."
        await screen.press("g", "9", "enter")
        assert screen.foot == "There is no turn 9."

    view.run(act)


def test_words_are_found_across_marks_and_in_chinese(view):
    async def act(screen):
        reader = screen.app.reader
        await screen.press("slash")
        await screen.type("由无人车送")
        assert reader.quote == "由无人车送"
        await screen.press("enter", "escape", "slash")
        await screen.type("YEARS")
        assert (reader.part.number, reader.quote) == (3, "years")
        await screen.press("enter", "n")
        assert (reader.part.number, reader.quote) == (4, "years")
        await screen.press("n")
        assert reader.part.number == 3
        await screen.press("N")
        assert reader.part.number == 4
        await screen.press("slash")
        await screen.type("nowhere")
        await screen.press("enter")
        assert screen.foot == "«nowhere» is not in the text."

    view.run(act)


def test_a_phrase_is_chosen_by_words_and_in_chinese_by_characters(view):
    async def act(screen):
        reader = screen.app.reader
        await screen.press("J", "j", *["shift+left"] * 9)
        assert reader.quote == "三年之内，一半的包裹会"
        await screen.press("o", "right", "right", "right", "right")
        assert reader.quote == "，一半的包裹会"
        await screen.press("right", "escape")
        assert reader.quote == "三年之内，一半的包裹会由无人车送到门口。"
        await screen.press("J", "left", "left")
        assert reader.quote == "I agree about"
        await screen.press("L", "L")
        assert reader.quote == "I agree about th"
        await screen.press("shift+down")
        assert reader.quote == "I agree about the cost."
        await screen.press("shift+down")
        assert reader.quote == "I agree about the cost. Regulators take years."
        await screen.press("j")
        assert reader.quote == "Swapping stations disappear in two years."

    view.run(act)


def test_the_mouse_chooses_a_sentence_or_a_phrase(view):
    async def act(screen):
        reader, paper = screen.app.reader, screen.app.paper
        await screen.pilot.click("#paper", offset=(35, 10))
        assert reader.quote == "Regulators take years."
        await screen.pilot.mouse_down("#paper", offset=(9, 10))
        await screen.pilot.hover("#paper", offset=(13, 10))
        await screen.pilot.mouse_up("#paper", offset=(13, 10))
        assert reader.quote == "agree"
        assert paper.place_at(9, 7) == paper.place_at(10, 7)

    view.run(act)


# Capturing.


def test_a_sentence_becomes_a_claim_in_a_few_keys(view):
    async def act(screen):
        await screen.press("J", "j", "enter")
        assert screen.app.focused.id == "statement"
        await screen.press("R", "o", "b", "o", "t", "s")
        await screen.type(" bring half\nof all parcels")
        await screen.press("ctrl+s")
        assert screen.foot == "Claim 2, prediction 1, due 2027-09-14 · u takes it back"
        assert screen.lines()[7] == "       成本变了。三年之内，一半的包裹会由无人车送到门口。 [2]"
        # The next sentence is at hand, and the keys go to the transcript.
        assert screen.app.focused.id == "paper"
        assert screen.app.reader.quote == "I agree about the cost."

    view.run(act)
    assert cards(view, 2) == [
        {
            "statement": {"en": "Robots bring half of all parcels"},
            # The sentence looks like a prediction, and says by when.
            "kind": "prediction",
            "about": [],
            "positions": [
                ("林月", "asserts", "2024-09-14", 2, "三年之内，一半的包裹会由无人车送到门口。")
            ],
            "predictions": [("2027-09-14", "三年之内", None, [])],
        }
    ]


def test_a_prediction_with_everything_that_can_be_said_of_it(view):
    async def act(screen):
        await screen.press("J", "j", "enter")
        await screen.type("半数包裹由无人车配送")
        await screen.press("tab", "p", "tab")
        await screen.type("battery swapping，无人车")
        await screen.press("tab")
        await screen.type("三年之内")
        await screen.press("tab")
        await screen.type("2027-9")
        await screen.press("tab")
        await screen.type("A count by the post office")
        await screen.press("tab")
        await screen.type("80% 我认为")
        await screen.press("enter")
        assert screen.foot == "Claim 2, prediction 1, due 2027-09 · u takes it back"

    view.run(act)
    assert cards(view, 2) == [
        {
            "statement": {"zh": "半数包裹由无人车配送"},
            "kind": "prediction",
            "about": ["battery-swapping", "无人车"],
            "positions": [
                ("林月", "asserts", "2024-09-14", 2, "三年之内，一半的包裹会由无人车送到门口。")
            ],
            "predictions": [
                (
                    "2027-09",
                    "三年之内",
                    {"en": "A count by the post office"},
                    [(0.8, "我认为", "stated")],
                )
            ],
        }
    ]


def read(screen, field):
    shown = screen.app.query_one(f"#{field}-read", Static)
    return str(shown.content) if shown.display else ""


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


def test_what_is_not_understood_is_left_open_and_told(view):
    async def act(screen):
        await screen.press("J", "j", "enter")
        await screen.type("Robots come")
        screen.app.form.line("horizon").fill("in due time")
        screen.app.form.line("likelihood").fill("who knows")
        await screen.press("ctrl+s")
        assert screen.foot == (
            "Claim 2, prediction 1 · «in due time» was not understood as a time · "
            "«who knows» is not on any scale · u takes it back"
        )

    view.run(act)
    assert cards(view, 2)[0]["predictions"] == [
        (None, "in due time", None, [(None, "who knows", "verbal")])
    ]


def test_what_may_be_a_slip_is_told_beside_what_was_captured(view):
    async def act(screen):
        await screen.press("J", "j", "enter")
        await screen.type("Robots come")
        screen.app.form.line("speaker").fill("Tom Adler")
        screen.app.form.line("due").fill("2020")
        await screen.press("ctrl+s")
        assert screen.foot == (
            "Claim 2, prediction 1, due 2020 · Turn 2 is spoken by 林月, not Tom Adler · "
            "It is due 2020, before it was said · u ta…"
        )

    view.run(act)


def test_where_suggestions_are_left_is_told_at_the_last_one(view):
    async def act(screen):
        app = screen.app
        app.reader.hints = dict.fromkeys((1, 3, 5))
        await screen.press("s", "s", "s", "s")
        assert screen.foot == "There is no further suggestion; 2 above: S."
        await screen.press("S", "S", "S")
        assert screen.foot == "There is no earlier suggestion; 2 below: s."
        app.reader.hints = {}
        await screen.press("s")
        assert screen.foot == "There is no further suggestion."

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


def test_a_stance_is_taken_on_a_known_claim_that_is_looked_for(view):
    async def act(screen):
        await screen.press("g", "5", "enter", "d")
        assert screen.app.focused.id == "claim"
        await screen.type("batter")
        assert offers(screen, "claim-offers") == ["1 Battery swaps beat fast charging"]
        await screen.press("down", "enter")
        assert str(screen.app.query_one("#chosen", Static).content) == (
            "1  Battery swaps beat fast charging"
        )
        await screen.press("enter")
        assert screen.foot == "disagrees on 1 · u takes it back"

    view.run(act)
    assert cards(view, 1)[0]["positions"] == [
        ("林月", "disagrees", "2024-09-14", 5, "我倒不这么看。")
    ]
    assert count(view) == 1


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


def test_a_likelihood_of_a_stance_is_a_forecast_of_the_reading_there_is(view):
    with view.notebook.transaction("a test") as session:
        predictions.predict(session, [1], due="2027")

    async def act(screen):
        await screen.press("J", "J", "a")
        await screen.type("1")
        await screen.press("down", "enter")
        screen.app.form.line("likelihood").focus()
        await screen.type("likely")
        await screen.press("enter")
        assert screen.foot == "agrees on 1, prediction 1, due 2027 · u takes it back"

    view.run(act)
    assert cards(view, 1)[0]["predictions"] == [("2027", None, None, [(0.675, "likely", "verbal")])]


def test_a_label_is_no_speaker_until_someone_says_who_it_is(view):
    async def act(screen):
        await screen.press("g", "4", "enter", "enter")
        assert screen.app.focused.id == "speaker"
        await screen.press("enter")
        assert problem(screen, "speaker") == "Nobody is named who says so. Name the speaker."
        await screen.type("Ada Brandt")
        await screen.press("tab", "tab")
        await screen.type("Swapping ends")
        await screen.press("enter")
        # From now on that is who is meant by it.
        await screen.press("k", "enter")
        assert screen.app.form.line("speaker").words == "Ada Brandt"
        assert screen.app.focused.id == "statement"

    view.run(act)
    assert cards(view, 2)[0]["positions"][0][0] == "ada-brandt"


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


def test_two_speakers_of_one_name_stay_two(view):
    with view.notebook.transaction("a test") as session:
        other = speakers.add(session, "Tom Adler", new=True, uid="tom-adler-the-younger")
        assert other.id == 4

    async def act(screen):
        await screen.press("J", "J", "enter")
        assert screen.app.form.line("speaker").words.startswith("tom-adler-")
        await screen.type("It is cheaper now")
        await screen.press("enter")
        await screen.press("enter")
        screen.app.form.line("speaker").value = ""
        screen.app.form.line("speaker").focus()
        await screen.type("tom adler")
        shown = offers(screen, "speaker-offers")
        assert shown[1] == "Tom Adler · tom-adler-the-younger"

    view.run(act)
    assert cards(view, 2)[0]["positions"][0][0] == "tom-adler"


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


def test_what_was_captured_last_is_taken_back(view):
    async def act(screen):
        await screen.press("enter")
        await screen.type("One")
        await screen.press("enter", "enter")
        await screen.type("Two")
        await screen.press("enter", "u")
        assert screen.foot == "Claim 3 is taken back"
        assert screen.lines()[4] == "       Welcome back. [2] What changed?"
        await screen.press("u", "u")
        assert screen.foot.startswith("Nothing was captured here yet")

    view.run(act)
    assert count(view) == 1


def test_a_quote_stands_where_it_was_chosen_though_its_words_come_earlier_too(tmp_path):
    view = View.of(tmp_path, Said("Ada", "Yes. No."), Said("Ben", "Maybe. Yes."))

    async def act(screen):
        await screen.press("G", "enter")
        await screen.type("It is so")
        await screen.press("enter")
        assert screen.foot == "Claim 2 · u takes it back"

    view.run(act)
    with view.notebook.read() as session:
        (card,) = claim_cards(session, [2], TODAY)
        passage = session.get_one(Source, 1).passage
        assert passage is not None
        text = passage.text
    anchor = card["positions"][0]["anchor"]
    assert (anchor["start"], anchor["end"]) == (text.rindex("Yes."), len(text.rstrip()))
    view.notebook.close()


# What is not finished.


def test_an_unfinished_form_is_kept_where_it_was_and_comes_back(view):
    async def begin(screen):
        await screen.press("J", "enter")
        await screen.type("Cheaper")
        await screen.press("escape", "J")
        assert screen.lines()[7] == "    … " + " 成本变了。三年之内，一半的包裹会由无人车送到门口。"
        assert "1 unfinished" in screen.shown()[0]
        # Another sentence has a form of its own.
        await screen.press("enter")
        assert screen.app.form.line("statement").words == ""
        await screen.press("escape", "q")

    async def go_on(screen):
        assert screen.app.reader.part.number == 3
        assert screen.foot == "1 form is unfinished: i goes there"
        await screen.press("i", "enter")
        assert screen.app.form.line("statement").words == "Cheaper"
        await screen.press("enter")
        assert screen.foot == "Claim 2 · u takes it back"

    async def look(screen):
        assert "unfinished" not in screen.shown()[0]
        await screen.press("i")
        assert screen.foot == "No form is unfinished."

    view.run(begin)
    view.run(go_on)
    view.run(look)
    assert cards(view, 2)[0]["positions"][0][-1] == "成本变了。"


def test_a_phrase_has_a_form_of_its_own_beside_that_of_its_sentence(view):
    async def begin(screen):
        await screen.press("J", "enter")
        await screen.type("The sentence")
        await screen.press("escape", "h", "enter")
        assert screen.app.form.line("statement").words == ""
        # Nothing is typed there, so nothing is kept of it.
        await screen.press("escape")
        assert list(screen.app.unfinished) == [screen.app.reader.span]
        await screen.press("enter")
        await screen.type("The phrase")
        assert "2 unfinished" in screen.shown()[0]
        await screen.press("ctrl+q")

    async def go_on(screen):
        reader = screen.app.reader
        # The form that was open, not the other that begins at the same place.
        assert screen.foot.startswith("What you were typing is here")
        assert reader.quote == "成本变了"
        await screen.press("i")
        assert reader.quote == "成本变了。"
        await screen.press("i", "enter")
        assert screen.app.form.line("statement").words == "The phrase"
        await screen.press("enter")
        assert screen.foot == "Claim 2 · u takes it back"
        # Saving it leaves the sentence's own form alone, and its sign.
        assert "1 unfinished" in screen.shown()[0]
        assert screen.lines()[7].startswith("    …▌")
        await screen.press("i", "enter")
        assert screen.app.form.line("statement").words == "The sentence"

    view.run(begin)
    assert {quote: form.statement for quote, form in kept(view).items()} == {
        "成本变了。": "The sentence",
        "成本变了": "The phrase",
    }
    view.run(go_on)
    assert list(kept(view)) == ["成本变了。"]


def test_a_phrases_form_is_found_at_its_sentence_too(view):
    async def act(screen):
        await screen.press("J", "J", "o", "l", "l", "enter")
        assert screen.app.reader.quote == "about the cost."
        await screen.type("It is cheaper")
        await screen.press("escape", "escape")
        assert screen.app.reader.quote == "I agree about the cost."
        await screen.press("enter")
        assert screen.app.form.line("statement").words == "It is cheaper"
        assert screen.app.reader.quote == "about the cost."

    view.run(act)


def test_a_form_has_its_sign_also_where_its_sentence_begins_with_a_mark(tmp_path):
    view = View.of(tmp_path, Said("Ada", "**Swapping** ends soon."))

    async def act(screen):
        await screen.press("enter")
        await screen.type("It ends")
        assert "    …▌ Swapping ends soon." in screen.lines()

    view.run(act)
    view.notebook.close()


@pytest.mark.parametrize("leave", [("escape", "q"), ("ctrl+q",)])
@pytest.mark.parametrize(
    "field", ["speaker", "said", "claim", "about", "due", "criteria", "horizon", "likelihood"]
)
def test_words_in_any_field_are_kept(view, field, leave):
    async def begin(screen):
        await screen.press("d" if field == "claim" else "enter")
        screen.app.form.query_one("#reading").display = True
        screen.app.form.line(field).focus()
        await screen.type("zzz")
        await screen.press(*leave)

    async def go_on(screen):
        await screen.press("enter")
        assert screen.app.form.line(field).words.endswith("zzz")
        assert screen.app.form.about_known is (field == "claim")

    view.run(begin)
    assert list(kept(view)) == ["Welcome back."]
    view.run(go_on)


def test_a_form_in_which_nothing_was_typed_is_not_kept(view):
    async def act(screen):
        await screen.press("d", "escape", "J", "J", "enter", "ctrl+t", "escape")
        assert screen.app.unfinished == {}
        await screen.press("enter", "tab", "f", "escape")
        assert [one.kind for one in screen.app.unfinished.values()] == ["fact"]

    view.run(act)


def test_words_for_a_claim_that_were_kept_are_asked_about_again(view):
    async def act(screen):
        await screen.press("d")
        await screen.type("batter")
        await screen.press("escape", "escape", "enter")
        assert offers(screen, "claim-offers") == ["1 Battery swaps beat fast charging"]
        await screen.press("down", "enter", "enter")
        assert screen.foot == "disagrees on 1 · u takes it back"

    view.run(act)
    assert kept(view) == {}


def test_drafts_are_for_their_owners_eyes(view):
    async def act(screen):
        await screen.press("enter")
        await screen.type("A secret")
        await screen.press("ctrl+q")

    view.run(act)
    path = view.drafts.path
    assert "A secret" in path.read_text("utf-8")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert list(path.parent.iterdir()) == [path]


def test_what_is_typed_can_be_forgotten(view):
    async def act(screen):
        await screen.press("enter")
        await screen.type("A slip")
        await screen.press("ctrl+r")
        assert screen.app.form.line("statement").words == ""
        assert screen.app.focused.id == "statement"
        await screen.press("escape")
        assert "unfinished" not in screen.shown()[0]

    view.run(act)


# The notebook and others.


def test_a_busy_notebook_is_waited_for_and_then_nothing_is_lost(view, monkeypatch):
    from kg.store import database as databases
    from kg.store import engines

    monkeypatch.setattr(engines, "PATIENCE", 50)

    async def act(screen):
        await screen.press("enter")
        await screen.type("Written meanwhile")
        with databases.open(view.folder / "notebook.db").transaction("another") as session:
            concepts.add(session, "something")
            session.flush()
            await screen.press("enter")
            assert problem(screen, "quote").endswith(
                "is busy: another program has been changing it for too long. Try again."
            )
            assert screen.app.form.line("statement").words == "Written meanwhile"
        await screen.press("enter")
        assert screen.foot == "Claim 2 · u takes it back"

    view.run(act)


def test_what_others_capture_meanwhile_is_seen(view):
    async def act(screen):
        with view.notebook.transaction("another") as session:
            claims.add(
                session,
                "It is so",
                today=TODAY,
                speaker="Mara Okafor",
                source=1,
                turn=1,
                quote="What changed?",
            )
        await screen.press("r")
        assert screen.lines()[4] == "     ▌ Welcome back. What changed? [2]"

    view.run(act)


def test_a_text_that_was_changed_meanwhile_gives_a_sentence(view):
    async def act(screen):
        with view.notebook.transaction("another") as session:
            sources.edit(session, 1, text="Something else entirely.")
        await screen.press("enter")
        await screen.type("A statement")
        await screen.press("enter")
        assert problem(screen, "quote").startswith(
            "The text of The last mile does not have the words «Welcome back.»."
        )

    view.run(act)
    assert count(view) == 1


@pytest.fixture
def stuck(monkeypatch):
    """Has what is saved wait until the test lets it go on."""
    go_on = Event()
    save = Desk.save

    def saved_later(desk, filled):
        assert go_on.wait(60)
        return save(desk, filled)

    monkeypatch.setattr(Desk, "save", saved_later)
    yield go_on
    go_on.set()


@pytest.mark.parametrize("key", ["ctrl+q", "ctrl+c"])
@pytest.mark.parametrize("at_once", [True, False])
def test_one_can_leave_while_something_is_saved(view, stuck, monkeypatch, key, at_once):
    apps = []

    async def act(screen):
        apps.append(screen.app)
        await screen.press("enter")
        await screen.type("Under way")
        if at_once:
            await screen.pilot.press("enter", key)
        else:
            await screen.pilot.press("enter", "j", "q")
            await screen.pilot.pause(0.1)
            assert screen.app.is_running and screen.app.saving and not screen.app._exit
            await screen.pilot.press(key)
        assert screen.app._exit

    view.run(act)
    (app,) = apps
    assert (app.captured(), count(view)) == (0, 1)
    assert kept(view)["Welcome back."].statement == "Under way"
    # Where it is done within a moment, it counts, and nothing of it is left unfinished.
    monkeypatch.setattr(capture, "MOMENT", 30)
    stuck.set()
    assert (app.captured(), count(view)) == (1, 2)
    assert kept(view) == {}


def test_an_unexpected_error_leaves_the_keys_alone(view, monkeypatch):
    def broken(*words):
        raise ZeroDivisionError("divided by\nzero")

    async def act(screen):
        await screen.press("enter")
        await screen.type("A statement")
        with monkeypatch.context() as patch:
            patch.setattr(Desk, "save", broken)
            await screen.press("enter")
        assert problem(screen, "quote") == (
            "It was not saved: divided by zero What you typed is kept."
        )
        await screen.press("enter")
        with monkeypatch.context() as patch:
            patch.setattr(Desk, "undo", broken)
            await screen.press("u")
        assert screen.foot == "It was not taken back: divided by zero Look at it with kg history."
        assert not screen.app.held
        await screen.press("u")
        assert screen.foot == "Claim 2 is taken back"

    view.run(act)
    assert count(view) == 1


# Terminals.


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (60, 20), (40, 10), (20, 5)])
@pytest.mark.parametrize("theme", ["dark", "light"])
def test_small_terminals_show_the_text_and_then_the_form(view, size, theme):
    async def act(screen):
        assert any("Welcome" in line for line in screen.lines())
        await screen.press("enter")
        await screen.type("A statement")
        if size >= (60, 20):
            assert any("A statement" in line for line in screen.shown())
            assert any("Welcome back." in line for line in screen.lines())
        await screen.press("enter")
        if size >= (40, 10):
            assert "[2]" in "".join(screen.lines())

    view.run(act, size=size, theme=theme)
    assert count(view) == 2


def test_a_terminal_may_change_its_size_at_any_time(view):
    async def act(screen):
        await screen.press("J", "enter")
        await screen.type("A statement")
        for size in ((60, 20), (10, 3), (200, 60), (80, 24)):
            await screen.pilot.resize_terminal(*size)
            await screen.settle()
        assert screen.app.form.line("statement").words == "A statement"
        await screen.press("enter")
        assert screen.foot.startswith("Claim 2")

    view.run(act)


def test_hostile_text_is_shown_as_what_it_is(tmp_path):
    view = View.of(
        tmp_path,
        Said("[red]Eve[/red]", "[bold]Loud[/bold] \x1b[31mred\x1b[0m and \u202edesrever."),
        title="[link=x]A \x1b]0;title\x07",
    )

    async def act(screen):
        assert screen.lines()[1:3] == [
            "  1    [red]Eve[/red]",
            r"     ▌ [bold]Loud[/bold] \u001b[31mred\u001b[0m and \u202edesrever.",
        ]
        await screen.press("enter")
        await screen.type("[red]Danger[/red] \x1b[2J\u202e")
        await screen.press("tab", "tab")
        await screen.type("[red]")
        everything = "\n".join(screen.shown())
        assert "\x1b" not in everything
        assert "\u202e" not in everything
        assert "[red]Danger[/red]" in everything
        assert everything.startswith(r" [link=x]A \u001b]0;title\u0007")

    view.run(act, size=(180, 36))
    view.notebook.close()


def test_without_colour_bold_and_reverse_tell_things_apart(view, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")

    async def act(screen):
        strip = screen.app.paper.render_line(4)
        styles = {segment.text.strip(): segment.style for segment in strip if segment.text.strip()}
        assert styles["Welcome back."].reverse
        assert not styles["What changed?"].reverse
        painted = screen.app.screen._compositor.render_strips()
        colours = {
            colour.name
            for strip in painted
            for segment in strip.apply_filter(screen.app._filters[-1], screen.app.ansi_theme)
            if segment.style
            for colour in (segment.style.color, segment.style.bgcolor)
            if colour is not None
        }
        assert colours <= {"default"}

    view.run(act)


def test_the_help_shows_the_keys_and_any_of_them_closes_it(view):
    async def act(screen):
        await screen.press("question_mark")
        assert any("next, last sentence" in line for line in screen.shown())
        await screen.press("escape")
        assert screen.app.focused.id == "paper"

    view.run(act)


def test_a_hundred_thousand_sentences_are_laid_out_only_where_they_are_seen(tmp_path, monkeypatch):
    laid_out = set()
    lay_out = Pages._lay_out
    monkeypatch.setattr(
        Pages, "_lay_out", lambda pages, index: laid_out.add(index) or lay_out(pages, index)
    )
    words = " ".join(f"Sentence number {number}." for number in range(100_000))
    notebook = write(tmp_path / "notebook.db", (Said("Ada", words), Said("Ben", "The end.")))
    notebook.close()
    view = View(tmp_path, notebook)

    async def act(screen):
        await screen.press("G")
        assert screen.lines()[-1].endswith("▌ The end.")
        await screen.press("home", "space")
        await screen.press("slash")
        await screen.type("number 54321")
        await screen.press("enter")
        assert screen.app.reader.quote == "number 54321"
        assert 0 < len(laid_out) < 100
        assert len(screen.app.paper.pages.blocks) == 2501

    view.run(act)
    notebook.close()


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

"""Capturing from a source full screen: kg.screens.capture."""

from textual.widgets import Static

from kg.notebook import predictions, speakers
from kg.notebook.showing.cards import claim_cards
from kg.store.models import Source
from tests.screens.conftest import TODAY, Said, View
from tests.screens.seen import cards, count, offers, problem


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

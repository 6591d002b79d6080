"""Forms that are left unfinished come back: kg.screens.unfinished."""

import stat

import pytest

from tests.screens.conftest import Said, View
from tests.screens.seen import cards, kept, offers


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

"""Reading a source full screen, and moving through it: kg.screens.paper."""

from kg.screens.layout import Pages
from tests.screens.conftest import Said, View, write


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

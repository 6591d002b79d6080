"""The view of kg capture in terminals of every size and colour, with any text."""

import pytest

from tests.screens.conftest import Said, View
from tests.screens.seen import count


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

"""The full screen of a review: it draws the lines, and hands on the keys in their order."""

import asyncio
import os
import re
import signal
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from kg.cli.reviewing.review import Review
from kg.cli.reviewing.view import Painted, painted

if TYPE_CHECKING:
    from prompt_toolkit.application import Application
    from prompt_toolkit.formatted_text import AnyFormattedText
    from prompt_toolkit.key_binding import KeyBindings

NAMED = {
    "enter": "enter",
    # What was typed before the screen was there has its Enter as the end of a line.
    "c-j": "enter",
    "escape": "escape",
    "c-d": "q",
    "right": "enter",
    "left": "b",
    "backspace": "b",
}
"""The keys that are no characters, by what a review calls them."""

STEPS = {"up": -1, "down": 1, "pageup": -10, "pagedown": 10, "home": -(10**9), "end": 10**9}
"""The keys that scroll, and by how many lines."""


class Screen:
    """A review on a terminal, from the first key to the last."""

    def __init__(self, review: Review) -> None:
        self.review = review
        self.scroll = 0
        self._columns = 0
        self.typing = self._line()
        self.app = self._app()

    def run(self) -> None:
        """Show it until the person leaves, or the terminal goes away."""
        # A full screen follows its terminal, not the size that a shell once told.
        told = {name: os.environ.pop(name, None) for name in ("COLUMNS", "LINES")}
        try:
            asyncio.run(self._running())
        except EOFError:
            self.review.interrupted = True
        finally:
            os.environ.update({name: size for name, size in told.items() if size is not None})

    async def _running(self) -> None:
        loop = asyncio.get_running_loop()

        def end() -> None:
            self.review.interrupt()
            if not self.app.is_done:
                self.app.exit()

        if hasattr(signal, "SIGTERM") and os.name == "posix":
            loop.add_signal_handler(signal.SIGTERM, end)
        await self.app.run_async()

    def _line(self) -> Any:
        from prompt_toolkit.buffer import Buffer

        return Buffer(multiline=False)

    def _app(self) -> "Application[None]":
        from prompt_toolkit.application import Application
        from prompt_toolkit.filters import Condition
        from prompt_toolkit.layout import (
            BufferControl,
            ConditionalContainer,
            FormattedTextControl,
            HSplit,
            Layout,
            VSplit,
            Window,
        )

        def lines(which: Callable[[Painted], list[str]]) -> FormattedTextControl:
            return FormattedTextControl(lambda: self._text(lambda one: "\n".join(which(one))))

        self._card = Window(
            FormattedTextControl(
                lambda: self._text(lambda one: "\n".join(one.above)),
                focusable=True,
                show_cursor=False,
            ),
            height=lambda: len(self._paint().above),
        )
        self._field = Window(BufferControl(self.typing), height=1)
        asked = ConditionalContainer(
            VSplit(
                [
                    Window(
                        FormattedTextControl(lambda: self._text(lambda one: one.prompt)),
                        dont_extend_width=True,
                        height=1,
                        style="bold",
                    ),
                    self._field,
                ]
            ),
            filter=Condition(lambda: bool(self._paint().prompt)),
        )
        keys = Window(lines(lambda one: one.below), height=lambda: len(self._paint().below))
        app: Application[None] = Application(
            layout=Layout(HSplit([self._card, asked, keys]), focused_element=self._card),
            key_bindings=self._keys(),
            full_screen=True,
            mouse_support=False,
        )
        # Seconds that Escape waits for the rest of a key such as an arrow.
        app.ttimeoutlen = 0.1
        app.timeoutlen = 0.1
        return app

    def _text(self, of: Callable[[Painted], str]) -> "AnyFormattedText":
        from prompt_toolkit.formatted_text import ANSI

        return ANSI(of(self._paint()))

    def _paint(self) -> Painted:
        """The lines as they are now; the card is read anew when the terminal has another width."""
        size = self.app.output.get_size()
        if size.columns != self._columns:
            self.review.look()
            self._columns = size.columns
        now = painted(self.review, size.rows, self.scroll)
        self.scroll = min(self.scroll, now.furthest)
        return now

    def _keys(self) -> "KeyBindings":
        from prompt_toolkit.filters import Condition
        from prompt_toolkit.key_binding import KeyBindings

        keys = KeyBindings()
        typing = Condition(lambda: self.review.ask is not None and self.review.ask.typed)
        keys.add("<any>", filter=~typing)(self._pressed)
        for key, meaning in NAMED.items():
            keys.add(key, filter=~typing, eager=True)(self._named(meaning))
        for key, lines in STEPS.items():
            keys.add(key, filter=~typing, eager=True)(self._scrolling(lines))
        keys.add("<any>", filter=typing)(self._typed)
        keys.add("<bracketed-paste>", filter=typing, eager=True)(self._typed)
        for key in ("enter", "c-j"):
            keys.add(key, filter=typing, eager=True)(
                lambda _: self._do(lambda: self.review.answer(self.typing.text))
            )
        keys.add("escape", filter=typing, eager=True)(lambda _: self._do(self.review.give_up))
        for key in ("c-c", "<sigint>"):
            keys.add(key, eager=True)(lambda _: self._do(self.review.interrupt))
        keys.add("c-l", eager=True)(lambda event: event.app.renderer.clear())
        return keys

    def _pressed(self, event: Any) -> None:
        # What is pasted comes as one, and is meant for no key.
        if len(event.data) == 1:
            self._do(lambda: self.review.press(event.data))

    def _named(self, key: str) -> Callable[[Any], None]:
        return lambda _: self._do(lambda: self.review.press(key))

    def _scrolling(self, lines: int) -> Callable[[Any], None]:
        def scroll(_: Any) -> None:
            self.scroll = max(0, self.scroll + lines)

        return scroll

    def _typed(self, event: Any) -> None:
        """Take a character into the answer, or as the answer where it stands for one."""
        ask = self.review.ask
        if ask is not None and not self.typing.text and event.data in ask.keys:
            self._do(lambda: self.review.answer(ask.keys[event.data]))
        else:
            # What is pasted may have several lines, an answer has one.
            self.typing.insert_text(re.sub(r"\s+", " ", event.data))

    def _do(self, act: Callable[[], None]) -> None:
        """Act, and bring the screen to where the review then is."""
        before, lines = self.review.ask, self.review.lines
        try:
            act()
        except BaseException as error:  # noqa: BLE001 - the loop would swallow it
            self.app.exit(exception=error)
            return
        # What was done is told at the top of the card.
        self.scroll = self.scroll if self.review.lines is lines else 0
        ask = self.review.ask
        if ask is not before:
            self.typing.text = ask.default if ask else ""
            self.typing.cursor_position = len(self.typing.text)
        self.app.layout.focus(self._field if ask is not None and ask.typed else self._card)
        if self.review.over and not self.app.is_done:
            self.app.exit()

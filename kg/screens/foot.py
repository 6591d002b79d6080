"""The last line of `kg capture`: its keys, what there is to say, and a question."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Static

from kg.screens.glyphs import cut, without_harm

LINGERS = 8.0
"""Seconds for which a notice stands in the place of the keys."""

READING: tuple[tuple[str, str], ...] = (
    ("Enter", "capture"),
    ("a d p", "stance"),
    ("j k", "sentence"),
    ("J K", "turn"),
    ("s", "suggestion"),
    ("←→", "words"),
    ("/", "find"),
    ("u", "undo"),
    ("?", "keys"),
    ("q", "leave"),
)
FILLING: tuple[tuple[str, str], ...] = (
    ("Enter", "save"),
    ("Tab", "next field"),
    ("Esc", "back"),
    ("^T", "new claim / stance"),
    ("↓", "offers"),
    ("^R", "clear"),
)

ASKS = {"find": "/", "turn": "turn"}
"""What can be asked for, and what stands before it."""


class Foot(Horizontal):
    """Tells the keys that count just now, or something for a while, or asks for a word."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "give_up", show=False)]

    class Typing(Message):
        """Words to find, as far as they are typed."""

        def __init__(self, words: str) -> None:
            super().__init__()
            self.words = words

    class Asked(Message):
        """What was asked for (one of `ASKS`), and the words that came."""

        def __init__(self, what: str, words: str) -> None:
            super().__init__()
            self.what = what
            self.words = words

    class GivenUp(Message):
        """Nothing is asked for any more."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._keys = READING
        self._asking = ""
        self._notices = 0

    def compose(self) -> ComposeResult:
        """Keys, or a question with the line for its answer."""
        yield Static("", id="keys", markup=False)
        yield Static("", id="asking", markup=False)
        yield Input(id="ask", compact=True)

    def fill(self, filling: bool) -> None:
        """Tell the keys of the form, or those of the transcript."""
        self._keys = FILLING if filling else READING
        self.show_keys()

    def show_keys(self) -> None:
        """Tell the keys, as many as have room."""
        self.remove_class("notice", "trouble")
        shown = ""
        for key, does in self._keys:
            more = f"{'   ' if shown else ''}{key} {does}"
            if len(shown) + len(more) > self.app.size.width - 2:
                break
            shown += more
        self.query_one("#keys", Static).update(shown)

    def say(self, text: str, *, trouble: bool = False) -> None:
        """Say something in the place of the keys, for a while."""
        self.set_class(not trouble, "notice")
        self.set_class(trouble, "trouble")
        self.query_one("#keys", Static).update(cut(text, max(8, self.app.size.width - 2)))
        self._notices += 1
        number = self._notices
        self.set_timer(LINGERS, lambda: self.show_keys() if number == self._notices else None)

    def ask(self, what: str) -> None:
        """Ask for one of `ASKS`."""
        self._asking = what
        self.add_class("asking")
        self.query_one("#asking", Static).update(ASKS[what])
        line = self.query_one("#ask", Input)
        with line.prevent(Input.Changed):
            line.value = ""
        self.screen.set_focus(line)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Pass on what is looked for."""
        event.stop()
        if self._asking == "find":
            self.post_message(self.Typing(without_harm(event.value)))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Pass on what was asked for."""
        event.stop()
        asked = self._asking
        self._end()
        self.post_message(self.Asked(asked, event.value.strip()))

    def action_give_up(self) -> None:
        """Ask no more."""
        self._end()
        self.post_message(self.GivenUp())

    def _end(self) -> None:
        self._asking = ""
        self.remove_class("asking")
        self.show_keys()

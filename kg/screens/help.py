"""The keys of `kg capture`, as `?` shows them."""

from typing import ClassVar

from rich.cells import cell_len
from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

KEYS: dict[str, tuple[tuple[str, str], ...]] = {
    "Move": (
        ("j k  ↓ ↑", "next, last sentence"),
        ("J K  } {", "next, last turn"),
        ("] [", "next, last section"),
        ("Space b  PgDn PgUp", "next, last screen"),
        ("Home End", "beginning, end"),
        ("g", "go to a turn by its number"),
        ("s S  . ,", "next, last suggestion ›"),
        ("f F", "next, last sentence that is not captured"),
        ("/  n N", "find; next, last find"),
        ("i", "next unfinished form …"),
    ),
    "Choose the words": (
        ("→ ←  l h", "a word more, less"),
        ("Ctrl-→ Ctrl-←  L H", "a letter more, less"),
        ("Shift-↓ Shift-↑", "a sentence more, less"),
        ("o", "move the beginning instead of the end"),
        ("Esc", "the whole sentence again"),
    ),
    "Capture": (
        ("Enter", "a claim"),
        ("a  d  p", "agrees, disagrees, partly: a stance on a known claim"),
        ("u", "take back what was captured last"),
    ),
    "In the form": (
        ("Enter  Ctrl-S", "save"),
        ("Tab Shift-Tab", "next, last field"),
        ("↓ ↑ then Enter", "take what is offered below a field"),
        ("→ ← or a letter", "choose a kind or a stance"),
        ("Ctrl-T", "a stance on a known claim instead, and back"),
        ("Ctrl-R", "forget what is typed"),
        ("Esc", "back to the text; what is typed is kept"),
    ),
    "Besides": (
        ("r", "look what others have captured meanwhile"),
        ("t", "dark or light"),
        ("?", "these keys"),
        ("q  Ctrl-Q", "leave"),
    ),
}
"""What each key does, in the order in which it is wanted."""


class Help(ModalScreen[None]):
    """All keys; any key closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,enter", "dismiss", show=False),
    ]

    def compose(self) -> ComposeResult:
        """One text to scroll through."""
        with VerticalScroll(id="help"):
            yield Static(_text())

    def on_click(self, event: events.Click) -> None:
        """A click closes it, too."""
        self.dismiss()


def _text() -> Text:
    text = Text(no_wrap=False)
    room = max(cell_len(keys) for rows in KEYS.values() for keys, _ in rows) + 3
    for number, (title, rows) in enumerate(KEYS.items()):
        text.append(("\n" if number else "") + f"{title}\n", "bold")
        for keys, does in rows:
            text.append(f"  {keys}" + " " * (room - cell_len(keys)) + f"{does}\n")
    text.rstrip()
    return text

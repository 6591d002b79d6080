"""What a form is made of: lines to type on, words to choose from, and offers below a line."""

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea
from textual.widgets.text_area import EditResult

from kg.domain.showing import on_one_line
from kg.screens.glyphs import cut, without_harm

Location = tuple[int, int]


class Offer(NamedTuple):
    """Something that may be meant: its key, how it is shown, and a word on it at the left."""

    key: str
    shown: str
    lead: str = ""


class Save(Message):
    """The form is to be saved."""


class Typed(Message):
    """The words of a field are others now."""

    def __init__(self, field: "Line | Words") -> None:
        super().__init__()
        self.field = field


class Taken(Message):
    """An offer was taken."""

    def __init__(self, field: "Line | Words", offer: Offer) -> None:
        super().__init__()
        self.field = field
        self.offer = offer


class Offers(Widget):
    """A short list below a field, out of which the field's arrows choose."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"offers--lead", "offers--chosen"}
    chosen: reactive[int | None] = reactive(None)

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.field: Line | Words | None = None
        self.offers: Sequence[Offer] = ()
        self.display = False

    def show(self, offers: Sequence[Offer]) -> None:
        """Offer these."""
        self.offers = tuple(offers)
        self.chosen = None
        self.display = bool(offers)
        self.refresh(layout=True)

    def step(self, step: int) -> bool:
        """Choose the next or last; tells whether there is one."""
        if not self.offers or not self.display:
            return False
        wanted = (-1 if self.chosen is None else self.chosen) + step
        if wanted < -1:
            return False
        self.chosen = None if wanted == -1 else min(wanted, len(self.offers) - 1)
        return True

    def take(self, index: int | None = None) -> bool:
        """Take the one that is chosen; tells whether there was one."""
        index = self.chosen if index is None else index
        if index is None or not 0 <= index < len(self.offers) or self.field is None:
            return False
        offer = self.offers[index]
        self.chosen = None
        self.field.post_message(Taken(self.field, offer))
        return True

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """As many lines as there are offers."""
        return len(self.offers)

    def render(self) -> Text:
        """One line for each offer."""
        lead = self.get_component_rich_style("offers--lead", partial=True)
        chosen = self.get_component_rich_style("offers--chosen", partial=True)
        room = max(8, self.size.width)
        lines = []
        for index, offer in enumerate(self.offers):
            before = f"{offer.lead} " if offer.lead else ""
            shown = cut(offer.shown, room - cell_len(before))
            line = Text(no_wrap=True, end="")
            line.append(before, lead)
            line.append(shown)
            line.append(" " * (room - line.cell_len))
            if index == self.chosen:
                line.stylize(chosen)
            lines.append(line)
        return Text("\n").join(lines)

    def on_click(self, event: events.Click) -> None:
        """Take what was clicked."""
        event.stop()
        self.take(event.y)


def _on_one_line(text: str) -> str:
    """What is typed or pasted, with blanks for the ends of lines, of which terminals send some."""
    return " ".join(text.splitlines()) if len(text.splitlines()) > 1 else text.rstrip("\r\n")


class Line(Input):
    """A line to type on; its arrows choose among the offers below it, Enter takes or saves."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "offer(1)", show=False),
        Binding("up", "offer(-1)", show=False),
        Binding("enter", "accept", show=False),
        Binding("right", "right", show=False),
    ]

    def __init__(self, *, id: str, placeholder: str = "", offers: Offers | None = None) -> None:
        super().__init__(
            id=id,
            placeholder=placeholder,
            compact=True,
            max_length=10_000,
            select_on_focus=False,
        )
        self.offers = offers
        if offers is not None:
            offers.field = self

    @property
    def words(self) -> str:
        """What is typed."""
        return self.value

    def fill(self, words: str, *, told: bool = False) -> None:
        """Write something on the line, as if it had not been typed.

        What the source has `told` is replaced by what is typed on reaching the line. What a curator
        typed is not: the first key after a mistake must not take it away.
        """
        with self.prevent(Input.Changed):
            self.value = words
        self.cursor_position = len(words)
        self.select_on_focus = told

    def _on_paste(self, event: events.Paste) -> None:
        """Put in all lines that are pasted, not only the first."""
        event.stop()
        event.prevent_default()
        self.replace(_on_one_line(event.text), *sorted(self.selection))

    def insert(self, text: str, index: int) -> None:
        """Put in text, without what steers a terminal."""
        super().insert(without_harm(text), index)

    def replace(self, text: str, start: int, end: int) -> None:
        """Put text in the place of other text, without what steers a terminal."""
        super().replace(without_harm(text), start, end)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say that something was typed."""
        event.stop()
        self.select_on_focus = False
        self.post_message(Typed(self))

    def action_offer(self, step: int) -> None:
        """Choose another offer; without any, go to another field."""
        if not (self.offers and self.offers.step(step)):
            (self.screen.focus_next if step > 0 else self.screen.focus_previous)()

    def action_accept(self) -> None:
        """Take the offer that is chosen, or save."""
        if not (self.offers and self.offers.take()):
            self.post_message(Save())

    def action_right(self) -> None:
        """Go right; at the end of the line take the first offer."""
        if self.cursor_position < len(self.value) or not (
            self.offers and self.offers.display and self.offers.take(self.offers.chosen or 0)
        ):
            self.action_cursor_right()


class Words(TextArea):
    """Several lines to type on, which are one text; Enter saves."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "offer(1)", show=False),
        Binding("up", "offer(-1)", show=False),
    ]

    def __init__(self, *, id: str, placeholder: str = "", offers: Offers | None = None) -> None:
        super().__init__(id=id, placeholder=placeholder, compact=True, highlight_cursor_line=False)
        self.offers = offers
        if offers is not None:
            offers.field = self

    @property
    def words(self) -> str:
        """What is typed."""
        return self.text

    def fill(self, words: str, *, told: bool = False) -> None:
        """Write something, as if it had not been typed."""
        with self.prevent(TextArea.Changed):
            self.text = words
        self.move_cursor(self.document.end)

    def replace(
        self,
        insert: str,
        start: Location,
        end: Location,
        *,
        maintain_selection_offset: bool = True,
    ) -> EditResult:
        """Put in text on one line, without what steers a terminal."""
        return super().replace(
            without_harm(_on_one_line(insert)),
            start,
            end,
            maintain_selection_offset=maintain_selection_offset,
        )

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            if not (self.offers and self.offers.take()):
                self.post_message(Save())
            return
        await super()._on_key(event)

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Say that something was typed."""
        event.stop()
        self.post_message(Typed(self))

    def action_offer(self, step: int) -> None:
        """Go a line up or down; below the last one, choose among the offers."""
        chosen = self.offers is not None and self.offers.chosen is not None
        at = self.cursor_location
        edge = (
            self.cursor_at_first_line and self.navigator.is_first_wrapped_line(at)
            if step < 0
            else self.cursor_at_last_line and self.navigator.is_last_wrapped_line(at)
        )
        if (chosen or (edge and step > 0)) and self.offers and self.offers.step(step):
            return
        if edge:
            (self.screen.focus_next if step > 0 else self.screen.focus_previous)()
        elif step > 0:
            self.action_cursor_down()
        else:
            self.action_cursor_up()


class Choice(Static, can_focus=True):
    """A few words of which one holds; arrows, first letters and clicks choose."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"choice--chosen", "choice--other"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", show=False),
        Binding("right,space", "step(1)", show=False),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
        Binding("enter", "save", show=False),
    ]
    chosen: reactive[str] = reactive("")

    class Changed(Message):
        """Another word holds."""

        def __init__(self, choice: "Choice") -> None:
            super().__init__()
            self.choice = choice

    def __init__(self, words: Sequence[str], *, id: str) -> None:
        super().__init__(id=id)
        self.among = tuple(words)
        self.set_reactive(Choice.chosen, self.among[0])

    def fill(self, word: str) -> None:
        """Have this word hold, as if nobody had chosen it."""
        self.set_reactive(Choice.chosen, word if word in self.among else self.among[0])
        self.refresh()

    def choose(self, word: str) -> None:
        """Have this word hold."""
        if word != self.chosen:
            self.chosen = word
            self.post_message(self.Changed(self))

    def action_step(self, step: int) -> None:
        """Have the next or last word hold."""
        at = (self.among.index(self.chosen) + step) % len(self.among)
        self.choose(self.among[at])

    def action_save(self) -> None:
        """Save the form."""
        self.post_message(Save())

    def on_key(self, event: events.Key) -> None:
        """Have the next word hold that begins with the letter typed."""
        if event.character is None or not event.character.isalpha():
            return
        at = self.among.index(self.chosen) + 1
        turned = self.among[at:] + self.among[:at]
        letter = event.character.casefold()
        if word := next((one for one in turned if one.startswith(letter)), None):
            event.stop()
            self.choose(word)

    def render(self) -> Text:
        """The words in one row."""
        chosen = self.get_component_rich_style("choice--chosen", partial=True)
        other = self.get_component_rich_style("choice--other", partial=True)
        return Text(" ", end="").join(
            Text(f" {word} " if self._airy() else word, chosen if word == self.chosen else other)
            for word in self.among
        )

    def _airy(self) -> bool:
        return sum(len(word) + 3 for word in self.among) - 1 <= self.size.width

    def on_click(self, event: events.Click) -> None:
        """Have the word hold that was clicked."""
        place = 0
        wide = 2 if self._airy() else 0
        for word in self.among:
            if place <= event.x < place + len(word) + wide:
                self.choose(word)
            place += len(word) + wide + 1


class Problem(Static):
    """What is wrong with the field above, if anything is."""

    def __init__(self, *, id: str) -> None:
        super().__init__("", id=id, markup=False)
        self.display = False

    def say(self, text: str) -> None:
        """Say it, or nothing."""
        self.update(on_one_line(text))
        self.display = bool(text)

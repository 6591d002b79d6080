"""The transcript on the screen: rows drawn as they are needed, moved through by key and mouse."""

from bisect import bisect_left
from collections.abc import Iterable
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from kg.domain.sentences import Span
from kg.screens.layout import TAG, Pages, Row, Seat
from kg.screens.painting import NAMES, Painter
from kg.screens.reader import Reader

WIDEST = 88
"""Cells of a line of text; longer ones are tiring to read."""

THUMB = "▐"


def _keys(keys: str, action: str) -> Binding:
    return Binding(keys, action, show=False)


class Paper(Widget, can_focus=True):
    """A source's text with a sentence at hand, of which a phrase may be chosen."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"paper--{name}" for name in (*NAMES, "thumb")}
    BINDINGS: ClassVar[list[BindingType]] = [
        _keys("j,down", "sentence(1)"),
        _keys("k,up", "sentence(-1)"),
        _keys("J,right_curly_bracket", "turn(1)"),
        _keys("K,left_curly_bracket", "turn(-1)"),
        _keys("right_square_bracket", "section(1)"),
        _keys("left_square_bracket", "section(-1)"),
        _keys("space,pagedown,ctrl+f", "page(1)"),
        _keys("b,pageup,ctrl+b", "page(-1)"),
        _keys("home", "edge(-1)"),
        _keys("end,G", "edge(1)"),
        _keys("s,full_stop", "suggestion(1)"),
        _keys("S,comma", "suggestion(-1)"),
        _keys("f", "free(1)"),
        _keys("F", "free(-1)"),
        _keys("n", "again(1)"),
        _keys("N", "again(-1)"),
        _keys("l,right,shift+right", "stretch(1)"),
        _keys("h,left,shift+left", "stretch(-1)"),
        _keys("L,ctrl+shift+right,ctrl+right", "stretch(1,True)"),
        _keys("H,ctrl+shift+left,ctrl+left", "stretch(-1,True)"),
        _keys("shift+down", "stretch_by_sentence(1)"),
        _keys("shift+up", "stretch_by_sentence(-1)"),
        _keys("o", "other_end"),
        _keys("escape", "whole_sentence"),
    ]

    class Moved(Message):
        """Another sentence or phrase is at hand."""

    class Nothing(Message):
        """There is nothing more that way."""

        def __init__(self, what: str) -> None:
            super().__init__()
            self.what = what

    class Opened(Message):
        """A sentence was clicked twice."""

    def __init__(self, reader: Reader, *, id: str) -> None:
        super().__init__(id=id)
        self.reader = reader
        self.pages = Pages(reader.script)
        self.painter = Painter(reader, self.pages)
        self.top: Seat = (0, 0)
        self.drafts: set[Span] = set()
        self._view: list[Row] | None = None
        self._pressed: int | None = None

    # What is seen.

    def show_marks(self) -> None:
        """Draw what is captured anew."""
        self.pages.set_marks(self.reader.marks)
        self.redraw()

    def redraw(self) -> None:
        """Draw everything anew."""
        self._view = None
        self.refresh()

    def on_resize(self, event: events.Resize) -> None:
        """Lay the rows out for another width, and keep the sentence at hand in view."""
        self._fit(event.size)
        self.reveal()

    def _fit(self, size: Size) -> None:
        self.pages.set_width(max(10, min(WIDEST, size.width - self.painter.left - 2)))

    def reveal(self) -> None:
        """Scroll as little as needed to see all of what is chosen."""
        height = self.size.height
        if not height or not self.reader.sentences or not self.pages.width:
            return
        margin = 2 if height >= 12 else 0
        head = self.pages.seat(self.reader.begins)
        foot = max(head, self.pages.seat(max(self.reader.begins, self.reader.ends - 1)))
        above = min(self.pages.moved(head, -margin), self.pages.with_head(head))
        if self.pages.between(above, foot, height) not in range(height):
            above = head
        below = self.pages.between(self.top, foot, height * 2)
        if above < self.top:
            near = self.pages.between(above, self.top, height) is not None
            self.top = above if near else self.pages.moved(head, -(height // 3))
        elif below is None:
            self.top = self.pages.moved(head, -(height // 3))
        elif below > height - 1 - margin:
            self.top = min(self.pages.moved(foot, -(height - 1 - margin)), above)
        self.top = min(self.top, max(self.pages.moved(self.pages.last_seat(), 1 - height), (0, 0)))
        self.redraw()

    def _rows(self) -> list[Row]:
        if not self.pages.width:
            return []  # Drawn before its width is told.
        if self._view is None:
            self._view = []
            block, skip = self.top
            while len(self._view) < self.size.height and block < len(self.pages.blocks):
                self._view += self.pages.rows(block)[skip:]
                block, skip = block + 1, 0
        return self._view

    def render_line(self, y: int) -> Strip:
        """One row of the screen."""
        rows = self._rows()
        width = self.size.width
        ground = self.rich_style
        if y >= len(rows):
            return Strip([Segment(" " * width, ground)], width)
        row = rows[y]
        pieces = self.painter.pieces(row, self.drafts)
        strip = Strip([Segment(text, ground + self._mixed(names)) for text, names in pieces])
        strip = strip.extend_cell_length(width - 1, ground).crop(0, width - 1)
        thumb = self._thumb(y)
        return Strip([*strip, Segment(thumb[0], ground + thumb[1])], width)

    def _style(self, name: str) -> Style:
        return self.get_component_rich_style(f"paper--{name}", partial=True)

    def _mixed(self, names: Iterable[str]) -> Style:
        return Style.combine(self._style(name) for name in names)

    def _thumb(self, y: int) -> tuple[str, Style]:
        height = self.size.height
        blocks = len(self.pages.blocks)
        if not height or not blocks:
            return " ", Style()
        begins, ends = self.pages.blocks[0].begins, self.pages.blocks[-1].ends
        at = (self.reader.begins - begins) / max(1, ends - begins)
        return (THUMB, self._style("thumb")) if int(at * height) == y else (" ", Style())

    # Keys.

    def _went(self, moved: bool, what: str) -> None:
        if moved:
            self.reveal()
            self.post_message(self.Moved())
        else:
            self.post_message(self.Nothing(what))

    def action_sentence(self, step: int) -> None:
        """Go by sentences."""
        reader = self.reader
        if reader.phrase and step > 0:
            # After a phrase that goes on beyond its sentence comes the sentence behind it.
            at = reader.touched(reader.begins, reader.ends)[-1]
            self._went(reader.go(at + 1) or True, "")
        else:
            wanted = reader.sentence + step
            self._went(
                0 <= wanted < len(reader.sentences) and reader.go(wanted), _nothing("text", step)
            )

    def action_turn(self, step: int) -> None:
        """Go by turns."""
        self._went(self.reader.turn(step), _nothing("turn", step))

    def action_section(self, step: int) -> None:
        """Go by sections."""
        self._went(self.reader.section(step), _nothing("section", step))

    def action_suggestion(self, step: int) -> None:
        """Go to what is suggested."""
        nothing = _nothing("suggestion", step)
        if left := self.reader.suggested():
            nothing += f"; {left} {'above: S' if step > 0 else 'below: s'}"
        self._went(self.reader.suggestion(step), nothing)

    def action_free(self, step: int) -> None:
        """Go to what is not captured."""
        self._went(self.reader.free(step), _nothing("sentence that is not captured", step))

    def action_again(self, step: int) -> None:
        """Find once more."""
        self._went(self.reader.again(step), "Nothing to find: / looks for words")

    def action_edge(self, step: int) -> None:
        """Go to the beginning or the end."""
        self.reader.go(0 if step < 0 else len(self.reader.sentences) - 1)
        self._went(True, "")

    def action_page(self, step: int) -> None:
        """Go by screens."""
        height = self.size.height
        end = self.pages.moved(self.pages.last_seat(), -(height - 1))
        self.top = min(self.pages.moved(self.top, step * max(1, height - 2)), end)
        self._view = None
        rows = self._rows()[:height]
        places = [place for row in rows for place in row.places if place != TAG]
        if places:
            at = bisect_left(self.reader.sentences, places[0], key=lambda one: one.begins)
            if step > 0 and self.top == end and self.reader.sentence >= at:
                at = len(self.reader.sentences) - 1
            self.reader.go(at)
        self._went(True, "")

    def action_stretch(self, step: int, letter: bool = False) -> None:
        """Move an end of what is chosen."""
        self.reader.stretch(step, letter=letter)
        self._went(True, "")

    def action_stretch_by_sentence(self, step: int) -> None:
        """Choose a sentence more or less."""
        self.reader.stretch_by_sentence(step)
        self._went(True, "")

    def action_other_end(self) -> None:
        """Move the other end from now on."""
        self.reader.at_start = not self.reader.at_start
        self.post_message(
            self.Nothing("The beginning moves now" if self.reader.at_start else "The end moves now")
        )

    def action_whole_sentence(self) -> None:
        """Choose the whole sentence, and show no more what was found."""
        self.reader.pattern = None
        self.reader.go(self.reader.sentence)
        self._went(True, "")

    # Mouse.

    def place_at(self, x: int, y: int) -> int | None:
        """The place in the text that is shown in a cell, or the nearest in its row."""
        rows = self._rows()
        if not 0 <= y < len(rows):
            return None
        cell = self.painter.left
        last = None
        for character, place in zip(rows[y].text, rows[y].places, strict=False):
            if place != TAG:
                last = place
            cell += cell_len(character)
            if cell > x and last is not None:
                return last
        return last

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Begin to choose."""
        self._pressed = self.place_at(event.x, event.y)
        if self._pressed is not None:
            self.reader.go_to_place(self._pressed)
            self.capture_mouse()
            self.redraw()
            self.post_message(self.Moved())

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Choose from where the button went down to here."""
        place = self.place_at(event.x, event.y) if self._pressed is not None else None
        if place is None or self._pressed is None or place == self._pressed:
            return
        low, high = sorted((self._pressed, place))
        part = self.reader.script.parts[self.pages.blocks[self.pages.block_at(low)].part]
        self.reader.choose(low, min(high + 1, part.ends))
        self.redraw()
        self.post_message(self.Moved())

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """End choosing."""
        self._pressed = None
        self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        """Two clicks capture."""
        if event.chain == 2:
            self.reader.go(self.reader.sentence)
            self.post_message(self.Opened())

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Look further on."""
        event.stop()
        self.top = min(self.pages.moved(self.top, 3), self.pages.last_seat())
        self.redraw()

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Look back."""
        event.stop()
        self.top = self.pages.moved(self.top, -3)
        self.redraw()


def _nothing(what: str, step: int) -> str:
    return f"There is no {'further' if step > 0 else 'earlier'} {what}"

"""The first line of `kg capture`: the source's title, and how far its capturing is."""

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static

from kg.screens.glyphs import cut
from kg.screens.reader import Reader


class Head(Horizontal):
    """Tells the title of a source, the turn at hand, and how much is captured or begun."""

    def compose(self) -> ComposeResult:
        """The title, and the figures at the right."""
        yield Static("", id="title", markup=False)
        yield Static("", id="progress", markup=False)

    def show(self, reader: Reader, unfinished: int) -> None:
        """Tell where a reader is, and how many forms are unfinished."""
        script = reader.script
        part = reader.part if reader.sentences else None
        claims = len({mark.claim_id for mark in reader.marks})
        words = [
            f"turn {part.number}/{script.parts[-1].number}"
            if part and part.number is not None
            else "",
            f"{claims} claim{'s' * (claims != 1)}",
            f"{unfinished} unfinished" if unfinished else "",
        ]
        progress = " · ".join(filter(None, words))
        self.query_one("#progress", Static).update(progress)
        room = max(8, self.app.size.width - len(progress) - 4)
        self.query_one("#title", Static).update(cut(script.title, room))

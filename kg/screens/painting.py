"""What is seen of a row of a transcript: its pieces, and the names of their styles."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterator

from rich.cells import cell_len

from kg.domain.sentences import Span
from kg.screens.glyphs import cut, glyphs
from kg.screens.layout import TAG, Pages, Row, moment, who
from kg.screens.reader import Reader

NAMES = (
    *("number", "speaker", "time", "section", "text", "tag", "hint", "draft", "here"),
    *("captured", "current", "chosen", "found"),
)
"""The names of styles."""

HINT, DRAFT, HERE = "›", "…", "▌"

Piece = tuple[str, tuple[str, ...]]
"""A text, and the names of its styles, each over those before it."""


class Painter:
    """Paints the rows of a source's text, with what a reader has chosen and found there."""

    def __init__(self, reader: Reader, pages: Pages) -> None:
        self.reader = reader
        self.pages = pages

    @property
    def left(self) -> int:
        """Cells at the left, for the turn's number and signs."""
        last = max((part.number or 0 for part in self.reader.script.parts), default=0)
        return max(3, len(str(last))) + 4

    def pieces(self, row: Row, drafts: Collection[Span]) -> Iterator[Piece]:
        """A row from its margin on; `drafts` are the words of which a form is unfinished."""
        yield from self._margin(row, drafts)
        yield from self._content(row)

    def _margin(self, row: Row, drafts: Collection[Span]) -> Iterator[Piece]:
        room = self.left - 4
        block = self.pages.blocks[row.block]
        number = self.reader.script.parts[block.part].number
        text = str(number) if row.kind == "head" and number is not None else ""
        yield f"{text:>{room}} ", ("number",)
        sign, name = self._sign(row, drafts)
        yield sign, (name,)
        begins, ends = self.reader.span
        here = row.kind == "text" and any(
            begins <= place < ends or self.reader.begins <= place < self.reader.ends
            for place in row.places
        )
        yield (f"{HERE} " if here else "  "), ("here",)

    def _sign(self, row: Row, drafts: Collection[Span]) -> tuple[str, str]:
        places = [place for place in row.places if place != TAG]
        if row.kind != "text" or not places:
            return " ", "hint"
        reader = self.reader
        first = self._first(places[0])
        if any(first <= draft.begins <= places[-1] for draft in drafts):
            return DRAFT, "draft"
        waiting = any(
            index in reader.hints and index not in reader.captured
            for index in self._starting(first, places[-1])
        )
        return (HINT, "hint") if waiting else (" ", "hint")

    def _first(self, place: int) -> int:
        """Where a row begins whose first character is there: marks before it are not shown."""
        sentences = self.reader.sentences
        at = bisect_right(sentences, place, key=lambda one: one.begins) - 1
        begins = sentences[at].begins if at >= 0 else place
        return begins if next(glyphs(self.reader.text, begins, place), None) is None else place

    def _starting(self, first: int, last: int) -> Iterator[int]:
        """The sentences that begin in a row."""
        sentences = self.reader.sentences
        at = bisect_left(sentences, first, key=lambda one: one.begins)
        while at < len(sentences) and sentences[at].begins <= last:
            yield at
            at += 1

    def _content(self, row: Row) -> Iterator[Piece]:
        part = self.reader.script.parts[self.pages.blocks[row.block].part]
        if row.kind == "section":
            yield cut(row.text, self.pages.width), ("section",)
        elif row.kind == "head":
            start = f"  {moment(part)}" if moment(part) else ""
            room = self.pages.width - cell_len(start + row.text)
            yield cut(who(part), room), ("speaker",)
            yield start, ("time",)
            yield row.text, ("tag",)
        elif row.kind == "text":
            yield from self._text(row)

    def _text(self, row: Row) -> Iterator[Piece]:
        layers = self._layers(row)
        run = ""
        last: tuple[str, ...] = ()
        for character, place in zip(row.text, row.places, strict=True):
            over = (
                ("tag",)
                if place == TAG
                else tuple(name for name, inside in layers if inside(place))
            )
            if over != last and run:
                yield run, ("text", *last)
                run = ""
            last = over
            run += character
        if run:
            yield run, ("text", *last)

    def _layers(self, row: Row) -> list[tuple[str, Callable[[int], bool]]]:
        """What may lie over the text of a row, lowest first."""
        places = [place for place in row.places if place != TAG]
        if not places:
            return []
        low, high = places[0], places[-1] + 1
        reader = self.reader
        spans: list[tuple[str, int, int]] = [
            ("captured", mark.begins, mark.ends)
            for mark in reader.marks
            if mark.begins is not None and mark.ends is not None
        ]
        if reader.phrase:
            spans.append(("current", *reader.span))
        if reader.pattern is not None:
            around = max(0, low - 200)
            spans += [
                ("found", *found.span())
                for found in reader.pattern.finditer(reader.text, around, high + 200)
            ]
        spans.append(("chosen" if reader.phrase else "current", reader.begins, reader.ends))
        return [
            (name, lambda place, begins=begins, ends=ends: begins <= place < ends)  # type: ignore[misc]
            for name, begins, ends in spans
            if begins < high and ends > low
        ]

"""A source's text in rows of a terminal, laid out a paragraph at a time and only when seen."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from rich.cells import cell_len

from kg.domain.transcripts import clock
from kg.notebook.listening.scripts import Mark, Part, Script
from kg.screens.glyphs import WIDE, glyphs

MOST = 40
"""Sentences in a paragraph; a longer one is parted, so that none takes long to lay out."""

TAG = -2
"""In place of a place: the number of a claim, which is no text of the source."""

_PARAGRAPH = re.compile(r"\n[ \t]*\n")
_OPENING = frozenset("「『《〈【〔（［｛“‘«([{")
_CLOSING = frozenset("」』》〉】〕）］｝”’»)]}，。、；：？！…—,.;:?!%")
_IS_WIDE = re.compile(f"[{WIDE}]")


Seat = tuple[int, int]
"""Where a row is: its block, and which of the block's rows it is."""


class Block(NamedTuple):
    """A paragraph: its part, its place in the text, and whether its part begins with it."""

    part: int
    begins: int
    ends: int
    first: bool


class Row(NamedTuple):
    """One row on the screen: for each character of `text` its place in the source, or TAG."""

    kind: str
    text: str
    places: tuple[int, ...]
    block: int


class Pages:
    """All of a source's text as blocks, each of which becomes rows when it is looked at."""

    def __init__(self, script: Script) -> None:
        self.script = script
        self.blocks = _blocks(script)
        self._begins = [block.begins for block in self.blocks]
        self._marks: dict[int, list[Mark]] = {}
        self._heads: dict[int, list[Mark]] = {}
        self.width = 0
        self._rows = lru_cache(maxsize=400)(self._lay_out)

    def set_width(self, width: int) -> None:
        """Have rows of so many cells."""
        if width != self.width:
            self.width = width
            self._rows.cache_clear()

    def set_marks(self, marks: Iterable[Mark]) -> None:
        """Have the numbers of captured claims behind what they quote."""
        self._marks = {}
        self._heads = {}
        by_number = {part.number: index for index, part in enumerate(self.script.parts)}
        for mark in marks:
            if mark.begins is not None and mark.ends is not None:
                self._marks.setdefault(self.block_at(mark.ends - 1), []).append(mark)
            elif mark.number in by_number:
                self._heads.setdefault(by_number[mark.number], []).append(mark)
        self._rows.cache_clear()

    def block_at(self, place: int) -> int:
        """The block in which a place of the text is, or the last before it."""
        return max(0, bisect_right(self._begins, place) - 1)

    def rows(self, block: int) -> Sequence[Row]:
        """The rows of a block, with what stands above it when it begins a turn or a section."""
        return self._rows(block)

    def seat(self, place: int) -> Seat:
        """The row in which a place of the text is."""
        block = self.block_at(place)
        found = 0
        for index, row in enumerate(self.rows(block)):
            first = next((one for one in row.places if one != TAG), None)
            if row.kind == "text" and first is not None:
                if first > place:
                    break
                found = index
        return block, found

    def last_seat(self) -> Seat:
        """The last row of all."""
        last = len(self.blocks) - 1
        return last, len(self.rows(last)) - 1

    def with_head(self, seat: Seat) -> Seat:
        """A row, or where it is the first of a turn the head of that."""
        block, row = seat
        texts = [index for index, one in enumerate(self.rows(block)) if one.kind == "text"]
        return (block, 0) if texts and row == texts[0] else seat

    def moved(self, seat: Seat, step: int) -> Seat:
        """So many rows further on or back, as far as there are any."""
        block, row = seat
        row += step
        while row < 0 and block > 0:
            block -= 1
            row += len(self.rows(block))
        while row >= len(self.rows(block)) and block < len(self.blocks) - 1:
            row -= len(self.rows(block))
            block += 1
        return block, min(max(row, 0), len(self.rows(block)) - 1)

    def between(self, start: Seat, end: Seat, most: int) -> int | None:
        """How many rows it is from one to another, or None where there are more than `most`."""
        block, row = start
        rows = -row
        while block < end[0]:
            rows += len(self.rows(block))
            block += 1
            if rows > most:
                return None
        return rows + end[1]

    def _lay_out(self, index: int) -> Sequence[Row]:
        block = self.blocks[index]
        rows = [Row("blank", "", (), index)]
        part = self.script.parts[block.part]
        if block.first:
            before = self.script.parts[block.part - 1] if block.part else None
            if part.section and (before is None or before.section != part.section):
                rows += [
                    Row("section", part.section, (), index),
                    Row("blank", "", (), index),
                ]
            if part.number is not None or part.speaker or part.label:
                tags = "".join(f" [{mark.claim_id}]" for mark in self._heads.get(block.part, ()))
                rows.append(Row("head", tags, (), index))
        pieces = self._pieces(index)
        rows += [Row("text", text, places, index) for text, places in _wrapped(pieces, self.width)]
        return rows

    def _pieces(self, index: int) -> list[tuple[str, int]]:
        block = self.blocks[index]
        pieces = list(glyphs(self.script.text, block.begins, block.ends))
        marks = sorted(self._marks.get(index, ()), key=lambda mark: (mark.ends, mark.claim_id))
        if not marks:
            return pieces
        tagged: list[tuple[str, int]] = []
        waiting = marks[::-1]
        for piece in pieces:
            while waiting and (waiting[-1].ends or 0) <= piece[1]:
                tagged.append((f" [{waiting.pop().claim_id}]", TAG))
            tagged.append(piece)
        tagged += [(f" [{mark.claim_id}]", TAG) for mark in reversed(waiting)]
        return tagged


def _blocks(script: Script) -> list[Block]:
    blocks: list[Block] = []
    count = 0
    for (begins, ends), part in zip(script.sentences, script.part_of, strict=True):
        last = blocks[-1] if blocks else None
        if (
            last is not None
            and last.part == part
            and count < MOST
            and not _PARAGRAPH.search(script.text, last.ends, begins)
        ):
            blocks[-1] = last._replace(ends=ends)
            count += 1
        else:
            blocks.append(Block(part, begins, ends, last is None or last.part != part))
            count = 1
    return blocks


def _wrapped(pieces: Iterable[tuple[str, int]], width: int) -> list[tuple[str, tuple[int, ...]]]:
    """Lines of at most `width` cells, broken between words and between Chinese characters."""
    lines: list[tuple[str, tuple[int, ...]]] = []
    line: list[tuple[str, int]] = []
    used = 0
    for unit in _units(pieces):
        size = sum(cell_len(piece) for piece, _ in unit)
        blank = unit[0][0] == " "
        if line and used + size > width:
            if blank:
                continue
            lines.append(_joined(line))
            line, used = [], 0
            if unit[0][1] == TAG and unit[0][0].startswith(" "):
                unit = [(unit[0][0][1:], TAG), *unit[1:]]
                size -= 1
        while size > width:
            # A word longer than a line is cut.
            room = _fitting(unit, width - used)
            lines.append(_joined(line + unit[:room]))
            line, used, unit = [], 0, unit[room:]
            size = sum(cell_len(piece) for piece, _ in unit)
        if blank and not line:
            continue
        line += unit
        used += size
    if line:
        lines.append(_joined(line))
    return lines


def _fitting(unit: list[tuple[str, int]], width: int) -> int:
    used = 0
    for count, (piece, _) in enumerate(unit):
        used += cell_len(piece)
        if used > width:
            return max(1, count)
    return len(unit)


def _joined(line: list[tuple[str, int]]) -> tuple[str, tuple[int, ...]]:
    while line and line[-1][0] == " ":
        line = line[:-1]
    text = "".join(piece for piece, _ in line)
    places = tuple(place for piece, place in line for _ in piece)
    return text, places


def _units(pieces: Iterable[tuple[str, int]]) -> Iterable[list[tuple[str, int]]]:
    """What no line is broken within: words, and wide characters with the marks that cling."""
    unit: list[tuple[str, int]] = []
    for piece in pieces:
        if unit and _may_break(unit[-1][0], piece):
            yield unit
            unit = []
        unit.append(piece)
    if unit:
        yield unit


def _may_break(before: str, piece: tuple[str, int]) -> bool:
    after = piece[0]
    if piece[1] == TAG:
        return True
    if before == " " or after == " ":
        return True
    if after in _CLOSING or before in _OPENING:
        return False
    return bool(_IS_WIDE.match(after) or _IS_WIDE.match(before[-1]))


def moment(part: Part) -> str:
    """When in a recording a part begins, for its head."""
    return clock(part.start) if part.start is not None else ""


def who(part: Part) -> str:
    """Who speaks in a part, for its head."""
    return part.speaker or part.label or ""

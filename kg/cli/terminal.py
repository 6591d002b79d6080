"""Text on a terminal: harmless, wrapped and aligned in whatever script it is written."""

import os
import re
import shutil
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache

import click

from kg.domain import showing

# Who writes to a terminal finds here all that it takes.
safe = showing.safe
on_one_line = showing.on_one_line

Paint = Callable[[str], str]
"""Gives a text its colour."""

_WIDE = (
    "\u1100-\u115f\u2e80-\u3000\u3003-\u3007\u3012-\u3013\u301c-\ua4cf\uac00-\ud7a3\uf900-\ufaff"
    "\ufe30-\ufe4f\uff02-\uff07\uff0a-\uff0b\uff0d\uff0f-\uff19\uff1c-\uff1e\uff20-\uff3a"
    "\uff3c\uff3e-\uff5a\uff5c\uff5e-\uff60\uffe0-\uffe6\U0001f300-\U0001faff\U00020000-\U0003fffd"
)
_FULL_WIDTH_MARKS = "「『《〈【〔（［｛“」』》〉】〕）］｝”，。、；：？！…—"
_OPENING = "「『《〈【〔（［｛“‘«(\\[{"
_CLOSING = "」』》〉】〕）］｝”’»)\\]}，。、；：？！…—,.;:?!"
_WORD = rf"[^\s{_WIDE}{_OPENING}{_CLOSING}][^\s{_WIDE}{_FULL_WIDTH_MARKS}]*"


@cache
def _pieces() -> re.Pattern[str]:
    """What a line is made of: blanks, words, and wide characters with marks that cling to them."""
    # Compiling it takes as long as loading click, so only those who wrap text pay for it.
    return re.compile(
        rf"\s+|[{_OPENING}]*(?:[{_WIDE}]|{_WORD}|[{_CLOSING}])[{_CLOSING}]*|[{_OPENING}]+"
    )


def width(text: str) -> int:
    """How many cells of a terminal `text` fills: two for each wide character.

    >>> width("o1"), width("颜水成"), width("é")
    (2, 6, 1)
    """
    if text.isascii():
        return len(text)
    return sum(map(_cells, text))


def _cells(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def padded(text: str, cells: int) -> str:
    """`text`, filled with blanks to a number of cells."""
    return text + " " * (cells - width(text))


def wrapped(text: str, cells: int) -> list[str]:
    """The lines of `text` that fit into a number of cells; words too long for it stand out.

    Chinese breaks between any two characters, but not before a closing mark nor after an opening
    one.

    >>> wrapped("追赶 o1 需要数年，不是数月。", 12)
    ['追赶 o1 需要', '数年，不是数', '月。']
    """
    lines: list[str] = []
    for paragraph in text.splitlines() or [""]:
        line, used = "", 0
        for piece in _pieces().findall(paragraph):
            size = width(piece.rstrip())
            if line and used + size > cells:
                lines.append(line.rstrip())
                line, used = "", 0
            if line or not piece.isspace():
                line += piece
                used += width(piece)
        lines.append(line.rstrip())
    return lines


def columns() -> int:
    """How many cells a line has."""
    return max(40, shutil.get_terminal_size((100, 24)).columns)


def is_terminal() -> bool:
    """Whether a person looks at the output, not a file or another program."""
    return sys.stdout.isatty()


def can_page() -> bool:
    """Whether a person can turn pages: at a terminal, with a pager that is there and wanted."""
    return bool(is_terminal() and sys.stdin and sys.stdin.isatty() and _pager())


def _pager() -> str | None:
    """The command that shows pages; KG_PAGER, empty for none, goes before PAGER."""
    if os.environ.get("TERM") == "dumb":
        return None
    chosen = os.environ.get("KG_PAGER")
    if chosen is None:
        chosen = os.environ.get("PAGER") or "less"
    program, _, _ = chosen.strip().partition(" ")
    return chosen if program != "cat" and shutil.which(program) else None


def engage() -> None:
    """Note that something is asked or read now, so that the command is not done again by itself."""
    context = click.get_current_context(silent=True)
    if context is not None and context.obj is not None:
        context.obj.engaged = True


def paged(text: str) -> None:
    """Show a text, page by page where it is longer than the screen. To leave early is no error."""
    screen = shutil.get_terminal_size((100, 24))
    rows = sum(
        max(1, -(-width(click.unstyle(line)) // screen.columns)) for line in text.split("\n")
    )
    pager = _pager()
    # The prompt wants a row, too.
    if rows < screen.lines or pager is None:
        click.echo(text)
        return
    usual = os.environ.get("PAGER")
    os.environ["PAGER"] = pager
    try:
        click.echo_via_pager(text)
    finally:
        os.environ.pop("PAGER")
        if usual is not None:
            os.environ["PAGER"] = usual


def coloured() -> bool:
    """Whether output has colour: on terminals, unless NO_COLOR says no."""
    return is_terminal() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def painter(**style: object) -> Paint:
    """A function that gives a text a style of click's, such as bold=True, where there is colour."""

    def paint(text: str) -> str:
        return click.style(text, **style) if text and coloured() else text  # type: ignore[arg-type]

    return paint


bold = painter(bold=True)
dim = painter(dim=True)


def table(rows: Iterable[Sequence[str]], paints: Sequence[Paint | None] = ()) -> Iterator[str]:
    """Rows as aligned columns. A terminal gets the last column wrapped; a pipe gets whole lines."""
    cells = [[on_one_line(cell) for cell in row] for row in rows]
    if not cells:
        return
    widths = [max(map(width, column)) for column in list(zip(*cells, strict=True))[:-1]]
    start = sum(widths) + 2 * len(widths)
    room = max(20, columns() - start) if is_terminal() else None
    for row in cells:
        line = ""
        for number, (cell, size) in enumerate(zip(row[:-1], widths, strict=True)):
            paint = paints[number] if number < len(paints) else None
            line += (paint(cell) if paint else cell) + " " * (size - width(cell) + 2)
        last = [row[-1]] if room is None else wrapped(row[-1], room)
        yield (line + last[0]).rstrip()
        for more in last[1:]:
            yield " " * start + more


def block(text: str, indent: int = 2, first: str | None = None) -> Iterator[str]:
    """`text` made safe, wrapped and indented; `first` takes the indent's place before line one."""
    margin = " " * indent
    lead = margin if first is None else padded(first, indent)
    for line in wrapped(safe(text.expandtabs(4)), columns() - indent):
        yield (lead + line).rstrip()
        lead = margin

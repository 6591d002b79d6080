"""A sheet to draw on, measured in pixels from its upper left corner, and written as SVG or PNG."""

import io
import re
import unicodedata
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any

from kg.errors import KgError
from kg.pages.inline import readable

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

PAPER, INK, SOFT, FAINT, EDGE = "#fcfbf9", "#1c232c", "#586270", "#8b94a0", "#e2e0da"
BLUE, ORANGE, YELLOW, BAND = "#1b5e9e", "#d2541b", "#c79a2b", "#cfe0f0"
VARIABLES = {
    PAPER: "--paper",
    INK: "--ink",
    SOFT: "--soft",
    FAINT: "--faint",
    EDGE: "--edge",
    BLUE: "--right",
    ORANGE: "--wrong",
    YELLOW: "--partly",
    BAND: "--band",
}
"""The colours, and what a page calls them, which has others in the dark.

Blue, orange and yellow stay apart for eyes that do not tell red from green.
"""

SIZE = 12
CELL = 6.9
"""Pixels that a character of usual width takes at this size at most; a wide one takes two."""

FONTS = (
    *("-apple-system", "BlinkMacSystemFont", "Segoe UI", "Roboto", "Noto Sans"),
    *("Helvetica Neue", "Arial", "Liberation Sans", "DejaVu Sans", "PingFang SC"),
    *("Microsoft YaHei", "Noto Sans CJK SC", "sans-serif"),
)
"""What a browser chooses from, for each character the first that has it."""

DRAWN_IN = (
    *("Noto Sans", "Segoe UI", "Helvetica Neue", "Arial", "DejaVu Sans"),
    *("Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Source Han Sans CN"),
    *("PingFang SC", "Hiragino Sans GB", "Heiti SC", "STHeiti", "Microsoft YaHei", "SimHei"),
    *("WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "Droid Sans Fallback", "Arial Unicode MS"),
    # Matplotlib finds the first face of a collection, whichever country that is for.
    *("Noto Sans CJK JP", "Noto Serif CJK SC", "Noto Serif CJK JP"),
)
"""Fonts in which pixels are drawn, as far as they are installed."""


class Sheet:
    """A picture so many pixels wide and high; without a ground it is transparent."""

    def __init__(self, width: float, height: float) -> None:
        from matplotlib.figure import Figure

        self.width, self.height = width, height
        self.missing: set[str] = set()
        self.figure: Figure = Figure(figsize=(width / 72, height / 72), dpi=72, facecolor=PAPER)

    def axes(self, x: float, y: float, width: float, height: float) -> "Axes":
        """Room for a diagram, bare of frame and ticks."""
        w, h = self.width, self.height
        found = self.figure.add_axes((x / w, 1 - (y + height) / h, width / w, height / h))
        found.set_facecolor("none")
        found.set_prop_cycle(color=[FAINT])
        for spine in found.spines.values():
            spine.set_visible(False)
        found.tick_params(length=0, labelsize=SIZE - 1, labelcolor=SOFT, pad=5)
        return found

    def text(self, x: float, y: float, text: str, **style: Any) -> None:
        """One line of text; `y` is its middle."""
        style = {"color": INK, "fontsize": SIZE, "va": "center_baseline", **style}
        self.figure.text(x / self.width, 1 - y / self.height, drawable(text), **style)

    def paragraph(self, x: float, y: float, text: str, width: float, **style: Any) -> float:
        """Some lines of text; gives the height that they take."""
        lines = broken(text, int(width / CELL))
        for number, line in enumerate(lines):
            self.text(x, y + 9 + 17 * number, line, **{"color": SOFT, **style})
        return 17.0 * len(lines)

    def svg(self, *, name: str, in_page: bool = False) -> str:
        """The picture as SVG, in which texts are texts; in a page its colours are the page's."""
        import matplotlib as mpl

        stream = io.StringIO()
        # The salt makes the names of its parts the same each time, and apart from other sheets.
        with mpl.rc_context({"svg.hashsalt": name}):
            self.figure.savefig(
                stream,
                format="svg",
                transparent=in_page,
                metadata={"Date": None, "Creator": None, "Format": None, "Type": None},
            )
        found = re.sub(r"<metadata>.*?</metadata>\s*", "", stream.getvalue(), flags=re.DOTALL)
        # Said once for all texts. Matplotlib writes either, from one version to the next.
        found = re.sub(r"font-family: [^;\"]+;? ?", "", found)
        found = re.sub(r"font: ([^;\"]*?px) [^;\"]+", r"font-size: \1", found)
        if not in_page:
            fonts = ", ".join(f"'{one}'" if " " in one else one for one in FONTS)
            return found.replace("<svg ", f'<svg font-family="{fonts}" ', 1)
        for colour, variable in VARIABLES.items():
            found = found.replace(colour, f"var({variable})")
        found = found[found.index("<svg") :]
        # Its style would hold for the whole page.
        return re.sub(r"<defs>\s*<style.*?</defs>\s*", "", found, count=1, flags=re.DOTALL)

    def png(self) -> bytes:
        """The picture as PNG, at twice its size."""
        stream = io.BytesIO()
        self.figure.savefig(stream, format="png", dpi=144, metadata={"Software": None})
        return stream.getvalue()


@contextmanager
def drawing() -> Iterator[None]:
    """Draws as we want it, whatever the reader's own settings for Matplotlib are."""
    try:
        import matplotlib as mpl
    except ModuleNotFoundError:
        raise KgError(
            "Charts are drawn by Matplotlib, which is not installed.",
            "Run pip install 'kg-notebook[charts]'.",
        ) from None
    with mpl.rc_context(), warnings.catch_warnings():
        # Texts that stay texts need no font here, and for others `without_font` is asked.
        warnings.filterwarnings("ignore", "Glyph .* missing from", UserWarning)
        mpl.rcdefaults()
        mpl.rcParams.update(
            {
                "font.family": installed(),
                "font.size": SIZE,
                "svg.fonttype": "none",
                # Dollars are dollars.
                "text.parse_math": False,
                "axes.axisbelow": True,
                "axes.unicode_minus": False,
            }
        )
        yield


@cache
def installed() -> list[str]:
    """The fonts that pixels can be drawn in here, those first that are wanted first."""
    from matplotlib.font_manager import fontManager

    known = {font.name for font in fontManager.ttflist}
    return [name for name in DRAWN_IN if name in known] or ["DejaVu Sans"]


@cache
def _characters() -> frozenset[int]:
    from matplotlib.font_manager import FontProperties, findfont, get_font

    return frozenset(
        code
        for name in installed()
        for code in get_font(findfont(FontProperties(family=[name]))).get_charmap()
    )


def without_font(text: str) -> set[str]:
    """The characters of a text that no font here can draw as pixels."""
    known = _characters()
    return {one for one in text if ord(one) not in known and not one.isspace()}


def drawable(text: str) -> str:
    """A text on one line, with a visible mark for what steers or turns round what follows."""
    turning = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
    return turning.sub("\ufffd", readable(" ".join(text.split())))


def cells(text: str) -> int:
    """How many usual characters a text is wide."""
    return sum(
        0
        if unicodedata.category(one) in {"Mn", "Me", "Cf"}
        else 1 + (unicodedata.east_asian_width(one) in "WF")
        for one in text
    )


def cut(text: str, most: int) -> str:
    """A text cut to so many cells, with … where something is missing.

    >>> cut("追赶 o1 需要数年", 10), cut("short", 10)
    ('追赶 o1 …', 'short')
    """
    text = drawable(text)
    if cells(text) <= most:
        return text
    end = used = 0
    while used + cells(text[end]) <= most - 2:
        used += cells(text[end])
        end += 1
    at_word = text[: end + 1].rpartition(" ")[0].rstrip()
    return f"{at_word} …" if len(at_word) > 0.7 * end else f"{text[:end].rstrip()}…"


def broken(text: str, most: int) -> list[str]:
    """A text in lines of at most so many cells; Chinese breaks anywhere but before its marks."""
    lines, line = [], ""
    for piece in re.findall(r"[\u2e80-\uffee][，。；：、）]*|\s+|[^\s\u2e80-\uffee]+", text):
        if line and cells(line + piece) > most:
            lines.append(line.rstrip())
            line = ""
        line += piece if line or not piece.isspace() else ""
    return [*lines, line.rstrip()]


def all_texts(figure: "Figure") -> Sequence[Any]:
    """The texts of a figure, those of its diagrams included."""
    from matplotlib.text import Text

    found: Sequence[Any] = figure.findobj(Text)
    return found

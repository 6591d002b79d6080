"""The panel of a chart of scores that sets speakers against each other, two and two."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.analysis.duels import Duel
from kg.domain.wording import Wording, said_in
from kg.pages.chart_words import Words
from kg.pages.panels import Panel
from kg.pages.sheet import (
    BAND,
    BLUE,
    CELL,
    FAINT,
    PAPER,
    SIZE,
    SOFT,
    Sheet,
    broken,
    cells,
    cut,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

BETWEEN = ("partly", "mixed", "came round", "unclear")
"""What neither of the two has won; it stands in the middle, with what is open."""

FACES = {"who is right": (BLUE, BLUE), "in between": (BAND, BAND), "undecided": (PAPER, FAINT)}
"""The face and the edge of each part of a bar."""

BAR, LINE, GAP = 16, 17, 14
LONGEST_NAME = 26


def duels(
    found: Sequence[tuple[Wording, Wording, Duel]],
    pairs: int,
    words: Words,
    language: str,
    width: float,
) -> Panel:
    """A bar for each two speakers that has what each won at its end, and what is open within.

    `found` are the first of so many pairs.
    """
    if not found:
        return _nothing(words["no duels"], width)
    tall = width < 600
    side = 0.0 if tall else 0.27 * width
    middle = width - 2 * side
    told = [_note(duel, words) for *_, duel in found]
    notes = [broken(note, int(width / CELL)) if note else [] for note in told]
    heights = [LINE * tall + BAR + 6 + LINE * len(note) + GAP for note in notes]
    legend, legend_height = _legend(words, width)
    rest = pairs - len(found)
    reach = max(max(map(abs, _ends(duel))) for *_, duel in found)

    def draw(sheet: Sheet, x: float, y: float) -> None:
        for name, at, down in legend:
            _swatch(sheet.axes(x + at, y + down + 2, 14, 14), name)
            sheet.text(x + at + 20, y + down + 9, words[name], color=SOFT, fontsize=SIZE - 1)
        y += legend_height
        for (first, second, duel), note, height in zip(found, notes, heights, strict=True):
            room = int((middle / 2 if tall else side) / CELL) - 6
            names = [
                cut(said_in(name, language), min(room, LONGEST_NAME)) for name in (first, second)
            ]
            won = [f"{duel.totals[one]:,}" for one in ("first", "second")]
            top = y + LINE * tall
            at = y + 8 if tall else top + BAR / 2
            left, right = (x, x + width) if tall else (x + side - 14, x + width - side + 14)
            sheet.text(left, at, f"{names[0]}  {won[0]}", ha="left" if tall else "right")
            sheet.text(right, at, f"{won[1]}  {names[1]}", ha="right" if tall else "left")
            _bar(sheet.axes(x + side, top, middle, BAR), duel, reach)
            for number, line in enumerate(note):
                sheet.text(
                    *(x + width / 2, top + BAR + 13 + LINE * number, line),
                    color=SOFT,
                    fontsize=SIZE - 1,
                    ha="center",
                )
            y += height
        if rest > 0:
            more = words["more duels"].format(shown=len(found), all=pairs)
            sheet.text(x, y + 6, more, color=SOFT)

    return Panel(legend_height + sum(heights) + 20 * (rest > 0), draw)


def _nothing(told: str, width: float) -> Panel:
    def draw(sheet: Sheet, x: float, y: float) -> None:
        sheet.paragraph(x, y, told, width)

    return Panel(LINE * len(broken(told, int(width / CELL))), draw)


def _note(duel: Duel, words: Words) -> str:
    """What neither has won, in words, and whether it is enough to say who is right more often."""
    told = [
        words[f"duel {one}"].format(n=f"{duel.totals[one]:,}")
        for one in (*BETWEEN, "open")
        if duel.totals[one]
    ]
    if duel.too_few:
        told.append(words["duel few"].format(n=duel.decided))
    return words["between"].join(told)


def _parts(duel: Duel) -> list[tuple[str, int]]:
    """The parts of a bar, from the left."""
    return [
        ("who is right", duel.totals["first"]),
        ("in between", sum(duel.totals[one] for one in BETWEEN)),
        ("undecided", duel.totals["open"]),
        ("who is right", duel.totals["second"]),
    ]


def _ends(duel: Duel) -> tuple[float, float]:
    """Where a bar begins and ends, when the middle of what neither has won stands at 0."""
    (_, first), *neither, (_, second) = _parts(duel)
    half = sum(n for _, n in neither) / 2
    return -half - first, half + second


def _bar(axes: "Axes", duel: Duel, reach: float) -> None:
    # A little more room than the longest bar takes, for its edges.
    axes.set(xlim=(-1.02 * reach, 1.02 * reach), ylim=(0, 1))
    axes.set_xticks([])
    axes.set_yticks([])
    axes.axvline(0, color=FAINT, linewidth=1, linestyle=(0, (1, 2)), zorder=0.5)
    at = _ends(duel)[0]
    for name, number in _parts(duel):
        if number:
            face, edge = FACES[name]
            axes.barh(
                *(0.5, number),
                left=at,
                height=0.8,
                color=face,
                edgecolor=PAPER if face == edge else edge,
                linewidth=1,
            )
        at += number


def _legend(words: Words, width: float) -> tuple[list[tuple[str, float, float]], float]:
    """Where each part of the legend stands, and how high it is."""
    places, x, y = [], 0.0, 0.0
    for name in FACES:
        takes = 42 + CELL * cells(words[name])
        if x and x + takes > width:
            x, y = 0.0, y + 20
        places.append((name, x, y))
        x += takes
    return places, y + 34


def _swatch(axes: "Axes", name: str) -> None:
    axes.set(xlim=(0, 1), ylim=(0, 1))
    axes.set_xticks([])
    axes.set_yticks([])
    face, edge = FACES[name]
    axes.barh(0.5, 0.9, left=0.05, height=0.8, color=face, edgecolor=edge, linewidth=1)

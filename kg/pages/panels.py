"""The panels of a chart of scores: calibration, hit rates, and predictions in time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from kg.analysis.picture import COMES_TO, Bar, Calibration, Picture, Span
from kg.analysis.questions import Of
from kg.domain.scoring import DIAGRAM_FROM
from kg.domain.wording import said_in
from kg.pages.chart_words import Words
from kg.pages.sheet import (
    BAND,
    BLUE,
    CELL,
    EDGE,
    FAINT,
    INK,
    ORANGE,
    PAPER,
    SIZE,
    SOFT,
    YELLOW,
    Sheet,
    broken,
    cut,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LOOKS: dict[str, tuple[str, str, str, float]] = {
    # The marker, its edge, its face and its size: no two differ by colour alone.
    "right": ("o", BLUE, BLUE, 8),
    "partly": ("D", YELLOW, PAPER, 6.5),
    "wrong": ("X", ORANGE, ORANGE, 9),
    "unclear": ("s", SOFT, PAPER, 6.5),
    "void": ("_", SOFT, SOFT, 9),
    "overdue": ("^", ORANGE, PAPER, 8),
    "open": (">", FAINT, PAPER, 7),
}
ROW, TALL_ROW = 20, 38
AHEAD = 0.4
"""How far beyond today a timeline goes, as a share of what lies before; what is due later stands
at its edge with its year."""


@dataclass(frozen=True)
class Panel:
    """A part of a chart: how high it is, and how it is drawn at a place on a sheet."""

    height: float
    draw: Callable[[Sheet, float, float], None]


def calibration(found: Sequence[Calibration], words: Words, width: float) -> Panel:
    """A diagram for each sort of forecasts of which there are enough, else a sentence."""
    drawn = [one for one in found if one.curve]
    sentences = [_too_few(one, words) for one in found if not one.curve] or (
        [] if drawn else [words["none"]]
    )
    side = min(width - 62, 360)
    lines = [broken(one, int(width / CELL)) for one in sentences]
    height = len(drawn) * (side + 76) + sum(17 * len(some) + 8 for some in lines)

    def draw(sheet: Sheet, x: float, y: float) -> None:
        for one in drawn:
            title = words["n"].format(of=words[one.of.value], n=one.n)
            sheet.text(x, y + 9, title, color=SOFT)
            _diagram(sheet.axes(x + 46, y + 28, side, side), one, words)
            y += side + 76
        for sentence in sentences:
            y += sheet.paragraph(x, y, sentence, width) + 8

    return Panel(height, draw)


def _too_few(found: Calibration, words: Words) -> str:
    of = words[found.of.value]
    told = words["too few"].format_map({"of": of, "n": found.n, "from": DIAGRAM_FROM})
    return told[:1].upper() + told[1:]


def _diagram(axes: "Axes", found: Calibration, words: Words) -> None:
    axes.set(xlim=(-0.02, 1.02), ylim=(-0.02, 1.02))
    ticks = [0, 0.25, 0.5, 0.75, 1]
    for setter in (axes.set_xticks, axes.set_yticks):
        setter(ticks, [f"{tick:.0%}".replace("%", " %") for tick in ticks])
    axes.grid(color=EDGE, linewidth=0.8)
    axes.plot([0, 1], [0, 1], color=FAINT, linewidth=1, linestyle=(0, (4, 3)))
    at = [point.probability for point in found.band]
    if len(at) > 1:
        axes.fill_between(
            at,
            [point.low for point in found.band],
            [point.high for point in found.band],
            color=BAND,
            linewidth=0,
        )
    else:
        axes.vlines(at, found.band[0].low, found.band[0].high, color=BAND, linewidth=8)
    axes.plot([0, 1], [0, 1], color=FAINT, linewidth=1, linestyle=(0, (4, 3)))
    axes.plot(
        [point.probability for point in found.curve],
        [point.calibrated for point in found.curve],
        color=BLUE,
        linewidth=1.6,
    )
    most = max(point.n for point in found.curve)
    axes.scatter(
        [point.probability for point in found.curve],
        [point.calibrated for point in found.curve],
        s=[14 + 90 * point.n / most if len(found.curve) <= 60 else 6 for point in found.curve],
        color=BLUE,
        edgecolor=PAPER,
        linewidth=0.8,
        zorder=3,
        clip_on=False,
    )
    axes.set_xlabel(words["said"], color=SOFT, fontsize=SIZE - 1, labelpad=4)
    axes.set_ylabel(words["came true"], color=SOFT, fontsize=SIZE - 1, labelpad=2)


def bars(found: Sequence[Bar], words: Words, language: str, width: float) -> Panel:
    """A bar for each speaker in each sort of forecasts, with the interval of the rate."""
    sorts = [of for of in Of if any(one.of is of for one in found)]
    height = sum(50 + 28 * sum(one.of is of for one in found) for of in sorts) if found else 24

    def draw(sheet: Sheet, x: float, y: float) -> None:
        if not found:
            sheet.text(x, y + 9, words["none"], color=SOFT)
        left, right = 0.34 * width, 78
        for of in sorts:
            rows = [one for one in found if one.of is of]
            sheet.text(x, y + 9, words[of.value], color=SOFT)
            tall = 28 * len(rows)
            axes = sheet.axes(x + left, y + 22, width - left - right, tall)
            _rates(axes, rows)
            for number, row in enumerate(rows):
                middle = y + 22 + 28 * number + 14
                name = cut(said_in(row.name, language), int((left - 8) / CELL))
                sheet.text(x, middle, name)
                hits = words["hits of"].format(hits=f"{row.hits.hits:,.10g}", n=row.hits.n)
                sheet.text(x + width, middle, hits, ha="right", color=SOFT, fontsize=SIZE - 1)
            y += 50 + tall

    return Panel(height, draw)


def _rates(axes: "Axes", rows: Sequence[Bar]) -> None:
    axes.set(xlim=(-0.02, 1.02), ylim=(len(rows), 0))
    axes.set_yticks([])
    axes.set_xticks([0, 0.5, 1], ["0 %", "50 %", "100 %"])
    axes.grid(axis="x", color=EDGE, linewidth=0.8)
    for number, row in enumerate(rows):
        low, high = row.hits.interval
        at = number + 0.5
        axes.barh(at, row.hits.rate, height=0.42, color=BAND, linewidth=0)
        axes.plot([low, high], [at, at], color=INK, linewidth=1.3, solid_capstyle="butt")
        axes.plot([low, high], [at, at], color=INK, linestyle="none", marker="|", ms=7)
        axes.plot([row.hits.rate], [at], color=BLUE, marker="o", ms=6.5, mec=PAPER, mew=0.8)


def timeline(found: Picture, words: Words, language: str, width: float) -> Panel:
    """A line for each prediction from when it was said to when it was due and decided."""
    spans, tall = found.spans, width < 600
    row = TALL_ROW if tall else ROW
    rest = found.predictions - len(spans)
    legend = [one for one in COMES_TO if any(span.came == one for span in spans)]
    places, legend_height = _legend_places(legend, words, width)
    height = legend_height + 46 + row * len(spans) + 22 * (rest > 0) if spans else 24

    def draw(sheet: Sheet, x: float, y: float) -> None:
        if not spans:
            sheet.text(x, y + 9, words["no predictions"], color=SOFT)
            return
        for name, (at, down) in zip(legend, places, strict=True):
            _mark(sheet.axes(x + at, y + down, 14, 18), name)
            sheet.text(x + at + 18, y + down + 9, words[name], color=SOFT, fontsize=SIZE - 1)
        y += legend_height + 26
        left = 0.0 if tall else 0.46 * width
        number_width = CELL * len(str(max(span.id for span in spans))) + 8
        axes = sheet.axes(x + left, y, width - left - 36, row * len(spans))
        _lines(axes, found, at=0.72 if tall else 0.5)
        room = int(((width if tall else left - 14) - number_width) / CELL)
        for number, span in enumerate(spans):
            middle = y + row * number + (11 if tall else row / 2)
            number_at = x + number_width - 8
            sheet.text(
                *(number_at, middle, str(span.id)), color=SOFT, fontsize=SIZE - 1, ha="right"
            )
            label = cut(said_in(span.statement, language), room)
            sheet.text(x + number_width, middle, label, fontsize=SIZE - 0.5)
        if rest > 0:
            told = words["more predictions"].format(shown=len(spans), all=found.predictions)
            sheet.text(x, y + row * len(spans) + 30, told, color=SOFT)

    return Panel(height, draw)


def _legend_places(
    legend: Sequence[str], words: Words, width: float
) -> tuple[list[tuple[float, float]], float]:
    places, x, y = [], 0.0, 0.0
    for name in legend:
        takes = 36 + CELL * len(words[name]) * (2 if words[name][0] > "⺀" else 1)
        if x and x + takes > width:
            x, y = 0.0, y + 20
        places.append((x, y))
        x += takes
    return places, y + 20


def _mark(axes: "Axes", came: str) -> None:
    axes.set(xlim=(0, 1), ylim=(0, 1))
    axes.set_xticks([])
    axes.set_yticks([])
    _sign(axes, 0.5, 0.5, came)


def _sign(axes: "Axes", x: float, y: float, came: str) -> None:
    marker, edge, face, size = LOOKS[came]
    axes.plot(
        *([x], [y]),
        marker=marker,
        ms=size,
        mec=PAPER if marker == "X" else edge,
        mfc=face,
        mew=0.8 if marker == "X" else 1.8,
        linestyle="none",
        zorder=4,
        clip_on=False,
    )


def _lines(axes: "Axes", found: Picture, at: float) -> None:
    begin, end = _reach(found)
    axes.set(xlim=(begin, end), ylim=(len(found.spans), 0))
    years = range(date.fromordinal(begin).year + 1, date.fromordinal(end).year + 1)
    step = max(1, -(-len(years) // 8))
    ticks = [date(year, 1, 1).toordinal() for year in years if year % step == 0]
    axes.set_xticks(ticks, [str(date.fromordinal(tick).year) for tick in ticks])
    axes.set_yticks([])
    axes.xaxis.tick_top()
    axes.grid(axis="x", color=EDGE, linewidth=0.8)
    today = found.day.toordinal()
    axes.axvline(today, color=FAINT, linewidth=1, linestyle=(0, (1, 2)))
    axes.annotate(
        *(str(found.day), (today, len(found.spans))),
        xytext=(0, -10),
        textcoords="offset points",
        color=SOFT,
        fontsize=SIZE - 2,
        ha="center",
        va="center_baseline",
        annotation_clip=False,
    )
    for number, span in enumerate(found.spans):
        _span(axes, span, number + at, begin, end)


def _span(axes: "Axes", span: Span, y: float, begin: int, end: int) -> None:
    said = span.said.toordinal() if span.said else begin
    due = span.due.toordinal() if span.due else None
    decided = span.decided.toordinal() if span.decided else None
    until = min(end, due if due is not None else decided if decided is not None else end)
    solid = "-" if due is not None else (0, (3, 2))
    axes.plot([said, until], [y, y], color=FAINT, linewidth=1.4, linestyle=solid)
    if decided is not None and due is not None and decided > due:
        axes.plot([due, decided], [y, y], color=FAINT, linewidth=1, linestyle=(0, (1, 2)))
    if span.said:
        axes.plot([said], [y], marker="o", ms=5, mec=FAINT, mfc=PAPER, mew=1.3, linestyle="none")
    if due is not None and due <= end and decided is not None:
        axes.plot([due], [y], marker="|", ms=8, mec=SOFT, mew=1.5, linestyle="none")
    if decided is not None:
        _sign(axes, decided, y, span.came)
    elif due is not None and due <= end:
        _sign(axes, due, y, span.came)
    else:
        _sign(axes, end, y, span.came)
        if span.due:
            axes.annotate(
                *(str(span.due.year), (end, y)),
                xytext=(8, 0),
                textcoords="offset points",
                color=SOFT,
                fontsize=SIZE - 2,
                va="center_baseline",
                annotation_clip=False,
            )


def _reach(found: Picture) -> tuple[int, int]:
    """The first and the last day of a timeline."""
    today = found.day.toordinal()
    known = [day.toordinal() for span in found.spans for day in (span.said, span.decided) if day]
    due = [span.due.toordinal() for span in found.spans if span.due]
    first, last = min([today, *known]), max([today, *known])
    if not known and due:
        first = min(first, *due)
    span = max(last - first, 60)
    ahead = [day for day in due if day <= last + AHEAD * span]
    margin = int(0.03 * span) + 1
    return first - margin, max([last, *ahead]) + margin

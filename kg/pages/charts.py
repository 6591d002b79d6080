"""A chart of scores as one page, or as one picture."""

from pathlib import Path
from typing import Any

from markupsafe import Markup

from kg import __version__
from kg.analysis.picture import Picture
from kg.domain.wording import said_in
from kg.errors import Invalid
from kg.formats.files import written_bytes, written_whole
from kg.pages.chart_words import Words, words_in
from kg.pages.duel_panel import duels
from kg.pages.network import environment
from kg.pages.panels import Panel, bars, calibration, timeline
from kg.pages.sheet import CELL, INK, SIZE, SOFT, Sheet, all_texts, broken, drawing, without_font

ENDINGS = (".html", ".svg", ".png")
HALF, WIDE, NARROW = 440, 920, 350
"""Widths of panels in pixels: side by side, alone, and on a phone."""

EDGE_OF_SHEET = 28

NAMES = ("calibration", "bars", "duels", "timeline")
MEANS = ("calibration means", "bars mean", "duels mean", "timeline means")
"""The panels, and the words that say what they show. The first two stand side by side."""


def check(path: Path) -> None:
    """Raise Invalid unless a chart can be written under this name."""
    if path.suffix.lower() not in ENDINGS:
        raise Invalid(
            f"{path} has an ending that no chart has.", "Let it end in .html, .svg or .png."
        )


def write_chart(
    path: Path, picture: Picture, *, language: str = "en", title: str | None = None
) -> set[str]:
    """Write a chart as the ending of `path` says; gives the characters that no font here can draw.

    Texts stay texts in .html and .svg, so that only a .png can lack some. Raises KgError when
    Matplotlib is not installed or the file cannot be written.
    """
    check(path)
    ending = path.suffix.lower()
    with drawing():
        if ending == ".html":
            text = _page(picture, language, title)
        else:
            sheet, missing = _whole(picture, language, title, as_pixels=ending == ".png")
            if ending == ".png":
                with written_bytes(path) as file:
                    file.write(sheet.png())
                return missing
            text = sheet.svg(name="kg-scores")
    with written_whole(path) as stream:
        stream.write(text)
    return set()


def chart_page(picture: Picture, *, language: str = "en", title: str | None = None) -> str:
    """The page: it asks for nothing, adapts to phones and to the dark, and is readable as text."""
    with drawing():
        return _page(picture, language, title)


def _page(picture: Picture, language: str, title: str | None) -> str:
    words = words_in(language)
    template = environment().get_template("chart.html")
    panels = {
        width: _panels(picture, words, language, *width)
        for width in ((HALF, WIDE), (NARROW, NARROW))
    }
    figures = [
        {
            "name": name,
            "title": words[name],
            "means": words[means],
            "wide": number > 1,
            "drawn": [
                {"size": size, "svg": Markup(_drawn(panels[key][number], width, f"{name}-{size}"))}  # noqa: S704
                for size, key, width in (
                    ("large", (HALF, WIDE), WIDE if number > 1 else HALF),
                    ("small", (NARROW, NARROW), NARROW),
                )
            ],
        }
        for number, (name, means) in enumerate(zip(NAMES, MEANS, strict=True))
    ]
    return template.render(
        language=language,
        words=words,
        title=title or words["title"],
        day=words["as of"].format(day=picture.day),
        version=__version__,
        figures=figures,
        more_speakers=_more_speakers(picture, words),
        rows=_rows(picture, words, language),
    )


def _panels(
    picture: Picture, words: Words, language: str, half: float, whole: float
) -> list[Panel]:
    return [
        calibration(picture.calibrations, words, half),
        bars(picture.bars, words, language, half),
        duels(picture.duels, picture.pairs, words, language, whole),
        timeline(picture, words, language, whole),
    ]


def _drawn(panel: Panel, width: float, name: str) -> str:
    sheet = Sheet(width, panel.height)
    panel.draw(sheet, 0, 0)
    return sheet.svg(name=name, in_page=True)


def _more_speakers(picture: Picture, words: Words) -> str:
    shown = len({id(one.name) for one in picture.bars})
    names = {said_in(one.name) for one in picture.bars}
    rest = picture.speakers - min(shown, len(names))
    return words["more speakers"].format(n=rest) if rest > 0 else ""


def _rows(picture: Picture, words: Words, language: str) -> list[dict[str, Any]]:
    return [
        {
            "id": span.id,
            "statement": said_in(span.statement, language),
            "who": ", ".join(said_in(name, language) for name in span.who),
            "said": span.said or "",
            "due": span.due or "",
            "decided": span.decided or "",
            "came": words[span.came],
        }
        for span in picture.spans
    ]


def _whole(
    picture: Picture, language: str, title: str | None, *, as_pixels: bool
) -> tuple[Sheet, set[str]]:
    """All panels on one sheet."""
    words = words_in(language)
    parts = _panels(picture, words, language, HALF, WIDE)
    texts = [words[means] for means in MEANS]
    widths = [HALF, HALF, WIDE, WIDE]
    heads = [
        34 + 17 * len(broken(text, int(width / CELL))) + 12
        for text, width in zip(texts, widths, strict=True)
    ]
    margin, top = EDGE_OF_SHEET, 92
    tall = [head + part.height for head, part in zip(heads, parts, strict=True)]
    below = top + max(tall[:2]) + 30
    last = below + tall[2] + 30
    places = [(margin, top), (margin + WIDE - HALF, top), (margin, below), (margin, last)]
    missing = without_font(_everything(picture, words, language, title)) if as_pixels else set()
    sheet = Sheet(WIDE + 2 * margin, last + tall[3] + margin + 40 * bool(missing))
    sheet.text(margin, 38, title or words["title"], fontsize=20, fontweight="bold")
    sheet.text(margin, 64, words["as of"].format(day=picture.day), color=SOFT)
    for (x, y), name, text, width, head, part in zip(
        places, NAMES, texts, widths, heads, parts, strict=True
    ):
        sheet.text(x, y + 10, words[name], fontsize=15, fontweight="bold", color=INK)
        sheet.paragraph(x, y + 26, text, width)
        part.draw(sheet, x, y + head)
    if missing:
        _say_what_is_missing(sheet, missing, words, margin)
    return sheet, missing


def _everything(picture: Picture, words: Words, language: str, title: str | None) -> str:
    said = [title or "", *words.values()]
    said += [said_in(span.statement, language) for span in picture.spans]
    said += [said_in(bar.name, language) for bar in picture.bars]
    said += [said_in(name, language) for *both, _ in picture.duels for name in both]
    return "".join(said)


def _say_what_is_missing(sheet: Sheet, missing: set[str], words: Words, margin: float) -> None:
    for text in all_texts(sheet.figure):
        text.set_text("".join("?" if one in missing else one for one in text.get_text()))
    codes = ", ".join(f"U+{ord(one):04X}" for one in sorted(missing)[:6])
    told = words["missing"].format(characters=codes + ", …" * (len(missing) > 6))
    told = "".join("?" if one in missing else one for one in told)
    sheet.paragraph(margin, sheet.height - 50, told, WIDE, fontsize=SIZE - 1)

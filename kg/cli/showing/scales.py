"""Output for people and scripts: scales of likelihood words, and what reading by them changes."""

from collections.abc import Iterator, Sequence
from typing import Any

from kg.cli.showing.people import counted, fields, heading, percent
from kg.cli.terminal import on_one_line, table
from kg.domain.likelihood import Scale
from kg.notebook.finding.find import label
from kg.notebook.rereading import Number, Reread


def card(name: str, scale: Scale) -> dict[str, Any]:
    """A scale for scripts, with the name or file by which it is asked."""
    kept = ("title", "version", "language", "source", "licence", "partition")
    return {
        "name": name,
        **{key: getattr(scale, key) for key in kept},
        "bands": [
            {
                "words": list(one.words),
                "also": list(one.also),
                "low": one.low,
                "middle": one.middle,
                "high": one.high,
            }
            for one in scale.bands
        ],
    }


def lines(scales: Sequence[tuple[str, Scale]]) -> Iterator[str]:
    """Scales, one a line: name, language, size, title and where it comes from."""
    yield from table((name, one.language, size(one), one.title, one.source) for name, one in scales)


def size(scale: Scale) -> str:
    """How many words a scale has."""
    return counted(sum(len(one.words) + len(one.also) for one in scale.bands), "word")


def whole(scale: Scale) -> Iterator[str]:
    """The card of a scale with its bands from the least likely to the likeliest."""
    yield heading(f"Scale {on_one_line(scale.title)}", scale.language)
    yield from fields([("source", scale.source), ("licence", scale.licence)])
    yield ""
    rows = sorted(scale.bands, key=lambda one: (one.middle, one.low))
    yield from table(
        (
            f"  {_share(one.low)}–{percent(one.high)}",
            percent(one.middle),
            ", ".join(one.words) + (f" (also {', '.join(one.also)})" if one.also else ""),
        )
        for one in rows
    )


def _share(share: float) -> str:
    return percent(share).removesuffix(" %")


def changes(found: Sequence[Reread], language: str) -> Iterator[str]:
    """Forecasts, one a line: number, speaker, words, and the number before and after."""
    yield from table(
        (
            str(one.forecast.id),
            label(one.forecast.speaker, language),
            f"«{one.forecast.words}»",
            _number(one.before),
            "→",
            _number(one.after),
        )
        for one in found
    )


def _number(number: Number) -> str:
    if number.low is None or number.middle is None or number.high is None:
        return "no number"
    spread = "" if number.low == number.high else f" ({_share(number.low)}–{percent(number.high)})"
    return percent(number.middle) + spread + (f", {number.scale}" if number.scale else "")

"""`kg search`."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from kg.cli.app import App
from kg.cli.conditions import selecting
from kg.cli.options import pass_app, shown
from kg.cli.params import COUNT
from kg.cli.querying import Asking
from kg.cli.terminal import (
    bold,
    coloured,
    columns,
    dim,
    is_terminal,
    on_one_line,
    padded,
    painter,
    safe,
    width,
)
from kg.domain.selection import Selection
from kg.domain.snippets import snippet
from kg.domain.wording import brief
from kg.errors import did_you_mean
from kg.notebook.finding import searching
from kg.notebook.finding.hits import Hit

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

TOGETHER = 3
"""So many finds that belong to one claim are shown with it."""

_FACTS = 32
_ROOM = 100
_LEAST_ROOM = 60
_INDENT = 4
_DAY = len(", 2024-09-14")
_VERBS = ("position", "link")
_FOUND = painter(bold=True, fg="yellow")


@click.command(cls=Asking, short_help="Search statements, quotes, notes, names and source texts.")
@selecting
@click.option(
    "--limit",
    type=COUNT,
    default=20,
    show_default=True,
    metavar="N",
    help="Show at most this many.",
)
@shown
@pass_app
def search(app: App, selection: Selection, limit: int) -> None:
    """Search all that the notebook holds: statements in all languages, quotes, notes, names, texts.

    The best finds come first: what it is and its number, who and when, and the words with the match
    marked. Finds that belong to one claim stand together. Chinese is found within longer words and
    by single characters; other words are whole, with the usual endings of English, and `word*`
    finds all that begin so. Case, width and accents make no difference.

    \b
    Examples:
      kg search 通胀
      kg search '"exact words"' -robot speaker:颜水成
      kg search predict* in:turn said:2024..
    """
    with app.read() as session:
        language = app.language(session)
        found = searching.search(session, selection, app.today, language=language, limit=limit)
        app.show(lambda: _card(found), lambda: _lines(found))
        if found.groups:
            if found.more:
                app.remark(f"And {found.more:,} more: kg search … --limit {limit * 5}")
            app.hint(f"Next: {_next(found.groups[0][0])}")
            return
        app.remark(_nothing(session, selection))


def _nothing(session: "Session", selection: Selection) -> str:
    """Why nothing was found, and which names may be meant."""
    if searching.is_empty(session):
        return "There is nothing in the notebook yet. Put something in: kg add, or kg import FILE."
    asked = ", ".join((*selection.words, *selection.phrases))
    if not asked:
        return "No claims meet these conditions."
    if hint := did_you_mean(searching.near(session, selection)):
        return f"Nothing was found for {brief(asked)}. {hint}"
    alone = replace(selection, words=(), phrases=(), places=(), depth=1).everything
    return f"Nothing was found for {brief(asked)}{'' if alone else ' under these conditions'}."


def _card(found: searching.Found) -> dict[str, Any]:
    return {
        "finds": [
            {
                "kind": one.kind,
                "id": one.row_id,
                "claim_ids": list(one.claim_ids),
                "text": one.text,
                "matches": [list(place) for place in one.matches],
                "score": round(one.score, 4),
                "who": one.who or None,
                "how": one.how or None,
                "when": one.when,
                "source_id": one.source_id,
                "turn": one.part,
            }
            for one in found.hits
        ],
        "more": found.more,
    }


def _lines(found: searching.Found) -> Iterator[str]:
    kept = [group[:TOGETHER] for group in found.groups]
    hits = [one for group in kept for one in group]
    if not hits:
        return
    first = max(width(_what(one)) for one in hits) + 2
    second = max(width(_facts(one, _FACTS)) for one in hits)
    start = first + (second + 2 if second else 0)
    room = columns() - start if is_terminal() else _ROOM
    below = room < _LEAST_ROOM
    for group, best in zip(found.groups, kept, strict=True):
        for one in best:
            if below:
                yield from _in_two_lines(one)
                continue
            what = _what(one)
            gap = " " * (first - width(what))
            facts = padded(_facts(one, _FACTS), second + 2) if second else ""
            yield f"{bold(what)}{gap}{facts}{_marked(one, room)}"
        if len(group) > len(best):
            indent = _INDENT if below else start
            yield dim(f"{' ' * indent}and {len(group) - len(best)} more of claim {_claim(group)}")


def _in_two_lines(one: Hit) -> Iterator[str]:
    """A find for a narrow screen, with its words below."""
    what = _what(one)
    room = columns() - width(what) - 2
    facts = snippet(_facts(one, room - _DAY), (), room, width)
    yield f"{bold(what)}  {''.join(text for text, _ in facts)}".rstrip()
    yield f"{' ' * _INDENT}{_marked(one, columns() - _INDENT)}"


def _what(one: Hit) -> str:
    """What was found, with its number."""
    if one.kind == "turn":
        return f"source {one.source_id}, turn {one.part}"
    if one.kind == "passage":
        return f"source {one.source_id}, text"
    if one.claim_ids and one.kind != "claim":
        return f"{one.kind} {one.row_id}, claim {one.claim_ids[0]}"
    return f"{one.kind} {one.row_id}"


def _facts(one: Hit, longest: int) -> str:
    """Who says it, how and when, as far as is known."""
    who, how = brief(one.who, longest // 2), brief(one.how, longest // 2)
    if who and one.kind in _VERBS:
        who, how = f"{who} {how}", ""
    return on_one_line(", ".join(filter(None, (who, how, one.when))))


def _marked(one: Hit, room: int) -> str:
    """The words around the first match, the matches painted, or within « » without colour."""
    marks = 0 if coloured() else 2
    pieces = snippet(one.text, one.matches, room, _cells, marks)
    return "".join(_mark(text) if match else _safe(text) for text, match in pieces).rstrip()


def _cells(text: str) -> int:
    """How many cells a text fills once it is made safe."""
    return width(safe(text))


def _mark(text: str) -> str:
    return _FOUND(_safe(text)) if coloured() else f"«{_safe(text)}»"


def _safe(text: str) -> str:
    blank = " " * text.startswith(" "), " " * text.endswith(" ")
    inner = on_one_line(text)
    return f"{blank[0]}{inner}{blank[1]}" if inner else blank[0]


def _claim(group: Sequence[Hit]) -> int:
    return group[0].claim_ids[0]


def _next(one: Hit) -> str:
    """What to type to see the best find whole."""
    if one.kind == "turn":
        return f"kg source read {one.source_id} --turn {one.part}"
    if one.kind == "passage":
        return f"kg source read {one.source_id}"
    if one.claim_ids:
        return f"kg claim show {one.claim_ids[0]}"
    return f"kg {one.kind} show {one.row_id}"

"""Sentences worth a look: `kg suggest`."""

import re
import shlex
from collections.abc import Iterator
from typing import Any

import click
from sqlalchemy.orm import Session

from kg.cli.app import App
from kg.cli.options import pass_app, shown
from kg.cli.params import COUNT, Word
from kg.cli.showing.people import counted
from kg.cli.terminal import bold, coloured, columns, dim, on_one_line, painter, wrapped
from kg.domain.cues import LANGUAGES, Kind
from kg.notebook.finding import find
from kg.notebook.listening import scripts, suggesting
from kg.notebook.listening.suggesting import Suggestion
from kg.store.models import Source

INDENT = 4
LONG = 160
"""A sentence of more characters is quoted in part: the clauses around its cue."""

_MARKED = painter(underline=True, bold=True)
_ON, _OFF = "\u206a", "\u206b"
"""Stand where a cue begins and ends while lines are made; they fill no cell."""

_CLAUSE = re.compile(r"[^，,；;：:]*[，,；;：:]?")


@click.command()
@click.argument("source")
@click.option("--kind", type=Word(Kind), help="Only what may be one of these.")
@click.option("--turn", type=COUNT, metavar="N", help="Only this turn.")
@click.option("--open", "only_open", is_flag=True, help="Only what no claim quotes yet.")
@click.option("--in-order", is_flag=True, help="In the order of the text, not from the best.")
@click.option(
    "--limit", type=COUNT, metavar="N", default=30, show_default=True, help="Show the best N."
)
@shown
@pass_app
def suggest(
    app: App,
    source: str,
    kind: Kind | None,
    turn: int | None,
    only_open: bool,
    in_order: bool,
    limit: int,
) -> None:
    """Show sentences that look like predictions or stances.

    Predictions, agreements and disagreements in SOURCE are found by cues in English and Chinese,
    such as a modal, a time to come or 我认同, and nothing is sent anywhere. Each is shown
    with its cues: the first says most, and is underlined on a terminal and within « » elsewhere.
    A cue is a hint where to look first, no verdict.

    \b
    Examples:
      kg suggest 1 --open
      kg suggest "AI round table" --kind disagreement --in-order
    """
    with app.read() as session:
        row = find.source(session, source)
        everything = suggesting.suggestions(session, row, kind)
        found = [
            one
            for one in everything
            if (turn is None or (one.turn is not None and one.turn.number == turn))
            and not (only_open and one.captured)
        ]
        best = found[:limit]
        if in_order:
            best = sorted(best, key=lambda one: one.begins)
        language = app.language(session)
        app.show(
            lambda: [_card(one) for one in best],
            lambda: (line for one in best for line in _lines(one, language)),
        )
        if best:
            if len(found) > len(best):
                app.hint(
                    f"{len(best)} of {counted(len(found), 'sentence')}; more: --limit {2 * limit}"
                )
            first = next((one for one in best if not one.captured), best[0])
            app.hint(_next(session, first, row, language))
        else:
            app.remark(_why_none(row, bool(everything)))


def _why_none(source: Source, some: bool) -> str:
    if some:
        return "No sentences meet these conditions."
    text = source.passage.text if source.passage else ""
    if not suggesting.known_language(source, text):
        known = " and ".join(LANGUAGES.values())
        code = suggesting.language(source, text)
        return f"Cues are known for {known}; the language of this source is {code}."
    return "No sentence looks like a prediction, an agreement or a disagreement."


def _card(one: Suggestion) -> dict[str, Any]:
    return {
        "turn": one.turn.number if one.turn else None,
        "label": one.turn.label if one.turn else None,
        "speaker": one.turn.speaker.uid if one.turn and one.turn.speaker else None,
        "begins": one.begins,
        "ends": one.ends,
        "text": one.text,
        "what": one.what.value,
        "may_be": [kind.value for kind in one.may_be],
        "score": round(one.score, 2),
        "cues": [{"name": cue.name, "begins": cue.begins, "ends": cue.ends} for cue in one.cues],
        "claim_ids": list(one.captured),
    }


def _lines(one: Suggestion, language: str) -> Iterator[str]:
    number = str(one.turn.number) if one.turn else ""
    names = ", ".join(dict.fromkeys(cue.name for cue in one.cues))
    known = f"claim {', '.join(map(str, one.captured))}" if one.captured else ""
    facts = [_who(one, language), one.what.value, names]
    line = number.ljust(INDENT) + "  ".join(on_one_line(fact) for fact in facts if fact)
    yield bold(line) + (dim(f"  {known}") if known else "")
    inside = False
    for text in wrapped(_marked(one), columns() - INDENT):
        painted, inside = _painted(text, inside)
        yield " " * INDENT + painted


def _who(one: Suggestion, language: str) -> str:
    if one.turn is None:
        return ""
    if one.turn.speaker:
        return find.label(one.turn.speaker, language)
    return one.turn.label or ""


def _marked(one: Suggestion) -> str:
    """The sentence on one line, with signs where its first cue begins and ends."""
    text = one.text.replace(_ON, " ").replace(_OFF, " ")
    if one.cues and one.cues[0].begins < one.cues[0].ends:
        begins, ends = one.cues[0].begins - one.begins, one.cues[0].ends - one.begins
        text = text[:begins] + _ON + text[begins:ends] + _OFF + text[ends:]
    return on_one_line(text.replace("**", ""))


def _painted(line: str, inside: bool) -> tuple[str, bool]:
    """A line with its cue marked, and whether the cue goes on in the next line."""
    found = []
    for piece in re.split(f"([{_ON}{_OFF}])", line):
        if piece in (_ON, _OFF):
            inside = piece == _ON
            found.append("" if coloured() else "«" if inside else "»")
        else:
            found.append(_MARKED(piece) if inside else piece)
    return "".join(found), inside


def _next(session: Session, one: Suggestion, source: Source, language: str) -> str:
    """What to type for a suggestion."""
    words = ["kg", "add", "STATEMENT"]
    if one.turn:
        # A label is nobody yet: the curator says who it is.
        known = one.turn.speaker
        words += [
            "--speaker",
            scripts.speaker_key(session, known, language) if known else "SPEAKER",
        ]
    words += ["--source", str(source.id)]
    if one.turn:
        words += ["--turn", str(one.turn.number)]
    if one.what is Kind.PREDICTION:
        words += ["--kind", "prediction"]
    return shlex.join([*words, "--quote", _quote(one)])


def _quote(one: Suggestion) -> str:
    """The words to quote: the sentence, or where it is long the clauses around its first cue."""
    if len(one.text) <= LONG:
        return on_one_line(one.text)
    at = one.cues[0].begins - one.begins if one.cues else 0
    clauses = [found.span() for found in _CLAUSE.finditer(one.text) if found[0]]
    place = next(n for n, (_, ends) in enumerate(clauses) if at < ends)
    first, last = place, place
    while last + 1 < len(clauses) and clauses[last + 1][1] - clauses[first][0] <= LONG // 2:
        last += 1
    return on_one_line(one.text[clauses[first][0] : clauses[last][1]].strip("，,；;：: \n"))[:LONG]

"""Reading a source in the terminal: `kg source read`."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

import click

from kg.cli.app import App
from kg.cli.options import pass_app, shown
from kg.cli.terminal import bold, coloured, columns, dim, on_one_line, painter, safe, wrapped
from kg.domain.transcripts import clock
from kg.errors import Ambiguous, Invalid, NotFound
from kg.notebook.finding import find
from kg.notebook.listening import reading
from kg.notebook.listening.reading import Passage
from kg.store.models import Source, Speaker

_UNDERLINED = painter(underline=True, bold=True)
_ON, _OFF = "\u206a", "\u206b"
"""Stand where a captured quote begins and ends while lines are made; they fill no cell."""

_IMAGE = re.compile(r"!\[[^\[\]\n]{0,500}\]\((?:[^()\n]|\([^()\n]*\)){0,2000}\)")
_ESCAPE = re.compile(r"\\(?=[^\w\s]|_)")


@click.command()
@click.argument("source")
@click.option("--turn", metavar="N", help="Only this turn.")
@click.option("--turns", metavar="N-N", help="Only these turns, such as 3-9.")
@click.option("--speaker", metavar="SPEAKER", help="Only turns of this speaker or label.")
@click.option("--section", metavar="TEXT", help="Only turns of this section.")
@shown
@pass_app
def read(
    app: App,
    source: str,
    turn: str | None,
    turns: str | None,
    speaker: str | None,
    section: str | None,
) -> None:
    """Read SOURCE turn by turn, with captured quotes marked.

    A quote that a claim rests on is underlined on a terminal and stands within « » elsewhere, with
    the number of the claim behind it.

    \b
    Example:
      kg source read 1 --turns 3-9
    """
    numbers = _numbers(turn, turns)
    with app.read() as session:
        row = find.source(session, source)
        found = reading.passages(
            session,
            row,
            numbers=numbers,
            speaker=None if speaker is None else _speaker(session, speaker),
            section=section,
        )
        language = app.language(session)
        app.show(lambda: [_card(one) for one in found], lambda: _lines(row, found, language))
        if all(one.text is None for one in found):
            app.remark(
                "The text of these turns is not kept. "
                f"Give it: kg source edit {row.id} --text FILE."
            )


def _numbers(turn: str | None, turns: str | None) -> range | None:
    """The numbers of turns that are asked for; raises Invalid for what is no number or span."""
    if turn is not None and turns is not None:
        raise Invalid("The turns are given twice.", "Give --turn or --turns.")
    given = turn if turns is None else turns
    if given is None:
        return None
    found = re.fullmatch(r"(\d{1,7})(?:\s*(?:-|–|\.\.)\s*(\d{1,7}))?", given.strip(), re.ASCII)
    if not found:
        raise Invalid(f"{given!r} is no turn or span of turns.", "Write 7 or 3-9.")
    first, last = int(found[1]), int(found[2] or found[1])
    if last < first:
        raise Invalid(f"Turn {last} comes before turn {first}.", "Turn them around.")
    return range(first, last + 1)


def _speaker(session: Any, text: str) -> Speaker | str:
    """The speaker meant, or the label where nobody is called so."""
    try:
        return find.named_or_none(session, Speaker, text) or text
    except (Ambiguous, NotFound):
        return text


def _card(one: Passage) -> dict[str, Any]:
    return {
        "number": one.turn.number,
        "section": one.turn.section,
        "start": one.turn.start,
        "label": one.turn.label,
        "speaker": one.turn.speaker.uid if one.turn.speaker else None,
        "begins": one.turn.begins,
        "ends": one.turn.ends,
        "text": one.text,
        "captured": [
            {
                "claim_id": mark.claim_id,
                "position_id": mark.position_id,
                "begins": mark.begins,
                "ends": mark.ends,
            }
            for mark in one.captured
        ],
        "other_claim_ids": one.elsewhere,
    }


def _lines(source: Source, found: Sequence[Passage], language: str) -> Iterator[str]:
    yield bold(on_one_line(find.label(source, language)))
    section = None
    width = len(str(found[-1].turn.number)) + 2
    for one in found:
        if one.turn.section != section and one.turn.section is not None:
            yield ""
            yield bold(on_one_line("  ".join(filter(None, (one.turn.section, one.heading)))))
        section = one.turn.section
        yield ""
        yield _head(one, width, language)
        for line in _words(one, columns() - width):
            yield " " * width + line if line else ""


def _head(one: Passage, width: int, language: str) -> str:
    turn = one.turn
    who = find.label(turn.speaker, language) if turn.speaker else turn.label
    facts = [
        clock(turn.start) if turn.start is not None else None,
        f"claim{'s' * (len(one.elsewhere) > 1)} {', '.join(map(str, one.elsewhere))}"
        if one.elsewhere
        else None,
    ]
    rest = "  ".join(filter(None, facts))
    return (
        bold(str(turn.number).ljust(width))
        + bold(on_one_line(who or "—"))
        + (dim(f"  {rest}") if rest else "")
    )


def _words(one: Passage, cells: int) -> Iterator[str]:
    """The words of a turn without Markdown's marks, captured quotes marked, in lines."""
    if one.text is None:
        return
    painted = coloured()
    marked = _with_marks(one, "" if painted else "«", "" if painted else "»")
    inside = apart = False
    for paragraph in re.split(r"\n[ \t]*\n", marked):
        words = " ".join(paragraph.split())
        if not words.strip(_ON + _OFF):
            continue
        if apart:
            yield ""
        apart = True
        for line in wrapped(safe(words), cells):
            shown_line, inside = _painted(line, inside)
            yield shown_line


def _with_marks(one: Passage, opening: str, closing: str) -> str:
    """The text with a sign where a captured quote begins, and one and its claim where it ends."""
    text = one.text or ""
    starts: dict[int, str] = {}
    stops: dict[int, str] = {}
    reach = -1
    for mark in one.captured:
        begins, ends = mark.begins - one.begins, mark.ends - one.begins
        if begins >= reach:
            starts[begins] = _ON + opening
            stops[ends] = _OFF + closing
            reach = ends
        elif ends > reach:
            # Quotes that overlap are one mark with the numbers of both.
            stops[ends] = stops.pop(reach)
            reach = ends
        stops[reach] += f"[{mark.claim_id}]"
    pieces: list[str] = []
    at = 0
    for place in sorted({*starts, *stops}):
        pieces += [_bare(text[at:place]), stops.get(place, ""), starts.get(place, "")]
        at = place
    return "".join([*pieces, _bare(text[at:])])


def _bare(text: str) -> str:
    """Words without Markdown's marks and addresses of images."""
    text = text.replace(_ON, "").replace(_OFF, "")
    text = _IMAGE.sub("[image]", text)
    return _ESCAPE.sub("", text.replace("**", ""))


def _painted(line: str, inside: bool) -> tuple[str, bool]:
    """A line with its captured quotes underlined, and whether one goes on in the next line."""
    pieces = re.split(f"([{_ON}{_OFF}])", line)
    found = []
    for piece in pieces:
        if piece in (_ON, _OFF):
            inside = piece == _ON
        else:
            found.append(_UNDERLINED(piece) if inside else piece)
    return "".join(found), inside

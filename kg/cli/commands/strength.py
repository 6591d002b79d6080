"""How an argument stands: `kg strength`."""

from collections.abc import Iterator

import click

from kg.analysis import strength as analysis
from kg.analysis.strength import Lever, Standing
from kg.analysis.things import Thing
from kg.cli.app import App
from kg.cli.options import as_of, limit, pass_app, shown
from kg.cli.showing.people import counted, heading, section
from kg.cli.terminal import block, dim
from kg.domain.dates import PartialDate
from kg.notebook import asof

SHOWN = 5
"""So many claims of each sort are shown unless more are asked for."""

_FOR = "What supports it"


@click.command(short_help="Show how strong a claim is, and which verdicts would change that.")
@click.argument("claim")
@limit
@as_of
@shown
@pass_app
def strength(app: App, claim: str, limit: int | None, as_of: PartialDate | None) -> None:
    """Show how strong CLAIM is for what supports and attacks it, from 0 to 1.

    0.5 is where nothing speaks for or against it. What supports it and what it depends on lifts it,
    what opposes it sinks it, each by its own strength; a claim that was decided is 1 when it is
    right and 0 when it is wrong. Claims that support each other in a circle lend each other
    nothing. Then come the open claims whose verdict would lift or sink it most, and the claims that
    its own verdict would.

    \b
    Example:
      kg strength 12 --as-of 2025-06
    """
    with app.read() as session:
        day = asof.day_of(as_of, app.today)
        found = analysis.standing(session, claim, today=app.today, as_of=day)
        app.show(
            lambda: analysis.card(found),
            lambda: _lines(found, app.language(session), limit or SHOWN),
        )
        if not found.supporters and not found.attackers:
            app.remark("Nothing speaks for or against it. Say: kg link add OTHER supports CLAIM")


def _lines(found: Standing, language: str, most: int) -> Iterator[str]:
    as_of = f"as of {found.as_of}" if found.as_of else None
    yield heading(f"Claim {found.claim.id}", f"strength {found.strength:.2f}", found.verdict, as_of)
    yield from block(found.claim.said(language), 2)
    if found.decided:
        yield dim("  It was decided, and no argument moves that.")
    if found.circle:
        way = "→".join(str(one.id) for one in found.circle)
        yield from block(
            f"It rests on itself: {way}. Support in a circle does not count, see kg conflicts", 2
        )
    if not found.settled:
        yield from block("Claims here oppose each other in a circle that does not settle.", 2)
    for title, some in (
        (_FOR, found.supporters),
        ("What opposes it", found.attackers),
    ):
        if some:
            yield from section(title)
            for claim, value in some[:most]:
                circular = claim.id in found.uncounted and title == _FOR
                told = f"{value:.2f}, in the circle" if circular else f"{value:.2f}"
                yield from _claim(claim, told, language)
            yield from _more(len(some) - most)
    unmoved = _unmoved(
        found.under, "on another claim would move it", "what speaks for or against it"
    )
    moving = _unmoved(found.over, "on it would move anything", "what it supports or opposes")
    for title, levers, otherwise in (
        ("Which verdicts would move it", found.levers, unmoved),
        ("What a verdict on it would move", found.moves, moving),
    ):
        if levers:
            yield from section(title)
            for one in levers[:most]:
                yield from _claim(one.claim, _ends(one), language)
            yield from _more(len(levers) - most)
        elif otherwise and not found.decided:
            yield ""
            yield from block(otherwise, 2)


def _unmoved(beside: tuple[int, int], verdict: str, those: str) -> str | None:
    """Why no such verdict would move anything, where there are claims beside it at all."""
    number, decided = beside
    if not number:
        return None
    why = f": {those} is decided" if number == decided else ""
    return f"No verdict {verdict}{why}."


def _ends(one: Lever) -> str:
    return f"{one.if_right:.2f} if right, {one.if_wrong:.2f} if wrong"


def _claim(claim: Thing, told: str, language: str) -> Iterator[str]:
    margin = 4 + len(str(claim.id))
    yield from block(claim.said(language), margin, f"  {claim.id}")
    yield dim(" " * margin + told)


def _more(number: int) -> Iterator[str]:
    if number > 0:
        yield dim(f"  {counted(number, 'claim')} more: --limit N")

"""Steps of an argument: `kg steps` down to what a claim rests on, `kg impact` up from it."""

from collections.abc import Iterator
from datetime import date

import click

from kg.analysis import steps as analysis
from kg.analysis.steps import Argument, Step
from kg.cli.app import App
from kg.cli.options import as_of, listed, pass_app, shown
from kg.cli.params import Count
from kg.cli.showing.people import counted, heading, paint_state
from kg.cli.terminal import block, columns, on_one_line, wrapped
from kg.domain.vocabulary import LinkKind

MOST = 24
"""The widest that branches may be drawn; below, what is deep looks no deeper."""

depth = click.option(
    "--depth", type=Count(1), metavar="N", help="Follow at most this many links in a row."
)


@click.command(short_help="Show what a claim rests on, and whether that holds.")
@click.argument("claim")
@depth
@as_of
@shown
@pass_app
def steps(app: App, claim: str, depth: int | None, as_of: date | None) -> None:
    """Show what CLAIM rests on, and whether that holds.

    It rests on the claims that support it and on those that it depends on, and so do these. Each
    step is shown with its state and who drew the link; one to which several ways lead, once.

    \b
    Examples:
      kg steps 12
      kg steps 12 --depth 2 --as-of 2025-06
    """
    with app.read() as session:
        found = analysis.rests_on(session, claim, today=app.today, depth=depth, as_of=as_of)
        app.show(lambda: analysis.card(found), lambda: _tree(found, app.language(session)))
        if not found.steps and not found.cut:
            app.remark("It rests on nothing. Say on what: kg link add OTHER supports CLAIM")


@click.command(short_help="List what rests on a claim, step by step.")
@click.argument("claim")
@depth
@as_of
@listed
@pass_app
def impact(app: App, claim: str, depth: int | None, as_of: date | None) -> None:
    """List what rests on CLAIM, step by step: when it falls, that is in question.

    These are the claims that it supports and those that depend on it, and what rests on these.

    \b
    Example:
      kg impact 12 --depth 2
    """
    with app.read() as session:
        found = analysis.resting_on(session, claim, today=app.today, depth=depth, as_of=as_of)
        app.show_list(
            "step",
            session,
            lambda: [analysis.step_card(one) for one in found.once],
            lambda: _tree(found, app.language(session), upwards=True),
        )
        if not found.steps:
            app.remark("Nothing rests on it.")


def _tree(found: Argument, language: str, *, upwards: bool = False) -> Iterator[str]:
    as_of = f"as of {found.as_of}" if found.as_of else None
    yield heading(f"Claim {found.claim.id}", found.state, as_of)
    yield from block(found.claim.said(language), 2)
    if found.steps:
        yield ""
    last = _last_ones(found.steps)
    branches: list[str] = []
    for step, ends in zip(found.steps, last, strict=True):
        del branches[step.level - 1 :]
        corner, below = ("└─ ", "   ") if ends else ("├─ ", "│  ")
        yield from _step(step, "".join(branches), corner, below, language, upwards)
        branches.append(below)
    if found.cut:
        yield ""
        yield f"Left out, for being deeper: {counted(found.cut, 'link')}."
    for line in _in_all(found, upwards):
        yield ""
        yield from block(line, 0)


def _last_ones(steps: list[Step]) -> list[bool]:
    """For each step, whether no other follows on its branch."""
    found: list[bool] = []
    open_levels: set[int] = set()
    for step in reversed(steps):
        open_levels = {level for level in open_levels if level <= step.level}
        found.append(step.level not in open_levels)
        open_levels.add(step.level)
    return found[::-1]


def _step(
    step: Step, branches: str, corner: str, below: str, language: str, upwards: bool
) -> Iterator[str]:
    margin = branches[-MOST:]
    who = step.by.said(language) if step.by else "you"
    relation = _RELATIONS[upwards, step.kind]
    state = f", {paint_state(step.state)}" if step.state else ""
    again = ", see above" if step.again else ""
    first = f"{relation} {step.claim.id}{state} (drawn by {who}){again}"
    room = max(30, columns() - len(margin) - 3)
    lines = [first] if step.again else [first, step.claim.said(language)]
    lead = margin + corner
    for line in lines:
        for text in wrapped(on_one_line(line), room):
            yield lead + text
            lead = margin + below


_RELATIONS = {
    (False, LinkKind.SUPPORTS): "supported by",
    (False, LinkKind.DEPENDS_ON): "depends on",
    (True, LinkKind.SUPPORTS): "supports",
    (True, LinkKind.DEPENDS_ON): "needed by",
}


def _in_all(found: Argument, upwards: bool) -> Iterator[str]:
    if not upwards:
        if told := analysis.concluded(found):
            yield analysis.sentence(told)
    elif found.once:
        number = len(found.once)
        opening = "It is wrong, so" if found.state == "wrong" else "Should it fall,"
        verb = "is" if number == 1 else "are"
        yield f"{opening} {counted(number, 'claim')} {verb} in question."

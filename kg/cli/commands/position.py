"""Positions: `kg agree` and the like, and `kg position` for every stance."""

from datetime import date
from typing import Any

import click

from kg.cli.app import App
from kg.cli.conditions import selecting
from kg.cli.options import (
    as_json,
    as_of,
    edits,
    limit,
    listed,
    note,
    pass_app,
    saying,
    shown,
    to_change,
    together,
)
from kg.cli.params import COUNT, DAY_OR_NONE, Word
from kg.cli.program import Noun
from kg.cli.showing import changes, sayings
from kg.cli.terminal import table
from kg.domain.selection import Selection
from kg.domain.vocabulary import Stance
from kg.domain.wording import said_in
from kg.notebook import positions
from kg.notebook.changing.edits import KEEP
from kg.notebook.finding import duplicates, find, narrowing
from kg.notebook.showing import cards, outlines

taking = together(
    click.argument("claim"), click.argument("speaker"), saying, note, as_json, pass_app
)


def _take(app: App, claim: str, speaker: str, stance: Stance, given: dict[str, Any]) -> None:
    with app.transaction() as session:
        row = positions.take(session, claim, speaker, stance, today=app.today, **given)
        language = app.language(session)
        changes.show_addition(
            app,
            session,
            lambda: cards.position_cards(session, [row.id])[0],
            [
                f"Position {row.id}: {find.label(row.speaker, language)} {row.stance}, {row.said}",
                f"Claim {row.claim_id}: {said_in(row.claim.statement, language)}",
            ],
        )
        for sentence in duplicates.contrary_remarks(session, row):
            app.remark(sentence)


@click.command()
@taking
def agree(app: App, claim: str, speaker: str, **given: Any) -> None:
    """Record that a speaker agrees with a claim.

    \b
    Example:
      kg agree 12 汪华 --said 2024-09-14 --quote "这个我认同"
    """
    _take(app, claim, speaker, Stance.AGREES, given)


@click.command()
@taking
def disagree(app: App, claim: str, speaker: str, **given: Any) -> None:
    """Record that a speaker disagrees with a claim.

    \b
    Example:
      kg disagree 12 汪华 --said 2024-09-14 --quote "我倒没有那么悲观"
    """
    _take(app, claim, speaker, Stance.DISAGREES, given)


@click.command()
@taking
def partly(app: App, claim: str, speaker: str, **given: Any) -> None:
    """Record that a speaker agrees with a claim in part.

    \b
    Example:
      kg partly 12 汪华 --said 2024-09-14 --note "for mathematics, not for the rest"
    """
    _take(app, claim, speaker, Stance.PARTLY, given)


@click.command()
@taking
def ask(app: App, claim: str, speaker: str, **given: Any) -> None:
    """Record that a speaker asks whether a claim holds.

    \b
    Example:
      kg ask 12 张鹏 --said 2024-09-14 --quote "这个周期有多长？"
    """
    _take(app, claim, speaker, Stance.ASKS, given)


@click.group(cls=Noun)
def position() -> None:
    """Positions: what a speaker says of a claim."""


@position.command()
@click.argument("claim")
@click.argument("speaker")
@click.argument("stance", metavar="STANCE", type=Word(Stance))
@saying
@note
@as_json
@pass_app
def add(app: App, claim: str, speaker: str, stance: Stance, **given: Any) -> None:
    """Record what SPEAKER says of CLAIM.

    STANCE is asserts, agrees, partly, disagrees or asks.
    """
    _take(app, claim, speaker, stance, given)


@position.command("list")
@as_of
@selecting
@limit
@listed
@pass_app
def list_(app: App, as_of: date | None, selection: Selection, limit: int | None) -> None:
    """List positions.

    A line has the number, who takes which stance, when, and the claim.
    """
    with app.read() as session:
        ids = narrowing.position_ids(session, selection, app.today, as_of)[:limit]
        app.show_list(
            "position",
            session,
            lambda: cards.position_cards(session, ids),
            lambda: table(
                (
                    str(one.id),
                    one.who,
                    one.stance,
                    str(one.said or ""),
                    f"{one.claim_id}: {one.statement}",
                )
                for one in outlines.positions(session, ids, app.language(session))
            ),
        )
        app.remark_if_none(
            ids, "positions", "Add one: kg agree CLAIM SPEAKER", selection, as_of=as_of
        )


@position.command()
@click.argument("position")
@shown
@pass_app
def show(app: App, position: str) -> None:
    """Show POSITION with its quote and where it stands."""
    with app.read() as session:
        row = find.position(session, position)
        app.show(
            lambda: cards.position_cards(session, [row.id])[0],
            lambda: sayings.position(row, app.language(session)),
        )


@position.command()
@click.argument("position")
@click.option("--speaker", metavar="SPEAKER", help="Whose it is, when it was put down to another.")
@click.option("--stance", type=Word(Stance), help="What the speaker says of the claim.")
@click.option("--said", type=DAY_OR_NONE, help="When it was said; an empty text for unknown.")
@click.option("--source", metavar="SOURCE", help="Where it was said; an empty text for unknown.")
@click.option("--turn", type=COUNT, metavar="N", help="The turn in the source.")
@click.option("--quote", metavar="TEXT", help="The words as spoken; an empty text takes them away.")
@click.option("--note", metavar="TEXT", help="A note of your own; an empty one takes it away.")
@edits
@pass_app
def edit(
    app: App,
    position: str,
    speaker: str | None,
    stance: Stance | None,
    turn: int | None,
    **given: str | None,
) -> None:
    """Change what is given of POSITION and keep the rest."""
    with app.transaction() as session:
        row = positions.edit(
            session,
            position,
            today=app.today,
            speaker=KEEP if speaker is None else speaker,
            stance=stance or KEEP,
            turn=KEEP if turn is None else turn,
            **{name: to_change(value) for name, value in given.items()},
        )
        changes.show_edit(
            app,
            session,
            lambda: cards.position_cards(session, [row.id])[0],
            lambda: sayings.position(row, app.language(session)),
        )


@position.command()
@click.argument("position")
@pass_app
def remove(app: App, position: str) -> None:
    """Remove POSITION."""
    with app.transaction() as session:
        row = find.position(session, position)
        words = (
            f"{find.label(row.speaker, app.language(session))} {row.stance} claim {row.claim_id}"
        )
        positions.remove(session, row)
        changes.show_removal(app, session, "position", row.id, words)

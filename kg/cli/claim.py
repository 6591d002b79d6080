"""Claims: `kg add`, and `kg claim` to list, show, edit, remove and check them."""

from typing import Any

import click

from kg.cli import changes, sayings
from kg.cli.app import App
from kg.cli.options import (
    all_words,
    anew,
    as_json,
    edits,
    limit,
    list_to_change,
    note,
    pass_app,
    saying,
    selecting,
    shown,
    to_change,
    wordings,
)
from kg.cli.params import DAY, LANGUAGE, PROBABILITY, Word
from kg.cli.program import Noun
from kg.cli.resolve import show_verdict, verdict_options
from kg.cli.sayings import when_due
from kg.cli.terminal import table
from kg.domain.selection import Selection
from kg.domain.vocabulary import ClaimKind, Outcome, Weight
from kg.domain.wording import Wording, said_in
from kg.notebook import cards, claims, find, outlines, predictions, resolutions
from kg.notebook.edits import KEEP
from kg.notebook.selecting import claim_ids


@click.command(short_help="Add a claim, with who makes it, where and in which words.")
@click.argument("statement")
@click.option("--speaker", metavar="SPEAKER", help="Who says so; a new name becomes a new speaker.")
@click.option(
    "--about",
    multiple=True,
    metavar="CONCEPT",
    help="What it is about; a new name becomes a new concept. May be repeated.",
)
@saying
@click.option(
    "--by", "due", type=DAY, help="The day by which it can be checked: this makes it a prediction."
)
@click.option("--criteria", metavar="TEXT", help="What would decide the prediction.")
@click.option(
    "--horizon", metavar="TEXT", help="The time as it was spoken, such as: within two years."
)
@click.option(
    "--probability", type=PROBABILITY, help="How likely the speaker holds it: 0.6 or 60%."
)
@click.option("--words", metavar="TEXT", help="The likelihood as it was spoken, such as: 大概率.")
@click.option(
    "--kind",
    type=Word(ClaimKind),
    help="What sort of proposition it is; else opinion, or prediction with --by.",
)
@click.option(
    "--weight",
    type=Word(Weight),
    default=Weight.MAIN.value,
    show_default=True,
    help="Whether it deserves a place of its own on the map.",
)
@click.option("--tag", "tags", multiple=True, metavar="TAG", help="A word to find it by.")
@note
@wordings("statement")
@click.option("--language", type=LANGUAGE, help="The language of STATEMENT; else its script tells.")
@as_json
@pass_app
def add(
    app: App,
    statement: str,
    language: str | None,
    others: Wording,
    speaker: str | None,
    kind: ClaimKind | None,
    due: Any,
    criteria: str | None,
    horizon: str | None,
    probability: float | None,
    words: str | None,
    **given: Any,
) -> None:
    """Add a claim, in your words, with who makes it, where and in which words of theirs.

    Speakers, concepts and sources are meant by any of their names; unknown ones are added.

    \b
    Examples:
      kg add "Catching up to o1 takes years" --speaker 颜水成 --about o1 \\
          --said 2024-09-14 --quote "以年为单位" --by 2026-09
      kg add "今年通胀会回落" --en "Inflation falls this year" --speaker 央行 \\
          --by 2026 --words 大概率
    """
    if speaker is None and any(given[name] for name in ("said", "source", "turn", "quote")):
        raise click.UsageError("What was said is somebody's: name the --speaker.")
    # A prediction without a date is one to look at again, and stays on the list of what is due.
    checkable = bool(due or criteria or horizon) or kind is ClaimKind.PREDICTION
    forecast = probability is not None or bool(words)
    if forecast and speaker is None:
        raise click.UsageError("A probability is somebody's: name the --speaker.")
    with app.transaction() as session:
        claim = claims.add(
            session,
            all_words(statement, language, others, "statement"),
            today=app.today,
            speaker=speaker,
            kind=kind or (ClaimKind.PREDICTION if checkable or forecast else ClaimKind.OPINION),
            **given,
        )
        reading = None
        if checkable or forecast:
            reading = predictions.predict(
                session, [claim], due=due, criteria=criteria, horizon=horizon
            )
        if forecast and reading is not None:
            (position,) = claim.positions
            predictions.forecast(
                session,
                reading,
                position.speaker,
                probability,
                words=words,
                made=position.said,
                today=app.today,
            )
        changes.show_addition(
            app,
            session,
            lambda: cards.claim_cards(session, [claim.id], app.today)[0],
            [f"Claim {claim.id}: {said_in(claim.statement, app.language(session))}"]
            + ([f"Prediction {reading.id}, {when_due(reading.due)}"] if reading else []),
        )
        app.hint(
            f"Next: kg agree {claim.id} SPEAKER, kg disagree {claim.id} SPEAKER"
            + (
                f", kg resolve {reading.id} right|wrong|…"
                if reading
                else f", kg predict {claim.id} --by DAY"
            )
        )


@click.group(cls=Noun)
def claim() -> None:
    """Claims: propositions, with who says what of them."""


claim.add_command(add)


@claim.command("list")
@selecting
@limit
@shown
@pass_app
def list_(app: App, selection: Selection, limit: int | None) -> None:
    """List claims.

    A line has the number, who asserts it, the statement, and what it came to.
    """
    with app.read() as session:
        ids = claim_ids(session, selection, app.today)[:limit]
        app.show(
            lambda: cards.claim_cards(session, ids, app.today),
            lambda: table(
                (
                    str(one.id),
                    ", ".join(one.who),
                    one.statement + (f" [{one.state}]" * bool(one.state)),
                )
                for one in outlines.claims(session, ids, app.today, app.language(session))
            ),
        )
        app.remark_if_none(ids, "claims", 'Add one: kg add "…" --speaker NAME', selection)


@claim.command()
@click.argument("claim")
@shown
@pass_app
def show(app: App, claim: str) -> None:
    """Show CLAIM with its positions, links, predictions and resolutions."""
    with app.read() as session:
        row = find.claim(session, claim)
        app.show(
            lambda: cards.claim_cards(session, [row.id], app.today)[0],
            lambda: sayings.claim(session, row, app.language(session), app.today),
        )


@claim.command()
@click.argument("claim")
@click.option(
    "--statement", metavar="TEXT", help="The new statement, in the language of its script."
)
@wordings("statement")
@click.option(
    "--language", type=LANGUAGE, help="The language of --statement; else its script tells."
)
@click.option("--kind", type=Word(ClaimKind), help="What sort of proposition it is.")
@click.option("--weight", type=Word(Weight), help="Whether it deserves its own place on the map.")
@click.option("--about", multiple=True, metavar="CONCEPT", help="What it is about, too.")
@click.option("--not-about", multiple=True, metavar="CONCEPT", help="What it is not about.")
@click.option("--tag", "tags", multiple=True, metavar="TAG", help="A further word to find it by.")
@click.option("--not-tag", "not_tags", multiple=True, metavar="TAG", help="A tag to take off.")
@click.option("--note", metavar="TEXT", help="A note of your own; an empty one takes it away.")
@anew
@edits
@pass_app
def edit(
    app: App,
    claim: str,
    statement: str | None,
    language: str | None,
    others: Wording,
    tags: tuple[str, ...],
    not_tags: tuple[str, ...],
    note: str | None,
    kind: ClaimKind | None,
    weight: Weight | None,
    **given: Any,
) -> None:
    """Change what is given of CLAIM and keep the rest."""
    with app.transaction() as session:
        row = find.claim(session, claim)
        claims.edit(
            session,
            row,
            statement=all_words(statement, language, others, "statement") or KEEP,
            kind=kind or KEEP,
            weight=weight or KEEP,
            tags=list_to_change(row.tags, tags, not_tags),
            note=to_change(note),
            **given,
        )
        changes.show_edit(
            app,
            session,
            lambda: cards.claim_cards(session, [row.id], app.today)[0],
            lambda: sayings.claim(session, row, app.language(session), app.today),
        )


@claim.command()
@click.argument("claim")
@pass_app
def remove(app: App, claim: str) -> None:
    """Remove CLAIM with all that hangs on it.

    Its positions and links go with it, and predictions that read nothing else.
    """
    with app.transaction() as session:
        row = claims.remove(session, claim)
        changes.show_removal(app, session, "claim", row.id, row.statement)


@claim.command(short_help="Record how a claim of fact turned out.")
@click.argument("claim")
@click.argument("outcome", metavar="OUTCOME", type=Word(Outcome))
@verdict_options
@pass_app
def check(app: App, claim: str, outcome: Outcome, **given: Any) -> None:
    """Record that CLAIM, a claim of fact, was checked, and its OUTCOME.

    A prediction made from a claim is decided with kg resolve.
    """
    with app.transaction() as session:
        row = find.claim(session, claim)
        verdict = resolutions.resolve(session, row, outcome, today=app.today, **given)
        show_verdict(app, session, verdict)

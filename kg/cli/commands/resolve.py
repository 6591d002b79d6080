"""Verdicts: `kg resolve` and `kg withdraw`."""

from typing import Any

import click
from sqlalchemy.orm import Session

from kg.cli.app import App
from kg.cli.options import as_json, note, pass_app, together
from kg.cli.params import DAY, PROBABILITY, Word
from kg.cli.showing import sayings
from kg.cli.terminal import block
from kg.domain.vocabulary import Confidence, Outcome
from kg.domain.wording import said_in
from kg.notebook import resolutions
from kg.notebook.finding import find
from kg.notebook.showing import cards, outlines
from kg.store.models import Resolution

verdict_options = together(
    click.option("--on", type=DAY, help="The day on which it was decided; else today."),
    click.option(
        "--evidence",
        multiple=True,
        metavar="EVIDENCE",
        help="What speaks for the outcome: a web address or known evidence. May be repeated.",
    ),
    click.option(
        "--against", multiple=True, metavar="EVIDENCE", help="What speaks against the outcome."
    ),
    click.option(
        "--fraction",
        type=PROBABILITY,
        help="How much of it came true, when it did partly: 0.5 or 50%.",
    ),
    click.option("--confidence", type=Word(Confidence), help="How sure you are."),
    note,
    as_json,
)


def show_verdict(app: App, session: Session, row: Resolution) -> None:
    """Show a resolution with what it is about, and how to take it back."""
    target = row.prediction or row.claim
    assert target is not None
    language = app.language(session)
    if row.prediction:
        said = outlines.prediction_statements(session, [target.id])[target.id]
        card = lambda: cards.prediction_cards(session, [target.id], app.today)[0]  # noqa: E731
    else:
        said = find.claim(session, target.id).statement
        card = lambda: cards.claim_cards(session, [target.id], app.today)[0]  # noqa: E731
    what = f"{'Prediction' if row.prediction else 'Claim'} {target.id}: {said_in(said, language)}"
    lines = [
        what,
        *(line for part in sayings.resolution_lines(row, language) for line in block(part)),
    ]
    app.show(card, lambda: lines)
    if row.withdrawn is None:
        app.hint(f"If that is wrong: kg undo now, or kg withdraw {row.id} later.")


@click.command(short_help="Record how a prediction turned out.")
@click.argument("prediction")
@click.argument("outcome", metavar="OUTCOME", type=Word(Outcome))
@verdict_options
@pass_app
def resolve(app: App, prediction: str, outcome: Outcome, **given: Any) -> None:
    """Record how PREDICTION turned out: right, wrong, partly, unclear or void.

    Right means that what was predicted happened. Verdicts are added, never overwritten: the latest
    counts. kg due lists the predictions that wait for one.

    \b
    Examples:
      kg resolve 5 right --on 2025-01-20 --evidence https://arxiv.org/abs/2501.12948
      kg resolve 5 partly --fraction 50% --note "on maths, not on code"
    """
    with app.transaction() as session:
        verdict = resolutions.resolve(session, prediction, outcome, today=app.today, **given)
        show_verdict(app, session, verdict)


@click.command()
@click.argument("resolution")
@click.option("--because", metavar="TEXT", help="Why it does not hold.")
@as_json
@pass_app
def withdraw(app: App, resolution: str, because: str | None) -> None:
    """Withdraw a resolution, so that it counts no longer.

    It stays in the record. kg prediction show and kg claim show tell the numbers of resolutions.
    """
    with app.transaction() as session:
        row = resolutions.withdraw(session, resolution, today=app.today, because=because)
        show_verdict(app, session, row)

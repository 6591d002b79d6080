"""Verdicts: `kg resolve` and `kg withdraw`."""

from typing import Any

import click
from sqlalchemy.orm import Session

from kg.cli.app import App
from kg.cli.asking.questions import somebody_answers
from kg.cli.options import as_json, pass_app, together
from kg.cli.params import DAY, Probability, Word
from kg.cli.showing import verdicts
from kg.cli.terminal import block, engage
from kg.domain.vocabulary import Confidence, Grade, Outcome
from kg.domain.wording import said_in
from kg.notebook import doubts, resolutions
from kg.notebook.finding import find
from kg.notebook.showing import cards, outlines
from kg.store.models import Claim, Prediction, Resolution

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
        "--grade",
        type=Word(Grade),
        help="How good the evidence is that has no grade yet: primary, secondary or memory.",
    ),
    click.option(
        "--fraction",
        type=Probability("fraction"),
        help="How much of it came true, when it did partly: 0.5 or 50%.",
    ),
    click.option("--confidence", type=Word(Confidence), help="How sure you are."),
    click.option(
        "--note",
        "--reason",
        "note",
        metavar="TEXT",
        help="Why; it is needed where a verdict stands and another one is to count instead.",
    ),
    as_json,
)


def decide(
    app: App, key: str, what: type[Prediction | Claim], outcome: Outcome, given: dict[str, Any]
) -> None:
    """Append a verdict; where one stands and no reason is given, the person is asked for it."""
    try:
        _append(app, key, what, outcome, given)
    except resolutions.ReasonWanted as wanted:
        if not somebody_answers():
            raise
        # Asked between two transactions: nobody else has to wait for the answer.
        app.remark(wanted.message)
        given = given | {"note": _asked("Why is it decided anew?")}
        _append(app, key, what, outcome, given, wanted.seen)


def _append(
    app: App,
    key: str,
    what: type[Prediction | Claim],
    outcome: Outcome,
    given: dict[str, Any],
    seen: int | None = None,
) -> None:
    """Append a verdict; a reason that was given for one that was `seen` holds for no other."""
    with app.transaction() as session:
        row = find.prediction(session, key) if what is Prediction else find.claim(session, key)
        if seen is not None:
            resolutions.refuse_unseen(row, seen)
        show_verdict(
            app, session, resolutions.resolve(session, row, outcome, today=app.today, **given)
        )


def _asked(question: str) -> str:
    engage()
    answer: str = click.prompt(question, prompt_suffix=" ", err=True)
    return answer


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
        *(line for part in verdicts.resolution_lines(row, language) for line in block(part)),
    ]
    app.show(card, lambda: lines)
    if row.withdrawn is None:
        for doubt in doubts.of_verdict(row):
            app.remark(doubt)
        app.hint(f"If that is wrong: kg undo now, or kg withdraw {row.id} later.")


@click.command(short_help="Record how a prediction turned out.")
@click.argument("prediction")
@click.argument("outcome", metavar="OUTCOME", type=Word(Outcome))
@verdict_options
@pass_app
def resolve(app: App, prediction: str, outcome: Outcome, **given: Any) -> None:
    """Record how PREDICTION turned out: right, wrong, partly, unclear or void.

    Right means that what was predicted happened. Verdicts are added, never overwritten: the latest
    counts, and another outcome than the one that stands needs a reason. kg due lists the
    predictions that wait for one; kg prediction show tells all verdicts on one.

    Evidence is of the grade primary when you read it at the source itself, secondary when you read
    another's report of it, and memory when you remember it: that is kept and counts as no evidence.

    \b
    Examples:
      kg resolve 5 right --on 2025-01-20 --evidence https://arxiv.org/abs/2501.12948 --grade primary
      kg resolve 5 partly --fraction 50% --note "on maths, not on code"
      kg resolve 5 wrong --reason "the leaderboard was corrected" --against https://e.org/old
    """
    decide(app, prediction, Prediction, outcome, given)


@click.command()
@click.argument("resolution")
@click.option(
    "--because", "--reason", "because", metavar="TEXT", help="Why it does not hold; it is needed."
)
@as_json
@pass_app
def withdraw(app: App, resolution: str, because: str | None) -> None:
    """Withdraw a resolution, so that it counts no longer.

    It stays in the record with the reason. kg prediction show and kg claim show tell the numbers
    of resolutions.

    \b
    Example:
      kg withdraw 7 --reason "the report was about another model"
    """
    if not (because and because.strip()):
        if not somebody_answers():
            raise click.UsageError("Say why it does not hold: --reason TEXT")
        because = _asked("Why does it not hold?")
    with app.transaction() as session:
        row = resolutions.withdraw(session, resolution, today=app.today, because=because)
        show_verdict(app, session, row)

"""Predictions: `kg predict`, and `kg prediction` to list, show, edit and remove them."""

from typing import Any

import click

from kg.cli.app import App
from kg.cli.commands.forecast import edit_forecast, remove_forecast
from kg.cli.conditions import selecting
from kg.cli.options import (
    all_words,
    as_json,
    edits,
    limit,
    list_to_change,
    listed,
    note,
    pass_app,
    shown,
    to_change,
    wordings,
    words_to_change,
)
from kg.cli.params import DAY, DAY_OR_NONE, LANGUAGE, PROBABILITY
from kg.cli.program import Noun
from kg.cli.showing import changes, sayings
from kg.cli.showing.people import paint_state
from kg.cli.terminal import table
from kg.domain.dates import PartialDate
from kg.domain.selection import Selection
from kg.domain.wording import Wording, said_in
from kg.notebook import predictions
from kg.notebook.finding import find, narrowing
from kg.notebook.showing import cards, outlines


@click.command(short_help="Add a checkable reading of one or more claims.")
@click.argument("claims", nargs=-1, required=True, metavar="CLAIM...")
@click.option("--by", "due", type=DAY, help="The day by which it can be checked.")
@click.option("--opens", type=DAY, help="The first day on which it could come true.")
@click.option("--criteria", metavar="TEXT", help="What would decide it.")
@click.option(
    "--horizon", metavar="TEXT", help="The time as it was spoken, such as: within two years."
)
@click.option(
    "--statement", metavar="TEXT", help="What is predicted, where the claim says it vaguely."
)
@wordings("statement")
@click.option(
    "--language", type=LANGUAGE, help="The language of --statement; else its script tells."
)
@click.option("--speaker", metavar="SPEAKER", help="Whose probability it is.")
@click.option(
    "--probability", type=PROBABILITY, help="How likely the speaker holds it: 0.6 or 60%."
)
@click.option("--words", metavar="TEXT", help="The likelihood as it was spoken, such as: 大概率.")
@click.option("--tag", "tags", multiple=True, metavar="TAG", help="A word to find it by.")
@note
@as_json
@pass_app
def predict(
    app: App,
    claims: tuple[str, ...],
    statement: str | None,
    language: str | None,
    others: Wording,
    speaker: str | None,
    probability: float | None,
    words: str | None,
    **given: Any,
) -> None:
    """Add a checkable reading of one or more claims, to be decided later with kg resolve.

    A vague claim can carry several readings, each with its own criteria and due date.

    \b
    Examples:
      kg predict 12 --by 2026-09 --criteria "level with o1 on public benchmarks"
      kg predict 12 15 --by 2027 --speaker 颜水成 --probability 80%
    """
    forecast = probability is not None or bool(words)
    if forecast != (speaker is not None):
        raise click.UsageError(
            "A probability is somebody's: give --speaker with --probability or --words."
        )
    with app.transaction() as session:
        row = predictions.predict(
            session,
            claims,
            statement=all_words(statement, language, others, "statement") or None,
            **given,
        )
        if speaker is not None:
            predictions.forecast(
                session,
                row,
                find.speaker(session, speaker),
                probability,
                words=words,
                today=app.today,
            )
        said = row.statement or row.readings[0].claim.statement
        when = sayings.when_due(row.due)
        changes.show_addition(
            app,
            session,
            lambda: cards.prediction_cards(session, [row.id], app.today)[0],
            [f"Prediction {row.id}, {when}: {said_in(said, app.language(session))}"],
        )
        app.hint(f"Next: kg forecast {row.id} SPEAKER 60%, kg resolve {row.id} right|wrong|…")


@click.group(cls=Noun)
def prediction() -> None:
    """Predictions: checkable readings of claims."""


prediction.add_command(predict, "add")


@prediction.command("list")
@selecting
@limit
@listed
@pass_app
def list_(app: App, selection: Selection, limit: int | None) -> None:
    """List predictions.

    A line has the number, how it stands, when it is due, and the statement.
    """
    with app.read() as session:
        ids = narrowing.prediction_ids(session, selection, app.today)[:limit]
        app.show_list(
            "prediction",
            session,
            lambda: cards.prediction_cards(session, ids, app.today),
            lambda: table(
                (
                    (str(one.id), one.state, str(one.due or ""), one.statement)
                    for one in outlines.predictions(session, ids, app.today, app.language(session))
                ),
                (None, paint_state),
            ),
        )
        app.remark_if_none(ids, "predictions", "Add one: kg predict CLAIM --by DAY", selection)


@prediction.command()
@click.argument("prediction")
@shown
@pass_app
def show(app: App, prediction: str) -> None:
    """Show PREDICTION with its forecasts and resolutions."""
    with app.read() as session:
        row = find.prediction(session, prediction)
        app.show(
            lambda: cards.prediction_cards(session, [row.id], app.today)[0],
            lambda: sayings.prediction(row, app.language(session), app.today),
        )


@prediction.command()
@click.argument("prediction")
@click.option(
    "--statement", metavar="TEXT", help="What is predicted; an empty text leaves it to the claim."
)
@wordings("statement")
@click.option(
    "--language", type=LANGUAGE, help="The language of --statement; else its script tells."
)
@click.option(
    "--criteria", metavar="TEXT", help="What would decide it; an empty text for nothing yet."
)
@click.option(
    "--horizon", metavar="TEXT", help="The time as it was spoken; an empty text for none."
)
@click.option(
    "--opens", type=DAY_OR_NONE, help="The first day on which it could come true, or empty."
)
@click.option("--by", "due", type=DAY_OR_NONE, help="The day by which it can be checked, or empty.")
@click.option("--reads", multiple=True, metavar="CLAIM", help="A further claim that it reads.")
@click.option("--not-reads", multiple=True, metavar="CLAIM", help="A claim that it does not read.")
@click.option("--tag", "tags", multiple=True, metavar="TAG", help="A further word to find it by.")
@click.option("--not-tag", "not_tags", multiple=True, metavar="TAG", help="A tag to take off.")
@click.option("--note", metavar="TEXT", help="A note of your own; an empty one takes it away.")
@edits
@pass_app
def edit(
    app: App,
    prediction: str,
    statement: str | None,
    language: str | None,
    others: Wording,
    criteria: str | None,
    horizon: str | None,
    opens: PartialDate | str | None,
    due: PartialDate | str | None,
    note: str | None,
    tags: tuple[str, ...],
    not_tags: tuple[str, ...],
    **claims: tuple[str, ...],
) -> None:
    """Change what is given of PREDICTION and keep the rest."""
    with app.transaction() as session:
        row = find.prediction(session, prediction)
        predictions.edit(
            session,
            row,
            statement=words_to_change(statement, language, others, "statement"),
            criteria=to_change(criteria),
            horizon=to_change(horizon),
            opens=to_change(opens),
            due=to_change(due),
            note=to_change(note),
            tags=list_to_change(row.tags, tags, not_tags),
            **claims,
        )
        changes.show_edit(
            app,
            session,
            lambda: cards.prediction_cards(session, [row.id], app.today)[0],
            lambda: sayings.prediction(row, app.language(session), app.today),
        )


@prediction.command()
@click.argument("prediction")
@pass_app
def remove(app: App, prediction: str) -> None:
    """Remove PREDICTION with its forecasts and resolutions.

    The claims that it reads stay.
    """
    with app.transaction() as session:
        row = find.prediction(session, prediction)
        words = outlines.prediction_statements(session, [row.id])[row.id]
        predictions.remove(session, row)
        changes.show_removal(app, session, "prediction", row.id, words)


prediction.add_command(edit_forecast)
prediction.add_command(remove_forecast)

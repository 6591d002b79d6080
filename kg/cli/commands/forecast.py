"""Forecasts: `kg forecast`, and the commands of `kg prediction` that mend one."""

from typing import Any

import click

from kg.cli.app import App
from kg.cli.options import (
    anew,
    as_json,
    edits,
    note,
    pass_app,
    scales,
    spoken_likelihood,
    to_change,
)
from kg.cli.params import DAY, PROBABILITY, Word
from kg.cli.showing import changes, sayings
from kg.domain.dates import PartialDate
from kg.domain.vocabulary import Basis
from kg.domain.wording import said_in
from kg.notebook import predictions, spoken
from kg.notebook.changing.edits import KEEP
from kg.notebook.finding import find
from kg.notebook.showing import cards, outlines


@click.command(short_help="Record how likely a speaker holds a prediction.")
@click.argument("prediction")
@click.argument("speaker")
@click.argument("probability", type=PROBABILITY, required=False)
@click.option("--low", type=PROBABILITY, help="The lower end of the speaker's range.")
@click.option("--high", type=PROBABILITY, help="The upper end of the speaker's range.")
@spoken_likelihood
@click.option(
    "--basis",
    type=Word(Basis),
    help="Where the number comes from; else stated with a number, verbal with words alone.",
)
@click.option(
    "--on",
    "made",
    type=DAY,
    help="The day of the forecast; else when the speaker first spoke of it, or today.",
)
@note
@anew
@as_json
@pass_app
def forecast(
    app: App,
    prediction: str,
    speaker: str,
    probability: float | None,
    words: str | None,
    scale: str | None,
    **given: Any,
) -> None:
    """Record how likely SPEAKER holds PREDICTION: a PROBABILITY such as 0.6 or 60%, or --words.

    Words alone are read by a scale, and what they came to is shown; kg scale list names the
    scales. Words that are on none are kept without a number.

    \b
    Examples:
      kg forecast 5 汪华 30% --on 2024-09-14
      kg forecast 5 颜水成 --words 大概率
    """
    with app.transaction() as session:
        row, told = spoken.forecast(
            session,
            prediction,
            speaker,
            probability,
            words=words,
            scales=scales(scale, words),
            today=app.today,
            **given,
        )
        language = app.language(session)
        said = outlines.prediction_statements(session, [row.prediction_id])[row.prediction_id]
        changes.show_addition(
            app,
            session,
            lambda: cards.prediction_cards(session, [row.prediction_id], app.today)[0],
            [
                f"Forecast {row.id}: {next(sayings.forecast_lines(row, language))}",
                f"Prediction {row.prediction_id}: {said_in(said, language)}",
            ],
            told,
        )


@click.command("edit-forecast")
@click.argument("forecast")
@click.option("--probability", type=PROBABILITY, help="How likely the speaker holds it.")
@click.option("--words", metavar="TEXT", help="The likelihood as spoken; an empty text for none.")
@click.option(
    "--scale", metavar="SCALE", help="Read the words anew by this scale: its name or file."
)
@click.option("--basis", type=Word(Basis), help="Where the number comes from.")
@click.option("--on", "made", type=DAY, help="The day of the forecast.")
@click.option("--note", metavar="TEXT", help="A note of your own; an empty one takes it away.")
@edits
@pass_app
def edit_forecast(
    app: App,
    forecast: str,
    probability: float | None,
    words: str | None,
    scale: str | None,
    basis: Basis | None,
    made: PartialDate | None,
    note: str | None,
) -> None:
    """Change what is given of FORECAST and keep the rest.

    New --words are read where the number was read from words before, or there was none.

    kg prediction show tells the numbers of forecasts.
    """
    with app.transaction() as session:
        row, told = spoken.edit_forecast(
            session,
            forecast,
            today=app.today,
            probability=KEEP if probability is None else probability,
            words=to_change(words),
            scales=scales(scale, words),
            anew=scale is not None,
            basis=basis or KEEP,
            made=made or KEEP,
            note=to_change(note),
        )
        changes.show_edit(
            app,
            session,
            lambda: cards.prediction_cards(session, [row.prediction_id], app.today)[0],
            lambda: sayings.prediction(session, row.prediction, app.language(session), app.today),
            told,
        )


@click.command("remove-forecast")
@click.argument("forecast")
@pass_app
def remove_forecast(app: App, forecast: str) -> None:
    """Remove FORECAST.

    kg prediction show tells the numbers of forecasts.
    """
    with app.transaction() as session:
        row = find.forecast(session, forecast)
        words = next(sayings.forecast_lines(row, app.language(session)))
        predictions.remove_forecast(session, row)
        changes.show_removal(app, session, "forecast", row.id, words)

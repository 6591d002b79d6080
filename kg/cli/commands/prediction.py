"""Predictions: `kg predict`, and `kg prediction` to list, show, edit and remove them."""

from datetime import date
from typing import Any

import click

from kg.cli.app import App
from kg.cli.commands.forecast import edit_forecast, remove_forecast
from kg.cli.conditions import selecting
from kg.cli.options import (
    all_words,
    as_json,
    as_of,
    by_day,
    edits,
    limit,
    list_to_change,
    listed,
    note,
    pass_app,
    scales,
    shown,
    spoken_likelihood,
    spoken_time,
    to_change,
    wordings,
    words_to_change,
)
from kg.cli.params import DAY, DAY_OR_NONE, DEADLINE_OR_NONE, LANGUAGE, PROBABILITY
from kg.cli.program import Noun
from kg.cli.showing import changes, sayings
from kg.cli.showing.added import hint_end
from kg.cli.showing.people import paint_state
from kg.cli.terminal import table
from kg.domain.dates import PartialDate
from kg.domain.selection import Selection
from kg.domain.wording import Wording, said_in
from kg.notebook import asof, past, predictions, spoken
from kg.notebook.finding import find, narrowing
from kg.notebook.showing import cards, outlines


@click.command(short_help="Add a checkable reading of one or more claims.")
@click.argument("claims", nargs=-1, required=True, metavar="CLAIM...")
@by_day
@click.option("--opens", type=DAY, help="The first day on which it could come true.")
@click.option("--criteria", metavar="TEXT", help="What would decide it.")
@spoken_time
@click.option(
    "--said",
    type=DAY,
    help="The day from which it counts; else when the claim was first said, by --speaker if given.",
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
@spoken_likelihood
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
    scale: str | None,
    said: PartialDate | None,
    **given: Any,
) -> None:
    """Add a checkable reading of one or more claims, to be decided later with kg resolve.

    A vague claim can carry several readings, each with its own criteria and due date.

    --horizon and --words are read as they were spoken, and what they came to is shown; --by,
    --opens and --probability count before them. What is not understood is left open. Words and a
    forecast are of one day: --said, else when the speaker first spoke of the claim, else today.

    \b
    Examples:
      kg predict 12 --by 2026-09 --criteria "level with o1 on public benchmarks"
      kg predict 12 15 --by 2027 --speaker 颜水成 --probability 80%
      kg predict 12 --horizon 两年内 --speaker 颜水成 --words 大概率
    """
    forecast = probability is not None or bool(words)
    if forecast != (speaker is not None):
        raise click.UsageError(
            "A probability is somebody's: give --speaker with --probability or --words."
        )
    with app.transaction() as session:
        if said is not None:
            past.refuse_still_to_come(said, app.today, "said")
        who = None if speaker is None else find.speaker(session, speaker)
        row, told = spoken.predict(
            session,
            claims,
            today=app.today,
            said=said,
            speaker=who,
            statement=all_words(statement, language, others, "statement") or None,
            **given,
        )
        forecasts = []
        if who is not None:
            added, found = spoken.forecast(
                session,
                row,
                who,
                probability,
                words=words,
                scales=scales(scale, words),
                made=said,
                today=app.today,
            )
            told += found
            line = next(sayings.forecast_lines(added, app.language(session)))
            forecasts.append(f"Forecast {added.id}: {line}")
        words_of = row.statement or row.readings[0].claim.statement
        when = sayings.when_due(row.due)
        changes.show_addition(
            app,
            session,
            lambda: cards.prediction_cards(session, [row.id], app.today)[0],
            [
                f"Prediction {row.id}, {when}: {said_in(words_of, app.language(session))}",
                *forecasts,
            ],
            told,
        )
        app.hint(f"Next: kg forecast {row.id} SPEAKER 60%, kg resolve {row.id} right|wrong|…")
        hint_end(app, row)


@click.group(cls=Noun)
def prediction() -> None:
    """Predictions: checkable readings of claims."""


prediction.add_command(predict, "add")


@prediction.command("list")
@as_of
@selecting
@limit
@listed
@pass_app
def list_(app: App, as_of: date | None, selection: Selection, limit: int | None) -> None:
    """List predictions.

    A line has the number, how it stands, when it is due, and the statement.
    """
    with app.read() as session:
        ids = narrowing.prediction_ids(session, selection, app.today, as_of)[:limit]
        app.show_list(
            "prediction",
            session,
            lambda: cards.prediction_cards(session, ids, app.today, as_of),
            lambda: table(
                (
                    (str(one.id), one.state, str(one.due or ""), one.statement)
                    for one in outlines.predictions(
                        session, ids, app.today, app.language(session), as_of
                    )
                ),
                (None, paint_state),
            ),
        )
        app.remark_if_none(
            ids, "predictions", "Add one: kg predict CLAIM --by DAY", selection, as_of=as_of
        )


@prediction.command()
@click.argument("prediction")
@as_of
@shown
@pass_app
def show(app: App, prediction: str, as_of: date | None) -> None:
    """Show PREDICTION with its forecasts and resolutions."""
    with app.read() as session:
        row = find.prediction(session, prediction)
        asof.refuse_unheard(session, row, as_of)
        app.show(
            lambda: cards.prediction_cards(session, [row.id], app.today, as_of)[0],
            lambda: sayings.prediction(session, row, app.language(session), app.today, as_of),
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
@click.option(
    "--by",
    "due",
    type=DEADLINE_OR_NONE,
    help="The day by which it can be checked, or words such as end of 2027, or empty.",
)
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
    """Change what is given of PREDICTION and keep the rest.

    A new --horizon is read, and sets when it opens and is due where nothing else did: days that you
    gave stay. With --by "" it is read in any case.
    """
    with app.transaction() as session:
        row = find.prediction(session, prediction)
        _, told = spoken.edit(
            session,
            row,
            today=app.today,
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
            lambda: sayings.prediction(session, row, app.language(session), app.today),
            told,
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

"""`kg snooze`."""

import click

from kg.cli.app import App
from kg.cli.options import as_json, pass_app
from kg.cli.params import DAY
from kg.cli.showing import changes, sayings
from kg.domain.dates import PartialDate
from kg.notebook.finding import find
from kg.notebook.review import snoozing
from kg.notebook.showing import cards


@click.command(short_help="Leave a prediction alone until a day.")
@click.argument("prediction")
@click.option("--until", type=DAY, help="The day, month or year that is to be over first.")
@click.option("--off", is_flag=True, help="Leave it alone no longer.")
@as_json
@pass_app
def snooze(app: App, prediction: str, until: PartialDate | None, off: bool) -> None:
    """Leave PREDICTION alone: kg due does not list it before the day, month or year is over.

    When it is due stays as it is; kg due --snoozed lists it all the same.

    \b
    Examples:
      kg snooze 5 --until 2027-03
      kg snooze 5 --off
    """
    if off is (until is not None):
        raise click.UsageError("Say until when with --until DAY, or end it with --off.")
    with app.transaction() as session:
        row = find.prediction(session, prediction)
        if until is None:
            snoozing.wake(session, row)
        else:
            snoozing.snooze(session, row, until, today=app.today)
        changes.show_edit(
            app,
            session,
            lambda: cards.prediction_cards(session, [row.id], app.today)[0],
            lambda: sayings.prediction(session, row, app.language(session), app.today),
        )

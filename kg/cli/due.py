"""`kg due`."""

from dataclasses import asdict

import click

from kg.cli.app import App
from kg.cli.conditions import selecting
from kg.cli.options import limit, listed, pass_app
from kg.cli.params import COUNT
from kg.cli.people import paint_state
from kg.cli.querying import Asking
from kg.cli.sayings import time_left
from kg.cli.terminal import table
from kg.domain.dates import PartialDate
from kg.domain.selection import Selection
from kg.domain.wording import said_in
from kg.notebook import due as use_cases
from kg.notebook import narrowing, outlines


@click.command(cls=Asking, short_help="List predictions that can be decided now or soon.")
@click.option(
    "--within",
    type=COUNT,
    default=90,
    show_default=True,
    metavar="DAYS",
    help="How many days ahead still counts as soon.",
)
@selecting
@limit
@listed
@pass_app
def due(app: App, within: int, selection: Selection, limit: int | None) -> None:
    """List predictions that wait for a verdict: overdue, due soon, and without a due date.

    The most urgent come first: number, time left, due date, who, statement.
    """
    with app.read() as session:
        among = (
            None
            if selection.everything
            else narrowing.prediction_ids(session, selection, app.today)
        )
        found = use_cases.listed(session, app.today, within, among)[:limit]
        language = app.language(session)
        who = (
            {}
            if app.for_scripts
            else outlines.predicting(session, [one.id for one in found], language)
        )
        app.show_list(
            "due",
            session,
            lambda: [asdict(one) for one in found],
            lambda: table(
                (
                    (
                        str(one.id),
                        time_left(PartialDate(one.due) if one.due else None, app.today),
                        one.due or "",
                        ", ".join(who[one.id]),
                        said_in(one.statement, language),
                    )
                    for one in found
                ),
                (None, paint_state),
            ),
        )
        if found:
            app.hint("Decide one: kg resolve NUMBER right|wrong|partly|unclear|void --evidence URL")
        else:
            app.remark(f"Nothing is due within {within} days.")

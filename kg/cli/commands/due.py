"""`kg due`."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from itertools import groupby
from pathlib import Path

import click
from sqlalchemy.orm import Session

from kg.cli.app import App
from kg.cli.clock import remark_ahead
from kg.cli.conditions import selecting
from kg.cli.files import STREAM
from kg.cli.options import as_of, limit, listed, pass_app
from kg.cli.params import COUNT
from kg.cli.querying import Asking
from kg.cli.showing.people import counted, paint_state
from kg.cli.showing.sayings import time_left
from kg.cli.terminal import bold, table
from kg.domain.dates import PartialDate
from kg.domain.selection import Selection
from kg.domain.wording import said_in
from kg.errors import Invalid
from kg.notebook.finding import narrowing
from kg.notebook.review import due as use_cases
from kg.notebook.review.due import DuePrediction
from kg.notebook.review.linting import Code
from kg.notebook.review.snoozing import asleep
from kg.notebook.showing import outlines

SOON = 90
HEADINGS = {
    "overdue": "Overdue",
    "soon": "Due soon",
    "open": "Without a due date, and nothing said or changed for a year",
    "never": "With neither a due date nor criteria: never to be decided as they stand",
}


@click.command(cls=Asking, short_help="List predictions that can be decided now or soon.")
@click.option(
    "--within",
    type=COUNT,
    show_default=str(SOON),
    metavar="DAYS",
    help="How many days ahead still counts as soon.",
)
@click.option("--snoozed", is_flag=True, help="Show also what kg snooze leaves alone.")
@click.option(
    "--exit-code",
    is_flag=True,
    help="End with 1 when anything is overdue or due soon, for scripts.",
)
@click.option(
    "--ics",
    is_flag=False,
    flag_value=STREAM,
    metavar="[PATH]",
    help="Write a calendar of due dates, to PATH or the output; without --within, of all to come.",
)
@as_of
@selecting
@limit
@listed
@pass_app
def due(
    app: App,
    within: int | None,
    snoozed: bool,
    exit_code: bool,
    ics: str | None,
    as_of: date | None,
    selection: Selection,
    limit: int | None,
) -> int | None:
    """List predictions that wait for a verdict: overdue, due soon, and open-ended.

    The most urgent come first: number, time left, due date, who, statement. Without a due date are
    listed those of which nothing was said or changed for a year; of these the last have no criteria
    either, and nobody could ever decide them. What stands in brackets keeps a prediction from being
    decided; kg lint says how to mend it. A calendar has what is snoozed on the day it comes back,
    and takes back, as cancelled, what was decided or lost its due date within a year.

    \b
    Examples:
      kg due --within 30 about:o1
      kg due --as-of 2025-12-31
      kg due --exit-code > /dev/null || echo "Decide something!"
      kg due --ics ~/predictions.ics
    """
    days = SOON if within is None else within
    path = _calendar_path(app, ics)
    with app.read() as session:
        among = (
            None
            if selection.everything
            else narrowing.prediction_ids(session, selection, app.today, as_of)
        )
        found = use_cases.listed(
            session,
            app.today,
            days,
            among,
            snoozed=snoozed,
            limit=limit if ics is None else 1,
            as_of=as_of,
        )
        if ics is not None:
            _write_calendar(app, session, path, within, among, limit=limit, as_of=as_of)
        else:
            _show(app, session, found, days, as_of, asked=among is not None)
        if as_of is None:
            remark_ahead(app, session)
    return int(exit_code and any(_presses(app, one) for one in found))


def _presses(app: App, one: DuePrediction) -> bool:
    """Whether somebody should decide it now or soon."""
    return one.state != "open" and not asleep(_day(one.snoozed), app.today)


def _show(
    app: App,
    session: Session,
    found: list[DuePrediction],
    days: int,
    as_of: date | None,
    *,
    asked: bool,
) -> None:
    nothing = "Nothing that the query finds" if asked else "Nothing"
    language = app.language(session)
    app.show_list(
        "due",
        session,
        lambda: [asdict(one) for one in found],
        lambda: _told(app, session, found, language, as_of),
    )
    if as_of:
        if not found:
            app.remark(f"{nothing} was due on {as_of} or within {days} days.")
        return
    if any(one.problems for one in found):
        app.hint("In brackets is what one lacks to be decided, and kg lint says what mends it.")
    if found:
        app.hint("Decide one: kg resolve NUMBER right|wrong|partly|unclear|void --evidence URL")
        app.hint("Walk through them all: kg review")
        app.hint("Leave one for later: kg snooze NUMBER --until DAY")
    else:
        app.remark(f"{nothing} is due within {days} days.")


def _told(
    app: App, session: Session, found: list[DuePrediction], language: str, as_of: date | None
) -> Iterator[str]:
    who = outlines.predicting(session, [one.id for one in found], language, as_of)
    says = outlines.told_apart(session, {one.id: one.statement for one in found})
    if found and as_of:
        yield f"As everything stood on {as_of}."
        yield ""
    headings = list(HEADINGS)
    ordered = sorted(found, key=lambda one: headings.index(_heading(one)))
    for number, (heading, some) in enumerate(groupby(ordered, key=_heading)):
        if number:
            yield ""
        yield bold(HEADINGS[heading])
        yield from table(
            (
                (
                    str(one.id),
                    _when(one, as_of or app.today),
                    one.due or "",
                    ", ".join(who[one.id]),
                    said_in(says[one.id], language) + _marks(app, one),
                )
                for one in some
            ),
            (None, paint_state),
        )


def _heading(one: DuePrediction) -> str:
    return "never" if one.state == "open" and Code.NO_CRITERIA in one.problems else one.state


def _when(one: DuePrediction, today: date) -> str:
    if one.due is not None:
        return time_left(PartialDate(one.due), today)
    return f"seen {one.seen}" if one.seen else "never seen"


def _marks(app: App, one: DuePrediction) -> str:
    """What is to be known of it besides, in brackets behind its words."""
    marks = [str(code) for code in one.problems]
    if asleep(_day(one.snoozed), app.today):
        marks.append(f"snoozed until {one.snoozed}")
    return f"  [{', '.join(marks)}]" if marks else ""


def _day(text: str | None) -> PartialDate | None:
    return PartialDate(text) if text else None


def _calendar_path(app: App, ics: str | None) -> Path | None:
    """Where the calendar goes; None for the output."""
    if ics is None:
        return None
    if app.for_scripts:
        raise click.UsageError("A calendar is neither JSON nor CSV: leave out --json and --csv.")
    if ics == STREAM:
        return None
    path = Path(ics)
    if path.suffix.lower() != ".ics":
        raise Invalid(
            f"{ics} has another ending than a calendar, which is .ics.",
            "Words of a query stand before --ics.",
        )
    from kg.formats.files import refuse_notebook

    refuse_notebook(path)
    return path


def _write_calendar(
    app: App,
    session: Session,
    path: Path | None,
    within: int | None,
    among: list[int] | None,
    *,
    limit: int | None,
    as_of: date | None,
) -> None:
    # Its library is wanted only here.
    from kg.formats import files, icalendar
    from kg.notebook.review import appointments

    found = appointments.appointments(
        session,
        app.today,
        app.language(session),
        within=within,
        among=among,
        limit=limit,
        as_of=as_of,
    )
    text = icalendar.written(found)
    back = sum(one.taken_back for one in found)
    took_back = f"takes back {counted(back, 'event')}"
    if len(found) == back:
        left = f"only {took_back}" if back else "is empty"
        app.remark(f"No prediction with a due date waits; the calendar {left}.")
    if path is None:
        click.echo(text.encode(), nl=False)
        return
    with files.written_whole(path) as stream:
        stream.write(text)
    written = f"Wrote the due dates of {counted(len(found) - back, 'prediction')}"
    app.say(f"{written} to {path.absolute()}" + (f"; it {took_back}" if back else ""))

"""`kg review`."""

import os
from collections.abc import Iterator
from datetime import timedelta

import click
from sqlalchemy.orm import Session

from kg.cli.app import App
from kg.cli.asking.questions import somebody_answers
from kg.cli.conditions import selecting
from kg.cli.options import in_language, limit, pass_app
from kg.cli.params import COUNT
from kg.cli.querying import Asking
from kg.cli.showing.people import counted, paint_state
from kg.cli.showing.sayings import time_left
from kg.cli.terminal import table
from kg.domain.selection import Selection
from kg.domain.vocabulary import Outcome
from kg.domain.wording import said_in
from kg.errors import Invalid
from kg.notebook.finding import narrowing
from kg.notebook.review import coming, due
from kg.notebook.review.walk import Tally, Walk
from kg.notebook.showing import outlines

INTERRUPTED = 130
SOON = 90


@click.command(cls=Asking, short_help="Walk through what is due, and decide it key by key.")
@click.option(
    "--within",
    type=COUNT,
    default=SOON,
    show_default=True,
    metavar="DAYS",
    help="How many days ahead still counts as due.",
)
@click.option("--snoozed", is_flag=True, help="Show also what kg snooze leaves alone.")
@selecting
@limit
@in_language
@pass_app
def review(
    app: App, within: int, snoozed: bool, selection: Selection, limit: int | None
) -> int | None:
    """Walk through the predictions that kg due lists, one screen each, and decide them.

    A key decides: r right, w wrong, p partly, u unclear, v void. s snoozes, o opens the source, e,
    n and c add evidence, a note and how sure you are, Enter goes on, b goes back, z takes back, q
    quits; ? shows all. Every verdict is in the notebook at once, and is a change of its own in kg
    history.

    \b
    Examples:
      kg review
      kg review about:o1 --within 365
    """
    if not somebody_answers() or os.environ.get("TERM") == "dumb":
        raise Invalid(
            "kg review asks key by key, and needs a terminal for it.",
            "Elsewhere kg due --json lists what waits, and kg resolve decides it.",
        )
    from kg.cli.reviewing.review import Review
    from kg.cli.reviewing.screen import Screen

    with app.opened() as notebook:
        with notebook.read() as session:
            among = (
                None
                if selection.everything
                else narrowing.prediction_ids(session, selection, app.today)
            )
            numbers = due.numbers(session, app.today, within, among, snoozed=snoozed, limit=limit)
            if not numbers:
                _say_nothing_is_due(app, session, within, among)
                return None
            language = app.language(session)
        notebook.refuse_readers()
        app.engaged = True
        walk = Walk(numbers)
        shown = Review(
            notebook,
            walk,
            command=app.command,
            today=app.today,
            language=language,
            launch=launch,
        )
        try:
            Screen(shown).run()
        finally:
            # Also when something broke: what was done is in the notebook, and is told.
            with notebook.read() as session:
                for line in _told(session, walk, language):
                    click.echo(line)
    _say_what_is_next(app, walk)
    return INTERRUPTED if shown.interrupted else None


def _say_nothing_is_due(app: App, session: Session, within: int, among: list[int] | None) -> None:
    next_one = coming.first(session, app.today, within, among)
    later = "" if next_one else ", and nothing comes later"
    app.say(f"Nothing is due within {counted(within, 'day')}{later}.")
    if next_one is None:
        return
    number = next_one.id
    # What is due later than that is listed only when one looks further ahead.
    left = (next_one.due.last - app.today).days if next_one.due else 0
    further = f" --within {left}" if left > within else ""
    if next_one.snoozed:
        then = f" and {time_left(next_one.due, app.today)}: {next_one.due}" if further else ""
        app.say(f"Prediction {number} is snoozed until {next_one.snoozed}{then}.")
        app.hint(f"Look at it all the same: kg review --snoozed{further}")
    elif next_one.due:
        when = time_left(next_one.due, app.today)
        app.say(f"The next is prediction {number}, {when}: {next_one.due}.")
        app.hint(f"Look at it now: kg review{further}")
    else:
        day = app.today + timedelta(days=next_one.days)
        app.say(f"The next is prediction {number}, open-ended: it comes up again on {day}.")
        app.hint(f"Look at it now: kg prediction show {number}")


def _told(session: Session, walk: Walk, language: str) -> Iterator[str]:
    """What was done, prediction by prediction, and how much that is."""
    last = {deed.prediction: deed for deed in walk.deeds}
    statements = outlines.prediction_statements(session, last)
    yield from table(
        (
            (
                str(number),
                str(deed.outcome) if deed.outcome else f"snoozed until {deed.until}",
                said_in(statements.get(number), language),
            )
            for number, deed in last.items()
        ),
        (None, paint_state),
    )
    yield f"{tally_sentence(walk.tally())}."


def tally_sentence(tally: Tally) -> str:
    """What a review came to, in words.

    >>> from collections import Counter
    >>> tally_sentence(Tally(Counter({Outcome.RIGHT: 2, Outcome.WRONG: 1}), 1, 0, 4))
    '3 decided: 2 right, 1 wrong; 1 snoozed; 4 left'
    >>> tally_sentence(Tally(Counter(), 0, 2, 0))
    'Nothing was decided; 2 decided or removed elsewhere; nothing left'
    """
    each = ", ".join(f"{tally.decided[one]} {one}" for one in Outcome if tally.decided[one])
    parts = [f"{tally.decided.total():,} decided: {each}" if each else "Nothing was decided"]
    if tally.snoozed:
        parts.append(f"{tally.snoozed:,} snoozed")
    if tally.elsewhere:
        parts.append(f"{tally.elsewhere:,} decided or removed elsewhere")
    parts.append(f"{tally.left:,} left" if tally.left else "nothing left")
    return "; ".join(parts)


def _say_what_is_next(app: App, walk: Walk) -> None:
    if walk.deeds:
        last = walk.deeds[-1]
        app.hint(
            f"To take back the last, of prediction {last.prediction}: kg undo {last.change}; "
            "kg history has the numbers of the others."
        )
    if walk.tally().left:
        app.hint("Next: kg review goes on with what is left.")
    else:
        app.hint("Next: kg score shows how good the forecasts were.")


def launch(url: str) -> bool:
    """Open an address in a browser with a window of its own; False where there is none."""
    # Wanted only here.
    import webbrowser

    try:
        browser = webbrowser.get()
    except webbrowser.Error:
        return False
    # A browser for terminals would take the screen.
    if type(browser) is webbrowser.GenericBrowser:
        return False
    # One that hands on the address and ends at once counts as none there.
    return browser.open(url) or isinstance(browser, webbrowser.BackgroundBrowser)

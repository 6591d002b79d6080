"""Views: `kg view`."""

import functools
from collections.abc import Iterator
from datetime import date
from typing import Any

import click
from sqlalchemy.orm import Session

from kg.cli import querying
from kg.cli.app import App
from kg.cli.conditions import SELECTION, selecting
from kg.cli.options import (
    Function,
    as_json,
    limit,
    listed,
    note,
    pass_app,
    shown,
    to_change,
    together,
)
from kg.cli.program import Noun
from kg.cli.showing import changes
from kg.cli.showing.people import counted, fields, heading, note_fields
from kg.cli.terminal import table
from kg.domain.selection import Selection
from kg.errors import KgError
from kg.notebook import views
from kg.notebook.changing.edits import KEEP
from kg.notebook.finding import find
from kg.notebook.finding.selecting import claim_ids
from kg.notebook.showing import cards
from kg.store.models import View


def written(function: Function) -> Function:
    """A query and options that say which claims are meant, as `asked`: one query as it is kept."""

    @functools.wraps(function)
    def command(*args: Any, **given: Any) -> Any:
        # Loaded only where there is a query to write down.
        from kg.domain.query import kept, unparse

        chosen = Selection(**{name: given.pop(name) for name in SELECTION})
        words = querying.typed(given)
        parts = [unparse(chosen), kept(words)]
        return function(*args, asked=" ".join(filter(None, parts)), **given)

    query = click.argument("query", cls=querying.Query)
    return together(*SELECTION.values(), query)(command)


@click.group(cls=Noun)
def view() -> None:
    """Views: queries with a name, which maps offer as a choice."""


@view.command()
@click.argument("name")
@written
@note
@as_json
@pass_app
def add(app: App, name: str, asked: str, note: str | None) -> None:
    """Keep the query under NAME, for maps to offer it as a choice.

    The query is asked anew each time: a view shows what meets it on that day.

    \b
    Examples:
      kg view add "Catching up" about:"catch-up time"
      kg view add "What they dispute" --stance disagrees
      kg view add "Due by today" kind:prediction due:..today
    """
    with app.transaction() as session:
        row = views.add(session, name, asked, today=app.today, note=note)
        app.show(
            lambda: cards.view_cards(session, [row.id])[0],
            lambda: _card(session, row, app.today, app.language(session)),
        )


@view.command("list")
@selecting
@limit
@listed
@pass_app
def list_(app: App, selection: Selection, limit: int | None) -> None:
    """List views.

    A line has the number, the name, how many claims it shows, and the query. A condition is met
    when one of its claims meets it.
    """
    with app.read() as session:
        rows = views.showing(session, selection, app.today)[:limit]
        app.show_list(
            "view",
            session,
            lambda: cards.view_cards(session, [row.id for row in rows]),
            lambda: table(
                (str(row.id), row.name, _count(session, row, app.today), row.query) for row in rows
            ),
        )
        app.remark_if_none(rows, "views", "Add one: kg view add NAME QUERY", selection)


@view.command()
@click.argument("view")
@shown
@pass_app
def show(app: App, view: str) -> None:
    """Show VIEW: its query, and how many claims it shows."""
    with app.read() as session:
        row = find.view(session, view)
        app.show(
            lambda: cards.view_cards(session, [row.id])[0],
            lambda: _card(session, row, app.today, app.language(session)),
        )


@view.command()
@click.argument("view")
@written
@click.option("--name", metavar="TEXT", help="How the view is called.")
@click.option("--note", metavar="TEXT", help="A note of your own; an empty text takes it away.")
@as_json
@pass_app
def edit(app: App, view: str, asked: str, name: str | None, note: str | None) -> None:
    """Change what is given of VIEW and keep the rest.

    A query takes the place of the one that it has.

    \b
    Example:
      kg view edit "Catching up" about:o1 said:2024..
    """
    if not asked and name is None and note is None:
        raise click.UsageError(
            "There is nothing to change: give a query, or say what, as an option."
        )
    with app.transaction() as session:
        row = views.edit(
            session,
            view,
            today=app.today,
            name=KEEP if name is None else name,
            query=asked or KEEP,
            note=to_change(note),
        )
        changes.show_edit(
            app,
            session,
            lambda: cards.view_cards(session, [row.id])[0],
            lambda: _card(session, row, app.today, app.language(session)),
        )


@view.command()
@click.argument("view")
@pass_app
def remove(app: App, view: str) -> None:
    """Remove VIEW; its claims stay."""
    with app.transaction() as session:
        row = views.remove(session, view)
        changes.show_removal(app, session, "view", row.id, row.name)


def _card(session: Session, row: View, today: date, language: str) -> Iterator[str]:
    yield heading(f"View {row.id}", row.name)
    yield from fields([("query", row.query), ("shows", _count(session, row, today))])
    yield from note_fields(row.note, language, row.uid)


def _count(session: Session, row: View, today: date) -> str:
    """How many claims a view shows, or why it can no longer be asked."""
    try:
        ids = claim_ids(session, views.selection_of(row, today), today)
    except KgError as error:
        return error.message
    return counted(len(ids), "claim")

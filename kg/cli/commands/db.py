"""The database: `kg db`."""

import click

from kg.cli.app import App
from kg.cli.options import pass_app
from kg.cli.program import Noun
from kg.store import database
from kg.store.upgrade import upgrade as upgrade_notebook


@click.group(cls=Noun)
def db() -> None:
    """The database: where it is, and its upgrade."""


@db.command()
@pass_app
def path(app: App) -> None:
    """Say where the notebook is, or would be made."""
    app.say(database.place_of(database.url_of(app.database)))


@db.command()
@pass_app
def upgrade(app: App) -> None:
    """Bring a notebook of an older version to this one, after a backup."""
    before, after, backup = upgrade_notebook(app.database)
    if before == after:
        app.say("The notebook is up to date.")
        return
    app.say(f"The notebook was brought from schema {before} to {after}.")
    if backup is not None:
        app.say(f"As it was before, it is in {backup}.")

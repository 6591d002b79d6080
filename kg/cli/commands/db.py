"""The database: `kg db`."""

from pathlib import Path

import click

from kg.cli.app import App
from kg.cli.options import pass_app
from kg.cli.program import Noun
from kg.errors import NotebookError
from kg.store import database
from kg.store.backup import backup_to
from kg.store.upgrade import upgrade as upgrade_notebook


@click.group(cls=Noun)
def db() -> None:
    """The database: where it is, its upgrade and its backup."""


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


@db.command()
@click.argument("file", type=click.Path(path_type=Path))
@pass_app
def backup(app: App, file: Path) -> None:
    """Copy the notebook to FILE, while others may be using it."""
    with app.opened() as notebook:
        if notebook.path is None:
            raise NotebookError(
                f"{notebook.place} lives on a server.", "Back it up with pg_dump, or use kg export."
            )
        backup_to(notebook, file)
    app.say(f"Copied the notebook to {file}.")

"""`kg init`."""

import click

from kg.cli.app import App
from kg.cli.options import pass_app
from kg.cli.params import LANGUAGE


@click.command()
@click.option(
    "--language",
    type=LANGUAGE,
    default="en",
    show_default=True,
    help="The language in which lists show texts that are there in several.",
)
@pass_app
def init(app: App, language: str) -> None:
    """Make a new, empty notebook.

    It is made where --database or KG_DATABASE says, else in the user's data folder.
    """
    from kg.store import database

    notebook = database.create(app.database, language=language)
    notebook.close()
    app.say(f"Made a notebook at {notebook.place}.")
    app.hint('Next: kg add "…" --speaker NAME --about CONCEPT, or kg import FILE')

"""`kg copy`."""

import shlex

import click

from kg.cli.app import App
from kg.cli.options import pass_app


@click.command(short_help="Copy the whole notebook to another file or server.")
@click.argument("from_place", metavar="FROM")
@click.argument("to_place", metavar="TO")
@pass_app
def copy(app: App, from_place: str, to_place: str) -> None:
    """Copy the notebook FROM a file or database URL TO another, where nothing is yet.

    What arrives equals what was sent: numbers, ids and history too. So a notebook moves from a
    file to a PostgreSQL server when others join, and back.

    \b
    Example:
      kg copy notebook.db postgresql://ada@db.example.org/notes
    """
    from kg.cli.showing.people import counted
    from kg.store import copying, database

    told: dict[str, int] = {}
    source = database.open(from_place)
    try:
        copying.copy(source, to_place, tell=told.__setitem__)
    finally:
        source.close()
    url = database.url_of(to_place)
    place = database.place_of(url)
    app.say(
        f"Copied {counted(told.get('claim', 0), 'claim')} and "
        f"{counted(told.get('batch', 0), 'change')} to {place}."
    )
    if url.password is None and not url.query:
        app.hint(f"To use it: export KG_DATABASE={shlex.quote(place)}")
    else:
        app.hint("To use it, let KG_DATABASE be the URL that you gave.")

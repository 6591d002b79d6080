"""`kg demo`."""

import os
import shlex
import shutil
import sys
from pathlib import Path

import click

from kg import settings
from kg.cli.app import App
from kg.cli.commands import map as maps
from kg.cli.options import in_language, pass_app
from kg.domain.selection import Selection
from kg.formats import files
from kg.notebook.records import apply
from kg.store import database

FOLDER = "kg-demo"
TITLES = {"en": "Is o1 the start of something?", "zh": "o1 是什么的开端？"}


@click.command(short_help="Make a notebook of a real round table, and its map.")
@click.option(
    "--into",
    metavar="FOLDER",
    type=click.Path(path_type=Path),
    default=Path(FOLDER),
    show_default=True,
    help="The folder in which notebook and map are made.",
)
@in_language
@pass_app
def demo(app: App, into: Path) -> None:
    """Make a notebook of a real round table, and its map beside it.

    Your own notebook is left alone. A notebook that is there from an earlier demo is brought up to
    date; what you added to it stays.
    """
    place, page = into.absolute() / "notebook.db", into.absolute() / "map.html"
    new = not place.exists()
    app.place = str(place)
    if new:
        database.create(place, language=app.chosen_language or "en").close()
    with app.transaction() as session:
        planned = apply.plan(session, files.read(settings.shipped("data") / "roundtable"))
        apply.apply(session, planned)
    with app.read() as session:
        title = TITLES.get(app.language(session), TITLES["en"])
        number, _ = maps.write(app, session, page, Selection(), title)
    if not new:
        was = "as it was" if planned.nothing else "and was brought up to date"
        app.say(f"There is a notebook at {place} already; it stays, {was}.")
    app.say(f"Notebook  {place}\nMap       {page}, {number} claims")
    app.say("\nOpen the map in a browser. To ask the notebook, type for instance:\n")
    program = _as_called()
    for command in (
        f"export KG_DATABASE={shlex.quote(str(place))}",
        f"{program} status",
        f"{program} due --within 1000",
        f"{program} claim list --speaker 颜水成 --outcome wrong",
        f"{program} claim show c134",
        f"{program} --help",
    ):
        app.say(f"  {command}")


def _as_called() -> str:
    """How the program is called from here: kg, or the path that was typed when kg is not found."""
    typed = Path(sys.argv[0])
    found = shutil.which("kg")
    if typed.stem != "kg" or (found and os.path.realpath(found) == os.path.realpath(typed)):
        return "kg"
    return shlex.quote(str(typed))

"""`kg map`."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click
from sqlalchemy.orm import Session

from kg.cli.app import App
from kg.cli.conditions import selecting
from kg.cli.options import as_of, in_language, pass_app
from kg.cli.progress import progress
from kg.cli.querying import Asking
from kg.cli.showing.people import counted
from kg.domain.selection import Selection
from kg.errors import NotFound
from kg.notebook import views as named
from kg.notebook.finding.selecting import claim_ids

TITLES = {"en": "Claims and who makes them", "zh": "谁说了什么"}


AS_OF = {"en": "{title}, as of {day}", "zh": "{title}（截至{day}）"}


def titled(language: str, as_of: date | None) -> str:
    """What stands above a map that was given no title."""
    code = language if language in TITLES else "en"
    return AS_OF[code].format(title=TITLES[code], day=as_of) if as_of else TITLES[code]


@click.command("map", cls=Asking, short_help="Write the map of claims as one HTML page.")
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(path_type=Path),
    default=Path("map.html"),
    show_default=True,
    help="The file to write; a map that stands there is replaced.",
)
@click.option("--open", "open_", is_flag=True, help="Open the map in the browser.")
@click.option("--title", metavar="TEXT", help="What stands above the map.")
@click.option(
    "--view",
    "views",
    metavar="VIEW",
    multiple=True,
    help="Only what this view shows (kg view list); of several the reader chooses.",
)
@as_of
@selecting
@in_language
@pass_app
def map_(
    app: App,
    output: Path,
    open_: bool,
    title: str | None,
    views: tuple[str, ...],
    as_of: date | None,
    selection: Selection,
) -> None:
    """Write the map of claims, or of those that are meant, as one HTML page.

    The page needs no network and no other file: it can be sent to anybody. Without --view it
    offers all views of the notebook as choices. Without --language it opens in Chinese where the
    reader's browser speaks it, else in the language of the notebook.

    \b
    Examples:
      kg map --open
      kg map about:o1 -o o1.html --language zh
      kg map near:12 depth:2 -o near-12.html
      kg map --as-of 2025-12-31 -o last-year.html
      kg map "scaling law" -speaker:汪华
      kg map --view "Catching up" --view "What they dispute"
    """
    from kg.formats.files import refuse_notebook

    refuse_notebook(output)
    with app.read() as session:
        number, refused = write(app, session, output, selection, title, as_of, views)
    for sentence in refused:
        app.remark(sentence)
    day = f" as of {as_of}" if as_of else ""
    app.say(f"Wrote the map of {counted(number, 'claim')}{day} to {output.absolute()}")
    if open_:
        import webbrowser

        if not webbrowser.open(output.absolute().as_uri()):
            app.remark("No browser could be opened here: open the file yourself.")


def write(
    app: App,
    session: Session,
    path: Path,
    selection: Selection,
    title: str | None = None,
    as_of: date | None = None,
    views: Sequence[str] = (),
) -> tuple[int, list[str]]:
    """Write the map of the claims that are meant, and of these views, or with all as choices.

    Where no language was asked for, the page opens in that of the browser if it is Chinese. Gives
    the number of claims, and which views could not be asked; raises NotFound for no claims.
    """
    today, language = app.today, app.language(session)
    ids = claim_ids(session, selection, today, as_of)
    chosen = named.chosen(session, ids, views, today, as_of)
    if not chosen.claims:
        raise NotFound(
            *(
                ("There are no claims to draw yet.", "Add one with kg add, or try kg demo.")
                if selection.everything and as_of is None and not views
                else ("No claims meet these conditions; no map was written.", "Ask for less.")
            )
        )
    # networkx and pyvis are wanted only here.
    from kg.analysis.beside import beside
    from kg.graph.claims import gathered, graph_of
    from kg.pages.map import map_page, write_map

    found: dict[str, list[dict[str, Any]]] = gathered(session, chosen.claims, today, as_of)
    with progress("Laying out the map", wait=True) as told:
        page = map_page(
            graph_of(found, language),
            found,
            title=title or chosen.title or titled(language, as_of),
            made=today.isoformat(),
            language=language,
            by_reader=app.asked_language is None,
            beside=beside(session, found, selection, today, as_of) | chosen.told,
            told=told,
        )
    write_map(path, page)
    return len(chosen.claims), chosen.refused

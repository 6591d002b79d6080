"""`kg score`."""

from datetime import date
from pathlib import Path

import click

from kg.cli.app import App
from kg.cli.clock import remark_ahead
from kg.cli.conditions import selecting
from kg.cli.options import as_of, limit, listed, pass_app
from kg.cli.params import Word
from kg.cli.querying import Asking
from kg.domain.selection import Selection
from kg.domain.vocabulary import Basis

BY = ("speaker", "concept", "source", "year")


@click.command(cls=Asking, short_help="Show how good forecasts were, as far as it can be told.")
@click.option(
    "--by",
    type=Word(BY),
    default=BY[0],
    show_default=True,
    help="Show a line for each speaker, concept, source or year.",
)
@click.option(
    "--basis",
    "bases",
    multiple=True,
    type=Word(Basis),
    help="Only forecasts that were stated, read from words, or implied by a stance.",
)
@as_of
@click.option(
    "--chart",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Draw it instead, into a file that ends in .html, .svg or .png.",
)
@selecting
@limit
@listed
@pass_app
def score(
    app: App,
    by: str,
    bases: tuple[Basis, ...],
    as_of: date | None,
    chart: Path | None,
    selection: Selection,
    limit: int | None,
) -> None:
    """Show how good forecasts were: hits first, scores from 20 decided ones on, parts from 50.

    Forecasts that were stated, read from words and implied by a stance are scored apart, and so
    are claims of fact that were checked. Of the speakers that a query names only these are scored.
    Where one group is left, its details are shown.

    \b
    Examples:
      kg score
      kg score speaker:颜水成
      kg score --by concept --basis verbal
      kg score --as-of 2025-12-31
      kg score --chart scores.html
    """
    # Arithmetic takes its time to load, and only what asks for scores pays for it.
    from kg.analysis import scores as analysis
    from kg.analysis.questions import Of
    from kg.cli.showing import scores

    wanted = [Of(basis) for basis in bases]
    if chart is not None:
        if app.for_scripts:
            raise click.UsageError("A chart is a file: leave out --json and --csv.")
        if by != BY[0]:
            raise click.UsageError(
                f"A chart sets speakers side by side: leave out --by {by}, or --chart."
            )
        from kg.cli.showing import score_chart
        from kg.formats.files import refuse_notebook

        refuse_notebook(chart)

        with app.read() as session:
            score_chart.draw(app, session, chart, selection, wanted, as_of)
            if as_of is None:
                remark_ahead(app, session)
        return
    with app.read() as session:
        found = analysis.scores(
            session, selection, app.today, by=analysis.By(by), bases=wanted, as_of=as_of
        )
        found = analysis.first(found, limit)
        app.show_list(
            "score",
            session,
            lambda: analysis.cards(session, found),
            lambda: scores.lines(session, found, app.language(session), as_of),
        )
        if as_of is None:
            remark_ahead(app, session)
        app.remark_if_none(
            found, "forecasts", "Add one with kg predict and kg forecast.", selection
        )

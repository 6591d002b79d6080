"""`kg lint`."""

from collections.abc import Iterator
from itertools import groupby

import click

from kg.cli.app import App
from kg.cli.conditions import selecting
from kg.cli.options import limit, listed, pass_app
from kg.cli.querying import Asking
from kg.cli.showing.people import counted, heading
from kg.cli.terminal import block, dim
from kg.domain.selection import Selection
from kg.domain.wording import said_in
from kg.notebook.finding import narrowing
from kg.notebook.review import linting
from kg.notebook.review.linting import Finding, Gravity

WIDEST = max(map(len, linting.Code)) + 4


@click.command(cls=Asking, short_help="Say which predictions cannot be decided as they stand.")
@click.option(
    "--problems", is_flag=True, help="Leave out hints: what only may make it hard to decide."
)
@click.option("--exit-code", is_flag=True, help="End with 1 when anything is found, for scripts.")
@selecting
@limit
@listed
@pass_app
def lint(
    app: App, problems: bool, exit_code: bool, selection: Selection, limit: int | None
) -> int | None:
    """Say which predictions that wait cannot be decided as they stand, and what mends each.

    Problems are no-criteria, no-due, no-statement (of a reading of several claims),
    due-before-said and due-before-opens. Hints are vague-criteria, no-source (nothing says where it
    could be looked up) and no-probability (a forecast without a number).

    \b
    Examples:
      kg lint
      kg lint about:o1 --problems --exit-code
    """
    # Wanted only here.
    from kg.formats.scales import asked

    by = None if problems else asked()
    with app.read() as session:
        among = (
            None
            if selection.everything
            else narrowing.prediction_ids(session, selection, app.today)
        )
        found = linting.findings(session, among, hints=not problems, limit=limit, scales=by)
        language = app.language(session)
        app.show_list(
            "lint",
            session,
            lambda: linting.cards(found),
            lambda: _told(found, language),
        )
        if not found:
            app.remark("Nothing is amiss with the predictions that wait.")
        return int(exit_code and bool(found))


def _marked(one: Finding) -> str:
    return f"Hint: {one.says}" if one.gravity is Gravity.HINT else one.says


def _told(found: list[Finding], language: str) -> Iterator[str]:
    for row_id, some in groupby(found, key=lambda one: one.id):
        several = list(some)
        yield from block(
            said_in(several[0].statement, language), 2, heading(f"Prediction {row_id}: ")
        )
        for one in several:
            yield from block(_marked(one), WIDEST, f"  {one.code}  ")
            yield from (dim(line) for line in block(one.mend, WIDEST))
    grave = sum(one.gravity is Gravity.PROBLEM for one in found)
    if found:
        yield ""
        yield (
            f"{counted(grave, 'problem')} and {counted(len(found) - grave, 'hint')} in "
            f"{counted(len({one.id for one in found}), 'prediction')}."
        )

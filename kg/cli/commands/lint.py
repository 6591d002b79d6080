"""`kg lint`."""

from collections import Counter
from collections.abc import Iterator
from itertools import groupby

import click

from kg.cli.app import App
from kg.cli.conditions import selecting
from kg.cli.options import limit, listed, pass_app
from kg.cli.querying import Asking
from kg.cli.showing.people import counted, heading, section
from kg.cli.terminal import block, bold, dim
from kg.domain.selection import Selection
from kg.domain.wording import said_in
from kg.notebook.finding import narrowing
from kg.notebook.review import linting, unproved
from kg.notebook.review.linting import Code, Finding, Gravity

WIDEST = max(map(len, linting.Code)) + 4
SEVERAL = 3
"""What all of at least so many predictions have is told once."""
FOLDED = (Code.NO_SOURCE,)
"""The hints that say the same of every prediction."""


@click.command(cls=Asking, short_help="Say which predictions cannot be decided as they stand.")
@click.option(
    "--problems", is_flag=True, help="Leave out hints: what only may make it hard to decide."
)
@click.option(
    "--verdicts",
    is_flag=True,
    help="Say instead which verdicts rest on no evidence or memory alone, or miss their window.",
)
@click.option("--exit-code", is_flag=True, help="End with 1 when anything is found, for scripts.")
@selecting
@limit
@listed
@pass_app
def lint(
    app: App,
    problems: bool,
    verdicts: bool,
    exit_code: bool,
    selection: Selection,
    limit: int | None,
) -> int | None:
    """Say which predictions that wait cannot be decided as they stand, and what mends each.

    Problems are no-criteria, no-due, no-statement (of a reading of several claims),
    due-before-said and due-before-opens. Hints are vague-criteria, no-source (nothing says where it
    could be looked up) and no-probability (a forecast without a number). With --verdicts it is said
    of predictions that are decided whether that is without evidence (no-evidence), from memory
    alone (only-memory), or outside of their window while nothing says why (outside-window).

    \b
    Examples:
      kg lint
      kg lint about:o1 --problems --exit-code
      kg lint --verdicts
    """
    # Wanted only here.
    from kg.formats.scales import asked

    if verdicts and problems:
        raise click.UsageError("Verdicts have hints only: leave out --problems, or --verdicts.")
    by = None if problems or verdicts else asked()
    with app.read() as session:
        among = (
            None
            if selection.everything
            else narrowing.prediction_ids(session, selection, app.today)
        )
        found = (
            unproved.findings(session, among, limit=limit)
            if verdicts
            else linting.findings(session, among, hints=not problems, limit=limit, scales=by)
        )
        language = app.language(session)
        app.show_list(
            "lint",
            session,
            lambda: linting.cards(found),
            lambda: _told(found, language),
        )
        if not found:
            app.remark(
                _no_verdict(bool(unproved.standing(session, among)))
                if verdicts
                else "Nothing is amiss with the predictions that wait."
            )
        elif not (problems or verdicts):
            app.hint("Leave out the hints: kg lint --problems")
        return int(exit_code and bool(found))


def _no_verdict(decided: bool) -> str:
    return "Every decided prediction has evidence." if decided else "No prediction is decided here."


def _marked(one: Finding) -> str:
    return f"Hint: {one.says}" if one.gravity is Gravity.HINT else one.says


def _told(found: list[Finding], language: str) -> Iterator[str]:
    folded = _of_all(found)
    kept = [one for one in found if one.code not in folded]
    for row_id, some in groupby(kept, key=lambda one: one.id):
        several = list(some)
        yield from block(
            said_in(several[0].statement, language), 2, heading(f"Prediction {row_id}: ")
        )
        for one in several:
            yield from _finding(one.code, _marked(one), one.mend)
    if folded:
        yield from section("All of them") if kept else [bold("All of them")]
        for code, one in folded.items():
            yield from _finding(code, _marked(one), one.mend.replace(f" {one.id} ", " NUMBER "))
    if found:
        yield ""
        grave = sum(one.gravity is Gravity.PROBLEM for one in found)
        kinds = Counter(one.code for one in found).most_common()
        yield from block(
            f"{counted(grave, 'problem')} and {counted(len(found) - grave, 'hint')} in "
            f"{counted(len({one.id for one in found}), 'prediction')}: "
            f"{', '.join(f'{number:,} {code}' for code, number in kinds)}.",
            0,
        )


def _of_all(found: list[Finding]) -> dict[Code, Finding]:
    """The kinds of hints that every one of several predictions has, each with the first.

    Others name days, words or forecasts of their own.
    """
    predictions = {one.id for one in found}
    if len(predictions) < SEVERAL:
        return {}
    having: dict[Code, dict[int, Finding]] = {}
    for one in found:
        having.setdefault(one.code, {}).setdefault(one.id, one)
    return {
        code: having[code][min(predictions)]
        for code in FOLDED
        if len(having.get(code, ())) == len(predictions)
    }


def _finding(code: Code, says: str, mend: str) -> Iterator[str]:
    yield from block(says, WIDEST, f"  {code}  ")
    yield from (dim(line) for line in block(mend, WIDEST))

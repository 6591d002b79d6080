"""Changes of mind: `kg changes`."""

from collections.abc import Iterable, Iterator
from datetime import date

import click

from kg.analysis import changes as analysis
from kg.analysis.changes import Change
from kg.analysis.moments import Moment
from kg.cli import querying
from kg.cli.app import App
from kg.cli.conditions import selecting
from kg.cli.options import as_of, limit, listed, pass_app
from kg.cli.querying import Asking
from kg.cli.showing.people import percent
from kg.cli.terminal import block, bold, on_one_line, padded, width
from kg.domain.selection import Selection
from kg.notebook.finding import find
from kg.notebook.finding import selecting as chosen


class AskingOf(Asking):
    """A command whose first word is a speaker, unless it can only be a part of a query."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the command line."""
        rest = super().parse_args(ctx, args)
        word = ctx.params["speaker"]
        if word is not None and querying.is_field(word):
            ctx.params |= {"speaker": None, "query": (word, *ctx.params["query"])}
        return rest


@click.command(cls=AskingOf, short_help="List where speakers changed their minds.")
@click.argument("speaker", required=False, metavar="[SPEAKER]")
@as_of
@selecting
@limit
@listed
@pass_app
def changes(
    app: App,
    speaker: str | None,
    as_of: date | None,
    selection: Selection,
    limit: int | None,
) -> None:
    """List where speakers changed their minds, the oldest change first.

    A stance moved when a speaker went over to the other side of a claim, or came to hold it in
    part; a probability, when a later forecast of one prediction has another; a deadline, when a
    claim, or one that restates it, has only other due dates later on. Without SPEAKER it is
    everybody. What has no date is left out.

    \b
    Examples:
      kg changes 汪华
      kg changes about:o1 --as-of 2025
    """
    with app.read() as session:
        who = find.speaker(session, speaker).id if speaker else None
        claims = None
        if not selection.everything:
            claims = chosen.claim_ids(session, selection, app.today, as_of)
        found = analysis.changes(session, who, claims, as_of)[:limit]
        app.show_list(
            "change of mind",
            session,
            lambda: [analysis.card(one) for one in found],
            lambda: _lines(found, app.language(session)),
        )
        if not found:
            app.remark("No change of mind is on record.")


def _lines(found: Iterable[Change], language: str) -> Iterator[str]:
    for number, change in enumerate(found):
        yield from [""] * bool(number)
        yield from _change(change, language)


def _change(change: Change, language: str) -> Iterator[str]:
    what = f"claim {change.claim.id}"
    if change.what == "probability" and change.prediction:
        what = f"prediction {change.prediction.id} of {what}"
    told = [said_of(change.what, one) for one in (change.before, change.after)]
    who = on_one_line(change.speaker.said(language))
    yield f"{bold(who)} on {what}: {told[0]}, then {told[1]}"
    yield from block(change.claim.said(language), 2)
    days = [str(one.said) for one in (change.before, change.after)]
    room = max(map(width, days)) + 4
    for day, said, one in zip(days, told, (change.before, change.after), strict=True):
        quote = f" «{on_one_line(one.quote)}»" if one.quote else ""
        yield from block(f"{said}{quote}", room, padded(f"  {day}", room))


def said_of(what: str, one: Moment) -> str:
    """What a moment says: a stance, a probability or a deadline."""
    if what == "deadline":
        return f"due {one.due}"
    if one.chance is None or what == "stance":
        return str(one.stance)
    low, middle, high = one.chance
    if low is None or high is None or low == high:
        return percent(middle)
    return f"{percent(middle)} ({percent(low)} to {percent(high)})"

"""What does not go together: `kg conflicts`."""

from collections import Counter
from collections.abc import Iterator

import click

from kg.analysis import conflicts as analysis
from kg.analysis.conflicts import Conflict, Sort
from kg.cli.app import App
from kg.cli.conditions import selecting
from kg.cli.options import as_of, limit, listed, pass_app
from kg.cli.querying import Asking
from kg.cli.showing.meant import no_claim
from kg.cli.showing.people import counted
from kg.cli.terminal import block, bold, on_one_line
from kg.domain.dates import PartialDate
from kg.domain.selection import Selection
from kg.notebook import asof
from kg.notebook.finding import find
from kg.notebook.finding import selecting as chosen


@click.command(cls=Asking, short_help="List what does not go together, and why.")
@as_of
@selecting
@limit
@listed
@pass_app
def conflicts(app: App, as_of: PartialDate | None, selection: Selection, limit: int | None) -> None:
    """List what does not go together, with the links by which that follows.

    These are speakers who hold claims that oppose each other, or deny what they depend on; claims
    that a speaker held and later denied; and links by which a claim denies itself, or rests on
    itself. What was said is recorded; that it conflicts is inferred
    from links, but for what was taken back. Of the speakers that a query names
    only what these say is shown.

    \b
    Examples:
      kg conflicts
      kg conflicts speaker:汪华 about:o1
    """
    with app.read() as session:
        day = asof.day_of(as_of, app.today)
        claims = None
        if not selection.everything:
            claims = chosen.claim_ids(session, selection, app.today, day)
        among = [find.speaker(session, key).id for key in selection.speakers]
        every = analysis.conflicts(session, claims, among=among, as_of=day)
        found = every[:limit]
        app.show_list(
            "conflict",
            session,
            lambda: [analysis.card(one) for one in found],
            lambda: _lines(every, found, app.language(session)),
        )
        if claims is not None and not claims:
            app.remark(no_claim(session, selection))
        elif not found:
            app.remark("Nothing conflicts here, as far as stances and links tell.")


def _lines(every: list[Conflict], found: list[Conflict], language: str) -> Iterator[str]:
    if not found:
        return
    sorts = Counter(one.sort for one in every)
    told = ", ".join(f"{sorts[sort]:,} {sort.value}" for sort in Sort if sort in sorts)
    yield f"{counted(len(every), 'conflict')}: {told}"
    for one in found:
        yield ""
        yield from _conflict(one, language)
    if more := len(every) - len(found):
        yield ""
        yield f"{counted(more, 'more conflict')}: --limit {len(every)}"


def _conflict(one: Conflict, language: str) -> Iterator[str]:
    who = on_one_line(one.speaker.said(language)) if one.speaker else ""
    first, last = (("denies", "holds")[held] for held in (one.first_held, one.last_held))
    days = [f" ({day})" if day else "" for day in (one.first_said, one.last_said)]
    if one.sort is Sort.HELD and one.first == one.last:
        held = f"{who} {first} {one.first.id}{days[0]}"
        yield bold(held) + ", which cannot hold: that is inferred"
    elif one.sort is Sort.HELD:
        both = f"{who} {first} {one.first.id}{days[0]} and {last} {one.last.id}{days[1]}"
        yield bold(both) + ": that these conflict is inferred"
    elif one.sort is Sort.REVERSED:
        words = {"holds": "held", "denies": "denied"}
        yield bold(
            f"{who} {words[first]} {one.first.id}{days[0]} and then {words[last]} it{days[1]}"
        )
    elif one.sort is Sort.IMPOSSIBLE:
        yield bold(f"Claim {one.first.id} cannot hold: it follows that it does not") + ", inferred"
    else:
        yield bold(f"Claim {one.first.id} rests on itself") + ", inferred"
    claims = {claim.id: claim for step in one.way for claim in (step[0], step[2])}
    claims |= {one.first.id: one.first, one.last.id: one.last}
    margin = 4 + max(len(str(number)) for number in claims)
    ends = dict.fromkeys([one.first.id, one.last.id])
    between = [number for number in claims if number not in ends]
    for number in ends:
        yield from block(claims[number].said(language), margin, f"  {number}")
    if between:
        yield "  by way of what need not have been said" if one.speaker else "  by way of"
    for number in between:
        yield from block(claims[number].said(language), margin, f"  {number}")
    if one.way:
        yield from block(
            "because " + ", ".join(f"{a.id} {kind} {b.id}" for a, kind, b, _ in one.way), 2
        )

"""Who belongs together: `kg camps`."""

from datetime import date
from typing import TYPE_CHECKING

import click

from kg.cli.app import App
from kg.cli.conditions import selecting
from kg.cli.engines import on_engine, reading
from kg.cli.options import as_of, pass_app, shown
from kg.cli.params import Count, Word
from kg.cli.progress import progress
from kg.cli.querying import Asking
from kg.cli.showing.meant import no_claim
from kg.domain.dates import PartialDate
from kg.domain.selection import Selection
from kg.engines.choosing import Chosen, Gathering
from kg.notebook import asof
from kg.notebook.finding import selecting as finding

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from kg.analysis.found_camps import Camps

METHODS = ("division", "grouping", "crowd")

seconds = click.option(
    "--seconds",
    type=Count(1),
    default=10,
    show_default=True,
    metavar="N",
    help="Divide or group for about so long at most; of a crowd it bounds the test against chance.",
)


@click.command(cls=Asking, short_help="Find camps of speakers, or say that there are none.")
@click.option(
    "--method",
    type=Word(METHODS),
    help="Divide in two, group by what is not common ground, or place a crowd as Polis does.",
)
@click.option("--camps", "number", type=Count(2), metavar="N", help="Make so many camps.")
@seconds
@as_of
@on_engine
@selecting
@shown
@pass_app
def camps(
    app: App,
    method: str | None,
    number: int | None,
    seconds: int,
    as_of: PartialDate | None,
    selection: Selection,
    chosen: Chosen,
) -> None:
    """Find camps: who belongs together, and how sure that is. What divides them: kg ground.

    Up to 50 speakers are divided in two, so that the fewest agreements are parted and the fewest
    disagreements joined, with a proof where one is found; three and more camps, which are looked
    for where two are loose or none, are grouped by agreement beyond what most say; more speakers
    are placed and grouped as Polis does. How steady the camps are says whether both halves of the
    claims give the same ones.

    \b
    Examples:
      kg camps
      kg camps about:o1 --as-of 2025
      kg camps --camps 3
      kg camps --method crowd
    """
    from kg.analysis import found_camps
    from kg.cli.showing import camps as showing

    day = asof.day_of(as_of, app.today)
    with reading(chosen, app, selection, day) as (session, gathered):
        claims, found = looked_for(
            app, session, gathered, selection, method, number=number, as_of=day, seconds=seconds
        )
        app.show(
            lambda: found_camps.card(found),
            lambda: showing.lines(found, app.language(session)),
        )
        if claims is not None and not claims:
            app.remark(no_claim(session, selection))
        if found.found:
            app.hint("What they share and what divides them: kg ground")


def looked_for(
    app: App,
    session: "Session",
    gathered: Gathering,
    selection: Selection,
    method: str | None,
    *,
    number: int | None,
    as_of: date | None,
    seconds: float,
) -> "tuple[list[int] | None, Camps]":
    """The claims that are meant, None for all, and the camps by them."""
    from kg.analysis import camps as analysis
    from kg.analysis import found_camps

    claims = None
    if not selection.everything:
        claims = finding.claim_ids(session, selection, app.today, as_of)
    taken = gathered(claims, as_of)
    with progress("Looking for camps", wait=True) as told:
        return claims, analysis.camps(
            session,
            claims,
            method=None if method is None else found_camps.Method(method),
            number=number,
            as_of=as_of,
            seconds=seconds,
            taken=taken,
            told=told,
        )

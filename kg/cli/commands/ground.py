"""Claims in the light of camps: `kg ground`."""

from collections.abc import Collection
from typing import TYPE_CHECKING

import click

from kg.cli.app import App
from kg.cli.commands.camps import METHODS, looked_for, seconds
from kg.cli.conditions import selecting
from kg.cli.engines import on_engine, reading
from kg.cli.options import as_of, limit, listed, pass_app
from kg.cli.params import Count, Word
from kg.cli.querying import Asking
from kg.cli.showing.meant import no_claim
from kg.domain.dates import PartialDate
from kg.domain.selection import Selection
from kg.engines.choosing import Chosen
from kg.notebook import asof

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from kg.analysis.ground import Ground

BY = ("common", "dividing", "typical", "bridging", "crux", "number")


@click.command(cls=Asking, short_help="List common ground, what divides, and cruxes.")
@click.option(
    "--by",
    type=Word(BY),
    help="Show one list: what is common, divides, is typical or bridges, cruxes, or all claims.",
)
@click.option("--method", type=Word(METHODS), help="How camps are found, as for kg camps.")
@click.option("--camps", "number", type=Count(2), metavar="N", help="Make so many camps.")
@seconds
@as_of
@on_engine
@selecting
@limit
@listed
@pass_app
def ground(
    app: App,
    by: str | None,
    method: str | None,
    number: int | None,
    seconds: int,
    as_of: PartialDate | None,
    selection: Selection,
    chosen: Chosen,
    limit: int | None,
) -> None:
    """List claims in the light of camps: common ground, what divides, what bridges, and cruxes.

    Common ground is what every camp holds, and nobody denies in a camp of which few speak of it;
    what divides, some camps hold and others deny. What bridges is held beyond what the side on
    which one stands would lead to expect. Cruxes are open claims, still held by somebody, with
    whose answer other claims in dispute would move: those that they support, and those that depend
    on them, oppose or restate them. Where there are no camps all speakers are taken as one.
    --by number lists all claims with all figures.

    \b
    Examples:
      kg ground
      kg ground --by crux --limit 5
      kg ground about:o1 --csv
    """
    from kg.analysis import ground as claims_of
    from kg.cli.showing import ground as showing

    day = asof.day_of(as_of, app.today)
    with reading(chosen, app, selection, day) as (session, gathered):
        claims, camps = looked_for(
            app, session, gathered, selection, method, number=number, as_of=day, seconds=seconds
        )
        found = claims_of.ground(session, camps, today=app.today)
        order = found.listed(claims_of.By(by or "number"))[:limit]
        app.show_list(
            "ground",
            session,
            lambda: claims_of.cards(session, found, order),
            lambda: (
                showing.table_of(session, found, order, app.language(session), claims_of.By(by))
                if by
                else showing.lines(session, found, app.language(session), limit)
            ),
        )
        if not order:
            app.remark(_nothing(session, found, by, selection, claims))


def _nothing(
    session: "Session",
    found: "Ground",
    by: str | None,
    selection: Selection,
    claims: Collection[int] | None,
) -> str:
    """Why a list is empty."""
    from kg.analysis.ground import By
    from kg.cli.showing.ground import missing

    if claims is not None and not claims:
        return no_claim(session, selection)
    if not len(found.camps.stands):
        if selection.everything:
            return "There are no stances yet. Add one: kg agree CLAIM SPEAKER"
        return "No claim has stances in these conditions."
    order = By(by or By.NUMBER)
    if order in (By.DIVIDING, By.TYPICAL) and found.typical is None:
        return "There are no camps here, so that nothing divides them. Why: kg camps"
    why = missing(found, order)
    return f"{why[:1].upper()}{why[1:]}. All claims: kg ground --by number"

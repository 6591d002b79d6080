"""Who agrees with whom: `kg agreement`."""

import click

from kg.cli.app import App
from kg.cli.conditions import selecting
from kg.cli.engines import on_engine, reading
from kg.cli.options import as_of, limit, listed, pass_app
from kg.cli.params import Count, Word
from kg.cli.querying import Asking
from kg.cli.showing.meant import no_claim
from kg.domain.agreeing.pairs import FEWEST
from kg.domain.dates import PartialDate
from kg.domain.selection import Selection
from kg.engines.choosing import Chosen
from kg.notebook import asof
from kg.notebook.finding import find
from kg.notebook.finding import selecting as finding

BY = ("shared", "agreement", "disagreement")


@click.command(cls=Asking, short_help="Show who agrees with whom, and on how much.")
@click.option(
    "--by",
    type=Word(BY),
    default="shared",
    help="Which two come first: with most claims in common, or most of one mind, or most at odds.",
)
@click.option("--but-one", is_flag=True, help="Only those who agree on everything but one claim.")
@click.option(
    "--fewest",
    type=Count(1),
    default=FEWEST,
    show_default=True,
    metavar="N",
    help="Judge two who have so many claims in common.",
)
@as_of
@on_engine
@selecting
@limit
@listed
@pass_app
def agreement(
    app: App,
    by: str,
    but_one: bool,
    fewest: int,
    as_of: PartialDate | None,
    selection: Selection,
    chosen: Chosen,
    limit: int | None,
) -> None:
    """Show who agrees with whom: on how many claims each two agree, in part, and disagree.

    Those with most claims in common come first. What is recorded is that both took a stance on one
    claim; what is inferred, from claims that oppose or restate each other, stands apart. With fewer
    common claims than --fewest two are not judged, and left out of --by agreement and --by
    disagreement, where those come first of whom it is surest. Of a speaker whom a query names only
    the pairs are shown, of several only those among them. Krippendorff's alpha says how far all
    agree beyond chance.

    \b
    Examples:
      kg agreement
      kg agreement speaker:颜水成 about:o1
      kg agreement --by disagreement --limit 10
      kg agreement --but-one
      kg agreement --as-of 2024 --csv
    """
    from kg.analysis import pairing
    from kg.cli.showing import agreement as showing

    day = asof.day_of(as_of, app.today)
    with reading(chosen, app, selection, day) as (session, gathered):
        claims = None
        if not selection.everything:
            claims = finding.claim_ids(session, selection, app.today, day)
        among = [find.speaker(session, key).id for key in selection.speakers]
        most = limit if limit or app.for_scripts else showing.ENOUGH
        found = pairing.agree(
            session,
            claims,
            among=among,
            as_of=day,
            limit=most,
            but_one=but_one,
            taken=gathered(claims, day),
            by=pairing.Order(by),
            fewest=fewest,
        )
        app.show_list(
            "agreement",
            session,
            lambda: pairing.cards(found),
            lambda: showing.lines(found, app.language(session), limit, but_one, pairing.Order(by)),
        )
        if claims is not None and not claims:
            app.remark(no_claim(session, selection))
        elif not found.pairs:
            app.remark(pairing.missing(found, but_one=but_one, by=pairing.Order(by)))
        elif app.for_scripts and found.left_out and limit is None:
            app.remark(f"{found.left_out:,} more pairs: --limit {found.pairs}")

"""Links: `kg link`."""

from datetime import date

import click

from kg.cli.app import App
from kg.cli.conditions import selecting
from kg.cli.options import (
    as_json,
    as_of,
    edits,
    limit,
    listed,
    note,
    pass_app,
    shown,
    to_change,
)
from kg.cli.params import Word
from kg.cli.program import Noun
from kg.cli.showing import changes, sayings
from kg.cli.terminal import table
from kg.domain.selection import Selection
from kg.domain.vocabulary import LinkKind
from kg.notebook import links
from kg.notebook.changing.edits import KEEP
from kg.notebook.finding import find, narrowing
from kg.notebook.showing import cards, outlines


@click.group(cls=Noun)
def link() -> None:
    """Links: how one claim bears on another."""


@link.command()
@click.argument("from_claim", metavar="FROM")
@click.argument("kind", metavar="KIND", type=Word(LinkKind))
@click.argument("to_claim", metavar="TO")
@click.option("--by", metavar="SPEAKER", help="Who draws the link; else you do.")
@note
@as_json
@pass_app
def add(
    app: App, from_claim: str, kind: LinkKind, to_claim: str, by: str | None, note: str | None
) -> None:
    """Link the claim FROM to the claim TO.

    KIND is supports, opposes, qualifies, depends-on, restates or elaborates.

    \b
    Example:
      kg link add 12 opposes 7 --note "both cannot happen by 2026"
    """
    with app.transaction() as session:
        row = links.draw(session, from_claim, kind, to_claim, by=by, note=note)
        app.show(
            lambda: cards.link_cards(session, [row.id])[0],
            lambda: sayings.link(row, app.language(session)),
        )


@link.command("list")
@click.option("--is", "kind", type=Word(LinkKind), help="Only links of this kind.")
@as_of
@selecting
@limit
@listed
@pass_app
def list_(
    app: App,
    kind: LinkKind | None,
    as_of: date | None,
    selection: Selection,
    limit: int | None,
) -> None:
    """List links.

    A line has the number, the claims, who drew it, and what the claims say. A condition is met when
    either claim meets it.
    """
    with app.read() as session:
        ids = narrowing.link_ids(session, selection, app.today, as_of)
        if kind:
            wanted = {one.id for one in links.listed(session, kind)}
            ids = [one for one in ids if one in wanted]
        ids = ids[:limit]
        app.show_list(
            "link",
            session,
            lambda: cards.link_cards(session, ids),
            lambda: table(
                (
                    str(one.id),
                    f"{one.from_id} {one.kind} {one.to_id}",
                    one.who,
                    f"{one.from_statement} → {one.to_statement}",
                )
                for one in outlines.links(session, ids, app.language(session))
            ),
        )
        app.remark_if_none(
            ids, "links", "Add one: kg link add CLAIM supports CLAIM", selection, as_of=as_of
        )


@link.command()
@click.argument("link")
@shown
@pass_app
def show(app: App, link: str) -> None:
    """Show LINK with both its claims."""
    with app.read() as session:
        row = find.link(session, link)
        app.show(
            lambda: cards.link_cards(session, [row.id])[0],
            lambda: sayings.link(row, app.language(session)),
        )


@link.command()
@click.argument("link")
@click.option("--kind", type=Word(LinkKind), help="How the first claim bears on the second.")
@click.option("--by", metavar="SPEAKER", help="Who draws the link; an empty text for you.")
@click.option("--note", metavar="TEXT", help="Why it holds; an empty text takes the note away.")
@edits
@pass_app
def edit(app: App, link: str, kind: LinkKind | None, by: str | None, note: str | None) -> None:
    """Change what is given of LINK and keep the rest."""
    with app.transaction() as session:
        row = links.edit(session, link, kind=kind or KEEP, by=to_change(by), note=to_change(note))
        changes.show_edit(
            app,
            session,
            lambda: cards.link_cards(session, [row.id])[0],
            lambda: sayings.link(row, app.language(session)),
        )


@link.command()
@click.argument("link")
@pass_app
def remove(app: App, link: str) -> None:
    """Remove LINK."""
    with app.transaction() as session:
        row = links.remove(session, link)
        changes.show_removal(app, session, "link", row.id, f"{row.from_id} {row.kind} {row.to_id}")

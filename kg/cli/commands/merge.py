"""Merging: `kg claim merge`, `kg speaker merge` and `kg concept merge`."""

from collections.abc import Callable, Iterator
from typing import Any

import click
from sqlalchemy.orm import Session

from kg.cli.app import App
from kg.cli.options import as_json, pass_app, together
from kg.cli.showing.changes import PLURALS, listed
from kg.cli.showing.people import counted
from kg.cli.terminal import on_one_line
from kg.domain.wording import said_in
from kg.notebook.changing import merging
from kg.notebook.changing.merging import Merged
from kg.notebook.showing import cards
from kg.store.models import Claim

merge_options = together(
    click.argument("kept", metavar="KEPT"),
    click.argument("others", metavar="OTHER...", nargs=-1, required=True),
    click.option("--dry-run", is_flag=True, help="Only say what would become of what."),
    as_json,
    pass_app,
)
_HELD = {
    "about": ("concept that it is about", "concepts that it is about"),
    "concept": ("narrower concept", "narrower concepts"),
}
"""What is said of rows that moved and have no word of their own."""


@click.command("merge", short_help="Make claims that say the same one.")
@merge_options
def claims(app: App, kept: str, others: tuple[str, ...], dry_run: bool) -> None:
    """Make the claim KEPT of several: it gets all that hangs on each OTHER, which goes away.

    The statement of KEPT stays and is filled in other languages; what the others say in the same
    language is kept in the note. Their ids and numbers lead to KEPT from then on.

    \b
    Example:
      kg claim merge 12 13
    """
    _merge(app, dry_run, cards.claim_cards, lambda session: merging.claims(session, kept, others))


@click.command("merge", short_help="Make speakers that are one person or body one.")
@merge_options
@click.option("--force", is_flag=True, help="Also when one is a person and another is not.")
def speakers(app: App, kept: str, others: tuple[str, ...], dry_run: bool, force: bool) -> None:
    """Make the speaker KEPT of several: it gets all that each OTHER says, and its names.

    Names alone make nobody one: two people may share one. The ids and numbers of the others lead to
    KEPT from then on.

    \b
    Example:
      kg speaker merge 颜水成 "Yan, Shuicheng"
    """
    _merge(
        app,
        dry_run,
        cards.speaker_cards,
        lambda session: merging.speakers(session, kept, others, force=force),
    )


@click.command("merge", short_help="Make concepts that are one thing one.")
@merge_options
def concepts(app: App, kept: str, others: tuple[str, ...], dry_run: bool) -> None:
    """Make the concept KEPT of several: what each OTHER is about, above or called, it is too.

    The ids and numbers of the others lead to KEPT from then on.

    \b
    Example:
      kg concept merge "scaling law" "scaling laws"
    """
    _merge(
        app, dry_run, cards.concept_cards, lambda session: merging.concepts(session, kept, others)
    )


def _merge(
    app: App,
    dry_run: bool,
    make_cards: Callable[..., list[dict[str, Any]]],
    merge: Callable[[Session], Merged[Any]],
) -> None:
    with app.transaction() as session:
        result = merge(session)
        ids = [result.kept.id]
        more = (app.today,) if isinstance(result.kept, Claim) else ()
        card = make_cards(session, ids, *more)[0]
        lines = list(_told(result, app.language(session)))
        app.show(lambda: card, lambda: lines)
        if dry_run:
            session.rollback()
            app.remark("Nothing was changed: this was a dry run.")
        else:
            app.hint("kg undo brings it all back.")


def _told(result: Merged[Any], language: str) -> Iterator[str]:
    word = result.kept.__tablename__
    words = said_in(result.kept.statement if word == "claim" else result.kept.names, language)
    for number, gone in result.others:
        yield on_one_line(f"{word.capitalize()} {number}, {gone}, became {word} {result.kept.id}.")
    yield on_one_line(f"{word.capitalize()} {result.kept.id}: {words}")
    moved = [
        counted(number, *_HELD.get(table, PLURALS.get(table, (table,))))
        for table, number in result.moved.items()
    ]
    if moved:
        yield f"It got {listed(moved)}."
    yield from map(on_one_line, result.told)

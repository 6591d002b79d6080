"""Claims: `kg claim` to list, show, edit, remove and check them."""

from datetime import date
from typing import Any

import click

from kg.cli.app import App
from kg.cli.asking.questions import somebody_answers
from kg.cli.commands import merge
from kg.cli.commands.add import add
from kg.cli.commands.resolve import decide, verdict_options
from kg.cli.conditions import selecting
from kg.cli.options import (
    all_words,
    among_camps,
    anew,
    as_json,
    as_of,
    limit,
    list_to_change,
    listed,
    pass_app,
    shown,
    to_change,
    typed,
    wordings,
)
from kg.cli.params import LANGUAGE, Word
from kg.cli.program import Noun
from kg.cli.showing import changes, sayings
from kg.cli.terminal import bold, table
from kg.domain.selection import Selection
from kg.domain.vocabulary import ClaimKind, Outcome, Weight
from kg.domain.wording import Wording
from kg.errors import Invalid
from kg.notebook import asof, claims
from kg.notebook.changing.edits import KEEP
from kg.notebook.finding import find
from kg.notebook.finding.selecting import claim_ids
from kg.notebook.showing import cards, outlines
from kg.store.models import Claim

MOST_AT_ONCE = 500
"""How many claims are opened as one text where nobody asks for more."""


@click.group(cls=Noun)
def claim() -> None:
    """Claims: propositions, with who says what of them."""


claim.add_command(add)
claim.add_command(merge.claims)


@claim.command("list")
@as_of
@selecting
@limit
@click.option("--edit", "as_text", is_flag=True, help="Edit them as one text, in your editor.")
@listed
@pass_app
def list_(
    app: App, as_of: date | None, selection: Selection, limit: int | None, as_text: bool
) -> None:
    """List claims.

    A line has the number, who asserts it, the statement, and what it came to.

    With --edit they are opened as one text, as kg claim edit opens a single one; more than 500 only
    where --limit allows it.
    """
    if as_text and as_of:
        raise click.UsageError("What was on another day cannot be edited: leave out --as-of.")
    if as_text:
        _edit_list(app, selection, limit)
        return
    with app.read() as session:
        ids = claim_ids(session, selection, app.today, as_of)[:limit]
        app.show_list(
            "claim",
            session,
            lambda: cards.claim_cards(session, ids, app.today, as_of),
            lambda: table(
                (
                    (
                        str(one.id),
                        ", ".join(one.who),
                        one.statement + (f" [{one.state}]" * bool(one.state)),
                    )
                    for one in outlines.claims(
                        session, ids, app.today, app.language(session), as_of
                    )
                ),
                (None, bold),
            ),
        )
        app.remark_if_none(
            ids, "claims", 'Add one: kg add "…" --speaker NAME', selection, as_of=as_of
        )


@claim.command()
@click.argument("claim")
@among_camps
@as_of
@shown
@pass_app
def show(app: App, claim: str, camps: bool, as_of: date | None) -> None:
    """Show CLAIM with its positions, links, predictions and resolutions.

    Where it is common ground of all camps, divides them, bridges them or is a crux, that is told,
    too; of more than 50 speakers or 5,000 stances only with --camps.
    """
    # Loaded only where a claim is held against the camps.
    from kg.analysis import among
    from kg.cli.showing import ground

    with app.read() as session:
        row = find.claim(session, claim)
        asof.refuse_unheard(session, row, as_of)
        found = among.light(session, row.id, today=app.today, as_of=as_of, always=camps)
        app.show(
            lambda: (
                cards.claim_cards(session, [row.id], app.today, as_of)[0]
                | {"light": among.light_card(session, found)}
            ),
            lambda: sayings.claim(
                session, row, app.language(session), app.today, as_of, ground.of_claim(found)
            ),
        )


@claim.command()
@click.argument("claim")
@click.option(
    "--statement", metavar="TEXT", help="The new statement, in the language of its script."
)
@wordings("statement")
@click.option(
    "--language", type=LANGUAGE, help="The language of --statement; else its script tells."
)
@click.option("--kind", type=Word(ClaimKind), help="What sort of proposition it is.")
@click.option("--weight", type=Word(Weight), help="Whether it deserves its own place on the map.")
@click.option("--about", multiple=True, metavar="CONCEPT", help="What it is about, too.")
@click.option("--not-about", multiple=True, metavar="CONCEPT", help="What it is not about.")
@click.option("--tag", "tags", multiple=True, metavar="TAG", help="A further word to find it by.")
@click.option("--not-tag", "not_tags", multiple=True, metavar="TAG", help="A tag to take off.")
@click.option("--note", metavar="TEXT", help="A note of your own; an empty one takes it away.")
@anew
@as_json
@pass_app
def edit(
    app: App,
    claim: str,
    statement: str | None,
    language: str | None,
    others: Wording,
    tags: tuple[str, ...],
    not_tags: tuple[str, ...],
    note: str | None,
    kind: ClaimKind | None,
    weight: Weight | None,
    **given: Any,
) -> None:
    """Change what is given of CLAIM and keep the rest.

    Without an option, on a terminal, CLAIM is opened as text with its positions, links and
    predictions, in the editor that VISUAL or EDITOR names. What is changed there is changed, what
    is taken out is removed, all as one change; a mistake brings the editor back.
    """
    if not typed(click.get_current_context(), "claim"):
        _edit_as_text(app, claim)
        return
    with app.transaction() as session:
        row = find.claim(session, claim)
        claims.edit(
            session,
            row,
            statement=all_words(statement, language, others, "statement") or KEEP,
            kind=kind or KEEP,
            weight=weight or KEEP,
            tags=list_to_change(row.tags, tags, not_tags),
            note=to_change(note),
            **given,
        )
        changes.show_edit(
            app,
            session,
            lambda: cards.claim_cards(session, [row.id], app.today)[0],
            lambda: sayings.claim(session, row, app.language(session), app.today),
        )


def _edit_list(app: App, selection: Selection, limit: int | None) -> None:
    if not somebody_answers():
        raise click.UsageError("To edit claims as text takes a terminal.")
    # Loaded only where text is edited.
    from kg.cli.asking import editing

    with app.read() as session:
        ids = claim_ids(session, selection, app.today)[:limit]
        app.remark_if_none(ids, "claims", 'Add one: kg add "…" --speaker NAME', selection)
    if len(ids) > MOST_AT_ONCE and limit is None:
        raise Invalid(
            f"These are {len(ids):,} claims, which is much for one text.",
            f"Narrow them, or say --limit {len(ids)}.",
        )
    if ids:
        editing.show_edited(app, ids, f"Claim {ids[0]}" if len(ids) == 1 else f"{len(ids)} claims")


def _edit_as_text(app: App, key: str) -> None:
    if not somebody_answers():
        raise click.UsageError(
            "There is nothing to change: say what, as an option. On a terminal the claim is opened "
            "as text."
        )
    # Loaded only where text is edited.
    from kg.cli.asking import editing

    with app.read() as session:
        row_id = find.claim(session, key).id
    editing.show_edited(app, [row_id], f"Claim {row_id}")


@claim.command()
@click.argument("claim")
@pass_app
def remove(app: App, claim: str) -> None:
    """Remove CLAIM with all that hangs on it.

    Its positions and links go with it, and predictions that read nothing else.
    """
    with app.transaction() as session:
        row = claims.remove(session, claim)
        changes.show_removal(app, session, "claim", row.id, row.statement)


@claim.command(short_help="Record how a claim of fact turned out.")
@click.argument("claim")
@click.argument("outcome", metavar="OUTCOME", type=Word(Outcome))
@verdict_options
@pass_app
def check(app: App, claim: str, outcome: Outcome, **given: Any) -> None:
    """Record that CLAIM, a claim of fact, was checked, and its OUTCOME.

    A prediction made from a claim is decided with kg resolve, which tells of grades.
    """
    decide(app, claim, Claim, outcome, given)

"""Concepts: `kg concept`."""

from typing import Any

import click

from kg.cli.app import App
from kg.cli.commands import merge
from kg.cli.conditions import selecting
from kg.cli.options import (
    all_words,
    as_json,
    edits,
    limit,
    list_to_change,
    listed,
    note,
    pass_app,
    shown,
    to_change,
    wordings,
)
from kg.cli.params import LANGUAGE
from kg.cli.program import Noun
from kg.cli.showing import changes, people
from kg.cli.showing.people import counted
from kg.cli.terminal import table
from kg.domain.selection import Selection
from kg.domain.wording import Wording
from kg.notebook import concepts
from kg.notebook.changing.edits import KEEP
from kg.notebook.finding import duplicates, find, narrowing
from kg.notebook.showing import cards


@click.group(cls=Noun)
def concept() -> None:
    """Concepts: what claims are about."""


@concept.command()
@click.argument("name")
@wordings("name")
@click.option("--language", type=LANGUAGE, help="The language of NAME; else its script tells.")
@click.option(
    "--kind",
    metavar="WORD",
    default=concepts.GENERAL,
    show_default=True,
    help="Any word, such as system, paper, organisation or method.",
)
@click.option(
    "--alias", "aliases", multiple=True, metavar="NAME", help="Another name to find it by."
)
@click.option("--new", is_flag=True, help="Another concept bears this name, and this is a second.")
@click.option("--broader", metavar="CONCEPT", help="The concept of which it is a part or a kind.")
@click.option("--url", metavar="URL", help="A page about it.")
@note
@as_json
@pass_app
def add(
    app: App,
    name: str,
    language: str | None,
    others: Wording,
    aliases: tuple[str, ...],
    **given: Any,
) -> None:
    """Add a concept.

    \b
    Example:
      kg concept add "scaling law" --zh 缩放定律 --kind law --broader pre-training
    """
    with app.transaction() as session:
        row = concepts.add(
            session, all_words(name, language, others, "name"), aliases=list(aliases), **given
        )
        app.show(
            lambda: cards.concept_cards(session, [row.id])[0],
            lambda: people.concept(session, row, app.language(session)),
        )
        for sentence in duplicates.name_remarks(session, row):
            app.remark(sentence)


@concept.command("list")
@click.option("--is", "kind", metavar="WORD", help="Only concepts of this kind, such as system.")
@selecting
@limit
@listed
@pass_app
def list_(app: App, kind: str | None, selection: Selection, limit: int | None) -> None:
    """List concepts, those with most claims first.

    Conditions are on the claims about them.
    """
    with app.read() as session:
        found = concepts.listed(session, kind)
        if not selection.everything:
            wanted = set(narrowing.concept_ids(session, selection, app.today))
            found = [pair for pair in found if pair[0].id in wanted]
        found = found[:limit]
        app.show_list(
            "concept",
            session,
            lambda: cards.concept_cards(session, [row.id for row, _ in found]),
            lambda: table(
                (
                    str(row.id),
                    row.kind,
                    counted(number, "claim"),
                    people.all_names(row.names, row.aliases, app.language(session)),
                )
                for row, number in found
            ),
        )
        app.remark_if_none(found, "concepts", "Add one: kg concept add NAME", selection)


@concept.command()
@click.argument("concept")
@shown
@pass_app
def show(app: App, concept: str) -> None:
    """Show CONCEPT, by any name, id or number."""
    with app.read() as session:
        row = find.concept(session, concept)
        app.show(
            lambda: cards.concept_cards(session, [row.id])[0],
            lambda: people.concept(session, row, app.language(session)),
        )
        app.hint(f"Its claims: kg claim list --about {row.id}")


@concept.command()
@click.argument("concept")
@click.option("--name", metavar="TEXT", help="The new name, in the language of its script.")
@wordings("name")
@click.option("--language", type=LANGUAGE, help="The language of --name; else its script tells.")
@click.option("--kind", metavar="WORD", help="Any word, such as system, paper or method.")
@click.option(
    "--alias", "aliases", multiple=True, metavar="NAME", help="A further name to find it by."
)
@click.option(
    "--not-alias", "not_aliases", multiple=True, metavar="NAME", help="An alias to take off."
)
@click.option("--broader", metavar="CONCEPT", help="The broader concept; an empty text for none.")
@click.option("--url", metavar="URL", help="A page about it; an empty text takes it away.")
@click.option("--note", metavar="TEXT", help="A note of your own; an empty one takes it away.")
@edits
@pass_app
def edit(
    app: App,
    concept: str,
    name: str | None,
    language: str | None,
    others: Wording,
    kind: str | None,
    aliases: tuple[str, ...],
    not_aliases: tuple[str, ...],
    **given: str | None,
) -> None:
    """Change what is given of CONCEPT and keep the rest.

    Names are changed language by language; an empty text takes the name in that language away, as
    long as another is left. A name that was wrong is not kept: what finds it still is an --alias.

    \b
    Examples:
      kg concept edit 3 --zh 张鹏 --en "" --alias "Peng Zhang" --not-alias "P. Zhang"
    """
    if name == "":
        raise click.UsageError('Say in which language the name is to go, such as: --en ""')
    with app.transaction() as session:
        row = find.concept(session, concept)
        concepts.edit(
            session,
            row,
            names=all_words(name, language, others, "name") or KEEP,
            kind=KEEP if kind is None else kind,
            aliases=list_to_change(row.aliases, aliases, not_aliases),
            **{option: to_change(value) for option, value in given.items()},
        )
        changes.show_edit(
            app,
            session,
            lambda: cards.concept_cards(session, [row.id])[0],
            lambda: people.concept(session, row, app.language(session)),
        )
        if name or others or aliases:
            for sentence in duplicates.name_remarks(session, row):
                app.remark(sentence)


concept.add_command(merge.concepts)


@concept.command()
@click.argument("concept")
@pass_app
def remove(app: App, concept: str) -> None:
    """Remove CONCEPT, which no claim may be about."""
    with app.transaction() as session:
        row = concepts.remove(session, concept)
        changes.show_removal(app, session, "concept", row.id, row.names)

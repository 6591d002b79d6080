"""Evidence: `kg evidence`."""

from typing import Any

import click

from kg.cli.app import App
from kg.cli.conditions import selecting
from kg.cli.options import (
    all_words,
    as_json,
    edits,
    limit,
    listed,
    note,
    pass_app,
    shown,
    to_change,
    wordings,
)
from kg.cli.params import DAY, DAY_OR_NONE, LANGUAGE, Word
from kg.cli.program import Noun
from kg.cli.showing import changes, people
from kg.cli.terminal import table
from kg.domain.selection import Selection
from kg.domain.vocabulary import Grade
from kg.domain.wording import Wording, said_in
from kg.notebook import evidence as use_cases
from kg.notebook.changing.edits import KEEP
from kg.notebook.finding import find, narrowing
from kg.notebook.showing import cards


@click.group(cls=Noun)
def evidence() -> None:
    """Evidence: what verdicts rest on."""


@evidence.command()
@click.argument("title", required=False)
@wordings("title")
@click.option("--language", type=LANGUAGE, help="The language of TITLE; else its script tells.")
@click.option("--url", metavar="URL", help="Where it can be read.")
@click.option("--published", type=DAY, help="When it was published.")
@click.option("--quote", metavar="TEXT", help="The words that decide, as they stand there.")
@click.option(
    "--grade",
    type=Word(Grade),
    help="Read at the source (primary), in a report of it (secondary), or remembered (memory).",
)
@note
@as_json
@pass_app
def add(
    app: App,
    title: str | None,
    language: str | None,
    others: Wording,
    url: str | None,
    **given: Any,
) -> None:
    """Add a piece of evidence, to be called by kg resolve --evidence.

    \b
    Example:
      kg evidence add "DeepSeek-R1 report" --url https://arxiv.org/abs/2501.12948 --grade primary
    """
    words = all_words(title, language, others, "title") or None
    if words is None and url is None:
        raise click.UsageError("Evidence needs a title or a --url.")
    with app.transaction() as session:
        row = use_cases.add(session, words, url=url, **given)
        app.show(
            lambda: cards.evidence_cards(session, [row.id])[0],
            lambda: people.evidence(session, row, app.language(session)),
        )


@evidence.command("list")
@click.option("--grade", type=Word(Grade), help="Only evidence of this grade.")
@selecting
@limit
@listed
@pass_app
def list_(app: App, grade: Grade | None, selection: Selection, limit: int | None) -> None:
    """List evidence.

    Conditions are on the claims and predictions for which it is called.
    """
    with app.read() as session:
        found = use_cases.listed(session, grade)
        if not selection.everything:
            wanted = set(narrowing.evidence_ids(session, selection, app.today))
            found = [row for row in found if row.id in wanted]
        found = found[:limit]
        app.show_list(
            "evidence",
            session,
            lambda: cards.evidence_cards(session, [row.id for row in found]),
            lambda: table(
                (
                    str(row.id),
                    row.grade or "",
                    str(row.published or ""),
                    said_in(row.title, app.language(session))
                    + (f"  {row.url}" if row.url and row.url not in row.title.values() else ""),
                )
                for row in found
            ),
        )
        app.remark_if_none(found, "pieces of evidence", "Add one: kg evidence add TITLE", selection)


@evidence.command()
@click.argument("evidence")
@shown
@pass_app
def show(app: App, evidence: str) -> None:
    """Show EVIDENCE, by number, id or address."""
    with app.read() as session:
        row = find.evidence(session, evidence)
        app.show(
            lambda: cards.evidence_cards(session, [row.id])[0],
            lambda: people.evidence(session, row, app.language(session)),
        )


@evidence.command()
@click.argument("evidence")
@click.option("--title", metavar="TEXT", help="The new title, in the language of its script.")
@wordings("title")
@click.option("--language", type=LANGUAGE, help="The language of --title; else its script tells.")
@click.option("--url", metavar="URL", help="Where it can be read; an empty text takes it away.")
@click.option(
    "--published", type=DAY_OR_NONE, help="When it was published; an empty text for unknown."
)
@click.option(
    "--quote", metavar="TEXT", help="The words that decide; an empty text takes them away."
)
@click.option("--grade", type=Word(Grade), help="Primary, secondary or memory.")
@click.option("--note", metavar="TEXT", help="A note of your own; an empty one takes it away.")
@edits
@pass_app
def edit(
    app: App,
    evidence: str,
    title: str | None,
    language: str | None,
    others: Wording,
    grade: Grade | None,
    **given: Any,
) -> None:
    """Change what is given of EVIDENCE and keep the rest."""
    with app.transaction() as session:
        row = use_cases.edit(
            session,
            evidence,
            title=all_words(title, language, others, "title") or KEEP,
            grade=grade or KEEP,
            **{option: to_change(value) for option, value in given.items()},
        )
        changes.show_edit(
            app,
            session,
            lambda: cards.evidence_cards(session, [row.id])[0],
            lambda: people.evidence(session, row, app.language(session)),
        )


@evidence.command()
@click.argument("evidence")
@pass_app
def remove(app: App, evidence: str) -> None:
    """Remove EVIDENCE, which no resolution may call."""
    with app.transaction() as session:
        row = use_cases.remove(session, evidence)
        changes.show_removal(app, session, "evidence", row.id, row.title)

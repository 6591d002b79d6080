"""Sources: `kg source`."""

from typing import Any

import click
from sqlalchemy.orm import Session

from kg.cli.app import App
from kg.cli.asking import arriving
from kg.cli.commands.reading import read
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
from kg.cli.params import DAY, DAY_OR_NONE, LANGUAGE
from kg.cli.program import Noun
from kg.cli.showing import changes, people, transcripts
from kg.cli.showing.people import counted
from kg.cli.terminal import table
from kg.domain.selection import Selection
from kg.domain.wording import Wording
from kg.notebook import sources
from kg.notebook.changing.edits import KEEP
from kg.notebook.finding import find, narrowing
from kg.notebook.showing import cards
from kg.store.models import Source


def _show(app: App, session: Session, row: Source) -> None:
    app.show(
        lambda: cards.source_cards(session, [row.id])[0],
        lambda: people.source(session, row, app.language(session)),
    )


@click.group(cls=Noun)
def source() -> None:
    """Sources: where things were said."""


source.add_command(read)


@source.command()
@click.argument("what", required=False)
@click.option("--title", metavar="TEXT", help="Its title; else that of the file or page.")
@wordings("title")
@click.option(
    "--kind",
    metavar="WORD",
    default=sources.GENERAL,
    show_default=True,
    help="Any word, such as interview, podcast, paper or speech.",
)
@click.option("--publisher", metavar="NAME", help="Who published it.")
@click.option("--url", metavar="URL", help="Where it can be found.")
@click.option("--published", type=DAY, help="When it was published.")
@click.option("--recorded", type=DAY, help="When it was said: the day of what is said in it.")
@click.option("--language", type=LANGUAGE, help="The language in which it is.")
@transcripts.reading
@click.option(
    "--private", is_flag=True, help="Fetch from addresses of this machine and its network, too."
)
@click.option("--dry-run", is_flag=True, help="Say what was found and write nothing.")
@note
@as_json
@pass_app
def add(app: App, what: str | None, dry_run: bool, new: bool, **given: Any) -> None:
    """Add a source by its title, its transcript or its address.

    WHAT is a title, a file with a transcript, or the address of a page on the web. A transcript is
    read into numbered turns, and who speaks in them becomes speakers; labels such as Speaker 1 stay
    labels until --speaker says who it is. A page is fetched and its text kept, which takes pip
    install 'kg-notebook[web]'.

    \b
    Examples:
      kg source add "AI round table" --zh AI圆桌 --recorded 2024-09-14 --text transcript.md
      kg source add episode-12.vtt --speaker "Speaker 1=Bryan Cantrill" --dry-run
      kg source add https://example.org/interview
    """
    arrival = arriving.arrival(what, given)
    if dry_run:
        with app.read() as session:
            arriving.show_plan(app, session, arrival, new)
        return
    if arrival.to_fetch:
        # A page that is known is not asked for again; nothing is locked while a server answers.
        with app.read() as session:
            arriving.refuse_known(session, arrival, new)
        arriving.fetch(arrival)
    with app.transaction() as session:
        arriving.refuse_known(session, arrival, new)
        row = sources.add(session, arrival.titles(), text=None, **arrival.details())
        parts = arriving.take_in(session, row, arrival, new=new)
        app.show(
            lambda: {
                **cards.source_cards(session, [row.id])[0],
                **arriving.transcript_card(arrival, parts),
            },
            lambda: [
                *people.source(session, row, app.language(session)),
                *arriving.transcript_told(app, session, arrival, parts),
            ],
        )
        arriving.hint(app, row, arrival, parts)


@source.command("list")
@click.option("--is", "kind", metavar="WORD", help="Only sources of this kind, such as interview.")
@selecting
@limit
@listed
@pass_app
def list_(app: App, kind: str | None, selection: Selection, limit: int | None) -> None:
    """List sources, the latest first.

    Conditions are on the claims of which something is said in them.
    """
    with app.read() as session:
        found = [pair for pair in sources.listed(session) if kind in (None, pair[0].kind)]
        if not selection.everything:
            wanted = set(narrowing.source_ids(session, selection, app.today))
            found = [pair for pair in found if pair[0].id in wanted]
        found = found[:limit]
        app.show_list(
            "source",
            session,
            lambda: cards.source_cards(session, [row.id for row, _ in found]),
            lambda: table(
                (
                    str(row.id),
                    str(row.recorded or row.published or ""),
                    counted(number, "position"),
                    find.label(row, app.language(session)),
                )
                for row, number in found
            ),
        )
        app.remark_if_none(found, "sources", "Add one: kg source add TITLE", selection)


@source.command()
@click.argument("source")
@shown
@pass_app
def show(app: App, source: str) -> None:
    """Show SOURCE, by title, address, id or number."""
    with app.read() as session:
        row = find.source(session, source)
        _show(app, session, row)
        app.hint(f"What was said in it: kg position list --source {row.id}")


@source.command()
@click.argument("source")
@click.option("--title", metavar="TEXT", help="The new title, in the language of its script.")
@wordings("title")
@click.option("--kind", metavar="WORD", help="Any word, such as interview or paper.")
@click.option("--publisher", metavar="NAME", help="Who published it; an empty text for unknown.")
@click.option("--url", metavar="URL", help="Where it can be found; an empty text takes it away.")
@click.option(
    "--published", type=DAY_OR_NONE, help="When it was published; an empty text for unknown."
)
@click.option("--recorded", type=DAY_OR_NONE, help="When it was said; an empty text for unknown.")
@click.option("--language", metavar="LANGUAGE", help="Its language; an empty text for unknown.")
@transcripts.reading
@click.option("--note", metavar="TEXT", help="A note of your own; an empty one takes it away.")
@edits
@pass_app
def edit(
    app: App,
    source: str,
    title: str | None,
    others: Wording,
    kind: str | None,
    new: bool,
    **given: Any,
) -> None:
    """Change what is given of SOURCE and keep the rest.

    The text of a source whose turns are known gets their places in it, if its turns are the same
    ones; --speaker alone says who is meant by a label of turns that are known.
    """
    arrival = arriving.new_text(given)
    changed: dict[str, Any] = {option: to_change(value) for option, value in given.items()}
    with app.transaction() as session:
        row = sources.edit(
            session,
            source,
            title=all_words(title, None, others, "title") or KEEP,
            kind=KEEP if kind is None else kind,
            **changed,
        )
        parts = arriving.take_in(session, row, arrival, new=new)
        changes.show_edit(
            app,
            session,
            lambda: {
                **cards.source_cards(session, [row.id])[0],
                **arriving.transcript_card(arrival, parts),
            },
            lambda: [
                *people.source(session, row, app.language(session)),
                *arriving.transcript_told(app, session, arrival, parts),
            ],
        )


@source.command()
@click.argument("source")
@pass_app
def remove(app: App, source: str) -> None:
    """Remove SOURCE, in which no position may stand."""
    with app.transaction() as session:
        row = sources.remove(session, source)
        changes.show_removal(app, session, "source", row.id, row.title)

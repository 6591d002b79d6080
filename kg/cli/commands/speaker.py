"""Speakers: `kg speaker`."""

from datetime import date
from typing import Any

import click

from kg.cli.app import App
from kg.cli.commands import merge
from kg.cli.conditions import selecting
from kg.cli.options import (
    all_words,
    among_camps,
    as_json,
    as_of,
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
from kg.cli.params import LANGUAGE, Word
from kg.cli.program import Noun
from kg.cli.showing import changes, people
from kg.cli.showing.people import counted
from kg.cli.terminal import table
from kg.domain.selection import Selection
from kg.domain.vocabulary import SpeakerKind
from kg.domain.wording import Wording
from kg.notebook import speakers
from kg.notebook.changing.edits import KEEP
from kg.notebook.finding import duplicates, find, narrowing
from kg.notebook.showing import cards


@click.group(cls=Noun)
def speaker() -> None:
    """Speakers: who says things."""


@speaker.command()
@click.argument("name")
@wordings("name")
@click.option("--language", type=LANGUAGE, help="The language of NAME; else its script tells.")
@click.option(
    "--kind",
    type=Word(SpeakerKind),
    default=SpeakerKind.PERSON.value,
    show_default=True,
    help="What says things.",
)
@click.option(
    "--alias", "aliases", multiple=True, metavar="NAME", help="Another name to find it by."
)
@click.option("--new", is_flag=True, help="Another speaker bears this name, and this is a second.")
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
    """Add a speaker. With --new two may share a name; number or id tells them apart.

    \b
    Example:
      kg speaker add 颜水成 --en "Yan Shuicheng" --alias "Shuicheng Yan"
    """
    with app.transaction() as session:
        row = speakers.add(
            session, all_words(name, language, others, "name"), aliases=list(aliases), **given
        )
        app.show(
            lambda: cards.speaker_cards(session, [row.id])[0],
            lambda: people.speaker(session, row, app.language(session)),
        )
        for sentence in duplicates.name_remarks(session, row):
            app.remark(sentence)


@speaker.command("list")
@click.option("--is", "kind", type=Word(SpeakerKind), help="Only speakers of this kind.")
@as_of
@selecting
@limit
@listed
@pass_app
def list_(
    app: App,
    kind: SpeakerKind | None,
    as_of: date | None,
    selection: Selection,
    limit: int | None,
) -> None:
    """List speakers, those with most positions first.

    Conditions are on the claims of which they say something, and on how.
    """
    with app.read() as session:
        found = speakers.listed(session, kind, as_of)
        if not selection.everything or as_of:
            wanted = set(narrowing.speaker_ids(session, selection, app.today, as_of))
            found = [pair for pair in found if pair[0].id in wanted]
        found = found[:limit]
        app.show_list(
            "speaker",
            session,
            lambda: cards.speaker_cards(session, [row.id for row, _ in found]),
            lambda: table(
                (
                    str(row.id),
                    row.kind,
                    counted(number, "position"),
                    people.all_names(row.names, row.aliases, app.language(session)),
                )
                for row, number in found
            ),
        )
        app.remark_if_none(
            found, "speakers", "Add one: kg speaker add NAME", selection, as_of=as_of
        )


@speaker.command(short_help="Show SPEAKER, with camp, who is close and who is far.")
@click.argument("speaker")
@among_camps
@as_of
@shown
@pass_app
def show(app: App, speaker: str, camps: bool, as_of: date | None) -> None:
    """Show SPEAKER, by any name, id or number, with their camp and who is closest and farthest.

    Of more than 50 speakers or 5,000 stances camps are looked for only with --camps.
    """
    # Loaded only where somebody is held against the others.
    from kg.analysis import among
    from kg.cli.showing import camps as showing

    with app.read() as session:
        row = find.speaker(session, speaker)
        language = app.language(session)
        found = among.among(session, row.id, as_of, always=camps)
        app.show(
            lambda: cards.speaker_cards(session, [row.id])[0] | {"among": among.card(found)},
            lambda: people.speaker(
                session, row, language, as_of, showing.of_speaker(found, language)
            ),
        )
        app.hint(f"What they say: kg position list --speaker {row.id}")


@speaker.command()
@click.argument("speaker")
@click.option("--name", metavar="TEXT", help="The new name, in the language of its script.")
@wordings("name")
@click.option("--language", type=LANGUAGE, help="The language of --name; else its script tells.")
@click.option("--kind", type=Word(SpeakerKind), help="What says things.")
@click.option(
    "--alias", "aliases", multiple=True, metavar="NAME", help="A further name to find it by."
)
@click.option(
    "--not-alias", "not_aliases", multiple=True, metavar="NAME", help="An alias to take off."
)
@click.option("--url", metavar="URL", help="A page about it; an empty text takes it away.")
@click.option("--note", metavar="TEXT", help="A note of your own; an empty one takes it away.")
@edits
@pass_app
def edit(
    app: App,
    speaker: str,
    name: str | None,
    language: str | None,
    others: Wording,
    kind: SpeakerKind | None,
    aliases: tuple[str, ...],
    not_aliases: tuple[str, ...],
    url: str | None,
    note: str | None,
) -> None:
    """Change what is given of SPEAKER and keep the rest.

    Names are changed language by language; an empty text takes the name in that language away, as
    long as another is left. A name that was wrong is not kept: what finds it still is an --alias.

    \b
    Examples:
      kg speaker edit 3 --zh 张鹏 --en "" --alias "Peng Zhang" --not-alias "P. Zhang"
    """
    if name == "":
        raise click.UsageError('Say in which language the name is to go, such as: --en ""')
    with app.transaction() as session:
        row = find.speaker(session, speaker)
        speakers.edit(
            session,
            row,
            names=all_words(name, language, others, "name") or KEEP,
            kind=kind or KEEP,
            aliases=list_to_change(row.aliases, aliases, not_aliases),
            url=to_change(url),
            note=to_change(note),
        )
        changes.show_edit(
            app,
            session,
            lambda: cards.speaker_cards(session, [row.id])[0],
            lambda: people.speaker(session, row, app.language(session)),
        )
        if name or others or aliases:
            for sentence in duplicates.name_remarks(session, row):
                app.remark(sentence)


speaker.add_command(merge.speakers)


@speaker.command()
@click.argument("speaker")
@pass_app
def remove(app: App, speaker: str) -> None:
    """Remove SPEAKER, who must say nothing in the notebook."""
    with app.transaction() as session:
        row = speakers.remove(session, speaker)
        changes.show_removal(app, session, "speaker", row.id, row.names)

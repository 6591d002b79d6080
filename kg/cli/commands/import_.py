"""`kg import`."""

from collections.abc import Iterator
from pathlib import Path

import click

from kg.cli.app import App
from kg.cli.options import as_json, pass_app
from kg.cli.progress import progress
from kg.cli.showing.people import counted
from kg.cli.showing.planned import clipped, new_rows
from kg.cli.terminal import on_one_line
from kg.errors import BrokenFile
from kg.formats import claim_table, documents
from kg.formats.places import place_of
from kg.notebook.records import apply
from kg.notebook.records.plans import Document, Plan

DETAILS = 50
"""How many of the rows that would change a dry run names, beside a few of those that are new."""
SKIPPING = "Or take in the others: --skip-broken"
SKIPPED = 20
"""How many of the things that are not taken in are named, with the reason."""


@click.command("import", short_help="Take the records of files or folders into the notebook.")
@click.argument(
    "paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(path_type=Path)
)
@click.option("--dry-run", is_flag=True, help="Only say what would change.")
@click.option(
    "--format",
    "format_",
    metavar="FORMAT",
    help="What the files are, where it is not recognised; see kg formats.",
)
@click.option(
    "--map",
    "mapped",
    multiple=True,
    metavar="FIELD=COLUMN",
    help="In a table of claims, which column a field stands in: statement=claim.",
)
@click.option(
    "--skip-broken",
    is_flag=True,
    help="Leave out files that cannot be taken in, and take in the others.",
)
@as_json
@pass_app
def import_(
    app: App,
    paths: tuple[Path, ...],
    dry_run: bool,
    format_: str | None,
    mapped: tuple[str, ...],
    skip_broken: bool,
) -> None:
    """Take the records of files or folders into the notebook, as one change.

    Notebooks end in .yaml, .yml or .jsonl and may refer to each other; other formats, such as the
    exports of Polis, are recognised by what they hold: see kg formats. What is there already, by
    its id, is changed where the file says otherwise; importing twice changes nothing.

    Of several files, one that is broken keeps all from being taken in, and is named with its line.
    With --skip-broken the others are taken in, and each that is left out is listed with the reason.

    --map is for tables that no other format recognises; other files are read as ever, and named.
    A row is what one speaker says of one statement. FIELD is

    \b
      id          a stable id of the claim; else it is made of its statement
      statement   what is claimed
      kind        fact, cause, opinion, prediction or recommendation; else opinion
      speaker     who says something of it
      stance      asserts, agrees, partly, disagrees or asks; else asserts
      said        the day on which it was said
      quote       the speaker's own words
      source      the title of where it was said
      url         the address of that
      about       concepts, with ; between them
      tags        tags, with ; between them
      note        a note on the claim
      due         until when it can be decided: a day, or words such as 2026年底, which are kept
      probability how likely the speaker finds it, as 0.6, 60% or likely; it needs a speaker
      outcome     right, wrong, partly, unclear or void; it needs decided
      decided     the day on which that was decided

    A column that is no field goes into the note. docs/formats.md says which words of English and
    Chinese stances and outcomes can be, and what to do with a row that has two forecasts.

    \b
    Examples:
      kg import notes.yaml --dry-run
      kg import data/roundtable
      kg import polis-export.zip
      kg import claims.csv --map statement=claim --map speaker=who
    """
    mapping = _mapping(mapped)
    claim_table.check_mapping(mapping)
    places = [place_of(path, mapping) for path in paths]

    def take(read: list[Document]) -> Plan:
        if dry_run and not any(document.then for document in read):
            with app.read() as session:
                return apply.plan(session, read, app.today)
        label = paths[0].name if len(paths) == 1 else f"{len(paths)} paths"
        with app.transaction() as session, progress(label) as hear:
            planned = apply.take_in(session, read, app.today, hear)
            if dry_run:
                # What a later part means is known once the earlier ones are there.
                session.rollback()
            return planned

    try:
        planned = documents.taken(places, take, format_, skip_broken=skip_broken)
    except BrokenFile as error:
        if error.others and not skip_broken:
            error.advise(SKIPPING)
        raise
    _show(app, planned, dry_run=dry_run)
    if planned.unmapped:
        which = "it is no table" if len(planned.unmapped) == 1 else "they are no tables"
        files = documents.named_few(planned.unmapped)
        app.remark(f"--map does not apply to {files}: {which} of claims.")


def _mapping(mapped: tuple[str, ...]) -> dict[str, str]:
    mapping: dict[str, str] = {}
    for one in mapped:
        field, equals, column = one.partition("=")
        if not equals or not field.strip() or not column.strip():
            raise click.UsageError(f"{one!r} does not say which column: write FIELD=COLUMN.")
        mapping[field.strip()] = column.strip()
    return mapping


def _show(app: App, planned: Plan, *, dry_run: bool) -> None:
    app.show(
        planned.card,
        lambda: map(
            on_one_line,
            [*planned.lines(), *_beside(planned), *(_details(planned) if dry_run else ())],
        ),
    )
    if planned.nothing:
        app.remark("The notebook holds all of it already; nothing is to be changed.")
    elif dry_run:
        app.remark("Nothing was changed: this was a dry run.")
    else:
        app.hint("kg undo takes it all back.")


def _beside(planned: Plan) -> Iterator[str]:
    """What is read as another thing, kept in notes, or not taken in: every broken file, and some
    of the rest.
    """
    if planned.read_as:
        yield "read as: " + ", ".join(
            f"{what} ({number:,})" for what, number in planned.read_as.most_common()
        )
    if planned.kept:
        yield "kept in notes: " + ", ".join(
            f"{name} ({number:,})" for name, number in planned.kept.most_common()
        )
    if planned.broken:
        yield f"left out as broken: {counted(len(planned.broken), 'file')}"
        yield from (f"- {where}: {why}" for where, why in planned.broken)
    if planned.skipped:
        yield f"skipped: {len(planned.skipped):,}"
        yield from (f"- {where}: {why}" for where, why in planned.skipped[:SKIPPED])
        if (more := len(planned.skipped) - SKIPPED) > 0:
            yield f"- and {more:,} more"


def _details(planned: Plan) -> list[str]:
    """How a table is understood, or else a few rows that would change, after a blank line."""
    if planned.preview:
        return ["", *planned.preview]
    added, changed = [*new_rows(planned)], planned.altered()
    lines = [*added, *map(clipped, changed[:DETAILS])]
    more = max(0, len(changed) - DETAILS) + planned.further
    return ["", *lines, *([f"and {more:,} more"] if more else [])] if lines else []

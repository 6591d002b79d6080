"""Scales: `kg scale` to list, show and check them, and to read words by them again."""

import click

from kg.cli.app import App
from kg.cli.conditions import selecting
from kg.cli.options import as_json, pass_app
from kg.cli.program import Noun
from kg.cli.showing import scales
from kg.cli.showing.people import counted
from kg.cli.terminal import on_one_line
from kg.domain.selection import Selection


@click.group(cls=Noun)
def scale() -> None:
    """Scales: how likely words such as probably are.

    Some come with kg; one of your own is a TOML file. KG_SCALE names the one that is asked for
    words of its language when no --scale is given.
    """


@scale.command("list")
@as_json
@pass_app
def list_(app: App) -> None:
    """List the scales that words are read by when none is named.

    Of two that have a word the first tells.
    """
    from kg.domain.likelihood import built_in, names
    from kg.formats.scales import asked
    from kg.settings import scale as own

    known = dict(zip(built_in(), names(), strict=True))
    listed = [(known.get(one, own() or ""), one) for one in asked()]
    app.show(lambda: [scales.card(name, one) for name, one in listed], lambda: scales.lines(listed))
    app.hint("Next: kg scale show NAME, with --toml for a file to make one of your own")


@scale.command()
@click.argument("scale")
@click.option("--toml", is_flag=True, help="Show it as the file that it is, to copy and edit.")
@as_json
@pass_app
def show(app: App, scale: str, toml: bool) -> None:
    """Show the words of SCALE with their probabilities and source.

    SCALE is a name, which kg scale list tells, or a file.

    \b
    Examples:
      kg scale show icd-203
      kg scale show chinese --toml > mine.toml
    """
    from kg.formats.scales import find, text

    if toml and app.as_json:
        raise click.UsageError("It can be shown with --json or with --toml, not with both.")
    found = find(scale)
    if toml:
        app.say(text(scale).rstrip("\n"))
    else:
        app.show(lambda: scales.card(scale, found), lambda: scales.whole(found))


@scale.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@as_json
@pass_app
def check(app: App, files: tuple[str, ...]) -> None:
    """Say whether FILE can be read as a scale, or what is wrong.

    \b
    Examples:
      kg scale check mine.toml
    """
    from kg.formats.scales import find

    found = [(file, find(file)) for file in files]
    app.show(
        lambda: [scales.card(file, one) for file, one in found],
        lambda: (
            on_one_line(
                f"{file}: {one.title}, {counted(len(one.bands), 'band')} with {scales.size(one)}; "
                "nothing is wrong with it."
            )
            for file, one in found
        ),
    )


@scale.command()
@click.option(
    "--scale", "name", metavar="SCALE", help="By which scale: its name or file; else the usual."
)
@click.option("--dry-run", is_flag=True, help="Only say what would change.")
@selecting
@as_json
@pass_app
def reread(app: App, selection: Selection, name: str | None, dry_run: bool) -> None:
    """Read the likelihood words of forecasts again, as one change.

    That is for after a scale was edited. A query says which predictions are meant. Words are read
    that had a number by a scale before, or none yet; numbers that were stated or chosen stay, and
    so do words that the scale does not have.

    \b
    Examples:
      kg scale reread --scale mine.toml --dry-run
      kg scale reread about:o1
    """
    from kg.formats.scales import asked
    from kg.notebook import rereading
    from kg.notebook.finding import narrowing

    by = asked(name)
    with app.read() if dry_run else app.transaction() as session:
        among = (
            None
            if selection.everything
            else narrowing.prediction_ids(session, selection, app.today)
        )
        found = rereading.reread(session, among, by, write=not dry_run)
        language = app.language(session)
        app.show(
            lambda: [rereading.card(one) for one in found.changed],
            lambda: [*scales.changes(found.changed, language)],
        )
        where = "it" if len(by) == 1 else "any of them"
        left = [
            *([f"{found.same:,} came to the same"] if found.same else []),
            *([f"{found.unread:,} had words that are not on {where}"] if found.unread else []),
        ]
        count = counted(len(found.changed), "forecast")
        would = "would change" if dry_run else "changed"
        app.remark(on_one_line(", ".join([f"{count} {would}", *left]) + "."))
        if found.changed and not dry_run:
            app.hint("kg undo takes it all back.")

"""`kg import`."""

from pathlib import Path

import click

from kg.cli.app import App
from kg.cli.options import as_json, pass_app
from kg.cli.terminal import on_one_line
from kg.formats import files
from kg.notebook.records import apply
from kg.notebook.records.plans import Plan

DETAILS = 50
"""How many of the rows that would change a dry run names."""


@click.command("import", short_help="Take the records of files or folders into the notebook.")
@click.argument(
    "paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(path_type=Path)
)
@click.option("--dry-run", is_flag=True, help="Only say what would change.")
@as_json
@pass_app
def import_(app: App, paths: tuple[Path, ...], dry_run: bool) -> None:
    """Take the records of files or folders into the notebook, as one change.

    Files end in .yaml, .yml or .jsonl and may refer to each other. What is there already, by its
    id, is changed where the file says otherwise; importing twice changes nothing.

    \b
    Examples:
      kg import notes.yaml --dry-run
      kg import data/roundtable
    """
    documents = [document for path in paths for document in files.read(path)]
    with app.read() if dry_run else app.transaction() as session:
        planned = apply.plan(session, documents, app.today)
        if not dry_run:
            apply.apply(session, planned)
        app.show(
            lambda: {
                word: {"new": count.new, "changed": count.changed, "same": count.same}
                for word, count in planned.counts.items()
            },
            lambda: map(on_one_line, [*planned.lines(), *(_details(planned) if dry_run else ())]),
        )
        if planned.nothing:
            app.remark("The notebook holds all of it already; nothing is to be changed.")
        elif dry_run:
            app.remark("Nothing was changed: this was a dry run.")
        else:
            app.hint("kg undo takes it all back.")


def _details(planned: Plan) -> list[str]:
    """The first rows that would change, after a blank line."""
    found = planned.details()
    more = len(found) - DETAILS
    return ["", *found[:DETAILS], *([f"and {more:,} more"] if more > 0 else [])] if found else []

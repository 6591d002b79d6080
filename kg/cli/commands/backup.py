"""Copies of the notebook: `kg backup` and `kg restore`."""

from pathlib import Path

import click

from kg.cli.app import App
from kg.cli.options import pass_app
from kg.cli.showing.people import counted
from kg.errors import NotebookError
from kg.store.models import SCHEMA

FOLDER = "backups"


@click.command(short_help="Copy the notebook while others may be using it.")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option(
    "--into",
    metavar="FOLDER",
    type=click.Path(path_type=Path),
    help=f"Where copies named by their moment are kept; else {FOLDER} beside the notebook.",
)
@click.option(
    "--keep",
    metavar="N",
    type=click.IntRange(min=1),
    help="Remove all but the newest N of those copies.",
)
@pass_app
def backup(app: App, file: Path | None, into: Path | None, keep: int | None) -> None:
    """Copy the notebook to FILE, or to a file named by the moment, while others may be using it.

    \b
    Examples:
      kg backup
      kg backup --keep 7
      kg backup /media/stick/notebook.db
    """
    # What only this command needs.
    from kg.store.backup import backup_among, backup_to

    if file is not None and (into is not None or keep is not None):
        raise click.UsageError("FILE names the copy itself: leave out --into and --keep.")
    gone: list[Path] = []
    with app.opened() as notebook:
        if notebook.path is None:
            raise NotebookError(
                f"{notebook.place} lives on a server.", "Back it up with pg_dump, or use kg export."
            )
        if file is not None:
            backup_to(notebook, file)
            copy = file
        else:
            copy, gone = backup_among(notebook, into or notebook.path.parent / FOLDER, keep)
    app.say(f"Copied the notebook to {copy}.")
    if gone:
        app.say(f"Removed {counted(len(gone), 'copy', 'copies')} that {_were(len(gone))} older.")


def _were(number: int) -> str:
    return "was" if number == 1 else "were"


@click.command(short_help="Let the notebook be what a backup of it holds.")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--other",
    is_flag=True,
    help="Also when FILE is a copy of another notebook, or what is in its place never was one.",
)
@pass_app
def restore(app: App, file: Path, other: bool) -> None:
    """Let the notebook be what FILE holds, a copy that kg backup made.

    As it is now, it is kept beside itself first. Others may be reading it meanwhile.

    \b
    Example:
      kg restore backups/notebook-20261124T191500Z.db
    """
    from kg.store import backup

    kept, schema = backup.restore(app.database, file, other=other)
    app.say(f"The notebook is what {file} holds.")
    if kept is not None:
        app.say(f"As it was before, it is in {kept}.")
    if schema != SCHEMA:
        app.hint("It was made by an older version of kg: run kg db upgrade.")

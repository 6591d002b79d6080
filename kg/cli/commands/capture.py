"""Reading a source full screen and capturing from it: `kg capture`."""

import os
import sys

import click

from kg import settings
from kg.cli.app import App
from kg.cli.options import pass_app
from kg.errors import KgError
from kg.notebook.finding import find


@click.command(short_help="Read a source full screen, and capture claims from it.")
@click.argument("source")
@pass_app
def capture(app: App, source: str) -> None:
    """Read SOURCE full screen and capture claims from it.

    The transcript stands on one side, a form on the other, with speaker, date, turn and quote
    filled in. Every claim is in the notebook as soon as it is saved; what is typed and not saved
    is kept for the next time. ? shows the keys.

    \b
    Examples:
      kg capture 3
      kg capture "Round table"
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()) or os.environ.get("TERM") == "dumb":
        raise KgError(
            "kg capture fills a whole screen and needs a terminal for it.",
            f"Elsewhere use kg add with --source {source}.",
        )
    from kg.screens.running import run

    with app.opened() as notebook:
        with notebook.read() as session:
            row = find.source(session, source)
            language = app.language(session)
            source_id = row.id
        notebook.refuse_readers()
        app.engaged = True
        saved = run(
            notebook,
            source_id,
            command=app.command,
            today=app.today,
            language=language,
            state=settings.state(),
        )
    app.say(f"Captured {saved}." if saved else "Nothing was captured.")

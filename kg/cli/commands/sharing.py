"""`kg merge`: another notebook becomes part of this one."""

from functools import partial
from typing import TYPE_CHECKING

import click

from kg.cli.app import App
from kg.cli.asking.questions import somebody_answers
from kg.cli.options import as_json, pass_app
from kg.cli.params import Word
from kg.cli.showing import merged as showing
from kg.cli.terminal import engage, on_one_line
from kg.errors import KgError
from kg.notebook.sharing import merging
from kg.notebook.sharing.differing import Difference, Prefer, Side
from kg.notebook.sharing.telling import Telling, undecided
from kg.store.again import again

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@click.command(short_help="Merge another notebook into this one.")
@click.argument("other", metavar="OTHER")
@click.option(
    "--prefer",
    type=Word(["mine", "theirs", "newer"]),
    help="What counts where both say something else and neither knows what the other says.",
)
@click.option("--dry-run", is_flag=True, help="Only say what would change.")
@as_json
@pass_app
def merge(app: App, other: str, prefer: Prefer | None, dry_run: bool) -> None:
    """Let this notebook hold what OTHER holds, too: a notebook's file, its URL, or its text.

    Things are the same that have the same id. Where a field differs, the side that knows what the
    other says counts, for it went on from there; where neither does, you decide, key by key, or by
    --prefer. A removal takes away only what whoever removed it knew. All is one change; merging
    again changes nothing.

    \b
    Examples:
      kg merge ben.db --dry-run
      kg merge ben.db --prefer newer
      kg merge postgresql://ada@db.example.org/notes
      kg merge ben.yaml --prefer mine
    """
    from kg.formats import notebooks
    from kg.store import database

    if not dry_run:
        # Before anybody is asked anything.
        with app.opened() as mine:
            mine.refuse_readers()
    here = database.url_of(app.database)
    with (
        notebooks.opened(other, here, app.today) as (notebook, timeless),
        notebook.read() as theirs,
    ):
        remedy = "Say --prefer mine or --prefer theirs."
        merging.refuse_undated(prefer, other, remedy, timeless=timeless)
        decided: dict[str, Side] = {}
        while True:
            if not dry_run:
                decided |= _decided(app, theirs, prefer, timeless, decided)
            # What a person decided stands, also where another change crosses this one.
            if again(partial(_merge, app, theirs, prefer, timeless, decided, dry_run=dry_run)):
                return


def _merge(
    app: App,
    theirs: "Session",
    prefer: Prefer | None,
    timeless: bool,
    decided: dict[str, Side],
    *,
    dry_run: bool,
) -> bool:
    """Merge, unless something is open that was not when the person was asked; gives whether so."""
    with app.transaction() as session:
        result = merging.merge(
            session,
            theirs,
            decide=merging.decider(prefer, decided),
            prefer=prefer,
            timeless=timeless,
        )
        if result.found.open and not dry_run:
            session.rollback()
            return False
        showing.show(app, session, result)
        if dry_run:
            session.rollback()
            app.remark("Nothing was changed: this was a dry run.")
        elif result.plan.nothing:
            app.remark("The notebook holds all of it already; nothing is to be changed.")
        else:
            app.hint("kg undo takes it all back.")
    return True


def _decided(
    app: App,
    theirs: "Session",
    prefer: Prefer | None,
    timeless: bool,
    known: dict[str, Side],
) -> dict[str, Side]:
    """What a person decides of what is open, asked while the notebook is not held."""
    if prefer is not None:
        return {}
    with app.opened() as notebook, notebook.read() as session:
        found = merging.compare(
            session, theirs, decide=merging.decider(None, known), timeless=timeless
        )
        telling = Telling(found, app.language(session))
        asked = [(one, list(showing.question(telling, one))) for one in found.found.open]
        summary = [on_one_line(line) for line in showing.summary(telling)]
    if not asked:
        return {}
    if app.as_json or not somebody_answers():
        raise undecided(telling, "See all with --dry-run, and say --prefer mine, theirs or newer.")
    for line in summary:
        click.echo(line)
    return _asked(asked, timeless)


_KEYS = {"m": "mine", "t": "theirs", "l": "later"}


def _asked(asked: list[tuple[Difference, list[str]]], timeless: bool) -> dict[str, Side]:
    decided: dict[str, Side] = {}
    for_all: str | None = None
    engage()
    keys = "m mine · t theirs" + ("" if timeless else " · l the later one")
    for at, (one, lines) in enumerate(asked, 1):
        answer = for_all
        while answer is None:
            click.echo("")
            click.echo(f"{at} of {len(asked)}")
            for line in lines:
                click.echo(line)
            click.echo(f"  {keys} · in capitals for all that follow · q leave")
            key = click.getchar()
            if key in ("q", "Q", "\x1b"):
                raise KgError("It was left undecided; nothing was changed.")
            answer = _KEYS.get(key.lower())
            if answer == "later" and timeless:
                answer = None
            if answer is not None and key.isupper():
                for_all = answer
        decided[one.mark] = _side(answer, one)
    return decided


def _side(answer: str, one: Difference) -> Side:
    if answer == "later":
        return "theirs" if one.theirs_at > one.mine_at else "mine"
    return "theirs" if answer == "theirs" else "mine"

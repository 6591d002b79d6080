"""`kg merge`: another notebook becomes part of this one."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.app import App
from kg.cli.asking.questions import somebody_answers
from kg.cli.options import as_json, pass_app
from kg.cli.params import Word
from kg.cli.showing import merged as showing
from kg.cli.terminal import on_one_line
from kg.errors import Conflict, Invalid, KgError
from kg.notebook.sharing import merging
from kg.notebook.sharing.differing import Decide, Difference, Prefer, Side
from kg.notebook.sharing.telling import Telling

if TYPE_CHECKING:
    from sqlalchemy.engine import URL
    from sqlalchemy.orm import Session

    from kg.store.database import Database


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
    with _opened(app, other) as (notebook, timeless), notebook.read() as theirs:
        if timeless and prefer == "newer":
            raise Invalid(
                f"{other} is a text, which does not say when it was changed.",
                "Say --prefer mine or --prefer theirs.",
            )
        decided: dict[str, Side] = {}
        while True:
            if not dry_run:
                decided |= _decided(app, theirs, prefer, timeless, decided)
            if _merge(app, theirs, prefer, timeless, decided, dry_run=dry_run):
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
            session, theirs, decide=_decider(prefer, decided), prefer=prefer, timeless=timeless
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


def _decider(prefer: Prefer | None, decided: dict[str, Side]) -> Decide:
    if prefer in ("mine", "theirs"):
        side: Side = "mine" if prefer == "mine" else "theirs"
        return lambda _: side
    return lambda one: decided.get(one.mark)


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
            session, theirs, decide=lambda one: known.get(one.mark), timeless=timeless
        )
        telling = Telling(found, app.language(session))
        asked = [(one, list(showing.question(telling, one))) for one in found.found.open]
        summary = [on_one_line(line) for line in showing.summary(telling)]
    if not asked:
        return {}
    if app.as_json or not somebody_answers():
        first = asked[0][0]
        number = len(asked)
        what = f"{telling.thing(first.place)}, {telling.field(first.name)}"
        raise Conflict(
            f"{number:,} {'thing differs' if number == 1 else 'things differ'}, and nothing says "
            f"which counts: {what}{' and more' if number > 1 else ''}.",
            "See all with --dry-run, and say --prefer mine, theirs or newer.",
        )
    for line in summary:
        click.echo(line)
    return _asked(asked, timeless)


_KEYS = {"m": "mine", "t": "theirs", "l": "later"}


def _asked(asked: list[tuple[Difference, list[str]]], timeless: bool) -> dict[str, Side]:
    decided: dict[str, Side] = {}
    for_all: str | None = None
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
            if key in ("q", "Q", "\x03", "\x04", "\x1b"):
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


@contextmanager
def _opened(app: App, place: str) -> "Iterator[tuple[Database, bool]]":
    """Another notebook, and whether it is a text, which is read into one in memory."""
    from kg.store import database

    if place.lower().startswith(("http://", "https://")):
        raise Invalid(
            "A notebook is not fetched from the web.", "Download it, and name the file here."
        )
    path = None if "://" in place else Path(place)
    if path is not None and (path.is_dir() or _is_text(path)):
        read = _read(app, path)
        try:
            yield read, True
        finally:
            read.close()
        return
    if _same(database.url_of(place), database.url_of(app.database)):
        raise Invalid("That is this notebook itself.", "Name another one.")
    notebook = database.open(place)
    try:
        yield notebook, False
    finally:
        notebook.close()


def _same(one: "URL", other: "URL") -> bool:
    from kg.store.database import path_of

    paths = [path_of(url) for url in (one, other)]
    if paths[0] is not None and paths[1] is not None:
        return paths[0].resolve() == paths[1].resolve()
    return one.set(password=None) == other.set(password=None)


def _is_text(path: Path) -> bool:
    try:
        with path.open("rb") as stream:
            return not stream.read(16).startswith(b"SQLite format 3")
    except OSError:
        # What is wrong with it is said where it is opened.
        return False


def _read(app: App, path: Path) -> "Database":
    from kg.formats import files
    from kg.formats.places import place_of
    from kg.formats.registry import recognised
    from kg.notebook.records import apply
    from kg.store import database

    found = None if path.is_dir() else recognised(place_of(path))
    if not path.is_dir() and (found is None or found.name not in ("yaml", "jsonl")):
        raise Invalid(f"{path} is no notebook of kg.", f"Take it in with kg import {path}.")
    documents = files.read(path)
    notebook = database.create("sqlite://")
    try:
        with notebook.transaction("read") as session:
            apply.take_in(session, documents, app.today)
    except BaseException:
        notebook.close()
        raise
    return notebook

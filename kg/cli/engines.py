"""How commands are told by which engine stances are gathered, and from where."""

import functools
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.app import App
from kg.cli.options import Decorator, Function, together
from kg.cli.params import Word
from kg.cli.progress import seen
from kg.domain.selection import Selection
from kg.engines.choosing import JAR, LOCAL, Chosen, Gathering, Name, choose
from kg.errors import Invalid

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

OPTIONS: tuple[Decorator, ...] = (
    click.option(
        "--engine",
        type=Word(Name),
        help="Gather stances by duckdb or spark; else builtin, or duckdb for a folder.",
    ),
    click.option(
        "--from",
        "folder",
        type=click.Path(file_okay=True, path_type=Path),
        metavar="FOLDER",
        help="Read this folder of Parquet, as kg export writes it, in place of the notebook.",
    ),
    click.option(
        "--master",
        metavar="URL",
        help=f"Where Spark runs, such as spark://HOST:7077; else this machine, {LOCAL}.",
    ),
    click.option(
        "--jdbc-jar",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help=f"PostgreSQL's JDBC driver, with which Spark reads a server; else {JAR}.",
    ),
)


@contextmanager
def reading(
    chosen: Chosen, app: App, selection: Selection, as_of: date | None
) -> "Iterator[tuple[Session, Gathering]]":
    """A session on the notebook or the folder, and what gathers stances while it lasts."""
    with ExitStack() as stack:
        folder = chosen.opened(selection, as_of)
        session = stack.enter_context(app.read(None if folder is None else closing(folder)))
        tell = _Bar().tell if seen() else None
        yield session, Gathering(chosen, session, app.database, stack, tell)


def on_engine(function: Function) -> Function:
    """Options that say by which engine stances are gathered; they become `chosen`."""

    @functools.wraps(function)
    def command(
        *args: Any,
        engine: Name | None,
        folder: Path | None,
        master: str | None,
        jdbc_jar: Path | None,
        **given: Any,
    ) -> Any:
        try:
            chosen = choose(engine, folder, master, jdbc_jar, _as_option)
        except Invalid as error:
            raise click.UsageError(error.message) from None
        return function(*args, chosen=chosen, **given)

    return together(*OPTIONS)(command)


def _as_option(name: str, value: str) -> str:
    return f"--{name} {value}".rstrip()


class _Bar:
    """One line on the terminal that tells how far Spark is."""

    WIDTH = 24

    def tell(self, number: int, done: int, of: int) -> None:
        if not of:
            # What is shown next begins on a clean line.
            click.echo("\r\x1b[K", nl=False, err=True)
            return
        full = self.WIDTH * done // of
        bar = "#" * full + "-" * (self.WIDTH - full)
        click.echo(f"\rSpark, pass {number}  [{bar}]  {done} of {of} \x1b[K", nl=False, err=True)

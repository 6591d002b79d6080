"""How commands are told by which engine stances are gathered, and from where."""

import functools
import os
import sys
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.app import App
from kg.cli.options import Decorator, Function, together
from kg.cli.params import Word
from kg.domain.selection import Selection

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from kg.domain.agreeing.stands import Taken
    from kg.engines.stances import Engine

ENGINES = ("builtin", "duckdb", "spark")
LOCAL = "local[*]"
JAR = "KG_JDBC_JAR"
LONG = 1.0
"""What takes so many seconds shows from then on how much is done."""

OPTIONS: tuple[Decorator, ...] = (
    click.option(
        "--engine",
        type=Word(ENGINES),
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


@dataclass(frozen=True)
class Chosen:
    """Which engine gathers stances, and from where."""

    engine: str
    folder: Path | None
    master: str
    jar: Path | None

    @contextmanager
    def read(
        self, app: App, selection: Selection, as_of: date | None
    ) -> "Iterator[tuple[Session, Gathering]]":
        """A session on the notebook or the folder, and what gathers stances while it lasts."""
        with ExitStack() as stack:
            if self.folder is None:
                session = stack.enter_context(app.read())
            else:
                from kg.engines import folder

                notebook = folder.opened(self.folder, selection, as_of)
                session = stack.enter_context(app.read(closing(notebook)))
            yield session, Gathering(self, app, session, stack)

    @contextmanager
    def progress(self, label: str) -> Iterator[Callable[[float], None]]:
        """What shows on a terminal how much is done, once it takes long; Spark shows it itself."""
        if not _shows() or self.engine == "spark":
            yield lambda _: None
            return
        begun = time.monotonic()
        with ExitStack() as stack:
            bars: list[Any] = []

            def tell(share: float) -> None:
                if not bars and time.monotonic() - begun < LONG:
                    return
                if not bars:
                    bar = click.progressbar(length=100, label=label, file=sys.stderr)
                    bars.append(stack.enter_context(bar))
                bars[0].update(max(0, round(100 * share) - bars[0].pos))

            yield tell
            if bars:
                tell(1)

    def opened(self, app: App, session: "Session") -> "Engine | None":
        """The engine, or None for the notebook's own way."""
        if self.engine == "builtin":
            return None
        if self.engine == "duckdb":
            from kg.engines.with_duckdb import DuckDb

            assert self.folder is not None
            return DuckDb(self.folder)
        from kg.engines import positions, spark_session
        from kg.engines.with_spark import Spark

        settings: dict[str, str] = {}
        if self.folder is not None:
            where = positions.of_folder(self.folder)
        else:
            jar = self.jar or (Path(named) if (named := os.environ.get(JAR)) else None)
            where, settings = positions.of_server(session, app.database, jar)
        return Spark(
            spark_session.Session(self.master, settings), where, _Bar().tell if _shows() else None
        )


class Gathering:
    """Gathers stances by the engine that was chosen, which is started when it is asked for."""

    def __init__(self, chosen: Chosen, app: App, session: "Session", stack: ExitStack) -> None:
        self._opened = functools.partial(chosen.opened, app, session)
        self._stack = stack

    def __call__(self, claims: Collection[int] | None, as_of: date | None) -> "Taken | None":
        """What was said of these claims; None where the notebook itself is asked."""
        engine = self._opened()
        if engine is None:
            return None
        self._stack.callback(engine.close)
        return engine.take(claims, as_of)


def on_engine(function: Function) -> Function:
    """Options that say by which engine stances are gathered; they become `chosen`."""

    @functools.wraps(function)
    def command(
        *args: Any,
        engine: str | None,
        folder: Path | None,
        master: str | None,
        jdbc_jar: Path | None,
        **given: Any,
    ) -> Any:
        name = engine or ("builtin" if folder is None else "duckdb")
        if name == "builtin" and folder is not None:
            raise click.UsageError(
                "The builtin engine reads notebooks: leave out --from, or --engine builtin."
            )
        if name == "duckdb" and folder is None:
            raise click.UsageError(
                "DuckDB reads a folder of Parquet: kg export --format parquet FOLDER, then --from "
                "FOLDER."
            )
        if name != "spark" and (master or jdbc_jar):
            word = "--master" if master else "--jdbc-jar"
            raise click.UsageError(f"{word} goes with --engine spark.")
        if jdbc_jar and folder:
            raise click.UsageError("--jdbc-jar is for a server: leave it out, or --from.")
        chosen = Chosen(name, folder, master or LOCAL, jdbc_jar)
        return function(*args, chosen=chosen, **given)

    return together(*OPTIONS)(command)


def _shows() -> bool:
    return sys.stderr.isatty()


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

"""`kg export`."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import click

from kg.cli.app import App
from kg.cli.conditions import selecting
from kg.cli.files import STREAM
from kg.cli.options import in_language, pass_app
from kg.cli.params import DAY, Word
from kg.cli.querying import Asking, is_field
from kg.domain.dates import PartialDate
from kg.domain.query import parse
from kg.domain.selection import Selection
from kg.errors import Invalid
from kg.formats import exporting, files, registry
from kg.formats.registry import Format
from kg.graph.named import GRAPHS
from kg.notebook.asof import day_of

MANY, BYTES = 100_000, 350
"""Of more pairs of speakers it is said how large the file may be; one takes so many bytes."""


@click.command(cls=Asking, short_help="Write the notebook as text, or as a graph.")
@click.argument("path", required=False, type=click.Path(allow_dash=True, path_type=Path))
@click.option(
    "--format",
    "format_",
    metavar="FORMAT",
    help="How it is written, see kg formats; else as PATH ends, else yaml.",
)
@click.option(
    "--graph",
    type=Word(GRAPHS),
    help="Which graph is written as graphml or gexf; else that of the claims.",
)
@click.option("--texts", is_flag=True, help="Write the kept texts of sources, too.")
@click.option(
    "--as-of",
    type=DAY,
    help="Only what was said, forecast and decided by then.",
)
@selecting
@in_language
@pass_app
def export(
    app: App,
    path: Path | None,
    format_: str | None,
    graph: str | None,
    texts: bool,
    as_of: PartialDate | None,
    selection: Selection,
) -> None:
    """Write the notebook, or the claims that are meant, to PATH or the output.

    Words of a query stand behind PATH, or behind - for the output; fields may stand alone.

    yaml and jsonl carry everything but the texts of sources, which --texts adds, and can be
    imported again. graphml and gexf are a graph for Gephi, yEd or
    networkx: of the claims with speakers and concepts, of speakers who agree and disagree, or of
    concepts that claims connect. kg formats lists all formats and what each can carry. What a
    format leaves out is told; a file at PATH is replaced, and that is told, too.

    \b
    Examples:
      kg export notebook.yaml
      kg export --format jsonl | gzip > notebook.jsonl.gz
      kg export speakers.graphml --graph speakers
      kg export o1.yaml about:o1 -speaker:汪华
    """
    if path is not None and is_field(str(path)):
        selection, path = selection.plus(parse([str(path)], app.today)), None
    one = registry.written(format_) if format_ else _format_of(path, graph)
    exporting.check_graph(one, graph)
    with app.read() as session:
        wanted = exporting.Wanted(
            selection,
            app.today,
            app.language(session),
            day_of(as_of, app.today),
            graph or "claims",
            texts,
        )
        if wanted.graph == "speakers" and one.write_graph:
            _warn_of_many(app, exporting.pairs(session, wanted))
        replaced = path is not None and str(path) != STREAM and path.is_file()
        if one.makes_folder:
            with _folder(one, path) as folder:
                told = exporting.write_folder(session, one, wanted, folder)
        else:
            with _output(path) as stream:
                told = exporting.write_text(session, one, wanted, stream)
    if path is not None and str(path) != STREAM:
        app.remark(f"Wrote {path}{' in place of the file that was there' if replaced else ''}.")
    for sentence in told:
        app.remark(sentence)


def _warn_of_many(app: App, pairs: int) -> None:
    """Say beforehand that a file will be large: there is an edge for each two who share a claim."""
    if pairs > MANY:
        size = pairs * BYTES // 1_000_000
        app.remark(
            f"There are up to {pairs:,} pairs of speakers, about {size:,} MB. "
            "A query makes them fewer, and --graph camps has no pairs."
        )


@contextmanager
def _folder(one: Format, path: Path | None) -> Iterator[Path]:
    if path is None or str(path) == STREAM:
        raise Invalid(f"{one.title} is a folder.", "Name one to write it to.")
    with files.folder_written_whole(path) as folder:
        yield folder


def _format_of(path: Path | None, graph: str | None) -> Format:
    if path is None or str(path) == STREAM:
        return registry.named("graphml" if graph else "yaml")
    return registry.named(files.format_of(path))


@contextmanager
def _output(path: Path | None) -> Iterator[IO[str]]:
    if path is None or str(path) == STREAM:
        yield sys.stdout
        return
    files.refuse_notebook(path)
    with files.written_whole(path) as stream:
        yield stream

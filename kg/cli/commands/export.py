"""`kg export`."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click
from sqlalchemy.orm import Session

from kg.cli.app import App
from kg.cli.conditions import selecting
from kg.cli.files import STREAM, refuse_notebook
from kg.cli.options import in_language, pass_app
from kg.cli.params import Word
from kg.cli.querying import Asking, is_field
from kg.domain.query import parse
from kg.domain.selection import Selection
from kg.formats import files, graphml
from kg.notebook.finding.selecting import claim_ids

if TYPE_CHECKING:
    import networkx as nx

GRAPHS = ("claims", "speakers", "concepts", "camps")


@click.command(cls=Asking, short_help="Write the notebook as text, or as a graph.")
@click.argument("path", required=False, type=click.Path(allow_dash=True, path_type=Path))
@click.option(
    "--format",
    "format_",
    type=Word([*files.FORMATS, "graphml"]),
    help="How it is written; else as PATH ends, else yaml.",
)
@click.option(
    "--graph",
    type=Word(GRAPHS),
    help="Which graph is written as graphml; else that of the claims.",
)
@click.option("--texts", is_flag=True, help="Write the kept texts of sources, too.")
@selecting
@in_language
@pass_app
def export(
    app: App,
    path: Path | None,
    format_: str | None,
    graph: str | None,
    texts: bool,
    selection: Selection,
) -> None:
    """Write the notebook, or the claims that are meant, to PATH or the output.

    Words of a query stand behind PATH, or behind - for the output; fields may stand alone.

    yaml and jsonl carry everything but the texts of sources, which --texts adds, and can be
    imported again. graphml is a graph for Gephi, yEd or
    networkx: of the claims with speakers and concepts, of speakers who agree and disagree, or of
    concepts that claims connect.

    \b
    Examples:
      kg export notebook.yaml
      kg export --format jsonl | gzip > notebook.jsonl.gz
      kg export speakers.graphml --graph speakers
      kg export o1.yaml about:o1 -speaker:汪华
    """
    if path is not None and is_field(str(path)):
        selection, path = selection.plus(parse([str(path)], app.today)), None
    format_ = format_ or _format_of(path, graph)
    if graph and format_ != "graphml":
        raise click.UsageError(f"A graph is written as graphml, not as {format_}.")
    with app.read() as session, _output(path) as stream:
        if format_ == "graphml":
            language = app.language(session)
            graphml.write(
                graph_of(session, graph or "claims", selection, app.today, language), stream
            )
        else:
            claims = None if selection.everything else claim_ids(session, selection, app.today)
            files.write(session, stream, format_, claims, texts=texts)
    if path is not None and str(path) != STREAM:
        app.remark(f"Wrote {path}.")


def _format_of(path: Path | None, graph: str | None) -> str:
    if path is None or str(path) == STREAM:
        return "graphml" if graph else "yaml"
    return "graphml" if path.suffix.lower() in graphml.SUFFIXES else files.format_of(path)


@contextmanager
def _output(path: Path | None) -> Iterator[IO[str]]:
    if path is None or str(path) == STREAM:
        yield sys.stdout
        return
    refuse_notebook(path)
    with files.written_whole(path) as stream:
        yield stream


def graph_of(
    session: Session, name: str, selection: Selection, today: date, language: str
) -> "nx.Graph[str]":
    """The graph of that name over the claims that are meant."""
    from kg.graph.camps import camp_graph
    from kg.graph.claims import claim_graph
    from kg.graph.concepts import concept_graph
    from kg.graph.speakers import speaker_graph

    builders: dict[str, Any] = dict(
        zip(GRAPHS, (claim_graph, speaker_graph, concept_graph, camp_graph), strict=True)
    )
    graph: nx.Graph[str] = builders[name](session, selection, today=today, language=language)
    return graph

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
from kg.cli.params import DAY, Word
from kg.cli.querying import Asking, is_field
from kg.domain.dates import PartialDate
from kg.domain.query import parse
from kg.domain.selection import Selection
from kg.errors import Invalid
from kg.formats import files, registry
from kg.formats.registry import Format, Pairs
from kg.notebook.asof import day_of
from kg.notebook.finding.narrowing import prediction_ids
from kg.notebook.finding.selecting import claim_ids
from kg.notebook.records.earlier import as_known
from kg.notebook.records.gather import gather

if TYPE_CHECKING:
    import networkx as nx

    from kg.notebook.review.appointments import Appointment

GRAPHS = ("claims", "speakers", "concepts", "camps")


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
    concepts that claims connect. kg formats lists all formats and what each can carry.

    \b
    Examples:
      kg export notebook.yaml
      kg export --format jsonl | gzip > notebook.jsonl.gz
      kg export speakers.graphml --graph speakers
      kg export o1.yaml about:o1 -speaker:汪华
    """
    if path is not None and is_field(str(path)):
        selection, path = selection.plus(parse([str(path)], app.today)), None
    one = registry.named(format_) if format_ else _format_of(path, graph)
    if not one.writes:
        raise Invalid(f"{one.title} can only be read.", "See kg formats for those to write.")
    if graph and not one.write_graph:
        raise click.UsageError(f"A graph is written as graphml or gexf, not as {one.name}.")
    if as_of and (one.write_days or one.write_tables):
        raise click.UsageError(f"--as-of does not go with {one.name}.")
    if as_of and graph not in {None, "claims"}:
        raise click.UsageError("--as-of goes with the graph of claims only.")
    with app.read() as session:
        if one.write_graph:
            with _output(path) as stream:
                language = app.language(session)
                one.write_graph(
                    graph_of(
                        session,
                        graph or "claims",
                        selection,
                        app.today,
                        language,
                        day_of(as_of, app.today),
                    ),
                    stream,
                )
        elif one.write_days:
            with _output(path) as stream:
                one.write_days(_days(session, selection, app.today, app.language(session)), stream)
        else:
            day = day_of(as_of, app.today)
            whole = selection.everything and day is None
            claims = None if whole else claim_ids(session, selection, app.today, day)
            if one.write_tables:
                with _folder(one, path) as folder:
                    one.write_tables(session, claims, folder)
                app.remark(f"Wrote {path}.")
                return
            found = as_known(lambda: gather(session, claims, texts=texts), day)
            _write(one, found, path)
    if path is not None and str(path) != STREAM:
        app.remark(f"Wrote {path}.")


def _days(
    session: Session, selection: Selection, today: date, language: str
) -> "list[Appointment]":
    """The days on which predictions that wait are due, of the claims that are meant."""
    from kg.notebook.review.appointments import appointments

    among = None if selection.everything else prediction_ids(session, selection, today)
    return appointments(session, today, language, among=among, snoozed=True)


def _write(one: Format, found: Pairs, path: Path | None) -> None:
    if one.write:
        with _output(path) as stream:
            one.write(found, stream)
        return
    assert one.write_folder is not None
    with _folder(one, path) as folder:
        one.write_folder(found, folder)


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
    refuse_notebook(path)
    with files.written_whole(path) as stream:
        yield stream


def graph_of(
    session: Session,
    name: str,
    selection: Selection,
    today: date,
    language: str,
    as_of: date | None = None,
) -> "nx.Graph[str]":
    """The graph of that name over the claims that are meant; that of claims also as of a day."""
    from kg.graph.camps import camp_graph
    from kg.graph.claims import claim_graph
    from kg.graph.concepts import concept_graph
    from kg.graph.speakers import speaker_graph

    builders: dict[str, Any] = dict(
        zip(GRAPHS, (claim_graph, speaker_graph, concept_graph, camp_graph), strict=True)
    )
    day = {} if as_of is None else {"as_of": as_of}
    graph: nx.Graph[str] = builders[name](session, selection, today=today, language=language, **day)
    return graph

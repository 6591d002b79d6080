"""What leaves a notebook: files, graphs, maps and charts."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from kg import settings
from kg.api.conditions import selection, word
from kg.api.map import Map
from kg.api.opened import Opened, days
from kg.domain.vocabulary import Basis
from kg.errors import NotFound
from kg.notebook import views as named_views
from kg.notebook.finding import selecting
from kg.notebook.language import language_of

if TYPE_CHECKING:
    import networkx as nx


class Written(NamedTuple):
    """Where a notebook was written to, and sentences on what of it was left out."""

    path: Path
    told: list[str]


class Showing(Opened):
    """What draws a notebook and writes it out."""

    def write(
        self,
        path: str | Path,
        query: str = "",
        *,
        format: str | None = None,
        graph: str | None = None,
        fewest: int | None = None,
        texts: bool = False,
        language: str | None = None,
        as_of: date | str | None = None,
        **conditions: Any,
    ) -> Written:
        """Write the notebook, or the claims that meet all conditions, as ``kg export`` does.

        Gives the path, and what is told of what was left out.

        The format is that of the path's ending unless it is named; `graph` is which one a format of
        graphs is given, else that of the claims; in that of speakers two who share less than the
        `fewest` claims have no edge. The texts of sources belong to their publishers and are
        written only with `texts`. Raises KgError when `path` is a notebook, and Invalid when
        `graph` is given for another format.
        """
        from kg.formats import exporting, files, registry

        path = Path(path)
        one = registry.written(format or files.format_of(path))
        exporting.check_graph(one, graph, fewest)
        files.refuse_notebook(path)
        chosen, (today, day) = selection(query, **conditions), days(as_of)
        with self.database.read() as session:
            wanted = exporting.Wanted(
                chosen,
                today,
                language_of(session, language),
                day,
                graph or "claims",
                texts,
                fewest,
            )
            if one.makes_folder:
                with files.folder_written_whole(path) as folder:
                    told = exporting.write_folder(session, one, wanted, folder)
            else:
                with files.written_whole(path) as stream:
                    told = exporting.write_text(session, one, wanted, stream)
        return Written(path, told)

    def graph(
        self,
        of: str = "claims",
        query: str = "",
        *,
        fewest: int | None = None,
        language: str | None = None,
        as_of: date | str | None = None,
        **conditions: Any,
    ) -> "nx.Graph[str]":
        """The networkx graph of claims, speakers, concepts or camps, of claims meeting conditions.

        In that of speakers two who share less than the `fewest` claims have no edge.

        >>> import kg
        >>> notebook = kg.create(":memory:")
        >>> claim = notebook.add("Prices will fall", speaker="Ada", about=["prices"])
        >>> print(notebook.graph(), "and", notebook.graph("speakers"))
        MultiDiGraph with 3 nodes and 2 edges and Graph with 1 nodes and 0 edges
        """
        from kg.graph.named import graph_of

        chosen, (today, day) = selection(query, **conditions), days(as_of)
        with self.database.read() as session:
            words = language_of(session, language)
            return graph_of(session, of, chosen, today, words, day, fewest)

    def map(
        self,
        *,
        title: str | None = None,
        language: str | None = None,
        views: Sequence[str] = (),
        as_of: date | str | None = None,
        **conditions: Any,
    ) -> Map:
        """The interactive map of the claims that meet all conditions; it shows itself in Jupyter.

        With `views`, names of views of the notebook, it is of what these show; of several the
        reader chooses. Without, all views are choices. Raises NotFound when no claim is left.
        """
        from kg.analysis.beside import beside
        from kg.graph.claims import gathered, graph_of
        from kg.pages.map import map_page

        today, day = days(as_of)
        wanted = selection(**conditions)
        with self.database.read() as session:
            chosen = named_views.chosen(
                session, selecting.claim_ids(session, wanted, today, day), views, today, day
            )
            if not chosen.claims:
                raise NotFound("There are no such claims to draw.", "Ask for less, or add some.")
            found = gathered(session, chosen.claims, today, day)
            told = beside(session, found, wanted, today, day) | chosen.told
            shown = language_of(session, language)
        page = map_page(
            graph_of(found, shown),
            found,
            title=title or chosen.title or "kg",
            made=today.isoformat(),
            language=shown,
            by_reader=settings.language(language) is None,
            beside=told,
        )
        return Map(page)

    def chart(
        self,
        path: str | Path,
        query: str = "",
        *,
        basis: str | Iterable[str] = (),
        as_of: date | str | None = None,
        language: str | None = None,
        **conditions: Any,
    ) -> Path:
        """Draw the scores into a file that ends in .html, .svg or .png, as ``kg score --chart``."""
        from kg.analysis.picture import picture
        from kg.analysis.questions import Of
        from kg.formats.files import refuse_notebook
        from kg.pages.charts import check, write_chart

        path = Path(path)
        check(path)
        refuse_notebook(path)
        today, day = days(as_of)
        bases = [basis] if isinstance(basis, str) else basis
        with self.database.read() as session:
            found = picture(
                session,
                selection(query, **conditions),
                today,
                bases=[Of(word(Basis, one)) for one in bases],
                as_of=day,
            )
            write_chart(path, found, language=language_of(session, language))
        return path

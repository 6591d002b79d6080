"""The map of claims as one HTML page that needs no other file, no server and no network."""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from kg import __version__
from kg.formats.files import written_whole
from kg.graph.layout import TALL, WIDE, Layout, Told, arrange_in
from kg.pages.document import document, ids_of
from kg.pages.inline import policy
from kg.pages.network import MapNetwork
from kg.pages.packing import compressed, squeezed
from kg.pages.plain import plain_table

if TYPE_CHECKING:
    import networkx as nx

STATIC = Path(__file__).parent / "static"
LANGUAGES = ("en", "zh")
"""The languages in which the page speaks; what it shows may be in any."""

Cards = Mapping[str, Sequence[Mapping[str, Any]]]


def map_page(
    graph: "nx.MultiDiGraph[str]",
    cards: Cards,
    *,
    title: str,
    made: str,
    language: str = "en",
    by_reader: bool = False,
    beside: Mapping[str, Any] | None = None,
    told: Told | None = None,
) -> str:
    """The page of a graph that `kg.graph.claims` built, with the cards that its panel shows.

    `beside` is what `kg.analysis.beside` tells of these cards: track records, changes of mind and
    what claims rest on. `made` is the day that the page bears; `told` is called with the share of
    the layout that is done. With `by_reader` the page opens in Chinese where the reader's browser
    speaks it, else in `language`. The same input gives the same page, byte for byte.
    """
    camps = ((beside or {}).get("camps") or {}).get("members") or []
    together = [[f"speaker:{uid}" for uid in members] for members in camps]
    wide, tall = arrange_in(graph, [WIDE, TALL], told, together)
    words = _words()[language if language in LANGUAGES else "en"]
    script, start, style = _static("map.js"), _static("start.js"), _static("map.css")
    whole = {
        "kg": __version__,
        "title": title,
        "made": made,
        "language": language,
        "by_reader": by_reader or None,
        "beside": beside or {},
    }
    network = MapNetwork(
        "map.html",
        {
            "title": title,
            "made": made,
            "language": language,
            "version": __version__,
            "words": words,
            "table": plain_table(cards, wide.prominence, words, language),
            "policy": policy([start, script], style),
            "code": _code(),
            # Both are our own files, allowed by their fingerprints.
            "start": Markup(start),  # noqa: S704
            "style": Markup(style),  # noqa: S704
            "data": lambda nodes, edges: compressed(
                whole | document(nodes, edges, cards, wide, tall)
            ),
        },
    )
    _fill(network, graph, wide, tall, set(ids_of(cards)))
    page: str = network.generate_html("map.html")
    return page


def write_map(path: Path, page: str) -> None:
    """Writes a page to a file, which appears only when all of it is written; raises KgError."""
    with written_whole(path) as file:
        file.write(page)


def _fill(
    network: MapNetwork, graph: "nx.MultiDiGraph[str]", wide: Layout, tall: Layout, named: set[str]
) -> None:
    for node, told in graph.nodes(data=True):
        x, y = map(round, wide.places[node])
        tall_x, tall_y = map(round, tall.places[node])
        # A node with a card gets its name from there, in the language that is chosen.
        label = {} if node in named else {"label": told["label"]}
        rank = {"rank": round(wide.prominence[node], 3)} if node in wide.prominence else {}
        network.add_node(node, x=x, y=y, tall_x=tall_x, tall_y=tall_y, **rank, **label)
    for start, end, told in graph.edges(data=True):
        network.add_edge(start, end, type=told["type"], recorded=told["recorded"])


@cache
def _static(name: str) -> str:
    return (STATIC / name).read_text("utf-8")


@cache
def _code() -> str:
    return squeezed(_static("map.js"))


@cache
def _words() -> dict[str, dict[str, str]]:
    words: dict[str, dict[str, str]] = json.loads(_static("words.json"))
    return words

"""The map of claims as one HTML page that needs no other file, no server and no network."""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from kg import __version__
from kg.domain.wording import said_in
from kg.formats.files import written_whole
from kg.graph.layout import TALL, WIDE, Layout, arrange
from kg.pages.document import document, frame, lean_cards, topics
from kg.pages.inline import data_block, policy
from kg.pages.network import MapNetwork

if TYPE_CHECKING:
    import networkx as nx

STATIC = Path(__file__).parent / "static"
LANGUAGES = ("en", "zh")
"""The languages in which the page speaks; what it shows may be in any."""

STANCES = {"partly": "partly_agrees"}
"""Stances whose word means something else of an outcome."""

Cards = Mapping[str, Sequence[Mapping[str, Any]]]


def map_page(
    graph: "nx.MultiDiGraph[str]",
    cards: Cards,
    *,
    title: str,
    made: str,
    language: str = "en",
    beside: Mapping[str, Any] | None = None,
) -> str:
    """The page of a graph that `kg.graph.claims` built, with the cards that its panel shows.

    `beside` is what `kg.analysis.beside` tells of these cards: track records, changes of mind and
    what claims rest on. `made` is the day that the page bears. The same input gives the same page,
    byte for byte.
    """
    wide, tall = arrange(graph, WIDE), arrange(graph, TALL)
    words = _words()[language if language in LANGUAGES else "en"]
    script, style = _static("map.js"), _static("map.css")
    whole = {
        "kg": __version__,
        "title": title,
        "made": made,
        "language": language,
        "wide": frame(wide),
        "tall": frame(tall),
        "topics": topics(wide),
        "cards": lean_cards(cards),
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
            "rows": _rows(cards, words, language),
            "policy": policy(script, style),
            # Both are our own files, allowed by their fingerprints.
            "script": Markup(script),  # noqa: S704
            "style": Markup(style),  # noqa: S704
            "data_block": data_block,
            "document": lambda nodes, edges: document(nodes, edges, whole),
        },
    )
    _fill(network, graph, wide, tall, _named(cards))
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
        rank = {"rank": round(wide.prominence[node], 2)} if node in wide.prominence else {}
        network.add_node(node, x=x, y=y, tall_x=tall_x, tall_y=tall_y, **rank, **label)
    for start, end, told in graph.edges(data=True):
        network.add_edge(start, end, type=told["type"], recorded=told["recorded"])


def _named(cards: Cards) -> set[str]:
    sorts = (("speaker", "speakers"), ("concept", "concepts"), ("claim", "claims"))
    return {f"{sort}:{card['uid']}" for sort, word in sorts for card in cards[word]}


@cache
def _static(name: str) -> str:
    return (STATIC / name).read_text("utf-8")


@cache
def _words() -> dict[str, dict[str, str]]:
    words: dict[str, dict[str, str]] = json.loads(_static("words.json"))
    return words


def _rows(cards: Cards, words: Mapping[str, str], language: str) -> list[dict[str, Any]]:
    """What the table for readers without JavaScript says of each claim."""
    names = {card["uid"]: said_in(card["names"], language) for card in cards["speakers"]}
    return [
        {
            "statement": _in_order(card["statement"], language),
            "kind": words.get(card["kind"], card["kind"]),
            "who": [
                {
                    "name": names.get(one["speaker"], one["speaker"]),
                    "stance": words[STANCES.get(one["stance"], one["stance"])],
                    "quote": one["quote"],
                }
                for one in card["positions"]
            ],
            "outcome": words[card["outcome"]] if card["outcome"] else "",
            "due": min((one["due"] for one in card["predictions"] if one["due"]), default=""),
        }
        for card in cards["claims"]
    ]


def _in_order(statement: Mapping[str, str], language: str) -> list[str]:
    first = said_in(statement, language)
    return [text for text in dict.fromkeys([first, *statement.values()]) if text]

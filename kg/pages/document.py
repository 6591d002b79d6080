"""What a map's page has to know, in few bytes: the graph as columns, cards without repetition."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Any

from kg.domain.fragments import readable
from kg.graph.layout import Layout

Card = Mapping[str, Any]
Cards = Mapping[str, Sequence[Card]]


def document(
    nodes: Sequence[Mapping[str, Any]], edges: Sequence[Mapping[str, Any]], rest: Mapping[str, Any]
) -> dict[str, Any]:
    """The graph as columns, beside what else there is."""
    index = {node["id"]: position for position, node in enumerate(nodes)}
    kinds = list(dict.fromkeys(edge["type"] for edge in edges))
    return {
        **rest,
        "nodes": {
            column: [node.get(column) for node in nodes]
            for column in ("id", "x", "y", "tall_x", "tall_y", "rank", "label")
        },
        "edges": {
            "kinds": kinds,
            "from": [index[edge["from"]] for edge in edges],
            "to": [index[edge["to"]] for edge in edges],
            "kind": [kinds.index(edge["type"]) for edge in edges],
            "inferred": [at for at, edge in enumerate(edges) if not edge["recorded"]],
        },
    }


def frame(layout: Layout) -> dict[str, Any]:
    """What a layout adds to the places of nodes: its size, outlines of its regions, directions."""
    return {
        "size": [round(side) for side in layout.size],
        "compass": {speaker: round(turn, 4) for speaker, turn in layout.compass.items()},
        "regions": [
            {
                "outline": [[round(x), round(y)] for x, y in region.outline],
                "title": [round(coordinate) for coordinate in region.title],
            }
            for region in layout.regions
        ],
    }


def topics(layout: Layout) -> list[dict[str, Any]]:
    """The topics of a layout's regions, in order, with the nodes that name them and the claims."""
    return [
        {"named": list(region.topic.concepts), "claims": list(region.topic.claims)}
        for region in layout.regions
    ]


def lean_cards(cards: Cards) -> dict[str, Any]:
    """The cards without what is empty; what several claims share stands once and is referred to."""
    links: dict[str, Card] = {}
    predictions: dict[str, Card] = {}
    evidence: dict[str, Card] = {}
    claims = []
    for card in cards["claims"]:
        links.update((link["uid"], link) for link in card["links"])
        predictions.update((one["uid"], one) for one in card["predictions"])
        claims.append(_without(card, "links", "predictions"))
    checks = chain(
        chain.from_iterable(one["resolutions"] for one in predictions.values()),
        chain.from_iterable(card["resolutions"] for card in claims),
    )
    for check in checks:
        evidence.update((one["uid"], one) for one in check["evidence"])
    return {
        **{word: _compact(cards[word]) for word in ("speakers", "concepts", "sources")},
        "claims": _compact(_referring(card) for card in claims),
        "links": _compact(_without(link, "id") for link in links.values()),
        "predictions": _compact(_referring(card) for card in predictions.values()),
        "evidence": _compact(_without(one, "side") for one in evidence.values()),
    }


def _referring(card: Card) -> Card:
    """A card whose parts have no ids of their own, and refer to their evidence."""
    parts = {
        word: [_without(one, "id", "uid", "recorded") for one in card[word]]
        for word in ("positions", "forecasts", "resolutions")
        if word in card
    }
    if "positions" in parts:
        parts["positions"] = [_linked(one) for one in parts["positions"]]
    for check in parts["resolutions"]:
        check["evidence"] = [{"uid": one["uid"], "side": one["side"]} for one in check["evidence"]]
    return {**card, **parts}


def _linked(position: Card) -> dict[str, Any]:
    """A position whose address is readable, and so a third as long in Chinese."""
    url = position.get("url")
    return {**position, "url": readable(url)} if url else {**position}


def _without(card: Card, *keys: str) -> dict[str, Any]:
    return {key: value for key, value in card.items() if key not in keys}


def _compact(cards: Iterable[Card]) -> list[Any]:
    return [_full(card) for card in cards]


def _full(value: Any) -> Any:
    """A value without the empty ones in it, and without what only programs read."""
    if isinstance(value, Mapping):
        return {
            key: _full(inner)
            for key, inner in value.items()
            if inner is not None and inner not in ([], {}) and key != "anchor"
        }
    if isinstance(value, list | tuple):
        return [_full(inner) for inner in value]
    return value

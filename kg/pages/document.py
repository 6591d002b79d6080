"""What a map's page has to know, in few bytes: cards without repetition, and where they stand.

What follows from the cards is not written: which nodes and lines there are. The page works it out.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from kg.domain.dates import PartialDate
from kg.domain.fragments import readable
from kg.domain.untimely import untimely
from kg.domain.vocabulary import Outcome
from kg.graph.layout import Layout
from kg.graph.prominence import FOLDED_FROM
from kg.pages.quoted import by_quote

Card = Mapping[str, Any]
Cards = Mapping[str, Sequence[Card]]
Edge = tuple[str, str, str]

SORTS = (("speaker", "speakers"), ("concept", "concepts"), ("claim", "claims"))


def document(
    nodes: Sequence[Mapping[str, Any]],
    edges: Sequence[Mapping[str, Any]],
    cards: Cards,
    wide: Layout,
    tall: Layout,
) -> dict[str, Any]:
    """The graph beside the cards that its nodes stand for.

    Places are columns in the order of the nodes: speakers, concepts, and claims by topics, each as
    its cards are; then those without a card, with `id` and `label`.
    """
    told = {node["id"]: node for node in nodes}
    home = {
        claim: number for number, region in enumerate(wide.regions) for claim in region.topic.claims
    }
    known = dict.fromkeys(ids_of(cards))
    claims = [one for one in known if one.startswith("claim:")]
    others = [one for one in known if not one.startswith("claim:")]
    order = [*others, *sorted(claims, key=lambda one: home.get(one, -1))]
    more = [one for one in told if one not in known]
    lines = Counter((edge["from"], edge["to"], edge["type"]) for edge in edges if edge["recorded"])
    lines.subtract(lines_of(cards))
    own = [edge for edge in edges if not edge["recorded"]]
    own += [{"from": a, "to": b, "type": kind} for a, b, kind in lines.elements()]
    return {
        "wide": frame(wide),
        "tall": frame(tall),
        "topics": [
            {"named": list(region.topic.concepts), "mixed": region.topic.mixed or None}
            for region in wide.regions
        ],
        "home": [home.get(one) for one in claims],
        "foremost": list(wide.foremost),
        "folds": len(wide.prominence) > FOLDED_FROM or None,
        "nodes": {
            "more": [{"id": one, "label": told[one].get("label")} for one in more],
            **{
                column: [told.get(one, {}).get(column) for one in (*order, *more)]
                for column in ("x", "y", "tall_x", "tall_y", "rank")
            },
        },
        "edges": [
            {
                **{word: edge[word] for word in ("from", "to", "type")},
                "inferred": not edge.get("recorded", True) or None,
            }
            for edge in own
        ],
        "cards": lean_cards(cards),
    }


def ids_of(cards: Cards) -> Iterator[str]:
    """The nodes that cards stand for, in the order of the cards."""
    return (f"{sort}:{card['uid']}" for sort, word in SORTS for card in cards[word])


def lines_of(cards: Cards) -> Iterator[Edge]:
    """The lines that follow from cards: stances, what claims are about, links, what is broader."""
    on_page = set(ids_of(cards))
    for card in cards["claims"]:
        claim = f"claim:{card['uid']}"
        for one in card["positions"]:
            yield f"speaker:{one['speaker']}", claim, one["stance"]
        for uid in card["about"]:
            yield claim, f"concept:{uid}", "about"
        for one in card["links"]:
            if one["from"] == card["uid"] and f"claim:{one['to']}" in on_page:
                yield claim, f"claim:{one['to']}", one["kind"]
    for card in cards["concepts"]:
        if card["broader"] and f"concept:{card['broader']}" in on_page:
            yield f"concept:{card['uid']}", f"concept:{card['broader']}", "broader"


def frame(layout: Layout) -> dict[str, Any]:
    """What a layout adds to the places of nodes: its size, outlines of its regions, directions."""
    return {
        "size": [round(side) for side in layout.size],
        "compass": {
            "who": [speaker.removeprefix("speaker:") for speaker in layout.compass],
            "turn": [round(turn, 4) for turn in layout.compass.values()],
        },
        "regions": [
            {
                "outline": [[round(x), round(y)] for x, y in region.outline],
                "title": [round(coordinate) for coordinate in region.title],
            }
            for region in layout.regions
        ],
        "pitch": round(layout.pitch, 2) or None,
        "swarms": [
            {
                "camp": swarm.camp,
                "box": [round(side) for side in swarm.box],
                "many": swarm.many,
                "head": round(swarm.head),
            }
            for swarm in layout.swarms
        ],
    }


def lean_cards(cards: Cards) -> dict[str, Any]:
    """The cards without what is empty; what several claims share stands once and is referred to."""
    links: dict[str, Card] = {}
    predictions: dict[str, Card] = {}
    places: dict[str, int] = {}
    evidence: dict[str, Card] = {}
    claims = []
    for card in cards["claims"]:
        links.update((link["uid"], link) for link in card["links"])
        predictions.update((one["uid"], _timed(one)) for one in card["predictions"])
        claims.append(_without(card, "links", "predictions") | _reads(card, places))
    checks = chain(
        chain.from_iterable(one["resolutions"] for one in predictions.values()),
        chain.from_iterable(card["resolutions"] for card in claims),
    )
    for check in checks:
        evidence.update((one["uid"], one) for one in check["evidence"])
    pages = {card["uid"]: card.get("url") for card in cards["sources"]}
    return {
        **{word: _compact(cards[word]) for word in ("speakers", "concepts", "sources")},
        "claims": _compact(_referring(card, pages) for card in claims),
        "links": _compact(_without(link, "id", "uid") for link in links.values()),
        "predictions": _compact(_referring(card, pages) for card in predictions.values()),
        "evidence": _compact(_without(one, "side") for one in evidence.values()),
    }


def _reads(card: Card, places: dict[str, int]) -> dict[str, list[str]]:
    """The predictions that read a claim, where their order is not that of the page, kept here."""
    own = [one["uid"] for one in card["predictions"]]
    known = [places.setdefault(uid, len(places)) for uid in own]
    return {} if known == sorted(known) else {"reads": own}


def _timed(prediction: Card) -> Card:
    """A prediction whose verdicts tell which end of its window they miss, and do not say why."""
    opens, due = (_day(prediction[end]) for end in ("opens", "due"))
    return {
        **prediction,
        "resolutions": [
            {**one, "untimely": found.end}
            if not (one["note"] or one["evidence"])
            and (
                found := untimely(Outcome(one["outcome"]), PartialDate(one["decided"]), opens, due)
            )
            else one
            for one in prediction["resolutions"]
        ],
    }


def _day(text: str | None) -> PartialDate | None:
    return PartialDate(text) if text else None


def _referring(card: Card, pages: Mapping[str, str | None]) -> Card:
    """A card whose parts have no ids of their own, and refer to their evidence."""
    parts = {
        word: [_without(one, "id", "uid", "recorded") for one in card[word]]
        for word in ("positions", "forecasts", "resolutions")
        if word in card
    }
    if "positions" in parts:
        parts["positions"] = [_linked(one, pages) for one in parts["positions"]]
    for check in parts["resolutions"]:
        check["evidence"] = [{"uid": one["uid"], "side": one["side"]} for one in check["evidence"]]
    return {**card, **parts}


def _linked(position: Card, pages: Mapping[str, str | None]) -> dict[str, Any]:
    """A position whose address is readable, and says of its quote and source only that they are."""
    if not position.get("url"):
        return {**position}
    url = by_quote(readable(position["url"]), position["quote"], pages.get(position["source"]))
    return {**position, "url": url}


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

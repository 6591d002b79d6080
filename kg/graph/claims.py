"""The graph of claims, with the speakers who take a stance on them and what they are about."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from kg.domain.selection import Selection
from kg.domain.wording import said_in
from kg.notebook.finding import selecting
from kg.notebook.showing import cards
from kg.store.bulk import slices
from kg.store.models import Concept, Source, Speaker

if TYPE_CHECKING:
    import networkx as nx

Card = dict[str, Any]


def claim_graph(
    session: Session,
    selection: Selection | None = None,
    *,
    today: date,
    language: str = "en",
    as_of: date | None = None,
) -> "nx.MultiDiGraph[str]":
    """Claims, speakers and concepts as nodes; stances, links, «about» and «broader» as edges.

    Nodes are called claim:UID, speaker:UID and concept:UID; attributes are text, numbers and truth
    values only, none of them missing. Links are drawn when both claims are selected. With `as_of`
    it is what was known on that day.
    """
    ids = selecting.claim_ids(session, selection or Selection(), today, as_of)
    return graph_of(gathered(session, ids, today, as_of), language)


def gathered(
    session: Session, ids: list[int], today: date, as_of: date | None = None
) -> dict[str, list[Card]]:
    """The cards of these claims, and of the speakers, concepts and sources that they speak of.

    Who only drew a link to a claim that is none of these has no part in it. With `as_of` they are
    what they would have been on that day: see `kg.notebook.asof`.
    """
    claims = cards.claim_cards(session, ids, today, as_of)
    about = {uid for claim in claims for uid in claim["about"]}
    sources = {one["source"] for claim in claims for one in claim["positions"]} - {None}
    there = {claim["uid"] for claim in claims}
    speakers = {uid for claim in claims for uid in _speakers_in(claim, there)}
    return {
        "claims": claims,
        "speakers": cards.speaker_cards(session, _numbers(session, Speaker, speakers)),
        "concepts": cards.concept_cards(session, _and_above(session, about)),
        "sources": cards.source_cards(session, _numbers(session, Source, sources)),
    }


def _numbers(
    session: Session, model: type[Speaker | Concept | Source], uids: Iterable[str]
) -> set[int]:
    """The numbers of rows with these uids."""
    return {
        row_id
        for some in slices(uids)
        for row_id in session.scalars(select(model.id).where(model.uid.in_(some)))
    }


def _and_above(session: Session, uids: Iterable[str]) -> set[int]:
    """The numbers of concepts with these uids, and of all that are broader."""
    found = new = _numbers(session, Concept, uids)
    while new:
        broader = {
            above
            for some in slices(new)
            for above in session.scalars(select(Concept.broader_id).where(Concept.id.in_(some)))
            if above is not None
        }
        new = broader - found
        found = found | new
    return found


def _speakers_in(claim: Card, there: Collection[str]) -> set[str]:
    """Who speaks of a claim, or drew a link between it and another that is there."""
    found = {one["speaker"] for one in claim["positions"]}
    found |= {one["by"] for one in claim["links"] if one["from"] in there and one["to"] in there}
    for prediction in claim["predictions"]:
        found |= {one["speaker"] for one in prediction["forecasts"]}
    return found - {None}


def graph_of(found: dict[str, list[Card]], language: str = "en") -> "nx.MultiDiGraph[str]":
    """The graph of cards as `gathered` gives them."""
    import networkx as nx

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for sort in ("speaker", "concept"):
        for card in found[f"{sort}s"]:
            graph.add_node(
                f"{sort}:{card['uid']}",
                **_common(sort, card, card["names"], language),
                kind=card["kind"],
            )
    for card in found["claims"]:
        graph.add_node(
            f"claim:{card['uid']}",
            **_common("claim", card, card["statement"], language),
            kind=card["kind"],
            weight=card["weight"],
            outcome=card["outcome"] or "",
            said=min((one["said"] for one in card["positions"] if one["said"]), default=""),
            due=min((one["due"] for one in card["predictions"] if one["due"]), default=""),
        )
    for card in found["claims"]:
        _add_edges(graph, card)
    for card in found["concepts"]:
        if card["broader"] and f"concept:{card['broader']}" in graph:
            graph.add_edge(
                f"concept:{card['uid']}",
                f"concept:{card['broader']}",
                type="broader",
                recorded=True,
            )
    return graph


def _common(sort: str, card: Card, words: dict[str, str], language: str) -> dict[str, Any]:
    return {
        "type": sort,
        "uid": card["uid"],
        "number": card["id"],
        "label": said_in(words, language),
        **{f"label_{code}": text for code, text in words.items()},
    }


def _add_edges(graph: "nx.MultiDiGraph[str]", card: Card) -> None:
    claim = f"claim:{card['uid']}"
    for one in card["positions"]:
        graph.add_edge(
            f"speaker:{one['speaker']}",
            claim,
            type=one["stance"],
            said=one["said"] or "",
            recorded=True,
        )
    for uid in card["about"]:
        graph.add_edge(claim, f"concept:{uid}", type="about", recorded=True)
    for one in card["links"]:
        # Each link is on the cards of both its claims; it is drawn from the one it starts at.
        if one["from"] == card["uid"] and f"claim:{one['to']}" in graph:
            graph.add_edge(
                claim, f"claim:{one['to']}", type=one["kind"], by=one["by"] or "", recorded=True
            )

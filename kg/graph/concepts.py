"""The graph of concepts: which are spoken of together, and where that is contested."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from kg.analysis.agreement import contested
from kg.domain.selection import Selection
from kg.domain.wording import said_in
from kg.notebook.finding import selecting
from kg.notebook.showing import cards
from kg.store.models import About

if TYPE_CHECKING:
    import networkx as nx


def concept_graph(
    session: Session,
    selection: Selection | None = None,
    *,
    today: date,
    language: str = "en",
    as_of: date | None = None,
) -> "nx.Graph[str]":
    """What these claims are about and what is broader, as nodes; an edge where two belong together.

    `claims` counts the claims about both, `contested` those of them that somebody holds and
    somebody denies; `broader` is the uid of the one that is directly broader than the other, else
    empty. `weight` is the number of claims, and one more where one is broader.
    With `as_of` it is what was known on that day.
    """
    import networkx as nx

    ids = selecting.claim_ids(session, selection or Selection(), today, as_of)
    disputed = contested(session, ids, as_of)
    about = _about(session, ids)
    number = Counter(concept for concepts in about.values() for concept in concepts)
    graph: nx.Graph[str] = nx.Graph()
    known: dict[int, str] = {}
    found = _with_broader(cards.concept_cards(session), number)
    for card in found:
        known[card["id"]] = node = f"concept:{card['uid']}"
        graph.add_node(
            node,
            type="concept",
            uid=card["uid"],
            number=card["id"],
            kind=card["kind"],
            claims=number[card["id"]],
            label=said_in(card["names"], language),
            **{f"label_{code}": text for code, text in card["names"].items()},
        )
    for claim, concepts in about.items():
        for one, other in combinations(sorted(concepts), 2):
            edge = _edge(graph, known[one], known[other])
            edge["claims"] += 1
            edge["weight"] += 1
            edge["contested"] += claim in disputed
    for card in found:
        if card["broader"]:
            edge = _edge(graph, f"concept:{card['uid']}", f"concept:{card['broader']}")
            edge["broader"] = card["broader"]
            edge["weight"] += 1
    return graph


def _about(session: Session, claims: list[int]) -> dict[int, list[int]]:
    chosen = set(claims)
    found: defaultdict[int, list[int]] = defaultdict(list)
    for claim, concept in session.execute(select(About.claim_id, About.concept_id)):
        if claim in chosen:
            found[claim].append(concept)
    return found


def _with_broader(found: list[dict[str, Any]], numbers: Iterable[int]) -> list[dict[str, Any]]:
    """The cards of these concepts and of all that are broader, in order."""
    by_uid = {card["uid"]: card for card in found}
    spoken_of = set(numbers)
    wanted: set[str] = set()
    for card in found:
        above: str | None = card["uid"] if card["id"] in spoken_of else None
        while above and above not in wanted:
            wanted.add(above)
            above = by_uid[above]["broader"]
    return [card for card in found if card["uid"] in wanted]


def _edge(graph: "nx.Graph[str]", one: str, other: str) -> dict[str, Any]:
    if not graph.has_edge(one, other):
        graph.add_edge(one, other, claims=0, contested=0, broader="", weight=0)
    edge: dict[str, Any] = graph.edges[one, other]
    return edge

"""The graph of speakers: how often each two agree and disagree."""

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from kg.analysis.agreement import pairs
from kg.domain.agreeing.pairs import FEWEST, rate
from kg.domain.selection import Selection
from kg.domain.wording import said_in
from kg.notebook import asof
from kg.notebook.finding import selecting
from kg.notebook.showing import cards
from kg.store.models import Position

if TYPE_CHECKING:
    import networkx as nx

UNJUDGED = (0.0, (0.0, 1.0))
"""The share of agreements of two who share too little: nothing is known of it."""


def speaker_graph(
    session: Session,
    selection: Selection | None = None,
    *,
    today: date,
    language: str = "en",
    as_of: date | None = None,
    fewest: int | None = None,
) -> "nx.Graph[str]":
    """Who speaks of these claims, as nodes; an edge where two took a stance on one, or linked ones.

    Edges count the claims on which both took a stance (agreements, partial, disagreements), and the
    pairs of linked claims from which more follows (inferred_agreements, inferred_disagreements).
    `rate` is the share of agreements, where both share enough to be judged (`judged`). Two who
    share less than the `fewest` have no edge; without it there is one for whatever they share.
    `weight` is how much is known of the two, all of these together; `balance` is agreements less
    disagreements, both recorded. With `as_of` it is what was known on that day.
    """
    import networkx as nx

    ids = selecting.claim_ids(session, selection or Selection(), today, as_of)
    spoken_of = _claims_by_speaker(session, ids, as_of)
    graph: nx.Graph[str] = nx.Graph()
    known: dict[int, str] = {}
    for card in cards.speaker_cards(session, spoken_of):
        known[card["id"]] = node = f"speaker:{card['uid']}"
        graph.add_node(
            node,
            type="speaker",
            uid=card["uid"],
            number=card["id"],
            kind=card["kind"],
            claims=len(spoken_of[card["id"]]),
            label=said_in(card["names"], language),
            **{f"label_{code}": text for code, text in card["names"].items()},
        )
    for (one, other), pair in sorted(pairs(session, ids, as_of).items()):
        if fewest and pair.claims < fewest:
            continue
        judged = pair.claims >= (fewest or FEWEST)
        share, (low, high) = (
            rate(pair.agreements, pair.partial, pair.claims) if judged else UNJUDGED
        )
        graph.add_edge(
            known[one],
            known[other],
            claims=pair.claims,
            agreements=pair.agreements,
            partial=pair.partial,
            disagreements=pair.disagreements,
            inferred_agreements=pair.inferred_agreements,
            inferred_disagreements=pair.inferred_disagreements,
            balance=pair.agreements - pair.disagreements,
            judged=judged,
            rate=share,
            rate_low=low,
            rate_high=high,
            weight=pair.claims + pair.inferred_agreements + pair.inferred_disagreements,
        )
    return graph


def _claims_by_speaker(
    session: Session, claims: list[int], as_of: date | None
) -> dict[int, set[int]]:
    chosen = set(claims)
    found: dict[int, set[int]] = {}
    rows = select(Position.speaker_id, Position.claim_id).where(*asof.by(Position.said, as_of))
    for speaker, claim in session.execute(rows):
        if claim in chosen:
            found.setdefault(speaker, set()).add(claim)
    return found

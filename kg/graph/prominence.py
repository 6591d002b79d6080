"""How much each claim deserves to be seen, and which ones stand for a topic that is folded."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, zip_longest

import networkx as nx

from kg.domain.agreeing.disputes import Dispute, dispute
from kg.graph.rim import FEW, Stances, stances_of
from kg.graph.topics import Topic

LINKS = frozenset({"supports", "opposes", "qualifies", "depends on", "restates", "elaborates"})

FOLDED_FROM = 1500
"""A map of more claims than this opens on an overview: more points than that nobody reads."""

FOREMOST = 60
MOST_OF_ONE = 6
"""About so many claims an overview shows, and at most so many of one topic."""

NOTCH = 0.001
"""By at least so much the prominence of a claim is less than that of a more disputed one."""

CHECKED = frozenset({"right", "wrong", "partly", "mixed"})


def prominence(graph: nx.MultiDiGraph) -> dict[str, float]:
    """How much each claim deserves to be seen: the more disputed it is, the more.

    How much differs most when speakers differ on it, then when a claim of another speaker opposes
    it, when somebody agrees only in part, when there is an outcome; details have least.
    """
    stances, linked = stances_of(graph), linked_of(graph)
    disputed = _disputes(graph, stances, linked)
    weights = {
        claim: (0.5 if graph.nodes[claim].get("weight") == "detail" else 1.0)
        + 1.6 * _parted(one)
        + 0.9 * bool(min(one.holding, one.inferred))
        + 0.35 * any(stance == "partly" for stance, _ in stances[claim])
        + 0.35 * bool(graph.nodes[claim].get("outcome"))
        + 0.05 * min(len(linked[claim]), 6)
        for claim, one in disputed.items()
    }
    order = sorted(weights, key=lambda one: (disputed[one].order, weights[one]), reverse=True)
    ranked = sorted(weights.values(), reverse=True)
    for at in range(1, len(order)):
        less = disputed[order[at]].order < disputed[order[at - 1]].order
        ranked[at] = min(ranked[at], ranked[at - 1] - NOTCH * less)
    found = dict(zip(order, ranked, strict=True))
    return {claim: found[claim] for claim in weights}


def _parted(found: Dispute) -> float:
    """How far a claim parts speakers, from 0 to 1; of many who vote somebody always disagrees."""
    if not found.recorded or found.holding + found.denying <= FEW:
        return float(found.recorded)
    fewer = min(found.denying, found.holding)
    # Half and half of many is more than one against one.
    return 2 * fewer / (found.denying + found.holding) * fewer / (fewer + 3)


def linked_of(graph: nx.MultiDiGraph) -> defaultdict[str, list[tuple[str, str]]]:
    """For each claim the kinds of its links, each with the claim at the other end.

    Those that lead to it come first, then those that it begins.
    """
    links = [link for link in graph.edges(data="type") if link[2] in LINKS]
    found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for start, end, kind in links:
        found[end].append((kind, start))
    for start, end, kind in links:
        found[start].append((kind, end))
    return found


def _disputes(
    graph: nx.MultiDiGraph, stances: Stances, linked: Mapping[str, Sequence[tuple[str, str]]]
) -> dict[str, Dispute]:
    """How disputed each claim is."""
    said = {claim: {who: stance for stance, who in some} for claim, some in stances.items()}
    claims = [claim for claim, kind in graph.nodes(data="type") if kind == "claim"]
    return {claim: dispute(claim, said, linked[claim]) for claim in claims}


def foremost(
    graph: nx.MultiDiGraph, found: Sequence[Topic], shown: Mapping[str, float]
) -> list[list[str]]:
    """For each topic the claims that stand for it when it is folded, in turn of two sorts.

    The most disputed first, on which most speakers stand against most others, then the checked
    prediction of which most is said, and so on. A topic has as many as its share of all claims
    gives it of `FOREMOST`, at least one and at most `MOST_OF_ONE`; none where neither sort is.
    """
    stances = stances_of(graph)
    disputed = _disputes(graph, stances, linked_of(graph))
    claims = len(shown) or 1
    chosen = []
    for topic in found:
        many = max(1, min(MOST_OF_ONE, round(FOREMOST * len(topic.claims) / claims)))
        contested = sorted(
            (claim for claim in topic.claims if disputed[claim]),
            key=lambda claim: (disputed[claim].order, shown[claim]),
            reverse=True,
        )
        checked = sorted(
            (claim for claim in topic.claims if _is_checked(graph.nodes[claim])),
            key=lambda claim: (-len(stances[claim]), -shown[claim]),
        )
        turns: Iterable[str | None] = chain.from_iterable(zip_longest(contested, checked))
        chosen.append([one for one in dict.fromkeys(turns) if one][:many])
    return chosen


def _is_checked(told: Mapping[str, object]) -> bool:
    return told.get("kind") == "prediction" and told.get("outcome") in CHECKED

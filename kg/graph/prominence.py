"""How much each claim deserves to be seen, and which ones stand for a topic that is folded."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, zip_longest

import networkx as nx

from kg.graph.rim import FEW, HOLDS, Stances, stances_of
from kg.graph.topics import Topic

LINKS = frozenset({"supports", "opposes", "qualifies", "depends on", "restates", "elaborates"})

FOLDED_FROM = 1500
"""A map of more claims than this opens on an overview: more points than that nobody reads."""

FOREMOST = 60
MOST_OF_ONE = 6
"""About so many claims an overview shows, and at most so many of one topic."""

CHECKED = frozenset({"right", "wrong", "partly", "mixed"})


def prominence(graph: nx.MultiDiGraph) -> dict[str, float]:
    """How much each claim deserves to be seen.

    Most when speakers differ on it, then when a claim of another speaker opposes it, when somebody
    agrees only in part, when there is an outcome; details least.
    """
    stances, linked = stances_of(graph), linked_of(graph)
    weights = {}
    for claim, told in graph.nodes(data=True):
        if told["type"] != "claim":
            continue
        said = {stance for stance, _ in stances[claim]}
        weights[claim] = (
            (0.5 if told.get("weight") == "detail" else 1.0)
            + 1.6 * _dispute(stances[claim])
            + 0.9 * _is_opposed(claim, stances, linked)
            + 0.35 * ("partly" in said)
            + 0.35 * bool(told.get("outcome"))
            + 0.05 * min(len(linked[claim]), 6)
        )
    return weights


def _dispute(stances: Sequence[tuple[str, str]]) -> float:
    """How disputed a claim is, from 0 to 1; of many who vote somebody always disagrees."""
    against = sum(stance == "disagrees" for stance, _ in stances)
    holding = sum(stance in HOLDS for stance, _ in stances)
    if len(stances) <= FEW or not against:
        return float(against > 0)
    fewer = min(against, holding)
    # Half and half of many is more than one against one.
    return 2 * fewer / (against + holding) * fewer / (fewer + 3)


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


def _is_opposed(
    claim: str, stances: Stances, linked: Mapping[str, Sequence[tuple[str, str]]]
) -> bool:
    against = [_holders(other, stances) for kind, other in linked[claim] if kind == "opposes"]
    return bool(against) and any(other - _holders(claim, stances) for other in against)


def _holders(claim: str, stances: Stances) -> set[str]:
    return {speaker for stance, speaker in stances[claim] if stance in HOLDS}


def foremost(
    graph: nx.MultiDiGraph, found: Sequence[Topic], shown: Mapping[str, float]
) -> list[list[str]]:
    """For each topic the claims that stand for it when it is folded, in turn of two sorts.

    The most contested first, on which most speakers stand against most others, then the checked
    prediction of which most is said, and so on. A topic has as many as its share of all claims
    gives it of `FOREMOST`, at least one and at most `MOST_OF_ONE`; none where neither sort is.
    """
    stances, linked = stances_of(graph), linked_of(graph)
    claims = len(shown) or 1
    chosen = []
    for topic in found:
        many = max(1, min(MOST_OF_ONE, round(FOREMOST * len(topic.claims) / claims)))
        contested = sorted(
            (claim for claim in topic.claims if _is_contested(claim, stances, linked)),
            key=lambda claim: (*_contest(stances[claim]), -shown[claim]),
        )
        checked = sorted(
            (claim for claim in topic.claims if _is_checked(graph.nodes[claim])),
            key=lambda claim: (-len(stances[claim]), -shown[claim]),
        )
        turns: Iterable[str | None] = chain.from_iterable(zip_longest(contested, checked))
        chosen.append([one for one in dict.fromkeys(turns) if one][:many])
    return chosen


def _contest(stances: Sequence[tuple[str, str]]) -> tuple[int, int]:
    """The more speakers stand against the more others, the less: for sorting."""
    said = Counter(stance for stance, _ in stances)
    against, holding = said["disagrees"], said["asserts"] + said["agrees"]
    return -min(against, holding), -(against + holding)


def _is_contested(
    claim: str, stances: Stances, linked: Mapping[str, Sequence[tuple[str, str]]]
) -> bool:
    denied = any(stance == "disagrees" for stance, _ in stances[claim])
    return denied or _is_opposed(claim, stances, linked)


def _is_checked(told: Mapping[str, object]) -> bool:
    return told.get("kind") == "prediction" and told.get("outcome") in CHECKED

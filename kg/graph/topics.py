"""Groups the claims of a graph into topics: claims that share concepts and are linked."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import networkx as nx

LINK = 1.5
"""How much a link between two claims binds them, next to a concept that they share."""

SMALLEST = 3
"""A group of fewer claims joins the group it is bound to most, if it is bound to any."""

LARGE = 60
"""In a graph with this many claims for each, small groups may be larger, too."""

MOST = 36
"""More topics than this nobody takes in: the smallest are gathered in a last one without a name."""

BUNDLE = 1000
BUNDLES = 12
"""When those gathered have more claims than this, they are gathered in up to so many bundles."""


Subjects = Mapping[str, Sequence[str]]
"""For each claim the concepts that it is about, if there are any."""


@dataclass(frozen=True, slots=True)
class Topic:
    """Claims that belong together, and the concepts that name them, most telling first."""

    claims: tuple[str, ...]
    concepts: tuple[str, ...]
    mixed: bool = False
    """Whether it is a bundle of topics, of which only the largest give it their names."""


def topics(graph: nx.MultiDiGraph, about: Subjects | None = None) -> list[Topic]:
    """The topics of a graph of claims, largest first; every claim is in exactly one.

    Where there are very many, those gathered from the smallest stand last.

    The same graph gives the same topics: communities by the method of Louvain on claims and the
    concepts they are about, where a rare concept binds more than a common one. A claim bound to
    nothing goes with the one before it.
    """
    claims = [node for node, kind in graph.nodes(data="type") if kind == "claim"]
    about = subjects(graph) if about is None else about
    bonds = _bonds(graph, claims, about)
    home = _merge_small(claims, bonds, _communities(bonds, len(claims)))
    groups: defaultdict[int, list[str]] = defaultdict(list)
    for claim, group in zip(claims, home, strict=True):
        groups[group].append(claim)
    spread = Counter(concept for claim in claims for concept in about.get(claim, ()))
    found = [Topic(tuple(group), _names(about, group, spread)) for group in groups.values()]
    found.sort(key=lambda topic: -len(topic.claims))
    apart = len(found) if len(found) <= MOST else MOST - 1
    gathered = _gathered(found[apart:], claims) if found[apart:] else []
    moved = _at_home(about, [*found[:apart], *gathered], claims)
    moved[:apart] = sorted(moved[:apart], key=lambda topic: -len(topic.claims))
    return [topic for topic in moved if topic.claims]


def _at_home(about: Subjects, found: Sequence[Topic], claims: Sequence[str]) -> list[Topic]:
    """The topics with each claim where its concepts say that it belongs.

    Links may draw a claim into a topic that is named by none of its concepts. Where one of them
    names another topic, whoever reads the names would look for the claim there.
    """
    named: defaultdict[str, list[int]] = defaultdict(list)
    for index, topic in enumerate(found):
        for concept in topic.concepts:
            named[concept].append(index)
    home = {claim: index for index, topic in enumerate(found) for claim in topic.claims}
    moved: list[list[str]] = [[] for _ in found]
    for claim in claims:
        wanted = Counter(index for concept in about.get(claim, ()) for index in named[concept])
        fits = home[claim] in wanted or not wanted
        # Of several, that with most of its concepts; else the largest, which is the first.
        best = home[claim] if fits else min(wanted, key=lambda one: (-wanted[one], one))
        moved[best].append(claim)
    return [replace(topic, claims=tuple(group)) for topic, group in zip(found, moved, strict=True)]


def _gathered(small: Sequence[Topic], claims: Sequence[str]) -> list[Topic]:
    """One topic without a name in place of many; in place of very many, bundles with names."""
    order = {claim: index for index, claim in enumerate(claims)}
    size = sum(len(topic.claims) for topic in small)
    if size <= BUNDLE:
        return [Topic(_in_order(small, order), ())]
    bundles: list[list[Topic]] = []
    room = 0
    # What was noted down together stays together.
    for topic in sorted(small, key=lambda one: order[one.claims[0]]):
        if room <= 0:
            bundles.append([])
            room = max(BUNDLE // 2, -(-size // BUNDLES))
        bundles[-1].append(topic)
        room -= len(topic.claims)
    made = []
    for bundle in bundles:
        largest = sorted(bundle, key=lambda one: -len(one.claims))
        named = dict.fromkeys(concept for one in largest for concept in one.concepts[:1])
        made.append(Topic(_in_order(bundle, order), tuple(named)[:2], mixed=len(bundle) > 1))
    return sorted(made, key=lambda topic: -len(topic.claims))


def _in_order(several: Sequence[Topic], order: dict[str, int]) -> tuple[str, ...]:
    return tuple(sorted((claim for one in several for claim in one.claims), key=order.__getitem__))


def subjects(graph: nx.MultiDiGraph) -> Subjects:
    """The concepts that claims are about, of each once, in the order given."""
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for start, end, kind in graph.edges(data="type"):
        if kind == "about":
            found[start][end] = None
    return {claim: list(concepts) for claim, concepts in found.items()}


def _bonds(graph: nx.MultiDiGraph, claims: Sequence[str], about: Subjects) -> nx.Graph:
    # Numbers, not names: sets of numbers keep their order from run to run, sets of texts do not.
    number = {claim: index for index, claim in enumerate(claims)}
    about_it: defaultdict[str, list[str]] = defaultdict(list)
    for claim in claims:
        for concept in about.get(claim, ()):
            about_it[concept].append(claim)
    bonds = nx.Graph()
    bonds.add_nodes_from(range(len(claims)))
    shared = [many for many in about_it.values() if len(many) > 1]
    for index, many in enumerate(shared, start=len(claims)):
        weight = math.log(1 + len(claims) / len(many)) / 2
        for claim in many:
            bonds.add_edge(number[claim], index, weight=weight)
    for start, end in _links(graph, number):
        if start != end:
            bonds.add_edge(start, end, weight=LINK)
    return bonds


def _links(graph: nx.MultiDiGraph, number: dict[str, int]) -> Iterator[tuple[int, int]]:
    for start, end in graph.edges():
        if start in number and end in number:
            yield number[start], number[end]


def _communities(bonds: nx.Graph, claims: int) -> list[int]:
    home = [0] * claims
    for index, community in enumerate(nx.community.louvain_communities(bonds, seed=1)):
        for member in community:
            if member < claims:
                home[member] = index
    return home


def _merge_small(claims: Sequence[str], bonds: nx.Graph, home: list[int]) -> list[int]:
    least = max(SMALLEST, len(claims) // LARGE)
    groups: defaultdict[int, list[int]] = defaultdict(list)
    for index, group in enumerate(home):
        groups[group].append(index)
    # In the order of what they were, though they grow on the way.
    for small in sorted(groups, key=lambda group: (len(groups[group]), group)):
        members = sorted(groups[small])
        if len(members) >= least:
            continue
        ties = _ties(bonds, members, home)
        if ties:
            largest = max(ties.values())
            target = min(group for group, weight in ties.items() if weight == largest)
        elif len(members) == 1:
            (alone,) = members
            target = home[alone - 1] if alone else home[min(1, len(home) - 1)]
        else:
            continue
        if target == small:
            continue
        for member in members:
            home[member] = target
        groups[target] += groups.pop(small)
    return home


def _ties(bonds: nx.Graph, members: Sequence[int], home: Sequence[int]) -> Counter[int]:
    """How strongly some claims are bound to each other group, by links and by shared concepts."""
    ties: Counter[int] = Counter()
    own = set(members)
    for member in members:
        for near, bond in bonds.adj[member].items():
            beyond = [near] if near < len(home) else bonds.adj[near]
            others = [home[other] for other in beyond if other not in own]
            for group in others:
                ties[group] += bond["weight"] / len(others)
    return ties


def _names(about: Subjects, group: Sequence[str], spread: Counter[str]) -> tuple[str, ...]:
    within = Counter(concept for claim in group for concept in about.get(claim, ()))
    # Telling is what many of these claims are about, and few others.
    telling = sorted(within, key=lambda one: (-(within[one] ** 2) / math.sqrt(spread[one]), one))
    named = [one for one in telling if within[one] >= len(group) / 4][:2]
    return tuple(named or telling[:1])


def bridges(
    graph: nx.MultiDiGraph, about: Subjects, found: Sequence[Topic]
) -> Counter[tuple[int, int]]:
    """How often each pair of topics is joined by a link or by a concept, the lower number first."""
    home = {claim: index for index, topic in enumerate(found) for claim in topic.claims}
    joined: Counter[tuple[int, int]] = Counter()
    for start, end in graph.edges():
        if start in home and end in home and home[start] != home[end]:
            joined[min(home[start], home[end]), max(home[start], home[end])] += 1
    touched: defaultdict[str, set[int]] = defaultdict(set)
    for claim, index in home.items():
        for concept in about.get(claim, ()):
            touched[concept].add(index)
    for several in touched.values():
        joined.update(pairwise(sorted(several)))
    return joined

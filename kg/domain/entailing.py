"""What follows from claims by their links, and what cannot be held together.

Holding a claim, or denying it, is a node. From holding follows holding what restates it and what it
depends on, and denying what opposes it; from denying a claim, denying what restates it and what
depends on it. What supports or qualifies another entails nothing. That two claims oppose each other
says that both cannot be held; both may be denied.
"""

from collections import deque
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from kg.domain.vocabulary import LinkKind

Node = tuple[int, bool]
"""A claim, and whether it is held; else it is denied."""


class Step(NamedTuple):
    """A link that is followed, from what is held or denied to what follows."""

    link: int
    kind: LinkKind
    to: Node


Graph = Mapping[Node, list[Step]]


def entailments(links: Iterable[tuple[int, int, int, LinkKind]]) -> dict[Node, list[Step]]:
    """What follows directly from each node, of links (number, from, to, kind).

    >>> found = entailments([(1, 10, 20, LinkKind.OPPOSES)])
    >>> [(node, step.to) for node, steps in found.items() for step in steps]
    [((10, True), (20, False)), ((20, True), (10, False))]
    """
    found: dict[Node, list[Step]] = {}

    def follows(start: Node, end: Node, number: int, kind: LinkKind) -> None:
        found.setdefault(start, []).append(Step(number, kind, end))

    for number, start, end, kind in sorted(links):
        if kind is LinkKind.OPPOSES:
            follows((start, True), (end, False), number, kind)
            follows((end, True), (start, False), number, kind)
        elif kind is LinkKind.RESTATES:
            for held in (True, False):
                follows((start, held), (end, held), number, kind)
                follows((end, held), (start, held), number, kind)
        elif kind is LinkKind.DEPENDS_ON:
            follows((start, True), (end, True), number, kind)
            follows((end, False), (start, False), number, kind)
    return found


def shortest(graph: Graph, start: Node, ends: Iterable[Node]) -> dict[Node, list[Step]]:
    """The shortest way from a node to each of these that it leads to, as the steps of that way."""
    wanted = set(ends) - {start}
    came: dict[Node, tuple[Node, Step] | None] = {start: None}
    waiting = deque([start])
    found: dict[Node, list[Step]] = {}
    while waiting and wanted:
        node = waiting.popleft()
        for step in graph.get(node, ()):
            if step.to in came:
                continue
            came[step.to] = node, step
            waiting.append(step.to)
            if step.to in wanted:
                wanted.discard(step.to)
                found[step.to] = _way(came, step.to)
    return found


def _way(came: Mapping[Node, tuple[Node, Step] | None], end: Node) -> list[Step]:
    way: list[Step] = []
    before = came[end]
    while before is not None:
        node, step = before
        way.append(step)
        before = came[node]
    return way[::-1]


def circles(edges: Mapping[int, Iterable[tuple[int, int]]]) -> list[list[int]]:
    """The links of a shortest circle through each knot of claims that rest on each other.

    `edges` leads from a claim to pairs of a link and the claim that it leads to. One circle is told
    for each strongly connected part.

    >>> circles({1: [(7, 2)], 2: [(8, 1), (9, 3)], 3: []})
    [[7, 8]]
    """
    found = []
    done: set[int] = set()
    for start in sorted(edges):
        if start in done:
            continue
        way = _back(edges, start)
        if way:
            found.append([link for link, _ in way])
            done |= _knot(edges, start)
    return found


def _back(edges: Mapping[int, Iterable[tuple[int, int]]], start: int) -> list[tuple[int, int]]:
    """The shortest way from a claim back to itself."""
    came: dict[int, list[tuple[int, int]]] = {start: []}
    waiting = deque([start])
    while waiting:
        here = waiting.popleft()
        for link, end in edges.get(here, ()):
            if end == start:
                return [*came[here], (link, end)]
            if end not in came:
                came[end] = [*came[here], (link, end)]
                waiting.append(end)
    return []


def _knot(edges: Mapping[int, Iterable[tuple[int, int]]], start: int) -> set[int]:
    """All claims that lead to a claim and are led to by it."""
    back: dict[int, list[tuple[int, int]]] = {}
    for here, some in edges.items():
        for link, end in some:
            back.setdefault(end, []).append((link, here))
    return _reached(edges, start) & _reached(back, start)


def _reached(edges: Mapping[int, Iterable[tuple[int, int]]], start: int) -> set[int]:
    found, waiting = {start}, [start]
    while waiting:
        for _, end in edges.get(waiting.pop(), ()):
            if end not in found:
                found.add(end)
                waiting.append(end)
    return found

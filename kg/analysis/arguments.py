"""What many claims rest on, read together and told in few words: how much, and the first steps."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from kg.analysis.steps import FAILED, HELD, WAITING, Edge, Step, says, steps_from
from kg.analysis.things import Thing, things
from kg.domain.vocabulary import LinkKind
from kg.notebook import asof, states
from kg.store.models import Claim, Link, Speaker

BLOCK = 4096
"""So many claims are looked for at once below all others, which bounds the memory that it takes."""


class Brief(NamedTuple):
    """A claim, what is said of its reasons, how many claims it rests on, and the first steps.

    Of the `n` claims some held, some failed, and some still wait. No claim is in `steps` twice.
    """

    claim: Thing
    says: str
    n: int
    held: int
    failed: int
    waiting: int
    steps: list[Step]


def arguments(
    session: Session,
    claims: Collection[int],
    most: int,
    *,
    today: date,
    as_of: date | None = None,
) -> dict[int, Brief]:
    """What each of these claims rests on, with at most so many steps; not those that rest on none.

    It counts all that `kg.analysis.steps.rests_on` tells of each, without walking all of it from
    each anew. With `as_of` it is as it stood on that day: see `kg.notebook.asof`.
    """
    edges = _edges(session, as_of)
    starts = [one for one in claims if one in edges]
    ids = _below(edges, starts)
    edges = {one: edges[one] for one in ids if one in edges}
    called = things(session, Claim, ids)
    by = things(session, Speaker, {edge.speaker for some in edges.values() for edge in some})
    state_of = states.claim_states(session, ids, today, as_of)
    counts = counted(
        {one: [edge.to for edge in edges.get(one, ())] for one in ids},
        starts,
        [
            ids,
            {one for one in ids if state_of.get(one) in HELD},
            {one for one in ids if state_of.get(one) in FAILED},
            {one for one in ids if state_of.get(one) in WAITING},
        ],
    )
    found = {}
    for one in starts:
        n, held, failed, waiting = counts[one]
        if n:
            told = says(state_of.get(one), held, failed, waiting)
            steps, _ = steps_from(one, edges, called, by, state_of, most=most)
            found[one] = Brief(called[one], told, n, held, failed, waiting, steps)
    return found


def counted(
    below: Mapping[int, Collection[int]],
    starts: Collection[int],
    kinds: Collection[Collection[int]],
) -> dict[int, list[int]]:
    """How many of each kind can be reached from each start, which itself is not counted.

    `below` has every node, with those to which it leads; circles may be among them.

    >>> counted({1: [2], 2: [3], 3: [2]}, [1, 2], [{1, 2, 3}, {3}])
    {1: [2, 1], 2: [1, 1]}
    """
    import networkx as nx

    graph = nx.DiGraph(below)
    whole = nx.condensation(graph)
    group_of = whole.graph["mapping"]
    # Those to which a group leads stand before it.
    order = list(reversed(list(nx.topological_sort(whole))))
    found = {one: [0] * len(kinds) for one in starts}
    nodes = sorted(below)
    for first in range(0, len(nodes), BLOCK):
        bit = {one: 1 << place for place, one in enumerate(nodes[first : first + BLOCK])}
        masks = [sum(bit.get(one, 0) for one in kind) for kind in kinds]
        reached: dict[int, int] = {}
        for group in order:
            bits = sum(bit.get(one, 0) for one in whole.nodes[group]["members"])
            for other in whole.successors(group):
                bits |= reached[other]
            reached[group] = bits
        for one, sums in found.items():
            bits = reached[group_of[one]] & ~bit.get(one, 0)
            for place, mask in enumerate(masks):
                sums[place] += (bits & mask).bit_count()
    return found


def _below(edges: Mapping[int, list[Edge]], starts: Collection[int]) -> set[int]:
    """These claims and all on which they rest."""
    found, waiting = set(starts), list(starts)
    while waiting:
        for edge in edges.get(waiting.pop(), ()):
            if edge.to not in found:
                found.add(edge.to)
                waiting.append(edge.to)
    return found


def _edges(session: Session, as_of: date | None) -> dict[int, list[Edge]]:
    """The links that lead on from each claim to what it rests on, of the whole notebook."""
    found: defaultdict[int, list[tuple[int, Edge]]] = defaultdict(list)
    rows = session.execute(
        select(Link.from_id, Link.id, Link.to_id, Link.uid, Link.kind, Link.speaker_id).where(
            Link.kind.in_([LinkKind.SUPPORTS, LinkKind.DEPENDS_ON])
        )
    )
    links = rows.all()
    unheard = asof.unheard(session, {end for row in links for end in (row[0], row[2])}, as_of)
    for start, number, end, uid, kind, speaker in links:
        if unheard & {start, end}:
            continue
        here, there = (end, start) if kind is LinkKind.SUPPORTS else (start, end)
        found[here].append((number, Edge(there, uid, kind, speaker)))
    return {here: [step for _, step in sorted(some)] for here, some in found.items()}

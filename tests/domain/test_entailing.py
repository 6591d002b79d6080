"""What follows from claims by their links, against trying all ways to hold and deny them."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from kg.domain.entailing import circles, entailments, shortest
from kg.domain.vocabulary import LinkKind

KINDS = (LinkKind.OPPOSES, LinkKind.RESTATES, LinkKind.DEPENDS_ON, LinkKind.SUPPORTS)
CLAIMS = range(4)
links = st.lists(
    st.tuples(st.sampled_from(CLAIMS), st.sampled_from(CLAIMS), st.sampled_from(KINDS)).filter(
        lambda one: one[0] != one[1]
    ),
    max_size=6,
).map(lambda some: [(number, *one) for number, one in enumerate(some)])


def allowed(some):
    """The ways to hold and deny four claims that no link forbids."""
    forbidden = {
        LinkKind.OPPOSES: lambda one, other: one and other,
        LinkKind.RESTATES: lambda one, other: one != other,
        LinkKind.DEPENDS_ON: lambda one, other: one and not other,
        LinkKind.SUPPORTS: lambda one, other: False,
    }
    return [
        held
        for held in product([False, True], repeat=len(CLAIMS))
        if not any(forbidden[kind](held[start], held[end]) for _, start, end, kind in some)
    ]


@given(links)
def test_two_stances_conflict_where_no_way_allows_both(some):
    ways = allowed(some)
    graph = entailments(some)
    nodes = [(claim, held) for claim in CLAIMS for held in (True, False)]
    for one in nodes:
        found = shortest(graph, one, nodes)
        for other in nodes:
            if one[0] == other[0]:
                continue
            together = [way for way in ways if way[one[0]] == one[1] and way[other[0]] == other[1]]
            contrary = (other[0], not other[1])
            possible = any(way[one[0]] == one[1] for way in ways)
            alone = any(way[other[0]] == other[1] for way in ways)
            if possible and alone:
                assert (contrary in found) == (not together)
            elif contrary in found:
                assert not together


@given(links)
def test_a_way_leads_where_it_is_said_to_lead_and_none_is_shorter(some):
    graph = entailments(some)
    for start in list(graph):
        layers, edge, steps = {start: 0}, [start], 0
        while edge:
            steps += 1
            edge = [
                step.to for node in edge for step in graph.get(node, ()) if step.to not in layers
            ]
            layers |= dict.fromkeys(edge, steps)
        found = shortest(graph, start, list(layers))
        assert {end: len(way) for end, way in found.items()} == {
            end: size for end, size in layers.items() if end != start
        }
        for end, way in found.items():
            node = start
            for step in way:
                assert step in graph[node]
                node = step.to
            assert node == end


def test_each_knot_of_claims_is_told_by_one_short_circle():
    edges = {1: [(10, 2), (11, 3)], 2: [(12, 1)], 3: [(13, 4)], 4: [(14, 3)], 5: [(15, 1)]}
    assert circles(edges) == [[10, 12], [13, 14]]
    assert circles({1: [(10, 2)], 2: [(11, 3)], 3: []}) == []

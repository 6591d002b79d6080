"""The map's layout of 2,000 nodes against networkx's `spring_layout` of the same graphs.

The layout gives topics their regions, claims their places in these, speakers and concepts theirs;
the baseline only moves nodes by springs. One graph has speakers, claims and concepts, the other
claims of which nothing says what they are about.
"""

import random
from collections.abc import Callable
from typing import Any

import measure


def main() -> None:
    """Make the graphs, measure, and print the ratios."""
    chosen = measure.arguments(str(__doc__))
    size = 20 if chosen.quick else 1
    graphs = {
        "many concepts": notebook(1700 // size, 30, 270 // size),
        "no concepts": notebook(1996 // size, 4, 0),
    }
    for name, graph in graphs.items():
        print(f"{name}: {len(graph):,} nodes, {graph.number_of_edges():,} edges")
        measure.compare(
            {f"spring_layout, {name}": springs(graph)},
            {f"arrange, {name}": arranging(graph)},
            rounds=chosen.rounds or (1 if chosen.quick else 5),
        )


def arranging(graph: Any) -> Callable[[], measure.Run]:
    """Lays a graph out as the map does."""
    from kg.graph.layout import arrange

    return measure.within(lambda: arrange(graph))


def springs(graph: Any) -> Callable[[], measure.Run]:
    """Lays a graph out as networkx does, by itself."""
    import networkx as nx

    return measure.within(lambda: nx.spring_layout(graph, seed=1))


def notebook(claims: int, speakers: int, concepts: int) -> Any:
    """A graph as `kg.graph.claims` builds it, of six subjects; the same numbers give the same."""
    import networkx as nx

    chance = random.Random(7)
    graph = nx.MultiDiGraph()
    for sort, number in (("speaker", speakers), ("concept", concepts)):
        for n in range(number):
            graph.add_node(f"{sort}:{n}", type=sort, uid=f"{sort}{n}", label=f"{sort} {n}")
    for n in range(claims):
        claim, subject = f"claim:{n}", chance.randrange(6)
        weight, outcome = chance.choice(["main"] * 4 + ["detail"]), chance.choice(["", "right"])
        graph.add_node(
            claim, type="claim", uid=f"claim{n}", label=str(n), weight=weight, outcome=outcome
        )
        for _ in range(2 if concepts else 0):
            concept = f"concept:{(subject * concepts // 6 + chance.randrange(12)) % concepts}"
            graph.add_edge(claim, concept, type="about", recorded=True)
        for speaker in chance.sample(range(speakers), chance.choice([1, 1, 1, 2])):
            stance = chance.choice(["asserts"] * 6 + ["disagrees", "partly"])
            graph.add_edge(f"speaker:{speaker}", claim, type=stance, recorded=True)
        if n and chance.random() < 0.6:
            kind = chance.choice(["supports", "supports", "opposes"])
            other = f"claim:{chance.randrange(max(0, n - 9), n)}"
            graph.add_edge(claim, other, type=kind, by="", recorded=True)
    return graph


if __name__ == "__main__":
    main()

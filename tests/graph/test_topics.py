import networkx as nx

from kg.graph.topics import MOST, topics


def graph_of(about, links=()):
    """A graph of claims: for each its concepts, and links between them."""
    graph = nx.MultiDiGraph()
    for claim, concepts in about.items():
        graph.add_node(f"claim:{claim}", type="claim")
        for concept in concepts:
            graph.add_node(f"concept:{concept}", type="concept")
            graph.add_edge(f"claim:{claim}", f"concept:{concept}", type="about")
    for start, end in links:
        graph.add_edge(f"claim:{start}", f"claim:{end}", type="supports")
    return graph


TWO = {
    **{f"a{number}": ["trams", "everything"] for number in range(6)},
    **{f"b{number}": ["birds", "everything"] for number in range(4)},
}


def test_claims_about_the_same_belong_together_under_its_name():
    found = topics(graph_of(TWO))
    assert [topic.concepts[0] for topic in found] == ["concept:trams", "concept:birds"]
    assert [len(topic.claims) for topic in found] == [6, 4]


def test_every_claim_is_in_one_topic_in_the_order_of_the_graph():
    graph = graph_of({**TWO, "alone": [], "stray": ["nothing"]})
    found = topics(graph)
    claims = [node for node, kind in graph.nodes(data="type") if kind == "claim"]
    assert sorted(claim for topic in found for claim in topic.claims) == sorted(claims)
    for topic in found:
        assert list(topic.claims) == sorted(topic.claims, key=claims.index)


def test_a_claim_bound_to_nothing_goes_with_the_one_before_it():
    found = topics(graph_of({**TWO, "alone": []}))
    assert "claim:alone" in found[1].claims
    assert "claim:b3" in found[1].claims


def test_links_bind_claims_that_share_no_concept():
    chain = [(f"c{number}", f"c{number + 1}") for number in range(4)]
    found = topics(graph_of({**TWO, **{f"c{number}": [] for number in range(5)}}, chain))
    assert {f"claim:c{number}" for number in range(5)} in [set(topic.claims) for topic in found]


def test_links_do_not_draw_a_claim_out_of_the_topic_that_its_concept_names():
    pulled = {"x": ["birds"], **TWO}
    found = topics(graph_of(pulled, [("x", f"a{number}") for number in range(6)]))
    assert [topic.concepts[0] for topic in found] == ["concept:trams", "concept:birds"]
    assert found[1].claims == ("claim:x", "claim:b0", "claim:b1", "claim:b2", "claim:b3")


def test_links_draw_a_claim_whose_concept_names_no_topic():
    found = topics(graph_of({"x": ["snow"], **TWO}, [("x", f"a{number}") for number in range(6)]))
    assert "claim:x" in found[0].claims


def test_a_claim_stays_where_one_of_its_concepts_names_the_topic():
    both = {"x": ["birds", "trams"], **TWO}
    found = topics(graph_of(both, [("x", f"a{number}") for number in range(6)]))
    assert "claim:x" in found[0].claims


def test_a_topic_without_concepts_has_no_name():
    (only,) = topics(graph_of({"one": [], "two": []}))
    assert only.concepts == ()


def test_a_small_group_joins_the_one_it_is_bound_to():
    small = {"x0": ["rare", "trams"], "x1": ["rare"]}
    found = topics(graph_of({**TWO, **small}))
    assert len(found) == 2
    assert {"claim:x0", "claim:x1", "claim:a0"} <= set(found[0].claims)


def test_the_smallest_of_very_many_topics_are_gathered_without_a_name():
    about = {f"c{number}": [f"k{number // 3}"] for number in range(300)}
    found = topics(graph_of(about))
    assert len(found) == MOST
    assert found[-1].concepts == ()
    assert len(found[-1].claims) == 300 - 3 * (MOST - 1)
    assert list(found[-1].claims) == sorted(found[-1].claims, key=lambda one: int(one[7:]))


def test_there_are_no_topics_of_nothing():
    assert topics(nx.MultiDiGraph()) == []

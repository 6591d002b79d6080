import networkx as nx

from kg.graph.foremost import brought_forward
from kg.graph.layout import TALL, WIDE, arrange_in
from kg.graph.prominence import FOREMOST, MOST_OF_ONE, foremost, prominence
from kg.graph.rim import stances_of
from kg.graph.topics import Topic


def claim(graph, uid, *stances, **told):
    graph.add_node(f"claim:{uid}", **({"type": "claim", "weight": "main", "outcome": ""} | told))
    for number, stance in enumerate(stances):
        graph.add_node(f"speaker:{number}", type="speaker")
        graph.add_edge(f"speaker:{number}", f"claim:{uid}", type=stance)


def chosen(graph, *topics):
    found = [Topic(tuple(f"claim:{uid}" for uid in uids), ()) for uids in topics]
    picked = foremost(graph, found, prominence(graph))
    return [[one.removeprefix("claim:") for one in some] for some in picked]


def test_contested_claims_and_checked_predictions_stand_for_a_topic_in_turn():
    graph = nx.MultiDiGraph()
    claim(graph, "plain", "asserts")
    claim(graph, "one to one", "asserts", "disagrees")
    claim(graph, "two to two", "asserts", "agrees", "disagrees", "disagrees")
    claim(graph, "three to one", "asserts", "agrees", "agrees", "disagrees")
    claim(graph, "came true", "asserts", kind="prediction", outcome="right")
    claim(graph, "much said", "asserts", "agrees", kind="prediction", outcome="wrong")
    claim(graph, "still open", "asserts", kind="prediction", outcome="open")
    claim(graph, "a fact", "asserts", kind="fact", outcome="right")
    uids = [node.removeprefix("claim:") for node in graph if node.startswith("claim:")]
    assert chosen(graph, uids) == [
        ["two to two", "much said", "three to one", "came true", "one to one"]
    ]


def test_a_claim_that_another_opposes_is_contested_though_nobody_denies_it():
    graph = nx.MultiDiGraph()
    claim(graph, "here", "asserts")
    graph.add_node("claim:there", type="claim")
    graph.add_edge("speaker:9", "claim:there", type="asserts")
    graph.nodes["speaker:9"]["type"] = "speaker"
    graph.add_edge("claim:here", "claim:there", type="opposes")
    claim(graph, "elsewhere", "asserts")
    assert chosen(graph, ["here", "elsewhere"]) == [["here"]]


def test_last_stances_count_and_what_nobody_holds_any_more_is_not_contested():
    graph = nx.MultiDiGraph()
    claim(graph, "given up", "asserts", "disagrees")
    graph.add_edge("speaker:0", "claim:given up", type="disagrees", said="2025-06")
    claim(graph, "come round", "asserts", "disagrees")
    graph.add_edge("speaker:1", "claim:come round", type="agrees", said="2025-06")
    graph.add_edge("speaker:1", "claim:come round", type="disagrees", said="2025-03-04")
    claim(graph, "stands", "asserts", "disagrees")
    graph.add_edge("speaker:1", "claim:stands", type="asks", said="2025-06")
    assert chosen(graph, ["given up", "come round", "stands"]) == [["stands"]]
    assert stances_of(graph) == {
        "claim:given up": [("disagrees", "speaker:0"), ("disagrees", "speaker:1")],
        "claim:come round": [("asserts", "speaker:0"), ("agrees", "speaker:1")],
        "claim:stands": [("asserts", "speaker:0"), ("disagrees", "speaker:1")],
    }


def test_the_more_disputed_a_claim_is_the_more_prominent_it_is():
    graph = nx.MultiDiGraph()
    claim(graph, "plain", "asserts")
    claim(graph, "came true", "asserts", "partly", kind="prediction", outcome="right")
    claim(graph, "opposed", "asserts")
    claim(graph, "opposite")
    graph.add_edge("speaker:8", "claim:opposite", type="asserts")
    graph.add_edge("claim:opposite", "claim:opposed", type="opposes")
    claim(graph, "one to one", "asserts", "disagrees", "partly", outcome="right")
    claim(graph, "two to two", "asserts", "agrees", "disagrees", "disagrees", weight="detail")
    shown = prominence(graph)
    assert sorted(shown, key=lambda one: -shown[one]) == [
        f"claim:{uid}"
        for uid in ("two to two", "one to one", "opposed", "opposite", "came true", "plain")
    ]


def test_topics_have_their_share_and_none_where_nothing_is_contested_or_checked():
    graph = nx.MultiDiGraph()
    large = [f"a{number}" for number in range(200)]
    small = [f"b{number}" for number in range(20)]
    calm = [f"c{number}" for number in range(20)]
    for uid in large + small:
        claim(graph, uid, "asserts", "disagrees")
    for uid in calm:
        claim(graph, uid, "asserts")
    found = chosen(graph, large, small, calm)
    assert [len(some) for some in found] == [MOST_OF_ONE, round(FOREMOST * 20 / 240), 0]


def test_those_who_come_first_change_places_with_others_and_stand_apart():
    area = [(0.0, 0.0), (100.0, 0.0), (100.0, 100.0), (0.0, 100.0)]
    spots = [(x * 10.0 + 5, y * 10.0 + 5) for y in range(10) for x in range(10)]
    places = brought_forward(spots, [0, 1], area, (50, 10), (60, 20))
    assert sorted(places) == sorted(spots)
    (x, y), (other_x, other_y) = places[:2]
    assert min(x, y, 100 - x, 100 - y) > 20
    assert min(other_x, other_y, 100 - other_x, 100 - other_y) > 20
    assert abs(x - other_x) + abs(y - other_y) > 30


def test_frames_share_their_topics_and_the_work_is_told_as_it_goes_on():
    graph = nx.MultiDiGraph()
    for number in range(1600):
        claim(graph, f"c{number}", "asserts", "disagrees" if number % 9 == 0 else "agrees")
        graph.add_edge(f"claim:c{number}", f"concept:{number % 8}", type="about")
        graph.nodes[f"concept:{number % 8}"]["type"] = "concept"
    shares: list[float] = []
    wide, tall = arrange_in(graph, [WIDE, TALL], shares.append)
    assert [region.topic for region in wide.regions] == [region.topic for region in tall.regions]
    assert wide.foremost == tall.foremost
    assert len(wide.foremost) == 48
    assert shares == sorted(shares)
    assert shares[-1] == 1
    for layout in (wide, tall):
        assert len({layout.places[f"claim:c{number}"] for number in range(1600)}) == 1600
    assert arrange_in(graph, [WIDE])[0] == wide

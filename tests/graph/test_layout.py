import math
import random
from collections import Counter
from itertools import pairwise

import networkx as nx
import pytest

from kg.graph.cells import chord
from kg.graph.layout import TALL, WIDE, WORTH_WORDS, arrange
from kg.graph.prominence import prominence

SPEAKERS = ("ada", "bo", "cy", "dee")


def add(graph, sort, uid, **told):
    graph.add_node(f"{sort}:{uid}", type=sort, uid=uid, number=0, label=uid, **told)


def say(graph, speaker, stance, claim):
    graph.add_edge(f"speaker:{speaker}", f"claim:{claim}", type=stance, recorded=True)


def notebook(claims=120, speakers=4, concepts=20, seed=7):
    """A graph with subjects that some speak of more than others, drawn by a fixed lot."""
    lot = random.Random(seed)
    graph = nx.MultiDiGraph()
    for number in range(speakers):
        add(graph, "speaker", SPEAKERS[number] if number < 4 else f"lin{number}")
    for number in range(concepts):
        add(graph, "concept", f"k{number}")
    names = [node.partition(":")[2] for node in graph if node.startswith("speaker:")]
    for number in range(claims):
        weight = "detail" if lot.random() < 0.2 else "main"
        add(graph, "claim", f"c{number}", weight=weight, outcome=lot.choice(["", "right"]))
        subject = lot.randrange(6)
        for _ in range(2):
            if concepts:
                concept = f"concept:k{(subject * 3 + lot.randrange(3)) % concepts}"
                graph.add_edge(f"claim:c{number}", concept, type="about", recorded=True)
        for speaker in lot.sample(names, min(len(names), lot.choice([1, 1, 1, 2]))):
            say(graph, speaker, lot.choice(["asserts"] * 6 + ["disagrees", "partly"]), f"c{number}")
        if number and lot.random() < 0.6:
            other = f"claim:c{lot.randrange(max(0, number - 9), number)}"
            kind = lot.choice(["supports", "supports", "opposes"])
            graph.add_edge(f"claim:c{number}", other, type=kind, by="", recorded=True)
    return graph


@pytest.mark.parametrize("frame", [WIDE, TALL])
def test_every_node_has_a_place(frame):
    graph = notebook()
    layout = arrange(graph, frame)
    assert layout.places.keys() == set(graph.nodes)
    assert all(math.isfinite(x) and math.isfinite(y) for x, y in layout.places.values())


def test_the_same_graph_gives_the_same_picture():
    assert arrange(notebook()) == arrange(notebook())


def test_a_graph_is_left_as_it_was():
    graph = notebook()
    before = nx.to_dict_of_dicts(graph.copy())
    arrange(graph)
    assert nx.to_dict_of_dicts(graph) == before


@pytest.mark.parametrize("frame", [WIDE, TALL])
def test_claims_stand_in_the_region_of_their_topic_below_its_name(frame):
    layout = arrange(notebook(), frame)
    for region in layout.regions:
        for claim in region.topic.claims:
            x, y = layout.places[claim]
            left, right = chord(region.outline, y)
            assert left <= x <= right, claim
            assert y > region.title[1], claim


@pytest.mark.parametrize("frame", [WIDE, TALL])
def test_no_claim_stands_on_another(frame):
    layout = arrange(notebook(), frame)
    spots = [layout.places[claim] for claim in layout.prominence]
    for number, one in enumerate(spots):
        for other in spots[:number]:
            assert math.dist(one, other) > 20


def test_regions_do_not_overlap():
    layout = arrange(notebook())
    for region in layout.regions:
        x, y = region.title
        inside = [
            other
            for other in layout.regions
            if chord(other.outline, y)[0] < x < chord(other.outline, y)[1]
        ]
        assert inside == [region]


def test_the_two_who_differ_most_face_each_other():
    graph = notebook()
    for number in range(30):
        say(graph, "bo", "asserts", f"c{number}")
        say(graph, "dee", "disagrees", f"c{number}")
    layout = arrange(graph)
    assert abs(layout.compass["speaker:bo"] - layout.compass["speaker:dee"]) == 0.5
    left, right = sorted(layout.places[f"speaker:{name}"] for name in ("bo", "dee"))
    assert left[0] < -layout.size[0] / 2
    assert right[0] > layout.size[0] / 2
    assert (left[1], right[1]) == pytest.approx((0, 0))
    tall = arrange(graph, TALL)
    upper, lower = sorted(tall.places[f"speaker:{name}"][1] for name in ("bo", "dee"))
    assert upper < -tall.size[1] / 2
    assert lower > tall.size[1] / 2


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 6, 7, 8])
def test_few_speakers_stand_above_and_below_a_high_map_each_nearest_to_its_claims(count):
    layout = arrange(notebook(40, speakers=count), TALL)
    width, height = layout.size
    rows: dict[int, list[tuple[float, float]]] = {-1: [], 1: []}
    for speaker, turn in layout.compass.items():
        x, y = layout.places[speaker]
        assert abs(y) > height / 2
        assert (y < 0) == (turn <= 0.5)
        assert -width / 2 < x < width / 2
        rows[1 if y > 0 else -1].append((x, turn))
    for side, row in rows.items():
        # From left to right, as the arcs of their stances turn.
        turns = [turn for _, turn in sorted(row)]
        assert turns == sorted(turns, reverse=side > 0)
    assert abs(len(rows[1]) - len(rows[-1])) <= 1


@pytest.mark.parametrize(("count", "rows"), [(9, 3), (16, 4), (20, 6)])
def test_several_speakers_stand_in_rows_in_which_there_is_room_for_names(count, rows):
    layout = arrange(notebook(40, speakers=count), TALL)
    _, height = layout.size
    by_row = Counter(round(layout.places[speaker][1]) for speaker in layout.compass)
    assert len(by_row) == rows
    assert max(by_row.values()) <= 4
    assert min(map(abs, by_row)) > height / 2


@pytest.mark.parametrize(("count", "rows"), [(21, 4), (28, 4), (40, 6)])
def test_up_to_forty_stand_closer_with_room_for_a_word_beneath(count, rows):
    layout = arrange(notebook(40, speakers=count), TALL)
    width, height = layout.size
    by_row = Counter(round(layout.places[speaker][1]) for speaker in layout.compass)
    assert len(by_row) == rows
    assert max(by_row.values()) <= 7
    # On a phone, which shows the map about 330 pixels wide.
    apart = {round(b - a) for a, b in pairwise(sorted(by_row)) if (a < 0) == (b < 0)}
    assert min(apart) > 37 * width / 330
    assert min(map(abs, by_row)) - height / 2 > 33 * width / 330


def test_more_speakers_stand_all_around_a_high_map():
    layout = arrange(notebook(40, speakers=41), TALL)
    beside = [layout.places[speaker] for speaker in layout.compass]
    assert any(abs(y) < layout.size[1] / 2 for _, y in beside)


def test_claims_stand_nearer_to_those_who_hold_them():
    graph = nx.MultiDiGraph()
    for name in ("ada", "bo"):
        add(graph, "speaker", name)
    add(graph, "concept", "it")
    for number in range(20):
        add(graph, "claim", f"c{number}")
        graph.add_edge(f"claim:c{number}", "concept:it", type="about", recorded=True)
        say(graph, "ada" if number % 2 else "bo", "asserts", f"c{number}")
    layout = arrange(graph)
    x: dict[str, list[float]] = {"ada": [], "bo": []}
    for number in range(20):
        x["ada" if number % 2 else "bo"].append(layout.places[f"claim:c{number}"][0])
    assert max(x["ada"]) < min(x["bo"])


def test_disputed_claims_are_the_most_prominent_and_details_the_least():
    graph = nx.MultiDiGraph()
    for name in ("ada", "bo"):
        add(graph, "speaker", name)
    for claim in ("plain", "detail", "disputed", "opposed", "opposing", "own", "partly", "checked"):
        add(graph, "claim", claim, weight="detail" if claim == "detail" else "main", outcome="")
        say(graph, "bo" if claim == "opposing" else "ada", "asserts", claim)
    graph.nodes["claim:checked"]["outcome"] = "right"
    say(graph, "bo", "disagrees", "disputed")
    say(graph, "bo", "partly", "partly")
    graph.add_edge("claim:opposing", "claim:opposed", type="opposes", recorded=True)
    graph.add_edge("claim:own", "claim:plain", type="opposes", recorded=True)
    ranks = {node.partition(":")[2]: rank for node, rank in prominence(graph).items()}
    assert ranks["disputed"] > ranks["opposed"] > WORTH_WORDS > ranks["partly"] > ranks["plain"]
    assert ranks["opposed"] == ranks["opposing"]
    # Who contradicts themselves disputes with nobody.
    assert ranks["own"] == ranks["plain"] < ranks["checked"]
    assert ranks["detail"] == min(ranks.values())


def test_concepts_stand_beside_claims_and_apart():
    layout = arrange(notebook())
    concepts = [spot for node, spot in layout.places.items() if node.startswith("concept:")]
    claims = [layout.places[claim] for claim in layout.prominence]
    assert min(math.dist(one, claim) for one in concepts for claim in claims) >= 26
    assert len(set(concepts)) == len(concepts)


@pytest.mark.parametrize(
    ("claims", "speakers", "concepts"),
    [
        *((0, 0, 0), (1, 0, 0), (1, 1, 1), (0, 3, 0), (0, 0, 5), (2, 1, 0), (5, 1, 1)),
        *((30, 90, 4), (1700, 30, 270), (2000, 4, 0)),
    ],
)
@pytest.mark.parametrize("frame", [WIDE, TALL])
def test_graphs_of_all_sizes_have_a_layout(claims, speakers, concepts, frame):
    graph = notebook(claims, speakers, concepts)
    assert arrange(graph, frame).places.keys() == set(graph.nodes)


def test_parts_that_nothing_joins_are_placed_together():
    graph = notebook(20)
    for number in range(40):
        add(graph, "claim", f"alone{number}")
    layout = arrange(graph)
    width, height = layout.size
    for claim in layout.prominence:
        x, y = layout.places[claim]
        assert abs(x) <= width / 2
        assert abs(y) <= height / 2


def test_many_speakers_stand_around_without_touching():
    layout = arrange(notebook(60, speakers=80))
    spots = [spot for node, spot in layout.places.items() if node.startswith("speaker:")]
    assert min(math.dist(one, other) for one in spots for other in spots if one != other) > 40

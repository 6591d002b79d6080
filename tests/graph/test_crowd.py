import math
from itertools import combinations

import networkx as nx
import pytest

from kg.graph.crowd import is_crowd
from kg.graph.layout import TALL, WIDE, arrange

CAMPS = ([f"speaker:{n}" for n in range(60)], [f"speaker:{n}" for n in range(60, 90)])


def crowd(claims=10, speakers=100):
    """The first camp holds even claims and the second odd ones, and each denies the others."""
    graph = nx.MultiDiGraph()
    for number in range(speakers):
        graph.add_node(f"speaker:{number}", type="speaker", label=f"Participant {number}")
    for number in range(claims):
        graph.add_node(f"claim:{number}", type="claim", label=f"Claim {number}")
        for speaker in range(speakers):
            stance = "agrees" if (speaker < 60) == (number % 2 == 0) else "disagrees"
            graph.add_edge(f"speaker:{speaker}", f"claim:{number}", type=stance, recorded=True)
    return graph


def is_within(spot, box):
    (x, y), (left, top, right, bottom) = spot, box
    return left <= x <= right and top <= y <= bottom


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Participant 37 of 3phdex2kjf", True),
        ("P37", True),
        ("发言人3", True),
        ("Channel 4 News", False),
        ("Jan 1950 Smith", False),
        ("Ada Lovelace", False),
    ],
)
def test_only_who_has_but_a_number_is_no_one_to_name(name, found):
    assert is_crowd([name] * 60, []) is found


@pytest.mark.parametrize(
    ("names", "camps", "found"),
    [
        ([f"Participant {n}" for n in range(41)], [], True),
        ([f"Participant {n}" for n in range(40)], [], False),
        (["发言人7"] * 41, [], True),
        # Who has a name is looked for by it, unless they are very many or stand in camps.
        (["Ada Moreau"] * 120, [], False),
        (["Ada Moreau"] * 121, [], True),
        (["Ada Moreau"] * 41, [["speaker:0"]], True),
    ],
)
def test_speakers_are_a_crowd_when_there_are_too_many_to_stand_around(names, camps, found):
    assert is_crowd(names, camps) is found


@pytest.mark.parametrize("frame", [WIDE, TALL])
def test_each_of_a_crowd_stands_in_the_box_of_its_camp_beside_the_map(frame):
    layout = arrange(crowd(), frame, CAMPS)
    assert [(swarm.camp, swarm.many) for swarm in layout.swarms] == [(0, 60), (1, 30), (None, 10)]
    wide, high = layout.size
    for number in range(100):
        swarm = layout.swarms[0 if number < 60 else 1 if number < 90 else 2]
        x, y = layout.places[f"speaker:{number}"]
        assert is_within((x, y), swarm.box)
        assert abs(x) > wide / 2 or abs(y) > high / 2
    spots = [layout.places[f"speaker:{number}"] for number in range(100)]
    nearest = min(math.dist(one, other) for one, other in combinations(spots, 2))
    assert nearest == pytest.approx(layout.pitch)
    assert len(set(layout.places.values())) == len(layout.places)


@pytest.mark.parametrize(("frame", "axis"), [(WIDE, 0), (TALL, 1)])
def test_claims_stand_on_the_side_of_the_camp_that_holds_them(frame, axis):
    places = arrange(crowd(), frame, CAMPS).places
    first = [places[f"claim:{n}"][axis] for n in range(0, 10, 2)]
    second = [places[f"claim:{n}"][axis] for n in range(1, 10, 2)]
    assert sum(first) / 5 < sum(second) / 5


@pytest.mark.parametrize("frame", [WIDE, TALL])
def test_without_camps_a_crowd_stands_beneath_the_map(frame):
    layout = arrange(crowd(), frame)
    (swarm,) = layout.swarms
    assert (swarm.camp, swarm.many) == (None, 100)
    assert swarm.box[1] > layout.size[1] / 2


def test_camps_of_few_speakers_leave_them_around_the_map():
    layout = arrange(crowd(speakers=12), WIDE, ([f"speaker:{n}" for n in range(6)],))
    assert layout.swarms == ()


@pytest.mark.parametrize("sizes", [(30, 30, 30), (80, 5, 5, 5), (1, 1, 1, 1, 60)])
@pytest.mark.parametrize("frame", [WIDE, TALL])
def test_no_two_camps_cover_each_other_or_the_map(frame, sizes):
    graph = crowd(claims=3, speakers=sum(sizes))
    starts = [sum(sizes[:n]) for n in range(len(sizes))]
    camps = [
        [f"speaker:{n}" for n in range(start, start + size)]
        for start, size in zip(starts, sizes, strict=True)
    ]
    layout = arrange(graph, frame, camps)
    wide, high = (side / 2 for side in layout.size)
    boxes = [*(swarm.box for swarm in layout.swarms), (-wide, -high, wide, high)]
    for number, (left, top, right, bottom) in enumerate(boxes):
        for other in boxes[:number]:
            apart = other[2] <= left or right <= other[0] or other[3] <= top or bottom <= other[1]
            assert apart, (sizes, boxes)
    for camp, swarm in zip(camps, layout.swarms, strict=True):
        assert all(is_within(layout.places[speaker], swarm.box) for speaker in camp)


def test_very_many_claims_of_one_topic_stand_apart_and_within_it():
    layout = arrange(crowd(claims=300, speakers=60), WIDE, (["speaker:1"], ["speaker:2"]))
    (region,) = layout.regions
    left, right = min(x for x, _ in region.outline), max(x for x, _ in region.outline)
    spots = [layout.places[f"claim:{n}"] for n in range(300)]
    assert len(set(spots)) == 300
    assert all(left < x < right for x, _ in spots)

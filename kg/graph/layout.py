"""Places a graph of claims on a plane: topics as regions, claims inside them, speakers around.

The same graph always gives the same picture.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

import networkx as nx

from kg.graph.amid import amid
from kg.graph.cells import Point, Polygon, inset, mean, settle
from kg.graph.crowd import CROWD as NAMEABLE
from kg.graph.crowd import Crowd, Swarm, crowd_leans, gathered, is_crowd, ways
from kg.graph.foremost import brought_forward
from kg.graph.prominence import FOLDED_FROM, foremost, linked_of, prominence
from kg.graph.rim import SEVERAL, Stances, abreast_of, compass_of, leans, rim, rows, stances_of
from kg.graph.rooms import CROWD, FLAT, Body, Guest, drawn_to, furnish, furnish_around
from kg.graph.topics import Subjects, Topic, bridges, subjects, topics

ROOM = 3900.0
"""The surface that a plain claim gets."""

WORDS = 9.5
"""The room of a claim with its words, in plain claims."""

TITLE = 6.0
LEAST = 18.0
EMPTY = 40.0
"""The room of a topic's name, the least for a whole topic, and that for no topic at all."""

GAP = 5.0
"""Half of what lies between two regions."""

WORTH_WORDS = 1.8
"""Claims more prominent than this are given room for their words at first sight."""

MANY = 600
"""With more claims than this, all are too small at first sight for any words."""

WORTH_READING = 26
WORTH_READING_TALL = 8
"""Of a crowd, who contest nearly everything, and of a large topic so many claims are given room for
their words: on a screen, and on a phone."""

SIGHT = 430_000.0
SIGHT_TALL = 130_000.0
"""About how many pixels there are for claims at first sight, on a screen and on a phone."""

LINES = (116.0, 71.0)
"""How wide and high a claim with a few lines of words is, in pixels."""

BARE: Body = (17.0, 17.0 * FLAT, 17.0 * FLAT)
WORDED: Body = (106.0, 30.0 * FLAT, 113.0 * FLAT)
"""What a claim covers, alone and with a few lines of words below it."""

BUSY = 9000
"""Rounds times claims that are affordable; larger graphs get fewer rounds."""

FIRST = 0.25
"""The share of the work that is done once, for all frames."""

OFF = 0.6
"""How far speakers stand off a whole that is folded, next to one that is not."""

ROW = 0.08
ROW_APART = 38.0
"""How much less high a map is for each row of speakers beyond two, and how far apart rows are, in
pixels of a phone."""

CLOSE_OFF = 34.0
"""How far a whole is from rows of more speakers, with names beneath them, in such pixels."""

Told = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Frame:
    """What a layout is made for; lengths are about pixels of a screen that shows all of it."""

    aspect: float
    """How much wider than high the whole is."""
    name: Point
    """How wide and how high a topic's name is."""
    rim: Point
    """How far from the whole speakers stand beside it, and above and below."""
    first: float
    """Where the first speaker stands, in turns from the left, clockwise."""
    worded: bool
    """Whether prominent claims are given room for their words."""
    folded: tuple[float, Point]
    """How many pixels wide a screen shows the whole, and how large a topic's name is there."""
    crowded: Point
    """How much wider than high it is with a crowd beneath it, and with camps at its sides, too."""
    rowed: float | None = None
    """How much wider than high the whole is when its few speakers stand above and below it."""


WIDE = Frame(
    *(1.42, (190, 60), (66, 40)), first=0, worded=True, folded=(930, (142, 38)), crowded=(1.7, 1.35)
)
TALL = Frame(
    *(0.56, (250, 74), (40, 50)),
    first=0.25,
    worded=False,
    folded=(330, (76, 25)),
    crowded=(0.62, 0.72),
    rowed=0.69,
)
"""For a screen, and for a phone."""


@dataclass(frozen=True, slots=True)
class Region:
    """A topic's outline, convex, and where its name stands."""

    topic: Topic
    outline: Polygon
    title: Point


@dataclass(frozen=True, slots=True)
class Layout:
    """Where everything stands; x grows to the right and y downwards, the middle is (0, 0)."""

    places: dict[str, Point]
    regions: list[Region]
    compass: dict[str, float]
    """The direction in which each speaker stands, in turns from the left, clockwise."""
    prominence: dict[str, float]
    """How much each claim deserves to be seen: 1 is a plain claim, disputed ones have more."""
    size: Point
    foremost: list[str]
    """With many claims, those that are shown while their topics are folded; else none."""
    swarms: tuple[Swarm, ...] = ()
    pitch: float = 0.0
    """How speakers stand who are too many to stand around, and how far from each other."""


@dataclass(frozen=True, slots=True)
class _Ground:
    """What layouts of one graph share."""

    nodes: Mapping[str, Sequence[str]]
    stances: Stances
    about: Subjects
    topics: Sequence[Topic]
    foremost: Sequence[Sequence[str]]
    """For each topic the claims that stand for it while it is folded; none if all are shown."""
    prominence: dict[str, float]
    linked: Mapping[str, Sequence[tuple[str, str]]]
    joined: Mapping[tuple[int, int], int]
    """How often each pair of topics is joined."""
    worded: Sequence[str]
    """The claims that deserve room for their words, most prominent first."""
    groups: Sequence[Sequence[str]] | None
    """The camps of a crowd, those first who say most; none where speakers are no crowd."""


def arrange(
    graph: nx.MultiDiGraph, frame: Frame = WIDE, camps: Sequence[Sequence[str]] = ()
) -> Layout:
    """The layout of a graph as `kg.graph.claims` builds it."""
    (layout,) = arrange_in(graph, [frame], camps=camps)
    return layout


def arrange_in(
    graph: nx.MultiDiGraph,
    frames: Sequence[Frame],
    told: Told | None = None,
    camps: Sequence[Sequence[str]] = (),
) -> list[Layout]:
    """The layouts of a graph in several frames, of the same topics.

    `told` is called as the work goes on, with the share of it that is done. `camps` are speakers by
    their nodes' names; where speakers are many, those of a camp stand together.
    """
    tell = told or (lambda _: None)
    ground = _ground(graph, camps)
    tell(FIRST)
    layouts = []
    each = (1 - FIRST) / len(frames)
    for number, frame in enumerate(frames):
        begun = FIRST + each * number
        layouts.append(_arranged(ground, frame, _from(begun, each, tell)))
    tell(1)
    return layouts


def _from(begun: float, each: float, tell: Told) -> Told:
    return lambda share: tell(begun + each * share)


def _ground(graph: nx.MultiDiGraph, camps: Sequence[Sequence[str]]) -> _Ground:
    nodes = defaultdict(list)
    for node, kind in graph.nodes(data="type"):
        nodes[kind].append(node)
    shown = prominence(graph)
    about = subjects(graph)
    found = topics(graph, about) if nodes["claim"] else []
    first = foremost(graph, found, shown) if len(shown) > FOLDED_FROM else [[] for _ in found]
    linked, joined = linked_of(graph), bridges(graph, about, found)
    stances = stances_of(graph)
    speakers = nodes["speaker"]
    worthy = [claim for claim, share in shown.items() if share > WORTH_WORDS]
    worded = sorted(worthy, key=lambda claim: -shown[claim])
    groups = None
    if len(shown) <= FOLDED_FROM and is_crowd(
        [graph.nodes[one]["label"] for one in speakers], camps
    ):
        said = Counter(speaker for many in stances.values() for _, speaker in many)
        groups = [
            sorted(set(camp) & said.keys(), key=lambda one: (-said[one], one)) for camp in camps
        ]
        nodes["speaker"] = sorted(speakers, key=lambda one: (-said[one], one))
    return _Ground(nodes, stances, about, found, first, shown, linked, joined, worded, groups)


def _arranged(ground: _Ground, frame: Frame, tell: Told) -> Layout:
    shown = ground.prominence
    speakers = ground.nodes["speaker"]
    rowed = frame.rowed is not None and len(speakers) <= NAMEABLE
    if frame.rowed is not None and rowed:
        more = max(0, math.ceil(len(speakers) / abreast_of(len(speakers))) - 2)
        frame = replace(frame, aspect=frame.rowed * (1 + ROW * more))
    if ground.groups is not None:
        frame = replace(frame, aspect=frame.crowded[bool(ground.groups)])
    worded = _worded(ground, frame)
    block = _block(len(shown), len(worded), frame)
    large = {
        claim for topic in ground.topics if len(topic.claims) > CROWD for claim in topic.claims
    }
    weight = {
        claim: (block[0] * block[1] if claim in large else WORDS) if claim in worded else share
        for claim, share in shown.items()
    }
    compass = compass_of(ground.stances, speakers, frame.first, rows=rowed)
    shares = [
        max(LEAST, TITLE + sum(weight[claim] for claim in topic.claims)) for topic in ground.topics
    ]
    width = math.sqrt((sum(shares) or EMPTY) * ROOM * frame.aspect)
    height = width / frame.aspect
    crowd = _crowd(ground, frame, (width, height))
    lean = (
        leans(ground.nodes["claim"], ground.stances, compass)
        if crowd is None
        else crowd_leans(ground.nodes["claim"], ground.stances, ground.groups or (), ways(crowd))
    )
    rounds = max(4, min(60, BUSY // max(1, len(weight))))
    regions: list[Region] = []
    places: dict[str, Point] = {}
    folds = len(shown) > FOLDED_FROM
    name, off = (frame.name[0], frame.name[1] * FLAT), frame.rim
    if folds:
        # What is seen first is the whole: names have room there, and speakers beside it.
        pixels, (wide, high) = frame.folded
        name = wide * width / pixels, high * FLAT * width / pixels
        off = frame.rim[0] * OFF * width / pixels, frame.rim[1] * OFF * width / pixels
    areas = _areas(ground, shares, lean, (width, height * FLAT))
    for number, (topic, area) in enumerate(areas):
        if folds:
            title, spots = furnish_around(area, name, len(topic.claims))
            first = [topic.claims.index(claim) for claim in ground.foremost[number]]
            spots = brought_forward(spots, first, area, title, name)
        else:
            guests = [
                Guest(weight[claim], WORDED if claim in worded else BARE, lean[claim])
                for claim in topic.claims
            ]
            near = _linked(ground.linked, topic)
            title, spots = furnish(area, name, guests, rounds, drawn_to(near.__getitem__), block)
        outline = [_press(point) for point in inset(area, GAP) or area]
        regions.append(Region(topic, outline, _press(title)))
        places.update(zip(topic.claims, map(_press, spots), strict=True))
        tell(0.9 * (number + 1) / len(ground.topics))
    if crowd is None:
        places.update(_around(compass, frame, (width, height), off, rowed=rowed))
    else:
        places.update(crowd.places)
        compass = {one: _turn(spot) for one, spot in crowd.places.items()}
    places.update(amid(ground.about, ground.nodes["concept"], places, (width, height)))
    foremost = list(chain.from_iterable(ground.foremost))
    swarms, pitch = (crowd.swarms, crowd.pitch) if crowd else ((), 0.0)
    return Layout(places, regions, compass, shown, (width, height), foremost, swarms, pitch)


def _around(
    compass: Mapping[str, float], frame: Frame, size: Point, off: Point, *, rowed: bool
) -> dict[str, Point]:
    """Where speakers stand, in rows above and below the whole or all around it."""
    if not rowed:
        return rim(compass, size, off)
    pixel = size[0] / frame.folded[0]
    clear = max(off[1], CLOSE_OFF * pixel) if len(compass) > SEVERAL else off[1]
    return rows(compass, size, clear, ROW_APART * pixel)


def _crowd(ground: _Ground, frame: Frame, size: Point) -> Crowd | None:
    if ground.groups is None:
        return None
    known = {speaker for group in ground.groups for speaker in group}
    others = [one for one in ground.nodes["speaker"] if one not in known]
    pixel = size[0] / frame.folded[0] * (1 if frame.rowed else 1.3)
    return gathered(ground.groups, others, size, pixel, tall=frame.rowed is not None)


def _worded(ground: _Ground, frame: Frame) -> frozenset[str]:
    """The claims that are given room for their words."""
    crowded = ground.groups is not None
    if len(ground.prominence) > MANY or not (frame.worded or crowded):
        return frozenset()
    most = WORTH_READING if frame.worded else WORTH_READING_TALL
    if crowded:
        return frozenset(ground.worded[:most])
    large = [topic for topic in ground.topics if len(topic.claims) > CROWD]
    rest = {claim for topic in large for claim in topic.claims}
    found = [claim for claim in ground.worded if claim not in rest]
    for topic in large:
        own = set(topic.claims)
        found += [claim for claim in ground.worded if claim in own][:most]
    return frozenset(found)


def _block(claims: int, worded: int, frame: Frame) -> tuple[int, int]:
    """How many plain claims beside and beneath each other take as much room as one with words."""
    sight = SIGHT if frame.worded else SIGHT_TALL
    pitch = math.sqrt(sight / max(1, claims))
    while True:
        wide, high = (math.ceil(side / pitch) for side in LINES)
        if pitch < 12 or (claims - worded + worded * wide * high) * pitch**2 <= sight:
            return wide, high
        pitch *= 0.98


def _turn(spot: Point) -> float:
    """The direction of a place, in turns from the left, clockwise."""
    return math.atan2(-spot[1], -spot[0]) / math.tau % 1


def _press(point: Point) -> Point:
    return point[0], point[1] / FLAT


def _areas(
    ground: _Ground,
    shares: Sequence[float],
    lean: Mapping[str, Point],
    size: Point,
) -> Iterable[tuple[Topic, Polygon]]:
    """The area of each topic: near to those who speak of it, and to topics it is joined with."""
    found = ground.topics
    x, y = size[0] / 2, size[1] / 2
    box = [(-x, -y), (x, -y), (x, y), (-x, y)]
    leans = [mean([lean[claim] for claim in topic.claims]) for topic in found]
    middle = mean(leans)
    start = [
        (
            # No two start in one place: each is moved a little along a spiral.
            1.2 * (lx - middle[0]) + 0.5 * math.sqrt(n / len(found)) * math.cos(n * 2.4),
            1.2 * (ly - middle[1]) + 0.5 * math.sqrt(n / len(found)) * math.sin(n * 2.4),
        )
        for n, (lx, ly) in enumerate(leans)
    ]
    eased = _ease(start, ground.joined)
    sites = [(px * x * 0.8, py * y * 0.8) for px, py in eased]
    settled, areas = settle(box, sites, shares, rounds=80)
    for topic, site, area in zip(found, settled, areas, strict=True):
        yield topic, area or _square(site, math.sqrt(ROOM))


def _square(middle: Point, side: float) -> Polygon:
    """For a topic that was left without an area, which ought not to happen."""
    x, y = middle
    half = side / 2
    return [(x - half, y - half), (x + half, y - half), (x + half, y + half), (x - half, y + half)]


def _ease(points: Sequence[Point], joined: Mapping[tuple[int, int], int]) -> list[Point]:
    """Points that repel each other, drawn to where they are and to those they are joined with."""
    here = list(points)
    apart = 0.5 / math.sqrt(len(here) or 1)
    for _ in range(60):
        moves = [
            ((hx - x) * 0.08, (hy - y) * 0.08)
            for (x, y), (hx, hy) in zip(here, points, strict=True)
        ]
        for one in range(len(here)):
            for other in range(one):
                dx, dy = here[one][0] - here[other][0], here[one][1] - here[other][1]
                far = math.hypot(dx, dy) or 1e-6
                push = min(0.1, 0.05 * (apart / far) ** 2)
                push -= 0.01 * far * min(joined.get((other, one), 0), 6)
                mx, my = dx / far * push, dy / far * push
                moves[one] = (moves[one][0] + mx, moves[one][1] + my)
                moves[other] = (moves[other][0] - mx, moves[other][1] - my)
        here = [(x + mx, y + my) for (x, y), (mx, my) in zip(here, moves, strict=True)]
    farthest = max((max(abs(x), abs(y)) for x, y in here), default=1) or 1
    return [(x / farthest, y / farthest) for x, y in here]


def _linked(
    linked: Mapping[str, Sequence[tuple[str, str]]], topic: Topic
) -> defaultdict[int, list[int]]:
    """For each claim of a topic, by number, those of the topic that it is linked with."""
    number = {claim: index for index, claim in enumerate(topic.claims)}
    near: defaultdict[int, list[int]] = defaultdict(list)
    for claim, index in number.items():
        for _, end in linked.get(claim, ()):
            other = number.get(end, index)
            if other != index:
                near[index].append(other)
    return near

"""Places a graph of claims on a plane: topics as regions, claims inside them, speakers around.

The same graph always gives the same picture.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

import networkx as nx

from kg.graph.amid import amid
from kg.graph.cells import Point, Polygon, inset, mean, settle
from kg.graph.foremost import brought_forward
from kg.graph.prominence import FOLDED_FROM, foremost, linked_of, prominence
from kg.graph.rim import FEW, Stances, compass_of, leans, rim, rows, stances_of
from kg.graph.rooms import FLAT, Body, Guest, drawn_to, furnish, furnish_around
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

BARE: Body = (17.0, 17.0 * FLAT, 17.0 * FLAT)
WORDED: Body = (106.0, 30.0 * FLAT, 113.0 * FLAT)
"""What a claim covers, alone and with a few lines of words below it."""

BUSY = 9000
"""Rounds times claims that are affordable; larger graphs get fewer rounds."""

FIRST = 0.25
"""The share of the work that is done once, for all frames."""

OFF = 0.6
"""How far speakers stand off a whole that is folded, next to one that is not."""

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
    rowed: float | None = None
    """How much wider than high the whole is when its few speakers stand above and below it."""


WIDE = Frame(*(1.42, (190, 60), (66, 40)), first=0, worded=True, folded=(930, (142, 38)))
TALL = Frame(
    *(0.56, (250, 74), (40, 50)), first=0.25, worded=False, folded=(330, (76, 25)), rowed=0.69
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


def arrange(graph: nx.MultiDiGraph, frame: Frame = WIDE) -> Layout:
    """The layout of a graph as `kg.graph.claims` builds it."""
    (layout,) = arrange_in(graph, [frame])
    return layout


def arrange_in(
    graph: nx.MultiDiGraph, frames: Sequence[Frame], told: Told | None = None
) -> list[Layout]:
    """The layouts of a graph in several frames, of the same topics.

    `told` is called as the work goes on, with the share of it that is done.
    """
    tell = told or (lambda _: None)
    ground = _ground(graph)
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


def _ground(graph: nx.MultiDiGraph) -> _Ground:
    nodes = defaultdict(list)
    for node, kind in graph.nodes(data="type"):
        nodes[kind].append(node)
    shown = prominence(graph)
    about = subjects(graph)
    found = topics(graph, about) if nodes["claim"] else []
    first = foremost(graph, found, shown) if len(shown) > FOLDED_FROM else [[] for _ in found]
    linked, joined = linked_of(graph), bridges(graph, about, found)
    return _Ground(nodes, stances_of(graph), about, found, first, shown, linked, joined)


def _arranged(ground: _Ground, frame: Frame, tell: Told) -> Layout:
    shown = ground.prominence
    if len(shown) > MANY:
        frame = replace(frame, worded=False)
    speakers = ground.nodes["speaker"]
    rowed = frame.rowed is not None and len(speakers) <= FEW
    if frame.rowed is not None and rowed:
        frame = replace(frame, aspect=frame.rowed)
    weight = {claim: _room(share, frame) for claim, share in shown.items()}
    compass = compass_of(ground.stances, speakers, frame.first, rows=rowed)
    lean = leans(ground.nodes["claim"], ground.stances, compass)
    shares = [
        max(LEAST, TITLE + sum(weight[claim] for claim in topic.claims)) for topic in ground.topics
    ]
    width = math.sqrt((sum(shares) or EMPTY) * ROOM * frame.aspect)
    height = width / frame.aspect
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
                Guest(weight[claim], _body(shown[claim], frame), lean[claim])
                for claim in topic.claims
            ]
            near = _linked(ground.linked, topic)
            title, spots = furnish(area, name, guests, rounds, drawn_to(near.__getitem__))
        outline = [_press(point) for point in inset(area, GAP) or area]
        regions.append(Region(topic, outline, _press(title)))
        places.update(zip(topic.claims, map(_press, spots), strict=True))
        tell(0.9 * (number + 1) / len(ground.topics))
    places.update((rows if rowed else rim)(compass, (width, height), off))
    places.update(amid(ground.about, ground.nodes["concept"], places, (width, height)))
    return Layout(
        places, regions, compass, shown, (width, height), list(chain.from_iterable(ground.foremost))
    )


def _press(point: Point) -> Point:
    return point[0], point[1] / FLAT


def _room(prominence: float, frame: Frame) -> float:
    """The room for a claim, next to a plain one's: what is disputed is read at first sight."""
    return WORDS if _has_words(prominence, frame) else prominence


def _body(prominence: float, frame: Frame) -> Body:
    return WORDED if _has_words(prominence, frame) else BARE


def _has_words(prominence: float, frame: Frame) -> bool:
    return frame.worded and prominence > WORTH_WORDS


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

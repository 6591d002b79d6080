"""Places a graph of claims on a plane: topics as regions, claims inside them, speakers around.

The same graph always gives the same picture.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

import networkx as nx

from kg.graph.cells import Point, Polygon, inset, mean, settle
from kg.graph.rim import BERTH, HOLDS, Stances, compass_of, lean_of, rim, stances_of
from kg.graph.rooms import FLAT, Body, Guest, drawn_to, furnish
from kg.graph.topics import Topic, about, bridges, topics

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

PITCH = 26.0
CLEAR = 27.0
"""The least space between two concepts; between a concept and a claim."""

WORTH_WORDS = 1.8
"""Claims more prominent than this are given room for their words at first sight."""

MANY = 600
"""With more claims than this, all are too small at first sight for any words."""

BARE: Body = (17.0, 17.0 * FLAT, 17.0 * FLAT)
WORDED: Body = (106.0, 30.0 * FLAT, 113.0 * FLAT)
"""What a claim covers, alone and with a few lines of words below it."""

BUSY = 9000
"""Rounds times claims that are affordable; larger graphs get fewer rounds."""

LINKS = frozenset({"supports", "opposes", "qualifies", "depends on", "restates", "elaborates"})


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


WIDE = Frame(aspect=1.42, name=(190, 60), rim=(66, 40), first=0, worded=True)
TALL = Frame(aspect=0.56, name=(250, 74), rim=(40, 50), first=0.25, worded=False)
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


def arrange(graph: nx.MultiDiGraph, frame: Frame = WIDE) -> Layout:
    """The layout of a graph as `kg.graph.claims` builds it."""
    nodes = defaultdict(list)
    for node, kind in graph.nodes(data="type"):
        nodes[kind].append(node)
    shown = prominence(graph)
    if len(shown) > MANY:
        frame = replace(frame, worded=False)
    weight = {claim: _room(share, frame) for claim, share in shown.items()}
    found = topics(graph) if nodes["claim"] else []
    compass = compass_of(graph, nodes["speaker"], frame.first)
    lean = {claim: lean_of(graph, claim, compass) for claim in nodes["claim"]}
    shares = [max(LEAST, TITLE + sum(weight[claim] for claim in topic.claims)) for topic in found]
    width = math.sqrt((sum(shares) or EMPTY) * ROOM * frame.aspect)
    height = width / frame.aspect
    rounds = max(4, min(60, BUSY // max(1, len(weight))))
    regions: list[Region] = []
    places: dict[str, Point] = {}
    for topic, area in _areas(graph, found, shares, lean, (width, height * FLAT)):
        guests = [
            Guest(weight[claim], _body(shown[claim], frame), lean[claim]) for claim in topic.claims
        ]
        name = (frame.name[0], frame.name[1] * FLAT)
        title, spots = furnish(
            area, name, guests, rounds, drawn_to(_linked(graph, topic).__getitem__)
        )
        outline = [_press(point) for point in inset(area, GAP) or area]
        regions.append(Region(topic, outline, _press(title)))
        places.update(zip(topic.claims, map(_press, spots), strict=True))
    places.update(rim(compass, (width, height), frame.rim))
    places.update(_concepts(graph, nodes["concept"], places, (width, height)))
    return Layout(places, regions, compass, shown, (width, height))


def _press(point: Point) -> Point:
    return point[0], point[1] / FLAT


def prominence(graph: nx.MultiDiGraph) -> dict[str, float]:
    """How much each claim deserves to be seen.

    Most when speakers differ on it, then when a claim of another speaker opposes it, when somebody
    agrees only in part, when there is an outcome; details least.
    """
    stances = stances_of(graph)
    weights = {}
    for claim, told in graph.nodes(data=True):
        if told["type"] != "claim":
            continue
        said = Counter(stance for stance, _ in stances[claim])
        linked = sum(kind in LINKS for _, _, kind in _edges(graph, claim))
        weights[claim] = (
            (0.5 if told.get("weight") == "detail" else 1.0)
            + 1.6 * (said["disagrees"] > 0)
            + 0.9 * _is_opposed(graph, claim, stances)
            + 0.35 * (said["partly"] > 0)
            + 0.35 * bool(told.get("outcome"))
            + 0.05 * min(linked, 6)
        )
    return weights


def _room(prominence: float, frame: Frame) -> float:
    """The room for a claim, next to a plain one's: what is disputed is read at first sight."""
    return WORDS if _has_words(prominence, frame) else prominence


def _body(prominence: float, frame: Frame) -> Body:
    return WORDED if _has_words(prominence, frame) else BARE


def _has_words(prominence: float, frame: Frame) -> bool:
    return frame.worded and prominence > WORTH_WORDS


def _edges(graph: nx.MultiDiGraph, node: str) -> Iterable[tuple[str, str, str]]:
    return chain(graph.in_edges(node, data="type"), graph.out_edges(node, data="type"))


def _is_opposed(graph: nx.MultiDiGraph, claim: str, stances: Stances) -> bool:
    holders = {speaker for stance, speaker in stances[claim] if stance in HOLDS}
    against = (
        {speaker for stance, speaker in stances[start if end == claim else end] if stance in HOLDS}
        for start, end, kind in _edges(graph, claim)
        if kind == "opposes"
    )
    return any(other - holders for other in against)


def _areas(
    graph: nx.MultiDiGraph,
    found: Sequence[Topic],
    shares: Sequence[float],
    lean: Mapping[str, Point],
    size: Point,
) -> Iterable[tuple[Topic, Polygon]]:
    """The area of each topic: near to those who speak of it, and to topics it is joined with."""
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
    eased = _ease(start, bridges(graph, found))
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


def _linked(graph: nx.MultiDiGraph, topic: Topic) -> defaultdict[int, list[int]]:
    """For each claim of a topic, by number, those of the topic that it is linked with."""
    number = {claim: index for index, claim in enumerate(topic.claims)}
    near: defaultdict[int, list[int]] = defaultdict(list)
    for claim, index in number.items():
        for start, end, kind in _edges(graph, claim):
            other = number.get(end if start == claim else start, index)
            if kind in LINKS and other != index:
                near[index].append(other)
    return near


def _concepts(
    graph: nx.MultiDiGraph, concepts: Sequence[str], places: Mapping[str, Point], size: Point
) -> dict[str, Point]:
    """Each concept amid the claims about it, on the nearest free spot; others in rows below."""
    taken = set(chain.from_iterable(map(_covered, places.values())))
    about_it: defaultdict[str, list[Point]] = defaultdict(list)
    for claim in places:
        if graph.nodes[claim]["type"] == "claim":
            for concept in about(graph, claim):
                about_it[concept].append(places[claim])
    spots = {}
    unused = []
    for concept in sorted(concepts, key=lambda one: (-len(about_it[one]), one)):
        if about_it[concept]:
            x, y = mean(about_it[concept])
            spots[concept] = _free((round(x / PITCH), round(y / PITCH)), taken)
        else:
            unused.append(concept)
    used = any(about_it.values())
    across = max(1, int(size[0] // 120))
    for index, concept in enumerate(unused):
        row, column = divmod(index, across)
        in_row = min(across, len(unused) - row * across)
        x = (column - (in_row - 1) / 2) * 120
        first = size[1] / 2 + 2 * BERTH if used else -20.0 * ((len(unused) - 1) // across)
        spots[concept] = (x, first + row * 40)
    return spots


def _covered(point: Point) -> Iterable[tuple[int, int]]:
    """The spots of a grid that are too near to a point."""
    x, y = point
    for column in range(math.floor((x - CLEAR) / PITCH), math.ceil((x + CLEAR) / PITCH) + 1):
        for row in range(math.floor((y - CLEAR) / PITCH), math.ceil((y + CLEAR) / PITCH) + 1):
            if math.hypot(column * PITCH - x, row * PITCH - y) < CLEAR:
                yield column, row


def _free(start: tuple[int, int], taken: set[tuple[int, int]]) -> Point:
    """The nearest spot of a grid that nobody has, which is then taken."""
    ring = 0
    while True:
        around = (
            (start[0] + dx, start[1] + dy)
            for dx in range(-ring, ring + 1)
            for dy in range(-ring, ring + 1)
            if max(abs(dx), abs(dy)) == ring
        )
        free = [spot for spot in around if spot not in taken]
        if free:
            spot = min(free, key=lambda at: ((at[0] - start[0]) ** 2 + (at[1] - start[1]) ** 2, at))
            taken.add(spot)
            return spot[0] * PITCH, spot[1] * PITCH
        ring += 1

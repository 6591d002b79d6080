"""Places speakers around a map, who differ most facing each other; tells where claims lean."""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

import networkx as nx

from kg.domain.agreeing.disputes import HOLDS
from kg.domain.agreeing.last import replaces
from kg.domain.dates import PartialDate
from kg.domain.vocabulary import Stance
from kg.graph.cells import Point

BERTH = 92.0
"""The least space along the rim for one speaker; more speakers than fit stand in several rows."""

FEW = 8
"""So many speakers a claim has a side for, each where the speaker stands."""

ABREAST = 4
SEVERAL = 20
"""Beside each of so many speakers in a row there is room for a name on a high map; so many stand
above and below it in such rows."""

CLOSE_ABREAST = 7
"""Of more, so many stand in a row, each with a short name beneath."""

BESIDE = 0.34
MOST_BESIDE = 0.12
"""How far left of the middle of its room a speaker stands, so that the name has its place: of the
room, and at most of the whole width."""

STANCES = frozenset(Stance)

PULL = {"asserts": 1.0, "agrees": 0.6, "disagrees": 1.0}
LEAST_PULL = 0.3
"""How strongly a stance draws a claim to the side of its speaker, and how strongly any other."""

Stances = Mapping[str, Sequence[tuple[str, str]]]
"""For each claim the stances on it, each with its speaker."""


HEARD = 100
"""The two who differ most are looked for among so many who say most: pairs of all are too many."""


def stances_of(graph: nx.MultiDiGraph) -> Stances:
    """Who takes which stance on each claim in the end.

    The last counts, by day and then as written down; who asks takes none by it, so that this
    counts only for those who took none.
    """
    taken: defaultdict[str, dict[str, tuple[str, str]]] = defaultdict(dict)
    for speaker, claim, told in graph.edges(data=True):
        if told.get("type") in STANCES:
            one = told["type"], told.get("said", "")
            before = taken[claim].get(speaker)
            if before is None or _replaces(one, before):
                taken[claim][speaker] = one
    found = {claim: [(last[0], who) for who, last in by.items()] for claim, by in taken.items()}
    return defaultdict(list, found)


def _replaces(one: tuple[str, str], before: tuple[str, str]) -> bool:
    """Whether a stance counts in the place of one that was written down before it."""
    asks, asked = one[0] == Stance.ASKS, before[0] == Stance.ASKS
    return asked if asks != asked else replaces(_date(one[1]), _date(before[1]))


def _date(said: str) -> PartialDate | None:
    return PartialDate.parse(said) if said else None


def compass_of(
    stances: Stances, speakers: Sequence[str], first: float, *, rows: bool = False
) -> dict[str, float]:
    """Speakers' directions: the two who differ most face each other.

    Those who are to stand in two rows have directions of which none is right in between.
    """
    if not speakers:
        return {}
    if rows and len(speakers) % 4 == 0:
        first -= 0.5 / len(speakers)
    said = Counter(speaker for many in stances.values() for _, speaker in many)
    order = {speaker: index for index, speaker in enumerate(speakers)}
    by_talk = sorted(speakers, key=lambda one: (-said[one], order[one]))
    heard = set(by_talk[:HEARD])
    differ: Counter[tuple[str, str]] = Counter()
    for many in stances.values():
        against = [one for stance, one in many if stance == "disagrees" and one in heard]
        holding = [one for stance, one in many if stance in HOLDS and one in heard]
        differ.update(
            (min(one, other), max(one, other))
            for one in against
            for other in holding
            if one != other
        )
    pair = max(differ, key=lambda two: (differ[two], said[two[0]] + said[two[1]]), default=None)
    facing = sorted(pair or by_talk[:2], key=order.__getitem__)
    others = [one for one in by_talk if one not in facing]
    # Those who talk most stand nearest to the middle of a side.
    circle = [facing[0], *_mountain(others[::2]), *facing[1:], *_mountain(others[1::2])]
    return {speaker: (first + at / len(circle)) % 1 for at, speaker in enumerate(circle)}


def _mountain(ranked: Sequence[str]) -> list[str]:
    return [*ranked[1::2][::-1], *ranked[::2]]


def leans(
    claims: Sequence[str], stances: Stances, compass: Mapping[str, float]
) -> dict[str, Point]:
    """For each claim the mean direction of those who take a stance on it; who asks counts least."""
    way = {
        speaker: (-math.cos(turn * math.tau), -math.sin(turn * math.tau))
        for speaker, turn in compass.items()
    }
    found = {}
    for claim in claims:
        x = y = total = 0.0
        for stance, speaker in stances.get(claim, ()):
            if speaker in way:
                pull = PULL.get(stance, LEAST_PULL)
                x, y, total = x + pull * way[speaker][0], y + pull * way[speaker][1], total + pull
        found[claim] = (x / total, y / total) if total else (0.0, 0.0)
    return found


def rim(compass: Mapping[str, float], size: Point, off: Point) -> dict[str, Point]:
    """Places evenly along a frame around the whole, clockwise from the middle of its left side."""
    rows = max(1, math.ceil(len(compass) * BERTH / (2 * (size[0] + size[1]))))
    places = {}
    for index, (speaker, turn) in enumerate(compass.items()):
        out = BERTH * (index % rows)
        w, h = size[0] + 2 * (off[0] + out), size[1] + 2 * (off[1] + out)
        places[speaker] = _along(w, h, turn * 2 * (w + h))
    return places


def abreast_of(speakers: int) -> int:
    """How many of so many speakers stand in a row on a high map."""
    return ABREAST if speakers <= SEVERAL else CLOSE_ABREAST


def rows(compass: Mapping[str, float], size: Point, off: float, apart: float) -> dict[str, Point]:
    """Places in rows above the whole and below it, from left to right.

    The first are so far `off` the whole, and rows so far `apart`.
    """
    by_turn = sorted(compass, key=compass.__getitem__)
    upper = [speaker for speaker in by_turn if compass[speaker] <= 0.5]
    lower = [speaker for speaker in reversed(by_turn) if compass[speaker] > 0.5]
    width, height = size
    most = abreast_of(len(compass))
    places = {}
    for many, turn in ((upper, -1), (lower, 1)):
        lines = max(1, math.ceil(len(many) / most))
        abreast = math.ceil(len(many) / lines)
        room = width / max(1, abreast)
        left = min(BESIDE * room, MOST_BESIDE * width) if most == ABREAST else 0
        for nth, speaker in enumerate(many):
            line, column = divmod(nth, abreast)
            away = line if turn > 0 else lines - 1 - line
            y = turn * (height / 2 + off + apart * away)
            places[speaker] = (room * (column + 0.5) - width / 2 - left, y)
    return places


def _along(w: float, h: float, way: float) -> Point:
    """Where one is after going some way along a frame."""
    sides: tuple[tuple[Point, Point, float], ...] = (
        ((-w / 2, 0), (0, -1), h / 2),
        ((-w / 2, -h / 2), (1, 0), w),
        ((w / 2, -h / 2), (0, 1), h),
        ((w / 2, h / 2), (-1, 0), w),
    )
    for (x, y), (dx, dy), long in sides:
        if way <= long:
            return x + dx * way, y + dy * way
        way -= long
    return -w / 2, h / 2 - way

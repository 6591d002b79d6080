"""Places very many speakers beside a map: camp by camp, close together, instead of around it."""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.domain.agreeing.disputes import HOLDS
from kg.graph.cells import Point
from kg.graph.rim import Stances

NUMBER = re.compile(
    r"(?:[^\W\d_]{3,}[\s#]+|[A-Za-z]#?|[\u3400-\u9fff]+\s*)\d{1,4}(?=$|\sof\s)", re.IGNORECASE
)
"""One word and then a number: Participant 37 of a conversation, P37, 发言人3."""

CROWD = 40
"""Of so many speakers each has a place around the map."""

NAMED = 120
"""Of up to so many who have names and no camps, too: names are what one looks for."""

SHARE = 0.2
"""How much of the map's surface all of them get, at most."""

ACROSS = 36
"""No speaker gets more room than there is for so many across the map."""

HEAD = (78.0, 34.0)
LINE = 23.0
"""What is written above a camp is so wide and so high, in pixels of a screen that shows all, and so
high where it is a single line."""

BETWEEN = 14.0
"""What lies between a camp and the map or another camp, in such pixels."""


Box = tuple[float, float, float, float]
"""Left, top, right and bottom."""


@dataclass(frozen=True, slots=True)
class Swarm:
    """Speakers who stand together: the number of their camp from 0, or none, and the box around."""

    camp: int | None
    box: Box
    """What is written stands at the top."""
    many: int
    head: float
    """How high what is written may be."""


@dataclass(frozen=True, slots=True)
class Crowd:
    """Where all of a crowd stand, and how far apart."""

    places: dict[str, Point]
    swarms: tuple[Swarm, ...]
    pitch: float


FEW_VOTES = 4
"""By so many votes a camp counts half of what it would by very many."""


def is_crowd(names: Sequence[str], camps: Sequence[Sequence[str]]) -> bool:
    """Whether speakers are too many to stand around; who only has a number is no one to name."""
    if len(names) <= CROWD:
        return False
    numbered = sum(NUMBER.match(name) is not None for name in names)
    return bool(camps) or len(names) > NAMED or numbered > len(names) / 2


def gathered(
    groups: Sequence[Sequence[str]],
    others: Sequence[str],
    size: Point,
    pixel: float,
    *,
    tall: bool,
) -> Crowd:
    """Camps at the sides of a map of this size, or above and below a high one; others beneath it.

    Each group is given as who is to stand nearest to the map first; `pixel` is how long one of the
    screen is where all is shown.
    """
    width, height = size
    total = sum(map(len, groups)) + len(others)
    pitch = min(width / ACROSS, math.sqrt(SHARE * width * height / max(1, total)))
    gap = BETWEEN * pixel
    boxes = (_above_and_below if tall else _beside)(groups, size, pitch, pixel)
    placed: list[tuple[int | None, Sequence[str], Box]] = [
        (camp, groups[camp], boxes[camp]) for camp in sorted(boxes)
    ]
    if others:
        left = min([-width / 2, *(box[0] for box in boxes.values())])
        right = max([width / 2, *(box[2] for box in boxes.values())])
        top = max([height / 2, *(box[3] for box in boxes.values())]) + gap
        lines = math.ceil(len(others) / int((right - left) / pitch))
        placed.append((None, others, (left, top, right, top + LINE * pixel + pitch * lines)))
    places: dict[str, Point] = {}
    swarms = []
    for camp, who, box in placed:
        upright = camp is not None and not tall
        head = (HEAD[1] if upright else LINE) * pixel
        places.update(_in_lines(who, box, head, pitch, upright=upright))
        swarms.append(Swarm(camp, box, len(who), head))
    return Crowd(places, tuple(swarms), pitch)


def _beside(
    groups: Sequence[Sequence[str]], size: Point, pitch: float, pixel: float
) -> dict[int, Box]:
    """A box for each camp, to the left and to the right of the map."""
    width, height = size
    gap, (least, head) = BETWEEN * pixel, (HEAD[0] * pixel, HEAD[1] * pixel)
    boxes: dict[int, Box] = {}
    for side, camps in enumerate(_sides(groups)):
        many = sum(len(groups[camp]) for camp in camps)
        free = height - gap * (len(camps) - 1) - head * len(camps)
        deep = {camp: max(pitch, free * len(groups[camp]) / max(1, many)) for camp in camps}
        lines = [math.ceil(len(groups[camp]) / int(deep[camp] / pitch)) for camp in camps]
        wide = max([least, *(line * pitch + gap / 2 for line in lines)])
        left = -width / 2 - gap - wide if side == 0 else width / 2 + gap
        top = -height / 2
        for camp in camps:
            boxes[camp] = (left, top, left + wide, top + head + deep[camp])
            top += head + deep[camp] + gap
    return boxes


def _above_and_below(
    groups: Sequence[Sequence[str]], size: Point, pitch: float, pixel: float
) -> dict[int, Box]:
    """A box for each camp, as wide as the map."""
    width, height = size
    boxes: dict[int, Box] = {}
    for turn, camps in zip((-1, 1), _sides(groups), strict=True):
        near = turn * (height / 2 + BETWEEN * pixel)
        for camp in camps:
            lines = math.ceil(len(groups[camp]) / int(width / pitch))
            far = near + turn * (LINE * pixel + lines * pitch)
            boxes[camp] = (-width / 2, min(near, far), width / 2, max(near, far))
            near = far + turn * BETWEEN * pixel
    return boxes


def _in_lines(
    who: Sequence[str], box: Box, head: float, pitch: float, *, upright: bool
) -> dict[str, Point]:
    """Places in a box below its head, line after line from the side that is next to the map."""
    left, top, right, bottom = box
    top += head
    places = {}
    line = max(1, int(((bottom - top) if upright else (right - left)) / pitch + 1e-6))
    for nth, speaker in enumerate(who):
        row, column = divmod(nth, line)
        many = min(line, len(who) - row * line)
        away, along = (row + 0.5) * pitch, (column + 0.5 - many / 2) * pitch
        if upright:
            places[speaker] = (
                right - away if right < 0 else left + away,
                (top + bottom) / 2 + along,
            )
        else:
            places[speaker] = (
                (left + right) / 2 + along,
                bottom - away if bottom < 0 else top + away,
            )
    return places


def _sides(groups: Sequence[Sequence[str]]) -> tuple[list[int], list[int]]:
    """Camps by number, at one side and at the other: each where fewer stand."""
    sides: tuple[list[int], list[int]] = ([], [])
    many = [0, 0]
    for camp, group in enumerate(groups):
        side = 0 if many[0] <= many[1] else 1
        sides[side].append(camp)
        many[side] += len(group)
    return sides


def ways(crowd: Crowd) -> dict[int, Point]:
    """In which direction each camp stands, seen from the middle of the map."""
    found = {}
    for swarm in crowd.swarms:
        if swarm.camp is not None:
            left, top, right, bottom = swarm.box
            x, y = (left + right) / 2, (top + bottom) / 2
            far = math.hypot(x, y) or 1
            found[swarm.camp] = (x / far, y / far)
    return found


def crowd_leans(
    claims: Sequence[str],
    stances: Stances,
    groups: Sequence[Sequence[str]],
    towards: Mapping[int, Point],
) -> dict[str, Point]:
    """Where claims lean: to the camps that hold them, away from those that deny them.

    A camp counts by the share of its votes, however many belong to it; by few votes less.
    """
    home = {speaker: camp for camp, group in enumerate(groups) for speaker in group}
    found = {}
    for claim in claims:
        votes: dict[int, list[int]] = {}
        for stance, speaker in stances.get(claim, ()):
            if speaker in home and stance != "asks":
                sign = 1 if stance in HOLDS else -1 if stance == "disagrees" else 0
                votes.setdefault(home[speaker], []).append(sign)
        shares = {camp: sum(signs) / (len(signs) + FEW_VOTES) for camp, signs in votes.items()}
        many = len(shares) or 1
        found[claim] = (
            sum(share * towards[camp][0] for camp, share in shares.items()) / many,
            sum(share * towards[camp][1] for camp, share in shares.items()) / many,
        )
    return found

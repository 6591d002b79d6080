"""Places the name of a topic and its claims inside the topic's area."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kg.graph.cells import (
    Point,
    Polygon,
    Pull,
    chord,
    clip,
    inset,
    mean,
    settle,
    size_and_middle,
)

FLAT = 1.45
"""Words run sideways: all is computed on a plane this much higher, and then pressed flat."""

MARGIN = 8.0
"""Between an area's outline and its claims."""

CROWD = 150
"""More claims than this in one topic stand in rows."""

TRIES = (1.0, 0.9, 0.8, 0.6, 0.0)
"""When not all claims find room for their words, they are tried with less of it."""

MANY = 24
AIR = 0.38
"""More claims than this in one room are evened out: each keeps off others by twice this share of
the pitch at which all would stand in even rows."""

SLACK = 0.5
"""How far two may cover each other and still count as apart."""

Body = tuple[float, float, float]
"""What something covers: half its width, and how far up and down, on the plane not yet pressed."""


@dataclass(frozen=True, slots=True)
class Guest:
    """A claim that needs a place: its share of the room, its body, and where it leans to."""

    share: float
    body: Body
    lean: Point


def furnish(
    area: Polygon,
    name: Point,
    guests: Sequence[Guest],
    rounds: int,
    pull: Pull,
    block: tuple[int, int] = (3, 2),
) -> tuple[Point, list[Point]]:
    """Where the name stands, of the width and height given, and below it each of the guests.

    Very many stand in rows, where in the place of one with words as many plain ones would stand
    beside and beneath each other as `block` says.
    """
    whole = inset(area, MARGIN) or area
    title = _title(whole, name)
    room = clip(whole, 0, -1, -(title[1] + name[1] / 2)) or whole
    if len(guests) > CROWD:
        return title, _blocks(room, guests, block)
    settled, _ = settle(room, _start(room, guests), [one.share for one in guests], rounds, pull)
    bodies = [one.body for one in guests]
    parted, fitted = _parted(room, settled, bodies)
    # A body's middle lies between the claim and the words below it.
    return title, [
        (x, y - (down - up) / 2) for (x, y), (_, up, down) in zip(parted, fitted, strict=True)
    ]


def _title(room: Polygon, name: Point) -> Point:
    """The highest place in a room where a name fits, or where there is most room, not far down."""
    width, high = name
    top, bottom = min(y for _, y in room), max(y for _, y in room)
    bottom = max(top + (bottom - top) * 0.55, min(bottom, top + high))
    best: tuple[float, Point] = (-1, (0, 0))
    y = top
    while y + high <= bottom:
        upper, lower = chord(room, y), chord(room, y + high)
        left, right = max(upper[0], lower[0]), min(upper[1], lower[1])
        if right - left > best[0]:
            best = (right - left, ((left + right) / 2, y + high / 2))
        if right - left >= width:
            break
        y += high / 8
    return best[1] if best[0] > 0 else size_and_middle(room)[1]


def _start(room: Polygon, guests: Sequence[Guest]) -> list[Point]:
    """First places: to the side that a claim leans to, and across it in the order given."""
    _, (x, y) = size_and_middle(room)
    half = (max(px for px, _ in room) - min(px for px, _ in room)) / 2
    tall = (max(py for _, py in room) - min(py for _, py in room)) / 2
    places = []
    for order, guest in enumerate(guests):
        along = (order + 0.5) / len(guests) * 2 - 1
        # A little aside, so that no two of the same lean stand exactly above each other.
        aside = 0.25 * math.cos(order * 2.4)
        lean_x, lean_y = guest.lean
        upright = abs(lean_y) > abs(lean_x)
        across = (0.6 * along if upright else 0.0, 0.0 if upright else 0.6 * along)
        places.append(
            (
                x + half * (0.45 * lean_x + across[0] + (0 if upright else aside)),
                y + tall * (0.45 * lean_y + across[1] + (aside if upright else 0)),
            )
        )
    return places


def furnish_around(area: Polygon, name: Point, count: int) -> tuple[Point, list[Point]]:
    """Where a name stands that is large, next to its area, and so many claims in rows around it."""
    whole = inset(area, MARGIN) or area
    title = _title(whole, name)
    return title, _rows(whole, count, (title, name))


def _rows(room: Polygon, count: int, but: tuple[Point, Point] | None = None) -> list[Point]:
    """Places in even rows across a room; `but` is the middle and the size of what stays free."""
    surface, _ = size_and_middle(room)
    top, bottom = min(y for _, y in room), max(y for _, y in room)
    pitch = math.sqrt(surface / count)
    while True:
        found = []
        y = top + pitch / 2
        # Whole numbers, which are all a page keeps of them: so each step is as long as the last.
        step = max(1, math.floor(pitch))
        while y < bottom:
            left, right = chord(room, y)
            fit = int((right - left) / step)
            start = round((left + right) / 2 - (fit - 1) * step / 2)
            row = [(float(start + nth * step), y) for nth in range(fit)]
            found += [spot for spot in row if not (but and _is_on(spot, *but))]
            y += pitch
        if len(found) >= count:
            return found[:count]
        if pitch < 0.3 * math.sqrt(surface / count):
            # A name that leaves no room has to bear claims on it.
            but = None
        pitch *= 0.98


def _blocks(room: Polygon, guests: Sequence[Guest], block: tuple[int, int]) -> list[Point]:
    """Places in rows of blocks: a claim with words has one of its own, others share them.

    Those that lean to the same side stand on it, as far as there is room.
    """
    least = min(guest.body[0] for guest in guests)
    spoken = {index for index, guest in enumerate(guests) if guest.body[0] > least}
    if not spoken:
        return _rows(room, len(guests))
    across, down = block
    spread = [sum(abs(guest.lean[axis]) for guest in guests) for axis in (0, 1)]
    axis = 0 if spread[0] >= spread[1] else 1
    blocks: list[list[int]] = []
    shared: list[int] = []
    for index in sorted(range(len(guests)), key=lambda one: guests[one].lean[axis]):
        if index in spoken:
            blocks.append([index])
            continue
        shared.append(index)
        if len(shared) == across * down:
            blocks.append(shared)
            shared = []
    if shared:
        blocks.append(shared)
    wide, high, middles = _tiles(room, len(blocks), across / (down * FLAT))
    middles.sort(key=lambda spot: (spot[axis], spot[1 - axis]))
    places: list[Point] = [(0.0, 0.0)] * len(guests)
    for sharing, (x, y) in zip(blocks, middles, strict=True):
        for nth, index in enumerate(sharing):
            places[index] = (
                (x, y - high * 0.3)
                if sharing[0] in spoken
                else (
                    x + ((nth % across + 0.5) / across - 0.5) * wide,
                    y + ((nth // across + 0.5) / down - 0.5) * high,
                )
            )
    return places


def _tiles(room: Polygon, count: int, aspect: float) -> tuple[float, float, list[Point]]:
    """The width, the height and the middles of so many boxes in rows that fill a room.

    `aspect` is how much wider than high they are at least.
    """
    top, bottom = min(y for _, y in room), max(y for _, y in room)
    rows = 1
    while len(_tiled(room, rows, wide := (bottom - top) / rows * aspect)[0]) < count:
        rows += 1
    # Fewer rows of as wide boxes may do, which are higher then.
    rows = next(n for n in range(1, rows + 1) if len(_tiled(room, n, wide)[0]) >= count)
    found, last = _tiled(room, rows, wide)
    # Those that are too many are missing at both ends of the last row.
    spare = len(found) - count
    shifted = found[len(found) - last :][spare // 2 :]
    return wide, (bottom - top) / rows, [*found[: len(found) - last], *shifted][:count]


def _tiled(room: Polygon, rows: int, wide: float) -> tuple[list[Point], int]:
    """Middles of boxes of at least this width in so many rows, and how many the last row has."""
    top, bottom = min(y for _, y in room), max(y for _, y in room)
    high = (bottom - top) / rows
    found: list[Point] = []
    fit = 0
    for nth in range(rows):
        upper, lower = chord(room, top + nth * high), chord(room, top + (nth + 1) * high)
        left, right = max(upper[0], lower[0]), min(upper[1], lower[1])
        fit = max(0, int((right - left) / wide))
        step = (right - left) / max(1, fit)
        found += [(left + (one + 0.5) * step, top + (nth + 0.5) * high) for one in range(fit)]
    return found, fit


def _is_on(spot: Point, middle: Point, size: Point) -> bool:
    return abs(spot[0] - middle[0]) < size[0] / 2 and abs(spot[1] - middle[1]) < size[1] / 2


def _parted(
    room: Polygon, points: Sequence[Point], bodies: Sequence[Body]
) -> tuple[list[Point], list[Body]]:
    """Middles of bodies that do not cover each other; bodies with words shrink if they have to."""
    least = min(wide for wide, _, _ in bodies)
    parted: list[Point] = []
    fitted: list[Body] = []
    for share in TRIES:
        fitted = [
            (max(least, wide * share), max(least, up * share), max(least, down * share))
            for wide, up, down in bodies
        ]
        halves = [(wide, (up + down) / 2) for wide, up, down in fitted]
        parted = [_within(room, at, half) for at, half in zip(points, halves, strict=True)]
        if _part(parted, halves, room):
            break
    if len(points) > MANY:
        parted = _evened(parted, [(wide, (up + down) / 2) for wide, up, down in fitted], room)
    return parted, fitted


def _evened(here: list[Point], halves: Sequence[Point], room: Polygon) -> list[Point]:
    """The same with more air around the small ones, which would heap at borders and in corners."""
    surface, _ = size_and_middle(room)
    least = min(wide for wide, _ in halves)
    large = [4 * wide * high for wide, high in halves if wide > least]
    air = AIR * math.sqrt(max(0, surface - sum(large)) / max(1, len(halves) - len(large)))
    even = list(here)
    _part(even, [(max(wide, air), max(high, air)) for wide, high in halves], room)
    return even if _part(even, halves, room) or _touching(here, halves) else here


def _part(here: list[Point], halves: Sequence[Point], room: Polygon) -> bool:
    """Moves what covers each other apart, the larger less; says whether all is apart in the end."""
    for _ in range(50):
        pairs = _touching(here, halves)
        if not pairs:
            return True
        for one, other in pairs:
            _push(here, halves, one, other)
        for index in {index for pair in pairs for index in pair}:
            here[index] = _within(room, here[index], halves[index])
    return False


def _touching(here: Sequence[Point], halves: Sequence[Point]) -> list[tuple[int, int]]:
    """The pairs that cover each other, found along the way from left to right."""
    order = sorted(range(len(here)), key=lambda index: here[index][0] - halves[index][0])
    found = []
    open_: list[int] = []
    for one in order:
        x, y = here[one]
        wide, high = halves[one]
        left = x - wide + SLACK
        open_ = [other for other in open_ if here[other][0] + halves[other][0] > left]
        found += [
            (one, other)
            for other in open_
            if abs(y - here[other][1]) + SLACK < high + halves[other][1]
        ]
        open_.append(one)
    return found


def _push(here: list[Point], halves: Sequence[Point], one: int, other: int) -> None:
    (x, y), (ox, oy) = here[one], here[other]
    (wide, high), (other_wide, other_high) = halves[one], halves[other]
    over_x = wide + other_wide - abs(x - ox)
    over_y = high + other_high - abs(y - oy)
    if over_x <= 0 or over_y <= 0:
        return
    share = other_wide * other_high / (wide * high + other_wide * other_high)
    if over_x <= over_y:
        push = math.copysign(over_x, x - ox or one - other)
        here[one], here[other] = (x + push * share, y), (ox - push * (1 - share), oy)
    else:
        push = math.copysign(over_y, y - oy)
        here[one], here[other] = (x, y + push * share), (ox, oy - push * (1 - share))


def _within(room: Polygon, middle: Point, half: Point) -> Point:
    """The nearest place for a body's middle at which, if there is room at all, it stays inside."""
    wide, high = half
    top, bottom = min(y for _, y in room), max(y for _, y in room)
    y = _clamp(middle[1], top + high, bottom - high)
    upper, lower = chord(room, y - high), chord(room, y + high)
    left, right = max(upper[0], lower[0]), min(upper[1], lower[1])
    if right - left < 2 * wide:
        left, right = chord(room, y)
    return _clamp(middle[0], left + wide, right - wide), y


def _clamp(value: float, low: float, high: float) -> float:
    return (low + high) / 2 if low > high else max(low, min(high, value))


Near = Callable[[int], Sequence[int]]


def drawn_to(near: Near) -> Pull:
    """Draws each site to the middle of those it is near to."""

    def pull(index: int, sites: Sequence[Point]) -> Point | None:
        others = [sites[other] for other in near(index)]
        return mean(others) if others else None

    return pull

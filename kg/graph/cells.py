"""Divides a convex area into cells of given sizes, one around each site: a power diagram."""

import math
from collections.abc import Callable, Sequence
from operator import itemgetter

Point = tuple[float, float]
Polygon = list[Point]
Pull = Callable[[int, Sequence[Point]], Point | None]
"""Where a site would rather be, given where all are; None when it does not mind."""

STEP = 0.35
"""How far a weight moves towards the size that is due; more than about 0.6 swings."""


def divide(area: Polygon, sites: Sequence[Point], weights: Sequence[float]) -> list[Polygon]:
    """The cell of each site: the points nearer to it than to any other, weights taken into account.

    A point's distance to a site is squared, and the site's weight taken off. A cell is empty when
    other sites' weights swallow it.
    """
    return [_cell(area, index, sites, weights) for index in range(len(sites))]


def _cell(area: Polygon, own: int, sites: Sequence[Point], weights: Sequence[float]) -> Polygon:
    x, y = sites[own]
    borders = []
    for other, (there_x, there_y) in enumerate(sites):
        if other != own:
            dx, dy = there_x - x, there_y - y
            square = dx * dx + dy * dy
            if square > 0:
                # How far away, in the direction of the other site, the border between them lies.
                far = (square + weights[own] - weights[other]) / 2 / math.sqrt(square)
                borders.append((far, dx, dy))
    borders.sort(key=itemgetter(0))
    cell = area
    reach = _reach(cell, x, y)
    for far, dx, dy in borders:
        if far >= reach:
            break
        length = math.hypot(dx, dy)
        cell = clip(cell, dx / length, dy / length, (dx * x + dy * y) / length + far)
        if not cell:
            break
        reach = _reach(cell, x, y)
    return cell


def _reach(cell: Polygon, x: float, y: float) -> float:
    return math.sqrt(max((px - x) ** 2 + (py - y) ** 2 for px, py in cell))


def clip(polygon: Polygon, a: float, b: float, limit: float) -> Polygon:
    """The part of a convex polygon where a·x + b·y is at most `limit`."""
    heights = [a * x + b * y - limit for x, y in polygon]
    if max(heights, default=0) <= 0:
        return polygon
    kept: Polygon = []
    for index, height in enumerate(heights):
        before = heights[index - 1]
        if (before < 0 < height) or (height < 0 < before):
            share = before / (before - height)
            (x0, y0), (x1, y1) = polygon[index - 1], polygon[index]
            kept.append((x0 + share * (x1 - x0), y0 + share * (y1 - y0)))
        if height <= 0:
            kept.append(polygon[index])
    return kept if len(kept) > 2 else []


def size_and_middle(polygon: Polygon) -> tuple[float, Point]:
    """The surface of a polygon and its centre of gravity.

    >>> size_and_middle([(0, 0), (4, 0), (4, 2), (0, 2)])
    (8.0, (2.0, 1.0))
    """
    x0, y0 = polygon[0]
    double = x = y = 0.0
    for (ax, ay), (bx, by) in zip(polygon, [*polygon[1:], polygon[0]], strict=True):
        cross = (ax - x0) * (by - y0) - (bx - x0) * (ay - y0)
        double += cross
        x += cross * (ax + bx - 2 * x0)
        y += cross * (ay + by - 2 * y0)
    if abs(double) < 1e-9:
        return 0.0, (x0, y0)
    return abs(double) / 2, (x0 + x / double / 3, y0 + y / double / 3)


def inset(polygon: Polygon, by: float) -> Polygon:
    """A convex polygon, clockwise or not, without a margin along its sides; empty if too narrow."""
    shrunk = polygon
    _, (x, y) = size_and_middle(polygon)
    for (ax, ay), (bx, by_) in zip(polygon, [*polygon[1:], polygon[0]], strict=True):
        length = math.hypot(bx - ax, by_ - ay)
        if length < 1e-9 or not shrunk:
            continue
        a, b = (by_ - ay) / length, (ax - bx) / length
        if a * (x - ax) + b * (y - ay) > 0:
            a, b = -a, -b
        shrunk = clip(shrunk, a, b, a * ax + b * ay - by)
    return shrunk


def mean(points: Sequence[Point]) -> Point:
    """The middle of some points; the origin of none.

    >>> mean([(0, 0), (4, 2)])
    (2.0, 1.0)
    """
    count = len(points) or 1
    return sum(x for x, _ in points) / count, sum(y for _, y in points) / count


def between(start: Point, end: Point, share: float) -> Point:
    """The point that lies `share` of the way from one point to another.

    >>> between((0, 0), (10, 20), 0.1)
    (1.0, 2.0)
    """
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def chord(polygon: Polygon, y: float) -> Point:
    """From where to where a convex polygon reaches at a height; nothing if it does not get there.

    >>> chord([(0, 0), (4, 0), (4, 2), (0, 2)], 1)
    (0.0, 4.0)
    """
    found = []
    for (ax, ay), (bx, by) in zip(polygon, [*polygon[1:], polygon[0]], strict=True):
        if min(ay, by) <= y <= max(ay, by) and ay != by:
            found.append(ax + (bx - ax) * (y - ay) / (by - ay))
    return (min(found), max(found)) if found else (0.0, 0.0)


def _restrain(sites: Sequence[Point], weights: list[float]) -> None:
    """Takes weight off sites that would swallow another."""
    for one, (x, y) in enumerate(sites):
        weights[one] = min(
            weights[one],
            *(
                weights[other] + 0.8 * ((x - ox) ** 2 + (y - oy) ** 2)
                for other, (ox, oy) in enumerate(sites)
                if other != one
            ),
            math.inf,
        )


def settle(
    area: Polygon,
    sites: Sequence[Point],
    shares: Sequence[float],
    rounds: int,
    pull: Pull | None = None,
) -> tuple[list[Point], list[Polygon]]:
    """Moves and weighs sites until each cell has its share of the area and lies around its site.

    The method of Lloyd, with weights that follow the sizes. In the first half of the rounds, sites
    also give way to `pull`.
    """
    sites = list(sites)
    surface, middle = size_and_middle(area)
    due = [surface * share / (sum(shares) or 1) for share in shares]
    weights = [0.0] * len(sites)
    cells = divide(area, sites, weights)
    for turn in range(rounds):
        for index, cell in enumerate(cells):
            if not cell:
                sites[index] = between(sites[index], middle, 0.1)
                continue
            size, centre = size_and_middle(cell)
            wish = pull(index, sites) if pull and turn < rounds / 2 else None
            sites[index] = between(centre, wish, 0.3) if wish else centre
            weights[index] += STEP * (due[index] - size)
        _restrain(sites, weights)
        cells = divide(area, sites, weights)
    return sites, cells

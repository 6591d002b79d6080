import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.graph.cells import chord, clip, divide, inset, settle, size_and_middle

SQUARE = [(0.0, 0.0), (100.0, 0.0), (100.0, 100.0), (0.0, 100.0)]
coordinates = st.floats(1, 99)
places = st.lists(st.tuples(coordinates, coordinates), min_size=1, max_size=12, unique=True)


def sizes(cells):
    return [size_and_middle(cell)[0] if cell else 0.0 for cell in cells]


@given(places)
def test_cells_share_the_area_without_rest(sites):
    assert sum(sizes(divide(SQUARE, sites, [0.0] * len(sites)))) == pytest.approx(10_000, rel=1e-3)


@given(places, st.tuples(coordinates, coordinates))
def test_a_point_lies_in_the_cell_of_the_nearest_site(sites, point):
    cells = divide(SQUARE, sites, [0.0] * len(sites))
    far = [math.dist(point, site) for site in sites]
    if sorted(far)[:2] == [min(far)] * 2:
        return
    left, right = chord(cells[far.index(min(far))], point[1])
    assert left - 1e-3 <= point[0] <= right + 1e-3


def test_a_heavier_site_gets_more():
    light, heavy = sizes(divide(SQUARE, [(25, 50), (75, 50)], [0, 1000]))
    assert heavy > 5000 > light


def test_a_site_may_be_swallowed():
    assert divide(SQUARE, [(40, 50), (60, 50)], [0, 90_000])[0] == []


def test_settled_cells_have_the_sizes_that_are_due():
    shares = [1, 2, 3, 10]
    _, cells = settle(SQUARE, [(20, 20), (80, 20), (20, 80), (80, 80)], shares, rounds=80)
    for share, size in zip(shares, sizes(cells), strict=True):
        assert size == pytest.approx(10_000 * share / 16, rel=0.1)


def test_settled_sites_lie_apart_even_if_they_start_together():
    sites, _ = settle(SQUARE, [(50, 50), (50.001, 50), (50, 50.001)], [1, 1, 1], rounds=40)
    assert min(math.dist(one, other) for one in sites for other in sites if one != other) > 25


def test_a_clipped_polygon_keeps_to_its_side():
    assert clip(SQUARE, 1, 0, 40) == [(0.0, 0.0), (40.0, 0.0), (40.0, 100.0), (0.0, 100.0)]
    assert clip(SQUARE, 1, 0, 200) == SQUARE
    assert clip(SQUARE, 1, 0, -1) == []


def test_an_inset_leaves_a_margin_whichever_way_the_polygon_turns():
    for polygon in (SQUARE, SQUARE[::-1]):
        assert size_and_middle(inset(polygon, 10))[0] == pytest.approx(6400)
    assert inset(SQUARE, 60) == []

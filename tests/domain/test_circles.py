import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.domain.circles import circle


@pytest.mark.parametrize(
    ("start", "above", "way"),
    [
        (1, {1: 1}, [1]),
        (1, {1: 2, 2: 1}, [1, 2]),
        (2, {1: 2, 2: 3, 3: 1}, [2, 3, 1]),
        (1, {1: 2, 2: None}, []),
        (1, {}, []),
        (3, {3: 1, 1: 2, 2: 1}, []),
    ],
)
def test_a_circle_is_the_way_back_to_the_start(start, above, way):
    assert circle(start, above) == way


@given(st.dictionaries(st.integers(0, 20), st.none() | st.integers(0, 20)), st.integers(0, 20))
def test_every_search_for_a_circle_ends(above, start):
    way = circle(start, above)
    steps = zip(way, [*way[1:], start], strict=True) if way else ()
    assert all(above[one] == other for one, other in steps)

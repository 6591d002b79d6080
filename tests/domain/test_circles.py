import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.domain.circles import circle, knots


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


@given(st.dictionaries(st.integers(0, 8), st.sets(st.integers(0, 8))))
def test_two_are_of_one_knot_when_each_leads_to_the_other(onward):
    def reached(start):
        """All that is reached from a thing by one step or more."""
        found, edge = set(), set(onward.get(start, ()))
        while edge:
            found |= edge
            edge = {end for one in edge for end in onward.get(one, ())} - found
        return found

    found = knots(onward)
    assert {*found} == {one for one in range(9) if one in reached(one)}
    for one in found:
        for other in found:
            assert (found[one] == found[other]) == (other in reached(one) and one in reached(other))

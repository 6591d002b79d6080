"""Krippendorff's alpha against the published example, the definition, and another program."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.domain.agreeing.alpha import nominal_alpha

tables = st.lists(st.lists(st.integers(0, 4), min_size=3, max_size=3), min_size=1, max_size=8)

PUBLISHED = """
1 2 3 3 2 1 4 1 2 . . .
1 2 3 3 2 2 4 1 2 5 . 3
. 3 3 3 2 3 4 2 2 5 1 .
1 2 3 3 2 4 4 1 2 5 1 .
"""
"""Four observers of twelve units: Krippendorff 2011, Computing Krippendorff's Alpha-Reliability."""


def test_the_published_example_has_the_published_alpha():
    units = zip(*(line.split() for line in PUBLISHED.strip().splitlines()), strict=True)
    counts = [[unit.count(str(value)) for value in range(1, 6)] for unit in units]
    assert nominal_alpha(np.array(counts)) == pytest.approx(0.743, abs=0.0005)


def by_definition(counts):
    """1 less the share of observed pairs that differ over that of all values' pairs."""
    units = [[v for v, n in enumerate(row) for _ in range(n)] for row in counts]
    units = [unit for unit in units if len(unit) > 1]
    values = [value for unit in units for value in unit]
    observed = sum(
        sum(a != b for a, b in permutations(unit, 2)) / (len(unit) - 1) for unit in units
    )
    expected = sum(a != b for a, b in permutations(values, 2))
    if not expected:
        return None
    return 1 - (observed / len(values)) / (expected / (len(values) * (len(values) - 1)))


@given(tables)
def test_it_follows_the_definition(counts):
    found = nominal_alpha(np.array(counts))
    assert found == (
        None if by_definition(counts) is None else pytest.approx(by_definition(counts))
    )


@given(tables)
def test_the_package_that_bears_its_name_finds_the_same(counts):
    import krippendorff as package

    found = nominal_alpha(np.array(counts))
    if found is not None:
        judged = package.alpha(value_counts=np.array(counts), level_of_measurement="nominal")
        assert found == pytest.approx(judged)


def test_nothing_shared_and_nothing_different_have_none():
    assert nominal_alpha(np.array([[0, 0, 1], [1, 0, 0]])) is None
    assert nominal_alpha(np.array([[0, 0, 4], [0, 0, 2]])) is None
    assert nominal_alpha(np.zeros((0, 3), int)) is None

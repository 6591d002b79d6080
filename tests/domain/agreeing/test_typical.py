"""Which claims are typical of a camp: exact where few spoke, as Polis tells it where many did."""

import numpy as np
import pytest
from scipy.stats import fisher_exact, norm

from kg.domain.agreeing.typical import typical


def test_of_a_camp_of_one_nothing_is_typical_nor_of_all_others_beside_it():
    counts = np.array([[[0, 0, 19], [1, 0, 0]]] * 4)
    found = typical(counts)
    assert not found.typical.any()
    assert (found.p == 1).all()


def test_where_few_spoke_chance_is_that_of_an_exact_test():
    found = typical(np.array([[[1, 0, 5], [6, 0, 2]]]))
    exact = fisher_exact([[5, 1], [2, 6]], alternative="greater").pvalue
    assert found.p[0, 0] == pytest.approx(exact)
    assert found.side.tolist() == [[1, -1]]


def test_where_many_spoke_chance_is_that_of_two_proportions():
    found = typical(np.array([[[20, 0, 80], [70, 0, 50]]]))
    assert found.p == pytest.approx(norm.sf(found.z))
    assert found.typical.all()


def test_four_against_four_on_many_claims_are_typical_of_both():
    found = typical(np.array([[[0, 0, 4], [4, 0, 0]]] * 6))
    assert found.p == pytest.approx(np.full((6, 2), 1 / 70))
    assert found.typical.all()

"""How likely something is held to be, as it is written down: kg.domain.spoken_odds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.domain.spoken_odds import Likelihood, likelihood
from kg.errors import Invalid


@pytest.mark.parametrize(
    ("text", "number", "words"),
    [
        ("60%", 0.6, None),
        ("60 %", 0.6, None),
        ("６０％", 0.6, None),
        ("0.6", 0.6, None),
        (".6", 0.6, None),
        ("1", 1.0, None),
        ("0", 0.0, None),
        ("70% pretty sure", 0.7, "pretty sure"),
        ("0.7, pretty sure", 0.7, "pretty sure"),
        ("大概率", None, "大概率"),
        ("1 in 3", None, "1 in 3"),
        ("1/3", None, "1/3"),
        ("1 chance in a hundred", None, "1 chance in a hundred"),
        ("0.5–0.7", None, "0.5–0.7"),
        ("0.5 - 0.7", None, "0.5 - 0.7"),
        ("50%-70%", None, "50%-70%"),
        ("50-70%", None, "50-70%"),
        ("0.6.1", None, "0.6.1"),
    ],
)
def test_a_number_is_taken_only_where_it_is_one_for_sure(text, number, words):
    assert likelihood(text) == Likelihood(number, words)


@pytest.mark.parametrize(
    ("text", "message"),
    [("130%", "130 % is more than 100 %"), ("2", "is not between 0 and 1")],
)
def test_a_number_that_is_no_probability_is_refused(text, message):
    with pytest.raises(Invalid, match=message):
        likelihood(text)


@given(st.text(min_size=1).filter(str.strip))
def test_whatever_is_typed_is_a_likelihood_or_refused_in_a_sentence(text):
    try:
        found = likelihood(text)
    except Invalid:
        return
    assert found.number is not None or found.words

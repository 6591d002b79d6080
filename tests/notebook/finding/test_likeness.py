"""How like two statements must be to be called so: the shorter they are, the more."""

import pytest

from kg.notebook import claims
from kg.notebook.finding.likeness import bar, like
from tests.notebook.asking import TODAY


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("AGI by 2030", "ASI by 2030"),
        ("AI is safe", "AI is unsafe"),
        ("AI is safe", "AI is not safe"),
        ("Prices will rise", "Rates will rise"),
        ("Prices rise", "Prices will rise"),
        ("Robots rise", "Robots fall"),
        ("AI不安全", "AI安全"),
        ("房价会涨", "房价会跌"),
        ("房价会涨", "股价会涨"),
    ],
)
def test_short_statements_that_share_words_are_not_called_alike(session, one, other):
    claims.add(session, one, today=TODAY)
    assert like(session, other) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Prices will rise", "Prices wil rise"),
        ("AI is safe", "AI is safe!"),
        ("Catching up takes years", "Catching up takes many years"),
        ("追赶需要以年为单位的时间", "追赶需要以年为单位时间"),
        ("Robots will cook in every home by 2030", "By 2030 robots will cook in every home"),
    ],
)
def test_what_says_nearly_the_same_still_is(session, one, other):
    added = claims.add(session, one, today=TODAY)
    assert [found.claim_id for found in like(session, other)] == [added.id]


@pytest.mark.parametrize(
    ("letters", "least"), [("a" * 12, 95.0), ("a" * 18, 87.5), ("a" * 24, 80.0), ("字" * 4, 95.0)]
)
def test_the_bar_falls_from_the_shortest_to_the_short(letters, least):
    assert bar(letters, "a") == bar("a", letters) == least

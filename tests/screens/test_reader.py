"""Where a curator is in a source: kg.screens.reader."""

import pytest

from kg.screens.reader import pattern


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("two  words", "Two words"),
        ("two words", "two \n\t words"),
        (" two\t \nwords ", "two words"),
        ("two ** words", "two words"),
        ("a*b", "**a**b"),
        ("无人 车", "无人  车"),
    ],
)
def test_any_blanks_match_any_blanks(words, text):
    found = pattern(words)
    assert found is not None
    assert found.search(text)


@pytest.mark.parametrize("words", ["", " \n", "**", "* *"])
def test_nothing_is_looked_for_without_a_letter(words):
    assert pattern(words) is None


def test_several_blanks_are_looked_for_as_one():
    # Each as a run of its own would take longer the more blanks stand in a text.
    several, one = pattern("a" + " " * 40 + "b"), pattern("a b")
    assert several is not None
    assert several == one

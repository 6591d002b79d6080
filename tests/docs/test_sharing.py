"""docs/sharing.md: its commands run and say what it shows."""

import pytest

from tests.docs.shown import Page, without_chance

# They name files.
pytestmark = pytest.mark.file


def test_its_examples_do_what_it_says(kg, home):
    for words, told in Page.at("docs/sharing.md").steps():
        said = kg(*words).output
        if told:
            assert without_chance(said, home) == told, words

"""What a word that is searched for may look like in a text."""

import pytest

from kg.domain.patterns import forms


@pytest.mark.parametrize("word", ["thing", "news", "this"])
def test_words_that_only_look_bent_have_no_other_forms(word):
    assert forms(word) == (word,)

from enum import EnumType

from kg.domain import vocabulary
from kg.domain.fields import STATES
from kg.domain.selection import Selection
from kg.domain.vocabulary import Outcome


def test_the_words_of_the_notebook_are_these():
    """They are written in people's files: a change here breaks those."""
    found: dict[str, list[str]] = {
        sort.__name__: [*map(str, sort.__members__.values())]
        for sort in vars(vocabulary).values()
        if isinstance(sort, EnumType) and sort.__module__ == vocabulary.__name__
    }
    assert found == {
        "SpeakerKind": ["person", "organisation", "group"],
        "ClaimKind": ["fact", "cause", "opinion", "prediction", "recommendation"],
        "Weight": ["main", "detail"],
        "Stance": ["asserts", "agrees", "partly", "disagrees", "asks"],
        "LinkKind": [
            *("supports", "opposes", "qualifies", "depends on", "restates", "elaborates"),
        ],
        "Outcome": ["right", "wrong", "partly", "unclear", "void"],
        "Basis": ["stated", "verbal", "implied"],
        "Confidence": ["high", "medium", "low"],
        "Side": ["for", "against"],
        "Grade": ["primary", "secondary", "memory"],
        "Entity": [
            *("speaker", "concept", "source", "evidence", "claim", "position", "link"),
            *("prediction", "forecast", "resolution", "view"),
        ],
    }


def test_every_outcome_is_a_state_of_a_claim():
    assert set(Outcome) < set(STATES)


def test_a_selection_that_asks_nothing_means_everything():
    assert Selection().everything
    assert Selection(depth=3).everything
    assert not Selection(text="o1").everything
    assert not Selection(around="c1").everything
    assert not Selection(tags=("pace",)).everything

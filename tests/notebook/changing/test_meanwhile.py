"""Whoever prepared a change on what is no longer so is told what others did."""

from datetime import date

import pytest

import kg as api
from kg.errors import Conflict, Invalid
from kg.notebook import claims
from kg.notebook.changing import meanwhile
from kg.notebook.changing.edits import KEEP


@pytest.fixture
def opened(kg, home):
    """A notebook with two claims, opened from Python; in a file, or on a server."""
    kg("init")
    kg("add", "Prices fall", "--speaker", "Ada")
    kg("add", "Wages rise", "--speaker", "Bob")
    with api.open() as notebook:
        yield notebook


def edit(opened, seen, number=1, **given):
    with opened.transaction("edit", seen=seen, of={"claim": [number]}) as session:
        claims.edit(session, str(number), **{"statement": KEEP, **given})


def test_what_was_changed_since_it_was_read_is_not_overwritten(opened, kg):
    seen = opened.history(1)[0]["id"]
    kg("claim", "edit", 1, "--statement", "Prices fall late", env={"KG_CURATOR": "ben"})
    with pytest.raises(meanwhile.Overtaken) as refused:
        edit(opened, seen, statement="Prices fall soon")
    assert str(refused.value) == (
        "Claim 1 was changed by ben: statement (en) from «Prices fall» to «Prices fall late» "
        "meanwhile. Read it again, and change it then."
    )
    assert opened.claim(1)["statement"] == {"en": "Prices fall late"}


def test_what_was_added_to_a_claim_or_removed_from_it_counts_too(opened, kg):
    seen = opened.history(1)[0]["id"]
    kg("disagree", 1, "Bob")
    kg("position", "remove", 1)
    kg("add", "Something else")
    with pytest.raises(Conflict) as refused:
        edit(opened, seen, tags=["x"])
    assert str(refused.value) == (
        "Position 3 was added by tester, position 1 was removed by tester meanwhile. "
        "Read it again, and change it then."
    )


def test_changes_of_other_things_are_no_hindrance(opened, kg):
    seen = opened.history(1)[0]["id"]
    kg("claim", "edit", 2, "--statement", "Wages rise late")
    edit(opened, seen, tags=["x"])
    assert opened.claim(1)["tags"] == ["x"]


def test_two_edits_of_different_fields_by_command_both_count(opened, kg):
    kg("claim", "edit", 1, "--statement", "Prices fall soon")
    kg("claim", "edit", 1, "--tag", "money")
    card = opened.claim(1)
    assert (card["statement"], card["tags"]) == ({"en": "Prices fall soon"}, ["money"])


def test_many_changes_are_told_in_short(session):
    row = claims.add(session, "Prices fall", today=date(2026, 11, 23))
    for number in range(5):
        claims.edit(session, row, tags=[f"t{number}"])
        session.flush()
    found = meanwhile.changes(session, 0, {"claim": {row.id}})
    assert meanwhile.sentence(found).endswith("to «t1» and 3 more")


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (0.0, 0.5, "fraction from «0.0» to «0.5»"),
        (0.5, 0.0, "fraction from «0.5» to «0.0»"),
        (None, 0.0, "fraction from nothing to «0.0»"),
        (0.0, None, "fraction from «0.0» to nothing"),
    ],
)
def test_a_number_that_is_nought_is_told_as_it_is(before, after, told):
    change = meanwhile.Change(
        "resolution", 1, "change", None, {"fraction": before}, {"fraction": after}
    )
    assert str(change) == f"resolution 1 was changed: {told}"


def test_words_that_came_to_be_are_told_by_language():
    change = meanwhile.Change("claim", 1, "change", None, {"note": None}, {"note": {"en": "so"}})
    assert str(change) == "claim 1 was changed: note (en) from nothing to «so»"


@pytest.mark.parametrize(
    ("of", "told"),
    [
        (
            {"claims": [1]},
            "of names 'claims', which is no table. There are about, citation, claim, concept, "
            "evidence, forecast, link, moved, passage, position, prediction, reading, resolution, "
            "source, speaker, turn, view.",
        ),
        (None, 'seen alone does not say what was read. Say so by of, such as of={"claim": [3]}.'),
        ({}, 'seen alone does not say what was read. Say so by of, such as of={"claim": [3]}.'),
    ],
)
def test_a_guard_that_would_guard_nothing_is_refused(opened, of, told):
    with pytest.raises(Invalid) as refused, opened.transaction("edit", seen=1, of=of):
        pass
    assert str(refused.value) == told

"""How a claim stands, from the rows: what speaks for and against it, which verdicts tell."""

from datetime import date

import pytest

from kg.analysis.strength import standing, standings
from kg.store.models import Claim
from tests.graph.notes import claim, link, numbers, take_in

TODAY = date(2026, 11, 23)


@pytest.fixture
def stands(session):
    def tell(key, *, predictions=(), as_of=None, claims=None):
        take_in(
            session,
            claims=claims or [claim(one, ("s", "asserts", "2024")) for one in "abcd"],
            links=[]
            if claims
            else [
                link("b", "supports", "a"),
                link("b", "supports", "a", by="s"),
                link("a", "depends on", "c"),
                link("d", "opposes", "a"),
                link("d", "qualifies", "b"),
            ],
            predictions=list(predictions),
        )
        return standing(session, key, today=TODAY, as_of=as_of)

    return tell


def verdict(key, outcome):
    resolution = {"outcome": outcome, "decided": "2025-06"}
    return {"id": f"p{key}", "claims": [key], "due": "2025", "resolutions": [resolution]}


def told(some):
    return {one.claim.uid: (one.if_right, one.if_wrong) for one in some}


def test_it_is_lifted_by_support_and_sunk_by_attack(stands):
    found = stands("a")
    assert [(one.uid, value) for one, value in found.supporters] == [("b", 0.5), ("c", 0.5)]
    assert [(one.uid, value) for one, value in found.attackers] == [("d", 0.5)]
    # Support 0.75, attack 0.5.
    assert (found.strength, found.settled, found.verdict) == (0.625, True, None)


def test_the_verdicts_that_would_move_it_come_with_where_to(stands):
    found = stands("a")
    assert told(found.levers) == {"b": (0.75, 0.5), "c": (0.75, 0.5), "d": (0.375, 0.875)}
    assert [one.claim.uid for one in found.levers] == ["d", "b", "c"]
    assert found.moves == []


def test_what_its_own_verdict_would_move_is_told_too(stands):
    found = stands("d")
    assert told(found.moves) == {"a": (0.375, 0.875)}
    assert found.levers == []


def test_a_verdict_holds_whatever_the_arguments_say(stands):
    found = stands("a", predictions=[verdict("a", "wrong"), verdict("b", "right")])
    assert (found.strength, found.verdict) == (0.0, "wrong")
    assert found.levers == []


def test_as_of_a_day_before_the_verdict_it_is_open(stands):
    found = stands("a", predictions=[verdict("b", "right")], as_of=date(2025, 1, 1))
    assert found.strength == 0.625
    assert standing_of(found, "b") == 0.5


def test_as_of_a_day_before_anything_was_said_no_link_counts(stands):
    assert stands("a", as_of=date(2023, 1, 1)).supporters == []


def standing_of(found, uid):
    return {one.uid: value for one, value in found.supporters}[uid]


def test_a_claim_without_links_stands_where_it_began(stands):
    found = stands("z", claims=[claim("z")])
    assert (found.strength, found.supporters, found.levers, found.moves) == (0.5, [], [], [])


def test_all_claims_with_links_have_a_strength(stands, session):
    stands("a")
    number = numbers(session, Claim)
    found = standings(session, today=TODAY)
    assert found.of == {number["a"]: 0.625, number["b"]: 0.5, number["c"]: 0.5, number["d"]: 0.5}

"""A speaker among the others, and a claim in the light of camps, from the rows."""

from datetime import date

import pytest

from kg.analysis import among
from kg.store.models import Claim, Speaker
from tests.graph.notes import claim, numbers, take_in

TODAY = date(2026, 11, 23)
FOUR = [
    *(
        claim(f"c{at}", ("a", "agrees"), ("b", "agrees"), ("c", "disagrees"), ("d", "disagrees"))
        for at in range(6)
    ),
    claim("shared", *((who, "agrees", "2025") for who in "abcd"), ("e", "partly")),
    claim("alone", ("a", "asserts"), ("f", "asks")),
]


@pytest.fixture
def told(session):
    take_in(session, claims=FOUR)

    def of(who, **asked):
        found = among.among(session, numbers(session, Speaker)[who], **asked)
        return None if found is None else among.card(found)

    return of


def test_who_is_closest_and_who_is_farthest_is_told_with_the_camp(told):
    found = told("a")
    assert (found["camp"], found["camps"]) == (1, 2)
    assert [(one["speaker"], one["agreements"]) for one in found["closest"]] == [("b", 7)]
    assert [
        (one["speaker"], one["agreements"], one["disagreements"]) for one in found["farthest"]
    ] == [
        ("c", 1, 6),
        ("d", 1, 6),
    ]


def test_who_shares_too_little_is_in_no_camp_and_close_to_nobody(told):
    assert told("e") == {"camp": None, "camps": 2, "closest": [], "farthest": []}


def test_who_takes_no_side_stands_nowhere(told):
    assert told("f") is None
    assert told("a", as_of=date(2020, 1, 1)) is None


def test_of_many_camps_are_looked_for_only_where_that_is_asked_for(told, monkeypatch):
    monkeypatch.setattr(among, "STANCES", 30)
    assert told("a")["camps"] == 2
    monkeypatch.setattr(among, "STANCES", 29)
    assert (told("a")["camps"], len(told("a")["closest"])) == (None, 1)
    assert told("a", always=True)["camps"] == 2
    monkeypatch.setattr(among, "STANCES", 5_000)
    monkeypatch.setattr(among, "SPEAKERS", 4)
    assert told("a")["camps"] is None


@pytest.mark.parametrize(
    ("uid", "marks"),
    [("c0", ["dividing"]), ("shared", ["common", "bridging"]), ("alone", [])],
)
def test_a_claim_is_marked_for_what_it_is(session, uid, marks):
    """What one alone says is no common ground."""
    take_in(session, claims=FOUR)
    found = among.light(session, numbers(session, Claim)[uid], today=TODAY)
    card = among.light_card(session, found)
    assert (card["camps"], card["ground"]["claim"], card["ground"]["marks"]) == (2, uid, marks)


def test_a_claim_of_which_nobody_takes_a_side_has_no_figures(session):
    take_in(session, claims=[claim("asked", ("a", "asks"))])
    assert among.light(session, 1, today=TODAY) is None
    assert among.light_card(session, None) == {"camps": None, "ground": None}


def test_what_one_alone_says_is_no_common_ground_where_there_are_no_camps(session):
    take_in(session, claims=[claim("alone", ("a", "asserts"))])
    found = among.light(session, 1, today=TODAY)
    assert among.light_card(session, found)["ground"]["marks"] == []

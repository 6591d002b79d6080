"""Claims in the light of camps, from the rows: common ground, what divides, cruxes."""

from datetime import date

import pytest

from kg.analysis.camps import camps
from kg.analysis.cruxes import Crux, answered, moved
from kg.analysis.ground import By, cards, ground
from kg.store.models import Claim
from tests.graph.notes import claim, link, numbers, take_in

TODAY = date(2026, 11, 23)
NAMES = "abcdefgh"


def stances(signs):
    words = {"+": "agrees", "-": "disagrees", "o": "partly"}
    return [(who, words[sign]) for who, sign in zip(NAMES, signs, strict=True) if sign != "."]


CLAIMS = [
    *(claim(f"left{at}", *stances("++++----")) for at in range(4)),
    *(claim(f"right{at}", *stances("----++++")) for at in range(4)),
    claim("shared", *stances("++++++++")),
    claim("denied", *stances("--------")),
    claim("nobody-else", *stances("+.......")),
]


@pytest.fixture
def found(session):
    take_in(session, claims=CLAIMS)
    return ground(session, camps(session), today=TODAY)


def uids(session, found, by):
    return [one["claim"] for one in cards(session, found, found.ordered(by))]


def test_common_ground_is_what_every_camp_holds(session, found):
    (first, second, *_), last = uids(session, found, By.COMMON), found.ordered(By.COMMON)[-1]
    assert first == "shared"
    assert second == "nobody-else"
    assert cards(session, found, [last])[0]["claim"] == "denied"
    # (4 + 1) / (4 + 2) in both camps.
    assert found.common.max() == pytest.approx((5 / 6) ** 2)


def test_what_divides_comes_before_what_does_not(session, found):
    order = uids(session, found, By.DIVIDING)
    assert {one[:4] for one in order[:8]} == {"left", "righ"}
    assert set(order[8:]) == {"shared", "denied", "nobody-else"}


def test_what_bridges_is_what_both_sides_hold(session, found):
    order = uids(session, found, By.BRIDGING)
    assert order[0] == "shared"
    told = {one["claim"]: one for one in cards(session, found, found.ordered(By.NUMBER))}
    assert told["nobody-else"]["bridging"] is None
    assert told["denied"]["bridging"] < 0 < told["shared"]["bridging"]


def test_each_camp_has_its_typical_claims(session, found):
    told = {one["claim"]: one["camps"] for one in cards(session, found, found.ordered(By.NUMBER))}
    assert [side["typical"] for side in told["left0"]] == ["for", "against"]
    assert [side["typical"] for side in told["right0"]] == ["against", "for"]
    assert [side["typical"] for side in told["shared"]] == [None, None]


def test_a_crux_carries_what_rests_on_it(session):
    take_in(
        session,
        claims=CLAIMS,
        links=[
            link("left0", "supports", "left1"),
            link("left2", "depends on", "left1"),
            link("shared", "opposes", "right3"),
        ],
    )
    found = ground(session, camps(session), today=TODAY)
    number = {row_id: uid for uid, row_id in numbers(session, Claim).items()}
    told = {number[one]: round(crux.share * 8, 6) for one, crux in found.crux.items()}
    # Eight claims are in dispute, each between as many; these shares are eighths of that.
    assert {one: told[one] for one in ("left0", "left1", "left2", "left3", "shared", "denied")} == {
        "left0": 3,
        "left1": 2,
        "left2": 1,
        "left3": 1,
        "shared": 1,
        "denied": 0,
    }
    (first, *_) = cards(session, found, found.ordered(By.CRUX))
    assert (first["claim"], first["disagreements"], first["disagreements_of"]) == ("left0", 48, 128)
    assert first["crux_claims"] == ["left0", "left1", "left2"]


def test_a_crux_moves_another_claim_that_is_in_dispute(session):
    """What several hold and nobody denies is none, though such a claim rests on it."""
    take_in(
        session,
        claims=CLAIMS,
        links=[
            link("left0", "supports", "left1"),
            link("shared", "opposes", "right3"),
            link("left3", "supports", "denied"),
            link("nobody-else", "supports", "left2"),
        ],
    )
    found = ground(session, camps(session), today=TODAY)
    assert uids(session, found, By.CRUX) == ["left0", "nobody-else"]
    told = {one["claim"]: one["marks"] for one in cards(session, found, found.ordered(By.NUMBER))}
    assert [one for one, marks in told.items() if By.CRUX in marks] == ["left0", "nobody-else"]


def test_what_nobody_holds_any_more_is_no_crux(session):
    parted = [("a", "asserts", "2024"), ("b", "disagrees", "2024")]
    take_in(
        session,
        claims=[
            claim("given-up", *parted, ("a", "disagrees", "2025")),
            claim("denied-by-one", ("b", "disagrees")),
            claim("shared-in-part", ("a", "disagrees"), ("b", "partly")),
            claim("kept", *parted),
            claim("above", *parted),
        ],
        links=[
            link(one, "supports", "above")
            for one in ("given-up", "denied-by-one", "shared-in-part", "kept")
        ],
    )
    found = ground(session, camps(session), today=TODAY)
    assert uids(session, found, By.CRUX) == ["kept"]


def test_among_few_one_who_denies_a_claim_keeps_it_from_being_common_ground(session):
    def said(signs):
        words = {"+": "agrees", "-": "disagrees"}
        stances = [(f"s{at}", words[sign]) for at, sign in enumerate(signs)]
        return claim(f"{signs.count('+')}-to-{signs.count('-')}", *stances)

    take_in(session, claims=list(map(said, ["++-", "++++++++-", "+++++++++-", "+++"])))
    found = ground(session, camps(session), today=TODAY)
    own = cards(session, found, found.listed(By.COMMON))
    assert [one["claim"] for one in own] == ["9-to-1", "3-to-0"]


def test_nothing_moves_through_a_claim_that_is_decided(session):
    links = [link("left0", "supports", "left1"), link("left1", "supports", "left2")]
    verdict = {
        "id": "p",
        "claims": ["left1"],
        "due": "2025",
        "resolutions": [{"outcome": "partly", "decided": "2025-06"}],
    }
    take_in(session, claims=CLAIMS, links=links, predictions=[verdict])
    number = numbers(session, Claim)
    found = ground(session, camps(session), today=TODAY)
    assert (found.disputes, found.settled) == (128, 16)
    assert found.crux[number["left0"]] == Crux([number["left0"]], 16, 112)
    assert uids(session, found, By.CRUX) == []


def test_a_link_leads_on_only_once_something_was_said_of_both_its_claims(session):
    take_in(
        session,
        claims=[
            claim("below", ("a", "asserts", "2020")),
            claim("between", ("a", "asserts", "2024-05-01")),
            claim("above", ("a", "asserts", "2020")),
        ],
        links=[link("below", "supports", "between"), link("between", "supports", "above")],
    )
    below, between, above = (numbers(session, Claim)[one] for one in ("below", "between", "above"))
    assert answered(session, date(2024, 4, 30)) == {}
    assert answered(session, date(2024, 5, 1)) == {below: {between}, between: {above}}
    assert answered(session) == {below: {between}, between: {above}}


def test_a_circle_of_links_ends():
    both = Crux([1, 2], 8, 8)
    assert moved({1: {2}, 2: {1}}, {1: 4, 2: 4}, [1, 2]) == {1: both, 2: both}


def test_what_is_decided_is_no_crux(session):
    take_in(
        session,
        claims=CLAIMS,
        links=[link("left0", "supports", "left1"), link("left1", "supports", "left2")],
        predictions=[
            {
                "id": "p",
                "claims": ["left0"],
                "due": "2025",
                "resolutions": [{"outcome": "right", "decided": "2025-06"}],
            }
        ],
    )
    found = ground(session, camps(session), today=TODAY)
    assert "left0" not in uids(session, found, By.CRUX)
    earlier = ground(session, camps(session, as_of=None), today=date(2025, 1, 1))
    assert "left1" in uids(session, earlier, By.CRUX)


def test_without_camps_all_are_taken_as_one_and_nothing_divides(session):
    take_in(session, claims=[claim(f"c{at}", *stances("++++++++")) for at in range(5)])
    found = ground(session, camps(session), today=TODAY)
    assert found.ordered(By.DIVIDING) == []
    (first, *_) = cards(session, found, found.ordered(By.COMMON))
    assert (first["common"], first["dividing"], first["camps"]) == (0.9, None, [])


def test_of_nothing_there_is_nothing(session):
    found = ground(session, camps(session), today=TODAY)
    assert [found.ordered(by) for by in By] == [[]] * 6

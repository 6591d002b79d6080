"""Camps from the rows: the method that fits, several parts, and a word when there are none."""

import random
from datetime import date
from itertools import pairwise

import pytest

from kg.analysis.camps import CROWDED, FEW, READ, camps
from kg.analysis.found_camps import Method, Verdict, card
from kg.domain.agreeing.shuffling import OF_CROWD
from kg.domain.agreeing.steadiness import HALVINGS
from kg.errors import Invalid
from tests.graph.notes import claim, take_in


def two_camps(speakers, claims, noise, density=1.0, seed=1, **fields):
    """Claims that one half of the speakers holds and the other denies, but for some noise."""
    chance = random.Random(seed)
    names = [f"s{at:03}" for at in range(speakers)]
    return [
        claim(
            f"c{number}",
            *(
                (who, ("asserts", "disagrees")[(at % 2) ^ (chance.random() < noise)], "2024")
                for at, who in enumerate(names)
                if chance.random() < density
            ),
            **fields,
        )
        for number in range(claims)
    ]


def told(found):
    return [[one.uid for one in found.members(camp)] for camp in range(found.number)]


def test_few_speakers_are_divided_with_a_proof(session):
    take_in(session, claims=two_camps(8, 12, 0.1))
    found = camps(session)
    assert (found.method, found.verdict) == (Method.DIVISION, Verdict.CAMPS)
    assert told(found) == [["s000", "s002", "s004", "s006"], ["s001", "s003", "s005", "s007"]]
    assert (found.certified, found.unique, found.ties) == (True, True, [])
    assert found.steadiness is not None and found.steadiness > 0.5


def test_many_speakers_are_a_crowd(session):
    take_in(session, claims=two_camps(FEW + 10, 30, 0.1, density=0.7))
    found = camps(session)
    assert (found.method, found.verdict) == (Method.CROWD, Verdict.CAMPS)
    assert [len(one) for one in told(found)] == [30, 30]
    assert found.silhouettes[2] == max(found.silhouettes.values())


def test_more_camps_are_grouped(session):
    chance = random.Random(1)
    sides = [[chance.choice(("asserts", "disagrees")) for _ in range(24)] for _ in range(3)]
    take_in(
        session,
        claims=[
            claim(f"c{at}", *((f"s{who}", sides[who % 3][at]) for who in range(9)))
            for at in range(24)
        ],
    )
    found = camps(session, number=3)
    assert (found.method, found.certified) == (Method.GROUPING, True)
    assert told(found) == [["s0", "s3", "s6"], ["s1", "s4", "s7"], ["s2", "s5", "s8"]]


@pytest.mark.parametrize("method", Method)
@pytest.mark.parametrize(("speakers", "claims"), [(10, 30), (70, 40)])
def test_stances_by_chance_make_no_camps(session, method, speakers, claims):
    take_in(session, claims=two_camps(speakers, claims, 0.5))
    if method is Method.GROUPING and speakers > FEW:
        method = None
    found = camps(session, method=method, seconds=1)
    assert (found.verdict, card(found)["camps"]) == (Verdict.CHANCE, [])


def test_few_who_look_steady_by_chance_are_no_crowd_with_camps(session):
    take_in(session, claims=two_camps(4, 12, 0.5, seed=18))
    found = camps(session, method=Method.CROWD)
    assert found.steadiness is not None and found.steadiness > 0.5
    assert found.chance is not None and found.chance > 0.05
    assert found.verdict is Verdict.CHANCE
    assert camps(session, method=Method.CROWD, number=2).verdict is Verdict.UNSTEADY


@pytest.mark.parametrize("method", Method)
def test_where_all_agree_there_are_no_camps(session, method):
    names = [f"s{at}" for at in range(10)]
    take_in(
        session, claims=[claim(f"c{at}", *((who, "agrees") for who in names)) for at in range(9)]
    )
    found = camps(session, method=method)
    assert (found.verdict, card(found)["camps"]) == (Verdict.ONE, [])


@pytest.mark.parametrize("method", Method)
@pytest.mark.parametrize(
    "claims",
    [
        [],
        [claim(f"c{at}", ("a", "asserts")) for at in range(5)],
        [claim(f"c{at}", ("a", "asks"), ("b", "asks")) for at in range(5)],
        [claim(f"c{at}", (f"s{at}", "asserts")) for at in range(5)],
    ],
    ids=["nothing", "one speaker", "all ask", "nothing in common"],
)
def test_where_nothing_can_be_compared_there_are_no_camps_and_no_figures(session, method, claims):
    take_in(session, claims=claims)
    found = card(camps(session, method=method))
    assert found["camps"] == []
    assert found["verdict"] == "nothing to compare"
    figures = ("steadiness", "index", "total", "bound", "unique", "silhouette", "triangles", "told")
    assert [found[name] for name in figures] == [None] * len(figures)


def test_speakers_who_share_nothing_are_divided_apart(session):
    one, other = two_camps(4, 8, 0.0), two_camps(4, 8, 0.0)
    for number, each in enumerate(other):
        each["id"] = f"d{number}"
        for position in each["positions"]:
            position["speaker"] = position["speaker"].replace("s", "t")
    take_in(session, claims=[*one, *other, claim("alone", ("z", "asserts"))])
    found = camps(session)
    assert found.parts == [0, 0, 1, 1]
    assert told(found) == [
        ["s000", "s002"],
        ["s001", "s003"],
        ["t000", "t002"],
        ["t001", "t003"],
    ]
    assert card(found)["unplaced"] == ["z"]


def test_what_stands_against_a_division_and_other_divisions_are_told(session):
    ties = {("p", "q"): "agrees", ("q", "r"): "agrees", ("p", "r"): "disagrees"}
    take_in(
        session,
        claims=[
            claim(f"{one}{other}{at}", (one, "asserts"), (other, stance))
            for (one, other), stance in ties.items()
            for at in range(3)
        ],
    )
    found = camps(session)
    assert (found.verdict, found.index, found.total) == (Verdict.UNDIVIDED, 3, 9)
    assert [[one.uid for one in moved] for moved in found.ties] == [["r"], ["p"]]
    assert [(one.first.uid, one.second.uid) for one in found.against] == [("p", "r")]
    assert found.triangles is not None and found.triangles[:2] == (1, 1)


def test_as_of_a_day_later_stances_do_not_count(session):
    take_in(session, claims=two_camps(6, 10, 0.0))
    assert camps(session, as_of=date(2024, 12, 30)).verdict is Verdict.NOTHING
    assert camps(session, as_of=date(2024, 12, 31)).found


@pytest.mark.parametrize(
    ("asked", "refused"),
    [
        ({"number": 1}, "at least two camps"),
        ({"number": 3, "method": Method.DIVISION}, "two camps, not 3"),
        ({"number": 9}, "6 speakers cannot make 9 camps"),
    ],
)
def test_numbers_of_camps_that_cannot_be_are_refused(session, asked, refused):
    take_in(session, claims=two_camps(6, 10, 0.0))
    with pytest.raises(Invalid, match=refused):
        camps(session, **asked)


def test_the_same_notebook_gives_the_same_camps_each_time(session):
    take_in(session, claims=two_camps(FEW + 20, 20, 0.3, density=0.5))
    assert card(camps(session)) == card(camps(session))


def test_where_all_are_of_one_mind_asking_for_camps_makes_none(session):
    take_in(
        session, claims=[claim(f"c{at}", *((who, "agrees") for who in "abcd")) for at in range(8)]
    )
    found = camps(session, number=3)
    assert (found.verdict, found.steadiness, found.found) == (Verdict.ONE, None, False)


def test_one_speaker_is_nobody_to_compare_with_whatever_is_asked_for(session):
    take_in(session, claims=[claim(f"c{at}", ("a", "agrees")) for at in range(8)])
    for asked in ({}, {"method": Method.CROWD}, {"method": Method.GROUPING}, {"number": 3}):
        found = camps(session, **asked)
        assert (found.verdict, found.told) == (Verdict.NOTHING, None)


def two_parts():
    """Two against two on six claims, and on six others two against one, whom nobody else meets."""
    return [
        *(
            claim(f"c{at}", *((who, "agrees" if who in "ab" else "disagrees") for who in "abcd"))
            for at in range(6)
        ),
        *(
            claim(f"d{at}", *((who, "agrees" if who in "ef" else "disagrees") for who in "efg"))
            for at in range(6)
        ),
    ]


def test_a_grouping_joins_nobody_with_speakers_of_another_part(session):
    take_in(session, claims=two_parts())
    found = camps(session, method=Method.GROUPING)
    assert told(found) == [["a", "b"], ["c", "d"], ["e", "f"], ["g"]]
    assert found.parts == [0, 0, 1, 1]


@pytest.mark.parametrize("number", [2, 3])
def test_where_nothing_compares_parts_a_number_of_camps_is_refused(session, number):
    take_in(session, claims=two_parts())
    with pytest.raises(Invalid, match="2 parts that nothing compares"):
        camps(session, number=number)


def test_as_many_camps_as_speakers_are_refused(session):
    take_in(session, claims=two_camps(5, 10, 0.0))
    with pytest.raises(Invalid, match="5 camps only if everybody is alone"):
        camps(session, number=5)


def test_where_nobody_belongs_with_anybody_there_are_no_camps(session):
    take_in(
        session,
        claims=[
            claim(
                f"c{at}",
                *(
                    (who, "disagrees" if at % 3 == place else "agrees")
                    for place, who in enumerate("abc")
                ),
            )
            for at in range(12)
        ],
    )
    found = camps(session, method=Method.GROUPING)
    assert (found.verdict, found.steadiness, found.found) == (Verdict.ALONE, None, False)


@pytest.mark.parametrize("method", [Method.DIVISION, Method.GROUPING])
def test_more_speakers_than_can_be_held_together_are_refused_with_the_way_out(
    session, monkeypatch, method
):
    monkeypatch.setattr("kg.analysis.camps.MOST", 9)
    take_in(session, claims=two_camps(10, 8, 0.0))
    with pytest.raises(Invalid, match=r"at most 9 speakers, and here are 10\. .*--method crowd"):
        camps(session, method=method)


def test_camps_that_are_asked_for_by_number_are_shown_as_not_steady(session):
    take_in(session, claims=two_camps(70, 40, 0.5))
    assert camps(session).verdict is Verdict.CHANCE
    found = camps(session, number=2)
    assert (found.verdict, found.found) == (Verdict.UNSTEADY, True)
    assert len(card(found)["camps"]) == 2


def test_parts_of_one_mind_are_no_camps(session):
    claims = [claim(f"c{at}", ("a", "agrees"), ("b", "agrees")) for at in range(6)]
    claims += [claim(f"d{at}", ("e", "agrees"), ("f", "agrees")) for at in range(6)]
    take_in(session, claims=claims)
    assert camps(session).verdict is Verdict.ONE


def test_how_many_are_placed_and_can_be_compared_is_told(session):
    take_in(session, claims=[*two_parts(), claim("alone", ("z", "asserts"))])
    told = card(camps(session))
    assert (told["speakers"], told["placed"], told["compared"], told["pairs"]) == (8, 7, 9, 28)


@pytest.mark.parametrize("method", Method)
def test_how_much_is_done_is_told_from_the_first_to_the_last(session, method):
    take_in(session, claims=two_camps(8, 12, 0.1))
    told: list[float] = []
    camps(session, method=method, told=told.append)
    assert told == sorted(told)
    # Of a crowd of few stances are dealt anew before it is seen how steady camps are.
    more = OF_CROWD + 1 if method is Method.CROWD else 0
    assert (told[0], told[-1], len(told)) == (READ, 1, HALVINGS + 2 + more)


def test_how_much_is_done_is_told_while_stances_of_a_crowd_are_dealt_anew(session):
    take_in(session, claims=two_camps(8, 12, 0.1))
    told: list[float] = []
    camps(session, method=Method.CROWD, told=told.append)
    assert max(after - before for before, after in pairwise(told)) <= CROWDED


def test_a_crowd_joins_nobody_with_speakers_who_share_no_claim_with_them(session, monkeypatch):
    one, other = two_camps(30, 12, 0.05, density=0.9), two_camps(30, 12, 0.05, density=0.9, seed=2)
    for number, each in enumerate(other):
        each["id"] = f"d{number}"
        for position in each["positions"]:
            position["speaker"] = position["speaker"].replace("s", "t")
    alone = [claim(f"alone{at}", ("z", "asserts")) for at in range(9)]
    take_in(session, claims=[*one, *other, *alone])
    found = camps(session)
    assert (found.method, found.verdict, found.parts) == (
        Method.CROWD,
        Verdict.CAMPS,
        [0, 0, 1, 1],
    )
    assert [{uid[0] for uid in camp} for camp in told(found)] == [{"s"}, {"s"}, {"t"}, {"t"}]
    assert card(found)["unplaced"] == ["z"]
    assert (card(found)["silhouette"], card(found)["told"]) == (None, None)
    # They are refused before any are placed.
    monkeypatch.setattr("kg.domain.agreeing.crowd.kmeans", lambda *_: pytest.fail("placed"))
    with pytest.raises(Invalid, match="2 parts that nothing compares"):
        camps(session, number=2)


def test_who_shares_no_claim_with_a_crowd_is_in_no_camp_of_it(session):
    alone = [claim(f"alone{at}", ("z", "asserts")) for at in range(9)]
    take_in(session, claims=[*two_camps(FEW + 10, 30, 0.1, density=0.7), *alone])
    for number in (None, 2):
        found = camps(session, number=number)
        assert (found.verdict, found.parts) == (Verdict.CAMPS, [0, 0])
        assert card(found)["unplaced"] == ["z"]


def test_a_crowd_of_whom_no_two_share_a_claim_has_nothing_to_compare(session):
    take_in(
        session, claims=[claim(f"{who}{at}", (who, "asserts")) for who in "ab" for at in "1234567"]
    )
    found = card(camps(session, method=Method.CROWD))
    assert (found["verdict"], found["placed"]) == ("nothing to compare", 0)


def of_three(held_by):
    """Twelve speakers in three camps, each of which alone holds five of the claims."""
    return [
        claim(
            f"c{at}",
            *(
                (f"s{who:02}", "agrees" if who % 3 == held_by(at) else "disagrees")
                for who in range(12)
            ),
        )
        for at in range(15)
    ]


def test_where_two_camps_are_none_three_that_are_steady_are_found(session):
    take_in(session, claims=of_three(lambda at: at % 3))
    assert camps(session, method=Method.DIVISION).verdict is Verdict.CHANCE
    assert camps(session, number=2).verdict is Verdict.UNSTEADY
    found = camps(session)
    assert (found.method, found.verdict, found.certified) == (Method.GROUPING, Verdict.CAMPS, True)
    assert [{int(uid[1:]) % 3 for uid in camp} for camp in told(found)] == [{0}, {1}, {2}]


def test_two_camps_that_are_steady_stay_two(session):
    take_in(session, claims=of_three(lambda at: 0))
    found = camps(session)
    assert (found.method, found.number) == (Method.DIVISION, 2)


@pytest.mark.parametrize("number", [None, 2])
@pytest.mark.parametrize("names", ["abc", "abcdef"])
def test_where_each_is_at_odds_with_each_nobody_belongs_with_anybody(session, names, number):
    take_in(
        session,
        claims=[
            claim(
                f"c{turn}{first}{second}",
                (first, "agrees"),
                (second, "disagrees"),
            )
            for first in names
            for second in names
            if first < second
            for turn in range(4)
        ],
    )
    found = camps(session, number=number)
    assert (found.method, found.verdict, found.found) == (Method.DIVISION, Verdict.ALONE, False)


def test_who_have_met_the_same_adversaries_alone_belong_together(session):
    """Two sides of three, of whom nobody meets who is on their own side: the enemy of an enemy."""
    take_in(
        session,
        claims=[
            claim(f"c{turn}{one}{other}", (one, "agrees"), (other, "disagrees"))
            for one in "abc"
            for other in "def"
            for turn in range(4)
        ],
    )
    found = camps(session)
    assert (found.found, found.index) == (True, 0)
    assert told(found) == [["a", "b", "c"], ["d", "e", "f"]]

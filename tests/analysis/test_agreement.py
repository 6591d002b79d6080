"""Who agrees with whom, counted by hand."""

from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.analysis.agreement import SIGNS, Pair, contested, pairs, stances
from kg.domain.vocabulary import Stance
from kg.store import database
from kg.store.models import Claim, Speaker
from tests.graph.notes import claim, link, numbers, take_in


@pytest.fixture
def told(session):
    """Takes in claims and links; gives what each two speakers share, by their ids."""

    def tell(*claims, links=(), among=None):
        take_in(session, claims=list(claims), links=list(links))
        number = numbers(session, Claim)
        chosen = None if among is None else [number[key] for key in among]
        name = {row_id: uid for uid, row_id in numbers(session, Speaker).items()}
        return {
            (name[one], name[other]): pair for (one, other), pair in pairs(session, chosen).items()
        }

    return tell


def counts(pair):
    return (pair.agreements, pair.partial, pair.disagreements)


def inferred(pair):
    return (pair.inferred_agreements, pair.inferred_disagreements)


def test_every_two_stances_on_one_claim_are_an_agreement_a_disagreement_or_partial(told):
    found = told(
        claim("c1", ("a", "asserts"), ("b", "agrees"), ("c", "disagrees"), ("d", "partly")),
    )
    assert {who: counts(pair) for who, pair in found.items()} == {
        ("a", "b"): (1, 0, 0),
        ("a", "c"): (0, 0, 1),
        ("a", "d"): (0, 1, 0),
        ("b", "c"): (0, 0, 1),
        ("b", "d"): (0, 1, 0),
        ("c", "d"): (0, 1, 0),
    }
    assert all(inferred(pair) == (0, 0) for pair in found.values())


def test_two_who_deny_the_same_claim_agree(told):
    found = told(claim("c1", ("a", "disagrees"), ("b", "disagrees")))
    assert counts(found["a", "b"]) == (1, 0, 0)


def test_two_who_hold_a_claim_in_part_do_not_agree_in_whole(told):
    found = told(claim("c1", ("a", "partly"), ("b", "partly")))
    assert counts(found["a", "b"]) == (0, 1, 0)


def test_asking_says_nothing(told):
    found = told(claim("c1", ("a", "asserts"), ("b", "asks"), ("c", "asks")))
    assert found == {}


def test_asking_after_having_said_takes_nothing_back(told):
    found = told(
        claim("c1", ("a", "asserts", "2024"), ("b", "agrees", "2024"), ("b", "asks", "2025"))
    )
    assert counts(found["a", "b"]) == (1, 0, 0)


def test_agreements_add_up_over_claims_and_the_disputed_ones_are_known(told, session):
    found = told(
        claim("c1", ("a", "asserts"), ("b", "agrees")),
        claim("c2", ("b", "asserts"), ("a", "disagrees")),
        claim("c3", ("a", "agrees"), ("b", "partly")),
        claim("c4", ("a", "asserts"), ("b", "asserts")),
        claim("c5", ("a", "asserts")),
    )
    (pair,) = found.values()
    assert counts(pair) == (2, 1, 1)
    assert pair.claims == 4
    assert pair.disputed == [numbers(session, Claim)["c2"]]


@pytest.mark.parametrize(
    ("first", "then", "counted"),
    [
        # The stance that was said last counts …
        (("agrees", "2024-01-01"), ("disagrees", "2024-06-01"), (0, 0, 1)),
        # … however late it was written down.
        (("disagrees", "2024-06-01"), ("agrees", "2024-01-01"), (0, 0, 1)),
        # Of two said on one day, the one that was written down last.
        (("agrees", "2024-06-01"), ("disagrees", "2024-06-01"), (0, 0, 1)),
        (("disagrees", "2024-06-01"), ("agrees", "2024-06-01"), (1, 0, 0)),
        # One without a day gives way to one with a day …
        (("agrees", "2024-06-01"), ("disagrees",), (1, 0, 0)),
        # … and among themselves the one that was written down last counts.
        (("agrees",), ("disagrees",), (0, 0, 1)),
        # A month or a year may last to its end.
        (("agrees", "2024-06"), ("disagrees", "2024-06-15"), (1, 0, 0)),
        (("agrees", "2024"), ("disagrees", "2025-01-01"), (0, 0, 1)),
        # A change of mind may be half a one.
        (("agrees", "2024"), ("partly", "2025"), (0, 1, 0)),
    ],
)
def test_the_last_stance_counts(told, first, then, counted):
    found = told(claim("c1", ("a", "asserts", "2024"), ("b", *first), ("b", *then)))
    assert counts(found["a", "b"]) == counted


def test_nobody_is_paired_with_themselves(told):
    found = told(
        claim("c1", ("a", "asserts", "2024"), ("a", "disagrees", "2025")),
        claim("c2", ("a", "asserts")),
        links=[link("c1", "opposes", "c2")],
    )
    assert found == {}


@pytest.mark.parametrize(
    ("kind", "one", "other", "counted"),
    [
        ("opposes", "asserts", "asserts", (0, 1)),
        ("opposes", "asserts", "disagrees", (1, 0)),
        ("opposes", "disagrees", "agrees", (1, 0)),
        ("opposes", "disagrees", "disagrees", (0, 1)),
        ("restates", "asserts", "agrees", (1, 0)),
        ("restates", "agrees", "disagrees", (0, 1)),
    ],
)
@pytest.mark.parametrize("ends", [("c1", "c2"), ("c2", "c1")], ids=["there", "back"])
def test_from_claims_that_oppose_or_restate_each_other_more_follows(
    told, kind, one, other, counted, ends
):
    found = told(
        claim("c1", ("a", one)), claim("c2", ("b", other)), links=[link(ends[0], kind, ends[1])]
    )
    assert inferred(found["a", "b"]) == counted
    assert counts(found["a", "b"]) == (0, 0, 0)
    assert found["a", "b"].claims == 0


@pytest.mark.parametrize("kind", ["supports", "qualifies", "depends on", "elaborates"])
def test_from_other_links_nothing_follows(told, kind):
    found = told(
        claim("c1", ("a", "asserts")),
        claim("c2", ("b", "disagrees")),
        links=[link("c1", kind, "c2")],
    )
    assert found == {}


@pytest.mark.parametrize("stance", ["partly", "asks"])
def test_from_half_a_stance_or_none_nothing_follows(told, stance):
    found = told(
        claim("c1", ("a", "asserts")),
        claim("c2", ("b", stance)),
        links=[link("c1", "opposes", "c2")],
    )
    assert found == {}


def test_two_claims_linked_by_several_people_and_both_ways_count_once(told):
    found = told(
        claim("c1", ("a", "asserts")),
        claim("c2", ("b", "asserts")),
        links=[
            link("c1", "opposes", "c2"),
            link("c2", "opposes", "c1"),
            link("c1", "opposes", "c2", by="a"),
            link("c1", "opposes", "c2", by="b"),
        ],
    )
    assert inferred(found["a", "b"]) == (0, 1)


def test_two_who_both_speak_of_both_claims_count_once(told):
    found = told(
        claim("c1", ("a", "asserts"), ("b", "disagrees")),
        claim("c2", ("a", "disagrees"), ("b", "asserts")),
        links=[link("c1", "opposes", "c2")],
    )
    # Each holds one claim and denies its opposite: recorded twice, and inferred once.
    assert counts(found["a", "b"]) == (0, 0, 2)
    assert inferred(found["a", "b"]) == (0, 1)


def test_two_claims_can_bring_two_together_and_apart(told):
    found = told(
        claim("c1", ("a", "asserts"), ("b", "asserts")),
        claim("c2", ("a", "asserts"), ("b", "disagrees")),
        links=[link("c1", "opposes", "c2")],
    )
    # b denies what opposes a's claim; a holds what opposes b's.
    assert inferred(found["a", "b"]) == (1, 1)


def test_what_follows_uses_the_last_stance_too(told):
    found = told(
        claim("c1", ("a", "asserts", "2024"), ("a", "disagrees", "2025")),
        claim("c2", ("b", "asserts")),
        links=[link("c1", "opposes", "c2")],
    )
    assert inferred(found["a", "b"]) == (1, 0)


def test_only_claims_that_are_meant_count_and_links_between_them(told):
    claims = (
        claim("c1", ("a", "asserts"), ("b", "agrees")),
        claim("c2", ("a", "asserts"), ("b", "disagrees")),
        claim("c3", ("b", "asserts")),
    )
    links = [link("c1", "opposes", "c3"), link("c1", "restates", "c2")]
    found = told(*claims, links=links, among=["c1", "c2"])
    assert counts(found["a", "b"]) == (1, 0, 1)
    # c1 and c2 restate each other: a holds both; b holds one, and denies the other.
    assert inferred(found["a", "b"]) == (1, 1)
    assert told(among=[]) == {}


def test_an_empty_notebook_has_no_pairs(session):
    assert pairs(session) == {}
    assert stances(session) == {}
    assert contested(session) == set()


def test_a_claim_is_contested_when_somebody_holds_and_somebody_denies_it(session):
    take_in(
        session,
        claims=[
            claim("both", ("a", "asserts"), ("b", "disagrees")),
            claim("held", ("a", "asserts"), ("b", "agrees"), ("c", "partly")),
            claim("denied", ("a", "disagrees"), ("b", "partly")),
            claim("settled", ("a", "asserts"), ("b", "disagrees", "2024"), ("b", "agrees", "2025")),
            claim(
                "one mind".replace(" ", "-"), ("a", "asserts", "2024"), ("a", "disagrees", "2025")
            ),
        ],
    )
    assert contested(session) == {numbers(session, Claim)["both"]}


def by_definition(claims, links):
    """The same counts, worked out pair by pair as the words say."""
    sign = {
        key: {who: SIGNS[stance] for who, stance in said if stance in SIGNS}
        for key, said in claims.items()
    }
    speakers = sorted({who for said in claims.values() for who, _ in said})
    found = {}
    for one, other in combinations(speakers, 2):
        pair = Pair()
        for signs in sign.values():
            if one in signs and other in signs:
                product = signs[one] * signs[other]
                pair.agreements += product > 0
                pair.disagreements += product < 0
                pair.partial += product == 0
        for ends, kind in {(frozenset((start, end)), kind) for start, kind, end in links}:
            start, end = ends
            turn = -1 if kind == "opposes" else 1
            follows = {
                turn * sign[here].get(one, 0) * sign[there].get(other, 0)
                for here, there in ((start, end), (end, start))
            }
            pair.inferred_agreements += 1 in follows
            pair.inferred_disagreements += -1 in follows
        if counts(pair) + inferred(pair) != (0, 0, 0, 0, 0):
            found[one, other] = counts(pair) + inferred(pair)
    return found


keys = st.sampled_from(["c1", "c2", "c3"])
said = st.dictionaries(st.sampled_from("abcd"), st.sampled_from(list(Stance)), max_size=4)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.fixed_dictionaries(dict.fromkeys(("c1", "c2", "c3"), said)),
    st.lists(
        st.tuples(keys, st.sampled_from(["opposes", "restates"]), keys).filter(
            lambda found: found[0] != found[2]
        ),
        max_size=4,
        unique=True,
    ),
)
def test_counting_follows_the_definition(notebook_of_words, taken, links):
    claims = {key: list(found.items()) for key, found in taken.items()}
    with notebook_of_words.transaction("a try") as session:
        take_in(
            session,
            claims=[claim(key, *found) for key, found in claims.items()],
            links=[link(*one) for one in links],
        )
        name = {row_id: uid for uid, row_id in numbers(session, Speaker).items()}
        found = {
            (name[one], name[other]): counts(pair) + inferred(pair)
            for (one, other), pair in pairs(session).items()
        }
        session.rollback()
    assert found == by_definition(claims, links)


@pytest.fixture
def notebook_of_words():
    opened = database.create(":memory:")
    yield opened
    opened.close()

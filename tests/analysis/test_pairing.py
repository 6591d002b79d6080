"""`kg agreement` from the rows: each two, all together, and what cannot be told."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.analysis import agreement, pairing
from kg.analysis.stands import stands
from kg.domain.agreeing.stands import Stands
from kg.domain.vocabulary import Stance
from kg.store import database
from kg.store.models import Claim, Speaker
from tests.graph.notes import claim, link, numbers, take_in

ALL = [
    claim("c1", ("a", "asserts", "2024"), ("b", "agrees", "2024"), ("c", "disagrees", "2024")),
    claim("c2", ("a", "asserts", "2024"), ("b", "agrees", "2024"), ("c", "partly", "2024")),
    claim("c3", ("a", "disagrees", "2024"), ("b", "disagrees", "2024")),
    claim("c4", ("a", "agrees", "2024"), ("b", "disagrees", "2025")),
    claim("c5", ("a", "agrees", "2024"), ("d", "asks", "2024")),
    claim("c6", ("d", "asserts", "2024")),
]


def told(found):
    return {
        (two.first.uid, two.second.uid): (two.agreements, two.partial, two.disagreements)
        for two in found.twos
    }


def test_each_two_are_counted_and_those_with_most_in_common_come_first(session):
    take_in(session, claims=ALL, links=[link("c6", "opposes", "c1")])
    found = pairing.agree(session)
    assert list(told(found).items()) == [
        (("a", "b"), (3, 0, 1)),
        (("a", "c"), (0, 1, 1)),
        (("b", "c"), (0, 1, 1)),
        # Nothing is recorded of these; what follows from the link stands apart.
        (("a", "d"), (0, 0, 0)),
        (("b", "d"), (0, 0, 0)),
        (("c", "d"), (0, 0, 0)),
    ]
    assert [two.inferred_disagreements for two in found.twos] == [0, 0, 0, 1, 1, 0]
    assert found.twos[-1].inferred_agreements == 1
    assert (found.counts, found.inferred) == ((3, 2, 3), (1, 2))
    assert (found.speakers, found.claims, found.common, found.pairs) == (4, 6, 4, 6)
    only = found.twos[0].but
    assert only is not None and only.uid == "c4"


def test_as_of_a_day_what_came_later_does_not_count(session):
    take_in(session, claims=ALL)
    found = pairing.agree(session, as_of=date(2024, 12, 31))
    assert told(found)["a", "b"] == (3, 0, 0)
    assert found.twos[0].but is None


def test_of_fewer_than_three_common_claims_there_is_no_rate(session):
    take_in(session, claims=ALL)
    rates = [two.rate for two in pairing.agree(session).twos]
    assert [one is None for one in rates] == [False, True, True]
    assert rates[0] is not None and rates[0][0] == 0.75


def test_only_the_pairs_of_speakers_that_are_meant_come(session):
    take_in(session, claims=ALL)
    who = numbers(session, Speaker)["c"]
    assert list(told(pairing.agree(session, among=[who]))) == [("a", "c"), ("b", "c")]


def test_a_limit_keeps_the_pairs_with_most_in_common_and_counts_all(session):
    take_in(session, claims=ALL)
    found = pairing.agree(session, limit=1)
    assert (list(told(found)), found.left_out, found.counts) == ([("a", "b")], 2, (3, 2, 3))


@pytest.mark.parametrize(
    ("claims", "missing"),
    [
        ([], "There are no stances to compare."),
        ([claim("c", ("a", "asks"), ("b", "asks"))], "There are no stances to compare."),
        ([claim("c", ("a", "asserts"))], "Only one speaker takes a stance."),
        (
            [claim("c", ("a", "asserts")), claim("d", ("b", "asserts"))],
            "No claim has stances of two speakers.",
        ),
    ],
)
def test_it_says_what_is_missing(session, claims, missing):
    take_in(session, claims=claims)
    found = pairing.agree(session)
    assert pairing.cards(found) == []
    assert pairing.missing(found).startswith(missing)


def test_where_all_are_of_one_mind_there_is_no_alpha(session):
    take_in(session, claims=[claim(key, ("a", "asserts"), ("b", "agrees")) for key in "xyz"])
    found = pairing.agree(session)
    assert found.alpha is None
    assert pairing.cards(found)[0]["rate"] == 1.0


said = st.lists(
    st.tuples(
        st.sampled_from("abcd"),
        st.sampled_from(list(Stance)),
        st.sampled_from(["2024", "2024-05", "2024-05-02", "2025-01-01"]),
    ),
    max_size=6,
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(said, min_size=1, max_size=4), st.sampled_from([None, date(2024, 12, 31)]))
def test_the_table_holds_what_the_rule_of_stances_says(empty, told, day):
    with empty.transaction("a try") as session:
        take_in(session, claims=[claim(f"c{at}", *some) for at, some in enumerate(told)])
        for chosen in (None, [*numbers(session, Claim).values()][:2]):
            by_rule = agreement.stances(session, chosen, day)
            table = stands(session, chosen, day)
            found: dict[int, dict[int, int]] = {}
            for who, what, sign in zip(table.who, table.what, table.sign, strict=True):
                found.setdefault(table.claims[what], {})[table.speakers[who]] = sign
            assert found == by_rule
            by_pairs = agreement.pairs(session, chosen, day)
            assert {
                (two.first.id, two.second.id): (two.agreements, two.partial, two.disagreements)
                for two in pairing.agree(session, chosen, as_of=day).twos
            } == {
                key: (pair.agreements, pair.partial, pair.disagreements)
                for key, pair in by_pairs.items()
            }
        session.rollback()


@pytest.fixture
def empty():
    opened = database.create(":memory:")
    yield opened
    opened.close()


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.lists(st.sampled_from([1, 0, -1, None]), min_size=5, max_size=5), max_size=7),
    st.integers(1, 12),
    st.integers(1, 4),
)
def test_the_best_of_all_pairs_are_kept_however_they_are_read(monkeypatch, rows, limit, block):
    """Some speakers at a time gives what all at once, sorted, would give."""
    monkeypatch.setattr("kg.domain.agreeing.pairs.BLOCK", block)
    table = Stands.of(
        (who, what, sign)
        for who, signs in enumerate(rows, 1)
        for what, sign in enumerate(signs, 1)
        if sign is not None
    )
    counted = pairing._counted(table, (), limit, False, {})
    common = {
        (one + 1, other + 1): [
            a * b
            for a, b in zip(rows[one], rows[other], strict=True)
            if a is not None and b is not None
        ]
        for one in range(len(rows))
        for other in range(one + 1, len(rows))
    }
    shared = {pair: products for pair, products in common.items() if products}
    ordered = sorted(shared, key=lambda pair: (-len(shared[pair]), pair))[:limit]
    assert counted.best == {
        pair: tuple(shared[pair].count(sign) for sign in (1, 0, -1)) for pair in ordered
    }
    assert counted.pairs == len(shared)

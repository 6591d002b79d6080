"""Duels of a few speakers: they are what comparing each two of them gives, and cost no more."""

from datetime import date
from itertools import combinations, pairwise

import pytest

from kg.analysis import head_to_head
from kg.analysis.disputes import RECORDED
from kg.analysis.duels import duels
from kg.store.models import Speaker
from tests.analysis.duel import FOUGHT, reading
from tests.graph.notes import claim, numbers, take_in

TODAY = date(2026, 11, 23)
NAMES = ("a", "b", "c")


@pytest.fixture
def table(session):
    """Three speakers on seven claims, which came to different things; one cannot be checked."""
    take_in(
        session,
        claims=[
            claim("won", ("a", "asserts", "2024"), ("b", "disagrees", "2024"), ("c", "agrees")),
            claim("lost", ("a", "asserts"), ("b", "disagrees")),
            claim("open", ("b", "asserts"), ("c", "disagrees")),
            claim("void", ("a", "disagrees"), ("b", "asserts")),
            claim("opinion", ("a", "asserts"), ("c", "disagrees")),
            claim("agreed", ("a", "asserts"), ("b", "asserts")),
            claim("number", ("c", "asserts")),
        ],
        predictions=[
            reading("p1", "won", ("right", "2025")),
            reading("p2", "lost", ("wrong", "2025")),
            reading("p3", "open"),
            reading("p4", "void", ("void", "2025")),
            reading("p5", "agreed", ("right", "2025")),
            reading("p6", "number", ("wrong", "2025"), forecasts=[("a", 0.8), ("b", 0.2)]),
        ],
    )
    number = numbers(session, Speaker)
    return session, [number[name] for name in NAMES]


def told(found, speakers):
    name = dict(zip(speakers, NAMES, strict=True))
    return [
        (name[one.first] + name[one.second], {key: n for key, n in one.totals.items() if n})
        for one in found
    ]


def test_each_two_who_disagree_are_told_those_first_of_whom_most_is_decided(table):
    session, speakers = table
    found = duels(session, speakers, today=TODAY)
    assert told(found, speakers) == [
        ("ab", {"first": 1, "second": 2, "unclear": 1}),
        ("bc", {"second": 1, "open": 1}),
    ]
    assert [one.decided for one in found] == [3, 1]
    assert [one.too_few for one in found] == [False, True]


def test_they_are_what_comparing_each_two_gives(table):
    session, speakers = table
    found = {(one.first, one.second): one.totals for one in duels(session, speakers, today=TODAY)}
    none = dict.fromkeys(RECORDED, 0)
    for names, pair in zip(combinations(NAMES, 2), combinations(speakers, 2), strict=True):
        compared = head_to_head.compare(session, *names, today=TODAY)
        assert found.get(pair, none) == compared.totals


def test_as_of_a_day_only_what_was_decided_by_then_counts(table):
    session, speakers = table
    found = duels(session, speakers, today=TODAY, as_of=date(2024, 12, 31))
    assert told(found, speakers) == [("ab", {"open": 1})]


def test_only_claims_that_are_meant_count(table):
    session, speakers = table
    assert duels(session, speakers, [], today=TODAY) == []


def test_how_many_speakers_and_claims_there_are_changes_nothing_in_how_often_it_asks(
    session, asked
):
    names = [f"s{n}" for n in range(12)]
    claims = [
        claim(f"c{n}", (one, "asserts"), (other, "disagrees"))
        for n, (one, other) in enumerate(pairwise(names * 4))
    ]
    predictions = [reading(f"p{n}", f"c{n}") for n in range(len(claims))]
    take_in(session, claims=[FOUGHT, *claims], predictions=[*predictions, reading("p", "c")])
    speakers = [numbers(session, Speaker)[name] for name in names]
    few = asked(lambda: duels(session, speakers[:2], today=TODAY))
    many = asked(lambda: duels(session, speakers, today=TODAY))
    assert few == many

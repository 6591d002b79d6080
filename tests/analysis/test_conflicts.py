"""Conflicts from the rows: what is held together, taken back, impossible and circular."""

from datetime import date

import pytest

from kg.analysis.conflicts import Sort, conflicts
from kg.store.models import Claim, Speaker
from tests.graph.notes import claim, link, numbers, take_in


@pytest.fixture
def told(session):
    """Takes in claims and links; gives what conflicts, in short."""

    def tell(*claims, links=(), **asked):
        take_in(session, claims=list(claims), links=list(links))
        return [
            (
                one.sort.value,
                one.speaker and one.speaker.uid,
                ("-", "+")[one.first_held] + one.first.uid,
                ("-", "+")[one.last_held] + one.last.uid,
                [f"{start.uid} {kind} {end.uid}" for start, kind, end, _ in one.way],
            )
            for one in conflicts(session, **asked)
        ]

    return tell


def test_who_holds_claims_that_oppose_each_other_conflicts_once(told):
    assert told(
        claim("x", ("a", "asserts"), ("b", "asserts"), ("c", "partly")),
        claim("y", ("a", "agrees"), ("b", "disagrees"), ("c", "asserts")),
        links=[link("y", "opposes", "x")],
    ) == [("held together", "a", "+x", "+y", ["y opposes x"])]


def test_to_deny_two_claims_that_oppose_each_other_is_no_conflict(told):
    assert (
        told(
            claim("x", ("a", "disagrees")),
            claim("y", ("a", "disagrees")),
            links=[link("x", "opposes", "y")],
        )
        == []
    )


def test_the_way_leads_over_what_restates_and_what_is_depended_on(told):
    assert told(
        claim("x", ("a", "asserts")),
        claim("same"),
        claim("need"),
        claim("z", ("a", "agrees")),
        links=[
            link("same", "restates", "x"),
            link("same", "depends on", "need"),
            link("z", "opposes", "need"),
            link("x", "supports", "z"),
        ],
    ) == [
        (
            "held together",
            "a",
            "+x",
            "+z",
            ["same restates x", "same depends on need", "z opposes need"],
        )
    ]


def test_who_holds_a_claim_and_denies_what_it_needs_conflicts(told):
    assert told(
        claim("x", ("a", "asserts")),
        claim("y", ("a", "disagrees")),
        links=[link("x", "depends on", "y")],
    ) == [("held together", "a", "+x", "-y", ["x depends on y"])]


def test_what_was_taken_back_is_told_with_its_days(told, session):
    found = told(
        claim(
            "x", ("a", "asserts", "2024"), ("a", "disagrees", "2025-03"), ("b", "asserts", "2024")
        ),
        claim("y", ("a", "disagrees", "2025"), ("a", "partly", "2024"), ("a", "asks", "2026")),
    )
    assert found == [("taken back", "a", "+x", "-x", [])]
    (one,) = conflicts(session)
    assert (str(one.first_said), str(one.last_said), one.inferred) == ("2024", "2025-03", False)


def test_links_by_which_a_claim_denies_itself_or_rests_on_itself_are_told(told):
    assert told(
        claim("x"),
        claim("y"),
        claim("z"),
        links=[
            link("x", "depends on", "y"),
            link("x", "opposes", "y"),
            link("y", "supports", "z"),
            link("z", "supports", "y"),
        ],
    ) == [
        ("impossible", None, "+x", "-x", ["x depends on y", "x opposes y"]),
        ("circular", None, "+y", "+y", ["z supports y", "y supports z"]),
    ]


def test_a_day_a_selection_and_speakers_narrow_it(told, session):
    told(
        claim("x", ("a", "asserts", "2024"), ("b", "asserts", "2024")),
        claim("y", ("a", "agrees", "2025"), ("b", "agrees", "2024")),
        links=[link("y", "opposes", "x")],
    )
    who, what = numbers(session, Speaker), numbers(session, Claim)
    assert len(conflicts(session)) == 2

    def whose(**asked):
        return [one.speaker and one.speaker.id for one in conflicts(session, **asked)]

    assert whose(as_of=date(2024, 12, 31)) == [who["b"]]
    assert whose(among=[who["a"]]) == [who["a"]]
    assert conflicts(session, [what["x"]]) == []


def test_an_empty_notebook_has_no_conflicts(session):
    assert conflicts(session) == []
    assert len(Sort) == 4

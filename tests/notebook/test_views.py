"""Views: queries under a name, asked anew on each day."""

from datetime import date

import pytest

from kg.errors import Ambiguous, Conflict, Invalid, NotFound
from kg.notebook import predictions, speakers, views
from kg.notebook.finding import find
from kg.store.models import Claim, View
from tests.graph.notes import claim, take_in

TODAY = date(2026, 11, 23)


def add(session, name, query, **more):
    return views.add(session, name, query, today=TODAY, **more)


@pytest.fixture
def said(session):
    """Three claims: two of Ada about trams, one of Bo about cost."""
    take_in(
        session,
        claims=[
            claim("a", ("ada", "asserts"), about=["tram"]),
            claim("b", ("ada", "asserts"), ("bo", "disagrees"), about=["tram"]),
            claim("c", ("bo", "asserts"), about=["cost"]),
        ],
    )
    return session


def claims_of(session, *keys, today=TODAY):
    found, refused = views.shown(session, keys, today)
    assert refused == []
    names = {row.id: row.uid for row in session.query(Claim)}
    return {one.view.name: [names[row_id] for row_id in one.claims] for one in found}


def test_a_view_shows_what_meets_its_query(said):
    add(said, "Trams", "about:tram")
    add(said, "Disputed", "stance:disagrees")
    assert claims_of(said) == {"Trams": ["a", "b"], "Disputed": ["b"]}
    assert claims_of(said, "trams") == {"Trams": ["a", "b"]}


def test_a_view_is_asked_anew_on_each_day(said):
    predictions.predict(said, [1], due="2026-12-01")
    add(said, "Due", "due:..today")
    assert claims_of(said) == {"Due": []}
    assert claims_of(said, today=date(2026, 12, 2)) == {"Due": ["a"]}


def test_a_view_is_found_by_its_name_in_any_case_before_its_number(said):
    first, second = add(said, "2", "about:tram"), add(said, "Cost ", "about:cost")
    assert find.view(said, "2") is first
    assert find.view(said, second.id) is first
    assert find.view(said, "COST") is find.view(said, second.uid) is second
    with pytest.raises(NotFound, match="There is no view 'Coost'"):
        find.view(said, "Coost")


@pytest.mark.parametrize(
    ("name", "query", "error"),
    [
        ("", "about:tram", "The name is empty"),
        ("x" * 121, "about:tram", "The name has 121 characters"),
        ("Trams", "", "The query is empty"),
        ("Trams", "depth:2", "asks for nothing"),
        ("Trams", "abuot:tram", "There is no field 'abuot'"),
        ("Trams", "due:2027..2026", "ends before it begins"),
        ("Trams", "x" * 10_001, "The query has 10,001 characters"),
    ],
)
def test_what_is_no_view_is_refused(said, name, query, error):
    with pytest.raises(Invalid, match=error):
        add(said, name, query)
    assert views.listed(said) == []


def test_what_the_notebook_does_not_know_is_refused_at_once(said):
    with pytest.raises(NotFound, match="There is no concept 'trams'"):
        add(said, "Trams", "about:trams")


def test_no_two_views_have_one_name(said):
    add(said, "Trams", "about:tram")
    other = add(said, "Cost", "about:cost")
    with pytest.raises(Conflict, match="There is a view 'Trams' already"):
        add(said, " TRAMS", "about:cost")
    with pytest.raises(Conflict, match="There is a view 'Trams' already"):
        views.edit(said, other, name="trams", today=TODAY)
    assert views.edit(said, other, name="COST", today=TODAY).name == "COST"


def test_of_two_views_that_came_with_one_name_it_is_asked_which(said):
    take_in(said, views=[{"id": key, "name": "Trams", "query": "about:tram"} for key in ("v", "w")])
    with pytest.raises(Ambiguous, match="2 views are called Trams"):
        views.remove(said, "Trams")


def test_a_view_that_can_no_longer_be_asked_is_left_out_unless_it_is_named(said):
    add(said, "Ada", "speaker:ada")
    add(said, "Trams", "about:tram")
    speakers.edit(said, "ada", names={"en": "Augusta"})
    row = find.speaker(said, "Augusta")
    row.uid = "augusta"
    said.flush()
    found, refused = views.shown(said, (), TODAY)
    assert [one.view.name for one in found] == ["Trams"]
    assert refused == ["The view 'Ada' was left out: There is no speaker 'ada'."]
    with pytest.raises(NotFound):
        views.shown(said, ["Ada"], TODAY)


def test_a_map_of_one_view_bears_its_name_and_of_several_offers_them(said):
    add(said, "Trams", "about:tram")
    add(said, "Disputed", "stance:disagrees")
    one = views.chosen(said, [1, 2, 3], ["Disputed"], TODAY)
    assert (one.claims, one.title, one.told) == ([2], "Disputed", {"views": []})
    two = views.chosen(said, [2, 3], ["Trams", "Disputed"], TODAY)
    assert (two.claims, two.title) == ([2], None)
    assert [(view["name"], view["claims"]) for view in two.told["views"]] == [
        ("Trams", [2]),
        ("Disputed", [2]),
    ]
    every = views.chosen(said, [1, 2, 3], [], TODAY)
    assert every.claims == [1, 2, 3]
    assert [view["claims"] for view in every.told["views"]] == [[1, 2], [2]]


def test_views_are_changed_and_removed(said):
    row = add(said, "Trams", "about:tram", note="for the meeting")
    views.edit(said, row, query="about:cost", note=None, today=TODAY)
    assert (row.name, row.query, row.note) == ("Trams", "about:cost", None)
    with pytest.raises(Invalid):
        views.edit(said, row, query="kind:nonsense", today=TODAY)
    views.remove(said, "Trams")
    assert said.query(View).count() == 0
    assert said.query(Claim).count() == 3

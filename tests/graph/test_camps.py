"""The graph of camps, and the same figures from Python."""

import io
from datetime import date

import networkx as nx
import pytest

import kg
from kg.errors import Invalid
from kg.formats import graphml
from kg.graph.camps import camp_graph
from tests.graph.notes import claim, link, take_in

TODAY = date(2026, 11, 23)


def two_against_two():
    claims = [
        claim(f"c{at}", ("a", "agrees"), ("b", "agrees"), ("c", "disagrees"), ("d", "disagrees"))
        for at in range(6)
    ]
    return [*claims, claim("shared", *((who, "agrees") for who in "abcd"), ("e", "partly"))]


def test_speakers_have_their_camp_and_claims_their_figures(session):
    take_in(session, claims=two_against_two(), links=[link("c0", "supports", "shared")])
    graph = camp_graph(session, today=TODAY)
    assert {uid: graph.nodes[f"speaker:{uid}"]["camp"] for uid in "abcde"} == {
        "a": 1,
        "b": 1,
        "c": 2,
        "d": 2,
        "e": 0,
    }
    shared, apart = graph.nodes["claim:shared"], graph.nodes["claim:c0"]
    assert (shared["held"], shared["partly"], shared["denied"]) == (4, 1, 0)
    assert (shared["common"], shared["dividing"], shared["strength"]) == (0.5625, 0.0, 0.75)
    assert (apart["dividing"], apart["strength"]) == (0.5, 0.5)
    assert (apart["marks"], shared["marks"]) == ("dividing", "common, bridging")
    assert graph.graph["method"] == "division"
    assert (graph.graph["camps"], graph.graph["index"], graph.graph["certified"]) == (2, 0, True)
    assert graph.edges["speaker:c", "claim:c0"] == {"sign": -1}
    assert (len(graph), graph.number_of_edges()) == (12, 29)


def test_a_file_for_gephi_says_how_sure_the_camps_are(session):
    """Gephi shows what nodes have; networkx also reads what the graph as a whole has."""
    take_in(session, claims=two_against_two())
    stream = io.StringIO()
    graphml.write(camp_graph(session, today=TODAY), stream)
    read = nx.parse_graphml(stream.getvalue())
    assert read.nodes["speaker:a"]["verdict"] == "camps"
    assert (read.graph["loose"], read.graph["steadiness"], read.graph["placed"]) == (False, 1.0, 4)


def test_of_nothing_there_is_an_empty_graph(session):
    assert len(camp_graph(session, today=TODAY)) == 0


def test_python_gives_what_the_commands_do():
    notebook = kg.create(":memory:")
    for statement in ("Prices fall", "Wages fall", "Rents fall"):
        number = notebook.add(statement, speaker="Ada", said="2024")["id"]
        notebook.take(number, "Charles", "disagrees", said="2024")
    notebook.link(1, "opposes", 2)
    (two, whole) = notebook.agreement()
    assert (two["disagreements"], two["rate"], whole["alpha"]) == (3, 0.0, -0.666667)
    found = notebook.camps()
    assert (found["method"], found["verdict"], found["index"]) == ("division", "loose camps", 0)
    ada = notebook.speaker("Ada", camps=True)["among"]
    assert (ada["camp"], [one["claims"] for one in ada["farthest"]]) == (1, [3])
    assert "among" not in notebook.speaker("Ada")
    assert notebook.claim(1, camps=True)["light"]["ground"]["marks"] == ["dividing", "crux"]
    assert "light" not in notebook.claim(1)
    assert notebook.camps(method="crowd")["method"] == "crowd"
    assert [one["against"] for one in notebook.ground()] == [1, 1, 1]
    assert [one["conflict"] for one in notebook.conflicts()] == ["held together"]
    assert notebook.strength(2)["strength"] == 0.25
    assert notebook.graph("camps").number_of_edges() == 6
    with pytest.raises(Invalid, match="'clans' is none of"):
        notebook.camps(method="clans")

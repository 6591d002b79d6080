"""The graph of speakers: what its nodes and edges count."""

import io

import networkx as nx
import pytest

from kg.domain.selection import Selection
from kg.formats import graphml
from kg.graph.speakers import speaker_graph
from kg.settings import today as day
from tests.formats.test_graphml import sound_for_gephi
from tests.graph.notes import claim, link, take_in


@pytest.fixture
def today(home):
    return day()


def take_in_a_dispute(session):
    take_in(
        session,
        speakers=[
            {"id": "ada", "names": {"en": "Ada", "zh": "阿达"}},
            {"id": "lab", "kind": "organisation", "names": {"zh": "实验室"}},
            {"id": "mute", "names": {"en": "Says nothing"}},
        ],
        claims=[
            claim("c1", ("ada", "asserts"), ("lab", "disagrees"), ("bob", "partly"), about=["o1"]),
            claim("c2", ("ada", "asserts"), ("lab", "agrees"), about=["o1"]),
            claim("c3", ("ada", "agrees"), ("lab", "asserts")),
            claim("c4", ("bob", "asserts"), ("cyd", "asks")),
        ],
        links=[link("c4", "opposes", "c2")],
    )


def test_nodes_are_those_who_speak_of_the_claims(session, today):
    take_in_a_dispute(session)
    graph = speaker_graph(session, today=today)
    assert isinstance(graph, nx.Graph)
    assert dict(graph.nodes(data=True)) == {
        "speaker:ada": {
            "type": "speaker",
            "uid": "ada",
            "number": 1,
            "kind": "person",
            "claims": 3,
            "label": "Ada",
            "label_en": "Ada",
            "label_zh": "阿达",
        },
        "speaker:lab": {
            "type": "speaker",
            "uid": "lab",
            "number": 2,
            "kind": "organisation",
            "claims": 3,
            "label": "实验室",
            "label_zh": "实验室",
        },
        "speaker:bob": {
            "type": "speaker",
            "uid": "bob",
            "number": 4,
            "kind": "person",
            "claims": 2,
            "label": "Bob",
            "label_en": "Bob",
        },
        "speaker:cyd": {
            "type": "speaker",
            "uid": "cyd",
            "number": 5,
            "kind": "person",
            "claims": 1,
            "label": "Cyd",
            "label_en": "Cyd",
        },
    }


def test_edges_count_what_is_recorded_and_what_is_inferred_apart(session, today):
    take_in_a_dispute(session)
    graph = speaker_graph(session, today=today)
    assert {
        (start, end): tuple(values.items()) for start, end, values in graph.edges(data=True)
    } == {
        ("speaker:ada", "speaker:lab"): (
            ("claims", 3),
            ("agreements", 2),
            ("partial", 0),
            ("disagreements", 1),
            ("inferred_agreements", 0),
            ("inferred_disagreements", 0),
            ("balance", 1),
            ("judged", True),
            ("rate", 2 / 3),
            ("rate_low", pytest.approx(0.2077, abs=1e-4)),
            ("rate_high", pytest.approx(0.9385, abs=1e-4)),
            ("weight", 3),
        ),
        ("speaker:ada", "speaker:bob"): (
            ("claims", 1),
            ("agreements", 0),
            ("partial", 1),
            ("disagreements", 0),
            ("inferred_agreements", 0),
            ("inferred_disagreements", 1),
            ("balance", 0),
            ("judged", False),
            ("rate", 0.0),
            ("rate_low", 0.0),
            ("rate_high", 1.0),
            ("weight", 2),
        ),
        # Only inferred: bob holds what opposes a claim that lab agrees with; c1 they share in part.
        ("speaker:lab", "speaker:bob"): (
            ("claims", 1),
            ("agreements", 0),
            ("partial", 1),
            ("disagreements", 0),
            ("inferred_agreements", 0),
            ("inferred_disagreements", 1),
            ("balance", 0),
            ("judged", False),
            ("rate", 0.0),
            ("rate_low", 0.0),
            ("rate_high", 1.0),
            ("weight", 2),
        ),
    }


def test_only_the_claims_that_are_meant_count(session, today):
    take_in_a_dispute(session)
    graph = speaker_graph(session, Selection(concepts=("o1",)), today=today)
    assert set(graph) == {"speaker:ada", "speaker:lab", "speaker:bob"}
    assert graph.edges["speaker:ada", "speaker:lab"]["claims"] == 2
    assert graph.edges["speaker:ada", "speaker:bob"]["inferred_disagreements"] == 0
    assert graph.nodes["speaker:bob"]["claims"] == 1


def test_labels_are_in_the_language_asked_for_where_there_is_one(session, today):
    take_in_a_dispute(session)
    graph = speaker_graph(session, today=today, language="zh")
    assert [graph.nodes[f"speaker:{uid}"]["label"] for uid in ("ada", "bob")] == ["阿达", "Bob"]


def test_two_who_are_level_keep_their_edge_in_gephi(session, today):
    take_in(
        session,
        claims=[
            claim("c1", ("a", "asserts"), ("b", "agrees")),
            claim("c2", ("a", "asserts"), ("b", "disagrees")),
        ],
    )
    graph = speaker_graph(session, today=today)
    assert graph.edges["speaker:a", "speaker:b"]["balance"] == 0
    stream = io.StringIO()
    graphml.write(graph, stream)
    sound_for_gephi(stream.getvalue())
    assert nx.parse_graphml(stream.getvalue()).edges["speaker:a", "speaker:b"]["weight"] == 2


def test_an_empty_notebook_is_an_empty_graph(session, today):
    assert len(speaker_graph(session, today=today)) == 0

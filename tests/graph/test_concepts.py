"""The graph of concepts: what is spoken of together, and where that is contested."""

import io

import networkx as nx
import pytest

from kg.domain.selection import Selection
from kg.formats import graphml
from kg.graph.concepts import concept_graph
from kg.settings import today as day
from tests.formats.test_graphml import sound_for_gephi
from tests.graph.notes import claim, take_in


@pytest.fixture
def today(home):
    return day()


def take_in_a_field(session):
    take_in(
        session,
        concepts=[
            {"id": "ai", "names": {"en": "AI", "zh": "人工智能"}},
            {"id": "llm", "names": {"en": "LLM"}, "broader": "ai"},
            {"id": "o1", "kind": "model", "names": {"en": "o1"}, "broader": "llm"},
            {"id": "weather", "names": {"en": "Weather"}},
        ],
        claims=[
            claim("c1", ("a", "asserts"), ("b", "disagrees"), about=["o1", "llm", "cost"]),
            claim("c2", ("a", "asserts"), ("b", "agrees"), about=["o1", "cost"]),
            claim("c3", ("a", "asserts", "2024"), ("a", "disagrees", "2025"), about=["cost"]),
        ],
    )


def test_nodes_are_what_the_claims_are_about_and_what_is_broader(session, today):
    take_in_a_field(session)
    graph = concept_graph(session, today=today)
    assert isinstance(graph, nx.Graph)
    assert dict(graph.nodes(data=True)) == {
        "concept:ai": {
            "type": "concept",
            "uid": "ai",
            "number": 1,
            "kind": "concept",
            "claims": 0,
            "label": "AI",
            "label_en": "AI",
            "label_zh": "人工智能",
        },
        "concept:llm": {
            "type": "concept",
            "uid": "llm",
            "number": 2,
            "kind": "concept",
            "claims": 1,
            "label": "LLM",
            "label_en": "LLM",
        },
        "concept:o1": {
            "type": "concept",
            "uid": "o1",
            "number": 3,
            "kind": "model",
            "claims": 2,
            "label": "o1",
            "label_en": "o1",
        },
        "concept:cost": {
            "type": "concept",
            "uid": "cost",
            "number": 5,
            "kind": "concept",
            "claims": 3,
            "label": "Cost",
            "label_en": "Cost",
        },
    }


def test_edges_count_claims_about_both_and_say_what_is_broader(session, today):
    take_in_a_field(session)
    graph = concept_graph(session, today=today)
    found = {
        frozenset((start.removeprefix("concept:"), end.removeprefix("concept:"))): values
        for start, end, values in graph.edges(data=True)
    }
    assert found == {
        frozenset(("o1", "cost")): {"claims": 2, "contested": 1, "broader": "", "weight": 2},
        frozenset(("llm", "cost")): {"claims": 1, "contested": 1, "broader": "", "weight": 1},
        frozenset(("o1", "llm")): {"claims": 1, "contested": 1, "broader": "llm", "weight": 2},
        frozenset(("llm", "ai")): {"claims": 0, "contested": 0, "broader": "ai", "weight": 1},
    }


def test_only_the_claims_that_are_meant_count(session, today):
    take_in_a_field(session)
    graph = concept_graph(session, Selection(around="c2", depth=0), today=today)
    assert set(graph) == {"concept:o1", "concept:cost", "concept:llm", "concept:ai"}
    assert graph.edges["concept:o1", "concept:cost"]["claims"] == 1
    assert graph.edges["concept:o1", "concept:cost"]["contested"] == 0
    assert graph.edges["concept:o1", "concept:llm"]["claims"] == 0


def test_labels_are_in_the_language_asked_for_where_there_is_one(session, today):
    take_in_a_field(session)
    graph = concept_graph(session, today=today, language="zh")
    assert [graph.nodes[f"concept:{uid}"]["label"] for uid in ("ai", "o1")] == ["人工智能", "o1"]


def test_it_opens_in_gephi(session, today):
    take_in_a_field(session)
    stream = io.StringIO()
    graphml.write(concept_graph(session, today=today), stream)
    sound_for_gephi(stream.getvalue())
    assert len(nx.parse_graphml(stream.getvalue()).edges) == 4


def test_an_empty_notebook_is_an_empty_graph(session, today):
    assert len(concept_graph(session, today=today)) == 0

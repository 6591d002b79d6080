"""The graph of claims: what is in it, and how it is drawn."""

import io

import networkx as nx
import pytest

from kg.domain.dates import PartialDate
from kg.domain.selection import Selection
from kg.formats import graphml
from kg.graph.claims import claim_graph, gathered
from kg.notebook.finding.selecting import claim_ids
from kg.settings import today as day
from tests.formats.test_graphml import sound_for_gephi
from tests.graph.notes import claim, link, take_in


@pytest.fixture
def today(home):
    return day()


def records_of_a_dispute():
    return {
        "speakers": [
            {"id": "ada", "names": {"en": "Ada", "zh": "阿达"}},
            {"id": "lab", "kind": "organisation", "names": {"zh": "实验室"}},
        ],
        "concepts": [
            {"id": "ai", "names": {"en": "AI"}},
            {"id": "llm", "names": {"en": "LLM"}, "broader": "ai"},
            {"id": "o1", "kind": "model", "names": {"en": "o1"}, "broader": "llm"},
            {"id": "weather", "names": {"en": "Weather"}},
        ],
        "claims": [
            claim(
                "c1",
                ("ada", "asserts", "2024-09-14"),
                ("lab", "disagrees", "2024-10"),
                ("ada", "asserts", "2023"),
                kind="prediction",
                statement={"en": "It takes years", "zh": "需要数年"},
                about=["o1"],
            ),
            claim("c2", ("lab", "asserts"), weight="detail", about=["ai"]),
            claim("c3"),
        ],
        "links": [
            link("c2", "opposes", "c1", by="lab"),
            link("c2", "opposes", "c1"),
            link("c1", "supports", "c3", by="ada"),
        ],
        "predictions": [
            {"id": "p1", "claims": ["c1"], "due": "2027", "forecasts": []},
            {"id": "p2", "claims": ["c1"], "due": "2026-09"},
        ],
    }


def test_claims_speakers_and_concepts_are_nodes(session, today):
    take_in(session, **records_of_a_dispute())
    graph = claim_graph(session, today=today)
    assert isinstance(graph, nx.MultiDiGraph)
    assert dict(graph.nodes(data=True)) == {
        "speaker:ada": {
            "type": "speaker",
            "uid": "ada",
            "number": 1,
            "label": "Ada",
            "label_en": "Ada",
            "label_zh": "阿达",
            "kind": "person",
        },
        "speaker:lab": {
            "type": "speaker",
            "uid": "lab",
            "number": 2,
            "label": "实验室",
            "label_zh": "实验室",
            "kind": "organisation",
        },
        "concept:ai": {
            "type": "concept",
            "uid": "ai",
            "number": 1,
            "label": "AI",
            "label_en": "AI",
            "kind": "concept",
        },
        "concept:llm": {
            "type": "concept",
            "uid": "llm",
            "number": 2,
            "label": "LLM",
            "label_en": "LLM",
            "kind": "concept",
        },
        "concept:o1": {
            "type": "concept",
            "uid": "o1",
            "number": 3,
            "label": "o1",
            "label_en": "o1",
            "kind": "model",
        },
        "claim:c1": {
            "type": "claim",
            "uid": "c1",
            "number": 1,
            "label": "It takes years",
            "label_en": "It takes years",
            "label_zh": "需要数年",
            "kind": "prediction",
            "weight": "main",
            "outcome": "overdue",
            "said": "2023",
            "due": "2026-09",
        },
        "claim:c2": {
            "type": "claim",
            "uid": "c2",
            "number": 2,
            "label": "Claim c2",
            "label_en": "Claim c2",
            "kind": "opinion",
            "weight": "detail",
            "outcome": "",
            "said": "",
            "due": "",
        },
        "claim:c3": {
            "type": "claim",
            "uid": "c3",
            "number": 3,
            "label": "Claim c3",
            "label_en": "Claim c3",
            "kind": "opinion",
            "weight": "main",
            "outcome": "",
            "said": "",
            "due": "",
        },
    }


def edges(graph):
    return sorted(
        (start, end, tuple(sorted(values.items()))) for start, end, values in graph.edges(data=True)
    )


def edge(start, end, kind, **values):
    return (start, end, tuple(sorted({"type": kind, "recorded": True, **values}.items())))


def test_stances_links_about_and_broader_are_edges(session, today):
    take_in(session, **records_of_a_dispute())
    assert edges(claim_graph(session, today=today)) == sorted(
        [
            edge("speaker:ada", "claim:c1", "asserts", said="2024-09-14"),
            edge("speaker:ada", "claim:c1", "asserts", said="2023"),
            edge("speaker:lab", "claim:c1", "disagrees", said="2024-10"),
            edge("speaker:lab", "claim:c2", "asserts", said=""),
            edge("claim:c2", "claim:c1", "opposes", by="lab"),
            edge("claim:c2", "claim:c1", "opposes", by=""),
            edge("claim:c1", "claim:c3", "supports", by="ada"),
            edge("claim:c1", "concept:o1", "about"),
            edge("claim:c2", "concept:ai", "about"),
            edge("concept:o1", "concept:llm", "broader"),
            edge("concept:llm", "concept:ai", "broader"),
        ]
    )


def test_labels_are_in_the_language_asked_for_where_there_is_one(session, today):
    take_in(session, **records_of_a_dispute())
    graph = claim_graph(session, today=today, language="zh")
    assert [graph.nodes[node]["label"] for node in ("claim:c1", "claim:c2", "speaker:ada")] == [
        "需要数年",
        "Claim c2",
        "阿达",
    ]


def test_a_selection_keeps_what_its_claims_speak_of(session, today):
    take_in(session, **records_of_a_dispute())
    graph = claim_graph(session, Selection(concepts=("o1",)), today=today)
    assert set(graph) == {
        *("claim:c1", "speaker:ada", "speaker:lab"),
        *("concept:o1", "concept:llm", "concept:ai"),
    }
    # The links to claims that are not meant are left out.
    assert {kind for _, _, kind in graph.edges(data="type")} == {
        *("asserts", "disagrees", "about", "broader")
    }
    later = claim_graph(session, Selection(said_from=PartialDate.parse("2025")), today=today)
    assert list(later) == []


def test_who_only_forecasts_is_there_too(session, today):
    records = records_of_a_dispute()
    records["speakers"].append({"id": "bob", "names": {"en": "Bob"}})
    records["predictions"][0]["forecasts"] = [
        {"speaker": "bob", "basis": "stated", "probability": 0.5}
    ]
    take_in(session, **records)
    assert "speaker:bob" in claim_graph(session, today=today)


def test_who_only_drew_a_link_to_a_claim_that_is_not_meant_has_no_part(session, today):
    take_in(
        session,
        speakers=[{"id": "bob", "names": {"en": "Bob"}}],
        claims=[claim("c1", ("ada", "asserts")), claim("c2", ("lab", "asserts"))],
        links=[link("c2", "opposes", "c1", by="bob")],
    )
    of_ada = Selection(speakers=("ada",))
    found = gathered(session, claim_ids(session, of_ada, today), today)
    assert [card["uid"] for card in found["speakers"]] == ["ada"]
    assert [one["by"] for one in found["claims"][0]["links"]] == ["bob"]
    assert set(claim_graph(session, of_ada, today=today)) == {"speaker:ada", "claim:c1"}
    # Where both ends are meant, it is told who drew it.
    everyone = {"speaker:ada", "speaker:bob", "speaker:lab", "claim:c1", "claim:c2"}
    assert set(claim_graph(session, today=today)) == everyone


def test_an_empty_notebook_is_an_empty_graph(session, today):
    assert len(claim_graph(session, today=today)) == 0


def test_the_same_notebook_gives_the_same_graph(session, today):
    take_in(session, **records_of_a_dispute())
    one, other = (claim_graph(session, today=today) for _ in range(2))
    assert list(one.nodes(data=True)) == list(other.nodes(data=True))
    assert list(one.edges(data=True)) == list(other.edges(data=True))


def test_it_opens_in_gephi(session, today):
    take_in(session, **records_of_a_dispute())
    stream = io.StringIO()
    graphml.write(claim_graph(session, today=today), stream)
    sound_for_gephi(stream.getvalue())
    assert len(nx.parse_graphml(stream.getvalue()).edges) == 11

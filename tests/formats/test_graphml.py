"""Graphs as GraphML: what Gephi and networkx read, whatever the texts are."""

import io
import re
from xml.etree import ElementTree as ET

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.formats import graphml

NAMESPACE = "{http://graphml.graphdrawing.org/xmlns}"


def text_of(graph):
    stream = io.StringIO()
    graphml.write(graph, stream)
    return stream.getvalue()


def small(kind=nx.MultiDiGraph):
    graph = kind()
    graph.add_node("claim:c1", type="claim", number=1, label="追赶 <o1> & 'more' \"so\"", share=0.5)
    graph.add_node("speaker:ada", type="speaker", number=2, label="Ada\nLovelace")
    graph.add_edge("speaker:ada", "claim:c1", type="asserts", recorded=True, weight=3)
    graph.add_edge("speaker:ada", "claim:c1", type="agrees", recorded=False)
    return graph


def test_a_graph_is_written_as_it_reads():
    graph = nx.Graph()
    graph.add_node("speaker:a", type="speaker", number=1, label="A & B")
    graph.add_node("speaker:b", type="speaker", number=2, label="C")
    graph.add_edge("speaker:a", "speaker:b", type="knows", weight=2, recorded=True, share=0.25)
    assert (
        text_of(graph).split("\n", 2)[2]
        == """\
<key id="n-type" for="node" attr.name="type" attr.type="string"/>
<key id="n-number" for="node" attr.name="number" attr.type="long"/>
<key id="n-label" for="node" attr.name="label" attr.type="string"/>
<key id="e-relation" for="edge" attr.name="relation" attr.type="string"/>
<key id="e-weight" for="edge" attr.name="weight" attr.type="long"/>
<key id="e-recorded" for="edge" attr.name="recorded" attr.type="boolean"/>
<key id="e-share" for="edge" attr.name="share" attr.type="double"/>
<graph edgedefault="undirected">
<node id="speaker:a">
<data key="n-type">speaker</data>
<data key="n-number">1</data>
<data key="n-label">A &amp; B</data>
</node>
<node id="speaker:b">
<data key="n-type">speaker</data>
<data key="n-number">2</data>
<data key="n-label">C</data>
</node>
<edge id="e1" source="speaker:a" target="speaker:b">
<data key="e-relation">knows</data>
<data key="e-weight">2</data>
<data key="e-recorded">true</data>
<data key="e-share">0.25</data>
</edge>
</graph>
</graphml>
"""
    )


def test_networkx_reads_nodes_edges_and_attributes():
    read = nx.parse_graphml(text_of(small()))
    assert dict(read.nodes(data=True)) == dict(small().nodes(data=True))
    assert [(start, end, dict(values)) for start, end, values in read.edges(data=True)] == [
        ("speaker:ada", "claim:c1", {"relation": "asserts", "recorded": True, "weight": 3}),
        ("speaker:ada", "claim:c1", {"relation": "agrees", "recorded": False}),
    ]
    assert read.is_directed()
    assert read.is_multigraph()


@pytest.mark.parametrize("kind", [nx.Graph, nx.DiGraph, nx.MultiGraph, nx.MultiDiGraph])
def test_the_kind_of_graph_is_kept(kind):
    read = nx.parse_graphml(text_of(small(kind)))
    assert (read.is_directed(), read.is_multigraph()) == (
        kind().is_directed(),
        kind().is_multigraph(),
    )


def test_an_empty_graph_is_a_graph():
    assert len(nx.parse_graphml(text_of(nx.Graph()))) == 0


def sound_for_gephi(text):
    """Check what Gephi's importer of GraphML stumbles over."""
    root = ET.fromstring(text.encode())
    keys = {key.get("id"): key for key in root.findall(f"{NAMESPACE}key")}
    assert len(keys) == len(root.findall(f"{NAMESPACE}key")), "keys share ids"
    # These it takes for yEd's labels, whatever their names.
    assert not keys.keys() & {"d3", "d7"}
    for key in keys.values():
        assert key.get("for") in {"node", "edge"}
        assert key.get("attr.type") in {"string", "boolean", "long", "double"}
    graph = root.find(f"{NAMESPACE}graph")
    assert graph is not None
    nodes = [node.get("id") for node in graph.findall(f"{NAMESPACE}node")]
    assert all(nodes)
    assert len(nodes) == len(set(nodes)), "nodes share ids"
    edges = graph.findall(f"{NAMESPACE}edge")
    ids = [edge.get("id") for edge in edges]
    assert all(ids)
    assert len(ids) == len(set(ids)), "edges share ids"
    for edge in edges:
        assert {edge.get("source"), edge.get("target")} <= set(nodes)
    for one in [*graph.findall(f"{NAMESPACE}node"), *edges]:
        found = [data.get("key") for data in one.findall(f"{NAMESPACE}data")]
        assert set(found) <= keys.keys()
        assert len(found) == len(set(found))
    for data in root.iter(f"{NAMESPACE}data"):
        sort = keys[data.get("key")].get("attr.type")
        if sort == "long":
            assert re.fullmatch(r"-?\d+", data.text or "")
        if sort == "boolean":
            assert data.text in {"true", "false"}
        if sort == "double":
            float(data.text or "")
    # Gephi drops edges that weigh nothing, and warns of those that weigh less.
    weights = [
        data.text
        for edge in edges
        for data in edge.findall(f"{NAMESPACE}data")
        if keys[data.get("key")].get("attr.name") == "weight"
    ]
    assert all(float(weight or "") > 0 for weight in weights)


def test_it_is_sound_for_gephi():
    sound_for_gephi(text_of(small()))


@given(
    st.text() | st.text("<>&'\"]\\\r\n\t\x00\x0b\x1b\x7f\x85\ud800\udfff\u2028\ufffe😀"),
    st.text("ab:<&\"'\n\x00\ud800", min_size=1),
)
def test_hostile_texts_are_text(label, node):
    graph = nx.MultiDiGraph()
    graph.add_node(node, label=label)
    graph.add_edge(node, node, label=label)
    text = text_of(graph)
    sound_for_gephi(text)
    (read,) = nx.parse_graphml(text).nodes(data="label")
    written = graphml._UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", label)
    assert (read[1] or "") == written


def test_values_of_several_types_are_text():
    graph = nx.Graph()
    graph.add_node("a", value=1)
    graph.add_node("b", value="one")
    assert 'attr.name="value" attr.type="string"' in text_of(graph)

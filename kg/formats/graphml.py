"""A graph as GraphML, which Gephi, yEd, Cytoscape and networkx open."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import IO, TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr

from kg.formats.registry import Format

if TYPE_CHECKING:
    import networkx as nx

SUFFIXES = (".graphml",)

NAMES = {"type": "relation"}
"""Attributes of edges that get another name: Gephi's own type of an edge is its direction."""

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" \
xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns \
http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""
_TYPES = {bool: "boolean", int: "long", float: "double", str: "string"}

# What XML 1.0 has no way to write.
_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Values = Mapping[str, Any]


def write(graph: "nx.Graph[str]", stream: IO[str]) -> None:
    """Write a graph of `kg.graph`; every edge gets an id of its own, e1 and so on.

    What is known of the graph as a whole, such as how steady its camps are, is written first.

    Characters that XML cannot hold become �. Keys are named n-label, e-weight and so on, because
    of numbered ones Gephi takes d3 and d7 for yEd's labels.
    """
    known = {name: value for name, value in graph.graph.items() if type(value) in _TYPES}
    nodes = list(graph.nodes(data=True))
    edges = [(start, end, _renamed(values)) for start, end, values in graph.edges(data=True)]
    stream.write(_HEAD)
    write_graph = _keys(stream, "graph", [known])
    write_node = _keys(stream, "node", (values for _, values in nodes))
    write_edge = _keys(stream, "edge", (values for _, _, values in edges))
    direction = "directed" if graph.is_directed() else "undirected"
    stream.write(f'<graph edgedefault="{direction}">\n')
    write_graph(known)
    for node, values in nodes:
        stream.write(f"<node id={quoted(node)}>\n")
        write_node(values)
        stream.write("</node>\n")
    for number, (start, end, values) in enumerate(edges, 1):
        stream.write(f'<edge id="e{number}" source={quoted(start)} target={quoted(end)}>\n')
        write_edge(values)
        stream.write("</edge>\n")
    stream.write("</graph>\n</graphml>\n")


def _renamed(values: Values) -> Values:
    return {NAMES.get(name, name): value for name, value in values.items()}


def _keys(stream: IO[str], sort: str, rows: Iterable[Values]) -> Callable[[Values], None]:
    """Declare the attributes of all nodes or edges; gives what writes those of one."""
    types: dict[str, set[type]] = {}
    for values in rows:
        for name, value in values.items():
            types.setdefault(name, set()).add(type(value))
    for name, found in types.items():
        only = _TYPES[found.pop()] if len(found) == 1 else "string"
        stream.write(
            f'<key id="{sort[0]}-{name}" for="{sort}" attr.name="{name}" attr.type="{only}"/>\n'
        )

    def write_values(values: Values) -> None:
        for name, value in values.items():
            stream.write(f'<data key="{sort[0]}-{name}">{_text(value)}</data>\n')

    return write_values


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    # A carriage return that is not escaped would be read as a line feed.
    return escape(_writable(str(value)), {"\r": "&#13;"})


def quoted(text: str) -> str:
    """A text as the value of an attribute, in its quotation marks."""
    return quoteattr(_writable(text), {"\r": "&#13;", "\n": "&#10;", "\t": "&#9;"})


def shown_in_xml(value: Any) -> str:
    """A value as XML writes it, without escapes."""
    return ("true" if value else "false") if isinstance(value, bool) else str(value)


def _writable(text: str) -> str:
    return _UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", text)


FORMAT = Format(
    "graphml",
    "A graph for Gephi, yEd, Cytoscape and networkx",
    carries="claims, speakers and concepts as nodes, what connects them as edges, with figures",
    leaves="quotes, sources, evidence, tags, notes, criteria, forecasts, days of verdicts, "
    "views of the map",
    endings=SUFFIXES,
    write_graph=write,
)

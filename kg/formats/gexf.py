"""A graph as GEXF 1.3, Gephi's own format."""

from collections.abc import Iterable, Mapping
from typing import IO, TYPE_CHECKING, Any

from kg.formats.graphml import quoted, shown_in_xml
from kg.formats.registry import Format

if TYPE_CHECKING:
    import networkx as nx

SUFFIXES = (".gexf",)

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd" version="1.3">
"""
_TYPES = {bool: "boolean", int: "long", float: "double", str: "string"}

OWN = {"label", "weight"}
"""Attributes for which GEXF has a place of its own."""

Rows = list[tuple[tuple[str, ...], Mapping[str, Any]]]


def write(graph: "nx.Graph[str]", stream: IO[str]) -> None:
    """Write a graph of `kg.graph`, whose nodes have labels and whose edges may have weights.

    Characters that XML cannot hold become �.
    """
    nodes: Rows = [((node,), values) for node, values in graph.nodes(data=True)]
    edges: Rows = [((start, end), values) for start, end, values in graph.edges(data=True)]
    direction = "directed" if graph.is_directed() else "undirected"
    stream.write(_HEAD)
    stream.write(f'<graph defaultedgetype="{direction}">\n')
    node_keys = _declare(stream, "node", nodes)
    edge_keys = _declare(stream, "edge", edges)
    stream.write("<nodes>\n")
    for (node,), values in nodes:
        label = quoted(str(values.get("label", node)))
        stream.write(f"<node id={quoted(node)} label={label}>\n")
        _write_values(stream, values, node_keys)
        stream.write("</node>\n")
    stream.write("</nodes>\n<edges>\n")
    for number, ((start, end), values) in enumerate(edges, 1):
        # Gephi lays out by weight, which it wants above 0.
        weight = values.get("weight")
        weighs = f' weight="{float(weight)!r}"' if weight else ""
        ends = f"source={quoted(start)} target={quoted(end)}"
        stream.write(f'<edge id="e{number}" {ends}{weighs}>\n')
        _write_values(stream, values, edge_keys)
        stream.write("</edge>\n")
    stream.write("</edges>\n</graph>\n</gexf>\n")


def _declare(stream: IO[str], sort: str, rows: Rows) -> dict[str, str]:
    """Declare the attributes of nodes or edges; gives their ids by name."""
    types: dict[str, set[type]] = {}
    for _, values in rows:
        for name, value in values.items():
            if name not in OWN:
                types.setdefault(name, set()).add(type(value))
    if not types:
        return {}
    stream.write(f'<attributes class="{sort}">\n')
    for name, found in types.items():
        only = _TYPES[found.pop()] if len(found) == 1 else "string"
        stream.write(f'<attribute id="{sort[0]}-{name}" title="{name}" type="{only}"/>\n')
    stream.write("</attributes>\n")
    return {name: f"{sort[0]}-{name}" for name in types}


def _write_values(stream: IO[str], values: Mapping[str, Any], keys: Mapping[str, str]) -> None:
    there: Iterable[tuple[str, Any]] = (pair for pair in values.items() if pair[0] in keys)
    lines = [
        f'<attvalue for="{keys[name]}" value={quoted(shown_in_xml(value))}/>\n'
        for name, value in there
    ]
    if lines:
        stream.write("<attvalues>\n" + "".join(lines) + "</attvalues>\n")


FORMAT = Format(
    "gexf",
    "A graph for Gephi, GEXF 1.3",
    carries="claims, speakers and concepts as nodes, what connects them as edges, with figures",
    leaves="quotes, sources, evidence, tags, notes, criteria, forecasts, days of verdicts, "
    "views of the map",
    endings=SUFFIXES,
    write_graph=write,
)

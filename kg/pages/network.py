"""The graph on a page, built with pyvis but rendered by a template of our own."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from pyvis.network import Network

from kg.pages.inline import readable

TEMPLATES = Path(__file__).parent / "templates"

STILL = {"physics": {"enabled": False}}
"""Positions are computed beforehand, so nothing moves by itself."""


def _readable(value: Any) -> Any:
    # What is marked as safe has been made so already.
    return readable(value) if type(value) is str else value


def environment() -> Environment:
    """Where templates are found, and how what they show is escaped."""
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_readable,
        trim_blocks=True,
        lstrip_blocks=True,
    )


class MapNetwork(Network):  # type: ignore[misc]  # pyvis ships no types
    """A directed pyvis network whose page escapes what it shows and asks no other host.

    pyvis looks through all nodes for each one it adds; this one looks into a dictionary, so that
    filling it takes time in proportion to what is filled in.
    """

    def __init__(self, template: str, words: Mapping[str, Any]) -> None:
        super().__init__(directed=True, cdn_resources="in_line")
        self.path = template
        self.options = STILL
        self.templateEnv = environment()
        self.templateEnv.globals.update(words)

    def add_node(self, n_id: str, **options: Any) -> None:
        if n_id not in self.node_map:
            node = {"id": n_id, **options}
            self.nodes.append(node)
            self.node_ids.append(n_id)
            self.node_map[n_id] = node

    def add_edge(self, source: str, to: str, **options: Any) -> None:
        assert source in self.node_map, f"there is no node {source!r}"
        assert to in self.node_map, f"there is no node {to!r}"
        self.edges.append({"from": source, "to": to, **options})

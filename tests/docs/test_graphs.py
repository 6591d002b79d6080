"""docs/graphs.md names the attributes that graphs have, all of them and no other."""

import re

import pytest

from kg.graph.camps import camp_graph
from kg.graph.claims import claim_graph
from kg.graph.concepts import concept_graph
from kg.graph.speakers import speaker_graph
from kg.settings import today as day
from tests.conftest import REPOSITORY
from tests.graph.notes import take_in
from tests.graph.test_claims import records_of_a_dispute

PAGE = (REPOSITORY / "docs" / "graphs.md").read_text("utf-8")
BUILDERS = {
    "Claims": claim_graph,
    "Speakers": speaker_graph,
    "Concepts": concept_graph,
    "Camps": camp_graph,
}
TYPES = {str: "text", int: "whole number", bool: "truth value", float: "number"}


def table(heading):
    """The rows of the first table under a heading, by their first cell."""
    lines = PAGE.split(f"### {heading}\n\n")[1].split("\n\n")[0].split("\n")
    rows = [[cell.strip() for cell in line.strip("| ").split(" | ")] for line in lines]
    return {row[0]: row[1:] for row in rows[2:]}


def documented(heading):
    """Each attribute with its type on the page, where label_en stands for every language."""
    rows = table(heading)
    typed = {name.split("`")[1]: cells[-2] for name, cells in rows.items()}
    assert len(typed) == len(rows)
    return typed


def occurring(values):
    found: dict[str, str] = {}
    for one in values:
        for name, value in one.items():
            assert value is not None
            shown = "label_en" if re.fullmatch("label_.+", name) else name
            assert found.setdefault(shown, TYPES[type(value)]) == TYPES[type(value)]
    return found


@pytest.mark.parametrize("sort", BUILDERS)
def test_the_page_names_the_attributes_of_nodes_and_edges(sort, session, home):
    take_in(session, **records_of_a_dispute())
    graph = BUILDERS[sort](session, today=day())
    nodes = occurring(values for _, values in graph.nodes(data=True))
    edges = occurring(values for _, _, values in graph.edges(data=True))
    assert nodes == documented(f"{sort}: nodes")
    assert edges == documented(f"{sort}: edges")


def test_the_page_says_which_nodes_and_edges_have_what(session, home):
    take_in(session, **records_of_a_dispute())
    graph = claim_graph(session, today=day())
    for name, (who, *_) in table("Claims: nodes").items():
        name = name.split("`")[1]
        if who == "all":
            some = [one for one in graph.nodes.values() if name in one]
            assert len(some) == len(graph) or name == "label_en"
        else:
            sort = who.removesuffix("s")
            assert {one["type"] for one in graph.nodes.values() if name in one} == {sort}
    stances = {"asserts", "agrees", "partly", "disagrees", "asks"}
    links = {"supports", "opposes", "qualifies", "depends on", "restates", "elaborates"}
    for _, _, values in graph.edges(data=True):
        assert ("said" in values) == (values["type"] in stances)
        assert ("by" in values) == (values["type"] in links)


def test_the_page_names_every_type_of_edge():
    from kg.domain.vocabulary import LinkKind, Stance

    part = PAGE.split("| `type` | from | to |")[1].split("\n\n")[0]
    named = set(re.findall(r"`(.+?)`", part))
    assert named == {*map(str, Stance), *map(str, LinkKind), "about", "broader"}

import pytest
from pyvis.network import Network

from kg.pages.network import MapNetwork


@pytest.fixture
def network():
    return MapNetwork("map.html", {})


def test_it_is_a_directed_network_of_pyvis_that_stands_still(network):
    assert isinstance(network, Network)
    assert network.directed
    assert network.options["physics"]["enabled"] is False


def test_nodes_are_added_once_and_parallel_edges_stay_apart(network):
    network.add_node("a", x=1)
    network.add_node("a", x=2)
    network.add_node("b", x=3)
    network.add_edge("a", "b", type="supports")
    network.add_edge("a", "b", type="opposes")
    assert network.nodes == [{"id": "a", "x": 1}, {"id": "b", "x": 3}]
    assert [edge["type"] for edge in network.edges] == ["supports", "opposes"]


def test_an_edge_needs_both_its_nodes(network):
    network.add_node("a")
    with pytest.raises(AssertionError, match="no node 'b'"):
        network.add_edge("a", "b")


class Counted(str):
    """A node's id that counts how often it is compared with another."""

    __slots__ = ()
    seen = 0
    __hash__ = str.__hash__

    def __eq__(self, other: object) -> bool:
        Counted.seen += 1
        return str.__eq__(self, other)


def test_filling_looks_no_list_through(network):
    for number in range(1_000):
        network.add_node(Counted(number))
    for number in range(3_000):
        network.add_edge(Counted(number % 1_000), Counted(number * 7 % 1_000))
    # pyvis itself compares each with all that are there: millions of times.
    assert Counted.seen < 20_000

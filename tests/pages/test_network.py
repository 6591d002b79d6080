import time

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


def test_filling_takes_time_in_proportion(network):
    started = time.perf_counter()
    for number in range(20_000):
        network.add_node(str(number))
    for number in range(50_000):
        network.add_edge(str(number % 20_000), str(number * 7 % 20_000))
    # pyvis itself takes half a minute.
    assert time.perf_counter() - started < 5

# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Feedback groups and layers of any graph, against plain reachability."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from dijkwacht.graph.graph import Order
from dijkwacht.graph.order import order

Edges = list[tuple[int, int]]


@st.composite
def sized_edges(draw: st.DrawFn) -> tuple[int, Edges]:
    """A number of nodes and edges between them, also double ones and ones to the node itself."""
    size = draw(st.integers(1, 9))
    node = st.integers(0, size - 1)
    return size, draw(st.lists(st.tuples(node, node), max_size=20))


def ordered(size: int, edges: Edges) -> Order:
    needed, owner = (np.array([edge[end] for edge in edges], np.int64) for end in (0, 1))
    return order(size, needed, owner)


def reached(size: int, edges: Edges) -> np.ndarray:
    """Whether a path of one edge or more leads from one node to another."""
    reach = np.zeros((size, size), np.bool_)
    for needed, owner in edges:
        reach[needed, owner] = True
    for over in range(size):
        reach |= reach[:, [over]] & reach[[over], :]
    return reach


@given(sized_edges())
@settings(max_examples=100)
def test_a_component_holds_exactly_what_reaches_each_other(drawn: tuple[int, Edges]) -> None:
    size, edges = drawn
    found, reach = ordered(size, edges), reached(size, edges)
    mutual = (reach & reach.T) | np.eye(size, dtype=np.bool_)
    assert np.array_equal(found.component[:, None] == found.component[None, :], mutual)
    assert np.array_equal(found.looped[found.component], reach.diagonal())


@given(sized_edges())
@settings(max_examples=100)
def test_the_layer_is_the_longest_path_below(drawn: tuple[int, Edges]) -> None:
    size, edges = drawn
    found = ordered(size, edges)
    below: dict[int, set[int]] = {int(c): set() for c in found.component}
    for needed, owner in edges:
        if found.component[needed] != found.component[owner]:
            below[int(found.component[owner])].add(int(found.component[needed]))

    def depth(component: int) -> int:
        return max((depth(lower) + 1 for lower in below[component]), default=0)

    assert found.layer.tolist() == [depth(component) for component in range(len(below))]


@given(sized_edges())
@settings(max_examples=50)
def test_each_node_is_listed_once_in_its_component(drawn: tuple[int, Edges]) -> None:
    size, edges = drawn
    found = ordered(size, edges)
    listed = [found.nodes[a:b].tolist() for a, b in zip(found.first, found.first[1:], strict=False)]
    assert sorted(node for nodes in listed for node in nodes) == list(range(size))
    assert all(found.component[node] == c for c, nodes in enumerate(listed) for node in nodes)


def test_a_long_chain_climbs_one_layer_a_node() -> None:
    found = ordered(300, [(node, node + 1) for node in range(299)])
    assert found.layer[found.component].tolist() == list(range(300))
    assert not found.looped.any()


def test_nothing_has_an_order_too() -> None:
    found = ordered(0, [])
    sizes = [found.nodes.size, found.component.size, found.looped.size, found.layer.size]
    assert (found.first.tolist(), sizes) == ([0], [0, 0, 0, 0])

# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What hangs on a thing: counted one by one, and the highest class of everything at once."""

import numpy as np
from builders import HOSTING, IDENTITEIT, NIMBUS, PASPOORTEN, SMALL, graph_of, helped, node_of
from hypothesis import given
from hypothesis import strategies as st
from strategies import graphs, seeds

from dijkwacht.findings.classes import Class, Classes
from dijkwacht.findings.hanging import Hanging
from dijkwacht.graph.graph import DependencyGraph


def classed(graph: DependencyGraph, levels: list[int]) -> Classes:
    """Classes of all services of a graph; times do not matter here."""
    order = sorted((graph.nodes.ids[node], node) for node in graph.services.tolist())
    column = np.array(levels[: len(order)], np.int64)
    hours, flags = np.zeros_like(column), np.zeros(column.size, np.bool_)
    ids = tuple(id for id, _ in order)
    return Classes(ids, column, column, hours, flags, hours, column)


def test_a_supplier_carries_the_services_behind_its_delivery() -> None:
    graph = graph_of(SMALL)
    found = Hanging(graph, classed(graph, [Class.C, Class.V]))  # Identiteit, Paspoorten
    for row in (NIMBUS, HOSTING):
        node = node_of(graph, row)
        assert found.highest([node]) is Class.V
        assert found.counts([node]) == {Class.V: 1, Class.C: 1, Class.K: 0, Class.O: 0}
    above = found.services([node_of(graph, IDENTITEIT)])
    assert set(above) == {node_of(graph, IDENTITEIT), node_of(graph, PASPOORTEN)}


def test_of_some_services_only_those_count() -> None:
    graph = graph_of(SMALL)
    whole = Hanging(graph, classed(graph, [Class.C, Class.V]))
    assert whole.highest([node_of(graph, NIMBUS)]) is Class.V
    found = whole.only([IDENTITEIT.id])
    assert found.highest([node_of(graph, NIMBUS)]) is Class.C
    assert sum(found.counts([node_of(graph, NIMBUS)]).values()) == 1
    assert found.highest([]) is None


def test_what_only_degrades_does_not_hang() -> None:
    graph = graph_of(*SMALL[:5], *helped(PASPOORTEN, HOSTING, share=3_000))
    found = Hanging(graph, classed(graph, [Class.O, Class.V]))
    assert found.highest([node_of(graph, NIMBUS)]) is None


@given(graphs(services=True), seeds(), st.data())
def test_the_highest_class_is_that_of_the_services_found_one_by_one(
    graph: DependencyGraph, seed: int, data: st.DataObject
) -> None:
    size = len(graph.services)
    levels = np.random.default_rng(seed).integers(0, len(Class), size).tolist()
    found = Hanging(graph, classed(graph, levels))
    node = data.draw(st.integers(0, len(graph.nodes) - 1))
    own = [int(found.levels[one]) for one in found.services([node])]
    assert found.highest([node]) == (max(own) if own else None)
    assert sum(found.counts([node]).values()) == len(own)

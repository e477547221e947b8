# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What one node rests on, as a graph of its own in which the same happens to it."""

import numpy as np
from builders import (
    IDENTITEIT,
    NIMBUS,
    PASPOORTEN,
    SMALL,
    fallback,
    graph_of,
    needs,
    node_of,
    service,
    system,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import graphs, scenarios

from dijkwacht.engine.outage import outage
from dijkwacht.engine.scenario import Failure, Scenario
from dijkwacht.graph.cone import cone

A = system("A")


def test_it_holds_what_the_node_needs_and_nothing_that_needs_the_node() -> None:
    graph = graph_of(SMALL)
    found = cone(graph, node_of(graph, IDENTITEIT))
    assert found.graph.nodes.ids == ("svc-identiteit", "del-nimbus", "sup-nimbus")
    assert len(found.graph.groups) == 2
    assert found.number(node_of(graph, PASPOORTEN)) is None


def test_numbers_go_to_and_fro() -> None:
    graph = graph_of(SMALL)
    found = cone(graph, node_of(graph, IDENTITEIT))
    nodes = [found.number(node) for node in range(len(graph.nodes))]
    assert nodes == [0, None, 1, 2]
    assert [found.whole(number) for number in range(3)] == [0, 2, 3]


def test_fallbacks_and_what_they_need_belong_to_it() -> None:
    need = needs(IDENTITEIT, NOTHING)
    papier = fallback("Papier", need[0])
    graph = graph_of(IDENTITEIT, NOTHING, NIMBUS, A, need, papier, needs(papier, A))
    found = cone(graph, node_of(graph, IDENTITEIT))
    assert set(found.graph.nodes.ids) == {"svc-identiteit", NOTHING.id, "sys-a", "fal-papier"}
    (window,) = found.graph.fallbacks.node
    assert found.graph.nodes.ids[window] == "fal-papier"


NOTHING = service("Niets")


def test_a_node_that_needs_nothing_is_its_own_cone() -> None:
    graph = graph_of(SMALL)
    found = cone(graph, node_of(graph, NIMBUS))
    assert (found.graph.nodes.ids, len(found.graph.groups)) == (("sup-nimbus",), 0)


@given(st.data())
@settings(max_examples=60)
def test_what_happens_to_it_is_what_happens_in_the_whole_graph(data: st.DataObject) -> None:
    graph = data.draw(graphs())
    scenario = data.draw(scenarios(graph))
    found = cone(graph, data.draw(st.integers(0, len(graph.nodes) - 1)))
    failures = tuple(
        Failure(number, failure.own)
        for failure in scenario.failures
        if (number := found.number(failure.node)) is not None
    )
    inside = outage(
        found.graph, Scenario(failures, scenario.horizon, scenario.permanent, scenario.fallbacks)
    )
    whole = outage(graph, scenario)
    expected = {node: whole.steps(node) for node in found.nodes.tolist() if whole.steps(node)}
    assert {found.whole(node): steps for node, steps in inside.touched.items()} == expected
    assert np.array_equal(found.graph.nodes.restart, graph.nodes.restart[found.nodes])

# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The course of an outage: what is lost at each hour, as counted hour by hour."""

import numpy as np
from builders import fallback, graph_of, needs, node_of, service, system
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import graphs, scenarios

from dijkwacht.base.units import Hours
from dijkwacht.engine.course import course
from dijkwacht.engine.outage import outage
from dijkwacht.engine.scenario import stops

PASPOORTEN, AFVAL = service("Paspoorten", users=62_000), service("Afval", users=None)
A = system("A")


def test_each_kind_is_counted_from_the_hour_at_which_it_changes() -> None:
    needed = needs(PASPOORTEN, A), needs(AFVAL, A, buffer_hours=4)
    papier = fallback("Papier", needed[0][0], activation_hours=24)
    graph = graph_of(PASPOORTEN, AFVAL, A, *needed, papier)
    found = outage(graph, stops([node_of(graph, A)], Hours(100), duration=Hours(72)))
    kinds = np.full(len(graph.nodes), -1)
    kinds[node_of(graph, PASPOORTEN)], kinds[node_of(graph, AFVAL)] = 1, 0
    got = course(found, kinds, 2)
    assert got.hours.tolist() == [0, 4, 24, 72]
    assert got.services.tolist() == [[0, 1, 1, 0], [1, 1, 0, 0]]
    assert got.persons.tolist() == [62_000, 62_000, 0, 0]


def test_what_is_left_out_is_not_counted() -> None:
    graph = graph_of(PASPOORTEN, A, needs(PASPOORTEN, A))
    found = outage(graph, stops([node_of(graph, A)], Hours(10)))
    got = course(found, np.full(len(graph.nodes), -1), 1)
    assert (got.hours.tolist(), got.services.tolist()) == ([0], [[0]])


@given(st.data())
@settings(max_examples=60)
def test_it_is_what_an_hour_by_hour_count_gives(data: st.DataObject) -> None:
    graph = data.draw(graphs(services=True))
    scenario = data.draw(scenarios(graph))
    found = outage(graph, scenario)
    got = course(found, np.zeros(len(graph.nodes), np.int64), 1)
    for hour in range(int(scenario.horizon)):
        lost = sum(found.level(node, hour) < graph.nodes.mbco[node] for node in graph.services)
        assert got.services[0, np.searchsorted(got.hours, hour, side="right") - 1] == lost

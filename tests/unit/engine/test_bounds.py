# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""A level below which nothing can fall, whatever the run."""

import numpy as np
import pytest
from builders import IDENTITEIT, NIMBUS, SMALL, graph_of, helped, needs, node_of, system
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import graphs, scenarios

from dijkwacht.base.units import ONE
from dijkwacht.engine import bounds
from dijkwacht.engine.bounds import lowest_levels
from dijkwacht.engine.outage import outage
from dijkwacht.graph.graph import DependencyGraph
from dijkwacht.register.codes import Mode

A, B, C = system("A"), system("B"), system("C")


def bound(graph: DependencyGraph, *failing: object) -> int:
    nodes = [node_of(graph, row) for row in failing]
    return int(lowest_levels(graph, node_of(graph, IDENTITEIT), [nodes])[0])


def test_buffers_and_fallbacks_do_not_count() -> None:
    assert bound(graph_of(SMALL), NIMBUS) == 0
    assert bound(graph_of(SMALL)) == ONE


def test_alternatives_and_shares_do() -> None:
    two = graph_of(IDENTITEIT, A, B, C, needs(IDENTITEIT, A, B, C, need=2 * ONE))
    assert (bound(two, A), bound(two, A, B), bound(two, A, B, C)) == (ONE, 5_000, 0)
    strict = graph_of(
        IDENTITEIT, A, B, C, needs(IDENTITEIT, A, B, C, need=2 * ONE, mode=Mode.STRICT)
    )
    assert (bound(strict, A), bound(strict, A, B)) == (ONE, 0)
    shares = graph_of(
        IDENTITEIT, A, B, helped(IDENTITEIT, A, share=3_000), helped(IDENTITEIT, B, share=8_000)
    )
    assert (bound(shares, A), bound(shares, B), bound(shares, A, B)) == (7_000, 2_000, 0)


def test_a_circle_falls_by_a_cause_only() -> None:
    rows = IDENTITEIT, A, B, C, needs(A, B), needs(B, A), needs(A, C), needs(IDENTITEIT, B)
    graph = graph_of(rows)
    assert (bound(graph), bound(graph, C)) == (ONE, 0)


def test_no_sets_have_no_levels() -> None:
    assert lowest_levels(graph_of(SMALL), 0, []).size == 0


def test_many_sets_are_taken_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    graph = graph_of(SMALL)
    node = node_of(graph, NIMBUS)
    monkeypatch.setattr(bounds, "CELLS", 2 * len(graph.nodes))
    found = lowest_levels(graph, node_of(graph, IDENTITEIT), [[node], [], [node], [], []])
    assert found.tolist() == [0, ONE, 0, ONE, ONE]


@given(st.data())
@settings(max_examples=100)
def test_no_run_goes_below_it(data: st.DataObject) -> None:
    """Whatever the fallbacks, replacements and restarts, and however the things fail."""
    graph = data.draw(graphs())
    scenario = data.draw(scenarios(graph))
    found = outage(graph, scenario)
    failing = [failure.node for failure in scenario.failures]
    for node in range(len(graph.nodes)):
        lowest = min((level for _, level in found.steps(node)), default=int(ONE))
        assert lowest >= lowest_levels(graph, node, [failing])[0]


@given(st.data())
@settings(max_examples=40)
def test_each_set_has_its_own_bound(data: st.DataObject) -> None:
    graph = data.draw(graphs())
    size = len(graph.nodes)
    sets = [[node] for node in range(size)] + [[0, node] for node in range(size)]
    alone = [int(lowest_levels(graph, size - 1, [one])[0]) for one in sets]
    assert np.array_equal(lowest_levels(graph, size - 1, sets), alone)

# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The engine that jumps: what it touches, what it leaves, and that it settles circles."""

import numpy as np
import pytest
from builders import (
    HOSTING,
    IDENTITEIT,
    NIMBUS,
    PASPOORTEN,
    POLDER,
    SMALL,
    fallback,
    graph_of,
    needs,
    node_of,
    system,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import graphs, scenarios

from dijkwacht.base.units import Hours
from dijkwacht.engine import reference
from dijkwacht.engine.network import Network
from dijkwacht.engine.outage import levels, outage
from dijkwacht.engine.scenario import Failure, FallbackMode, Scenario, stops
from dijkwacht.engine.simulate import Simulation, simulate
from dijkwacht.graph.graph import DependencyGraph

A, B, C = system("A"), system("B"), system("C")


def network(graph: DependencyGraph, mode: FallbackMode = FallbackMode.DECLARED) -> Network:
    return Network(graph, mode, permanent=False)


def test_only_what_moves_is_in_the_answer() -> None:
    rows = (*SMALL, POLDER, A, B, needs(B, A))
    graph = graph_of(rows)
    found = simulate(network(graph), stops([node_of(graph, NIMBUS)], Hours(3)))
    down = ((0, 0),)
    touched = {node_of(graph, row): down for row in (NIMBUS, HOSTING, IDENTITEIT)}
    assert found == touched  # Paspoorten would fall at hour 4


def test_nothing_that_fails_is_nothing_that_moves() -> None:
    graph = graph_of(SMALL)
    assert simulate(network(graph), Scenario((), Hours(9))) == {}


def test_an_own_level_that_changes_nothing_is_no_change() -> None:
    graph = graph_of(SMALL)
    node = node_of(graph, NIMBUS)
    full = Failure(node, ((0, 10_000), (3, 10_000)))
    assert dict(simulate(network(graph), Scenario((full,), Hours(9)))) == {}
    again = Failure(node, ((0, 0), (3, 0), (5, 10_000)))
    found = simulate(network(graph), Scenario((again,), Hours(9)))
    assert found[node] == ((0, 0), (5, 10_000))


def test_what_happens_at_or_after_the_horizon_does_not_happen() -> None:
    graph = graph_of(SMALL)
    node = node_of(graph, NIMBUS)
    own = Failure(node, ((8, 0), (9, 10_000)))
    assert simulate(network(graph), Scenario((own,), Hours(8))) == {}
    assert simulate(network(graph), Scenario((own,), Hours(9)))[node] == ((8, 0),)


def test_a_change_that_nobody_feels_ends_there() -> None:
    rows = A, B, C, needs(B, A, buffer_hours=9), needs(C, B)
    graph = graph_of(rows)
    found = simulate(network(graph), stops([0], Hours(50), duration=Hours(9)))
    assert set(found) == {0}


def test_of_two_ways_to_one_service_both_count() -> None:
    """The later way is settled after both of what it needs are settled."""
    rows = A, B, C, needs(B, A, buffer_hours=5), needs(C, B), needs(C, A, buffer_hours=9)
    graph = graph_of(rows)
    found = simulate(network(graph), stops([0], Hours(50), duration=Hours(20)))
    assert found[2] == ((5, 0), (20, 10_000))


def test_a_run_may_be_asked_again_and_a_network_used_again() -> None:
    graph = graph_of(SMALL)
    shared = network(graph)
    one, two = stops([node_of(graph, NIMBUS)], Hours(9)), stops([0], Hours(9))
    before = dict(simulate(shared, one))
    simulate(shared, two)
    assert dict(simulate(shared, one)) == before
    assert dict(Simulation(shared, one).run()) == before


def test_who_needs_a_node_is_known() -> None:
    graph = graph_of(SMALL)
    run = Simulation(network(graph), Scenario((), Hours(9)))
    assert run.users(node_of(graph, IDENTITEIT)) == [node_of(graph, PASPOORTEN)]
    assert run.users(node_of(graph, PASPOORTEN)) == []


def both(graph: DependencyGraph, scenario: Scenario) -> np.ndarray:
    jumped = levels(outage(graph, scenario), scenario.horizon)
    assert np.array_equal(jumped, reference.simulate(graph, scenario))
    return jumped


def test_a_circle_that_a_fallback_carries_for_a_while_falls_when_it_is_spent() -> None:
    """The spans of shortage must be found twice: the first round knows no fallback."""
    need = needs(B, A, buffer_hours=2)
    papier = fallback("Papier", need[0], activation_hours=2, duration_hours=6)
    rows = need, papier, needs(B, C), needs(C, B, buffer_hours=1)
    graph = graph_of(A, B, C, rows)
    found = both(graph, stops([0], Hours(30), duration=Hours(20)))
    assert outage(graph, stops([0], Hours(30), duration=Hours(20))).steps(1) == (
        (8, 0),
        (20, 10_000),
    )
    assert found[2].tolist() == [10_000] * 9 + [0] * 11 + [10_000] * 10


@pytest.mark.parametrize("size", [2, 3, 12])
def test_a_ring_of_fallbacks_is_settled(size: int) -> None:
    """Each needs the one before it, and is protected by a fallback that needs the one after it."""
    ring = [system(f"R{number:02d}") for number in range(size)]
    rows: list[object] = [A, needs(ring[0], A, buffer_hours=3)]
    for at, row in enumerate(ring):
        need = needs(row, ring[at - 1], buffer_hours=1)
        help = fallback(f"F{at:02d}", need[0], activation_hours=2, level=7_000, duration_hours=5)
        rows += [row, need, help, needs(help, ring[(at + 1) % size])]
    graph = graph_of(rows)
    found = both(graph, stops([node_of(graph, A)], Hours(40), duration=Hours(25)))
    first = found[node_of(graph, ring[0])]
    assert (first[2], first[3], first[24], first[25]) == (10_000, 0, 0, 10_000)


@given(st.data())
@settings(max_examples=100)
def test_what_is_settled_again_is_what_a_whole_run_gives(data: st.DataObject) -> None:
    """After leaving any fallback away, only what that moves is settled again."""
    graph = data.draw(graphs().filter(lambda graph: graph.fallbacks.node.size))
    scenario = data.draw(scenarios(graph))
    network = Network(graph, scenario.fallbacks, scenario.permanent)
    before = simulate(network, scenario)
    fallback = int(data.draw(st.sampled_from(graph.fallbacks.node.tolist())))
    lacking = network.lacking(fallback)
    again = Simulation(lacking, scenario, before).run(graph.protected(fallback))
    assert again == simulate(lacking, scenario)

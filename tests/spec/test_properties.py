# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What changes an outage and what does not, on random graphs: properties that need no known
answer."""

from dataclasses import replace

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from strategies import graphs, scenarios

from dijkwacht.base.units import FOREVER, ONE, Hours
from dijkwacht.engine.network import Network
from dijkwacht.engine.outage import levels, outage
from dijkwacht.engine.scenario import Failure, FallbackMode, Scenario, stops
from dijkwacht.graph.graph import DependencyGraph, Ints, edges
from dijkwacht.graph.order import order

some = settings(max_examples=40)


def run(graph: DependencyGraph, scenario: Scenario) -> Ints:
    """The level of every node at every hour."""
    return levels(outage(graph, scenario), scenario.horizon)


def ordered(graph: DependencyGraph) -> DependencyGraph:
    """The graph with its feedback groups found anew."""
    found = order(len(graph.nodes), *edges(graph.groups, graph.fallbacks))
    return replace(graph, order=found)


def plain(scenario: Scenario, mode: FallbackMode) -> Scenario:
    """The scenario without replacements, which are late help like late fallbacks."""
    return replace(scenario, permanent=False, fallbacks=mode)


def in_time(graph: DependencyGraph) -> DependencyGraph:
    """The graph with every fallback open before the buffer of its requirement ends."""
    buffer = np.repeat(graph.groups.buffer, np.diff(graph.fallbacks.first))
    fallbacks = graph.fallbacks
    return replace(
        graph,
        fallbacks=replace(fallbacks, activation=np.minimum(fallbacks.activation, buffer)),
    )


def inside(graph: DependencyGraph, mode: FallbackMode) -> list[bool]:
    """Which requirements are inside a circle: for these restart times count differently."""
    network = Network(graph, mode, permanent=False)
    return [network.group(at).inside for at in range(len(graph.groups))]


def worse(data: st.DataObject, graph: DependencyGraph, scenario: Scenario) -> Scenario:
    """The scenario with one more node that fails, or one that fails more."""
    node = data.draw(st.integers(0, len(graph.nodes) - 1))
    hour = data.draw(st.integers(0, 20))
    own = {failure.node: failure.own for failure in scenario.failures}
    before = tuple(step for step in own.get(node, ()) if step[0] < hour)
    more = {**own, node: (*before, (hour, 0))}
    failures = tuple(Failure(node, steps) for node, steps in sorted(more.items()))
    return replace(scenario, failures=failures)


@given(st.data())
@some
def test_more_failures_never_raise_a_level_without_fallbacks(data: st.DataObject) -> None:
    graph = data.draw(graphs())
    scenario = plain(data.draw(scenarios(graph)), FallbackMode.NONE)
    assert (run(graph, worse(data, graph, scenario)) <= run(graph, scenario)).all()


@given(st.data())
@some
def test_more_failures_never_raise_a_level_when_fallbacks_are_in_time(data: st.DataObject) -> None:
    graph = in_time(data.draw(graphs()))
    scenario = plain(data.draw(scenarios(graph)), FallbackMode.DECLARED)
    assert (run(graph, worse(data, graph, scenario)) <= run(graph, scenario)).all()


@given(st.data())
@some
def test_a_fallback_in_time_never_lowers_a_level(data: st.DataObject) -> None:
    """The level of one fallback is taken away: what is left must not be better anywhere."""
    graph = in_time(data.draw(graphs().filter(lambda graph: graph.fallbacks.node.size)))
    scenario = plain(data.draw(scenarios(graph)), FallbackMode.DECLARED)
    one = data.draw(st.integers(0, graph.fallbacks.node.size - 1))
    level = graph.fallbacks.level.copy()
    level[one] = 0
    without = replace(graph, fallbacks=replace(graph.fallbacks, level=level))
    declared = FallbackMode.DECLARED
    assume(inside(graph, declared) == inside(without, declared))
    assert (run(without, scenario) <= run(graph, scenario)).all()


@given(st.data())
@some
def test_any_fallbacks_are_never_worse_than_none(data: st.DataObject) -> None:
    graph = data.draw(graphs())
    scenario = data.draw(scenarios(graph))
    none = run(graph, plain(scenario, FallbackMode.NONE))
    for mode in (FallbackMode.DECLARED, FallbackMode.PROVEN):
        if inside(graph, mode) == inside(graph, FallbackMode.NONE):
            assert (none <= run(graph, plain(scenario, mode))).all()


@given(st.data(), st.integers(2, 4))
@some
def test_hours_times_so_much_are_events_at_so_many_times_the_hour(
    data: st.DataObject, times: int
) -> None:
    graph = data.draw(graphs())
    scenario = data.draw(scenarios(graph))
    longer = replace(
        scenario,
        horizon=Hours(scenario.horizon * times),
        failures=tuple(
            Failure(failure.node, tuple((hour * times, level) for hour, level in failure.own))
            for failure in scenario.failures
        ),
    )
    slow = run(stretched(graph, times), longer)
    assert np.array_equal(slow, np.repeat(run(graph, scenario), times, axis=1))


def stretched(graph: DependencyGraph, times: int) -> DependencyGraph:
    """The graph with all its hours times so much."""

    def hours(values: Ints) -> Ints:
        return np.where(values == FOREVER, FOREVER, values * times)

    groups, fallbacks = graph.groups, graph.fallbacks
    return replace(
        graph,
        nodes=replace(graph.nodes, restart=hours(graph.nodes.restart)),
        groups=replace(groups, buffer=hours(groups.buffer), replacement=hours(groups.replacement)),
        fallbacks=replace(
            fallbacks,
            activation=hours(fallbacks.activation),
            duration=hours(fallbacks.duration),
            proven_activation=hours(fallbacks.proven_activation),
        ),
    )


@given(st.data())
@some
def test_who_has_a_double_harms_nobody_alone(data: st.DataObject) -> None:
    """Every requirement that has the node as a member gets a twin of it, of the same weight."""
    graph = data.draw(graphs())
    node = data.draw(st.integers(0, len(graph.nodes) - 1))
    found = outage(with_twin(graph, node), stops([node], Hours(36)))
    assert set(found.touched) == {node}


def with_twin(graph: DependencyGraph, node: int) -> DependencyGraph:
    """The graph with a node more that can do what `node` does and needs nothing."""
    groups, nodes, twin = graph.groups, graph.nodes, len(graph.nodes)
    members, weights, first = [], [], [0]
    for start, end in zip(groups.first[:-1], groups.first[1:], strict=True):
        inside = groups.member[start:end]
        same = groups.weight[start:end][inside == node]
        members.append(np.append(inside, [twin] * same.size).astype(np.int64))
        weights.append(np.append(groups.weight[start:end], same))
        first.append(first[-1] + members[-1].size)
    ints = {
        name: np.append(getattr(nodes, name), 0).astype(np.int64)
        for name in ("restart", "users", "mbco", "assumed")
    }
    more = replace(
        nodes,
        noun=np.append(nodes.noun, nodes.noun[:1]),
        ids=(*nodes.ids, "twin"),
        names=(*nodes.names, None),
        organisation=(*nodes.organisation, None),
        **ints,
    )
    doubled = replace(
        groups,
        first=np.array(first),
        member=np.concatenate(members),
        weight=np.concatenate(weights),
    )
    return ordered(replace(graph, nodes=more, groups=doubled))


@given(st.data())
@some
def test_what_nobody_needs_harms_nobody(data: st.DataObject) -> None:
    graph = data.draw(graphs())
    needed = set(graph.edges[0].tolist())
    free = [node for node in range(len(graph.nodes)) if node not in needed]
    for node in free:
        assert set(outage(graph, stops([node], Hours(36))).touched) == {node}


@given(st.data())
@some
def test_a_longer_look_ahead_changes_nothing_before(data: st.DataObject) -> None:
    graph = data.draw(graphs())
    scenario = data.draw(scenarios(graph))
    longer = replace(scenario, horizon=Hours(scenario.horizon + 25))
    assert np.array_equal(run(graph, longer)[:, : scenario.horizon], run(graph, scenario))


@given(st.data())
@some
def test_all_levels_are_between_nothing_and_full(data: st.DataObject) -> None:
    graph = data.draw(graphs())
    found = run(graph, data.draw(scenarios(graph)))
    assert 0 <= found.min() <= found.max() <= ONE

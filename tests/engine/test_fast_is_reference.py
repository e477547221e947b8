# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The engine that jumps, plain and compiled, gives what the engine that walks gives: every node and
hour of thousands of random cases."""

import os

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_graphs import random_graph, random_scenario
from strategies import graphs, scenarios

from dijkwacht.base.units import FOREVER, ONE
from dijkwacht.engine import reference
from dijkwacht.engine.compiled.counting import Bench
from dijkwacht.engine.compiled.flat import flatten
from dijkwacht.engine.network import Group, Network
from dijkwacht.engine.outage import levels, outage
from dijkwacht.engine.scenario import Scenario
from dijkwacht.graph.graph import DependencyGraph, Ints

CASES = int(os.environ.get("DIJKWACHT_ENGINE_CASES", "2000"))
CHUNKS = 8


def case(seed: int) -> tuple[DependencyGraph, Scenario]:
    """The graph and scenario of a seed."""
    rng = np.random.default_rng(seed)
    graph = random_graph(rng)
    return graph, random_scenario(rng, graph)


def fast(graph: DependencyGraph, scenario: Scenario) -> Ints:
    """Nodes x hours by the engine that jumps."""
    return levels(outage(graph, scenario), scenario.horizon)


def compiled(graph: DependencyGraph, scenario: Scenario) -> Ints:
    """Nodes x hours by the compiled engine."""
    bench = Bench(graph, flatten(graph, scenario.fallbacks, scenario.permanent), arena=20_000)
    traces = bench.traces(scenario)
    assert traces is not None
    assert bench.clean
    made = np.full((len(graph.nodes), scenario.horizon), ONE, np.int64)
    for node, steps in traces.items():
        for hour, level in steps:
            made[node, hour:] = level
    return made


def wrong(chunk: int) -> list[str]:
    """The seeds of a chunk on which an engine differs from the reference."""
    found: list[str] = []
    for seed in range(chunk, CASES, CHUNKS):
        graph, scenario = case(seed)
        walked = reference.simulate(graph, scenario)
        for engine in (fast, compiled):
            differs = np.argwhere(engine(graph, scenario) != walked)
            if differs.size:
                node, hour = differs[0]
                found.append(f"seed {seed}, {engine.__name__}: first at node {node}, hour {hour}")
    return found


def occurred(graph: DependencyGraph, scenario: Scenario, level: Ints) -> set[str]:
    """The features of the model that really had a part in a run."""
    failing = {failure.node for failure in scenario.failures}
    followers = level[[node for node in range(len(level)) if node not in failing]]
    looped = graph.order.looped[graph.order.component]
    seen = {
        f"mode {scenario.fallbacks.value}": True,
        "a follower falls": (followers < ONE).any(),
        "degraded levels": ((followers > 0) & (followers < ONE)).any(),
        "recovery": ((level[:, :-1] < ONE) & (level[:, 1:] == ONE)).any(),
        "cycles": (level[looped] < ONE).any(),
    }
    network = Network(graph, scenario.fallbacks, scenario.permanent)
    groups = [network.group(number) for number in range(len(graph.groups))]
    return {name for name, really in seen.items() if really}.union(
        *(_used(group, level) for group in groups)
    )


def _used(group: Group, level: Ints) -> set[str]:
    """What protected the owner of a requirement."""
    now = [group.delivered(hour) for hour in level[list(group.members)].T.tolist()]
    ages = shortage_ages(now)
    replaced = group.replacement < FOREVER and any(age >= group.replacement for age in ages)
    seen = {"replacement"} if replaced else set()
    for window in group.windows:
        ends = window.activation + window.duration
        hours = [hour for hour, age in enumerate(ages) if window.activation <= age < ends]
        gives = {hour: min(window.level, int(level[window.node, hour])) for hour in hours}
        seen |= {"a fallback in use" for hour in hours if gives[hour] > now[hour]}
        seen |= {"a fallback that is short itself" for hour in hours if gives[hour] < window.level}
        seen |= {"a fallback runs out" for age in ages if age >= ends}
    return seen


def shortage_ages(delivered: list[int]) -> list[int]:
    """For each hour how long the shortage has lasted; -1 without one."""
    ages: list[int] = []
    for now in delivered:
        ages.append(-1 if now == ONE else (ages[-1] + 1 if ages else 0))
    return ages


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_every_node_and_hour_is_as_in_the_reference(chunk: int) -> None:
    assert wrong(chunk) == []


def test_the_cases_hold_every_feature() -> None:
    """The first hundreds of the same cases hold them all already."""
    seen: set[str] = set()
    for seed in range(min(CASES, 400)):
        graph, scenario = case(seed)
        seen |= occurred(graph, scenario, fast(graph, scenario))
    assert seen >= {
        "mode none",
        "mode declared",
        "mode proven",
        "a follower falls",
        "degraded levels",
        "recovery",
        "cycles",
        "replacement",
        "a fallback in use",
        "a fallback that is short itself",
        "a fallback runs out",
    }


@given(st.data())
@settings(max_examples=100)
def test_it_also_is_for_whatever_hypothesis_finds(data: st.DataObject) -> None:
    graph = data.draw(graphs())
    scenario = data.draw(scenarios(graph))
    walked = reference.simulate(graph, scenario)
    assert np.array_equal(fast(graph, scenario), walked)
    assert np.array_equal(compiled(graph, scenario), walked)

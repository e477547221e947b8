# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The smallest sets of things that bring a service down: what trying every set gives."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from builders import Rows, fallback, graph_of, helped, needs, node_of, service, system
from hypothesis import given, settings
from hypothesis import strategies as st
from random_graphs import random_graph
from strategies import graphs, of_services

from dijkwacht.base.errors import WrongQuestion
from dijkwacht.base.units import ONE, Hours
from dijkwacht.engine.answer import Graphs
from dijkwacht.engine.failing_sets import FailingSet, failing_sets
from dijkwacht.engine.outage import outage
from dijkwacht.engine.scenario import Choice, FallbackMode
from dijkwacht.graph.graph import DependencyGraph
from dijkwacht.register.codes import Confidence, Mode

PASPOORTEN = service("Paspoorten")
A, B, C, D = (system(name) for name in "ABCD")
FOR_GOOD = Choice(Hours(100))
Sets = Mapping[tuple[int, ...], int]


def found(*rows: Rows, choice: Choice = FOR_GOOD, order: int = 2) -> dict[str, int]:
    """The sets that bring Paspoorten down, as letters, with the hour."""
    every = graph_of(PASPOORTEN, A, B, C, D, rows)
    sure = graph_of(PASPOORTEN, A, B, C, D, rows, estimates=False)
    things = {node_of(every, row): (node_of(every, row),) for row in (A, B, C, D)}
    service = node_of(every, PASPOORTEN)
    sets = failing_sets(Graphs(every, sure), service, things, choice, order)
    return {letters(every, held.things): held.lost_at for held in sets}


def letters(graph: DependencyGraph, nodes: tuple[int, ...]) -> str:
    return "".join(graph.nodes.ids[node].removeprefix("sys-").upper() for node in nodes)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ((needs(PASPOORTEN, A, buffer_hours=4),), {"A": 4}),
        ((needs(PASPOORTEN, A, B),), {"AB": 0}),
        ((needs(PASPOORTEN, A, B), needs(PASPOORTEN, A, id="r")), {"A": 0}),
        (
            (needs(PASPOORTEN, A, B, C, need=2 * ONE, mode=Mode.STRICT),),
            {"AB": 0, "AC": 0, "BC": 0},
        ),
        ((needs(PASPOORTEN, A, B, C, need=2 * ONE),), {}),  # a half is the minimum
        ((needs(PASPOORTEN, A, B, C, D, need=2 * ONE),), {}),  # three of four
        ((needs(PASPOORTEN, A, B, C),), {}),
        ((helped(PASPOORTEN, A, share=3_000), helped(PASPOORTEN, B, share=3_000)), {"AB": 0}),
        (
            (needs(PASPOORTEN, A, B), needs(PASPOORTEN, C, D, id="r", buffer_hours=9)),
            {"AB": 0, "CD": 9},
        ),
        (
            (needs(PASPOORTEN, A), needs(A, B, C), needs(B, D), needs(C, D)),
            {"A": 0, "D": 0, "BC": 0},
        ),
        (
            (needs(PASPOORTEN, A), needs(A, B), needs(B, A), needs(B, C, D)),
            {"A": 0, "B": 0, "CD": 0},
        ),
        ((), {}),
    ],
)
def test_cases_by_hand(rows: Rows, expected: dict[str, int]) -> None:
    assert found(rows) == expected


def test_a_fallback_makes_a_pair_of_what_it_protects_and_what_it_needs() -> None:
    need = needs(PASPOORTEN, A)
    papier = fallback("Papier", need[0])
    assert found(need, papier, needs(papier, B)) == {"AB": 0}
    assert found(need, papier, needs(papier, A)) == {"A": 0}
    none = replace(FOR_GOOD, fallbacks=FallbackMode.NONE)
    assert found(need, papier, needs(papier, B), choice=none) == {"A": 0}


def test_how_long_they_stop_counts() -> None:
    need = needs(PASPOORTEN, A, buffer_hours=24)
    assert found(need, choice=replace(FOR_GOOD, duration=Hours(24))) == {}
    assert found(need, choice=replace(FOR_GOOD, duration=Hours(25))) == {"A": 24}


def test_a_double_makes_a_single_failure_harmless() -> None:
    assert found(needs(PASPOORTEN, A), order=1) == {"A": 0}
    assert found(needs(PASPOORTEN, A, D), order=1) == {}


def test_smaller_sets_stand_first_then_the_shortest_fuse() -> None:
    rows = needs(PASPOORTEN, A, B), needs(PASPOORTEN, C, id="1", buffer_hours=8), needs(C, D)
    assert list(found(rows).items()) == [("C", 8), ("D", 8), ("AB", 0)]


def sets_of(*rows: Rows) -> tuple[DependencyGraph, list[FailingSet]]:
    every = graph_of(PASPOORTEN, A, B, C, D, rows)
    sure = graph_of(PASPOORTEN, A, B, C, D, rows, estimates=False)
    things = {node_of(every, row): (node_of(every, row),) for row in (A, B, C, D)}
    service = node_of(every, PASPOORTEN)
    choice = Choice(Hours(100), Hours(10))
    return every, failing_sets(Graphs(every, sure), service, things, choice)


def test_a_set_tells_how_long_and_by_which_way() -> None:
    graph, (alone, pair) = sets_of(needs(PASPOORTEN, B, buffer_hours=3), needs(B, A, C))
    assert [letters(graph, held.things) for held in (alone, pair)] == ["B", "AC"]
    assert (pair.lost_at, pair.lost_hours, pair.sure_at) == (3, 7, 3)
    assert [graph.nodes.ids[node] for node in pair.path] == ["sys-a", "sys-b", "svc-paspoorten"]


def test_a_set_that_rests_on_an_estimate_is_not_sure() -> None:
    guess = {"confidence": Confidence.ESTIMATED}
    _, (one,) = sets_of(needs(PASPOORTEN, A, **guess))
    assert (one.lost_at, one.sure_at) == (0, None)
    _, (one,) = sets_of(needs(PASPOORTEN, A, **guess), needs(PASPOORTEN, A, id="r", buffer_hours=6))
    assert (one.lost_at, one.sure_at) == (0, 6)


def test_things_can_be_groups_that_stop_as_one() -> None:
    graph = graph_of(PASPOORTEN, A, B, C, D, needs(PASPOORTEN, A, B, C))
    a, b, c, d = (node_of(graph, row) for row in (A, B, C, D))
    things = {a: (a, b), c: (c,), d: (d, b)}
    held = failing_sets(Graphs(graph, graph), node_of(graph, PASPOORTEN), things, FOR_GOOD)
    assert [one.things for one in held] == [(a, c)]


def test_only_sets_of_one_or_two_are_asked() -> None:
    graph = graph_of(PASPOORTEN)
    for order in (0, 3):
        with pytest.raises(WrongQuestion):
            failing_sets(Graphs(graph, graph), 0, {}, FOR_GOOD, order)


def test_progress_is_told_of_single_things_and_then_of_pairs() -> None:
    graph = graph_of(PASPOORTEN, A, B, needs(PASPOORTEN, A, B))
    things = {node_of(graph, row): (node_of(graph, row),) for row in (A, B)}
    seen: list[tuple[int, int]] = []
    failing_sets(
        Graphs(graph, graph),
        node_of(graph, PASPOORTEN),
        things,
        FOR_GOOD,
        progress=lambda done, of: seen.append((done, of)),
    )
    assert seen == [(1, 2), (2, 2), (1, 1)]


def tried(graph: DependencyGraph, service: int, choice: Choice) -> Sets:
    """Every node and every pair, each in a run of the whole graph; without what is not minimal."""

    def lost(nodes: tuple[int, ...]) -> list[int]:
        spans = outage(graph, choice.of(nodes)).lost_spans(service)
        return [start for start, _ in spans[:1]]

    nodes = [node for node in range(len(graph.nodes)) if node != service]
    one = {(node,): hour for node in nodes for hour in lost((node,))}
    pairs = [(a, b) for a, b in combinations(nodes, 2) if not {(a,), (b,)} & one.keys()]
    return one | {pair: hour for pair in pairs for hour in lost(pair)}


@given(st.data())
@settings(max_examples=60)
def test_it_is_what_trying_every_set_gives(data: st.DataObject) -> None:
    """With circles, late fallbacks, restarts, shares and replacements: no set too many or too
    few."""
    graph = data.draw(graphs(services=True))
    choice = Choice(
        Hours(36),
        data.draw(st.none() | st.integers(1, 30).map(Hours)),
        data.draw(st.booleans()),
        data.draw(st.sampled_from(FallbackMode)),
    )
    service = data.draw(st.integers(1, len(graph.nodes) - 1))
    things = {node: (node,) for node in range(len(graph.nodes)) if node != service}
    sets = failing_sets(Graphs(graph, graph), service, things, choice)
    assert {held.things: held.lost_at for held in sets} == tried(graph, service, choice)


def test_the_random_graphs_have_sets_of_both_orders() -> None:
    counts = np.zeros(3, np.int64)
    for seed in range(40):
        graph = of_services(random_graph(np.random.default_rng(seed)))
        things = {node: (node,) for node in range(len(graph.nodes) - 1)}
        for held in failing_sets(Graphs(graph, graph), len(graph.nodes) - 1, things, FOR_GOOD):
            counts[len(held.things)] += 1
    assert counts[1] > 40
    assert counts[2] > 10


def test_nothing_but_the_things_asked_can_be_in_a_set() -> None:
    graph = graph_of(PASPOORTEN, A, B, needs(PASPOORTEN, A), needs(A, B))
    a, service = node_of(graph, A), node_of(graph, PASPOORTEN)
    held = failing_sets(Graphs(graph, graph), service, {a: (a,)}, FOR_GOOD)
    assert [one.things for one in held] == [(a,)]

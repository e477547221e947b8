# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Published models asked of our engine: the same answer, but for the rounding of its levels."""

from itertools import combinations, product

import numpy as np
import pytest

from dijkwacht.base.units import ONE, Hours
from dijkwacht.engine.network import Network
from dijkwacht.engine.published import esri
from dijkwacht.engine.published.as_graph import (
    Need,
    dependency_graph,
    esri_graph,
    fault_tree_graph,
    fdna_graph,
    inoperability_graph,
    settled,
)
from dijkwacht.engine.published.cut_sets import cut_sets
from dijkwacht.engine.published.debtrank import debtrank
from dijkwacht.engine.published.fault_tree import Draft, FaultTree
from dijkwacht.engine.published.fdna import Dependency, operability
from dijkwacht.engine.published.inoperability import inoperability
from dijkwacht.engine.published.knuth import Production, cheapest
from dijkwacht.engine.scenario import FallbackMode, stops
from dijkwacht.engine.simulate import simulate
from dijkwacht.graph.graph import NodeNoun

STEP = 1 / ONE  # the smallest difference of a level
ELEVEN = "2>1 2>3 7>4 9>5 3>7 6>7 10>7 9>10 7>11 8>11"  # tests/unit/…/test_esri.py says whose


def downstream(network: esri.SupplyNetwork, firm: int) -> np.ndarray:
    """Where sweeps without replacement end, as far as numbers go."""
    own = np.where(np.arange(len(network)) == firm, 0.0, 1.0)
    return esri.cascade(network, own, epsilon=1e-12, replaceable=False).downstream


def test_eleven_firms_end_as_published() -> None:
    pairs = [[int(firm) - 1 for firm in link.split(">")] for link in ELEVEN.split()]
    seller, buyer = zip(*pairs, strict=True)
    network = esri.supply_network(seller, buyer, [1] * 10, [0] * 11, [[1]])
    graph, part = esri_graph(network), network.sales / network.sales.sum()
    for firm in range(11):
        ours, theirs = settled(graph, {firm: 0}), downstream(network, firm)
        assert ours == pytest.approx(theirs, abs=2 * STEP)
        assert part @ ours == pytest.approx(part @ theirs, abs=STEP)


def drawn(seed: int) -> esri.SupplyNetwork:
    """30 firms of 4 industries, with inputs of every kind and in loops."""
    rng = np.random.default_rng(seed)
    links = np.unique(rng.integers(0, 30, (70, 2)), axis=0)
    weight = rng.lognormal(0, 1, len(links))
    kinds = rng.choice(3, (4, 4), p=[0.4, 0.3, 0.3])
    return esri.supply_network(*links.T, weight, rng.integers(0, 4, 30), kinds)


@pytest.mark.parametrize("seed", range(6))
def test_generated_networks_end_where_their_sweeps_do(seed: int) -> None:
    network = drawn(seed)
    graph, part = esri_graph(network), network.sales / network.sales.sum()
    moved = 0
    for firm in range(0, 30, 3):
        ours, theirs = settled(graph, {firm: 0}), downstream(network, firm)
        moved += int(np.count_nonzero(theirs < 1))
        assert ours == pytest.approx(theirs, abs=10 * STEP)  # rounding is handed down the links
        assert part @ ours == pytest.approx(part @ theirs, abs=2 * STEP)
    assert moved > 20


@pytest.mark.parametrize("seed", range(8))
def test_strength_and_criticality_are_degrading_and_essential(seed: int) -> None:
    rng = np.random.default_rng(seed)
    known = [
        Dependency(f"n{feeder}", f"n{receiver}", rng.integers(0, 11) / 10, rng.integers(0, 101))
        for receiver in range(3, 9)
        for feeder in rng.choice(receiver, 2, replace=False)
    ]
    levels = {f"n{node}": float(rng.integers(0, 101)) for node in range(3)}
    graph = fdna_graph(known)
    number = {name: graph.node(NodeNoun.SYSTEM, name) for name in graph.nodes.ids}
    found = settled(
        graph, {number[name]: level / 100 for name, level in levels.items() if name in number}
    )
    theirs = operability(known, levels)
    # strengths by two feeders are whole basis points: each of the two may round by one, per layer
    ours = {name: 100 * found[node] for name, node in number.items()}
    expected = {name: theirs[name] for name in number}
    assert ours == pytest.approx(expected, abs=100 * 12 * STEP)


def rounding(matrix: np.ndarray, shock: np.ndarray) -> np.ndarray:
    """How far floors may take each sector: one step per requirement, fed through the matrix."""
    needs = np.count_nonzero(matrix, axis=1) + (shock > 0)
    return inoperability(matrix, needs * STEP)


@pytest.mark.parametrize("seed", range(8))
def test_interdependent_sectors_lose_what_the_linear_model_says(seed: int) -> None:
    rng = np.random.default_rng(seed)
    matrix = rng.integers(0, 2_000, (5, 5)) * (rng.random((5, 5)) < 0.5) / ONE
    shock = rng.integers(0, 2_000, 5) / ONE
    theirs = inoperability(matrix, shock)
    assert theirs.max() < 1
    ours = 1 - settled(inoperability_graph(matrix, shock), {5: 0})[:5]
    assert np.all(ours <= theirs + 1e-12)
    assert np.all(theirs - ours <= rounding(matrix, shock))


def test_a_chain_of_sectors_loses_as_counted_by_hand() -> None:
    graph = inoperability_graph([[0, 0, 0], [0.3, 0, 0], [0, 0.5, 0]], [1, 0, 0])
    assert 1 - settled(graph, {3: 0})[:3] == pytest.approx([1, 0.3, 0.15], abs=1e-12)


@pytest.mark.parametrize("seed", range(8))
def test_linear_debtrank_is_the_same_graph_even_where_losses_reach_all(seed: int) -> None:
    rng = np.random.default_rng(seed)
    passed_on = rng.integers(0, 5_000, (5, 5)) * (rng.random((5, 5)) < 0.5) / ONE
    np.fill_diagonal(passed_on, 0)
    shock = np.where(np.arange(5) == 0, 0.9, 0)
    theirs = debtrank(passed_on, np.ones(5), shock).last
    ours = 1 - settled(inoperability_graph(passed_on, shock), {5: 0})[:5]
    assert np.all(ours <= theirs + 1e-9)
    assert ours == pytest.approx(theirs, abs=30 * STEP)


def drawn_tree(rng: np.random.Generator) -> FaultTree:
    """Five gates of any kind over five events, each gate over what was made before."""
    made, known = Draft("drawn"), ["a", "b", "c", "d", "e"]
    for number in range(5):
        parts = rng.choice(known, int(rng.integers(1, 5)), replace=False).tolist()
        made.gate(f"g{number}", int(rng.integers(1, len(parts) + 1)), parts, number)
        known.append(f"g{number}")
    return made.tree("g4")


@pytest.mark.parametrize("seed", range(20))
def test_a_set_of_events_stops_the_top_when_it_holds_a_minimal_cut_set(seed: int) -> None:
    rng = np.random.default_rng(seed)
    tree = drawn_tree(rng)
    found, graph = cut_sets(tree), fault_tree_graph(tree)
    minimal = [set(one) for order in found.counts for one in found.sets(order)]
    top = graph.node(NodeNoun.SYSTEM, tree.top)
    for happened in product([False, True], repeat=len(tree.events)):
        failing = {node: 0.0 for node, fails in enumerate(happened) if fails}
        events = {tree.events[node] for node in failing}
        expected = 0.0 if any(one <= events for one in minimal) else 1.0
        assert settled(graph, failing)[top] == expected, events


@pytest.mark.parametrize("seed", range(10))
def test_the_first_hour_of_failure_is_the_cheapest_by_knuth(seed: int) -> None:
    rng = np.random.default_rng(seed)
    needs, rules = [], [Production(0, (), lambda: 0)]
    for _ in range(18):
        owner, buffer = int(rng.integers(1, 10)), int(rng.integers(0, 30))
        members = tuple(rng.choice(10, int(rng.integers(1, 4)), replace=False).tolist())
        least = int(rng.integers(1, len(members) + 1))
        needs.append(Need(owner, members, (1.0,) * len(members), least=least, buffer=buffer))
        for lost in combinations(members, len(members) - least + 1):
            rules.append(Production(owner, lost, lambda *hours, add=buffer: max(hours) + add))
    graph = dependency_graph([f"n{node}" for node in range(10)], needs)
    scenario = stops([0], Hours(1_000), fallbacks=FallbackMode.NONE)
    found = simulate(Network(graph, FallbackMode.NONE, False), scenario)
    ours = {node: steps[0][0] for node, steps in found.items() if steps}
    assert ours == {made: cost for made, (cost, _) in cheapest(rules).items()}


def test_needs_come_in_any_order_and_a_graph_may_need_nothing() -> None:
    needs = [Need(2, (1,), (1.0,)), Need(1, (0,), (3.0,))]
    assert settled(dependency_graph(["a", "b", "c"], needs), {0: 0.25}).tolist() == [0.25] * 3
    assert settled(dependency_graph(["a", "b"], []), {0: 0.5}).tolist() == [0.5, 1.0]

# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What rests on assumptions in whole columns: what one finds node by node."""

from collections import Counter
from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from strategies import graphs, scenarios

from dijkwacht.engine.outage import Outage, outage
from dijkwacht.engine.resting import resting
from dijkwacht.engine.scenario import FallbackMode
from dijkwacht.graph.graph import Assumed, DependencyGraph


def assuming(graph: DependencyGraph, data: st.DataObject) -> DependencyGraph:
    """The same graph with some assumptions."""

    def flags(size: int) -> np.ndarray:
        some = st.sampled_from(
            (0, 0, int(Assumed.BUFFER | Assumed.SHARE), int(Assumed.REPLACEMENT))
        )
        return np.array(data.draw(st.lists(some, min_size=size, max_size=size)), np.int64)

    return replace(
        graph,
        nodes=replace(graph.nodes, assumed=flags(len(graph.nodes))),
        groups=replace(graph.groups, assumed=flags(len(graph.groups))),
        fallbacks=replace(graph.fallbacks, assumed=flags(graph.fallbacks.node.size)),
    )


def fallbacks_of(graph: DependencyGraph, group: int) -> list[int]:
    """The fallbacks of a requirement, whether or not they count."""
    nodes: list[int] = graph.fallbacks.node[
        slice(*graph.fallbacks.first[group : group + 2])
    ].tolist()
    return nodes


def by_hand(found: Outage) -> tuple[set[int], Counter[Assumed]]:
    """The same, one node after another."""
    graph, flags = found.graph, {}
    unused = 0 if found.scenario.permanent else int(Assumed.REPLACEMENT)
    for node in found.touched:
        flags[node] = [int(graph.nodes.assumed[node])]
        for group in found.network.groups_of(node):
            if any(member in found.touched for member in group.members):
                flags[node].append(int(graph.groups.assumed[group.number]) & ~unused)
                if found.scenario.fallbacks is not FallbackMode.NONE:
                    helped = slice(*graph.fallbacks.first[group.number : group.number + 2])
                    flags[node] += graph.fallbacks.assumed[helped].tolist()
    counts = Counter(
        flag for each in flags.values() for one in each for flag in Assumed if one & flag
    )
    rests = {node for node, each in flags.items() if any(each)}
    while True:
        more = {
            node
            for node in found.touched
            for group in found.network.groups_of(node)
            if rests & {*group.members, *fallbacks_of(graph, group.number)}
        } - rests
        if not more:
            return rests, counts
        rests |= more


@given(st.data())
def test_columns_hold_what_a_walk_finds(data: st.DataObject) -> None:
    graph = assuming(data.draw(graphs()), data)
    found = outage(graph, data.draw(scenarios(graph)))
    got = resting(graph, found.scenario, found.traces.nodes)
    rests, counts = by_hand(found)
    assert set(np.flatnonzero(got.nodes).tolist()) == rests
    assert got.counts == dict(counts)

# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""A level below which nothing can fall, for many sets of failing things at once.

*The bound.* Let L be the greatest levels that satisfy: 0 for what fails; for everything else what
its requirements leave it, without buffer, fallback, replacement or restart. In any run in which
these things fail, however and for however long, x_v(t) >= L_v at each hour.

*Why.* By hours: let it hold before t. With the levels L put in at hour t, each requirement gets
through at least what it delivers at L, since a buffer, a fallback or a replacement only adds to
that (equations 2 and 4). What a restart looks back at was, hour for hour, no lower than the same at
L, because earlier levels were not (5, 6). A level is the lowest of parts that are all at least
those of L (7). So at hour t, L asks of no node to be higher than the equations allow, and the
greatest solution (8) is no lower than L. Circles, the choice of fallbacks and late help change
nothing in this: no step needs that more failures make things worse.
"""

from collections.abc import Sequence

import numpy as np

from dijkwacht.base.units import ONE
from dijkwacht.engine.network import Group, Network
from dijkwacht.engine.scenario import FallbackMode
from dijkwacht.graph.graph import DependencyGraph, Ints

CELLS = 2_000_000
"""So many levels are held in memory at once."""


def lowest_levels(graph: DependencyGraph, node: int, failing: Sequence[Sequence[int]]) -> Ints:
    """For each set of failing nodes a level (basis points) below which `node` cannot fall."""
    network = Network(graph, FallbackMode.NONE, permanent=False)
    width = max(1, CELLS // len(graph.nodes))
    parts = [
        _levels(network, failing[start : start + width])[node]
        for start in range(0, len(failing), width)
    ]
    return np.concatenate(parts) if parts else np.empty(0, np.int64)


def _levels(network: Network, failing: Sequence[Sequence[int]]) -> Ints:
    """The bound of every node (rows) for every set (columns)."""
    order = network.graph.order
    levels = np.full((len(network.graph.nodes), len(failing)), ONE, np.int64)
    for column, nodes in enumerate(failing):
        levels[list(nodes), column] = 0
    for component in np.argsort(order.layer, kind="stable").tolist():
        nodes = order.nodes[order.first[component] : order.first[component + 1]].tolist()
        while _lowered(network, nodes, levels) and order.looped[component]:
            pass  # inside a circle: from the top, until nothing moves
    return levels


def _lowered(network: Network, nodes: Sequence[int], levels: Ints) -> bool:
    """Lower nodes to what their requirements leave them; whether any moved."""
    moved = False
    for node in nodes:
        groups = network.groups_of(node)
        if groups:
            new = np.minimum(levels[node], _left(groups, levels))
            moved |= bool((new < levels[node]).any())
            levels[node] = new
    return moved


def _left(groups: Sequence[Group], levels: Ints) -> Ints:
    """What requirements leave their owner: the lowest essential one, or 10,000 less the shares."""
    essential = degrading = np.full(levels.shape[1], ONE, np.int64)
    for group in groups:
        delivered = _delivered(group, levels)
        if group.degrading:
            degrading = degrading - group.share * (ONE - delivered) // ONE
        else:
            essential = np.minimum(essential, delivered)
    return np.minimum(essential, np.maximum(degrading, 0))


def _delivered(group: Group, levels: Ints) -> Ints:
    """`Group.delivered` for every column."""
    total = np.array(group.weights, np.int64) @ levels[list(group.members)]
    part = np.minimum(ONE, (total + group.unknown * ONE) // group.need)
    if group.strict:
        part = np.where(part >= ONE - group.tolerance, ONE, 0)
    delivered: Ints = np.minimum(ONE, part if group.strict else part + group.tolerance)
    return delivered

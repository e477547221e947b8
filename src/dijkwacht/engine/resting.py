# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which levels of an outage rest on values that policy assumed, because the register does not know
them."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dijkwacht.engine.scenario import FallbackMode, Scenario
from dijkwacht.graph.graph import Assumed, DependencyGraph, Ints
from dijkwacht.graph.order import in_rows, places

Flags = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Resting:
    """`nodes` (a flag per node of the graph): whether its level, or that of something it needs,
    rests on an assumption. `counts`: how many nodes, short requirements and fallbacks of these rest
    on each assumption."""

    nodes: Flags
    counts: Mapping[Assumed, int]


def resting(graph: DependencyGraph, scenario: Scenario, touched: Ints) -> Resting:
    """What rests on assumptions among the touched nodes, the requirements of theirs with a touched
    member, and the fallbacks of these."""
    moved = _flags(graph, touched)
    short = _short(graph, touched, moved)
    unused = Assumed(0) if scenario.permanent else Assumed.REPLACEMENT
    of_groups = graph.groups.assumed[short] & ~int(unused)
    helping, owners = _helping(graph, scenario, short)
    of_fallbacks = graph.fallbacks.assumed[helping]
    of_nodes = graph.nodes.assumed[touched]
    every = np.concatenate((of_nodes, of_groups, of_fallbacks))
    counts = {flag: int(np.count_nonzero(every & int(flag))) for flag in Assumed}
    flagged = (
        touched[of_nodes != 0],
        graph.groups.owner[short][of_groups != 0],
        owners[of_fallbacks != 0],
    )
    nodes = _spread(graph, np.concatenate(flagged), moved)
    return Resting(nodes, {flag: count for flag, count in counts.items() if count})


def _flags(graph: DependencyGraph, nodes: Ints) -> Flags:
    made = np.zeros(len(graph.nodes), np.bool_)
    made[nodes] = True
    return made


def _short(graph: DependencyGraph, touched: Ints, moved: Flags) -> Ints:
    """The requirements of touched nodes that have a touched member."""
    groups = graph.groups
    owned = places(touched, graph.owned_from)
    members = in_rows(owned, groups.first, groups.member)
    of = np.repeat(owned, groups.first[owned + 1] - groups.first[owned])
    found = np.zeros(len(groups), np.bool_)
    found[of[moved[members]]] = True
    return np.flatnonzero(found)


def _helping(graph: DependencyGraph, scenario: Scenario, short: Ints) -> tuple[Ints, Ints]:
    """The fallbacks of these requirements that may count, and whom each protects."""
    first = graph.fallbacks.first
    if scenario.fallbacks is FallbackMode.NONE:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    owners = np.repeat(graph.groups.owner[short], first[short + 1] - first[short])
    return places(short, first), owners


def _spread(graph: DependencyGraph, nodes: Ints, moved: Flags) -> Flags:
    """These nodes, and the touched nodes that need one of them, directly or round about."""
    first, owners = graph.users_of
    found = _flags(graph, nodes)
    waiting = np.flatnonzero(found)
    while waiting.size:
        reached = _flags(graph, in_rows(waiting, first, owners)) & moved & ~found
        found |= reached
        waiting = np.flatnonzero(reached)
    return found

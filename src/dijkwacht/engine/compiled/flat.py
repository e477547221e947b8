# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The graph as the compiled kernel reads it: nodes in an order in which they can be settled, and
everything about one thing side by side in a row of whole numbers."""

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dijkwacht.base.units import FOREVER
from dijkwacht.engine.scenario import FallbackMode
from dijkwacht.graph.graph import DependencyGraph, Ints, NodeNoun
from dijkwacht.graph.order import places

Ints32 = NDArray[np.int32]
Columns = dict[str, Ints]

# columns of `Flat.node`: the feedback group is LOW:HIGH; its groups are OWNED:OWNED of the next,
# its uses are `use[USE:USE of the next]`;
# MINIMUM is the level below which a service is lost, -1 for what is no service
LOW, HIGH, LOOPED, RESTART, USE, MINIMUM, OWNED = range(7)
# columns of `Flat.group`; members are `member[FIRST:FIRST of the next]`, fallbacks likewise;
# WHOLE is the weight of all members; PLAIN: one
# member, ONLY, carries all, so it delivers its level
OWNER, FIRST, FALLBACK, WHOLE, NEED, SHARE, TOLERANCE, BUFFER = range(8)
REPLACEMENT, STRICT, DEGRADING, INSIDE, PLAIN, ONLY = range(8, 14)
# columns of `Flat.member`, `Flat.fallback` and `Flat.use`
NODE, WEIGHT = range(2)
ACTIVATION, LEVEL, DURATION = range(1, 4)
GROUP, BY = range(2)
NODE_WIDTH: Final = 8
GROUP_WIDTH: Final = 16  # 64 bytes: what one look at memory brings


class Flat(NamedTuple):
    """The requirements and fallbacks of a graph. Nodes are numbered by rank: what a node needs has
    a lower rank, unless it is in the same feedback group. Each table has a last, empty row."""

    node: Ints32
    group: Ints32  # in the order of the owner's rank
    member: Ints32
    fallback: Ints32
    use: Ints32  # the group that has a node as member or fallback, and its owner


class Ranked(NamedTuple):
    """A flat graph, and where its nodes are in the graph it was made of."""

    flat: Flat
    rank: Ints  # per node of the graph
    node: Ints  # per rank


def flatten(graph: DependencyGraph, fallbacks: FallbackMode, permanent: bool) -> Ranked:
    """The graph under one choice of fallbacks and replacement, as arrays for the kernel.

    Raises OverflowError when a value is beyond 32 bits; `simulate` has no such limit.
    """
    order = graph.order
    node = np.lexsort((order.component, order.layer[order.component]))
    rank = np.empty(node.size, np.int64)
    rank[node] = np.arange(node.size)
    groups, member = _groups(graph, rank, permanent)
    first, fallback = _fallbacks(graph, fallbacks, rank)
    low, high = _feedback(order.component[node])
    use, used_by, inside = _uses(groups, member, first, fallback, low)
    services = graph.nodes.noun[node] == NodeNoun.SERVICE
    nodes = [
        low,
        high,
        order.looped[order.component[node]],
        graph.nodes.restart[node],
        use,
        np.where(services, graph.nodes.mbco[node], -1),
        np.searchsorted(groups["owner"], np.arange(node.size + 1)),
    ]
    columns = [groups[name] for name in ("owner", "first")] + [first]
    columns += [groups[name] for name in _VALUES] + [inside, groups["plain"], groups["only"]]
    flat = Flat(
        _table(nodes, NODE_WIDTH),
        _table(columns, GROUP_WIDTH),
        _table(member, 2),
        _table(fallback, 4),
        _table([used_by, groups["owner"][used_by]], 2),
    )
    return Ranked(flat, rank, node)


_VALUES: Final = (
    "whole",
    "need",
    "share",
    "tolerance",
    "buffer",
    "replacement",
    "strict",
    "degrading",
)


def _table(columns: list[Ints], width: int) -> Ints32:
    """The columns side by side, with a row more, so that every range has an end."""
    rows = min(column.size for column in columns)
    made = np.zeros((rows + 1, width), np.int32)
    for place, column in enumerate(columns):
        if column.size and (column.max() > np.iinfo(np.int32).max or column.min() < -1):
            raise OverflowError(f"column {place} of {width}")
        made[: column.size, place] = column
    return made


def _feedback(component: Ints) -> tuple[Ints, Ints]:
    """Per rank where its feedback group begins and ends: the nodes of one are side by side."""
    starts = np.flatnonzero(np.diff(component, prepend=-1))
    ends = np.append(starts[1:], component.size)[: starts.size]
    return np.repeat(starts, ends - starts), np.repeat(ends, ends - starts)


def _by_rank(graph: DependencyGraph, rank: Ints) -> Ints:
    """The groups in the order of their owner's rank."""
    return np.argsort(rank[graph.groups.owner], kind="stable")


def _groups(graph: DependencyGraph, rank: Ints, permanent: bool) -> tuple[Columns, list[Ints]]:
    """Groups and their members, in the order of the owner's rank."""
    groups, order = graph.groups, _by_rank(graph, rank)
    sizes = np.diff(groups.first)[order]
    first = np.concatenate(([0], np.cumsum(sizes)))
    at = places(order, groups.first)
    weight = groups.weight[at]
    carried = np.diff(np.concatenate(([0], np.cumsum(weight)))[first])
    values = {name: getattr(groups, name)[order] for name in _VALUES[1:]}
    if not permanent:
        values["replacement"] = np.full(order.size, FOREVER, np.int64)
    single = (sizes == 1) & (carried == values["need"])
    exact = (groups.unknown[order] == 0) & (values["tolerance"] == 0) & ~values["strict"]
    values |= {
        "owner": rank[groups.owner[order]],
        "first": first,
        "whole": carried + groups.unknown[order],
        "plain": single & exact,
    }
    member = rank[groups.member[at]]
    values["only"] = np.where(values["plain"], np.append(member, 0)[first[:-1]], 0)
    return values, [member, weight]


def _fallbacks(graph: DependencyGraph, mode: FallbackMode, rank: Ints) -> tuple[Ints, list[Ints]]:
    """The first fallback of each group, and the fallbacks that count in the order of the groups."""
    every, order = graph.fallbacks, _by_rank(graph, rank)
    proven = mode is FallbackMode.PROVEN
    activation = every.proven_activation if proven else every.activation
    level = every.proven_level if proven else every.level
    place = np.empty(order.size, np.int64)
    place[order] = np.arange(order.size)
    group = place[np.repeat(np.arange(order.size), np.diff(every.first))]
    counts = (level > 0) & (every.duration > 0) & (activation < FOREVER)
    kept = np.flatnonzero(counts & (mode is not FallbackMode.NONE))
    kept = kept[np.argsort(group[kept], kind="stable")]
    first = np.searchsorted(group[kept], np.arange(order.size + 1))
    return first, [rank[every.node[kept]], activation[kept], level[kept], every.duration[kept]]


def _uses(
    groups: Columns, member: list[Ints], first: Ints, fallback: list[Ints], low: Ints
) -> tuple[Ints, Ints, Ints]:
    """Per node its first use, per use the group, and per group whether it feeds back."""
    every = np.arange(groups["owner"].size)
    by = np.concatenate(
        (
            np.repeat(every, np.diff(groups["first"])),
            np.repeat(every, np.diff(first)),
        )
    )
    needed = np.concatenate((member[NODE], fallback[NODE]))
    inside = np.zeros(every.size, np.int64)
    inside[by[low[needed] == low[groups["owner"][by]]]] = 1
    order = np.lexsort((by, needed))
    return np.searchsorted(needed[order], np.arange(low.size + 1)), by[order], inside

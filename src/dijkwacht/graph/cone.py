# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The part of a graph on which some nodes rest: what they need, directly or by way of others."""

from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import Any

import numpy as np

from dijkwacht.graph.graph import DependencyGraph, Fallbacks, Groups, Ints, Nodes, edges
from dijkwacht.graph.order import in_rows, order


@dataclass(frozen=True, eq=False)
class Cone:
    """Some nodes with all they need, as a graph of its own. Whatever happens to these nodes in the
    whole graph happens to them here: what is left out can touch none of them."""

    graph: DependencyGraph
    nodes: Ints  # the number in the whole graph of each node, in order

    @cached_property
    def _number(self) -> dict[int, int]:
        return {node: number for number, node in enumerate(self.nodes.tolist())}

    def number(self, node: int) -> int | None:
        """The number here of a node of the whole graph; None when it has no part."""
        return self._number.get(node)

    def whole(self, number: int) -> int:
        """The number in the whole graph."""
        return int(self.nodes[number])


def cone(graph: DependencyGraph, *of: int) -> Cone:
    """What these nodes rest on. Fallbacks belong to it, whether or not they count in a run."""
    seen = np.zeros(len(graph.nodes), np.bool_)
    ready = np.unique(np.array(of, np.int64))
    while ready.size:
        seen[ready] = True
        groups = in_rows(ready, graph.owned_from, np.arange(len(graph.groups)))
        needed = np.concatenate(
            (
                in_rows(groups, graph.groups.first, graph.groups.member),
                in_rows(groups, graph.fallbacks.first, graph.fallbacks.node),
            )
        )
        ready = np.unique(needed[~seen[needed]])
    nodes = np.flatnonzero(seen)
    return Cone(restricted(graph, nodes), nodes)


def restricted(graph: DependencyGraph, nodes: Ints) -> DependencyGraph:
    """The graph of these nodes, which need nothing else."""
    kept = in_rows(nodes, graph.owned_from, np.arange(len(graph.groups)))
    groups = _groups(graph.groups, kept, nodes)
    fallbacks = _fallbacks(graph.fallbacks, kept, nodes)
    return replace(
        graph,
        nodes=Nodes(
            **{field.name: _at(getattr(graph.nodes, field.name), nodes) for field in fields(Nodes)}
        ),
        groups=groups,
        fallbacks=fallbacks,
        order=order(nodes.size, *edges(groups, fallbacks)),
    )


def _groups(groups: Groups, kept: Ints, nodes: Ints) -> Groups:
    rows = {
        field.name: _at(getattr(groups, field.name), kept)
        for field in fields(Groups)
        if field.name not in ("owner", "first", "member", "weight")
    }
    return Groups(
        owner=np.searchsorted(nodes, groups.owner[kept]),
        first=_first(groups.first, kept),
        member=np.searchsorted(nodes, in_rows(kept, groups.first, groups.member)),
        weight=in_rows(kept, groups.first, groups.weight),
        **rows,
    )


def _fallbacks(fallbacks: Fallbacks, kept: Ints, nodes: Ints) -> Fallbacks:
    rows = {
        field.name: in_rows(kept, fallbacks.first, getattr(fallbacks, field.name))
        for field in fields(Fallbacks)
        if field.name != "first"
    }
    rows["node"] = np.searchsorted(nodes, rows["node"])
    return Fallbacks(first=_first(fallbacks.first, kept), **rows)


def _first(first: Ints, kept: Ints) -> Ints:
    """The beginnings of these compressed rows, laid one behind the other."""
    return np.concatenate(([0], np.cumsum(np.diff(first)[kept])))


def _at(values: Any, at: Ints) -> Any:
    """These entries of an array or a tuple."""
    return tuple(values[i] for i in at) if isinstance(values, tuple) else values[at]

# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The graphs of a register in which only some services count: what an outage costs them alone, at
the price of what they rest on alone."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from dijkwacht.engine.answer import Graphs
from dijkwacht.graph.cone import Cone, cone, restricted
from dijkwacht.graph.graph import DependencyGraph


@dataclass(frozen=True, eq=False)
class Own:
    """Some services with all they rest on. They fare as in the whole register; no other service is
    ever counted as lost."""

    graphs: Graphs
    cone: Cone

    def things(self, of: Mapping[int, Sequence[int]]) -> dict[int, list[int]]:
        """The things that can touch the services, by their numbers here."""
        here = {
            head: [at for node in nodes if (at := self.cone.number(node)) is not None]
            for head, nodes in of.items()
        }
        return {head: nodes for head, nodes in here.items() if nodes}


def own(graphs: Graphs, services: Collection[int]) -> Own:
    """The graphs in which only these services (nodes) count."""
    found = cone(graphs.every, *services)
    counted = np.isin(found.nodes, np.array(sorted(services), np.int64))
    every = _counting(found.graph, counted)
    if not graphs.estimates:
        return Own(Graphs(every, every), found)
    sure = _counting(restricted(graphs.sure, found.nodes), counted)
    return Own(Graphs(every, sure), found)


def _counting(graph: DependencyGraph, counted: NDArray[np.bool_]) -> DependencyGraph:
    """The graph in which nothing else has a minimum to fall below, or users."""
    nodes = graph.nodes
    mbco, users = (np.where(counted, column, 0) for column in (nodes.mbco, nodes.users))
    return replace(graph, nodes=replace(nodes, mbco=mbco, users=users))

# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Circles of dependencies, by name: allowed, but worth knowing."""

from collections.abc import Iterator

import numpy as np

from dijkwacht.base.problem import Grade, Problem, problem
from dijkwacht.graph.graph import DependencyGraph

SHOWN = 8


def feedback_groups(graph: DependencyGraph) -> list[list[int]]:
    """The nodes of each feedback group, each group and the list in the order of node numbers."""
    order = graph.order
    return sorted(
        sorted(order.nodes[order.first[group] : order.first[group + 1]].tolist())
        for group in np.flatnonzero(order.looped)
    )


def loops(graph: DependencyGraph) -> Iterator[Problem]:
    """A note for each feedback group, naming its first nodes."""
    for group in feedback_groups(graph):
        names = [f"{graph.noun_of(node).word} {graph.nodes.ids[node]}" for node in group]
        more = "" if len(names) <= SHOWN else f" + {len(names) - SHOWN}"
        yield problem(
            names[0],
            "feedback-group",
            Grade.NOTE,
            count=len(names),
            nodes=", ".join(names[:SHOWN]) + more,
        )

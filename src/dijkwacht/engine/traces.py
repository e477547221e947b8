# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The levels over time of all touched nodes as three arrays: what 70,000 nodes do is asked in whole
columns, and what one node does is cut out when somebody asks."""

from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from dijkwacht.engine.scenario import Steps
from dijkwacht.graph.graph import Ints
from dijkwacht.graph.order import places


class Traces(Mapping[int, Steps]):
    """Node to steps. The steps of the i-th node (ascending) are `steps[first[i]:first[i + 1]]`,
    rows of hour and level."""

    def __init__(self, nodes: Ints, first: Ints, steps: NDArray[np.int64]) -> None:
        self.nodes, self.first, self.table = nodes, first, steps
        self._made: dict[int, Steps] = {}

    @classmethod
    def of(cls, levels: Mapping[int, Steps]) -> "Traces":
        """The same levels as arrays."""
        nodes = sorted(levels)
        sizes = [len(levels[node]) for node in nodes]
        table = [step for node in nodes for step in levels[node]]
        first = np.concatenate(([0], np.cumsum(np.array(sizes, np.int64))))
        rows = np.array(table, np.int64).reshape(-1, 2)
        return cls(np.array(nodes, np.int64), first, rows)

    def __len__(self) -> int:
        """The number of touched nodes."""
        return len(self.nodes)

    def __iter__(self) -> Iterator[int]:
        """The touched nodes, ascending."""
        return iter(self.nodes.tolist())

    def __getitem__(self, node: int) -> Steps:
        """The steps of a node; KeyError when it was not touched."""
        found = self._made.get(node)
        if found is None:
            found = self._made[node] = self._cut(node)
        return found

    def _cut(self, node: int) -> Steps:
        place = int(np.searchsorted(self.nodes, node))
        if place == len(self.nodes) or self.nodes[place] != node:
            raise KeyError(node)
        rows = self.table[self.first[place] : self.first[place + 1]]
        return tuple((hour, level) for hour, level in rows.tolist())

    def rows(self, of: Ints) -> tuple[Ints, Ints]:
        """The steps of the nodes at these places, one behind the other, and where each begins."""
        sizes = self.first[of + 1] - self.first[of]
        return places(of, self.first), np.cumsum(sizes) - sizes

    def until(self, horizon: int) -> Ints:
        """Per step the hour at which its level ends."""
        ends = np.append(self.table[:, 0], horizon)[1:]
        ends[self.first[1:] - 1] = horizon
        return ends

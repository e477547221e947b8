# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The outage engine that is plainly right: hour by hour, node by node. Never made faster.

The equations are numbered as in docs/explanation/engine.md.
"""

import numpy as np

from dijkwacht.base.units import ONE
from dijkwacht.engine.network import Group, Network
from dijkwacht.engine.scenario import Scenario
from dijkwacht.graph.graph import DependencyGraph, Ints


class _Run:
    """The past of every node and requirement, and the hour being settled."""

    def __init__(self, graph: DependencyGraph, scenario: Scenario) -> None:
        self.network = Network(graph, scenario.fallbacks, scenario.permanent)
        self.size = len(graph.nodes)
        self.groups = [self.network.groups_of(node) for node in range(self.size)]
        self.own = {failure.node: dict(failure.own) for failure in scenario.failures}
        self.level = np.full((self.size, scenario.horizon), ONE, np.int64)
        self.delivered = np.full((len(graph.groups), scenario.horizon), ONE, np.int64)
        self.began: dict[int, int] = {}  # requirement -> hour at which its current shortage began
        # E: own level and essential requirements met from outside; D: 10,000 less the degrading
        self.essential = self.level.copy()
        self.degraded = self.level.copy()
        self.own_now = dict.fromkeys(self.own, int(ONE))

    def settle(self, hour: int) -> None:
        """Find the greatest solution of one hour: begin with everything in full, and lower until
        nothing moves."""
        for node, steps in self.own.items():
            self.own_now[node] = steps.get(hour, self.own_now[node])
        moved = True
        while moved:
            new = np.array([self._node(node, hour) for node in range(self.size)], np.int64)
            moved = not np.array_equal(new, self.level[:, hour])
            self.level[:, hour] = new
        for groups in self.groups:
            for group in groups:
                self._remember(group, hour)

    def _remember(self, group: Group, hour: int) -> None:
        if self.delivered[group.number, hour] == ONE:
            self.began.pop(group.number, None)
        else:
            self.began.setdefault(group.number, hour)

    def _node(self, node: int, hour: int) -> int:
        """Equations 5 to 7: the level of a node from what its requirements let through."""
        outside, inside = [self.own_now.get(node, int(ONE))], [int(ONE)]
        outside_loss = inside_loss = 0
        for group in self.groups[node]:
            through = self._effective(group, hour)
            if group.degrading and group.inside:
                inside_loss += group.loss(through)
            elif group.degrading:
                outside_loss += group.loss(through)
            else:
                (inside if group.inside else outside).append(through)
        self.essential[node, hour] = min(outside)
        self.degraded[node, hour] = ONE - outside_loss
        since = max(0, hour - self.network.restart(node))
        essential = int(self.essential[node, since : hour + 1].min())
        degraded = int(self.degraded[node, since : hour + 1].min())
        return max(0, min(essential, *inside, degraded - inside_loss))

    def _effective(self, group: Group, hour: int) -> int:
        """Equations 1 to 4: what gets through of a requirement."""
        now = group.delivered([int(self.level[member, hour]) for member in group.members])
        self.delivered[group.number, hour] = now
        if now == ONE:
            return int(ONE)
        if hour < group.buffer:
            return int(ONE)  # before hour 0 everything was delivered
        through = int(self.delivered[group.number, hour - group.buffer : hour + 1].max())
        age = hour - self.began.get(group.number, hour)
        for window in group.windows:
            if window.activation <= age < window.activation + window.duration:
                through = max(through, min(window.level, int(self.level[window.node, hour])))
        return int(ONE) if age >= group.replacement else through


def simulate(graph: DependencyGraph, scenario: Scenario) -> Ints:
    """The level of every node at every hour: an array of nodes x horizon, in basis points."""
    run = _Run(graph, scenario)
    for hour in range(scenario.horizon):
        run.settle(hour)
    return run.level

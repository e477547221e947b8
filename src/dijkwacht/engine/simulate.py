# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The outage engine that jumps from event to event: levels as steps, nodes settled once in the
order of the graph.

Inside a feedback group the spans of shortage, on which fallback and replacement times depend, are
held fixed while the group is solved from the top (the equations are monotone then); the spans are
taken anew from the result until they no longer change. Each round fixes a longer stretch of time,
so this ends (docs/explanation/engine.md).
"""

import heapq
from collections.abc import Callable, Iterable, Mapping

from dijkwacht.base.units import ONE
from dijkwacht.engine.network import Group, Network, Window
from dijkwacht.engine.scenario import Scenario, Steps
from dijkwacht.engine.steps import (
    FULL,
    Span,
    capped,
    changes,
    highest,
    lowest,
    pointwise,
    shortages,
    sustained,
    within,
)

Spans = tuple[Span, ...]


class Simulation:
    """One run: the levels of every node that was touched."""

    def __init__(
        self, network: Network, scenario: Scenario, levels: Mapping[int, Steps] | None = None
    ) -> None:
        self.network = network
        self.horizon = int(scenario.horizon)
        self.own: Mapping[int, Steps] = {
            failure.node: changes([step for step in failure.own if step[0] < self.horizon])
            for failure in scenario.failures
        }
        self.levels: dict[int, Steps] = dict(levels or {})
        self._held: dict[
            int, Spans
        ] = {}  # requirement -> its spans of shortage while its feedback group is solved
        first, owners = network.graph.users_of
        self._users_from, self._users = first, owners
        self._looped = network.graph.order.looped

    def run(self, changed: Iterable[int] = ()) -> Mapping[int, Steps]:
        """The levels of all touched nodes; a node that is absent stays at 10,000.

        When the levels are those of an earlier run, `changed` are the nodes whose requirements are
        others now: only they, and what that moves, are settled again.
        """
        waiting: dict[int, set[int]] = {}
        queue: list[tuple[int, int]] = []

        def touch(nodes: Iterable[int]) -> None:
            for node in nodes:
                component = self.network.component(node)
                if component not in waiting:
                    waiting[component] = set()
                    heapq.heappush(
                        queue, (int(self.network.graph.order.layer[component]), component)
                    )
                waiting[component].add(node)

        touch(changed or self.own)
        while queue:
            _, component = heapq.heappop(queue)
            seeds = waiting[component]
            moved = (
                self._solve(component, seeds) if self._looped[component] else self._settle(seeds)
            )
            for node in moved:
                touch(
                    user for user in self.users(node) if self.network.component(user) != component
                )
        return {node: steps for node, steps in self.levels.items() if steps}

    def users(self, node: int) -> list[int]:
        """Who needs this node."""
        found: list[int] = self._users[self._users_from[node] : self._users_from[node + 1]].tolist()
        return found

    def _settle(self, nodes: Iterable[int]) -> list[int]:
        """Settle nodes without feedback; those whose level moved."""
        moved = []
        for node in nodes:
            steps = self._node(node, self.shortages_now)
            if steps != self.levels.get(node, FULL):
                self.levels[node] = steps
                moved.append(node)
        return moved

    def _solve(self, component: int, seeds: set[int]) -> list[int]:
        """Settle a feedback group; those of its nodes whose level moved."""
        order = self.network.graph.order
        nodes = order.nodes[order.first[component] : order.first[component + 1]].tolist()
        before = {node: self.levels.get(node, FULL) for node in nodes}
        if any(before.values()):
            seeds = set(nodes)  # a cause that has not changed must be felt again
        self._held = {}
        while True:
            self._descend(component, nodes, seeds)
            new = {}
            for node in nodes:
                for group in self.network.groups_of(node):
                    spans = self.shortages_now(group)
                    if spans:
                        new[group.number] = spans
            if new == self._held:
                return [node for node in nodes if self.levels.get(node, FULL) != before[node]]
            self._held = new

    def _descend(self, component: int, nodes: list[int], seeds: set[int]) -> None:
        """With fixed spans of shortage: lower the levels from the top until nothing moves."""
        for node in nodes:
            self.levels.pop(node, None)
        waiting = dict.fromkeys(sorted(seeds))
        while waiting:
            node = next(iter(waiting))
            del waiting[node]
            steps = self._node(node, self._shortages_held)
            if steps == self.levels.get(node, FULL):
                continue
            self.levels[node] = steps
            waiting.update(
                dict.fromkeys(u for u in self.users(node) if self.network.component(u) == component)
            )

    def shortages_now(self, group: Group) -> Spans:
        """The spans in which a requirement is short."""
        return shortages(self.delivered(group), self.horizon)

    def _shortages_held(self, group: Group) -> Spans:
        return self._held.get(group.number, ())

    def _node(self, node: int, spans: Callable[[Group], Spans]) -> Steps:
        """Equations 5 to 7: the level of a node from what its requirements let through."""
        essential: tuple[list[Steps], list[Steps]] = ([self.own.get(node, FULL)], [])
        degrading: tuple[list[Steps], list[Steps]] = ([], [])
        for group in self.network.groups_of(node):
            through = self.effective(group, spans)
            if group.degrading:
                degrading[group.inside].append(_left(group, through))
            elif through:
                essential[group.inside].append(through)
        hours = self.network.restart(node)
        outside = sustained(lowest(essential[0]), hours, min, self.horizon)
        lost = sustained(_added(degrading[0]), hours, min, self.horizon)
        left = _added([lost, *degrading[1]])
        return lowest([outside, *essential[1], pointwise([left], lambda levels: max(0, levels[0]))])

    def delivered(self, group: Group) -> Steps:
        """Equation 1: what the members of a requirement deliver."""
        signals = [self.levels.get(member, FULL) for member in group.members]
        return pointwise(signals, group.delivered) if any(signals) else FULL

    def effective(self, group: Group, spans: Callable[[Group], Spans]) -> Steps:
        """Equations 2 to 4: what gets through of a requirement, by buffer, fallback and
        replacement."""
        delivered = self.delivered(group)
        if not delivered:
            return FULL
        through = [sustained(delivered, group.buffer, max, self.horizon)]
        for start, end in spans(group):
            if start + group.replacement < end:
                through.append(within(FULL, start + group.replacement, end, self.horizon))
            through += [self.given(window, start, end) for window in group.windows]
        return highest(through)

    def given(self, window: Window, start: int, end: int) -> Steps:
        """What a fallback gives during one shortage."""
        opens = start + window.activation
        closes = min(end, opens + window.duration)
        if opens >= closes:
            return ((0, 0),)
        level = capped(self.levels.get(window.node, FULL), window.level)
        return within(level, opens, closes, self.horizon)


def _added(signals: list[Steps]) -> Steps:
    """10,000 less all that the signals lose."""
    moving = [signal for signal in signals if signal]
    if len(moving) < 2:
        return moving[0] if moving else FULL
    return pointwise(moving, lambda levels: ONE - sum(ONE - level for level in levels))


def simulate(network: Network, scenario: Scenario) -> Mapping[int, Steps]:
    """The level over time of every node that the scenario touches; an absent node stays at
    10,000."""
    return Simulation(network, scenario).run()


def _left(group: Group, through: Steps) -> Steps:
    """What a degrading requirement leaves its owner."""
    return pointwise([through], lambda levels: ONE - group.loss(levels[0]))

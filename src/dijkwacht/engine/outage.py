# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an outage means: which services are lost when, for how long, and for how many people."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from dijkwacht.base.units import ONE
from dijkwacht.engine.network import Network
from dijkwacht.engine.presence import Presence, always, presence
from dijkwacht.engine.scenario import FallbackMode, Scenario, Steps
from dijkwacht.engine.simulate import simulate
from dijkwacht.engine.steps import FULL, Span, level_at, spans
from dijkwacht.graph.graph import UNKNOWN, Assumed, DependencyGraph, NodeNoun


@dataclass(frozen=True, slots=True)
class Loss:
    """What one service suffers. `lost_at` is None when it is touched but never below its
    minimum."""

    node: int
    lost_at: int | None  # first hour below its mbco
    # the hour from which it is not lost again before the horizon; None if never
    returns_at: int | None
    lowest: int  # basis points
    lost_hours: int  # hours below its mbco
    users: int | None  # None is unknown
    # users x hours x missing part (x part of them that is there), divided once, rounded down
    person_hours: int | None
    assumed: bool  # whether a value that policy assumed had a part in it


@dataclass(frozen=True, slots=True)
class HorizonLoss:
    """What is lost at some moment before a horizon."""

    hours: int
    services: int
    organisations: int
    persons: int  # upper bound: a person can use several services
    persons_unknown: int  # services whose number of users is unknown


@dataclass(frozen=True, eq=False)
class Outage:
    """The answer to a scenario: the level over time of every node it touches, and what follows from
    that."""

    graph: DependencyGraph
    scenario: Scenario
    network: Network
    touched: Mapping[int, Steps]

    def steps(self, node: int) -> Steps:
        """The level of a node over time: (hour, level) at each change, 10,000 before the first."""
        return self.touched.get(node, FULL)

    def level(self, node: int, hour: int) -> int:
        """The level of a node at an hour, in basis points."""
        return level_at(self.steps(node), hour)

    def lost_spans(self, node: int) -> list[Span]:
        """The spans in which a node is below its minimum (services: mbco; other nodes: below
        10,000)."""
        service = self.graph.noun_of(node) is NodeNoun.SERVICE
        minimum = int(self.graph.nodes.mbco[node]) if service else int(ONE)
        found: list[Span] = []
        for start, end, level in spans(self.steps(node), self.scenario.horizon):
            if level >= minimum:
                continue
            if found and found[-1][1] == start:
                found[-1] = (found[-1][0], end)
            else:
                found.append((start, end))
        return found

    @cached_property
    def losses(self) -> Sequence[Loss]:
        """Every touched service, the first lost first, then the most persons, then by id."""
        services = [node for node in self.touched if self.graph.noun_of(node) is NodeNoun.SERVICE]
        made = [self._loss(node) for node in services]
        return sorted(
            made,
            key=lambda loss: (
                loss.lost_at is None,
                loss.lost_at or 0,
                -(loss.users or 0),
                loss.node,
            ),
        )

    @cached_property
    def lost(self) -> Sequence[Loss]:
        """The services that are below their minimum at some hour, in the order of `losses`."""
        return [loss for loss in self.losses if loss.lost_at is not None]

    def within(self, hours: int) -> HorizonLoss:
        """What is lost at some hour t with 0 <= t < hours."""
        lost = [loss for loss in self.lost if loss.lost_at is not None and loss.lost_at < hours]
        organisations = {self.graph.nodes.organisation[loss.node] for loss in lost} - {None}
        known = [loss.users for loss in lost if loss.users is not None]
        return HorizonLoss(hours, len(lost), len(organisations), sum(known), len(lost) - len(known))

    @cached_property
    def person_hours(self) -> int:
        """Person-hours lost over all services: summed in whole numbers and divided once."""
        return self._person_hours(self.touched)

    @cached_property
    def person_hours_assumed(self) -> int:
        """The person-hours of services whose level rests on at least one assumption."""
        return self._person_hours(self._resting)

    @cached_property
    def services_assumed(self) -> int:
        """How many lost services rest on at least one assumption."""
        return sum(loss.assumed for loss in self.lost)

    @cached_property
    def assumptions(self) -> Mapping[Assumed, int]:
        """How many requirements, fallbacks and nodes with a part in this outage rest on each
        assumption."""
        counts = dict.fromkeys(Assumed, 0)
        for flags in self._flags.values():
            for flag in Assumed:
                counts[flag] += sum(bool(flag & value) for value in flags)
        return {flag: count for flag, count in counts.items() if count}

    @cached_property
    def _flags(self) -> Mapping[int, list[int]]:
        """The assumptions of each touched node, of its short requirements and of their
        fallbacks."""
        return {node: self._flags_of(node) for node in self.touched}

    def _flags_of(self, node: int) -> list[int]:
        graph = self.graph
        unused = ~(Assumed.REPLACEMENT if not self.scenario.permanent else Assumed(0))
        flags = [int(graph.nodes.assumed[node])]
        for group in self.network.groups_of(node):
            if any(member in self.touched for member in group.members):
                flags.append(int(graph.groups.assumed[group.number]) & unused)
                flags += self._fallback_flags(group.number)
        return [flag for flag in flags if flag]

    def _fallback_flags(self, group: int) -> list[int]:
        if self.scenario.fallbacks is FallbackMode.NONE:
            return []
        fallbacks = self.graph.fallbacks
        found: list[int] = fallbacks.assumed[
            fallbacks.first[group] : fallbacks.first[group + 1]
        ].tolist()
        return found

    @cached_property
    def _resting(self) -> frozenset[int]:
        """The touched nodes whose level, or that of something they need, rests on an assumption."""
        resting = {node for node, flags in self._flags.items() if flags}
        first, owners = self.graph.users_of
        waiting = list(resting)
        while waiting:
            node = waiting.pop()
            for user in owners[first[node] : first[node + 1]].tolist():
                if user in self.touched and user not in resting:
                    resting.add(user)
                    waiting.append(user)
        return frozenset(resting)

    def _loss(self, node: int) -> Loss:
        lost = self.lost_spans(node)
        users = int(self.graph.nodes.users[node])
        returns = lost[-1][1] if lost and lost[-1][1] < self.scenario.horizon else None
        return Loss(
            node=node,
            lost_at=lost[0][0] if lost else None,
            returns_at=returns,
            lowest=min(level for _, level in self.steps(node)),
            lost_hours=sum(end - start for start, end in lost),
            users=None if users == UNKNOWN else users,
            person_hours=None if users == UNKNOWN else users * self._missing[node] // ONE**2,
            assumed=node in self._resting,
        )

    def _person_hours(self, nodes: Iterable[int]) -> int:
        users, missing = self.graph.nodes.users, self._missing
        return sum(missing.get(node, 0) * max(0, int(users[node])) for node in nodes) // ONE**2

    @cached_property
    def _missing(self) -> Mapping[int, int]:
        """Of each touched service: hours times the missing part times the part of its users that
        is there, each part in basis points."""
        services = [node for node in self.touched if self.graph.noun_of(node) is NodeNoun.SERVICE]
        return {node: self._missing_of(node, self._presence(node)) for node in services}

    def _missing_of(self, node: int, there: Presence) -> int:
        found = spans(self.steps(node), self.scenario.horizon)
        return sum(there(start, end) * (ONE - level) for start, end, level in found)

    def _presence(self, node: int) -> Presence:
        start, seasons = self.scenario.start, self.graph.calendars.get(node)
        if start is None or not seasons:
            return always
        return presence(seasons, start, self.scenario.horizon)


def outage(graph: DependencyGraph, scenario: Scenario, network: Network | None = None) -> Outage:
    """What happens when the scenario happens.

    A `network` of the same graph, fallbacks and permanence may be handed on from an earlier run to
    save time.
    """
    ready = network or Network(graph, scenario.fallbacks, scenario.permanent)
    assert ready.graph is graph
    assert (ready.fallbacks, ready.permanent) == (scenario.fallbacks, scenario.permanent)
    return Outage(graph, scenario, ready, simulate(ready, scenario))


def levels(found: Outage, horizon: int) -> np.ndarray:
    """All levels as an array of nodes x hours, for small graphs."""
    rows = [
        [found.level(node, hour) for hour in range(horizon)]
        for node in range(len(found.graph.nodes))
    ]
    return np.array(rows, np.int64)

# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an outage means: which services are lost when, for how long, and for how many people."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from dijkwacht.base.units import ONE
from dijkwacht.engine.load import Engine
from dijkwacht.engine.losses import NEVER, Losses, losses
from dijkwacht.engine.network import Network
from dijkwacht.engine.presence import Presence, presence
from dijkwacht.engine.resting import Resting, resting
from dijkwacht.engine.scenario import Scenario, Steps
from dijkwacht.engine.simulate import Simulation, simulate
from dijkwacht.engine.steps import FULL, Span, level_at, spans
from dijkwacht.engine.traces import Traces
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
    def traces(self) -> Traces:
        """The levels over time as arrays."""
        return self.touched if isinstance(self.touched, Traces) else Traces.of(self.touched)

    @cached_property
    def simulation(self) -> Simulation:
        """The run as it ended, to look at what each requirement let through."""
        return Simulation(self.network, self.scenario, self.touched)

    @cached_property
    def columns(self) -> Losses:
        """What every touched service loses, in whole columns."""
        return losses(self.graph, self.traces, self.scenario.horizon)

    @property
    def rests(self) -> NDArray[np.bool_]:
        """Per node of the graph whether its level here rests on an assumption."""
        return self._resting.nodes

    @cached_property
    def losses(self) -> Sequence[Loss]:
        """Every touched service, the first lost first, then the most persons, then by id."""
        lost = self.columns
        order = np.lexsort(
            (
                lost.service,
                -np.maximum(self.graph.nodes.users[lost.service], 0),
                lost.lost_at,
                lost.lost_at == NEVER,
            )
        )
        users = self.graph.nodes.users[lost.service]
        resting = self._resting.nodes[lost.service]
        rows = (lost.service, lost.lost_at, lost.returns_at, lost.lowest, lost.lost_hours, users)
        columns = [column[order].tolist() for column in (*rows, resting)]
        return [self._loss(*row) for row in zip(*columns, strict=True)]

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
        return self._person_hours(self._missing)

    @cached_property
    def person_hours_assumed(self) -> int:
        """The person-hours of services whose level rests on at least one assumption."""
        resting = self._resting.nodes
        return self._person_hours(node for node in self._missing if resting[node])

    @cached_property
    def services_assumed(self) -> int:
        """How many lost services rest on at least one assumption."""
        return sum(loss.assumed for loss in self.lost)

    @property
    def assumptions(self) -> Mapping[Assumed, int]:
        """How many requirements, fallbacks and nodes with a part in this outage rest on each
        assumption."""
        return self._resting.counts

    @cached_property
    def _resting(self) -> Resting:
        return resting(self.graph, self.scenario, self.traces.nodes)

    def _loss(
        self,
        node: int,
        lost_at: int,
        returns_at: int,
        lowest: int,
        lost_hours: int,
        users: int,
        assumed: bool,
    ) -> Loss:
        known = users != UNKNOWN
        return Loss(
            node=node,
            lost_at=None if lost_at == NEVER else lost_at,
            returns_at=None if returns_at == NEVER else returns_at,
            lowest=lowest,
            lost_hours=lost_hours,
            users=users if known else None,
            person_hours=users * self._missing[node] // ONE**2 if known else None,
            assumed=assumed,
        )

    def _person_hours(self, nodes: Iterable[int]) -> int:
        users, missing = self.graph.nodes.users, self._missing
        return sum(missing[node] * max(0, int(users[node])) for node in nodes) // ONE**2

    @cached_property
    def _missing(self) -> Mapping[int, int]:
        """Of each touched service: hours times the missing part times the part of its users that
        is there, each part in basis points."""
        lost = self.columns
        every = zip(lost.service.tolist(), lost.missing.tolist(), strict=True)
        found = {node: missing * ONE for node, missing in every}
        if self.scenario.start is not None:
            for node in found.keys() & self.graph.calendars.keys():
                there = presence(
                    self.graph.calendars[node], self.scenario.start, self.scenario.horizon
                )
                found[node] = self._missing_of(node, there)
        return found

    def _missing_of(self, node: int, there: Presence) -> int:
        found = spans(self.steps(node), self.scenario.horizon)
        return sum(there(start, end) * (ONE - level) for start, end, level in found)


def outage(
    graph: DependencyGraph,
    scenario: Scenario,
    network: Network | None = None,
    engine: Engine | None = None,
) -> Outage:
    """What happens when the scenario happens.

    A `network` of the same graph, fallbacks and permanence may be handed on from an earlier run to
    save time. An `engine` runs large graphs compiled; the answer is the same.
    """
    ready = network or Network(graph, scenario.fallbacks, scenario.permanent)
    assert ready.graph is graph
    assert (ready.fallbacks, ready.permanent) == (scenario.fallbacks, scenario.permanent)
    traces = engine.traces(graph, scenario) if engine else None
    touched = simulate(ready, scenario) if traces is None else traces
    return Outage(graph, scenario, ready, touched)


def levels(found: Outage, horizon: int) -> np.ndarray:
    """All levels as an array of nodes x hours, for small graphs."""
    rows = [
        [found.level(node, hour) for hour in range(horizon)]
        for node in range(len(found.graph.nodes))
    ]
    return np.array(rows, np.int64)

# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The graph as the engines read it: each requirement with its members and the fallbacks that count
in this run."""

from collections.abc import Sequence
from dataclasses import dataclass

from dijkwacht.base.units import FOREVER, ONE
from dijkwacht.engine.scenario import FallbackMode
from dijkwacht.graph.graph import DependencyGraph


@dataclass(frozen=True, slots=True)
class Window:
    """A fallback that counts: from `activation` hours into a shortage, for `duration` hours, at
    most `level`."""

    node: int
    activation: int
    level: int
    duration: int


@dataclass(frozen=True, slots=True)
class Group:
    """A requirement. `inside` when a member or a fallback of it is in its owner's feedback
    group."""

    number: int
    owner: int
    members: tuple[int, ...]
    weights: tuple[int, ...]
    unknown: int
    need: int
    strict: bool
    degrading: bool
    share: int
    tolerance: int
    buffer: int
    replacement: int
    windows: tuple[Window, ...]
    inside: bool

    def delivered(self, levels: Sequence[int]) -> int:
        """What its members deliver at these levels, 0 to 10,000."""
        total = sum(weight * level for weight, level in zip(self.weights, levels, strict=True))
        part = min(ONE, (total + self.unknown * ONE) // self.need)
        if self.strict:
            return ONE if part >= ONE - self.tolerance else 0
        return min(ONE, part + self.tolerance)

    def loss(self, effective: int) -> int:
        """What a degrading requirement costs its owner when this much gets through."""
        return self.share * (ONE - effective) // ONE


class Network:
    """The requirements of a graph under one choice of fallbacks and replacement; each is made when
    first asked. The fallbacks in `without` (nodes) do not count; the nodes in `held` need
    nothing."""

    def __init__(
        self,
        graph: DependencyGraph,
        fallbacks: FallbackMode,
        permanent: bool,
        without: frozenset[int] = frozenset(),
        held: frozenset[int] = frozenset(),
    ) -> None:
        self.graph = graph
        self.fallbacks = fallbacks
        self.permanent = permanent
        self.without = without
        self.held = held
        self._groups: dict[int, Group] = {}
        self._owned, self._component = graph.listed

    def lacking(self, fallback: int) -> "Network":
        """The same in which one fallback more does not count; what is the same is not made
        again."""
        without = self.without | {fallback}
        made = Network(self.graph, self.fallbacks, self.permanent, without, self.held)
        made._groups = {
            number: group
            for number, group in self._groups.items()
            if all(window.node != fallback for window in group.windows)
        }
        return made

    def holding(self, node: int) -> "Network":
        """The same in which one node more needs nothing, and so stands whatever falls."""
        held = self.held | {node}
        made = Network(self.graph, self.fallbacks, self.permanent, self.without, held)
        made._groups = self._groups
        return made

    def groups_of(self, node: int) -> list[Group]:
        """What a node requires."""
        if node in self.held:
            return []
        return [self.group(number) for number in range(self._owned[node], self._owned[node + 1])]

    def group(self, number: int) -> Group:
        """One requirement."""
        found = self._groups.get(number)
        if found is None:
            found = self._groups[number] = self._make(number)
        return found

    def restart(self, node: int) -> int:
        """The restart time of a node in hours."""
        return int(self.graph.nodes.restart[node])

    def component(self, node: int) -> int:
        """The feedback group of a node."""
        return int(self._component[node])

    def _make(self, number: int) -> Group:
        groups = self.graph.groups
        span = slice(groups.first[number], groups.first[number + 1])
        owner, members = int(groups.owner[number]), tuple(groups.member[span].tolist())
        windows = self._windows(number)
        within = {
            self._component[node] for node in (*members, *(window.node for window in windows))
        }
        return Group(
            number=number,
            owner=owner,
            members=members,
            weights=tuple(groups.weight[span].tolist()),
            unknown=int(groups.unknown[number]),
            need=int(groups.need[number]),
            strict=bool(groups.strict[number]),
            degrading=bool(groups.degrading[number]),
            share=int(groups.share[number]),
            tolerance=int(groups.tolerance[number]),
            buffer=int(groups.buffer[number]),
            replacement=int(groups.replacement[number]) if self.permanent else FOREVER,
            windows=windows,
            inside=self._component[owner] in within,
        )

    def _windows(self, number: int) -> tuple[Window, ...]:
        if self.fallbacks is FallbackMode.NONE:
            return ()
        all_of = self.graph.fallbacks
        proven = self.fallbacks is FallbackMode.PROVEN
        activation, level = (
            (all_of.proven_activation, all_of.proven_level)
            if proven
            else (all_of.activation, all_of.level)
        )
        span = range(int(all_of.first[number]), int(all_of.first[number + 1]))
        made = (
            Window(
                *(int(column[i]) for column in (all_of.node, activation, level, all_of.duration))
            )
            for i in span
        )
        return tuple(
            window
            for window in made
            if window.level
            and window.duration
            and window.activation < FOREVER
            and window.node not in self.without
        )

# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why an organisation has critical use of a supplier: the shortest way from a delivery to a
critical service of that organisation."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from dijkwacht.findings.bodies_reached import Chain
from dijkwacht.findings.classes import Flags
from dijkwacht.graph.graph import DependencyGraph, Ints, NodeNoun

State = tuple[int, str | None]
"""A node, and the only organisation for which the way may go on from there."""


@dataclass(frozen=True, eq=False)
class Ways:
    """The ways up from deliveries; `direct` as at the level of a contract party: to the services
    of one organisation, and through no other delivery."""

    graph: DependencyGraph
    critical: Flags  # per node
    direct: bool

    def to_bodies(self, deliveries: Iterable[int]) -> Mapping[str, tuple[int, ...]]:
        """Per organisation one shortest way, as nodes: from the delivery to the critical
        service."""
        first, owners = self._needed_by()
        found: dict[str, tuple[int, ...]] = {}
        before: dict[State, State | None] = {(node, None): None for node in sorted(deliveries)}
        waiting = deque(before)
        while waiting:
            state = waiting.popleft()
            node = state[0]
            self._note(state, before, found)
            for above in owners[first[node] : first[node + 1]].tolist():
                for later in self._on(state, above):
                    if later not in before:
                        before[later] = state
                        waiting.append(later)
        return found

    def _needed_by(self) -> tuple[Ints, Ints]:
        chain = Chain.of(self.graph, direct=self.direct)
        order = np.lexsort((chain.owner, chain.member))
        nodes = np.arange(len(self.graph.nodes) + 1)
        return np.searchsorted(chain.member[order], nodes), chain.owner[order]

    def _on(self, state: State, above: int) -> Iterator[State]:
        """Where the way goes on: through a service only for the organisation of that service."""
        lock = state[1]
        if not self.direct or self.graph.noun_of(above) is not NodeNoun.SERVICE:
            yield above, lock
            return
        owner = self.graph.nodes.organisation[above]
        if owner is not None and lock in (None, owner):
            yield above, owner

    def _note(
        self,
        state: State,
        before: Mapping[State, State | None],
        found: dict[str, tuple[int, ...]],
    ) -> None:
        body = self.graph.nodes.organisation[state[0]]
        if self.critical[state[0]] and body is not None and body not in found:
            found[body] = tuple(reversed(list(_back(state, before))))


def _back(state: State, before: Mapping[State, State | None]) -> Iterator[int]:
    at: State | None = state
    while at is not None:
        yield at[0]
        at = before[at]

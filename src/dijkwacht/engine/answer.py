# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""An outage seen twice: with everything the register says, and without what is only estimated
(decision note 0018)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from dijkwacht.engine.load import Engine
from dijkwacht.engine.network import Network
from dijkwacht.engine.outage import Loss, Outage, outage
from dijkwacht.engine.scenario import Choice, Scenario
from dijkwacht.graph.graph import DependencyGraph


@dataclass(frozen=True, eq=False)
class Answer:
    """What happens (`found`), and what happens for sure: on observed and declared dependencies
    alone.

    `sure` is `found` itself when the register estimates nothing.
    """

    found: Outage
    sure: Outage

    @property
    def estimates(self) -> bool:
        """Whether estimated dependencies could have a part in it."""
        return self.sure is not self.found

    @cached_property
    def _sure(self) -> Mapping[int, Loss]:
        return {loss.node: loss for loss in self.sure.lost}

    def sure_at(self, node: int) -> int | None:
        """The hour at which a service is lost without any estimated dependency; None when it is
        not."""
        loss = self._sure.get(node)
        return None if loss is None else loss.lost_at

    def estimated_within(self, hours: int) -> int:
        """How many services are lost within a horizon only because of estimated dependencies."""
        lost = [loss for loss in self.found.lost if (loss.lost_at or 0) < hours]
        sure = [self.sure_at(loss.node) for loss in lost]
        return sum(at is None or at >= hours for at in sure)


@dataclass(frozen=True, eq=False)
class Graphs:
    """The graph of a register with, and without, what is only estimated; node numbers are the same
    in both."""

    every: DependencyGraph
    sure: DependencyGraph

    @property
    def estimates(self) -> bool:
        """Whether the two differ."""
        return len(self.every.groups) != len(self.sure.groups)

    def networks(self, choice: Choice) -> tuple[Network, Network]:
        """Both as the engines read them, for many questions of one choice."""
        every, sure = (
            Network(graph, choice.fallbacks, choice.permanent) for graph in (self.every, self.sure)
        )
        return every, sure


def answer(
    graphs: Graphs,
    scenario: Scenario,
    networks: tuple[Network, Network] | None = None,
    engine: Engine | None = None,
) -> Answer:
    """What happens when the scenario happens, with and without estimates; `networks` and `engine`
    as in `outage`."""
    every, sure = networks or (None, None)
    found = outage(graphs.every, scenario, every, engine)
    if not graphs.estimates:
        return Answer(found, found)
    return Answer(found, outage(graphs.sure, scenario, sure, engine))

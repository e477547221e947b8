# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The outage of every supplier, or of every corporate group, worst first."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dijkwacht.engine.answer import Graphs, answer
from dijkwacht.engine.network import Network
from dijkwacht.engine.outage import HorizonLoss
from dijkwacht.engine.scenario import Choice
from dijkwacht.graph.graph import NodeNoun

Progress = Callable[[int, int], None]
"""Told how many are done, of how many."""


@dataclass(frozen=True, slots=True)
class Place:
    """One supplier or group in the ranking."""

    node: int  # the supplier, or the ultimate parent of the group
    entities: int
    losses: tuple[HorizonLoss, ...]  # per horizon
    estimated: int  # services of the last horizon that rest on estimates
    person_hours: int

    @property
    def key(self) -> tuple[int, int, int, int]:
        """Most services lost in the end first, then most person-hours, then soonest, then by id."""
        soonest = sum(loss.services for loss in self.losses)
        return (-self.losses[-1].services, -self.person_hours, -soonest, self.node)


def rank(
    graphs: Graphs,
    groups: Mapping[int, Sequence[int]],
    choice: Choice,
    horizons: Sequence[int],
    progress: Progress = lambda done, of: None,
) -> list[Place]:
    """The places of all `groups` (node that stands for it -> nodes that fail), worst first; equal
    ones by id."""
    networks = (
        Network(graphs.every, choice.fallbacks, choice.permanent),
        Network(graphs.sure, choice.fallbacks, choice.permanent),
    )
    places = []
    for done, (head, nodes) in enumerate(groups.items()):
        places.append(_place(graphs, head, nodes, choice, horizons, networks))
        progress(done + 1, len(groups))
    return sorted(places, key=lambda place: place.key)


def each_supplier(graphs: Graphs) -> Iterator[int]:
    """Every supplier of the graph."""
    return (
        node
        for node in range(len(graphs.every.nodes))
        if graphs.every.noun_of(node) is NodeNoun.SUPPLIER
    )


def _place(
    graphs: Graphs,
    head: int,
    nodes: Sequence[int],
    choice: Choice,
    horizons: Sequence[int],
    networks: tuple[Network, Network],
) -> Place:
    got = answer(graphs, choice.of(nodes), networks)
    losses = tuple(got.found.within(hours) for hours in horizons)
    return Place(
        head,
        len(nodes),
        losses,
        got.estimated_within(horizons[-1]),
        got.found.person_hours,
    )

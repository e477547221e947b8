# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The outage of every supplier, or of every corporate group, worst first."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dijkwacht.engine.answer import Graphs
from dijkwacht.engine.outage import HorizonLoss
from dijkwacht.engine.scenario import Choice
from dijkwacht.engine.survey import Survey, Tally, joined
from dijkwacht.engine.sweep import Sweep, plain
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
    sweep: Sweep = plain,
) -> list[Place]:
    """The places of all `groups` (node that stands for it -> nodes that fail), worst first; equal
    ones by id. Which `sweep` counts them changes nothing but the time."""
    survey = Survey(graphs, choice, tuple(horizons))
    done, parts = 0, []
    for tally in sweep(survey, list(groups.values())):
        parts.append(tally)
        done += len(tally)
        progress(done, len(groups))
    return places(groups, survey, joined(parts, len(horizons)))


def places(groups: Mapping[int, Sequence[int]], survey: Survey, tally: Tally) -> list[Place]:
    """The rows of a tally as places, worst first."""
    made = []
    for row, (head, nodes) in enumerate(groups.items()):
        columns = (tally.services, tally.organisations, tally.persons, tally.persons_unknown)
        numbers = zip(survey.horizons, *(column[row].tolist() for column in columns), strict=True)
        losses = tuple(HorizonLoss(*each) for each in numbers)
        estimated, person_hours = int(tally.estimated[row]), int(tally.person_hours[row])
        made.append(Place(head, len(nodes), losses, estimated, person_hours))
    return sorted(made, key=lambda place: place.key)


def each_supplier(graphs: Graphs) -> Iterator[int]:
    """Every supplier of the graph."""
    return (
        node
        for node in range(len(graphs.every.nodes))
        if graphs.every.noun_of(node) is NodeNoun.SUPPLIER
    )

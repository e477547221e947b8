# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Many outages counted: what each of a list of things costs when it stops. One row per thing, in
whole numbers, the same by whichever way they are counted."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np

from dijkwacht.engine.answer import Graphs, answer
from dijkwacht.engine.scenario import Choice
from dijkwacht.graph.graph import Ints

Starts = Sequence[Sequence[int]]
"""The nodes that fail together, for each thing that is counted."""


@dataclass(frozen=True, eq=False)
class Survey:
    """What is asked of each thing: how it stops, and what is lost within each of the horizons
    (hours, ascending)."""

    graphs: Graphs
    choice: Choice
    horizons: tuple[int, ...]


@dataclass(frozen=True, eq=False)
class Tally:
    """What each thing costs; a row per thing, a column per horizon."""

    services: Ints
    organisations: Ints
    persons: Ints  # upper bound: a person can use several services
    persons_unknown: Ints  # services whose number of users is unknown
    estimated: Ints  # one per thing: services of the last horizon that rest on estimates
    person_hours: Ints  # one per thing: over the whole run

    def __len__(self) -> int:
        """The number of things."""
        return len(self.estimated)

    def put(self, rows: Ints, part: "Tally") -> None:
        """Take these rows from another tally."""
        for field in fields(self):
            getattr(self, field.name)[rows] = getattr(part, field.name)


def joined(parts: Sequence[Tally], horizons: int) -> Tally:
    """The rows of all parts, in their order."""
    if not parts:
        return empty(0, horizons)
    columns = {
        field.name: np.concatenate([getattr(part, field.name) for part in parts])
        for field in fields(Tally)
    }
    return Tally(**columns)


def empty(things: int, horizons: int) -> Tally:
    """A tally in which nothing costs anything."""
    services, organisations, persons, unknown = np.zeros((4, things, horizons), np.int64)
    estimated, person_hours = np.zeros((2, things), np.int64)
    return Tally(services, organisations, persons, unknown, estimated, person_hours)


def plainly(survey: Survey, starts: Starts) -> Tally:
    """Count by the engine in plain Python, one outage after another."""
    made, choice = empty(len(starts), len(survey.horizons)), survey.choice
    networks = survey.graphs.networks(choice)
    for row, nodes in enumerate(starts):
        got = answer(survey.graphs, choice.of(nodes), networks)
        for column, hours in enumerate(survey.horizons):
            lost = got.found.within(hours)
            made.services[row, column] = lost.services
            made.organisations[row, column] = lost.organisations
            made.persons[row, column] = lost.persons
            made.persons_unknown[row, column] = lost.persons_unknown
        made.estimated[row] = got.estimated_within(survey.horizons[-1])
        made.person_hours[row] = got.found.person_hours
    return made

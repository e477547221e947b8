# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What organisations that a viewer does not see lose, or rest on: how many services, of how many of
them, and of how many persons at most. By the rule of disclosure, wherever it is told: page, file,
API, comparison."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from dijkwacht.graph.graph import DependencyGraph
from dijkwacht.web.disclosure import Limits, figure


@dataclass(frozen=True, slots=True)
class Others:
    """Figures about services of others. None: it would say too much of one organisation. Counts are
    rounded, so that two answers that differ in one service are mostly the same."""

    services: int | None
    organisations: int | None
    persons: int | None  # upper bound: a person can use several services


def others(graph: DependencyGraph, nodes: Iterable[int], limits: Limits) -> Others:
    """What may be told of these services, none of which the viewer sees."""
    nodes_of = graph.nodes
    return summed(((nodes_of.organisation[at], int(nodes_of.users[at])) for at in nodes), limits)


def summed(things: Iterable[tuple[str | None, int]], limits: Limits) -> Others:
    """The same of things of which it is known whose each is and how many use it; what is nobody's
    is taken for somebody's."""
    services: Counter[str] = Counter()
    persons: Counter[str] = Counter()
    for whose, users in things:
        services[whose or ""] += 1
        persons[whose or ""] += max(users, 0)
    if not services:
        return Others(0, 0, 0)
    if figure(services, limits).value is None:
        return Others(None, None, None)
    counts = (about(services.total(), limits.step), about(len(services), limits.step))
    return Others(*counts, figure(persons, limits).value)


def about(count: int, step: int) -> int:
    """A count to the nearest step, and never to nothing; halves go up."""
    return max(step, (count + step // 2) // step * step)

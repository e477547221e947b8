# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Knuth's generalisation of Dijkstra's algorithm: the cheapest way to make each thing.

Knuth 1977, doi 10.1016/0020-0190(77)90002-3. Every cost must be a *superior function*: it never
falls when one of its arguments rises, and it is never below any of them. Then things can be settled
in the order of their cost, each production looked at once per part, circles included. The first
hour at which a service fails is such a cost.
"""

import heapq
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from dijkwacht.base.errors import WrongQuestion

T = TypeVar("T", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Production(Generic[T]):
    """`made` can be made of `parts`, at what `cost` gives for the costs of the parts in turn."""

    made: T
    parts: tuple[T, ...]
    cost: Callable[..., float]


def cheapest(productions: Iterable[Production[T]]) -> dict[T, tuple[float, Production[T]]]:
    """The least cost of all that can be made, with the production that gives it, the cheapest
    first. Raises WrongQuestion for a cost that is below one of its parts."""
    rules = list(productions)
    waiting = [len(set(rule.parts)) for rule in rules]
    uses: dict[T, list[int]] = {}
    for number, rule in enumerate(rules):
        for part in set(rule.parts):
            uses.setdefault(part, []).append(number)
    ready = [(rule.cost(), number) for number, rule in enumerate(rules) if not rule.parts]
    heapq.heapify(ready)
    settled: dict[T, tuple[float, Production[T]]] = {}
    while ready:
        cost, number = heapq.heappop(ready)
        made = rules[number].made
        if made in settled:
            continue
        settled[made] = (cost, rules[number])
        for use in uses.get(made, []):
            waiting[use] -= 1
            if not waiting[use]:
                heapq.heappush(ready, (_cost(rules[use], settled), use))
    return settled


def _cost(rule: Production[T], settled: Mapping[T, tuple[float, Production[T]]]) -> float:
    parts = [settled[part][0] for part in rule.parts]
    cost = rule.cost(*parts)
    if cost < max(parts):
        raise WrongQuestion("model-superior", made=str(rule.made), cost=f"{cost:g}")
    return cost

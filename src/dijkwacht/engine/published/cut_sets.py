# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Minimal cut sets of a fault tree: the smallest sets of basic events with which its top occurs.

A decision diagram of the tree gives the probability of the top exactly, and by it (Rauzy 1993) a
diagram of all minimal cut sets, which counts them without listing them.
"""

import math
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from dijkwacht.base.errors import WrongQuestion
from dijkwacht.engine.published.decision_diagram import MOST_NODES, NO, YES, Families, Functions
from dijkwacht.engine.published.fault_tree import FaultTree

FEW: Final = 8  # part of the nodes that are spent on one order before the other is tried


@dataclass(frozen=True)
class CutSets:
    """The minimal cut sets of a tree, and the function that the tree is."""

    tree: FaultTree
    events: tuple[str, ...]  # by level in the diagrams
    functions: Functions
    top: int
    families: Families
    root: int

    @cached_property
    def _orders(self) -> Mapping[int, tuple[int, ...]]:
        """Of each family: how many sets it has of no event, one event, two events, and so on."""
        counts: dict[int, tuple[int, ...]] = {NO: (), YES: (1,)}
        for node in self.families.under(self.root):
            taken = (0, *counts[self.families.high[node]])
            left = counts[self.families.low[node]]
            size = max(len(taken), len(left))
            padded = [part + (0,) * (size - len(part)) for part in (taken, left)]
            counts[node] = tuple(map(sum, zip(*padded, strict=True)))
        return counts

    @property
    def counts(self) -> dict[int, int]:
        """How many minimal cut sets there are of each order (number of events)."""
        return {order: count for order, count in enumerate(self._orders[self.root]) if count}

    @property
    def total(self) -> int:
        """How many minimal cut sets there are."""
        return sum(self._orders[self.root])

    def sets(self, order: int) -> Iterator[tuple[str, ...]]:
        """Every minimal cut set of exactly this many events, in the order of the tree's events."""
        waiting: list[tuple[int, int, tuple[str, ...]]] = [(self.root, order, ())]
        while waiting:
            node, missing, chosen = waiting.pop()
            if not self._has(node, missing):
                continue
            if node == YES:
                yield chosen
                continue
            event = self.events[self.families.level[node]]
            waiting.append((self.families.low[node], missing, chosen))
            waiting.append((self.families.high[node], missing - 1, (*chosen, event)))

    def _has(self, node: int, order: int) -> bool:
        counts = self._orders[node]
        return 0 <= order < len(counts) and counts[order] > 0

    @cached_property
    def probability(self) -> float | None:
        """The exact probability of the top for independent basic events; None while one of them is
        unknown."""
        if self.unknown:
            return None
        known = self.tree.probabilities
        chances = {NO: 0.0, YES: 1.0}
        for node in self.functions.under(self.top):
            occurs = known[self.events[self.functions.level[node]]]
            chances[node] = (
                occurs * chances[self.functions.high[node]]
                + (1 - occurs) * chances[self.functions.low[node]]
            )
        return chances[self.top]

    @property
    def unknown(self) -> int:
        """How many basic events have no probability."""
        return sum(event not in self.tree.probabilities for event in self.tree.events)

    def probability_of(self, events: tuple[str, ...]) -> float | None:
        """The probability that all these independent events occur; None while one is unknown."""
        known = self.tree.probabilities
        if any(event not in known for event in events):
            return None
        return math.prod(known[event] for event in events)


def cut_sets(tree: FaultTree, most_nodes: int = MOST_NODES) -> CutSets:
    """The minimal cut sets of a tree. Raises WrongQuestion when a diagram needs more nodes than
    `most_nodes`."""
    few = most_nodes // FEW
    for events, most in ((tree.events, few), (tree.met(events_first=True), few)):
        with suppress(WrongQuestion):
            return _solved(tree, events, most)
    return _solved(tree, tree.events, most_nodes)


def _solved(tree: FaultTree, events: tuple[str, ...], most: int) -> CutSets:
    """The diagrams of a tree with the variables in this order."""
    functions = Functions(most)
    made = {event: functions.variable(level) for level, event in enumerate(events)}
    made |= {house: YES if value else NO for house, value in tree.houses.items()}
    for name in tree.order:
        gate = tree.gates[name]
        made[name] = functions.at_least(gate.least, [made[part] for part in gate.parts])
    families = Families(most)
    top = made[tree.top]
    return CutSets(tree, events, functions, top, families, families.minimal(functions, top))

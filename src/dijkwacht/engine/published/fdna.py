# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Functional Dependency Network Analysis: operability by strength and criticality of dependency.

Garvey and Pinto, "Introduction to Functional Dependency Network Analysis", Second International
Symposium on Engineering Systems, MIT (2009). Levels run from 0 to 100.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from typing import Final

from dijkwacht.base.errors import WrongQuestion

FULL: Final = 100.0


@dataclass(frozen=True, slots=True)
class Dependency:
    """How a receiver depends on one feeder.

    `strength`, 0 to 1: the part of the receiver's operability above what it has without the feeder
    (alpha of the paper). `criticality`, 0 to 100: how far the receiver can stay above a feeder at 0
    (beta); 100 is not critical.
    """

    feeder: str
    receiver: str
    strength: float
    criticality: float = FULL

    def __post_init__(self) -> None:
        """Refuse what lies out of range: WrongQuestion."""
        if not 0 <= self.strength <= 1:
            raise WrongQuestion("model-range", name="strength", least="0", most="1")
        if not 0 <= self.criticality <= FULL:
            raise WrongQuestion("model-range", name="criticality", least="0", most="100")


def operability(
    dependencies: Iterable[Dependency], feeders: Mapping[str, float]
) -> dict[str, float]:
    """The operability of every node, given that of those that depend on nothing (default 100).

    A receiver is at the lower of two levels: the mean over its feeders of what their strength
    leaves it, and the least that a criticality allows. Raises WrongQuestion for a circle.
    """
    received: dict[str, list[Dependency]] = defaultdict(list)
    for dependency in dependencies:
        received[dependency.receiver].append(dependency)
    levels: dict[str, float] = dict(feeders)
    for node in _order(received):
        known = received.get(node)
        if known:
            levels[node] = _level(known, levels)
        else:
            levels.setdefault(node, FULL)
    return levels


def _level(known: list[Dependency], levels: Mapping[str, float]) -> float:
    kept = [FULL - d.strength * (FULL - levels[d.feeder]) for d in known]
    allowed = [levels[d.feeder] + d.criticality for d in known]
    return min(sum(kept) / len(kept), *allowed)


def _order(received: Mapping[str, list[Dependency]]) -> list[str]:
    uses = {node: [d.feeder for d in known] for node, known in received.items()}
    try:
        return list(TopologicalSorter(uses).static_order())
    except CycleError as fault:
        raise WrongQuestion("model-circle", nodes=" → ".join(fault.args[1])) from None

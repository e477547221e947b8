# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Feedback groups that were hit and need time to start again: for a person to look at.

The engine lets such a group come back together, each thing after its own restart time once.
Reality may be less kind: what needs each other to start may not start at all (a black start).
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from dijkwacht.base.units import ONE
from dijkwacht.engine.outage import Outage


@dataclass(frozen=True, slots=True)
class BlackStart:
    """One feedback group that was hit and has a member with a restart time."""

    nodes: tuple[int, ...]  # all members
    restarts: tuple[tuple[int, int], ...]  # (member, hours), of those that need time to restart
    hit: int  # how many members were below 10,000 at some hour
    fell_at: int  # the first hour at which one was
    returns_at: int | None  # from when all are at 10,000 again; None: not before the horizon


def black_starts(outage: Outage) -> list[BlackStart]:
    """The feedback groups for review, the first hit first."""
    return sorted(_found(outage), key=lambda group: (group.fell_at, group.nodes))


def _found(outage: Outage) -> Iterator[BlackStart]:
    order = outage.graph.order
    touched = {outage.network.component(node) for node in outage.touched}
    for component in np.flatnonzero(order.looped).tolist():
        nodes = order.nodes[order.first[component] : order.first[component + 1]].tolist()
        restarts = tuple((node, outage.network.restart(node)) for node in sorted(nodes))
        if component in touched and any(hours for _, hours in restarts):
            yield _told(outage, restarts)


def _told(outage: Outage, restarts: tuple[tuple[int, int], ...]) -> BlackStart:
    steps = [outage.steps(node) for node, _ in restarts if outage.steps(node)]
    back = all(signal[-1][1] == ONE for signal in steps)
    return BlackStart(
        nodes=tuple(node for node, _ in restarts),
        restarts=tuple((node, hours) for node, hours in restarts if hours),
        hit=len(steps),
        fell_at=min(signal[0][0] for signal in steps),
        returns_at=max(signal[-1][0] for signal in steps) if back else None,
    )

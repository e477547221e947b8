# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every touched service loses, in whole columns."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from dijkwacht.base.units import ONE
from dijkwacht.engine.traces import Traces
from dijkwacht.graph.graph import DependencyGraph, Ints, NodeNoun

NEVER: Final = -1


@dataclass(frozen=True, eq=False)
class Losses:
    """One entry per touched service."""

    service: Ints  # node
    lost_at: Ints  # first hour below its mbco; NEVER
    returns_at: Ints  # from which it is not lost again before the horizon; NEVER
    lowest: Ints  # basis points
    lost_hours: Ints
    missing: Ints  # hours times missing basis points


def losses(graph: DependencyGraph, traces: Traces, horizon: int) -> Losses:
    """What the services among the touched nodes lose before the horizon."""
    places = np.flatnonzero(graph.nodes.noun[traces.nodes] == NodeNoun.SERVICE)
    rows, first = traces.rows(places)
    if not places.size:
        return Losses(*np.zeros((6, 0), np.int64))
    hour, level = traces.table[rows].T
    until = traces.until(horizon)[rows]
    nodes = traces.nodes[places]
    sizes = np.diff(np.append(first, rows.size))
    below = level < np.repeat(graph.nodes.mbco[nodes], sizes)
    began = np.minimum.reduceat(np.where(below, hour, horizon), first)
    ended = np.maximum.reduceat(np.where(below, until, NEVER), first)
    return Losses(
        service=nodes,
        lost_at=np.where(began < horizon, began, NEVER),
        returns_at=np.where(ended < horizon, ended, NEVER),
        lowest=np.minimum.reduceat(level, first),
        lost_hours=np.add.reduceat(np.where(below, until - hour, 0), first),
        missing=np.add.reduceat((until - hour) * (ONE - level), first),
    )

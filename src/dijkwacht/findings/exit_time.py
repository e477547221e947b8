# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""How long it takes to move away: the longest exit time (P80) among the deliveries on which
something rests essentially."""

from typing import NamedTuple

import numpy as np
import polars as pl

from dijkwacht.base.units import DAY_HOURS
from dijkwacht.findings.classes import Flags, Ints
from dijkwacht.findings.reach import highest
from dijkwacht.graph.graph import DependencyGraph, NodeNoun
from dijkwacht.register.register import Register


class ExitTime(NamedTuple):
    """One entry per node."""

    hours: Ints  # the longest that is known; 0 where none is
    unknown: Flags  # that of some delivery is not known: it may be longer


def exit_time(register: Register, graph: DependencyGraph) -> ExitTime:
    """The exit time of everything, through essential requirements and all their alternatives."""
    hours = np.zeros(len(graph.nodes), np.int64)
    unknown = np.zeros(len(graph.nodes), np.int64)
    rows = register.once("deliveries")
    nodes = np.array([graph.index[NodeNoun.DELIVERY, id] for id in rows["id"].to_list()], np.int64)
    days = rows["exit_days"].cast(pl.Int64)
    hours[nodes] = days.fill_null(0).clip(0).to_numpy() * DAY_HOURS
    unknown[nodes] = days.is_null().cast(pl.Int64).to_numpy()
    essential = ~graph.groups.degrading
    kept = np.repeat(essential, np.diff(graph.groups.first))
    owner = np.repeat(graph.groups.owner, np.diff(graph.groups.first))[kept]
    needed = graph.groups.member[kept]
    found = highest(needed, owner, np.stack((hours, unknown)))
    return ExitTime(found[0], found[1] > 0)

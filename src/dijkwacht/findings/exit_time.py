# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""How long it takes to move away: the longest exit time (P80) among the deliveries on which
something rests essentially."""

from itertools import pairwise
from typing import NamedTuple

import numpy as np
import polars as pl

from dijkwacht.findings.classes import Flags, Ints
from dijkwacht.graph.graph import DependencyGraph, NodeNoun
from dijkwacht.graph.order import order
from dijkwacht.register.register import Register

DAY_HOURS = 24


class ExitTime(NamedTuple):
    """One entry per node."""

    hours: Ints  # the longest that is known; 0 where none is
    unknown: Flags  # that of some delivery is not known: it may be longer


def exit_time(register: Register, graph: DependencyGraph) -> ExitTime:
    """The exit time of everything, through essential requirements and all their alternatives."""
    hours = np.zeros(len(graph.nodes), np.int64)
    unknown = np.zeros(len(graph.nodes), np.int64)
    rows = register.table("deliveries").unique("id", keep="first", maintain_order=True)
    nodes = np.array([graph.index[NodeNoun.DELIVERY, id] for id in rows["id"].to_list()], np.int64)
    days = rows["exit_days"].cast(pl.Int64)
    hours[nodes] = days.fill_null(0).clip(0).to_numpy() * DAY_HOURS
    unknown[nodes] = days.is_null().cast(pl.Int64).to_numpy()
    essential = ~graph.groups.degrading
    kept = np.repeat(essential, np.diff(graph.groups.first))
    owner = np.repeat(graph.groups.owner, np.diff(graph.groups.first))[kept]
    needed = graph.groups.member[kept]
    highest = _highest(needed, owner, np.stack((hours, unknown)))
    return ExitTime(highest[0], highest[1] > 0)


def _highest(needed: Ints, owner: Ints, values: Ints) -> Ints:
    """For each node the highest value (in every row) of itself and of all that it needs."""
    size = values.shape[1]
    settled = order(size, needed, owner)
    found = np.zeros((values.shape[0], settled.layer.size), np.int64)
    for row, value in zip(found, values, strict=True):
        np.maximum.at(row, settled.component, value)
    below, above = settled.component[needed], settled.component[owner]
    across = np.flatnonzero(below != above)
    across = across[np.argsort(settled.layer[above[across]], kind="stable")]
    bounds = np.searchsorted(
        settled.layer[above[across]], np.arange(int(settled.layer.max(initial=0)) + 2)
    )
    for start, end in pairwise(bounds.tolist()):
        edges = across[start:end]
        for row in found:
            np.maximum.at(row, above[edges], row[below[edges]])
    return found[:, settled.component]

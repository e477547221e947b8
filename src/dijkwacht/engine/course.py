# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""How many services are lost at each hour of an outage, kind by kind, in whole columns."""

from dataclasses import dataclass

import numpy as np

from dijkwacht.engine.outage import Outage
from dijkwacht.graph.graph import UNKNOWN, Ints, NodeNoun


@dataclass(frozen=True, eq=False)
class Course:
    """What is lost from each of some hours on; the first hour is 0, and at each other one something
    changes."""

    hours: Ints
    services: Ints  # a row per kind, a column per hour
    persons: Ints  # per hour, over the services of which the number is known


def course(found: Outage, kinds: Ints, count: int) -> Course:
    """The course of an outage. `kinds` (per node) says of what kind each service is, below `count`;
    services of a kind below 0 are left out."""
    graph, traces, horizon = found.graph, found.traces, int(found.scenario.horizon)
    asked = (graph.nodes.noun[traces.nodes] == NodeNoun.SERVICE) & (kinds[traces.nodes] >= 0)
    rows, first = traces.rows(np.flatnonzero(asked))
    nodes = np.repeat(traces.nodes[asked], np.diff(np.append(first, rows.size)))
    hour, level = traces.table[rows].T
    below = (level < graph.nodes.mbco[nodes]) & (hour < horizon)
    nodes, began, ended = nodes[below], hour[below], traces.until(horizon)[rows][below]
    hours = np.unique(np.concatenate(([0], began, ended[ended < horizon])))
    users = np.where(graph.nodes.users[nodes] == UNKNOWN, 0, graph.nodes.users[nodes])
    services = _summed(kinds[nodes], began, ended, np.ones_like(nodes), hours, count)
    persons = _summed(np.zeros_like(nodes), began, ended, users, hours, 1)
    return Course(hours, services, persons[0])


def _summed(kind: Ints, began: Ints, ended: Ints, of: Ints, hours: Ints, count: int) -> Ints:
    """Per kind and hour the sum over what is lost then."""
    change = np.zeros((count, hours.size + 1), np.int64)
    np.add.at(change, (kind, np.searchsorted(hours, began)), of)
    np.subtract.at(change, (kind, np.searchsorted(hours, ended)), of)
    return np.cumsum(change, axis=1)[:, :-1]

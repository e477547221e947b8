# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The level of every service over time, when everything that it requires is gone from hour 0 and
only some fallbacks are left.

As the engine runs it (docs/explanation/coverage.md): a requirement lets through what its buffer and
its fallbacks give, a service is no better than any essential requirement, less what the degrading
ones cost it; its fallbacks as a whole begin when that is short, and anew with each shortage.
"""

from typing import NamedTuple

import numpy as np

from dijkwacht.base.units import ONE
from dijkwacht.findings.classes import NONE, Flags, Ints
from dijkwacht.findings.options import WIDE, Options
from dijkwacht.findings.timeline import Cells, Runs, Spans, Windows
from dijkwacht.graph.graph import DependencyGraph, NodeNoun
from dijkwacht.graph.order import places


class Slots(NamedTuple):
    """The requirements that services themselves have."""

    service: Ints
    left: Ints  # what it lets through when all its members are gone: its tolerance
    buffer: Ints  # hours
    degrading: Flags
    share: Ints  # basis points
    of_group: Ints  # the slot of each requirement of the graph; NONE for those of others


class Cover(NamedTuple):
    """The level of every service over time."""

    spans: Spans
    level: Ints  # per span, basis points

    def on(self, finer: Spans) -> Ints:
        """The level in spans that are cut wherever these are."""
        return self.level[finer.within(self.spans)]


def slots_of(graph: DependencyGraph, services: Ints) -> Slots:
    """The requirements of these services (nodes), each at its place among them."""
    groups, ids = graph.groups, graph.nodes.ids
    row = np.full(len(graph.nodes), NONE)
    row[services] = np.arange(services.size)
    inner = np.flatnonzero(graph.nodes.noun == NodeNoun.WRAPPED).tolist()
    outer = [graph.index[NodeNoun.SERVICE, ids[node]] for node in inner]
    row[inner] = row[outer]
    row[outer] = NONE  # what a wrapped service requires stands at its inner node
    own = np.flatnonzero(row[groups.owner] != NONE)
    of_group = np.full(len(groups), NONE)
    of_group[own] = np.arange(own.size)
    left = np.where(groups.strict, (groups.tolerance >= ONE) * ONE, groups.tolerance)
    return Slots(
        row[groups.owner[own]],
        left[own],
        groups.buffer[own],
        groups.degrading[own],
        groups.share[own],
        of_group,
    )


def cover(
    slots: Slots, horizon: Ints, of: Options, counts: Flags, activation: Ints, level: Ints
) -> Cover:
    """The level of every service to its horizon when these options count, with these values."""
    wide = of.group == WIDE
    held = np.flatnonzero(counts & ~wide)
    required = _required(slots, horizon, _windows(of, held, slots.of_group, activation, level))
    short = required.spans.runs(required.level < ONE)
    windows = _anew(short, of, np.flatnonzero(counts & wide), activation, level)
    spans = Spans(
        horizon,
        [required.spans.moments, (windows.slot, windows.start), (windows.slot, windows.end)],
    )
    services = np.arange(horizon.size)
    given = Cells(spans, services).given(np.zeros_like(services), windows)
    return Cover(spans, np.maximum(required.on(spans), given))


def _windows(of: Options, held: Ints, of_group: Ints, activation: Ints, level: Ints) -> Windows:
    """The windows of options that protect a requirement; its shortage begins at hour 0."""
    start = activation[held]
    return Windows(
        of_group[of.group[held]],
        start,
        start + of.duration[held],
        level[held],
        of.combinable[held],
    )


def _anew(short: Runs, of: Options, held: Ints, activation: Ints, level: Ints) -> Windows:
    """The windows of options that protect a whole service: one in each of its shortages."""
    bounds = np.searchsorted(short.service, np.stack((of.service[held], of.service[held] + 1), 1))
    run = places(np.arange(0, bounds.size, 2), bounds.ravel().astype(np.int64))
    option = np.repeat(held, bounds[:, 1] - bounds[:, 0])
    start = np.minimum(short.start[run] + activation[option], short.end[run])
    end = np.minimum(start + of.duration[option], short.end[run])
    return Windows(of.service[option], start, end, level[option], of.combinable[option])


def _required(slots: Slots, horizon: Ints, windows: Windows) -> Cover:
    """What the requirements of services let through together; 0 for a service without any."""
    buffered = np.flatnonzero(slots.buffer)
    none = np.zeros_like(buffered)
    every = Windows(
        np.concatenate((windows.slot, buffered)),
        np.concatenate((windows.start, none)),
        np.concatenate((windows.end, slots.buffer[buffered])),
        np.concatenate((windows.level, none + ONE)),
        np.concatenate((windows.adds, none > 0)),
    )
    service = slots.service[every.slot]
    spans = Spans(horizon, [(service, every.start), (service, every.end)])
    cells = Cells(spans, slots.service)
    return Cover(spans, _together(cells, slots, cells.given(slots.left, every)))


def _together(cells: Cells, slots: Slots, through: Ints) -> Ints:
    """The level of services of what their requirements let through."""
    degrading = cells.each(slots.degrading) > 0
    count = cells.spans.keys.size
    level, lost = np.full(count, ONE), np.zeros(count, np.int64)
    np.minimum.at(level, cells.span[~degrading], through[~degrading])
    loss = cells.each(slots.share) * (ONE - through) // ONE
    np.add.at(lost, cells.span[degrading], loss[degrading])
    needy = np.bincount(cells.span, minlength=count) > 0
    return np.where(needy, np.minimum(level, np.maximum(0, ONE - lost)), 0)

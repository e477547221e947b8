# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The time of many services at once, each cut into spans in which nothing changes."""

from collections.abc import Iterable
from typing import Final, NamedTuple

import numpy as np

from dijkwacht.base.units import ONE
from dijkwacht.findings.classes import Flags, Ints
from dijkwacht.findings.reach import distinct
from dijkwacht.graph.order import places

HOURS: Final = 2**31  # more than any hour: a service and an hour as one number


class Windows(NamedTuple):
    """In which hours (the last one excluded) something gives which level to which slot."""

    slot: Ints
    start: Ints
    end: Ints
    level: Ints  # basis points
    adds: Flags  # to that of others of which this holds; otherwise the highest counts

    def at(self, chosen: Flags | Ints) -> "Windows":
        """Those in these places."""
        return Windows(
            self.slot[chosen],
            self.start[chosen],
            self.end[chosen],
            self.level[chosen],
            self.adds[chosen],
        )


class Runs(NamedTuple):
    """Stretches of time of services, from an hour until an hour (excluded)."""

    service: Ints
    start: Ints
    end: Ints


class Spans:
    """The spans of every service from 0 to its horizon: those of service s are
    `start[first[s]:first[s + 1]]`; each lasts until the next, the last one until the horizon."""

    def __init__(self, horizon: Ints, moments: Iterable[tuple[Ints, Ints]]) -> None:
        """Cut at these hours of these services; hours outside 0 to the horizon cut nothing."""
        self.horizon = horizon
        rows = np.arange(horizon.size)
        cuts = [service * HOURS + np.minimum(hour, horizon[service]) for service, hour in moments]
        every = distinct(np.concatenate((rows * HOURS, *cuts)))
        self.keys = every[every % HOURS < horizon[every // HOURS]]
        self.first = np.searchsorted(self.keys, np.arange(horizon.size + 1) * HOURS)
        self.service, self.start = self.keys // HOURS, self.keys % HOURS

    @property
    def moments(self) -> tuple[Ints, Ints]:
        """Where they are cut: services, and hours."""
        return self.service, self.start

    def place(self, service: Ints, hour: Ints) -> Ints:
        """The span that begins at this hour of a service, as it was cut; behind the last one of
        the service from its horizon on."""
        return np.searchsorted(
            self.keys, service * HOURS + np.minimum(hour, self.horizon[service])
        ).astype(np.int64)

    def within(self, coarser: "Spans") -> Ints:
        """For each span the one of `coarser` in which it lies."""
        return np.searchsorted(coarser.keys, self.keys, side="right").astype(np.int64) - 1

    def runs(self, holds: Flags) -> Runs:
        """The longest stretches in which something holds of every span."""
        joined = np.zeros(holds.size + 1, np.bool_)  # with the span before it
        joined[1:-1] = (self.service[1:] == self.service[:-1]) & holds[1:] & holds[:-1]
        begins = np.flatnonzero(holds & ~joined[:-1])
        stops = np.flatnonzero(holds & ~joined[1:])
        ends = np.append(self.start[1:], 0)
        last = self.first[1:][np.diff(self.first) > 0] - 1
        ends[last] = self.horizon[self.service[last]]
        return Runs(self.service[begins], self.start[begins], ends[stops])


class Cells:
    """What each of some slots is at in each span of the service that it belongs to."""

    def __init__(self, spans: Spans, service: Ints) -> None:
        """Of slots of these services."""
        self.spans, self.service = spans, service
        counts = np.diff(spans.first)[service]
        self.first = np.concatenate(([0], np.cumsum(counts)))
        self.span = places(service, spans.first)

    def each(self, values: Ints | Flags) -> Ints:
        """A value of each slot, for all its cells."""
        return np.repeat(values.astype(np.int64), np.diff(self.first))

    def given(self, base: Ints, windows: Windows) -> Ints:
        """The level of each cell: at least the base of its slot; the highest of its windows, or
        what those that add up give together, at most 10,000."""
        best, together = self.each(base), np.zeros(self.span.size, np.int64)
        self._paint(np.maximum, best, windows)
        self._paint(np.add, together, windows.at(windows.adds))
        return np.maximum(best, np.minimum(together, ONE))

    def _paint(self, how: np.ufunc, cells: Ints, windows: Windows) -> None:
        service = self.service[windows.slot]
        into = self.first[windows.slot] - self.spans.first[service]
        bounds = [self.spans.place(service, hours) for hours in (windows.start, windows.end)]
        ends = np.stack(bounds, axis=1) + into[:, None]
        at = places(np.arange(0, ends.size, 2), ends.ravel())
        how.at(cells, at, np.repeat(windows.level, ends[:, 1] - ends[:, 0]))

# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Coverage: whether the fallbacks of a service carry its minimum from the hour at which its outage
becomes unacceptable to that at which a replacement can stand, as declared and as proven.

The case is that everything the service itself requires is gone from hour 0 and does not come back
(decision note 0029). Time is cut into spans in which nothing changes; of each the level is known.
Where the MTPD may be earlier or the class higher there are two readings: sure, and strictest.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from typing import NamedTuple

import numpy as np

from dijkwacht.base.units import ONE
from dijkwacht.findings.classes import NONE, Class, Classes, Flags, Ints
from dijkwacht.findings.cover import Cover, cover, slots_of
from dijkwacht.findings.exit_time import exit_time
from dijkwacht.findings.independence import Independences
from dijkwacht.findings.options import RULE, Counts, Options, options
from dijkwacht.findings.timeline import Spans
from dijkwacht.graph.graph import DependencyGraph, NodeNoun
from dijkwacht.register.register import Register
from dijkwacht.rules.rulebook import Parameters, Rules


class Required(IntEnum):
    """Whether cover is required at all."""

    YES = 0
    NO = 1  # its outage becomes unacceptable at or after the horizon, or never
    UNKNOWN = 2  # only if the MTPD turns out earlier, or the class higher


class Gap(NamedTuple):
    """A span below the minimum, from an hour (inclusive) until an hour (exclusive)."""

    start: int
    end: int


@dataclass(frozen=True, eq=False)
class Line:
    """The declared, or the proven, cover of all services."""

    level: Ints  # per span, basis points
    gap_hours: Ints  # per service; 0 where no cover is required
    share: Ints  # per service the covered part of what is required, basis points; NONE without
    first: Ints  # the gaps of service s are gaps[first[s]:first[s + 1]]
    gaps: Ints  # their hours from and until, two columns

    def of(self, row: int) -> tuple[Gap, ...]:
        """The gaps of a service, the first first."""
        span = slice(int(self.first[row]), int(self.first[row + 1]))
        return tuple(Gap(start, end) for start, end in self.gaps[span].tolist())

    def first_gap(self, row: int) -> Gap | None:
        """The first gap of a service."""
        return next(iter(self.of(row)), None)

    def longest_gap(self, row: int) -> Gap | None:
        """The longest gap of a service; of equals the first."""
        return max(self.of(row), key=lambda gap: (gap.end - gap.start, -gap.start), default=None)


@dataclass(frozen=True, eq=False)
class Reading:
    """The cover of all services between one MTPD and one horizon of each."""

    mtpd: Ints  # hours
    horizon: Ints  # hours
    first: Ints  # the spans of service s are start[first[s]:first[s + 1]]
    start: Ints  # hours; a span lasts until the next one, the last one until the horizon
    declared: Line
    proven: Line


@dataclass(frozen=True, eq=False)
class Coverage:
    """The cover of all services over time; rows as in `classes`."""

    rule: Parameters
    classes: Classes
    graph: DependencyGraph
    independences: Independences
    nodes: Ints  # per service its node
    exit_unknown: Flags  # the horizon may be later: an exit time is not known
    options: Options
    sure: Reading  # the MTPD at the latest, the horizon of the gross class
    strict: Reading  # the MTPD at the earliest, the horizon of the highest class it may have

    @property
    def horizon(self) -> Ints:
        """The horizon of each service in hours."""
        return self.sure.horizon

    @property
    def declared(self) -> Line:
        """The cover as declared."""
        return self.sure.declared

    @property
    def proven(self) -> Line:
        """The cover as proven."""
        return self.sure.proven

    @cached_property
    def required(self) -> Ints:
        """Per service whether cover is required (`Required`)."""
        sure, strict = (one.mtpd < one.horizon for one in (self.sure, self.strict))
        return np.select([sure, strict], [Required.YES, Required.UNKNOWN], Required.NO)

    @cached_property
    def open(self) -> Flags:
        """Services whose MTPD may be earlier, or horizon later, than `sure` has it."""
        earlier = self.strict.mtpd < self.sure.mtpd
        found: Flags = earlier | (self.strict.horizon > self.sure.horizon)
        return found

    @property
    def mbco(self) -> Ints:
        """The minimum of each service in basis points; policy's where unknown."""
        return self.graph.nodes.mbco[self.nodes]

    def spans(self, row: int) -> list[tuple[int, int, int, int]]:
        """The spans of a service: from hour, until hour, declared and proven level."""
        first = self.sure.first
        span = slice(int(first[row]), int(first[row + 1]))
        starts: list[int] = self.sure.start[span].tolist()
        ends = [*starts[1:], int(self.horizon[row])]
        levels = self.declared.level[span].tolist(), self.proven.level[span].tolist()
        return list(zip(starts, ends, *levels, strict=True))

    def options_of(self, row: int) -> range:
        """The places in `options` of those of a service."""
        first, last = np.searchsorted(self.options.service, (row, row + 1))
        return range(int(first), int(last))


def coverage(
    register: Register,
    graph: DependencyGraph,
    rules: Rules,
    classes: Classes,
    independences: Independences,
) -> Coverage:
    """The cover of every service; RuleNotInForce when policy has no rule for the day."""
    rule = rules.parameters(RULE)
    nodes = np.array([graph.index[NodeNoun.SERVICE, id] for id in classes.ids], np.int64)
    leaving = exit_time(register, graph)
    horizons = np.array([rule["horizon"][kind.name] for kind in Class], np.int64)
    horizon = np.maximum(horizons[classes.gross], leaving.hours[nodes])
    late = np.maximum(horizons[classes.possible], horizon)
    found = options(register, graph, rules, classes, independences)
    slots = slots_of(graph, nodes)
    measured = found.proven_activation, found.proven_level
    covers = [
        cover(slots, late, found, _counting(counts), *values)
        for counts, values in (
            (found.declared, (found.activation, found.level)),
            (found.proven, measured),
        )
    ]
    minimum = graph.nodes.mbco[nodes]
    readings = [
        _reading(covers, minimum, mtpd, until)
        for mtpd, until in ((classes.mtpd, horizon), (classes.mtpd_early, late))
    ]
    unknown = leaving.unknown[nodes]
    return Coverage(rule, classes, graph, independences, nodes, unknown, found, *readings)


def _counting(counts: Sequence[Counts]) -> Flags:
    return np.array([found is Counts.YES for found in counts], np.bool_)


def _reading(covers: Sequence[Cover], minimum: Ints, mtpd: Ints, horizon: Ints) -> Reading:
    """The declared and the proven cover, between these hours."""
    cuts = (np.arange(mtpd.size), mtpd)
    spans = Spans(horizon, [*(one.spans.moments for one in covers), cuts])
    lines = [_line(spans, one.on(spans), minimum, mtpd) for one in covers]
    return Reading(mtpd, horizon, spans.first, spans.start, *lines)


def _line(spans: Spans, level: Ints, minimum: Ints, mtpd: Ints) -> Line:
    """The gaps of every service at these levels."""
    of, asked = spans.service, mtpd < spans.horizon
    gaps = spans.runs((spans.start >= mtpd[of]) & (level < minimum[of]))
    hours = np.zeros(minimum.size, np.int64)
    np.add.at(hours, gaps.service, gaps.end - gaps.start)
    length = np.where(asked, spans.horizon - mtpd, 1)
    share = np.where(asked, (length - hours) * ONE // length, NONE)
    first = np.searchsorted(gaps.service, np.arange(minimum.size + 1))
    return Line(level, hours, share, first, np.stack((gaps.start, gaps.end), axis=1))

# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Coverage: whether the fallbacks of a service carry its minimum from the hour at which its outage
becomes unacceptable to that at which a replacement can stand, as declared and as proven.

The case is that everything the service itself requires is gone from hour 0 and does not come back
(decision note 0029). Time is cut into spans in which nothing changes; of each the level is known.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Final, NamedTuple

import numpy as np

from dijkwacht.base.units import ONE
from dijkwacht.findings.classes import Class, Classes, Flags, Ints
from dijkwacht.findings.cover import cover, slots_of
from dijkwacht.findings.exit_time import exit_time
from dijkwacht.findings.independence import Independences
from dijkwacht.findings.options import RULE, Counts, Options, options
from dijkwacht.findings.timeline import Spans
from dijkwacht.graph.graph import DependencyGraph, NodeNoun
from dijkwacht.register.register import Register
from dijkwacht.rules.rulebook import Parameters, Rules

NONE: Final = -1


class Required(IntEnum):
    """Whether cover is required at all."""

    YES = 0
    NO = 1  # its outage becomes unacceptable at or after the horizon, or never
    UNKNOWN = 2  # the class is provisional, and what is known of it does not require any


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
class Coverage:
    """The cover of all services over time; rows as in `classes`."""

    rule: Parameters
    classes: Classes
    graph: DependencyGraph
    independences: Independences
    nodes: Ints  # per service its node
    horizon: Ints  # hours
    exit_unknown: Flags  # the horizon may be later: an exit time is not known
    required: Ints  # Required
    options: Options
    first: Ints  # the spans of service s are start[first[s]:first[s + 1]]
    start: Ints  # hours; a span lasts until the next one, the last one until the horizon
    declared: Line
    proven: Line

    @property
    def mbco(self) -> Ints:
        """The minimum of each service in basis points; policy's where unknown."""
        return self.graph.nodes.mbco[self.nodes]

    def spans(self, row: int) -> list[tuple[int, int, int, int]]:
        """The spans of a service: from hour, until hour, declared and proven level."""
        span = slice(int(self.first[row]), int(self.first[row + 1]))
        starts: list[int] = self.start[span].tolist()
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
    wanted = np.array([rule["horizon"][kind.name] for kind in Class], np.int64)[classes.gross]
    horizon = np.maximum(wanted, leaving.hours[nodes])
    required = np.where(
        classes.mtpd < horizon,
        Required.YES,
        np.where(classes.provisional, Required.UNKNOWN, Required.NO),
    )
    found = options(register, graph, rules, classes, independences)
    slots = slots_of(graph, nodes)
    measured = found.proven_activation, found.proven_level
    covers = [
        cover(slots, horizon, found, _counting(counts), *values)
        for counts, values in (
            (found.declared, (found.activation, found.level)),
            (found.proven, measured),
        )
    ]
    spans = Spans(
        horizon, [*(one.spans.moments for one in covers), (np.arange(nodes.size), classes.mtpd)]
    )
    asked = required == Required.YES
    minimum = graph.nodes.mbco[nodes]
    lines = [_line(spans, one.on(spans), minimum, classes.mtpd, asked) for one in covers]
    return Coverage(
        rule,
        classes,
        graph,
        independences,
        nodes,
        horizon,
        leaving.unknown[nodes],
        required,
        found,
        spans.first,
        spans.start,
        *lines,
    )


def _counting(counts: Sequence[Counts]) -> Flags:
    return np.array([found is Counts.YES for found in counts], np.bool_)


def _line(spans: Spans, level: Ints, minimum: Ints, mtpd: Ints, asked: Flags) -> Line:
    """The gaps of every service at these levels."""
    of = spans.service
    gaps = spans.runs(asked[of] & (spans.start >= mtpd[of]) & (level < minimum[of]))
    hours = np.zeros(minimum.size, np.int64)
    np.add.at(hours, gaps.service, gaps.end - gaps.start)
    length = np.where(asked, spans.horizon - mtpd, 1)
    share = np.where(asked, (length - hours) * ONE // length, NONE)
    first = np.searchsorted(gaps.service, np.arange(minimum.size + 1))
    return Line(level, hours, share, first, np.stack((gaps.start, gaps.end), axis=1))

# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Levels over time as short lists of steps, and the few things one does with them.

A `Steps` holds (hour, level) at each change, in order of hour; the level is 10,000 before the
first.
"""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Final

from dijkwacht.base.units import ONE
from dijkwacht.engine.scenario import Steps

FULL: Final[Steps] = ()
Span = tuple[int, int]
"""From an hour (inclusive) until an hour (exclusive)."""


def level_at(steps: Steps, hour: int) -> int:
    """The level at an hour."""
    place = bisect_right(steps, (hour, ONE + 1))
    return steps[place - 1][1] if place else int(ONE)


def changes(pairs: Sequence[tuple[int, int]]) -> Steps:
    """Only those of the (hour, level) pairs, in order of hour, at which the level changes."""
    kept: list[tuple[int, int]] = []
    before = int(ONE)
    for hour, level in pairs:
        if level != before:
            kept.append((hour, level))
            before = level
    return tuple(kept)


def pointwise(signals: Sequence[Steps], of: Callable[[Sequence[int]], int]) -> Steps:
    """The level that `of` makes at each hour of the levels of the signals; it gives 10,000 where
    all are full."""
    if len(signals) == 1:
        return changes([(hour, of((level,))) for hour, level in signals[0]])
    now = [int(ONE)] * len(signals)
    events = sorted((hour, i, level) for i, signal in enumerate(signals) for hour, level in signal)
    made: list[tuple[int, int]] = []
    for place, (hour, i, level) in enumerate(events):
        now[i] = level
        if place + 1 == len(events) or events[place + 1][0] != hour:
            made.append((hour, of(now)))
    return changes(made)


def lowest(signals: Sequence[Steps]) -> Steps:
    """The lowest of the signals at each hour."""
    moving = [signal for signal in signals if signal]
    if len(moving) < 2:
        return moving[0] if moving else FULL
    return pointwise(moving, min)


def highest(signals: Sequence[Steps]) -> Steps:
    """The highest of the signals at each hour."""
    if not all(signals):
        return FULL
    return signals[0] if len(signals) == 1 else pointwise(signals, max)


def sustained(steps: Steps, hours: int, of: Callable[[Sequence[int]], int], horizon: int) -> Steps:
    """`of` (min or max) of the levels in the closed span of the last `hours` hours."""
    if not hours or not steps:
        return steps
    moments = sorted({hour for hour, _ in steps} | {hour + hours for hour, _ in steps})
    return changes([(t, of(_levels_in(steps, t - hours, t))) for t in moments if t < horizon])


def _levels_in(steps: Steps, start: int, end: int) -> list[int]:
    """The levels that occur from `start` to `end`, both inclusive."""
    return [level_at(steps, start), *(level for hour, level in steps if start < hour <= end)]


def shortages(steps: Steps, horizon: int) -> tuple[Span, ...]:
    """The spans in which the level is below 10,000."""
    found: list[Span] = []
    start: int | None = None
    for hour, level in steps:
        if level < ONE and start is None:
            start = hour
        elif level == ONE and start is not None:
            found.append((start, hour))
            start = None
    return tuple(found) if start is None else (*found, (start, horizon))


def within(steps: Steps, start: int, end: int, horizon: int) -> Steps:
    """The signal from `start` until `end` (exclusive), and 0 outside."""
    end = min(end, horizon)
    inner = [(hour, level) for hour, level in steps if start < hour < end]
    pairs = [(0, 0), (start, level_at(steps, start)), *inner, (end, 0)]
    pairs = pairs[1:] if start == 0 else pairs
    return changes([pair for pair in pairs if pair[0] < horizon])


def capped(steps: Steps, level: int) -> Steps:
    """The signal, nowhere above `level`."""
    base: Steps = ((0, level),) if level < ONE else FULL
    return lowest([steps, base])


def spans(steps: Steps, horizon: int) -> list[tuple[int, int, int]]:
    """The signal as (from hour, until hour, level), beginning at the first change."""
    ends = [*steps, (horizon, 0)]
    return [(hour, until, level) for (hour, level), (until, _) in pairwise(ends)]

# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What `engine/steps.py` does with levels over time, compiled.

A step is one whole number: its hour in the upper half, the level from then on in the lower half. A
list is a stretch of the array `steps`: where it begins, and its size. It holds only changes, the
first from 10,000: two lists are the same signal only if they are equal. Each function writes a list
from `to` on and gives its size.
"""

from numba import njit

ONE = 10_000


@njit(forceinline=True)
def step(hour, level):  # type: ignore[no-untyped-def]
    """A step."""
    return (hour << 32) | (level & 0xFFFFFFFF)


@njit(forceinline=True)
def hour_of(step):  # type: ignore[no-untyped-def]
    """The hour of a step."""
    return step >> 32


@njit(forceinline=True)
def level_of(step):  # type: ignore[no-untyped-def]
    """The level of a step; it may be below 0."""
    return (step << 32) >> 32


@njit(forceinline=True)
def put(steps, to, size, hour, level):  # type: ignore[no-untyped-def]
    """One step more, if it changes anything."""
    if level == (level_of(steps[to + size - 1]) if size else ONE):
        return size
    steps[to + size] = step(hour, level)
    return size + 1


@njit(forceinline=True)
def copy(steps, a, na, to):  # type: ignore[no-untyped-def]
    """The same list elsewhere."""
    for i in range(na):
        steps[to + i] = steps[a + i]
    return na


@njit
def merge(steps, a, na, b, nb, losing, to):  # type: ignore[no-untyped-def]
    """The lower of two signals at each hour; or (`losing`) 10,000 less what both lose, which may be
    below 0."""
    i = j = size = 0
    level_a = level_b = ONE
    while i < na or j < nb:
        hour = hour_of(steps[a + i]) if i < na else hour_of(steps[b + j])
        if j < nb:
            hour = min(hour, hour_of(steps[b + j]))
        if i < na and hour_of(steps[a + i]) == hour:
            level_a = level_of(steps[a + i])
            i += 1
        if j < nb and hour_of(steps[b + j]) == hour:
            level_b = level_of(steps[b + j])
            j += 1
        level = level_a + level_b - ONE if losing else min(level_a, level_b)
        size = put(steps, to, size, hour, level)
    return size


@njit
def slide(steps, a, na, hours, highest, horizon, to):  # type: ignore[no-untyped-def]
    """The highest (a buffer) or lowest (a restart) level of the last `hours` hours."""
    if na == 1 or (na == 2 and level_of(steps[a + 1]) == ONE):
        return _slide_one(steps, a, na, hours, highest, horizon, to)
    i = j = size = 0
    while i < na or j < na:
        hour = horizon
        if i < na:
            hour = hour_of(steps[a + i])
        if j < na:
            hour = min(hour, hour_of(steps[a + j]) + hours)
        if hour >= horizon:
            break
        if i < na and hour_of(steps[a + i]) == hour:
            i += 1
        if j < na and hour_of(steps[a + j]) + hours == hour:
            j += 1
        size = put(steps, to, size, hour, _extreme(steps, a, i - 1, hour - hours, highest))
    return size


@njit(forceinline=True)
def _slide_one(steps, a, na, hours, highest, horizon, to):  # type: ignore[no-untyped-def]
    """The same for one shortage of one level, as most are."""
    begins, level = hour_of(steps[a]), level_of(steps[a])
    ends = hour_of(steps[a + 1]) if na == 2 else horizon
    if highest:
        begins += hours
    elif na == 2:
        ends = min(horizon, ends + hours)
    if begins >= ends:
        return 0
    steps[to] = step(begins, level)
    if ends >= horizon:
        return 1
    steps[to + 1] = step(ends, ONE)
    return 2


@njit(forceinline=True)
def _extreme(steps, a, last, since, highest):  # type: ignore[no-untyped-def]
    """The highest or lowest level from an hour until step `last`."""
    best = level_of(steps[a + last]) if last >= 0 else ONE
    while last >= 0 and hour_of(steps[a + last]) > since:
        last -= 1
        level = level_of(steps[a + last]) if last >= 0 else ONE
        best = max(best, level) if highest else min(best, level)
    return best


@njit
def lift(steps, a, na, opens, closes, most, b, nb, horizon, to):  # type: ignore[no-untyped-def]
    """The signal, from `opens` until `closes` at least what a fallback gives: `most`, or the level
    of the fallback itself (list b) where that is lower."""
    i = j = size = 0
    level_a = level_b = ONE
    hour = -1
    while i < na or hour < closes:
        following = opens if hour < opens else (closes if hour < closes else horizon)
        if i < na:
            following = min(following, hour_of(steps[a + i]))
        if opens <= hour < closes and j < nb:
            following = min(following, hour_of(steps[b + j]))
        hour = following
        if hour >= horizon:
            break
        while i < na and hour_of(steps[a + i]) <= hour:
            level_a = level_of(steps[a + i])
            i += 1
        while j < nb and hour_of(steps[b + j]) <= hour:
            level_b = level_of(steps[b + j])
            j += 1
        inner = min(most, level_b) if opens <= hour < closes else 0
        size = put(steps, to, size, hour, max(level_a, inner))
    return size


@njit
def shortages(steps, a, na, horizon, to):  # type: ignore[no-untyped-def]
    """The spans in which a signal is below 10,000, as numbers like steps: the hour it begins in the
    upper half, the hour behind it in the lower half."""
    size, begins, short = 0, 0, False
    for i in range(a, a + na):
        level, hour = level_of(steps[i]), hour_of(steps[i])
        if level < ONE and not short:
            begins, short = hour, True
        elif level == ONE and short:
            steps[to + size] = step(begins, hour)
            size, short = size + 1, False
    if short:
        steps[to + size] = step(begins, horizon)
        size += 1
    return size


@njit
def weigh(steps, sums, side, size, b, nb, weight):  # type: ignore[no-untyped-def]
    """What members miss so far (`sums[side]`, from 0 down) with what one more of this weight
    misses; written to the other side."""
    i = j = kept = 0
    missing_a = missing_b = before = 0
    while i < size or j < nb:
        hour = sums[side, i, 0] if i < size else hour_of(steps[b + j])
        if j < nb:
            hour = min(hour, hour_of(steps[b + j]))
        if i < size and sums[side, i, 0] == hour:
            missing_a = sums[side, i, 1]
            i += 1
        if j < nb and hour_of(steps[b + j]) == hour:
            missing_b = weight * (level_of(steps[b + j]) - ONE)
            j += 1
        if missing_a + missing_b != before:
            before = missing_a + missing_b
            sums[1 - side, kept, 0] = hour
            sums[1 - side, kept, 1] = before
            kept += 1
    return kept

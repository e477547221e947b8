# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Equations 1 to 7 for one node, compiled: its level from what its requirements let through."""

import numpy as np
from numba import njit

from dijkwacht.engine.compiled.flat import (
    ACTIVATION,
    BUFFER,
    DEGRADING,
    DURATION,
    FALLBACK,
    FIRST,
    INSIDE,
    LEVEL,
    NEED,
    NODE,
    ONLY,
    OWNED,
    PLAIN,
    REPLACEMENT,
    RESTART,
    SHARE,
    STRICT,
    TOLERANCE,
    WEIGHT,
    WHOLE,
)
from dijkwacht.engine.compiled.room import (
    LONGEST,
    ROWS,
    SIZE,
    START,
    fits,
)
from dijkwacht.engine.compiled.steps import (
    ONE,
    copy,
    hour_of,
    level_of,
    lift,
    merge,
    put,
    shortages,
    slide,
    step,
    weigh,
)

# the four sums of a node; sum k is worked on in rows 2k and 2k + 1
BY_OTHERS, LOST_BY_OTHERS, BY_LOOP, LOST_BY_LOOP = range(4)
# where the rows begin
RAW, THROUGH, RAISED, SHORT, RESULT = (LONGEST * row for row in range(8, 13))


@njit(forceinline=True)
def delivered(flat, room, group):  # type: ignore[no-untyped-def]
    """Equation 1: what the members of a requirement deliver: where it begins, and its size."""
    if flat.group[group, PLAIN]:
        node = flat.group[group, ONLY]
        return np.int64(room.node[node, START]), np.int64(room.node[node, SIZE])
    size = side = 0
    for at in range(flat.group[group, FIRST], flat.group[group + 1, FIRST]):
        node = flat.member[at, NODE]
        steps = room.node[node, SIZE]
        if steps and fits(room, size + steps):
            start, weight = room.node[node, START], flat.member[at, WEIGHT]
            size = weigh(room.steps, room.sums, side, size, start, steps, weight)
            side = 1 - side
    return RAW, _divided(flat, room, group, side, size)


@njit(forceinline=True)
def _divided(flat, room, group, side, size):  # type: ignore[no-untyped-def]
    """From what is missing to what is delivered of the need, in row RAW."""
    whole, need = np.int64(flat.group[group, WHOLE]) * ONE, flat.group[group, NEED]
    tolerance, kept = flat.group[group, TOLERANCE], 0
    for i in range(size):
        part = min(ONE, (whole + room.sums[side, i, 1]) // need)
        if flat.group[group, STRICT]:
            part = ONE if part >= ONE - tolerance else 0
        else:
            part = min(ONE, part + tolerance)
        kept = put(room.steps, RAW, kept, room.sums[side, i, 0], part)
    return kept


@njit(forceinline=True)
def shortage(flat, room, group, begins, size, held, horizon):  # type: ignore[no-untyped-def]
    """The spans of shortage in row SHORT: those held for the feedback group, or those of what is
    delivered; none when nothing depends on them."""
    fallbacks = flat.group[group + 1, FALLBACK] - flat.group[group, FALLBACK]
    if fallbacks == 0 and flat.group[group, REPLACEMENT] >= horizon:
        return 0
    if not held:
        if not fits(room, size):
            return 0
        return shortages(room.steps, begins, size, horizon, SHORT)
    start, count = room.held[group, START], room.held[group, SIZE]
    if not fits(room, count):
        return 0
    for i in range(count):
        room.steps[SHORT + i] = room.spans[start + i]
    return np.int64(count)


@njit(forceinline=True)
def effective(flat, room, group, begins, size, held, horizon):  # type: ignore[no-untyped-def]
    """Equations 2 to 4: what gets through of what is delivered; where it begins, and its size."""
    count = shortage(flat, room, group, begins, size, held, horizon)
    buffer = flat.group[group, BUFFER]
    if buffer > 0:
        if not fits(room, 2 * size):
            return begins, 0
        size = slide(room.steps, begins, size, buffer, True, horizon, THROUGH)
        begins = THROUGH
    for i in range(count):
        span = room.steps[SHORT + i]
        begins, size = _helped(flat, room, group, begins, size, span, horizon)
    return begins, size


@njit
def _helped(flat, room, group, begins, size, span, horizon):  # type: ignore[no-untyped-def]
    """What fallbacks and replacement add during one shortage."""
    opens, ends = hour_of(span) + flat.group[group, REPLACEMENT], level_of(span)
    if opens < ends:
        begins, size = _lifted(room, begins, size, opens, ends, ONE, 0, 0, horizon)
    for at in range(flat.group[group, FALLBACK], flat.group[group + 1, FALLBACK]):
        opens = hour_of(span) + flat.fallback[at, ACTIVATION]
        closes = min(ends, opens + flat.fallback[at, DURATION])
        if opens < closes:
            node, most = flat.fallback[at, NODE], flat.fallback[at, LEVEL]
            start, steps = room.node[node, START], room.node[node, SIZE]
            begins, size = _lifted(room, begins, size, opens, closes, most, start, steps, horizon)
    return begins, size


@njit(forceinline=True)
def _lifted(room, begins, size, opens, closes, most, start, steps, horizon):  # type: ignore[no-untyped-def]
    if not fits(room, size + steps + 2):
        return begins, 0
    to = RAISED if begins == THROUGH else THROUGH
    return to, lift(room.steps, begins, size, opens, closes, most, start, steps, horizon, to)


@njit(forceinline=True)
def _take(room, kind, begins, size):  # type: ignore[no-untyped-def]
    """Bring a signal into one of the four sums: the lowest, or all losses together.

    The first one of a sum is the sum; it is copied only if its row will be used again.
    """
    before, old = room.sizes[kind], room.begins[kind]
    if before == 0 and begins >= ROWS * LONGEST:
        room.begins[kind], room.sizes[kind] = begins, size
    elif fits(room, before + size):
        row = LONGEST * 2 * kind
        to = row + LONGEST if old == row else row
        if before == 0:
            room.sizes[kind] = copy(room.steps, begins, size, to)
        else:
            losing = kind in (LOST_BY_OTHERS, LOST_BY_LOOP)
            room.sizes[kind] = merge(room.steps, old, before, begins, size, losing, to)
        room.begins[kind] = to


@njit(forceinline=True)
def _restarted(room, kind, hours, horizon):  # type: ignore[no-untyped-def]
    """Equation 6: one of the sums, as low as in the last hours."""
    size, old = room.sizes[kind], room.begins[kind]
    if hours and size and fits(room, 2 * size):
        row = LONGEST * 2 * kind
        to = row + LONGEST if old == row else row
        room.sizes[kind] = slide(room.steps, old, size, hours, False, horizon, to)
        room.begins[kind] = to


@njit(forceinline=True)
def _own(room, cases, node, horizon):  # type: ignore[no-untyped-def]
    """The own level of a node that fails by itself, as the first of the sums."""
    for kind in range(4):
        room.sizes[kind] = 0
    failure = room.own[node]
    if failure < 0:
        return
    first, last = cases.first_step[failure], cases.first_step[failure + 1]
    size = 0
    if fits(room, last - first):
        for i in range(first, last):
            if cases.step[i, 0] < horizon:
                size = put(room.steps, 0, size, np.int64(cases.step[i, 0]), cases.step[i, 1])
    room.begins[BY_OTHERS], room.sizes[BY_OTHERS] = 0, size


@njit(forceinline=True)
def settle(flat, room, cases, node, held, horizon):  # type: ignore[no-untyped-def]
    """Equations 5 to 7: the level of a node: where its list begins, and its size."""
    _own(room, cases, node, horizon)
    for group in range(flat.node[node, OWNED], flat.node[node + 1, OWNED]):
        if room.marked[group]:
            begins, size = delivered(flat, room, group)
            if size:
                begins, size = effective(flat, room, group, begins, size, held, horizon)
            if size:
                _count(flat, room, group, begins, size)
    return _level(room, np.int64(flat.node[node, RESTART]), horizon)


@njit(forceinline=True)
def _count(flat, room, group, begins, size):  # type: ignore[no-untyped-def]
    """Bring what gets through of a requirement into the sum it belongs to."""
    inside = flat.group[group, INSIDE]
    if flat.group[group, DEGRADING]:
        begins = _lost(room, begins, size, flat.group[group, SHARE])
        _take(room, LOST_BY_LOOP if inside else LOST_BY_OTHERS, begins, size)
    else:
        _take(room, BY_LOOP if inside else BY_OTHERS, begins, size)


@njit(forceinline=True)
def _lost(room, begins, size, share):  # type: ignore[no-untyped-def]
    """What a degrading requirement leaves, in row RAISED (steps that change nothing may stay)."""
    if fits(room, size):
        for i in range(size):
            at = room.steps[begins + i]
            left = ONE - share * (ONE - level_of(at)) // ONE
            room.steps[RAISED + i] = step(hour_of(at), left)
    return RAISED


@njit(forceinline=True)
def _level(room, hours, horizon):  # type: ignore[no-untyped-def]
    """Equations 6 and 7 on the four sums."""
    _restarted(room, BY_OTHERS, hours, horizon)
    _restarted(room, LOST_BY_OTHERS, hours, horizon)
    if room.sizes[LOST_BY_LOOP]:
        _take(room, LOST_BY_OTHERS, room.begins[LOST_BY_LOOP], room.sizes[LOST_BY_LOOP])
    if room.sizes[BY_LOOP]:
        _take(room, BY_OTHERS, room.begins[BY_LOOP], room.sizes[BY_LOOP])
    others, size = room.begins[BY_OTHERS], room.sizes[BY_OTHERS]
    lost, count = room.begins[LOST_BY_OTHERS], room.sizes[LOST_BY_OTHERS]
    if count == 0:
        return others, size
    if not fits(room, size + count):
        return others, 0
    for i in range(lost, lost + count):
        room.steps[i] = step(hour_of(room.steps[i]), max(0, level_of(room.steps[i])))
    return RESULT, merge(room.steps, others, size, lost, count, False, RESULT)

# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What `simulate.py` does, for many scenarios: nodes in the order of their rank, feedback groups
from the top."""

from typing import NamedTuple

from numba import njit

from dijkwacht.engine.compiled.flat import (
    BY,
    GROUP,
    HIGH,
    LOOPED,
    LOW,
    MINIMUM,
    OWNED,
    USE,
    Ints32,
)
from dijkwacht.engine.compiled.node import SHORT, delivered, settle, shortage
from dijkwacht.engine.compiled.room import (
    FULL,
    LONGEST,
    MOVED,
    ROWS,
    SIZE,
    SPAN_TOP,
    START,
    TOP,
    TOUCHED,
    WAITS,
    pop,
    push,
    same,
    store,
    touch,
    unmark,
)
from dijkwacht.engine.compiled.steps import ONE, hour_of, level_of
from dijkwacht.graph.graph import Ints

ROUNDS = 10_000  # far above what any feedback group needs; a guard, not a limit of the model


class Cases(NamedTuple):
    """Many scenarios: those of s are the failures `first[s]:first[s + 1]`; failure f is of node
    `node[f]` (a rank) with the own levels `step[first_step[f]:first_step[f + 1]]`."""

    first: Ints
    node: Ints32
    first_step: Ints
    step: Ints32  # rows of hour and level


class Losses(NamedTuple):
    """Room for what services lose: one entry per touched service and scenario."""

    case: Ints32
    node: Ints32  # rank
    lost_at: Ints32  # first hour below its minimum; -1 for never
    missing: Ints  # hours times missing basis points
    full: Ints32  # per scenario: 1 when the room was too small, and it has no entries


@njit(forceinline=True)
def scenario(flat, room, cases, case, horizon):  # type: ignore[no-untyped-def]
    """Settle one scenario: the levels of the touched nodes stand in the room."""
    room.state[:] = 0
    room.state[TOP] = ROWS * LONGEST
    for failure in range(cases.first[case], cases.first[case + 1]):
        room.own[cases.node[failure]] = failure
        push(room, cases.node[failure])
    node = pop(room, 0)
    while node >= 0:
        if flat.node[node, LOOPED]:
            _solve(flat, room, cases, node, horizon)
        else:
            begins, size = settle(flat, room, cases, node, False, horizon)
            unmark(flat, room, node)
            if size:
                store(room, node, begins, size)
                touch(room, node)
                _pass_on(flat, room, node, flat.node[node, HIGH])
        node = pop(room, node)
    for failure in range(cases.first[case], cases.first[case + 1]):
        room.own[cases.node[failure]] = -1


@njit(forceinline=True)
def _pass_on(flat, room, node, above):  # type: ignore[no-untyped-def]
    """Let those wait who need this node and have at least this rank."""
    for at in range(flat.node[node, USE], flat.node[node + 1, USE]):
        owner = flat.use[at, BY]
        if owner >= above:
            room.marked[flat.use[at, GROUP]] = 1
            push(room, owner)


@njit(forceinline=True)
def _solve(flat, room, cases, node, horizon):  # type: ignore[no-untyped-def]
    """Settle a feedback group: with held spans of shortage from the top, until the spans hold."""
    low, high = flat.node[node, LOW], flat.node[node, HIGH]
    count = _seeds(room, node, high)
    top, first = room.state[TOP], room.state[TOUCHED]
    for _ in range(ROUNDS):
        for i in range(first, room.state[TOUCHED]):
            room.node[room.touched[i], SIZE] = 0
        room.state[TOP] = top
        _descend(flat, room, cases, count, low, high, horizon)
        if room.state[FULL] or not _held_anew(flat, room, low, high, horizon):
            break
    else:
        room.state[FULL] = 1
    room.state[SPAN_TOP] = 0
    for group in range(flat.node[low, OWNED], flat.node[high, OWNED]):
        room.marked[group] = 0
        room.held[group, SIZE] = 0
    for i in range(first, room.state[TOUCHED]):
        room.flags[room.touched[i]] = 0
        if room.node[room.touched[i], SIZE]:
            _pass_on(flat, room, room.touched[i], high)


@njit(forceinline=True)
def _seeds(room, node, high):  # type: ignore[no-untyped-def]
    """Take the waiting nodes of the feedback group out of the queue."""
    count = 0
    while 0 <= node < high:
        room.seeds[count] = node
        count += 1
        node = pop(room, node)
    if node >= 0:
        push(room, node)
    return count


@njit(forceinline=True)
def _descend(flat, room, cases, count, low, high, horizon):  # type: ignore[no-untyped-def]
    """Lower the levels of a feedback group until nothing moves."""
    head = tail = 0
    for i in range(count):
        room.ring[tail] = room.seeds[i]
        room.flags[room.seeds[i]] |= WAITS
        tail += 1
    while head != tail and not room.state[FULL]:
        node = room.ring[head]
        head = (head + 1) % room.ring.size
        room.flags[node] &= ~WAITS
        begins, size = settle(flat, room, cases, node, True, horizon)
        if same(room, node, begins, size):
            continue
        store(room, node, begins, size)
        if not room.flags[node] & MOVED:
            room.flags[node] |= MOVED
            touch(room, node)
        tail = _pass_round(flat, room, node, low, high, tail)
    while head != tail:
        room.flags[room.ring[head]] &= ~WAITS
        head = (head + 1) % room.ring.size


@njit(forceinline=True)
def _pass_round(flat, room, node, low, high, tail):  # type: ignore[no-untyped-def]
    """Let those of the feedback group wait who need this node."""
    for at in range(flat.node[node, USE], flat.node[node + 1, USE]):
        owner = flat.use[at, BY]
        if low <= owner < high:
            room.marked[flat.use[at, GROUP]] = 1
            if not room.flags[owner] & WAITS:
                room.flags[owner] |= WAITS
                room.ring[tail] = owner
                tail = (tail + 1) % room.ring.size
    return tail


@njit(forceinline=True)
def _held_anew(flat, room, low, high, horizon):  # type: ignore[no-untyped-def]
    """Take the spans of shortage of a feedback group anew; whether any of them is another."""
    moved = False
    for group in range(flat.node[low, OWNED], flat.node[high, OWNED]):
        if room.marked[group]:
            begins, size = delivered(flat, room, group)
            count = shortage(flat, room, group, begins, size, False, horizon)
            if not _same_spans(room, group, count):
                _hold(room, group, count)
                moved = True
    return moved


@njit(forceinline=True)
def _same_spans(room, group, count):  # type: ignore[no-untyped-def]
    if room.held[group, SIZE] != count:
        return False
    start = room.held[group, START]
    for i in range(count):
        if room.spans[start + i] != room.steps[SHORT + i]:
            return False
    return True


@njit(forceinline=True)
def _hold(room, group, count):  # type: ignore[no-untyped-def]
    start = room.state[SPAN_TOP]
    if start + count > room.spans.shape[0]:
        room.state[FULL] = 1
        count = 0
    for i in range(count):
        room.spans[start + i] = room.steps[SHORT + i]
    room.held[group, START] = start
    room.held[group, SIZE] = count
    room.state[SPAN_TOP] = start + count


@njit(nogil=True, cache=True, _nrt=False)  # type: ignore[call-overload]  # no stub names _nrt
def run(flat, room, cases, horizon, begin, losses, keep):  # type: ignore[no-untyped-def]
    """Settle scenarios from `begin` on while there is room for their losses; with `keep` only one,
    whose levels stay in the room.

    The answer is the scenario that comes next, and the number of entries written. Arrays are not
    counted by reference in here (`_nrt`): that cost more than all else together.
    """
    entries = services = 0
    for node in range(flat.node.shape[0] - 1):
        services += flat.node[node, MINIMUM] >= 0
    case = begin
    while case < cases.first.size - 1 and (keep or entries + services <= losses.case.size):
        scenario(flat, room, cases, case, horizon)
        losses.full[case] = room.state[FULL]
        case += 1
        if keep:
            break
        entries = _enter(flat, room, case - 1, horizon, losses, entries)
    return case, entries


@njit(forceinline=True)
def _enter(flat, room, case, horizon, losses, entries):  # type: ignore[no-untyped-def]
    """What the touched services lose, if the scenario has an answer; the room is clean after it."""
    for i in range(room.state[TOUCHED]):
        node = room.touched[i]
        minimum = flat.node[node, MINIMUM]
        if room.node[node, SIZE] and minimum >= 0 and not room.state[FULL]:
            _enter_one(room, case, node, minimum, horizon, losses, entries)
            entries += 1
        room.node[node, SIZE] = 0
    return entries


@njit(forceinline=True)
def _enter_one(room, case, node, minimum, horizon, losses, entry):  # type: ignore[no-untyped-def]
    """What one service loses."""
    lost_at, missing = -1, 0
    start, size = room.node[node, START], room.node[node, SIZE]
    for i in range(start, start + size):
        hour, level = hour_of(room.steps[i]), level_of(room.steps[i])
        hours = (hour_of(room.steps[i + 1]) if i + 1 < start + size else horizon) - hour
        missing += hours * (ONE - level)
        if level < minimum and lost_at < 0:
            lost_at = hour
    losses.case[entry] = case
    losses.node[entry] = node
    losses.lost_at[entry] = lost_at
    losses.missing[entry] = missing

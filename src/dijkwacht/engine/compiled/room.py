# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The working memory of the compiled kernel, clean between two scenarios, and what is kept in it:
levels, the requirements that are hit, and a queue of nodes by rank."""

from typing import Final, NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from dijkwacht.engine.compiled.flat import OWNED, Flat, Ints32
from dijkwacht.engine.compiled.steps import copy
from dijkwacht.graph.graph import Ints

Flags = NDArray[np.uint8]
ROWS: Final = 16  # lists under work at once, at the beginning of `Room.steps`
LONGEST: Final = 4_096  # steps of one list under work
# steps of all levels of a scenario: memory that is not used costs nothing
ARENA, PER_NODE = 2**22, 64

# columns of `Room.node` (steps) and `Room.held` (spans): where the list begins, and its size
START, SIZE = range(2)
WAITS, MOVED = 1, 2  # flags of a node in a feedback group
# places in `Room.state`; FULL: the room was too small, the scenario has no answer here
TOP, TOUCHED, FULL, SPAN_TOP = range(4)


class Room(NamedTuple):
    """The working memory of one thread. What is looked up at random is kept small and apart."""

    node: Ints32  # per node: its levels
    own: Ints32  # per node: its failure, or -1
    flags: Flags  # per node
    marked: Flags  # per group: whether a member or fallback of it moved
    held: Ints32  # per group: its held spans of shortage, in a feedback group
    steps: Ints
    sums: Ints  # two lists of what the members of a requirement miss, in weights times levels
    spans: Ints
    begins: Ints  # where each of the four sums of a node begins
    sizes: Ints  # and how many steps it has
    queue: NDArray[np.uint64]  # a bit per node that waits
    words: NDArray[np.uint64]  # a bit per word of the queue
    touched: Ints32
    ring: Ints32  # nodes that wait, in a feedback group
    seeds: Ints32
    state: Ints


def room(flat: Flat, arena: int | None = None) -> Room:
    """An empty room for this graph."""
    nodes, groups = flat.node.shape[0], flat.group.shape[0]
    arena = arena or max(ARENA, PER_NODE * nodes)
    words = (nodes >> 6) + 1
    return Room(
        node=np.zeros((nodes, 2), np.int32),
        own=np.full(nodes, -1, np.int32),
        flags=np.zeros(nodes, np.uint8),
        marked=np.zeros(groups, np.uint8),
        held=np.zeros((groups, 2), np.int32),
        steps=np.empty(ROWS * LONGEST + arena, np.int64),
        sums=np.empty((2, LONGEST, 2), np.int64),
        spans=np.empty(arena // 8, np.int64),
        begins=np.zeros(4, np.int64),
        sizes=np.zeros(4, np.int64),
        queue=np.zeros(words, np.uint64),
        words=np.zeros((words >> 6) + 1, np.uint64),
        touched=np.empty(nodes, np.int32),
        ring=np.empty(nodes + 1, np.int32),
        seeds=np.empty(nodes, np.int32),
        state=np.zeros(4, np.int64),
    )


@njit(forceinline=True)
def fits(room, size):  # type: ignore[no-untyped-def]
    """Whether a list of so many steps can be worked on; if not, the room is too small."""
    if size > LONGEST:
        room.state[FULL] = 1
        return False
    return True


@njit(forceinline=True)
def push(room, node):  # type: ignore[no-untyped-def]
    """Let a node wait for its turn."""
    word = node >> 6
    room.queue[word] |= np.uint64(1) << np.uint64(node & 63)
    room.words[word >> 6] |= np.uint64(1) << np.uint64(word & 63)


@njit(forceinline=True)
def _lowest_bit(bits):  # type: ignore[no-untyped-def]
    lone = bits & (~bits + np.uint64(1))
    place = 0
    if lone & np.uint64(0xFFFFFFFF00000000):
        place += 32
    if lone & np.uint64(0xFFFF0000FFFF0000):
        place += 16
    if lone & np.uint64(0xFF00FF00FF00FF00):
        place += 8
    if lone & np.uint64(0xF0F0F0F0F0F0F0F0):
        place += 4
    if lone & np.uint64(0xCCCCCCCCCCCCCCCC):
        place += 2
    if lone & np.uint64(0xAAAAAAAAAAAAAAAA):
        place += 1
    return place


@njit(forceinline=True)
def pop(room, least):  # type: ignore[no-untyped-def]
    """The waiting node of the lowest rank, or -1; none waits below rank `least`."""
    for upper in range(least >> 12, room.words.size):
        if room.words[upper] != 0:
            word = (upper << 6) + _lowest_bit(room.words[upper])
            node = (word << 6) + _lowest_bit(room.queue[word])
            room.queue[word] &= room.queue[word] - np.uint64(1)
            if room.queue[word] == 0:
                room.words[upper] &= room.words[upper] - np.uint64(1)
            return node
    return -1


@njit(forceinline=True)
def unmark(flat, room, node):  # type: ignore[no-untyped-def]
    """Forget which requirements of a node are hit."""
    for group in range(flat.node[node, OWNED], flat.node[node + 1, OWNED]):
        room.marked[group] = 0


@njit(forceinline=True)
def store(room, node, begins, size):  # type: ignore[no-untyped-def]
    """Keep a list as the level of a node; one that is kept already is not kept twice."""
    if begins < ROWS * LONGEST:
        top = room.state[TOP]
        if top + size > room.steps.shape[0]:
            room.state[FULL] = 1
            size = 0
        room.state[TOP] = top + copy(room.steps, begins, size, top)
        begins = top
    room.node[node, START] = begins
    room.node[node, SIZE] = size


@njit(forceinline=True)
def same(room, node, begins, size):  # type: ignore[no-untyped-def]
    """Whether a list is the level that the node has already."""
    if room.node[node, SIZE] != size:
        return False
    start = room.node[node, START]
    for i in range(size):
        if room.steps[start + i] != room.steps[begins + i]:
            return False
    return True


@njit(forceinline=True)
def touch(room, node):  # type: ignore[no-untyped-def]
    """Count a node among those whose level moved."""
    room.touched[room.state[TOUCHED]] = node
    room.state[TOUCHED] += 1

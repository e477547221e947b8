# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Counts a long list of things: plainly or compiled, in one thread or several. Which of these
changes nothing but the time it takes."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from queue import SimpleQueue
from typing import Final

from dijkwacht.engine.load import Cache, compiled
from dijkwacht.engine.survey import Starts, Survey, Tally, plainly

Sweep = Callable[[Survey, Starts], Iterator[Tally]]
"""A way to count: the tallies of the list, piece by piece in its order, in pieces of its choice."""

BATCH: Final = 256  # things: a second of work at most, so that progress moves and a stop is quick
# seconds that it takes to load the compiled engine, and to compile it first
LOADING, COMPILING = 1.0, 30.0


def plain(survey: Survey, starts: Starts) -> Iterator[Tally]:
    """By the engine in plain Python, one by one."""
    for nodes in starts:
        yield plainly(survey, [nodes])


def fast(cache: Cache, threads: int = 1) -> Sweep:
    """By the compiled engine, in this many threads."""

    def sweep(survey: Survey, starts: Starts) -> Iterator[Tally]:
        module = compiled(cache)
        try:
            flats = module.Flats.of(survey)
        except OverflowError:  # a value beyond 32 bits, which the plain engine takes
            return plain(survey, starts)
        counters = [module.Counter(survey, flats).count for _ in range(threads)]
        return _together(counters, batches(starts))

    return sweep


def quickest(cache: Cache, threads: int = 1) -> Sweep:
    """Plainly for as long as it would take to get the compiled engine, and compiled after that: a
    short list never waits for the compiler, and a long one takes at most twice the least time."""

    def sweep(survey: Survey, starts: Starts) -> Iterator[Tally]:
        patience = time.monotonic() + (LOADING if cache.warm else COMPILING)
        done = 0
        for tally in plain(survey, starts):
            yield tally
            done += 1
            if time.monotonic() > patience:
                break
        if done < len(starts):
            yield from fast(cache, threads)(survey, starts[done:])

    return sweep


def batches(starts: Starts, size: int = BATCH) -> list[Starts]:
    """The list in pieces."""
    return [starts[at : at + size] for at in range(0, len(starts), size)]


def _together(counters: list[Callable[[Starts], Tally]], pieces: list[Starts]) -> Iterator[Tally]:
    """Each piece is counted by a counter that is free; the tallies come in the order of pieces."""
    free: SimpleQueue[Callable[[Starts], Tally]] = SimpleQueue()
    for counter in counters:
        free.put(counter)

    def count(piece: Starts) -> Tally:
        counter = free.get()
        try:
            return counter(piece)
        finally:
            free.put(counter)

    pool = ThreadPoolExecutor(len(counters))
    try:
        yield from pool.map(count, pieces)
    finally:
        pool.shutdown(cancel_futures=True)

# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""How each of many nodes, stopping alone and for good, takes services down with it: which, and at
which hour. By the plain engine or the compiled one; that changes nothing but the time it takes."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from dijkwacht.base.units import ONE, Hours
from dijkwacht.engine.load import Cache, compiled
from dijkwacht.engine.network import Network
from dijkwacht.engine.outage import outage
from dijkwacht.engine.scenario import Choice, FallbackMode
from dijkwacht.engine.sweep import BATCH, COMPILING, LOADING, batches
from dijkwacht.graph.graph import Assumed, DependencyGraph, Ints

Progress = Callable[[int, int], None]


@dataclass(frozen=True, eq=False)
class Spread:
    """One entry per pair of a node that stops and a service that is lost by it, in the order of
    cause, then service. The cause itself is left out."""

    cause: Ints  # node
    service: Ints  # node
    lost_at: Ints  # first hour below its mbco

    def __len__(self) -> int:
        """The number of pairs."""
        return len(self.cause)


@dataclass(frozen=True, eq=False)
class Spreads:
    """Who takes whom down: for sure, and possibly (the node numbers are the same)."""

    sure: Spread  # without what is only estimated
    possible: Spread  # with that, and where a minimum is not known the first shortage counts


def cautious(graph: DependencyGraph) -> DependencyGraph:
    """The same graph in which a service of which the minimum is not known is lost at the first
    shortage."""
    unknown = (graph.nodes.assumed & Assumed.MBCO) != 0
    if not unknown.any():
        return graph
    mbco = np.where(unknown, int(ONE), graph.nodes.mbco)
    return replace(graph, nodes=replace(graph.nodes, mbco=mbco))


def gross(horizon: Hours) -> Choice:
    """A total outage that lasts to the horizon, with all fallbacks off."""
    return Choice(horizon, fallbacks=FallbackMode.NONE)


def spread(
    graph: DependencyGraph,
    causes: Sequence[int],
    choice: Choice,
    cache: Cache | None = None,
    progress: Progress | None = None,
) -> Spread:
    """What every one of these nodes takes down when it alone stops as in `choice`.

    Without a cache the plain engine does it all; with one, the compiled engine takes over once
    that pays.
    """
    tell = progress or _silent
    first, _ = graph.users_of
    causes = [cause for cause in causes if first[cause] < first[cause + 1]]
    parts: list[Spread] = []
    patience = None if cache is None else LOADING if cache.warm else COMPILING
    done = _plainly(graph, causes, choice, patience, parts, tell)
    if cache is not None and done < len(causes):

        def more(further: int, _: int) -> None:
            tell(done + further, len(causes))

        parts.append(fast(graph, causes[done:], choice, cache, more))
    return _joined(parts)


def fast(
    graph: DependencyGraph,
    causes: Sequence[int],
    choice: Choice,
    cache: Cache,
    progress: Progress,
) -> Spread:
    """The same by the compiled engine, which is loaded (or compiled) first."""
    parts: list[Spread] = []
    module = compiled(cache)
    try:
        bench = module.Bench(graph, module.flatten(graph, choice.fallbacks, choice.permanent))
    except OverflowError:  # a value beyond 32 bits, which the plain engine takes
        _plainly(graph, causes, choice, None, parts, progress)
        return _joined(parts)
    done = 0
    for piece in batches([[cause] for cause in causes], BATCH):
        numbers = np.array([cause for (cause,) in piece], np.int64)
        lost, full = bench.lost([choice.of(cause) for cause in piece])
        cause, hit = numbers[lost.case], lost.lost_at >= 0
        kept = hit & (cause != lost.service)
        parts.append(Spread(cause[kept], lost.service[kept], lost.lost_at[kept]))
        if full.size:
            _plainly(graph, numbers[full].tolist(), choice, None, parts, _silent)
        done += len(piece)
        progress(done, len(causes))
    return _joined(parts)


def _plainly(
    graph: DependencyGraph,
    causes: Sequence[int],
    choice: Choice,
    seconds: float | None,
    parts: list[Spread],
    tell: Progress,
) -> int:
    """One by one for at most so many seconds; how many were done."""
    network = Network(graph, choice.fallbacks, choice.permanent)
    until = None if seconds is None else time.monotonic() + seconds
    for done, cause in enumerate(causes, 1):
        found = outage(graph, choice.of([cause]), network)
        lost = [
            (loss.node, loss.lost_at)
            for loss in found.lost
            if loss.lost_at is not None and loss.node != cause
        ]
        pairs = np.array(lost, np.int64).reshape(-1, 2)
        parts.append(Spread(np.full(len(pairs), cause, np.int64), pairs[:, 0], pairs[:, 1]))
        tell(done, len(causes))
        if until is not None and time.monotonic() > until:
            return done
    return len(causes)


def _joined(parts: Sequence[Spread]) -> Spread:
    columns = [
        np.concatenate([np.zeros(0, np.int64), *(getattr(part, name) for part in parts)])
        for name in ("cause", "service", "lost_at")
    ]
    order = np.lexsort((columns[1], columns[0]))
    cause, service, lost_at = (column[order] for column in columns)
    return Spread(cause, service, lost_at)


def _silent(done: int, of: int) -> None:
    """Progress that nobody watches."""

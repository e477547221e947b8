# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Shortest fuses: for each service the single thing that brings it down first, and when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dijkwacht.engine.answer import Graphs, answer
from dijkwacht.engine.rank import Progress
from dijkwacht.engine.scenario import Choice


@dataclass(frozen=True, slots=True)
class Fuse:
    """How soon one service can be lost by one thing that stops."""

    service: int
    cause: int | None = None  # the thing; of several at the same hour the first by id
    lost_at: int | None = None  # hour; None: nothing alone brings it down within the horizon
    sure_at: int | None = None  # the hour with that cause, without any estimated dependency
    causes: int = 0  # how many things can bring it down alone


def shortest_fuses(
    graphs: Graphs,
    things: Mapping[int, Sequence[int]],
    choice: Choice,
    progress: Progress = lambda done, of: None,
) -> list[Fuse]:
    """The shortest fuse of every service, over all `things` (what stands for it -> nodes that
    stop); the shortest first, then by number. One run of the engine for each thing."""
    networks = graphs.networks(choice)
    fuses = {node: Fuse(node) for node in graphs.every.services.tolist()}
    for done, (head, nodes) in enumerate(sorted(things.items())):
        got = answer(graphs, choice.of(nodes), networks)
        for loss in got.found.lost:
            found = Fuse(loss.node, head, loss.lost_at, got.sure_at(loss.node))
            fuses[loss.node] = _shorter(fuses[loss.node], found)
        progress(done + 1, len(things))
    return sorted(
        fuses.values(), key=lambda fuse: (fuse.lost_at is None, fuse.lost_at or 0, fuse.service)
    )


def _shorter(held: Fuse, found: Fuse) -> Fuse:
    """The fuse that is shorter, the held one at equal hours, with one cause more counted."""
    sooner = held.lost_at is None or (found.lost_at or 0) < held.lost_at
    kept = found if sooner else held
    return Fuse(kept.service, kept.cause, kept.lost_at, kept.sure_at, held.causes + 1)

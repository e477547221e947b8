# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The part of the graph around some nodes: what they need, and what needs them, a few steps far.
Works on the arrays of the graph, so the size of the register hardly matters."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import IntEnum
from typing import Final, NamedTuple

import numpy as np

from dijkwacht.graph.graph import DependencyGraph, Ints, NodeNoun
from dijkwacht.graph.order import in_rows

MOST: Final = 300  # nodes in one neighbourhood
Hides = Callable[[int], bool]


class Tie(IntEnum):
    """How one thing is tied to another; the strongest first."""

    ESSENTIAL = 0
    DEGRADING = 1
    FALLBACK = 2


class Edge(NamedTuple):
    """Somebody who needs something."""

    owner: int
    needed: int
    tie: Tie


@dataclass(frozen=True, slots=True)
class Side:
    """One direction: the nodes with their distance, the edges that were followed, and how many
    nodes were left out, apart those that the reader may not see."""

    distance: dict[int, int]
    edges: tuple[Edge, ...]
    more: int
    more_hidden: int


@dataclass(frozen=True, slots=True)
class Around:
    """What is around some nodes."""

    starts: tuple[int, ...]
    down: Side  # what they need
    up: Side  # what needs them

    def level(self, node: int) -> int:
        """How far a node is: what is needed above zero, what needs below it."""
        if node in self.starts:
            return 0
        return self.down.distance.get(node) or -self.up.distance[node]

    @property
    def nodes(self) -> list[int]:
        """All nodes, each once."""
        return sorted({*self.starts, *self.down.distance, *self.up.distance})


def around(
    graph: DependencyGraph,
    starts: Iterable[int],
    steps: int,
    hides: Hides,
    *,
    critical: bool = False,
) -> Around:
    """The neighbourhood of these nodes: at most `MOST` nodes, those that the reader may see
    first. `critical` follows essential needs alone."""
    walk = _Walk(graph, hides, critical)
    roots = tuple(sorted({int(walk.same[node]) for node in starts}))[:MOST]
    down = walk.side(roots, steps, (MOST - len(roots)) // 2, walk.below)
    room = MOST - len(roots) - len(down.distance)
    return Around(roots, down, walk.side(roots, steps, room, walk.above))


class _Walk:
    """Steps over the arrays. An inner node of a service counts as that service."""

    def __init__(self, graph: DependencyGraph, hides: Hides, critical: bool) -> None:
        self.graph, self.hides, self.critical = graph, hides, critical
        self.same, self.inner = inner_nodes(graph)

    def side(
        self, roots: tuple[int, ...], steps: int, room: int, step: Callable[[Ints], Ints]
    ) -> Side:
        """Walk in one direction until the steps or the room are used up."""
        distance: dict[int, int] = {}
        edges: dict[tuple[int, int], int] = {}
        ready, more = list(roots), [0, 0]
        for far in range(1, steps + 1):
            found = step(self._both(ready))
            near = set(roots) | set(distance)
            new = sorted(set(found[:, :2].ravel().tolist()) - near)
            kept = sorted(new, key=lambda node: (self.hides(node), node))[: room - len(distance)]
            for node in set(new) - set(kept):
                more[self.hides(node)] += 1
            distance.update(dict.fromkeys(kept, far))
            drawn = near | set(kept)
            for owner, needed, tie in found.tolist():
                if owner in drawn and needed in drawn:
                    pair = (owner, needed)
                    edges[pair] = min(tie, edges.get(pair, tie))
            ready = kept
        tied = tuple(Edge(*pair, Tie(tie)) for pair, tie in sorted(edges.items()))
        return Side(distance, tied, *more)

    def below(self, nodes: Ints) -> Ints:
        """What these nodes need: rows of owner, needed, tie."""
        return self._plain(self._needs(nodes))

    def above(self, nodes: Ints) -> Ints:
        """Who needs these nodes."""
        owners = np.unique(in_rows(nodes, *self.graph.users_of))
        rows = self._needs(owners)
        return self._plain(rows[np.isin(rows[:, 1], nodes)])

    def _both(self, nodes: Iterable[int]) -> Ints:
        """These nodes with the inner nodes of services among them."""
        inner = [self.inner[node] for node in nodes if node in self.inner]
        return np.unique(np.array([*nodes, *inner], np.int64))

    def _needs(self, owners: Ints) -> Ints:
        groups, fallbacks = self.graph.groups, self.graph.fallbacks
        own = in_rows(owners, self.graph.owned_from, np.arange(len(groups)))
        if self.critical:
            own = own[~groups.degrading[own]]
        sizes = groups.first[own + 1] - groups.first[own]
        members = np.stack(
            (
                np.repeat(groups.owner[own], sizes),
                in_rows(own, groups.first, groups.member),
                np.repeat(np.where(groups.degrading[own], Tie.DEGRADING, Tie.ESSENTIAL), sizes),
            ),
            axis=1,
        )
        if self.critical:
            return members
        sizes = fallbacks.first[own + 1] - fallbacks.first[own]
        node = in_rows(own, fallbacks.first, fallbacks.node)
        owner = np.repeat(groups.owner[own], sizes)
        over = np.stack((owner, node, np.full(node.size, Tie.FALLBACK)), axis=1)
        return np.concatenate((members, over))

    def _plain(self, rows: Ints) -> Ints:
        """The rows with services for their inner nodes, without what needs itself."""
        plain = rows.copy()
        plain[:, :2] = self.same[rows[:, :2]]
        kept: Ints = plain[plain[:, 0] != plain[:, 1]]
        return kept


def inner_nodes(graph: DependencyGraph) -> tuple[Ints, dict[int, int]]:
    """Per node the node as which it counts, and of a service with an inner node that one."""
    same = np.arange(len(graph.nodes))
    inner: dict[int, int] = {}
    for node in np.flatnonzero(graph.nodes.noun == NodeNoun.WRAPPED).tolist():
        service = graph.index[NodeNoun.SERVICE, graph.nodes.ids[node]]
        same[node], inner[service] = service, node
    return same, inner


def way(graph: DependencyGraph, start: int, end: int) -> list[int]:
    """A shortest way from a node to something it needs, by way of others; empty when it does not
    need it."""
    walk = _Walk(graph, lambda _: False, False)
    came: dict[int, int] = {start: start}
    ready = [start]
    while ready and end not in came:
        following = []
        for owner, needed, _ in walk.below(walk._both(ready)).tolist():
            if needed not in came:
                came[needed] = owner
                following.append(needed)
        ready = sorted(following)
    if end not in came or start == end:
        return []
    path = [end]
    while path[-1] != start:
        path.append(came[path[-1]])
    return path[::-1]


def resting_on(graph: DependencyGraph, *starts: int) -> set[int]:
    """The suppliers that any of these nodes needs, directly or by way of others."""
    walk = _Walk(graph, lambda _: False, False)
    seen, ready = set(starts), sorted(starts)
    while ready:
        found = set(walk.below(walk._both(ready))[:, 1].tolist()) - seen
        seen |= found
        ready = sorted(found)
    return {one for one in seen if graph.nodes.noun[one] == NodeNoun.SUPPLIER}

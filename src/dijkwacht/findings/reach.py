# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What everything rests on in its normal way, without fallbacks: of each node the things that it
needs, directly or by way of others."""

from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np

from dijkwacht.findings.classes import Flags, Ints
from dijkwacht.graph.graph import DependencyGraph
from dijkwacht.graph.order import in_rows, order

NOT_COUNTED = -1


@dataclass(frozen=True, eq=False)
class Reach:
    """The things that each node rests on, itself among them.

    Requirements that are essential or degrading count, and the suppliers with which a delivery
    stops. All alternatives count, also where one of them would be enough: cautious.
    """

    graph: DependencyGraph
    thing: Ints  # per node which thing it is: of a corporate group all entities are one
    incomplete: Flags  # per node whether something that it needs itself is not known
    component: Ints  # per node its feedback group
    first: Ints  # the things of component c are things[first[c]:first[c + 1]], ascending
    things: Ints

    def of(self, starts: Ints, owner: Ints) -> Ints:
        """The pairs (owner, thing), as owner * `size` + thing, of all that these nodes rest on;
        ascending, each once."""
        components = self.component[starts]
        sizes = self.first[components + 1] - self.first[components]
        things = in_rows(components, self.first, self.things)
        return distinct(np.repeat(owner, sizes) * self.size + things)

    @property
    def size(self) -> int:
        """How many numbers things have; the last one says that something is not known."""
        return int(self.thing.max(initial=0)) + 2

    @cached_property
    def _members(self) -> tuple[list[int], list[int], list[int]]:
        groups = self.graph.groups
        return self.graph.owned_from.tolist(), groups.first.tolist(), groups.member.tolist()

    def members(self, node: int) -> Iterable[int]:
        """What a node needs itself, in the order of its requirements."""
        owned, first, member = self._members
        return member[first[owned[node]] : first[owned[node + 1]]]

    def path(self, starts: Iterable[int], wanted: Collection[int]) -> tuple[int, ...]:
        """A shortest way from one of these nodes to a node that is one of the wanted things; empty
        when there is none."""
        came: dict[int, int | None] = dict.fromkeys(starts)
        waiting = deque(came)
        while waiting:
            node = waiting.popleft()
            if int(self.thing[node]) in wanted:
                return _back(node, came)
            for member in self.members(node):
                if member not in came:
                    came[member] = node
                    waiting.append(member)
        return ()


def reach(graph: DependencyGraph, thing: Ints, incomplete: Flags) -> Reach:
    """What everything rests on; `thing` is the number of each node's thing, NOT_COUNTED for those
    that are none."""
    owner = np.repeat(graph.groups.owner, np.diff(graph.groups.first))
    settled = order(len(graph.nodes), graph.groups.member, owner)
    unknown = int(thing.max(initial=0)) + 1
    nodes = np.arange(len(graph.nodes))
    own = np.concatenate((nodes[thing != NOT_COUNTED], nodes[incomplete]))
    named = np.concatenate(
        (thing[thing != NOT_COUNTED], np.full(np.count_nonzero(incomplete), unknown))
    )
    below, above = settled.component[graph.groups.member], settled.component[owner]
    across = below != above
    count = settled.layer.size
    pairs = distinct(above[across] * count + below[across])
    edges = np.stack((pairs // count, pairs % count), axis=1)
    first, things = _closed(settled.layer, edges, settled.component[own], named, unknown + 1)
    return Reach(graph, thing, incomplete, settled.component, first, things)


def highest(needed: Ints, owner: Ints, values: Ints) -> Ints:
    """For each node the highest value (in every row) of itself and of all that it needs."""
    size = values.shape[1]
    settled = order(size, needed, owner)
    found = np.zeros((values.shape[0], settled.layer.size), np.int64)
    for row, value in zip(found, values, strict=True):
        np.maximum.at(row, settled.component, value)
    below, above = settled.component[needed], settled.component[owner]
    across = np.flatnonzero(below != above)
    across = across[np.argsort(settled.layer[above[across]], kind="stable")]
    bounds = np.searchsorted(
        settled.layer[above[across]], np.arange(int(settled.layer.max(initial=0)) + 2)
    )
    for start, end in pairwise(bounds.tolist()):
        edges = across[start:end]
        for row in found:
            np.maximum.at(row, above[edges], row[below[edges]])
    return found[:, settled.component]


def _closed(layer: Ints, edges: Ints, holder: Ints, named: Ints, size: int) -> tuple[Ints, Ints]:
    """The things of every component, one layer after the other: its own and those of all it needs,
    as compressed rows."""
    starts, sizes = np.zeros(layer.size, np.int64), np.zeros(layer.size, np.int64)
    held, parts = np.empty(0, np.int64), [np.empty(0, np.int64)]
    owns = _by_layer(layer, holder, holder * size + named)
    for (above, below), own in zip(_by_layer(layer, edges[:, 0], edges.T), owns, strict=True):
        place = np.repeat(starts[below] - _before(sizes[below]), sizes[below])
        inherited = held[place + np.arange(place.size)]
        keys = distinct(np.concatenate((np.repeat(above, sizes[below]) * size + inherited, own)))
        owners = distinct(keys // size)
        counts = np.diff(np.append(np.searchsorted(keys, owners * size), keys.size))
        sizes[owners], starts[owners] = counts, held.size + _before(counts)
        held = np.concatenate((held, keys % size))
        parts.append(keys)
    every = np.sort(np.concatenate(parts))
    return np.searchsorted(every, np.arange(layer.size + 1) * size), every % size


def _by_layer(layer: Ints, component: Ints, values: Ints) -> Iterator[Ints]:
    """The values (in their last axis one per component named), layer by layer."""
    by_layer = np.argsort(layer[component], kind="stable")
    bounds = np.searchsorted(layer[component[by_layer]], np.arange(layer.max(initial=-1) + 2))
    for start, end in pairwise(bounds.tolist()):
        yield values[..., by_layer[start:end]]


def distinct(values: Ints) -> Ints:
    """The values once each, ascending: sorting whole numbers is much quicker than hashing them."""
    ordered = np.sort(values)
    first = np.ones(ordered.size, np.bool_)
    first[1:] = ordered[1:] != ordered[:-1]
    return ordered[first]


def _before(sizes: Ints) -> Ints:
    """Where each row begins when rows of these sizes lie one behind the other."""
    return np.cumsum(sizes) - sizes


def _back(node: int, came: Mapping[int, int | None]) -> tuple[int, ...]:
    """The way by which a node was found."""
    way: list[int] = []
    at: int | None = node
    while at is not None:
        way.append(at)
        at = came[at]
    return tuple(reversed(way))

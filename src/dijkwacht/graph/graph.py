# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The dependency graph as arrays: nodes, the requirements that tie them, and the fallbacks that
protect them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum, IntFlag
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dijkwacht.base.errors import NotInRegister
from dijkwacht.base.problem import Problem
from dijkwacht.graph.calendars import Season

Ints = NDArray[np.int64]
UNKNOWN: Final = -1


class NodeNoun(IntEnum):
    """The kinds of node. `WRAPPED` carries what a service requires when a fallback protects the
    whole service."""

    SERVICE = 0
    SYSTEM = 1
    DELIVERY = 2
    SUPPLIER = 3
    FALLBACK = 4
    WRAPPED = 5

    @property
    def word(self) -> str:
        """The noun as it is written in tables."""
        return self.name.lower()


class Assumed(IntFlag):
    """Which values of a node, requirement or fallback are policy's, because the register does not
    know them."""

    MBCO = 1
    RESTART = 2
    NEED = 4
    WEIGHT = 8
    MODE = 16
    CRITICALITY = 32
    SHARE = 64
    TOLERANCE = 128
    BUFFER = 256
    REPLACEMENT = 512
    ACTIVATION = 1024
    LEVEL = 2048
    DURATION = 4096
    ROLE = 8192


@dataclass(frozen=True, slots=True)
class Nodes:
    """One entry per node; nodes are in the order of noun, then id."""

    noun: NDArray[np.int8]
    ids: tuple[str, ...]
    names: tuple[str | None, ...]
    restart: Ints  # hours
    users: Ints  # persons, UNKNOWN where not known; 0 for what is no service
    mbco: Ints  # basis points
    organisation: tuple[str | None, ...]
    assumed: Ints  # flags of `Assumed`

    def __len__(self) -> int:
        """The number of nodes."""
        return len(self.ids)


@dataclass(frozen=True, slots=True)
class Groups:
    """One entry per requirement with an effect, in the order of its owner; members in compressed
    rows.

    The members of group g are `member[first[g]:first[g + 1]]`, each with its `weight`.
    """

    id: tuple[str, ...]  # the requirement, or the delivery whose supplier it is
    owner: Ints
    need: Ints  # basis points
    strict: NDArray[np.bool_]
    degrading: NDArray[np.bool_]
    share: Ints  # basis points
    tolerance: Ints  # basis points
    buffer: Ints  # hours
    replacement: Ints  # hours, FOREVER where never
    unknown: Ints  # weight of members that are not in the register: they never fail
    assumed: Ints  # flags of `Assumed`
    first: Ints
    member: Ints
    weight: Ints  # basis points

    def __len__(self) -> int:
        """The number of groups."""
        return len(self.id)


@dataclass(frozen=True, slots=True)
class Fallbacks:
    """One entry per fallback, in the order of the group it protects: those of group g are
    `first[g]:first[g + 1]`.

    Each value stands twice: as declared, and as proven in a test (level 0 where it was never
    proven).
    """

    first: Ints
    node: Ints
    activation: Ints  # hours
    level: Ints  # basis points
    duration: Ints  # hours
    proven_activation: Ints
    proven_level: Ints
    assumed: Ints  # flags of `Assumed`


@dataclass(frozen=True, slots=True)
class Order:
    """The order in which nodes can be settled: feedback groups (strongly connected components) in
    layers."""

    component: Ints  # per node
    layer: Ints  # per component; an edge between two components always climbs
    looped: NDArray[np.bool_]  # per component: more than one node, or a node that needs itself
    first: Ints  # the nodes of component c are nodes[first[c]:first[c + 1]]
    nodes: Ints


@dataclass(frozen=True, eq=False)
class DependencyGraph:
    """Everything the engine needs of a register at a day and revision. Never changes."""

    on: date
    revision: int
    rules: tuple[str, ...]  # the policy versions used
    nodes: Nodes
    groups: Groups
    fallbacks: Fallbacks
    order: Order
    problems: tuple[Problem, ...]
    left_out: int  # requirements not in the run, each with a problem
    unknown_members: int  # members that are not in the register: they never fail
    # when the users of a service are there, by its node
    calendars: Mapping[int, tuple[Season, ...]] = field(default_factory=dict)

    @cached_property
    def index(self) -> Mapping[tuple[NodeNoun, str], int]:
        """The number of each node by noun and id."""
        nouns = self.nodes.noun.tolist()
        return {
            (NodeNoun(noun), id): i
            for i, (noun, id) in enumerate(zip(nouns, self.nodes.ids, strict=True))
        }

    def node(self, noun: NodeNoun, id: str) -> int:
        """The number of a node; NotInRegister if it is not in the graph."""
        try:
            return self.index[noun, id]
        except KeyError:
            raise NotInRegister("no-such-node", noun=noun.word, id=id, on=self.on) from None

    def noun_of(self, node: int) -> NodeNoun:
        """The kind of a node."""
        return NodeNoun(int(self.nodes.noun[node]))

    @cached_property
    def services(self) -> Ints:
        """The nodes that are services."""
        return np.flatnonzero(self.nodes.noun == NodeNoun.SERVICE)

    @cached_property
    def organisation_numbers(self) -> Ints:
        """Per node the number of its organisation, in no order that matters; -1 where there is
        none."""
        numbers: dict[str | None, int] = {None: -1}
        names = self.nodes.organisation
        return np.array([numbers.setdefault(name, len(numbers) - 1) for name in names], np.int64)

    @cached_property
    def owned_from(self) -> Ints:
        """The groups of node v are `owned_from[v]:owned_from[v + 1]`."""
        return np.searchsorted(self.groups.owner, np.arange(len(self.nodes) + 1))

    @cached_property
    def listed(self) -> tuple[list[int], list[int]]:
        """`owned_from`, and the feedback group of each node, as Python's own lists: the plain
        engine looks into them one by one."""
        return self.owned_from.tolist(), self.order.component.tolist()

    @cached_property
    def edges(self) -> tuple[Ints, Ints]:
        """What is needed and who needs it: member to owner, and fallback to the owner it
        protects."""
        return edges(self.groups, self.fallbacks)

    def protected(self, fallback: int) -> list[int]:
        """Whose requirements a fallback protects."""
        places = np.flatnonzero(self.fallbacks.node == fallback)
        groups = np.searchsorted(self.fallbacks.first, places, side="right") - 1
        owners: list[int] = np.unique(self.groups.owner[groups]).tolist()
        return owners

    @cached_property
    def users_of(self) -> tuple[Ints, Ints]:
        """Who needs node v: `owners[first[v]:first[v + 1]]`, as (first, owners)."""
        needed, owner = self.edges
        order = np.lexsort((owner, needed))
        return np.searchsorted(needed[order], np.arange(len(self.nodes) + 1)), owner[order]


def edges(groups: Groups, fallbacks: Fallbacks) -> tuple[Ints, Ints]:
    """What is needed and who needs it, of members and of fallbacks."""
    by_member = np.repeat(groups.owner, np.diff(groups.first))
    by_fallback = np.repeat(groups.owner, np.diff(fallbacks.first))
    return np.concatenate((groups.member, fallbacks.node)), np.concatenate((by_member, by_fallback))

# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Places that several fallbacks run on: what is claimed of them at once, against what they can
carry, and who gets what when it is divided by class.

The engine never divides (`engine/claims.py`); this says what would be left of fallbacks if all who
count on the same place came at the same hour.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

import numpy as np
import polars as pl

from dijkwacht.base.units import ONE
from dijkwacht.findings.classes import Class, Classes, Ints
from dijkwacht.findings.reach import highest
from dijkwacht.graph.graph import DependencyGraph, NodeNoun
from dijkwacht.register.codes import SystemKind
from dijkwacht.register.register import Register

PLACES = (SystemKind.FACILITY, SystemKind.PLATFORM)


@dataclass(frozen=True, slots=True)
class Share:
    """What one fallback asks of a place, and what it gets; None is unknown."""

    fallback: int  # node
    protects: int  # node: whose requirement, or which service
    level: Class  # the highest of the services that count on it
    claim: int | None
    gets: int | None


@dataclass(frozen=True, slots=True)
class Place:
    """A system that fallbacks run on, in the unit of its capacity; None is unknown."""

    system: int  # node
    capacity: int | None
    shares: tuple[Share, ...]  # the highest class first, then by fallback

    @property
    def claims(self) -> int:
        """All claims that are known, together."""
        return sum(share.claim or 0 for share in self.shares)

    @property
    def unknown_claims(self) -> int:
        """How many fallbacks run on it of which nobody knows how much they ask."""
        return sum(share.claim is None for share in self.shares)

    @property
    def ratio(self) -> int | None:
        """Known claims over capacity in basis points, rounded up: above 10,000 it is
        over-subscribed. At least this, when claims are unknown; None without a capacity, or of
        one of 0."""
        return -(-self.claims * ONE // self.capacity) if self.capacity else None

    @property
    def over(self) -> bool | None:
        """Whether more is claimed than it can carry; None when that is not known."""
        if self.capacity is None:
            return None
        if self.claims > self.capacity:
            return True
        return None if self.unknown_claims else False

    @property
    def empty_handed(self) -> tuple[Share, ...]:
        """Who asks for something and gets nothing."""
        return tuple(share for share in self.shares if share.claim and share.gets == 0)


def places(
    register: Register,
    graph: DependencyGraph,
    classes: Classes,
    services: Collection[str] | None = None,
) -> tuple[Place, ...]:
    """Every place on which more than one fallback runs, or whose capacity is recorded and claimed;
    the most over-subscribed first (claims on a capacity of 0 before all), last those of which it is
    not known.

    With `services` only the fallbacks that those (ids) count on claim anything, as when a scenario
    takes only those down.
    """
    wanted = np.array([services is None or id in services for id in classes.ids], np.bool_)
    level = _level(graph, classes, np.where(wanted, classes.level + 1, 0))
    claims, kinds, capacity = _recorded(register)
    ids = graph.nodes.ids
    protects = {node: owner for node, owner in _protected(graph) if level[owner]}
    held: dict[int, list[Share]] = defaultdict(list)
    for fallback, owner in protects.items():
        for system in _stands_on(graph, fallback):
            kind = Class(int(level[owner]) - 1)
            held[system].append(Share(fallback, owner, kind, claims.get(ids[fallback]), None))
    found = [
        Place(system, capacity.get(ids[system]), divided(capacity.get(ids[system]), shares))
        for system, shares in held.items()
        if ids[system] in capacity or (len(shares) > 1 and kinds.get(ids[system]) in PLACES)
    ]
    return tuple(sorted(found, key=_urgency))


def divided(capacity: int | None, shares: Iterable[Share]) -> tuple[Share, ...]:
    """The shares with what each gets: class after class, within one class in proportion to the
    claims, in whole units; what is left over goes to the largest remainders, of equals to the
    first. Where a claim is unknown, what others of its class and of lower ones get is unknown too,
    unless nothing is left for sure. Nobody gets a part of an unknown capacity."""
    ordered = sorted(shares, key=lambda share: (-share.level, share.fallback))
    if capacity is None:
        return tuple(ordered)
    left, sure, found = capacity, True, list[Share]()
    for _, of_class in groupby(ordered, key=lambda share: share.level):
        alike = list(of_class)
        sure &= all(share.claim is not None for share in alike)
        parts = proportional(left, [share.claim or 0 for share in alike])
        found += [
            replace(share, gets=part if _settled(share, sure or not left) else None)
            for share, part in zip(alike, parts, strict=True)
        ]
        left -= sum(parts)
    return tuple(found)


def _settled(share: Share, sure: bool) -> bool:
    """Whether what it gets is known; who asks for nothing gets nothing."""
    return share.claim == 0 or (share.claim is not None and sure)


def proportional(of: int, claims: Sequence[int]) -> list[int]:
    """Whole parts of `of` in proportion to the claims, none above its claim (largest remainder)."""
    total = sum(claims)
    if total <= of:
        return list(claims)
    parts = [of * claim // total for claim in claims]
    rest = sorted(range(len(claims)), key=lambda at: (-(of * claims[at] % total), at))
    for at in rest[: of - sum(parts)]:
        parts[at] += 1
    return parts


def _urgency(place: Place) -> tuple[bool, bool, int, int]:
    """What can carry nothing of what is asked first, then the most claimed; those without a known
    ratio last."""
    nothing = place.ratio is None and place.over is True
    unknown = place.ratio is None and not nothing
    return unknown, not nothing, -(place.ratio or 0), place.system


def _level(graph: DependencyGraph, classes: Classes, own: Ints) -> Ints:
    """Per node the highest of these values of the services that rest on it essentially."""
    values = np.zeros(len(graph.nodes), np.int64)
    values[[graph.index[NodeNoun.SERVICE, id] for id in classes.ids]] = own
    kept = np.repeat(~graph.groups.degrading, np.diff(graph.groups.first))
    owner = np.repeat(graph.groups.owner, np.diff(graph.groups.first))[kept]
    found: Ints = highest(owner, graph.groups.member[kept], values[None])[0]
    return found


def _protected(graph: DependencyGraph) -> list[tuple[int, int]]:
    """Each fallback in the graph with whose requirement it protects, by fallback."""
    fallbacks, groups = graph.fallbacks, graph.groups
    owners = np.repeat(groups.owner, np.diff(fallbacks.first))
    return sorted(zip(fallbacks.node.tolist(), owners.tolist(), strict=True))


def _stands_on(graph: DependencyGraph, fallback: int) -> list[int]:
    """The systems that a fallback itself requires, or the deliveries that it requires."""
    found, waiting = set[int](), [fallback]
    for node in waiting:
        for group in range(*graph.owned_from[node : node + 2].tolist()):
            members = graph.groups.member[slice(*graph.groups.first[group : group + 2])].tolist()
            found |= {of for of in members if graph.noun_of(of) is NodeNoun.SYSTEM}
            waiting += [
                of for of in members if graph.noun_of(of) is NodeNoun.DELIVERY and of not in waiting
            ]
    return sorted(found)


def _recorded(
    register: Register,
) -> tuple[Mapping[str, int | None], Mapping[str, str | None], Mapping[str, int]]:
    """The claims of fallbacks, the kinds of systems, and the capacities that are known; what does
    not apply is a claim of nothing."""
    fallbacks = register.once("fallbacks")
    systems = register.once("systems")
    held = systems.filter(pl.col("fallback_capacity") >= 0)
    return (
        dict(fallbacks.select("id", pl.col("claim").clip(0)).iter_rows()),
        dict(systems.select("id", "kind").iter_rows()),
        dict(held.select("id", "fallback_capacity").iter_rows()),
    )

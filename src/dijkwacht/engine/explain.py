# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why a node falls: the binding path from the cause to it, found after the run by walking back."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from dijkwacht.base.units import ONE
from dijkwacht.engine.network import Group
from dijkwacht.engine.outage import Outage
from dijkwacht.engine.steps import FULL, level_at
from dijkwacht.graph.graph import NodeNoun


class Help(StrEnum):
    """What the fallbacks of a requirement do at the moment its owner falls."""

    NONE = "none"  # there is no fallback that counts
    LATER = "later"  # one starts later
    WEAK = "weak"  # one runs, but gives no more than this
    SPENT = "spent"  # one has run out


@dataclass(frozen=True, slots=True)
class Link:
    """One node of a binding path: it falls at `hour` to `level`.

    The first link fails by itself (`group` is None); each other one because of the link before it.
    """

    node: int
    hour: int
    level: int  # basis points
    group: Group | None = None
    help: Help = Help.NONE


def explain(outage: Outage, node: int) -> tuple[Link, ...]:
    """The binding path to a node at its first fall (a service: below its mbco), the cause first; ()
    if it holds.

    It goes through the requirement that set the level and that requirement's worst member; ties by
    smallest id.
    """
    spans = outage.lost_spans(node)
    if spans:
        return _Walk(outage).path(node, spans[0][0])
    steps = outage.steps(node)
    return _Walk(outage).path(node, steps[0][0]) if steps else ()


class _Walk:
    """A search backwards, deepest first, that never visits a fall twice (feedback groups would run
    in circles)."""

    def __init__(self, outage: Outage) -> None:
        self.outage = outage
        self.run = outage.simulation
        self.seen: set[tuple[int, int]] = set()

    def path(self, node: int, hour: int) -> tuple[Link, ...]:
        """The path to the fall of `node` that is in force at `hour`."""
        trail: list[Link] = []
        searches: list[Iterator[tuple[Link, int, int]]] = []
        found = self._enter(node, hour, trail, searches)
        while searches and not found:
            step = next(searches[-1], None)
            if step is None and self._own(trail[-1].node, trail[-1].hour) < ONE:
                # inside a circle a part of a level can cost all of it: then that part is the cause
                trail[-1] = replace(trail[-1], group=None, help=Help.NONE)
                break
            if step is None:
                searches.pop()
                trail.pop()
                continue
            trail[-1], member, at = step
            found = self._enter(member, at, trail, searches)
        return tuple(reversed(trail))

    def _enter(
        self,
        node: int,
        hour: int,
        trail: list[Link],
        searches: list[Iterator[tuple[Link, int, int]]],
    ) -> bool:
        """Add the fall of a node to the trail, unless it was seen; True when it failed by
        itself."""
        start = self._start(node, hour)
        if (node, start) in self.seen:
            return False
        self.seen.add((node, start))
        level = self.outage.level(node, start)
        trail.append(Link(node, start, level))
        searches.append(self._because(node, start, level))
        return self._own(node, start) <= level < ONE

    def _own(self, node: int, hour: int) -> int:
        """The own level of a node."""
        return level_at(self.run.own.get(node, FULL), hour)

    def _start(self, node: int, hour: int) -> int:
        """The hour at which the node came to the level it has at `hour`, or below it."""
        level = self.outage.level(node, hour)
        start = hour
        for begins, at in reversed([step for step in self.outage.steps(node) if step[0] <= hour]):
            if at > level:
                break
            start = begins
        return start

    def _because(self, node: int, hour: int, level: int) -> Iterator[tuple[Link, int, int]]:
        """The link completed, with each member that may be to blame and the hour at which to look
        at it."""
        for group in self._binding(node, hour, level):
            then = hour - group.buffer
            short = [
                (-weight * (ONE - self.outage.level(member, then)), member)
                for member, weight in zip(group.members, group.weights, strict=True)
            ]
            for blame, member in sorted(short):
                if blame < 0:
                    yield Link(node, hour, level, group, self._help(group, hour)), member, then

    def _binding(self, node: int, hour: int, level: int) -> list[Group]:
        """The requirements that can have set the level, those most to blame first."""
        blamed: list[tuple[int, int, int]] = []
        for group in self.outage.network.groups_of(node):
            through = level_at(self.run.effective(group, self.run.shortages_now), hour)
            if group.loss(through) if group.degrading else through < ONE:
                blamed.append((*_blame(group, through, level), group.number))
        return [self.outage.network.group(number) for *_, number in sorted(blamed)]

    def _help(self, group: Group, hour: int) -> Help:
        spans = self.run.shortages_now(group)
        began = next((start for start, end in spans if start <= hour < end), hour)
        ages = [(hour - began, window) for window in group.windows]
        if not ages:
            return Help.NONE
        if any(
            window.activation <= age < window.activation + window.duration for age, window in ages
        ):
            return Help.WEAK
        return Help.SPENT if any(age >= window.activation for age, window in ages) else Help.LATER


def _blame(group: Group, through: int, level: int) -> tuple[int, int]:
    """How much a requirement is to blame for this level, the most first: an essential one that is
    as low, then the degrading by their loss, then what starts a circle that falls deeper."""
    if group.degrading:
        return (1, -group.loss(through))
    return (0, 0) if through <= level else (2, through)


def is_supplier_link(outage: Outage, link: Link) -> bool:
    """Whether a delivery falls with its supplier, and not by a requirement of its own."""
    members = () if link.group is None else link.group.members
    return any(outage.graph.noun_of(node) is NodeNoun.SUPPLIER for node in members)


def shown(outage: Outage, path: tuple[Link, ...]) -> list[Link]:
    """The path without the inner nodes of wrapped services, which exist for the engine only.

    The service takes over what its inner node requires, and keeps what its fallback does.
    """
    kept: list[Link] = []
    inner: Link | None = None
    for link in path:
        if outage.graph.noun_of(link.node) is NodeNoun.WRAPPED:
            inner = link
            continue
        kept.append(link if inner is None else replace(link, group=inner.group))
        inner = None
    return kept

# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The smallest sets of things that, stopping together, bring one service below its minimum.

Every set is confirmed by the engine itself. Which pairs need not be tried follows from two facts,
neither of which asks for monotone levels:

*Those that never meet.* Let T_a be the nodes that the failure of a touches. Things a and b *meet*
when a node is in both T_a and T_b, or when some requirement has a member, or a fallback that
counts, in each of them. If they do not meet, every node does in the failure of both what it does in
the failure of the one that touches it. For take the hours in order, and lower the levels of an hour
from the top as in equation 8, three times side by side: for a, for b and for both. Each requirement
sees touched nodes of one of the two only, now and in the past, and a node outside T_b loses nothing
by the requirements that b touches. So at each step the levels for both are those for a on T_a,
those for b on T_b, and 10,000 elsewhere. Neither alone brings the service down; so both do not.

*Those that cannot suffice.* The service cannot fall below its bound (`bounds.py`).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from dijkwacht.base.errors import WrongQuestion
from dijkwacht.engine.answer import Graphs
from dijkwacht.engine.bounds import lowest_levels
from dijkwacht.engine.explain import explain, shown
from dijkwacht.engine.network import Network
from dijkwacht.engine.outage import Outage, outage
from dijkwacht.engine.rank import Progress
from dijkwacht.engine.scenario import Choice
from dijkwacht.graph.cone import Cone, cone
from dijkwacht.graph.graph import DependencyGraph

ORDERS = (1, 2)


@dataclass(frozen=True, slots=True)
class FailingSet:
    """Things that stop together and bring the service down; no smaller part of the set does."""

    things: tuple[int, ...]
    lost_at: int  # the first hour below its minimum
    lost_hours: int  # hours below it
    path: tuple[int, ...]  # the binding path: nodes from the cause to the service
    sure_at: int | None = None  # the hour without any estimated dependency; None when it holds


def failing_sets(
    graphs: Graphs,
    service: int,
    things: Mapping[int, Sequence[int]],
    choice: Choice,
    order: int = 2,
    progress: Progress = lambda done, of: None,
) -> list[FailingSet]:
    """The minimal sets of one, or one and two, of `things` (what stands for it -> nodes that stop)
    that bring the service below its minimum; smaller sets first, then the shortest fuse, then by
    number.

    Exact: what trying every set with the engine gives. WrongQuestion for another order.
    """
    if order not in ORDERS:
        raise WrongQuestion("order-out-of-range", order=order)
    search = _Search(graphs.every, service, things, choice)
    found = list(search.single(progress))
    if order == max(ORDERS):
        found += search.pairs(progress)
    found.sort(key=lambda held: (len(held.things), held.lost_at, held.things))
    return _sure(found, graphs, service, things, choice)


def _sure(
    found: list[FailingSet],
    graphs: Graphs,
    service: int,
    things: Mapping[int, Sequence[int]],
    choice: Choice,
) -> list[FailingSet]:
    """The same sets, with when each brings the service down without any estimate."""
    if not graphs.estimates:
        return [replace(held, sure_at=held.lost_at) for held in found]
    search = _Search(graphs.sure, service, things, choice)
    again = (search.run(held.things).lost_spans(search.service) for held in found)
    return [
        replace(held, sure_at=spans[0][0] if spans else None)
        for held, spans in zip(found, again, strict=True)
    ]


class _Search:
    """One service and what it rests on; runs see nothing else."""

    def __init__(
        self,
        graph: DependencyGraph,
        service: int,
        things: Mapping[int, Sequence[int]],
        choice: Choice,
    ) -> None:
        self.cone: Cone = cone(graph, service)
        self.service = int(self.cone.nodes.searchsorted(service))
        self.choice = choice
        self.network = Network(self.cone.graph, choice.fallbacks, choice.permanent)
        inside = {head: self._inside(nodes) for head, nodes in sorted(things.items())}
        self.things = {head: nodes for head, nodes in inside.items() if nodes}
        self.harmless: dict[int, int] = {}  # the footprint of what alone does not bring it down

    def _inside(self, nodes: Sequence[int]) -> list[int]:
        numbers = (self.cone.number(node) for node in nodes)
        return [number for number in numbers if number is not None]

    def run(self, heads: Sequence[int]) -> Outage:
        """These things stop together."""
        nodes = [node for head in heads for node in self.things.get(head, ())]
        return outage(self.cone.graph, self.choice.of(nodes), self.network)

    def single(self, progress: Progress) -> Iterator[FailingSet]:
        """The things that bring the service down alone."""
        seen = self._seen()
        for done, head in enumerate(self.things):
            got = self.run((head,))
            if got.lost_spans(self.service):
                yield self._set((head,), got)
            else:
                self.harmless[head] = _union(seen[node] for node in got.touched)
            progress(done + 1, len(self.things))

    def pairs(self, progress: Progress) -> Iterator[FailingSet]:
        """The pairs that do, of things that do not alone."""
        mbco = int(self.cone.graph.nodes.mbco[self.service])
        meeting = [(a, b) for (a, at), (b, bt) in combinations(self.harmless.items(), 2) if at & bt]
        failing = [[*self.things[a], *self.things[b]] for a, b in meeting]
        bounds = lowest_levels(self.cone.graph, self.service, failing).tolist()
        tried = [pair for pair, bound in zip(meeting, bounds, strict=True) if bound < mbco]
        for done, pair in enumerate(tried):
            got = self.run(pair)
            if got.lost_spans(self.service):
                yield self._set(pair, got)
            progress(done + 1, len(tried))

    def _set(self, heads: tuple[int, ...], got: Outage) -> FailingSet:
        spans = got.lost_spans(self.service)
        path = shown(got, explain(got, self.service))
        return FailingSet(
            heads,
            spans[0][0],
            sum(end - start for start, end in spans),
            tuple(self.cone.whole(link.node) for link in path),
        )

    def _seen(self) -> list[int]:
        """For each node, as bits: itself, and the requirements that have it as member or
        fallback."""
        size = len(self.cone.graph.nodes)
        seen = [1 << node for node in range(size)]
        for number in range(len(self.cone.graph.groups)):
            group = self.network.group(number)
            for node in {*group.members, *(window.node for window in group.windows)}:
                seen[node] |= 1 << (size + number)
        return seen


def _union(masks: Iterator[int]) -> int:
    union = 0
    for mask in masks:
        union |= mask
    return union

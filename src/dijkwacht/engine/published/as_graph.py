# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Published models as dependency graphs of ours: the special cases in which the engine must give
their answer (docs/explanation/published-models.md).

None of the models has fallbacks or restart times, and only Knuth's has buffers: elsewhere a level
that moves does so at hour 0 and stays. Levels are whole hundredths of a per cent: each requirement
may round down by one of them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from dijkwacht.base.units import FOREVER, ONE, Hours
from dijkwacht.engine.network import Network
from dijkwacht.engine.published.esri import ESSENTIAL, LINEAR, SupplyNetwork
from dijkwacht.engine.published.fault_tree import FaultTree
from dijkwacht.engine.published.fdna import FULL, Dependency
from dijkwacht.engine.published.inputs import Floats, Ints, numbers, square
from dijkwacht.engine.scenario import Failure, FallbackMode, Scenario
from dijkwacht.engine.simulate import simulate
from dijkwacht.graph.graph import DependencyGraph, Fallbacks, Groups, NodeNoun, Nodes, edges
from dijkwacht.graph.order import order

WHOLE: Final = 10**8  # what the weights of a requirement add up to: fine enough not to be seen


@dataclass(frozen=True, slots=True)
class Need:
    """One requirement. Without `least` it needs the parts of its members all together; with it, so
    many of its members, strictly."""

    owner: int
    members: tuple[int, ...]
    parts: tuple[float, ...]
    share: int | None = None  # basis points that a degrading one costs; None: it is essential
    tolerance: int = 0  # basis points
    least: int | None = None  # of members with equal parts
    buffer: int = 0  # hours

    @property
    def strict(self) -> bool:
        """Whether less than it needs is nothing."""
        return self.least is not None

    @property
    def degrading(self) -> bool:
        """Whether its owner can do without."""
        return self.share is not None

    @property
    def cost(self) -> int:
        """What its owner loses at most, in basis points."""
        return ONE if self.share is None else self.share

    @property
    def weights(self) -> Ints:
        """The parts as whole numbers."""
        if self.least is not None:
            return np.full(len(self.members), int(ONE))
        return np.rint(np.array(self.parts) / sum(self.parts) * WHOLE).astype(np.int64)

    @property
    def needed(self) -> int:
        """How much must be delivered, in the same numbers."""
        return int(self.weights.sum()) if self.least is None else self.least * ONE


def dependency_graph(names: Sequence[str], needs: Iterable[Need]) -> DependencyGraph:
    """The graph of these things, numbered as they are named, with what each needs."""
    size, known = len(names), sorted(needs, key=lambda need: need.owner)
    nothing = np.zeros(size, np.int64)
    nodes = Nodes(
        noun=np.full(size, NodeNoun.SYSTEM, np.int8),
        ids=tuple(names),
        names=tuple(names),
        restart=nothing,
        users=nothing,
        mbco=nothing,
        organisation=(None,) * size,
        assumed=nothing,
    )
    groups, fallbacks = _groups(known), _no_fallbacks(len(known))
    return DependencyGraph(
        on=date.min,
        revision=0,
        rules=(),
        nodes=nodes,
        groups=groups,
        fallbacks=fallbacks,
        order=order(size, *edges(groups, fallbacks)),
        problems=(),
        left_out=0,
        unknown_members=0,
    )


def esri_graph(network: SupplyNetwork) -> DependencyGraph:
    """A supply network, downstream, without replacement: of each essential industry a firm needs
    all, and its linear inputs together cost it the share they have of all its inputs."""
    needs = []
    essential, linear = network.kind == ESSENTIAL, network.kind == LINEAR
    for owner, links in _by(network.group, essential, len(network.owner)):
        needs.append(_need(network, int(network.owner[owner]), links, None))
    for owner, links in _by(network.buyer, linear, len(network)):
        share = round(float(network.share[links].sum()) * ONE)
        needs.append(_need(network, owner, links, share))
    return dependency_graph([f"firm {number}" for number in range(len(network))], needs)


def fdna_graph(dependencies: Iterable[Dependency]) -> DependencyGraph:
    """Dependencies by strength and criticality: each feeder costs its strength by the number of
    feeders, and its shortage beyond the criticality is felt in full."""
    known = list(dependencies)
    names = sorted({name for one in known for name in (one.feeder, one.receiver)})
    number = {name: place for place, name in enumerate(names)}
    feeders = {name: sum(one.receiver == name for one in known) for name in names}
    needs = []
    for one in known:
        owner, members = number[one.receiver], (number[one.feeder],)
        share = round(one.strength / feeders[one.receiver] * ONE)
        tolerance = round(one.criticality / FULL * ONE)
        needs += [Need(owner, members, (1.0,), share)]
        needs += [Need(owner, members, (1.0,), None, tolerance)]
    return dependency_graph(names, needs)


def inoperability_graph(interdependency: ArrayLike, perturbation: ArrayLike) -> DependencyGraph:
    """Sectors that lose by each other, and a last node by whose failure each loses its
    perturbation. Also linear DebtRank, with leverage and shock: what is lost is capped at 1."""
    matrix = square("interdependency", interdependency)
    shock = numbers("perturbation", perturbation, (len(matrix),), most=1)
    both = np.column_stack((numbers("interdependency", matrix, matrix.shape, most=1), shock))
    needs = [
        Need(int(owner), (int(of),), (1.0,), round(float(both[owner, of]) * ONE))
        for owner, of in np.argwhere(both > 0)
    ]
    names = [*(f"sector {number}" for number in range(len(matrix))), "cause"]
    return dependency_graph(names, needs)


def fault_tree_graph(tree: FaultTree) -> DependencyGraph:
    """A fault tree turned round: a gate of k out of n fails when k of its parts have, so it needs
    n - k + 1 of them, strictly. Basic events and house events are nodes that may fail."""
    names = (*tree.events, *tree.houses, *tree.order)
    number = {name: place for place, name in enumerate(names)}
    needs = []
    for name in tree.order:
        gate = tree.gates[name]
        members = tuple(number[part] for part in gate.parts)
        least = len(members) - gate.least + 1
        needs.append(Need(number[name], members, (1.0,) * len(members), least=least))
    return dependency_graph(names, needs)


def settled(graph: DependencyGraph, own: Mapping[int, float]) -> Floats:
    """The level of every node, 0 to 1, when these are at `own` by themselves."""
    failures = [Failure(node, ((0, round(level * ONE)),)) for node, level in sorted(own.items())]
    scenario = Scenario(tuple(failures), Hours(1), fallbacks=FallbackMode.NONE)
    found = simulate(Network(graph, FallbackMode.NONE, False), scenario)
    levels = np.ones(len(graph.nodes))
    for node, steps in found.items():
        levels[node] = steps[-1][1] / ONE if steps else 1
    return levels


def _by(key: np.ndarray, chosen: np.ndarray, size: int) -> Iterable[tuple[int, np.ndarray]]:
    """The chosen links of each key that has any."""
    links = np.flatnonzero(chosen)
    links = links[np.argsort(key[links], kind="stable")]
    first = np.searchsorted(key[links], np.arange(size + 1))
    for number in np.flatnonzero(np.diff(first)).tolist():
        yield number, links[first[number] : first[number + 1]]


def _need(network: SupplyNetwork, owner: int, links: np.ndarray, share: int | None) -> Need:
    members, weights = network.supplier[links].tolist(), network.weight[links].tolist()
    return Need(owner, tuple(members), tuple(weights), share)


def _groups(needs: Sequence[Need]) -> Groups:
    nothing = np.zeros(len(needs), np.int64)
    sizes = [len(need.members) for need in needs]
    none = np.empty(0, np.int64)
    return Groups(
        id=tuple(f"need {number}" for number in range(len(needs))),
        owner=_column(needs, "owner"),
        need=_column(needs, "needed"),
        strict=_column(needs, "strict").astype(np.bool_),
        degrading=_column(needs, "degrading").astype(np.bool_),
        share=_column(needs, "cost"),
        tolerance=_column(needs, "tolerance"),
        buffer=_column(needs, "buffer"),
        replacement=nothing + FOREVER,
        unknown=nothing,
        assumed=nothing,
        first=np.cumsum([0, *sizes], dtype=np.int64),
        member=np.concatenate([none, *(np.array(need.members, np.int64) for need in needs)]),
        weight=np.concatenate([none, *(need.weights for need in needs)]),
    )


def _column(needs: Sequence[Need], name: str) -> Ints:
    """One property of every requirement."""
    return np.array(list(map(attrgetter(name), needs)), np.int64)


def _no_fallbacks(groups: int) -> Fallbacks:
    nothing = np.empty(0, np.int64)
    first = np.zeros(groups + 1, np.int64)
    return Fallbacks(first, nothing, nothing, nothing, nothing, nothing, nothing, nothing)

# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""A dense fictional state for measuring the engine: facilities, sub-contractors, suppliers,
applications and services, each needing some of the layer below; one in a hundred needs between
applications is mutual. Some suppliers stand under almost everything (Zipf, exponent 0.9).

It is drawn in the same order as in the study in which the model was chosen, so that its figures can
be repeated: `python benchmarks/dense_state.py` prints the sizes.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from dijkwacht.base.units import FOREVER, ONE
from dijkwacht.graph.graph import (
    UNKNOWN,
    DependencyGraph,
    Fallbacks,
    Groups,
    NodeNoun,
    Nodes,
    edges,
)
from dijkwacht.graph.order import order

Ints = NDArray[np.int64]
LAYERS = 500, 9_500, 20_000, 50_000, 20_000
POPULARITY, MUTUAL = 0.9, 100


@dataclass
class Needs:
    """Requirements as they are drawn: who needs, and who can meet it."""

    rng: np.random.Generator
    owners: list[Ints]
    groups: list[Ints]
    members: list[Ints]
    count: int = 0

    def draw(self, owner: Ints, first: int, pool: int) -> None:
        """Each owner needs one thing of a layer: 85 % one supplier, 10 % one of two, 5 % three."""
        chance = self.rng.random(owner.size)
        size = np.where(chance < 0.85, 1, np.where(chance < 0.95, 2, 3))
        group = np.repeat(np.arange(self.count, self.count + owner.size), size)
        self.add(owner, group, first + self._popular(group.size, pool))

    def add(self, owner: Ints, group: Ints, member: Ints) -> None:
        """Requirements with the members of each."""
        self.owners.append(owner)
        self.groups.append(group)
        self.members.append(member)
        self.count += owner.size

    def single(self, owner: Ints, member: Ints) -> None:
        """Requirements of one member each."""
        self.add(owner, np.arange(self.count, self.count + owner.size), member)

    def _popular(self, size: int, pool: int) -> Ints:
        weight = np.arange(1, pool + 1) ** -POPULARITY
        sums = np.cumsum(weight) / weight.sum()
        shuffled = self.rng.permutation(pool)
        place = np.minimum(np.searchsorted(sums, self.rng.random(size)), pool - 1)
        return np.asarray(shuffled[place], np.int64)


def dense_state(scale: float = 1.0, seed: int = 1) -> tuple[DependencyGraph, int]:
    """The graph, and how many of its nodes can fail by themselves: the first ones."""
    rng = np.random.default_rng(seed)
    sizes = [max(2, int(size * scale)) for size in LAYERS]
    base = [int(start) for start in np.cumsum([0, *sizes])]
    needs = Needs(rng, [], [], [])
    _draw(needs, sizes, base)
    owner, group, member = _sorted(needs)
    return _graph(rng, owner, group, member, base), base[3]


def _draw(needs: Needs, sizes: list[int], base: list[int]) -> None:
    rng = needs.rng
    facilities, contractors, suppliers, applications, services = sizes

    def each(layer: int, how_many: Ints) -> Ints:
        return np.repeat(np.arange(base[layer], base[layer + 1]), how_many)

    needs.draw(each(1, rng.integers(1, 4, contractors)), base[0], facilities)
    needs.draw(each(2, rng.poisson(3.0, suppliers)), base[1], contractors)
    needs.draw(each(2, rng.integers(0, 3, suppliers)), base[0], facilities)
    needs.draw(each(3, 1 + rng.poisson(1.6, applications)), base[2], suppliers)
    later = np.repeat(np.arange(base[3] + 1, base[4]), rng.poisson(1.0, applications - 1))
    earlier = base[3] + (rng.random(later.size) ** 2 * (later - base[3])).astype(np.int64)
    needs.single(later, earlier)
    mutual = rng.choice(later.size, max(1, later.size // MUTUAL), replace=False)
    needs.single(earlier[mutual], later[mutual])
    needs.draw(each(4, 1 + rng.poisson(6.0, services)), base[3], applications)


def _sorted(needs: Needs) -> tuple[Ints, Ints, Ints]:
    """Owners of the groups in order, and (group, member) in order, without members twice or an
    owner that needs itself."""
    owner = np.concatenate(needs.owners)
    group, member = np.concatenate(needs.groups), np.concatenate(needs.members)
    by_owner = np.argsort(owner, kind="stable")
    place = np.empty_like(by_owner)
    place[by_owner] = np.arange(by_owner.size)
    owner, group = owner[by_owner], place[group]
    rows = np.lexsort((member, group))
    group, member = group[rows], member[rows]
    other = (group[1:] != group[:-1]) | (member[1:] != member[:-1])
    kept = np.concatenate(([True], other)) & (member != owner[group])
    return owner, group[kept], member[kept]


def _graph(
    rng: np.random.Generator, owner: Ints, group: Ints, member: Ints, base: list[int]
) -> DependencyGraph:
    """Draw the values, leave out what has no effect, and make a node of each fallback."""
    size, count = base[5], owner.size
    members = np.bincount(group, minlength=count)
    need = np.where((members == 3) & (rng.random(count) < 0.5), 2, 1)
    chance = rng.random(count)
    degrading, counts = (chance >= 0.5) & (chance < 0.85), chance < 0.85
    share = np.where(degrading, rng.choice([1000, 2000, 3000, 5000], count), 0)
    buffer = rng.choice([0, 0, 1, 4, 8, 24, 72, 168], count)
    has = rng.random(count) < 0.2
    activation = rng.choice([1, 4, 24, 72], count)
    level = np.where(has, rng.choice([3000, 5000, 8000, ONE], count), 0)
    duration = rng.choice([24, 72, 336, FOREVER], count)
    replaced = rng.random(count) < 0.7
    replacement = np.where(replaced, rng.choice([720, 2160, 4320], count), FOREVER)
    restart = rng.choice([0, 0, 1, 4, 24], size)
    users = np.maximum(1, (rng.pareto(1.1, base[5] - base[4]) * 2000).astype(np.int64))
    live = np.flatnonzero(counts & (members > 0))
    columns = {"owner": owner, "share": share, "buffer": buffer, "replacement": replacement}
    kept = {name: column[live].astype(np.int64) for name, column in columns.items()}
    at = np.isin(group, live)
    helped = np.flatnonzero(has[live])
    groups = _groups(kept, need[live] * ONE, degrading[live], members[live], member[at])
    fallbacks = Fallbacks(
        first=np.concatenate(([0], np.cumsum(has[live]))).astype(np.int64),
        node=size + np.arange(helped.size),
        activation=activation[live][helped],
        level=level[live][helped],
        duration=duration[live][helped],
        proven_activation=np.zeros(helped.size, np.int64),
        proven_level=np.zeros(helped.size, np.int64),
        assumed=np.zeros(helped.size, np.int64),
    )
    nodes = _nodes(restart, users.clip(max=17_000_000), base, helped.size)
    made = order(len(nodes), *edges(groups, fallbacks))
    return DependencyGraph(date(2026, 1, 1), 0, (), nodes, groups, fallbacks, made, (), 0, 0)


def _groups(
    columns: dict[str, Ints], need: Ints, degrading: NDArray[np.bool_], members: Ints, member: Ints
) -> Groups:
    nothing = np.zeros(need.size, np.int64)
    return Groups(
        id=tuple(f"req-{number:06}" for number in range(need.size)),
        need=need,
        strict=np.zeros(need.size, np.bool_),
        degrading=degrading,
        tolerance=nothing,
        unknown=nothing,
        assumed=nothing,
        first=np.concatenate(([0], np.cumsum(members))).astype(np.int64),
        member=member,
        weight=np.full(member.size, ONE, np.int64),
        **columns,
    )


def _nodes(restart: Ints, users: Ints, base: list[int], fallbacks: int) -> Nodes:
    size = base[5] + fallbacks
    noun = np.full(size, NodeNoun.SYSTEM, np.int8)
    noun[: base[3]] = NodeNoun.SUPPLIER
    noun[base[4] : base[5]] = NodeNoun.SERVICE
    noun[base[5] :] = NodeNoun.FALLBACK
    people = np.zeros(size, np.int64)
    people[base[4] : base[5]] = users
    organisations = tuple(f"org-{number % 1_700:04}" for number in range(base[4], base[5]))
    return Nodes(
        noun=noun,
        ids=tuple(f"n-{number:06}" for number in range(size)),
        names=(None,) * size,
        restart=np.concatenate((restart, np.zeros(fallbacks, np.int64))),
        users=people,
        mbco=np.full(size, ONE // 2, np.int64),
        organisation=(None,) * base[4] + organisations + (None,) * fallbacks,
        assumed=np.zeros(size, np.int64),
    )


def main() -> None:
    """Print the sizes of the state of scale 1."""
    graph, failing = dense_state()
    looped = int(graph.order.looped[graph.order.component].sum())
    print(f"{len(graph.nodes):,} nodes with {len(graph.fallbacks.node):,} fallbacks,", end=" ")
    print(f"{len(graph.groups):,} requirements, {graph.groups.member.size:,} members,", end=" ")
    print(f"{failing:,} that can fail, {looped:,} nodes in feedback groups")
    assert int(graph.nodes.users.min()) > UNKNOWN


if __name__ == "__main__":
    main()

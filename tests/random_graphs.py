# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Random small dependency graphs with every feature of the model, from a seed."""

from datetime import date

import numpy as np

from dijkwacht.base.units import FOREVER
from dijkwacht.engine.scenario import Failure, FallbackMode, Scenario
from dijkwacht.graph.graph import DependencyGraph, Fallbacks, Groups, NodeNoun, Nodes, edges
from dijkwacht.graph.order import order


def random_graph(rng: np.random.Generator) -> DependencyGraph:
    """A graph of 3 to 12 nodes; two in three have feedback."""
    size = int(rng.integers(3, 13))
    nodes = Nodes(
        noun=np.full(size, NodeNoun.SYSTEM, np.int8),
        ids=tuple(f"n{i:02d}" for i in range(size)),
        names=(None,) * size,
        restart=rng.choice([0, 0, 1, 3], size),
        users=np.ones(size, np.int64),
        mbco=np.full(size, 5_000),
        organisation=(None,) * size,
        assumed=np.zeros(size, np.int64),
    )
    cyclic = bool(rng.random() < 0.66)
    groups = _groups(rng, size, cyclic)
    fallbacks = _fallbacks(rng, size, groups, cyclic)
    return DependencyGraph(
        on=date(2026, 1, 1),
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


def random_scenario(
    rng: np.random.Generator, graph: DependencyGraph, horizon: int = 36
) -> Scenario:
    """One or two nodes that fail, for a while, for ever, or in steps."""
    size = len(graph.nodes)
    failing = np.unique(rng.integers(0, size, rng.integers(1, 3)))
    return Scenario(
        failures=tuple(Failure(int(node), _own(rng)) for node in failing),
        horizon=horizon,
        permanent=bool(rng.random() < 0.5),
        fallbacks=FallbackMode(rng.choice(list(FallbackMode), p=[0.2, 0.6, 0.2])),
    )


def _own(rng: np.random.Generator) -> tuple[tuple[int, int], ...]:
    hours = np.unique(rng.integers(0, 30, rng.integers(1, 5)))
    if rng.random() < 0.5:
        hours[0] = 0
    levels = rng.choice([0, 0, 2_500, 5_000, 10_000], hours.size)
    return tuple((int(hour), int(level)) for hour, level in zip(hours, levels, strict=True))


def _pool(size: int, owner: int, cyclic: bool) -> np.ndarray:
    return np.arange(size) if cyclic else np.arange(owner)


def _groups(rng: np.random.Generator, size: int, cyclic: bool) -> Groups:
    count = int(rng.integers(size // 2, 3 * size))
    owner = np.sort(rng.integers(1, size, count))
    members, weights, needs, unknown = [], [], [], []
    for of in owner:
        pool = _pool(size, int(of), cyclic)
        chosen = rng.choice(pool, min(int(rng.integers(1, 4)), pool.size), replace=False)
        weight = rng.choice([10_000, 10_000, 5_000, 3_333], chosen.size)
        extra = int(rng.choice([0, 0, 0, 2_500]))
        total = int(weight.sum()) + extra
        members.append(np.sort(chosen))
        weights.append(weight)
        unknown.append(extra)
        needs.append(int(min(total, rng.choice([10_000, 5_000, 20_000, total]))))
    degrading = rng.random(count) < 0.35
    return Groups(
        id=tuple(f"r{i:02d}" for i in range(count)),
        owner=owner,
        need=np.array(needs),
        strict=rng.random(count) < 0.25,
        degrading=degrading,
        share=np.where(degrading, rng.choice([500, 3_000, 3_333, 7_000, 10_000], count), 10_000),
        tolerance=rng.choice([0, 0, 0, 1_000, 2_500], count),
        buffer=rng.choice([0, 0, 0, 1, 2, 5], count),
        replacement=np.where(rng.random(count) < 0.4, rng.choice([0, 4, 9, 15], count), FOREVER),
        unknown=np.array(unknown),
        assumed=np.zeros(count, np.int64),
        first=np.concatenate(([0], np.cumsum([m.size for m in members]))),
        member=np.concatenate(members),
        weight=np.concatenate(weights),
    )


def _fallbacks(rng: np.random.Generator, size: int, groups: Groups, cyclic: bool) -> Fallbacks:
    counts = rng.choice([0, 0, 1, 2], len(groups))
    total = int(counts.sum())
    owners = np.repeat(groups.owner, counts)
    nodes = [int(rng.choice(_pool(size, int(owner), cyclic))) for owner in owners]
    level = rng.choice([3_000, 8_000, 10_000], total)
    return Fallbacks(
        first=np.concatenate(([0], np.cumsum(counts))),
        node=np.array(nodes, np.int64),
        activation=rng.choice([0, 1, 3, 7], total),
        level=level,
        duration=rng.choice([1, 2, 6, FOREVER], total),
        proven_activation=rng.choice([0, 2, 8], total),
        proven_level=np.where(rng.random(total) < 0.5, 0, level // 2),
        assumed=np.zeros(total, np.int64),
    )

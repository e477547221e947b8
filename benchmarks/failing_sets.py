# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What brings a service down, alone and in pairs: the sets that trying every pair gives, sooner.

    python benchmarks/failing_sets.py [--organisations 60] [--seed 1] [--services 40] [--most 110]

Services are drawn from a fictional state; things are all suppliers and systems on which one rests.
Beside it, in the same run: the engine on every single thing and every pair of things that do not
suffice alone, on the same part of the graph, with equal sets demanded.
"""

import argparse
from collections.abc import Mapping
from datetime import date
from itertools import combinations

import numpy as np
from machine import head, line, machine, now, peak

from dijkwacht import verbs
from dijkwacht.base.units import Hours
from dijkwacht.engine.answer import Graphs
from dijkwacht.engine.failing_sets import failing_sets
from dijkwacht.engine.network import Network
from dijkwacht.engine.outage import outage
from dijkwacht.engine.scenario import Choice, FallbackMode
from dijkwacht.graph.build import build
from dijkwacht.graph.cone import Cone, cone
from dijkwacht.graph.graph import DependencyGraph, NodeNoun
from dijkwacht.rules.rulebook import Rulebook

ON = date(2026, 6, 1)
RUN = Hours(4_380)
CHOICES = (
    ("for good, fallbacks as declared", Choice(RUN)),
    ("72 hours, fallbacks as declared", Choice(RUN, Hours(72))),
    ("for good and replaced, as proven", Choice(RUN, None, True, FallbackMode.PROVEN)),
)
Sets = Mapping[tuple[int, ...], int]


def things_of(graph: DependencyGraph, part: Cone) -> dict[int, tuple[int, ...]]:
    """The suppliers and systems among what a service rests on."""
    kinds = (NodeNoun.SUPPLIER, NodeNoun.SYSTEM)
    return {node: (node,) for node in part.nodes.tolist() if graph.noun_of(node) in kinds}


def found(graph: DependencyGraph, service: int, things: Mapping, choice: Choice) -> Sets:
    """The sets by the product."""
    sets = failing_sets(Graphs(graph, graph), service, things, choice)
    return {held.things: held.lost_at for held in sets}


def tried(part: Cone, service: int, things: Mapping, choice: Choice) -> tuple[Sets, int]:
    """The sets by trying, and how many pairs were tried."""
    network = Network(part.graph, choice.fallbacks, choice.permanent)

    def lost(nodes: tuple[int, ...]) -> list[int]:
        scenario = choice.of(part.number(node) for node in nodes)
        spans = outage(part.graph, scenario, network).lost_spans(part.number(service))
        return [start for start, _ in spans[:1]]

    one = {(thing,): hour for thing in things for hour in lost((thing,))}
    pairs = list(combinations([thing for thing in things if (thing,) not in one], 2))
    return one | {pair: hour for pair in pairs for hour in lost(pair)}, len(pairs)


def compare(graph: DependencyGraph, services: list[int], choice: Choice, name: str, most: int):
    """One way of stopping, over all services."""
    took, counts, slowest, asked = np.zeros((2, 2)), np.zeros(3, np.int64), 0.0, 0
    for service in services:
        part = cone(graph, service)
        things = things_of(graph, part)
        if len(things) > most:
            continue
        moments = [now()]
        ours = found(graph, service, things, choice)
        moments.append(now())
        theirs, pairs = tried(part, service, things, choice)
        moments.append(now())
        assert ours == theirs, (graph.nodes.ids[service], choice)
        took += np.diff(np.array(moments), axis=0)
        slowest = max(slowest, moments[1][1] - moments[0][1])
        counts += [sum(len(held) == size for held in ours) for size in (1, 2)] + [pairs]
        asked += 1
    said = f"{asked} services, {counts[0]:,} single, {counts[1]:,} pairs; slowest {slowest:.2f} s"
    line(name, took[0].tolist(), peak(), said)
    line("  every pair tried", took[1].tolist(), peak(), f"{counts[2]:,} pairs, the same sets")


def main() -> None:
    """Print the state and each way of stopping."""
    read = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name, value in (("organisations", 60), ("seed", 1), ("services", 40), ("most", 110)):
        read.add_argument(f"--{name}", type=int, default=value)
    asked = read.parse_args()
    print(machine(), end="\n\n")
    register = verbs.generate(asked.organisations, asked.seed, ON).at(ON)
    graph = build(register, Rulebook.read().on(ON))
    rng = np.random.default_rng(asked.seed)
    services = rng.choice(graph.services, min(asked.services, graph.services.size), replace=False)
    print(f"{asked.organisations} organisations, seed {asked.seed}: {len(graph.nodes):,} nodes,")
    print(f"{services.size} services drawn; those that rest on over {asked.most} things left out\n")
    head()
    for name, choice in CHOICES:
        compare(graph, services.tolist(), choice, name, asked.most)


if __name__ == "__main__":
    main()

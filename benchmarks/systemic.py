# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The systemic test of all suppliers of a whole fictional state, at three levels.

    python benchmarks/systemic.py [--organisations 1700] [--seed 1]

Every service is critical, which is the most work. Beside it, for some bodies: the same by a plain
search for each body alone, with equal answers demanded.
"""

import argparse
from datetime import date
from typing import Any

import numpy as np
from machine import head, line, machine, peak, timed

from dijkwacht import verbs
from dijkwacht.findings.bodies_reached import Chain, blocks, members
from dijkwacht.findings.classes import Class, Classes
from dijkwacht.findings.systemic import Form, FormName, systemic
from dijkwacht.graph.build import build
from dijkwacht.graph.graph import DependencyGraph
from dijkwacht.rules.rulebook import Rulebook

ON = date(2026, 6, 1)
SAMPLE = 25  # bodies that are also searched plainly


def main() -> None:
    """Print what it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--organisations", type=int, default=1700)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    rules = Rulebook.read().on(ON)
    register = verbs.generate(asked.organisations, asked.seed, ON).at(ON)
    print(machine(), end="\n\n")
    for table in ("organisations", "services", "suppliers", "deliveries", "contracts", "members"):
        print(f"{table:<15}{register.table(table).height:>9,}")
    print()
    head()
    graph, took = timed(lambda: build(register, rules))
    line("dependency graph", took, peak())
    classes = everything(graph)
    for name in FormName:
        form = Form.of(rules, name)
        found, took = timed(lambda form=form: systemic(graph, register, classes, form))
        pairs = f"{found.use.pairs.height:,} pairs, {found.vectors.height:,} verdicts"
        line(f"systemic test, {name}", took, peak(), pairs)
    compare(graph)


def everything(graph: DependencyGraph) -> Classes:
    """Every service of class K."""
    ids = tuple(graph.nodes.ids[node] for node in graph.services.tolist())
    level = np.full(len(ids), int(Class.K))
    day = np.full(len(ids), 24)
    return Classes(ids, level, level, day, np.zeros(len(ids), np.bool_), day, level)


def compare(graph: DependencyGraph) -> None:
    """The bits of some bodies against a search for each of them."""
    critical = np.isin(np.arange(len(graph.nodes)), graph.services)
    owner = graph.organisation_numbers
    chosen = np.linspace(0, owner.max(), SAMPLE, dtype=np.int64)
    bits, took = timed(lambda: list(blocks(graph, critical, owner, int(owner.max()) + 1)))
    line("who reaches what, all bodies", took)
    whole = np.concatenate([members(block.whole) for block in bits], axis=1)
    plain, took = timed(lambda: [search(graph, critical & (owner == body)) for body in chosen])
    line(f"the same by plain search, {SAMPLE} bodies", took)
    assert all((whole[:, body] == found).all() for body, found in zip(chosen, plain, strict=True))
    print(f"\nequal for all {SAMPLE}")


def search(graph: DependencyGraph, start: Any) -> Any:
    """What these services need, node by node."""
    chain = Chain.of(graph, direct=False)
    order = np.argsort(chain.owner, kind="stable")
    first = np.searchsorted(chain.owner[order], np.arange(len(graph.nodes) + 1)).tolist()
    member = chain.member[order].tolist()
    reached = start.copy()
    waiting = np.flatnonzero(start).tolist()
    while waiting:
        node = waiting.pop()
        for below in member[first[node] : first[node + 1]]:
            if not reached[below]:
                reached[below] = True
                waiting.append(below)
    return reached


if __name__ == "__main__":
    main()

# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What can stop as one: every supplier, corporate group, system, facility or delivery, as nodes."""

from collections.abc import Iterable, Mapping
from enum import StrEnum

import polars as pl

from dijkwacht.graph.graph import DependencyGraph, NodeNoun
from dijkwacht.graph.groups import corporate_groups
from dijkwacht.register.codes import SystemKind
from dijkwacht.register.register import Register

Things = Mapping[int, tuple[int, ...]]
"""The node that stands for each thing, and the nodes that stop with it."""


class Kind(StrEnum):
    """The kinds of thing that one can let stop."""

    SUPPLIER = "supplier"
    GROUP = "group"
    SYSTEM = "system"
    FACILITY = "facility"
    DELIVERY = "delivery"


def things(graph: DependencyGraph, register: Register, kinds: Iterable[Kind]) -> Things:
    """Every thing of these kinds, by number."""
    found: dict[int, tuple[int, ...]] = {}
    for kind in kinds:
        found |= groups(graph, register) if kind is Kind.GROUP else _single(graph, register, kind)
    return dict(sorted(found.items()))


def groups(graph: DependencyGraph, register: Register) -> Things:
    """Every corporate group with an entity in the graph; its ultimate parent stands for it."""
    found = {}
    for head, entities in corporate_groups(register).items():
        keys = [(NodeNoun.SUPPLIER, id) for id in entities]
        nodes = tuple(graph.index[key] for key in keys if key in graph.index)
        if nodes:
            found[graph.index.get((NodeNoun.SUPPLIER, head), nodes[0])] = nodes
    return found


def _single(graph: DependencyGraph, register: Register, kind: Kind) -> Things:
    if kind is not Kind.FACILITY:
        noun = NodeNoun[kind.name]
        return {node: (node,) for (of, _), node in graph.index.items() if of is noun}
    systems = register.table("systems").filter(pl.col("kind") == SystemKind.FACILITY)
    found = {graph.index[NodeNoun.SYSTEM, id] for id in systems["id"]}
    return {node: (node,) for node in found}

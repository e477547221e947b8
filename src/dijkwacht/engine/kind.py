# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What can stop as one: every supplier, corporate group, facility, system or delivery of a
register."""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

import polars as pl

from dijkwacht.engine.answer import Graphs
from dijkwacht.engine.rank import each_supplier
from dijkwacht.graph.graph import NodeNoun
from dijkwacht.graph.groups import corporate_groups
from dijkwacht.register.codes import SystemKind
from dijkwacht.register.register import Register

Things = Mapping[int, Sequence[int]]
"""The node that stands for each thing, and the nodes that fail with it."""


class Kind(StrEnum):
    """What is asked about. The first three are ranked too."""

    SUPPLIERS = "suppliers"
    GROUPS = "groups"  # a supplier with all it controls, by its ultimate parent
    FACILITIES = "facilities"  # systems of that kind: data centres, networks
    SYSTEMS = "systems"
    DELIVERIES = "deliveries"


RANKED = Kind.SUPPLIERS, Kind.GROUPS, Kind.FACILITIES
NOUNS = {Kind.SYSTEMS: NodeNoun.SYSTEM, Kind.DELIVERIES: NodeNoun.DELIVERY}


def asked_for(register: Register, graphs: Graphs, kind: Kind) -> Things:
    """Each thing of this kind: the node that stands for it, and the nodes that fail with it."""
    if kind is Kind.GROUPS:
        return _groups(register, graphs)
    if kind is Kind.FACILITIES:
        systems = register.table("systems").filter(pl.col("kind") == SystemKind.FACILITY)
        index = graphs.every.index
        nodes = sorted(index[NodeNoun.SYSTEM, id] for id in systems["id"].unique())
        return {node: (node,) for node in nodes}
    if kind in NOUNS:
        every = graphs.every.index.items()
        return {node: (node,) for (noun, _), node in every if noun is NOUNS[kind]}
    return {node: (node,) for node in each_supplier(graphs)}


def asked_for_all(register: Register, graphs: Graphs, kinds: Iterable[Kind]) -> Things:
    """Each thing of these kinds, by number; a parent that is a supplier too stops with its
    group."""
    found: dict[int, Sequence[int]] = {}
    for kind in sorted(kinds, key=lambda kind: kind is Kind.GROUPS):
        found.update(asked_for(register, graphs, kind))
    return dict(sorted(found.items()))


def _groups(register: Register, graphs: Graphs) -> Things:
    index = graphs.every.index
    found = {}
    for head, entities in corporate_groups(register).items():
        keys = [(NodeNoun.SUPPLIER, id) for id in entities]
        nodes = [index[key] for key in keys if key in index]
        if nodes:
            found[index.get((NodeNoun.SUPPLIER, head), nodes[0])] = nodes
    return found

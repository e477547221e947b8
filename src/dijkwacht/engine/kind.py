# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What can be ranked: every supplier, corporate group or facility of a register."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

import polars as pl

from dijkwacht.engine.answer import Graphs
from dijkwacht.engine.rank import each_supplier
from dijkwacht.graph.graph import NodeNoun
from dijkwacht.graph.groups import corporate_groups
from dijkwacht.register.codes import SystemKind
from dijkwacht.register.register import Register


class Kind(StrEnum):
    """What is ranked."""

    SUPPLIERS = "suppliers"
    GROUPS = "groups"  # a supplier with all it controls, by its ultimate parent
    FACILITIES = "facilities"  # systems of that kind: data centres, networks


def asked_for(register: Register, graphs: Graphs, kind: Kind) -> Mapping[int, Sequence[int]]:
    """Each thing of this kind: the node that stands for it, and the nodes that fail with it."""
    if kind is Kind.GROUPS:
        return _groups(register, graphs)
    if kind is Kind.FACILITIES:
        systems = register.table("systems").filter(pl.col("kind") == SystemKind.FACILITY)
        index = graphs.every.index
        nodes = sorted(index[NodeNoun.SYSTEM, id] for id in systems["id"].unique())
        return {node: (node,) for node in nodes}
    return {node: (node,) for node in each_supplier(graphs)}


def _groups(register: Register, graphs: Graphs) -> Mapping[int, Sequence[int]]:
    index = graphs.every.index
    found = {}
    for head, entities in corporate_groups(register).items():
        keys = [(NodeNoun.SUPPLIER, id) for id in entities]
        nodes = [index[key] for key in keys if key in index]
        if nodes:
            found[index.get((NodeNoun.SUPPLIER, head), nodes[0])] = nodes
    return found

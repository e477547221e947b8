# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a class is handed down to: systems, contracts, suppliers and groups, each with the nodes
that stop with it."""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from dijkwacht.graph.graph import DependencyGraph, NodeNoun
from dijkwacht.graph.groups import ultimate_parents
from dijkwacht.register.register import Register

Nodes = Mapping[str, Sequence[int]]
"""The nodes of each thing, by its id ascending."""


class Heirs(StrEnum):
    """The kinds of thing that inherit a class."""

    SYSTEMS = "systems"
    CONTRACTS = "contracts"
    SUPPLIERS = "suppliers"
    GROUPS = "groups"  # by their ultimate parent


def nodes_of(register: Register, graph: DependencyGraph, heirs: Heirs) -> Nodes:
    """Every thing of this kind with its nodes: a contract has its deliveries; a supplier has itself
    and its contracts; a group has all its suppliers."""
    if heirs is Heirs.SYSTEMS:
        ids = sorted(id for noun, id in graph.index if noun is NodeNoun.SYSTEM)
        return {id: (graph.index[NodeNoun.SYSTEM, id],) for id in ids}
    if heirs is Heirs.CONTRACTS:
        return _contracts(register, graph)
    suppliers = _suppliers(register, graph)
    return suppliers if heirs is Heirs.SUPPLIERS else _groups(register, suppliers)


def with_entities(nodes: Nodes, parents: Mapping[str, str]) -> Nodes:
    """The same, and with each thing the nodes of all that it controls, at any depth; `parents` by
    child. A ring of owners stops together."""
    found = {id: set(held) for id, held in nodes.items()}
    for id, held in nodes.items():
        at, seen = id, {id}
        while (at := parents.get(at, "")) and at not in seen:
            seen.add(at)
            found.setdefault(at, set()).update(held)
    return {id: tuple(sorted(found[id])) for id in sorted(found)}


def _contracts(register: Register, graph: DependencyGraph) -> Nodes:
    rows = register.table("deliveries").select("contract_id", "id").drop_nulls().iter_rows()
    known = ((contract, (NodeNoun.DELIVERY, id)) for contract, id in rows)
    found = _collected(
        (contract, graph.index[key]) for contract, key in known if key in graph.index
    )
    return {id: found.get(id, ()) for id in register.table("contracts")["id"].unique().sort()}


def _suppliers(register: Register, graph: DependencyGraph) -> Nodes:
    contracts = _contracts(register, graph)
    rows = register.table("contracts").select("supplier_id", "id").drop_nulls().iter_rows()
    own = ((id, node) for (noun, id), node in graph.index.items() if noun is NodeNoun.SUPPLIER)
    by_contract = ((supplier, node) for supplier, contract in rows for node in contracts[contract])
    return _collected((*own, *by_contract))


def _groups(register: Register, suppliers: Nodes) -> Nodes:
    parents = ultimate_parents(register)
    heads = set(parents.values())
    pairs = ((parents.get(id, id), node) for id, nodes in suppliers.items() for node in nodes)
    return {id: nodes for id, nodes in _collected(pairs).items() if id in heads}


def _collected(pairs: Iterable[tuple[str, int]]) -> Nodes:
    found: dict[str, set[int]] = {}
    for id, node in pairs:
        found.setdefault(id, set()).add(node)
    return {id: sorted(found[id]) for id in sorted(found)}

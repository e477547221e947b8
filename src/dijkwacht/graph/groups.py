# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Corporate groups: which suppliers have the same ultimate parent on the day of the register."""

from collections.abc import Mapping

import polars as pl

from dijkwacht.base.units import ONE
from dijkwacht.register.codes import OwnershipKind
from dijkwacht.register.register import Register

CONTROL = ONE // 2  # more than half


def ultimate_parents(register: Register) -> Mapping[str, str]:
    """For each supplier that is held for over 50 %, or consolidated, the last parent of the chain.

    A chain that runs in a circle ends at its smallest id.
    """
    parents = controlling(register)
    return {child: _last(child, parents) for child in parents}


def entities(register: Register, supplier: str) -> tuple[str, list[str]]:
    """The ultimate parent of a supplier (or itself), and every entity of that group with the parent
    first."""
    ultimate = ultimate_parents(register)
    head = ultimate.get(supplier, supplier)
    return head, [
        head,
        *sorted(child for child, parent in ultimate.items() if parent == head and child != head),
    ]


def corporate_groups(register: Register) -> dict[str, list[str]]:
    """Every group of two or more entities by its ultimate parent, the parent first."""
    groups: dict[str, list[str]] = {}
    for child, parent in sorted(ultimate_parents(register).items()):
        members = groups.setdefault(parent, [parent])
        if child != parent:
            members.append(child)
    return {head: members for head, members in groups.items() if len(members) > 1}


def controlling(register: Register) -> dict[str, str]:
    """The parent that controls each supplier: it consolidates it, or holds more than half."""
    links = register.table("ownership").filter(
        pl.col("child_id").is_not_null()
        & pl.col("parent_id").is_not_null()
        & ((pl.col("kind") == OwnershipKind.CONSOLIDATING) | (pl.col("share") > CONTROL))
    )
    strongest = links.with_columns(
        consolidating=pl.col("kind") == OwnershipKind.CONSOLIDATING
    ).sort(["consolidating", "share", "parent_id"], descending=[True, True, False], nulls_last=True)
    chosen = strongest.unique("child_id", keep="first", maintain_order=True)
    return dict(chosen.select("child_id", "parent_id").iter_rows())


def _last(child: str, parents: Mapping[str, str]) -> str:
    seen = [child]
    while seen[-1] in parents:
        parent = parents[seen[-1]]
        if parent in seen:
            return min(seen[seen.index(parent) :])
        seen.append(parent)
    return seen[-1]

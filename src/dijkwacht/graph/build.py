# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Register to dependency graph: nodes, requirements and fallbacks as arrays, with policy's defaults
where unknown."""

import numpy as np
import polars as pl

from dijkwacht.graph import nodes, requirements
from dijkwacht.graph.calendars import calendars
from dijkwacht.graph.fallbacks import protections
from dijkwacht.graph.graph import DependencyGraph, Groups, NodeNoun, edges
from dijkwacht.graph.order import order
from dijkwacht.graph.requirements import Draft
from dijkwacht.register.register import Register
from dijkwacht.rules.rulebook import Rules


def build(register: Register, rules: Rules, *, estimates: bool = True) -> DependencyGraph:
    """The dependency graph of a register.

    With `estimates=False` requirements and supplier links whose confidence is estimated or unknown
    are left away, so that a run shows what is lost without them. Raises RuleNotInForce when policy
    has no defaults for the day.
    """
    defaults, roles = rules.parameters("outage/defaults"), rules.parameters("outage/roles")
    wrapped = nodes.wrapped_services(register)
    frame = nodes.node_frame(register, defaults, wrapped)
    keys = frame.select("noun", "id", "node")
    drafts = [
        requirements.declared(register, defaults, keys, wrapped, estimates),
        requirements.supplier_links(register, defaults, roles, keys, estimates),
        requirements.wraps(keys, wrapped),
    ]
    rows, groups, unknown = _groups(drafts)
    fallbacks, lost = protections(register, defaults, keys, rows)
    problems = (*drafts[0].problems, *lost)
    return DependencyGraph(
        on=register.on,
        revision=register.revision,
        rules=(defaults.version, roles.version),
        nodes=nodes.arrays(frame),
        groups=groups,
        fallbacks=fallbacks,
        order=order(frame.height, *edges(groups, fallbacks)),
        problems=problems,
        left_out=len(drafts[0].problems),
        unknown_members=unknown,
        calendars=calendars(register, keys.filter(pl.col("noun") == NodeNoun.SERVICE)),
    )


def _groups(drafts: list[Draft]) -> tuple[pl.DataFrame, Groups, int]:
    """All groups in the order of their owner, as a frame and as arrays; and how many members are
    unknown."""
    rows = (
        pl.concat([draft.groups for draft in drafts]).sort("owner", "key").with_row_index("group")
    )
    everyone = pl.concat([draft.members for draft in drafts])
    members = everyone.join(rows.select("key", "group"), on="key").sort("group", "member")
    known = members.filter(pl.col("member").is_not_null())
    unknown = members.filter(pl.col("member").is_null())
    weights = np.zeros(rows.height, np.int64)
    np.add.at(weights, unknown["group"].to_numpy(), unknown["weight"].to_numpy())
    assumed = rows["assumed"].to_numpy().copy()
    np.bitwise_or.at(assumed, members["group"].to_numpy(), members["assumed"].to_numpy())
    ints = {
        name: rows[name].to_numpy()
        for name in ("owner", "need", "share", "tolerance", "buffer", "replacement")
    }
    groups = Groups(
        id=tuple(rows["id"].to_list()),
        strict=rows["strict"].to_numpy(),
        degrading=rows["degrading"].to_numpy(),
        unknown=weights,
        assumed=assumed,
        first=np.searchsorted(known["group"].to_numpy(), np.arange(rows.height + 1)),
        member=known["member"].to_numpy(),
        weight=known["weight"].to_numpy(),
        **ints,
    )
    return rows, groups, unknown.height

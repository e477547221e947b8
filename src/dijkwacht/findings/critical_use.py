# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Critical use: which organisations receive something from which supplier that a critical service
of theirs cannot do without. As contract party, as corporate group, and with subcontractors."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

import numpy as np
import polars as pl

from dijkwacht.findings.bodies_reached import Bits, Block, blocks, members
from dijkwacht.findings.classes import Flags, Ints
from dijkwacht.graph.graph import DependencyGraph, NodeNoun
from dijkwacht.graph.groups import ultimate_parents
from dijkwacht.graph.requirements import sure
from dijkwacht.register.register import Register

ANSWERS: Final = ("no_alternative", "hard_to_leave")


class Level(StrEnum):
    """As what a supplier is looked at; each level has all that the one before it has."""

    PARTY = "party"  # it alone, for what it delivers itself
    GROUP = "group"  # with the entities that have the same ultimate parent
    CHAIN = "chain"  # that group, and wherever it is a subcontractor of any rank


LEVELS: Final = pl.Enum([level.value for level in Level])
PAIRS: Final = pl.Schema(
    {
        "level": LEVELS,
        "provider": pl.Int64(),
        "body": pl.Int64(),
        "no_alternative": pl.Boolean(),
        "hard_to_leave": pl.Boolean(),
    }
)


@dataclass(frozen=True, slots=True)
class Counted:
    """What policy counts as use: roles by level, and answers about a delivery by column."""

    party_roles: Sequence[str]
    chain_roles: Sequence[str]
    role: str  # where the register does not say it
    answers: Mapping[str, Mapping[str, Sequence[str]]]  # of ANSWERS: words by column


@dataclass(frozen=True, eq=False)
class CriticalUse:
    """Pairs of a supplier and an organisation, by level."""

    providers: tuple[str, ...]  # suppliers, ascending
    bodies: tuple[str, ...]  # organisations with a critical service
    # critical services of which the register names no organisation: each may be of any, so it is
    # numbered after the bodies as one more
    unowned: tuple[str, ...]
    # level, provider and body (numbers), and the ANSWERS: yes of one delivery, no of all, or null
    pairs: pl.DataFrame


def critical_use(
    graph: DependencyGraph,
    register: Register,
    critical: Flags,
    counted: Counted,
    *,
    estimates: bool = True,
) -> CriticalUse:
    """Who receives something critical from whom. `critical` says so per node of the graph; without
    `estimates` deliveries that are only estimated do not count."""
    bodies, unowned, whose = _bodies(graph, critical)
    views = {
        level: deliveries_of(graph, register, counted, level, estimates=estimates)
        for level in Level
    }
    named = pl.concat([rows["provider"] for rows in views.values()])
    providers = tuple(named.unique().sort())
    numbered = {level: _numbered(rows, providers) for level, rows in views.items()}
    found = [
        _pairs(level, rows, block)
        for block in blocks(graph, critical, whose, len(bodies) + len(unowned))
        for level, rows in numbered.items()
    ]
    return CriticalUse(providers, bodies, unowned, pl.concat([_none(), *found]))


def _bodies(
    graph: DependencyGraph, critical: Flags
) -> tuple[tuple[str, ...], tuple[str, ...], Ints]:
    """The organisations with a critical service, the critical services without one, and per node
    the number of its organisation, or of itself after those; -1 for any other."""
    owners = graph.nodes.organisation
    held = (owners[node] for node in np.flatnonzero(critical).tolist())
    bodies = tuple(sorted({owner for owner in held if owner is not None}))
    numbers: dict[str | None, int] = dict(zip(bodies, range(len(bodies)), strict=True))
    whose = np.array([numbers.get(owner, -1) for owner in owners], np.int64)
    alone = np.flatnonzero(critical & np.array([owner is None for owner in owners], np.bool_))
    whose[alone] = len(bodies) + np.arange(alone.size)
    return bodies, tuple(graph.nodes.ids[node] for node in alone.tolist()), whose


def deliveries_of(
    graph: DependencyGraph,
    register: Register,
    counted: Counted,
    level: Level,
    *,
    estimates: bool = True,
) -> pl.DataFrame:
    """Each delivery that counts at this level: its node, the supplier that it counts for
    (`provider`), and the ANSWERS."""
    nodes = np.flatnonzero(graph.nodes.noun == NodeNoun.DELIVERY)
    keys = pl.DataFrame(
        {"id": [graph.nodes.ids[node] for node in nodes.tolist()], "node": nodes},
        {"id": pl.String, "node": pl.Int64},
    )
    roles = counted.chain_roles if level is Level.CHAIN else counted.party_roles
    role = pl.col("role").cast(pl.String).fill_null(counted.role)
    rows = register.once("deliveries")
    known = rows.filter(
        pl.col("supplier_id").is_not_null() & role.is_in(list(roles)) & sure(estimates)
    )
    heads = {} if level is Level.PARTY else dict(ultimate_parents(register))
    return known.join(keys, on="id").select(
        "node",
        pl.col("supplier_id").replace(heads).alias("provider"),
        *(_said(counted.answers[name]).alias(name) for name in ANSWERS),
    )


def _said(words: Mapping[str, Sequence[str]]) -> pl.Expr:
    """Whether one of these columns says one of these words; null when that is not known."""
    return pl.any_horizontal(
        pl.col(column).cast(pl.String).is_in(list(held)) for column, held in words.items()
    )


def _numbered(deliveries: pl.DataFrame, providers: tuple[str, ...]) -> pl.DataFrame:
    """With numbers of suppliers, in their order."""
    numbers = dict(zip(providers, range(len(providers)), strict=True))
    number = pl.col("provider").replace_strict(numbers, return_dtype=pl.Int64)
    return deliveries.with_columns(number).sort("provider", "node")


def _pairs(level: Level, deliveries: pl.DataFrame, block: Block) -> pl.DataFrame:
    bits = (block.whole if level is Level.CHAIN else block.direct)[deliveries["node"].to_numpy()]
    used = bits.any(axis=1)
    rows, bits = deliveries.filter(pl.Series(used)), bits[used]
    if not rows.height:
        return _none()
    first = np.flatnonzero(rows["provider"].rle_id().diff().fill_null(1).to_numpy())
    provider, body = np.nonzero(members(np.bitwise_or.reduceat(bits, first, axis=0)))
    answers = {name: _answered(rows[name], bits, first, provider, body) for name in ANSWERS}
    found = {
        "level": [level.value] * provider.size,
        "provider": rows["provider"].gather(first).gather(provider),
        "body": body + block.start,
    }
    return pl.DataFrame({**found, **answers}, PAIRS)


def _answered(answer: pl.Series, bits: Bits, first: Any, provider: Any, body: Any) -> pl.Series:
    """Per pair: yes when one delivery says so, no when all say the contrary, else null."""
    yes, unknown = (
        members(
            np.bitwise_or.reduceat(
                np.where(flag.to_numpy()[:, None], bits, np.uint64(0)), first, axis=0
            )
        )[provider, body]
        for flag in (answer.fill_null(False), answer.is_null())
    )
    frame = pl.DataFrame({"yes": yes, "unknown": unknown})
    told = pl.when("yes").then(True).when("unknown").then(None).otherwise(False)
    return frame.select(told.alias("told"))["told"]


def _none() -> pl.DataFrame:
    return pl.DataFrame(schema=PAIRS)

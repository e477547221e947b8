# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The fallbacks of the graph, each at the requirement it protects, as declared and as proven."""

import numpy as np
import polars as pl

from dijkwacht.base.problem import Problem, row_problem
from dijkwacht.base.units import NEVER_DAY, NOT_APPLICABLE, NOT_APPLICABLE_DAY
from dijkwacht.graph.fill import filled, flagged
from dijkwacht.graph.graph import Assumed, Fallbacks
from dijkwacht.graph.requirements import at_node
from dijkwacht.register.codes import Noun
from dijkwacht.register.links import ALLOWED
from dijkwacht.register.register import Register
from dijkwacht.rules.rulebook import Parameters


def protections(
    register: Register, defaults: Parameters, keys: pl.DataFrame, groups: pl.DataFrame
) -> tuple[Fallbacks, tuple[Problem, ...]]:
    """The fallbacks by the group they protect, and a problem for each that protects nothing in the
    graph.

    `groups` has the columns `key`, `group` and `buffer`.
    """
    rows = register.once("fallbacks")
    allowed = pl.col("protects_noun").is_in(ALLOWED["protects_noun"])
    protects = rows.with_columns(pl.when(allowed).then("protects_noun")).with_columns(
        pl.format("{} {}", "protects_noun", "protects_id").alias("key")
    )
    placed = protects.join(groups.select("key", "group", "buffer"), on="key", how="left")
    lost = placed.filter(pl.col("group").is_null() & ~_without_need(register))
    problems = tuple(row_problem("fallbacks", id, "", "fallback-no-target") for id in lost["id"])
    found = placed.filter(pl.col("group").is_not_null()).with_columns(
        _known_activation(), fallback=pl.lit("fallback")
    )
    at_nodes = at_node(found, keys, "fallback", "id", "node").sort("group", "id")
    valued = at_nodes.with_columns(_values(defaults))
    return _arrays(valued, groups.height), problems


def _without_need(register: Register) -> pl.Expr:
    """Whether it protects a service that requires nothing, or a requirement without effect: no
    fault, no use."""
    services, requirements = register.table("services")["id"], register.table("requirements")
    service = (pl.col("protects_noun") == Noun.SERVICE) & pl.col("protects_id").is_in(
        services.implode()
    )
    known = (pl.col("protects_noun") == Noun.REQUIREMENT) & pl.col("protects_id").is_in(
        requirements["id"].implode()
    )
    return (service | known).fill_null(False)


def _known_activation() -> pl.Expr:
    """The declared activation; where it is unknown or does not apply the buffer of what it
    protects, the moment the shortage is felt."""
    declared = pl.col("activation_hours")
    known = declared.is_not_null() & (declared != NOT_APPLICABLE)
    return pl.when(known).then(declared).otherwise("buffer").alias("starts")


def _values(defaults: Parameters) -> list[pl.Expr]:
    untested = pl.col("proven_on").is_in([NEVER_DAY, NOT_APPLICABLE_DAY]).fill_null(True)
    return [
        filled("starts", 0).alias("activation"),
        filled("level", defaults["level"]).alias("declared_level"),
        filled("duration_hours", defaults["duration"]).alias("duration"),
        pl.col("proven_activation_hours")
        .fill_null(pl.col("starts"))
        .clip(0)
        .alias("proven_activation"),
        pl.when(untested).then(0).otherwise(filled("proven_level", 0)).alias("measured_level"),
        flagged(
            activation_hours=Assumed.ACTIVATION,
            level=Assumed.LEVEL,
            duration_hours=Assumed.DURATION,
        ).alias("assumed"),
    ]


def _arrays(rows: pl.DataFrame, groups: int) -> Fallbacks:
    names = (
        "node",
        "activation",
        "declared_level",
        "duration",
        "proven_activation",
        "measured_level",
        "assumed",
    )
    node, activation, level, duration, measured, proven, assumed = (
        rows[name].cast(pl.Int64).to_numpy() for name in names
    )
    first = np.searchsorted(rows["group"].cast(pl.Int64).to_numpy(), np.arange(groups + 1))
    return Fallbacks(first, node, activation, level, duration, measured, proven, assumed)

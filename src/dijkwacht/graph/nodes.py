# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The nodes of the graph: one per service, system, delivery, supplier and fallback, and one per
wrapped service."""

import numpy as np
import polars as pl

from dijkwacht.graph.fill import filled, flagged
from dijkwacht.graph.graph import UNKNOWN, Assumed, NodeNoun, Nodes
from dijkwacht.register.codes import Noun
from dijkwacht.register.register import Register
from dijkwacht.rules.rulebook import Parameters

CODES = {noun.word: int(noun) for noun in NodeNoun}


def wrapped_services(register: Register) -> pl.Series:
    """The services of the register that a fallback protects as a whole and that require
    something."""
    fallbacks, requirements = register.table("fallbacks"), register.table("requirements")
    protected = fallbacks.filter(pl.col("protects_noun") == Noun.SERVICE)[
        "protects_id"
    ].drop_nulls()
    owners = requirements.filter(pl.col("owner_noun") == Noun.SERVICE)["owner_id"].drop_nulls()
    held = owners.filter(owners.is_in(register.table("services")["id"].implode()))
    return protected.filter(protected.is_in(held.implode())).unique().sort()


def node_frame(register: Register, defaults: Parameters, wrapped: pl.Series) -> pl.DataFrame:
    """One row per node, numbered in `node`, ordered by noun and id; of two rows with one id the
    first is taken."""
    parts = [
        _services(register, defaults),
        _restarting(register, NodeNoun.SYSTEM, "systems", defaults),
        _restarting(register, NodeNoun.DELIVERY, "deliveries", defaults),
        _plain(register, NodeNoun.SUPPLIER, "suppliers"),
        _plain(register, NodeNoun.FALLBACK, "fallbacks"),
        pl.DataFrame({"id": wrapped.cast(pl.String)}).with_columns(
            noun=pl.lit(int(NodeNoun.WRAPPED))
        ),
    ]
    frame = pl.concat(parts, how="diagonal_relaxed").unique(
        ["noun", "id"], keep="first", maintain_order=True
    )
    counts = pl.col("restart", "users", "assumed").fill_null(0)
    return (
        frame.with_columns(counts, pl.col("mbco").fill_null(0))
        .sort("noun", "id")
        .with_row_index("node")
    )


def arrays(frame: pl.DataFrame) -> Nodes:
    """The frame of `node_frame` as arrays."""
    ints = {
        name: frame[name].cast(pl.Int64).to_numpy()
        for name in ("restart", "users", "mbco", "assumed")
    }
    return Nodes(
        noun=frame["noun"].to_numpy().astype(np.int8),
        ids=tuple(frame["id"].to_list()),
        names=tuple(frame["name"].to_list()),
        organisation=tuple(frame["organisation_id"].to_list()),
        **ints,
    )


def _services(register: Register, defaults: Parameters) -> pl.DataFrame:
    return register.table("services").select(
        "id",
        "name",
        "organisation_id",
        noun=pl.lit(int(NodeNoun.SERVICE)),
        users=filled("users", UNKNOWN),
        mbco=filled("mbco", defaults["mbco"]),
        restart=filled("restart_hours", defaults["restart"]),
        assumed=flagged(mbco=Assumed.MBCO, restart_hours=Assumed.RESTART),
    )


def _restarting(
    register: Register, noun: NodeNoun, table: str, defaults: Parameters
) -> pl.DataFrame:
    return register.table(table).select(
        "id",
        "name",
        noun=pl.lit(int(noun)),
        restart=filled("restart_hours", defaults["restart"]),
        assumed=flagged(restart_hours=Assumed.RESTART),
    )


def _plain(register: Register, noun: NodeNoun, table: str) -> pl.DataFrame:
    return register.table(table).select("id", "name", noun=pl.lit(int(noun)))

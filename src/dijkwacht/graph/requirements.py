# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The requirements of the graph: those of the register, those of deliveries on suppliers, and those
of wraps."""

from dataclasses import dataclass
from typing import Final

import polars as pl

from dijkwacht.base.problem import Problem, row_problem
from dijkwacht.base.units import FOREVER, ONE
from dijkwacht.graph.fill import filled, flagged
from dijkwacht.graph.graph import Assumed, NodeNoun
from dijkwacht.graph.nodes import CODES
from dijkwacht.register.codes import Confidence, Criticality, Mode, Noun
from dijkwacht.register.links import ALLOWED
from dijkwacht.register.register import Register
from dijkwacht.rules.rulebook import Parameters

UNSURE = [Confidence.ESTIMATED.value, Confidence.UNKNOWN.value]
GROUP: Final = pl.Schema(
    {
        "key": pl.String,  # unique over all requirements: its kind and its id
        "id": pl.String,
        "owner": pl.Int64,
        "need": pl.Int64,
        "strict": pl.Boolean,
        "degrading": pl.Boolean,
        "share": pl.Int64,
        "tolerance": pl.Int64,
        "buffer": pl.Int64,
        "replacement": pl.Int64,
        "assumed": pl.Int64,
    }
)
MEMBER: Final = pl.Schema(
    {"key": pl.String, "member": pl.Int64, "weight": pl.Int64, "assumed": pl.Int64}
)


@dataclass(frozen=True, slots=True)
class Draft:
    """Requirements on their way to arrays: a frame of groups, a frame of members, and what was left
    out."""

    groups: pl.DataFrame
    members: pl.DataFrame
    problems: tuple[Problem, ...] = ()


def declared(
    register: Register,
    defaults: Parameters,
    keys: pl.DataFrame,
    wrapped: pl.Series,
    estimates: bool,
) -> Draft:
    """The requirements of the register that have an effect; those of a wrapped service go to its
    inner node."""
    effect = filled_code("criticality", defaults) != Criticality.NONE
    rows = register.once("requirements")
    rows = rows.filter(effect & sure(estimates))
    inner = (pl.col("owner_noun") == Noun.SERVICE) & pl.col("owner_id").is_in(wrapped.implode())
    allowed = pl.when(pl.col("owner_noun").is_in(ALLOWED["owner_noun"])).then("owner_noun")
    owner = pl.when(inner).then(pl.lit("wrapped")).otherwise(allowed)
    owned = at_node(rows.with_columns(owner_noun=owner), keys, "owner_noun", "owner_id", "owner")
    members = _members(register, defaults, keys).filter(pl.col("id").is_in(rows["id"].implode()))
    groups = owned.with_columns(pl.format("requirement {}", "id").alias("key"), *_values(defaults))
    faults = _faulty(groups, members)
    groups = groups.join(faults, on="id", how="anti").select(list(GROUP))
    kept = members.join(groups, on="key", how="semi").select(list(MEMBER))
    found = faults.iter_rows()
    problems = tuple(row_problem("requirements", id, "", code) for id, code in found)
    return Draft(groups, kept, problems)


def supplier_links(
    register: Register, defaults: Parameters, roles: Parameters, keys: pl.DataFrame, estimates: bool
) -> Draft:
    """An essential requirement of each delivery on its supplier, for the roles that stop with the
    supplier."""
    rows = register.once("deliveries")
    rows = rows.filter(pl.col("supplier_id").is_not_null() & sure(estimates))
    stopping = rows.filter(pl.col("role").fill_null(defaults["role"]).is_in(roles["stopping"]))
    named = stopping.with_columns(
        owner_noun=pl.lit("delivery"),
        member_noun=pl.lit("supplier"),
        key=pl.format("delivery {}", "id"),
        assumed=flagged(role=Assumed.ROLE),
    )
    owned = at_node(named, keys, "owner_noun", "id", "owner")
    linked = at_node(owned, keys, "member_noun", "supplier_id", "member")
    return Draft(plainly(linked), _whole(linked))


def wraps(keys: pl.DataFrame, wrapped: pl.Series) -> Draft:
    """An essential requirement of each wrapped service on the inner node that carries what it
    requires."""
    rows = pl.DataFrame({"id": wrapped.cast(pl.String)}).with_columns(
        owner_noun=pl.lit("service"),
        member_noun=pl.lit("wrapped"),
        key=pl.format("service {}", "id"),
        assumed=pl.lit(0),
    )
    owned = at_node(rows, keys, "owner_noun", "id", "owner")
    linked = at_node(owned, keys, "member_noun", "id", "member")
    return Draft(plainly(linked), _whole(linked))


def plainly(rows: pl.DataFrame) -> pl.DataFrame:
    """Groups that are essential, need one whole member, and have no buffer and no replacement."""
    return rows.select(
        "key",
        "id",
        "owner",
        need=pl.lit(ONE),
        strict=pl.lit(False),
        degrading=pl.lit(False),
        share=pl.lit(ONE),
        tolerance=pl.lit(0),
        buffer=pl.lit(0),
        replacement=pl.lit(FOREVER),
        assumed=pl.col("assumed"),
    ).cast(GROUP)


def _whole(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.select("key", "member", weight=pl.lit(ONE), assumed=pl.lit(0)).cast(MEMBER)


def at_node(rows: pl.DataFrame, keys: pl.DataFrame, noun: str, id: str, node: str) -> pl.DataFrame:
    """The rows with the number of the node that `noun` and `id` name; null where there is none."""
    code = (
        pl.col(noun).replace_strict(CODES, default=None, return_dtype=pl.Int32).alias("noun_code")
    )
    named = keys.select(
        pl.col("noun").cast(pl.Int32).alias("noun_code"),
        pl.col("id").alias(f"{id}_"),
        pl.col("node").cast(pl.Int64).alias(node),
    )
    left = rows.with_columns(code, pl.col(id).alias(f"{id}_"))
    return left.join(named, on=["noun_code", f"{id}_"], how="left", maintain_order="left").drop(
        "noun_code", f"{id}_"
    )


def sure(estimates: bool) -> pl.Expr:
    """Every row, or only those whose confidence is not estimated or unknown."""
    return pl.lit(True) if estimates else ~pl.col("confidence").is_in(UNSURE).fill_null(False)


def filled_code(column: str, defaults: Parameters) -> pl.Expr:
    """The code of a column with policy's default where it is unknown."""
    return pl.col(column).fill_null(defaults[column])


def _values(defaults: Parameters) -> list[pl.Expr]:
    never = FOREVER if defaults["replacement"] == "never" else defaults["replacement"]
    degrading = filled_code("criticality", defaults) == Criticality.DEGRADING
    share = flagged(share=Assumed.SHARE) * degrading.cast(pl.Int64)
    others = flagged(
        need=Assumed.NEED,
        mode=Assumed.MODE,
        criticality=Assumed.CRITICALITY,
        tolerance=Assumed.TOLERANCE,
        buffer_hours=Assumed.BUFFER,
        replacement_hours=Assumed.REPLACEMENT,
    )
    return [
        filled("need", defaults["need"]),
        (filled_code("mode", defaults) == Mode.STRICT).alias("strict"),
        degrading.alias("degrading"),
        filled("share", defaults["share"]),
        filled("tolerance", defaults["tolerance"]),
        filled("buffer_hours", defaults["buffer"]).alias("buffer"),
        filled("replacement_hours", never).alias("replacement"),
        (share + others).alias("assumed"),
    ]


def _members(register: Register, defaults: Parameters, keys: pl.DataFrame) -> pl.DataFrame:
    rows = register.once("members")
    allowed = pl.when(pl.col("member_noun").is_in(ALLOWED["member_noun"])).then("member_noun")
    rows = rows.with_columns(allowed.alias("member_noun"))
    found = at_node(rows, keys, "member_noun", "member_id", "member")
    return found.select(
        pl.col("requirement_id").alias("id"),
        pl.format("requirement {}", "requirement_id").alias("key"),
        "member",
        filled("weight", defaults["weight"]),
        flagged(weight=Assumed.WEIGHT).alias("assumed"),
    )


def _faulty(groups: pl.DataFrame, members: pl.DataFrame) -> pl.DataFrame:
    """The requirements that cannot take part, each with the code of its first fault."""
    total = members.group_by("id").agg(pl.col("weight").sum().alias("carried"))
    judged = groups.join(total, on="id", how="left")
    code = (
        pl.when(pl.col("owner").is_null())
        .then(pl.lit("requirement-no-owner"))
        .when(pl.col("carried").is_null())
        .then(pl.lit("requirement-no-members"))
        .when(pl.col("need") <= 0)
        .then(pl.lit("requirement-no-need"))
        .when(pl.col("carried") < pl.col("need"))
        .then(pl.lit("requirement-never-met"))
    )
    return judged.select("id", code.alias("code")).filter(pl.col("code").is_not_null())


__all__ = ["Draft", "NodeNoun", "at_node", "declared", "supplier_links", "wraps"]

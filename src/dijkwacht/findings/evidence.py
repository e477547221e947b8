# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What observations weigh on a day: in millionths of log-odds, fading with age and held to a cap
per family, and the floors below which a level cannot be. By policy `signals/kinds`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, localcontext
from functools import cache
from typing import Any, Final

import polars as pl

from dijkwacht.register.codes import ActKind, MatchDecision
from dijkwacht.register.register import Columns
from dijkwacht.rules.rulebook import Rules

FADE_ONE: Final = 10**9
GONE: Final = 10  # half-lives after which nothing is left: less than a thousandth
EVIDENCE: Final = pl.Schema(
    {
        "supplier_id": pl.String(),
        "observation_id": pl.String(),
        "kind": pl.String(),
        "family": pl.String(),
        "observed_on": pl.Date(),
        "known_on": pl.Date(),
        "age": pl.Int64(),
        "weight": pl.Int64(),
        "floor": pl.Int64(),
    }
)


@dataclass(frozen=True, eq=False)
class Kinds:
    """The kinds of observation and the caps of their families, as policy has them on a day."""

    frame: pl.DataFrame  # kind, family, floor, full (weight), half_life, ends_by
    caps: Mapping[str, int]

    @classmethod
    def of(cls, rules: Rules) -> "Kinds":
        """The kinds in force; RuleNotInForce when policy has none on that day."""
        said: Mapping[str, Mapping[str, Any]] = rules.parameters("signals/kinds").entries
        rows = [
            {
                "kind": kind,
                "family": entry["value"]["family"],
                "level": entry["value"]["floor"],
                "full": entry["value"]["weight"],
                "half_life": entry["value"]["half_life"],
                "ends_by": entry["value"]["ends_by"],
            }
            for kind, entry in said.items()
        ]
        caps = rules.parameters("signals/families").entries
        return cls(pl.DataFrame(rows), {name: entry["value"] for name, entry in caps.items()})


@cache
def fade(age: int, half_life: int) -> int:
    """What is left of a weight after so many days, in billionths: exact on every machine."""
    if half_life == 0 or age <= 0:
        return FADE_ONE
    with localcontext() as context:
        context.prec = 28
        return int(Decimal(2) ** (Decimal(-age) / Decimal(half_life)) * FADE_ONE)


def matched(rows: Columns, on: date) -> pl.DataFrame:
    """The observations known on a day, each with the supplier that it is about: by its identifier,
    or because a person decided so by that day."""
    told = pl.max_horizontal("known_on", "recorded_on")  # by the source, and to us
    seen = rows.table("observations").filter(told <= on)
    decided = rows.table("matches").filter(
        (pl.col("decision") == MatchDecision.SAME) & (pl.col("decided_on") <= on)
    )
    same = decided.select(id="observation_id", decided="supplier_id").unique(maintain_order=True)
    joined = seen.join(same, on="id", how="left", maintain_order="left")
    return joined.with_columns(pl.coalesce("supplier_id", "decided").alias("supplier_id")).filter(
        pl.col("supplier_id").is_not_null()
    )


def evidence(rows: Columns, kinds: Kinds, on: date) -> pl.DataFrame:
    """What holds on a day, as EVIDENCE: in the order of supplier, day and observation. An
    observation of a kind that policy does not know is left out."""
    known = matched(rows, on).join(kinds.frame, on="kind", suffix="_by_policy")
    holds = pl.col("valid_until").is_null() | (pl.col("valid_until") > on)
    aged = known.filter(holds).with_columns(
        age=(pl.lit(on) - pl.col("observed_on")).dt.total_days().clip(0)
    )
    faded = (pl.col("ends_by") == "fades") & (pl.col("age") > GONE * pl.col("half_life"))
    left = aged.filter(~faded & pl.col("age").is_not_null())
    open_ = left.join(_closed(rows, on), on=["supplier_id", "kind"], how="left").filter(
        (pl.col("ends_by") != "person")
        | pl.col("closed_on").is_null()
        | (pl.col("closed_on") < pl.col("known_on"))
    )
    weighed = _weighed(open_)
    found = weighed.select(
        "supplier_id",
        pl.col("id").alias("observation_id"),
        "kind",
        pl.col("family_by_policy").alias("family"),
        "observed_on",
        "known_on",
        "age",
        "weight",
        "floor",
    )
    return found.sort("supplier_id", "observed_on", "observation_id").cast(EVIDENCE)


def _weighed(rows: pl.DataFrame) -> pl.DataFrame:
    """The weight that is left, and the floor: one that fades holds for a half-life."""
    ages = rows.select("age", "half_life").unique()
    part = [fade(age, half_life) for age, half_life in ages.iter_rows()]
    known = ages.with_columns(part=pl.Series(part, dtype=pl.Int64))
    joined = rows.join(known, on=["age", "half_life"], how="left", maintain_order="left")
    holds = (pl.col("ends_by") != "fades") | (pl.col("age") <= pl.col("half_life"))
    return joined.with_columns(
        weight=pl.col("full") * pl.col("part") // FADE_ONE,
        floor=pl.when(holds).then("level").otherwise(0),
    )


def _closed(rows: Columns, on: date) -> pl.DataFrame:
    """Per supplier and kind the day on which a person closed it, where nobody opened it again."""
    ends = [ActKind.CLOSE.value, ActKind.REOPEN.value]
    acts = rows.table("alert_acts").filter((pl.col("done_on") <= on) & pl.col("kind").is_in(ends))
    last = acts.sort("done_on", "id").group_by("supplier_id", "cause").last()
    closed = last.filter(pl.col("kind") == ActKind.CLOSE)
    return closed.select("supplier_id", kind="cause", closed_on="done_on")


def capped(found: pl.DataFrame, kinds: Kinds) -> pl.DataFrame:
    """Per supplier and family what its observations weigh together, and what of that is above the
    cap: supplier_id, family, weight, cut."""
    total = found.group_by("supplier_id", "family").agg(pl.col("weight").sum().alias("all"))
    caps = pl.DataFrame(
        {"family": list(kinds.caps), "cap": list(kinds.caps.values())},
        schema={"family": pl.String, "cap": pl.Int64},
    )
    joined = total.join(caps, on="family", how="left").with_columns(
        pl.col("cap").fill_null(0)  # a family that policy does not know weighs nothing
    )
    weight = pl.col("all").clip(-pl.col("cap"), pl.col("cap"))
    return joined.select("supplier_id", "family", weight=weight, cut=pl.col("all") - weight).sort(
        "supplier_id", "family"
    )

# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which fallback could stand in for a whole service (A2): independent, tested not long ago, soon
enough, good enough and for long enough. Criterion: Directive (EU) 2022/2557, Article 7(1)(f)."""

from collections.abc import Collection, Mapping

import polars as pl

from dijkwacht.base.months import months_later
from dijkwacht.base.units import DAY_HOURS
from dijkwacht.findings.classes import Ints
from dijkwacht.register.codes import Noun
from dijkwacht.register.register import Register
from dijkwacht.rules.rulebook import Parameters


def alternatives(
    register: Register,
    rule: Parameters,
    ids: tuple[str, ...],
    mtpd: Ints,
    independent: Collection[str],
) -> Mapping[str, str]:
    """Per service the first fallback (by id) that could stand in for it; only services that have
    one. Whatever is not known of a fallback counts against it.

    `mtpd` is the earliest each may be (hours); `independent` holds the ids of fallbacks.
    """
    services = pl.DataFrame(
        {"protects_id": list(ids), "mtpd": mtpd}, schema_overrides={"protects_id": pl.String}
    ).join(
        register.once("services").select(pl.col("id").alias("protects_id"), "mbco"),
        on="protects_id",
    )
    since = months_later(register.on, -int(rule["alternative_tested_months"]))
    least = int(rule["alternative_days"]) * DAY_HOURS
    found = (
        register.table("fallbacks")
        .filter(
            (pl.col("protects_noun") == Noun.SERVICE.value)
            & pl.col("id").is_in(pl.Series(sorted(independent), dtype=pl.String).implode())
            & pl.col("proven_on").is_between(since, register.on)
            & (pl.col("duration_hours") >= least)
        )
        .join(services, on="protects_id")
        .filter(
            (pl.col("proven_activation_hours") >= 0)
            & (pl.col("proven_activation_hours") <= pl.col("mtpd"))
            & (pl.col("mbco") > 0)
            & (pl.col("proven_level") >= pl.col("mbco"))
        )
        .sort("id", descending=True)
    )
    return dict(found.select("protects_id", "id").iter_rows())

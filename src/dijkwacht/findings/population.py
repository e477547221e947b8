# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What shares are shares of: how many organisations of a kind there are in all, and their size
together. What the register does not say, or says in two ways, is not known."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from dijkwacht.base.units import NOT_APPLICABLE
from dijkwacht.register.register import Register

NO_SUM = "none"  # no measure is added up from the register


@dataclass(frozen=True, eq=False)
class Population:
    """All organisations of each kind, as far as known."""

    kinds: pl.DataFrame  # organisation, kind
    counts: pl.DataFrame  # kind, total: null is not known
    sizes: pl.DataFrame  # organisation, measure, size: only what is known
    totals: pl.DataFrame  # kind, measure, total: null is not known

    def measures(self, wanted: Sequence[str] | None, kinds: Sequence[str]) -> pl.DataFrame:
        """Per kind the measures in which its weight is told, with their totals: those that are
        wanted, or (None) all that have a total; one without a name where there is none."""
        asked = pl.DataFrame({"kind": list(kinds)}, {"kind": pl.String})
        if wanted is None:
            return asked.join(self.totals.filter(pl.col("total").is_not_null()), "kind", "left")
        named = asked.join(pl.DataFrame({"measure": list(wanted)}), how="cross")
        return named.join(self.totals, ["kind", "measure"], "left")


def of_table(register: Register, summed: str = NO_SUM) -> Population:
    """As the table `populations` says. A total below what the register itself holds is wrong, and
    so not known."""
    rows = register.table("populations")
    whole = rows.filter(pl.col("organisation_id").is_null() & pl.col("kind").is_not_null())
    kinds, sizes = _kinds(register), _sizes(register, summed)
    held = kinds.group_by("kind").agg(held=pl.len().cast(pl.Int64))
    together = sizes.join(kinds, "organisation").group_by("kind", "measure")
    return Population(
        kinds,
        _agreed(whole, ["kind"], "organisations")
        .join(held, "kind", "left")
        .select(*_fitting("kind")),
        sizes,
        _agreed(whole.filter(pl.col("measure").is_not_null()), ["kind", "measure"], "size")
        .join(together.agg(held=pl.col("size").sum()), ["kind", "measure"], "left")
        .select(*_fitting("kind", "measure")),
    )


def of_register(register: Register, summed: str = NO_SUM) -> Population:
    """The organisations of the register as if there were no others; a measure that one of them
    lacks has no total."""
    kinds, sizes = _kinds(register), _sizes(register, summed)
    counts = kinds.drop_nulls().group_by("kind").agg(total=pl.len().cast(pl.Int64))
    together = sizes.join(kinds.drop_nulls(), "organisation").group_by("kind", "measure")
    measured = together.agg(pl.col("size").sum(), known=pl.len()).join(counts, "kind")
    total = pl.when(pl.col("known") == pl.col("total")).then("size").alias("total")
    return Population(kinds, counts, sizes, measured.select("kind", "measure", total))


def _kinds(register: Register) -> pl.DataFrame:
    rows = register.once("organisations")
    return rows.select(pl.col("id").alias("organisation"), "kind")


def _sizes(register: Register, summed: str) -> pl.DataFrame:
    rows = register.table("populations").drop_nulls(["organisation_id", "measure"])
    renamed = rows.rename({"organisation_id": "organisation"})
    told = _agreed(renamed, ["organisation", "measure"], "size")
    known = told.rename({"total": "size"}).drop_nulls("size")
    if summed == NO_SUM:
        return known
    services = register.once("services")
    users = services.drop_nulls("organisation_id").group_by(organisation="organisation_id")
    known_users = pl.col("users").clip(lower_bound=0)  # who has no users has 0
    whole = pl.when(pl.col("users").null_count() == 0).then(known_users.sum())
    added = users.agg(size=whole).drop_nulls("size")
    counted = added.select("organisation", pl.lit(summed).alias("measure"), "size")
    return pl.concat([known.filter(pl.col("measure") != summed), counted.cast(known.schema)])


def _agreed(rows: pl.DataFrame, key: list[str], column: str) -> pl.DataFrame:
    """Per key the one value that all rows that have one give; null when they differ or have
    none."""
    known = pl.col(column).filter(pl.col(column) != NOT_APPLICABLE)
    one = pl.when(known.n_unique() == 1).then(known.first())
    return rows.group_by(key).agg(total=one)


def _fitting(*key: str) -> tuple[pl.Expr, ...]:
    """The key, and the total where it is not less than what the register holds."""
    fits = pl.col("total") >= pl.col("held").fill_null(0)
    return (*(pl.col(name) for name in key), pl.when(fits).then("total").alias("total"))

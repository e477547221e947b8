# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The shares of the systemic test: which part of a category, in number or in weight, has critical
use of a supplier. Where something is not known the share has bounds, or is not known."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import polars as pl

from dijkwacht.base.units import ONE
from dijkwacht.findings.critical_use import LEVELS
from dijkwacht.findings.population import Population
from dijkwacht.rules.condition import Between, Known
from dijkwacht.rules.decision_table import DecisionTable

LINES: Final = pl.Schema(
    {
        "level": LEVELS,
        "provider": pl.Int64(),
        "indicator": pl.String(),
        "row": pl.Int64(),  # of the table of the indicator
        "category": pl.String(),  # null for organisations of which the kind is not known
        "measure": pl.String(),
        "low": pl.Int64(),  # the numerator for sure
        "high": pl.Int64(),  # and at most; null is without bound
        "total": pl.Int64(),  # the denominator; null is not known
        "share": pl.Int64(),  # basis points of the lower bound, rounded down
        "met": pl.Boolean(),
    }
)
JUDGED: Final = {name: LINES[name] for name in ("row", "low", "high", "total", "met")}
ANSWERED: Final = {"4.1": "no_alternative", "4.2": "hard_to_leave"}
KEY: Final = ("level", "provider", "category")


@dataclass(frozen=True, eq=False)
class Counting:
    """What is counted: pairs of supplier and organisation, and all organisations there are."""

    pairs: pl.DataFrame  # level, provider, organisation, kind, and the answers
    population: Population
    measures: pl.DataFrame  # kind, measure, total
    categories: Sequence[str]

    def lines(self, indicator: str) -> pl.DataFrame:
        """Per level, provider and category the numerator between its bounds and the
        denominator."""
        if indicator == "1.2":
            return pl.concat([self._weights(), self._strays(pl.len())], how="diagonal_relaxed")
        answer = ANSWERED.get(indicator)
        yes = pl.len() if answer is None else pl.col(answer).sum()
        maybe = pl.len() if answer is None else pl.col(answer).fill_null(True).sum()
        counts = self._known().group_by(KEY).agg(low=yes, high=maybe)
        strays = self._strays(maybe)
        with_strays = counts.join(strays.select(*KEY[:2], stray="high"), KEY[:2], "left")
        high = pl.col("high") + pl.col("stray").fill_null(0)
        totals = self.population.counts.rename({"kind": "category"})
        lines = with_strays.select(*KEY, "low", high).join(totals, "category", "left")
        return pl.concat([lines, strays], how="diagonal_relaxed")

    def _known(self) -> pl.DataFrame:
        held = self.pairs.rename({"kind": "category"})
        return held.filter(pl.col("category").is_in(list(self.categories)))

    def _strays(self, maybe: pl.Expr) -> pl.DataFrame:
        """Organisations of no known kind: they may be of any category."""
        held = self.pairs.rename({"kind": "category"}).filter(pl.col("category").is_null())
        found = held.group_by(KEY).agg(low=pl.lit(0), high=maybe)
        return found.filter(pl.col("high") > 0)

    def _weights(self) -> pl.DataFrame:
        sizes = self.population.sizes
        measures = self.measures.rename({"kind": "category"})
        held = self._known().select(*KEY, "organisation").join(measures, "category")
        sized = held.join(sizes, ["organisation", "measure"], "left")
        lines = sized.group_by(*KEY, "measure", "total").agg(
            low=pl.col("size").sum(), without=pl.col("size").is_null().any()
        )
        loose = self._strays(pl.len()).select(*KEY[:2], stray=pl.lit(True))
        joined = lines.join(loose, KEY[:2], "left")
        open_ = pl.col("without") | pl.col("stray").fill_null(False)
        high = pl.when(~open_).then("low").alias("high")
        return joined.select(*KEY, "measure", "low", high, "total")


def judged(lines: pl.DataFrame, table: DecisionTable, indicator: str) -> pl.DataFrame:
    """The lines with their share and whether the table calls them met; the same numbers are judged
    once."""
    numbers = ["low", "high", "total"]
    whole = lines.with_columns(pl.col(numbers).cast(pl.Int64)).with_columns(_at_most())
    found = [
        (*key, *_verdict(key, table, bodies=indicator != "1.2"))
        for key in whole.select(numbers).unique(maintain_order=True).iter_rows()
    ]
    types = {name: LINES[name] for name in (*numbers, "row", "share", "met")}
    verdicts = pl.DataFrame(found, types, orient="row")
    return shaped(whole.join(verdicts, numbers, nulls_equal=True), indicator)


def _at_most() -> pl.Expr:
    """The upper bound of the numerator: no more than there are."""
    beyond = (pl.col("high") > pl.col("total")) & (pl.col("low") <= pl.col("total"))
    return pl.when(beyond).then("total").otherwise("high").alias("high")


def share(low: int, high: int | None, total: int | None) -> Known:
    """The share in basis points, rounded down; None where the whole is not known, or less than what
    is counted for sure. It is at most all; nothing of whatever whole is nothing."""
    if high == 0:
        return 0
    if not total or low > total:
        return None
    at_least, at_most = low * ONE // total, ONE if high is None else min(high, total) * ONE // total
    return at_least if at_least == at_most else Between(at_least, at_most)


def ends(value: Known) -> tuple[int | None, int | None]:
    """The lowest and the highest a number can be; (None, None) where it is not known."""
    if isinstance(value, Between):
        return value.low, value.high
    return (value, value) if isinstance(value, int) else (None, None)


def shaped(lines: pl.DataFrame, indicator: str) -> pl.DataFrame:
    """As lines of this indicator, with every column."""
    named = lines.with_columns(pl.lit(indicator).alias("indicator"))
    absent = [pl.lit(None).alias(name) for name in LINES if name not in named.columns]
    return named.with_columns(absent).select(pl.col(name).cast(LINES[name]) for name in LINES)


def _verdict(
    key: tuple[int, int | None, int | None], table: DecisionTable, *, bodies: bool
) -> tuple[int, int | None, bool | None]:
    """The row that decides, the share, and whether it is met."""
    low, high, total = key
    part = share(low, high, total)
    count: Known = None
    if bodies and high is not None:
        count = low if low == high else Between(low, high)
    found = table.judge({"share": part, "bodies": count})
    row = next(iter((*found.fired, *found.open, *table.rows)))
    met = True if found.fired else None if found.open else False
    return row.number, ends(part)[0], met

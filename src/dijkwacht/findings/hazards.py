# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What accounts say of suppliers on a day: the probability of the year after the balance in which
the day lies."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

import polars as pl

from dijkwacht.distress.probability import hazards as scored
from dijkwacht.distress.windows import ITEM_OF, laid, yearly
from dijkwacht.findings.fusion import HAZARDS, Weights
from dijkwacht.register.register import Register
from dijkwacht.rules.rulebook import Rules

SAME: Final = ["supplier_id", "accounts"]
GIVEN: Final = sorted(set(ITEM_OF.values()) - {"market_value"})
"""The items that the model reads. One that is not given counts as ordinary, so accounts that give
few of them would look sounder than they are known to be."""


@dataclass(frozen=True, eq=False)
class Scored:
    """What accounts say of each supplier, by id ascending: the columns of HAZARDS, and `accounts`,
    which statements it rests on."""

    frame: pl.DataFrame

    @property
    def hazards(self) -> pl.DataFrame:
        """As HAZARDS."""
        return self.frame.select(list(HAZARDS))


def score(register: Register, rules: Rules, before: Scored | None = None) -> Scored:
    """What accounts say of each supplier on the register's day. Who has the same accounts, in the
    same year after them, as in `before` is not scored again.

    RuleNotInForce when policy has no weights or no rates of currencies on that day.
    """
    rates = rules.parameters("signals/currencies")["rates"]
    rows = yearly(register.table("statements"), register.on, rates)
    weights = Weights.of(rules)
    asked = _asked(rows, weights, register.on)
    known = asked.clear() if before is None else before.frame
    kept = asked.drop("log_odds").join(known.select(*SAME, "log_odds"), on=SAME, how="inner")
    left = asked.join(kept, on=SAME, how="anti")
    parts = [kept.select(asked.columns), *(_scored(rows, part) for part in _by_lead(left))]
    return Scored(pl.concat(parts).sort("supplier_id"))


def hazards(register: Register, rules: Rules) -> pl.DataFrame:
    """The same as HAZARDS."""
    return score(register, rules).hazards


def _asked(rows: pl.DataFrame, weights: Weights, on: date) -> pl.DataFrame:
    """Each supplier with accounts that are not too old and say enough: the last of them, and the
    year after its balance in which the day lies."""
    last = rows.group_by("firm", maintain_order=True).agg(
        pl.col("id").last().alias("statement_id"),
        pl.col("ends_on").last(),
        pl.col("id").str.join(" ").alias("accounts"),
        pl.sum_horizontal(pl.col(GIVEN).is_not_null()).last().alias("given"),
    )
    aged = last.with_columns(age=(pl.lit(on) - pl.col("ends_on")).dt.total_days())
    later = [(pl.col("age") > day).cast(pl.Int64) for day in weights.leads[:-1]]
    lead = pl.sum_horizontal(pl.lit(1, pl.Int64), *later)
    usable = (pl.col("age") <= weights.leads[-1]) & (pl.col("given") >= weights.least_items)
    fresh = aged.filter(usable).with_columns(lead=lead)
    which = pl.format("{} in year {}", "accounts", "lead").alias("accounts")
    named = fresh.rename({"firm": "supplier_id"}).with_columns(which)
    return named.select(
        *[name for name in HAZARDS if name != "log_odds"],
        "accounts",
        pl.lit(None, pl.Int64).alias("log_odds"),
    )


def _by_lead(asked: pl.DataFrame) -> Iterator[pl.DataFrame]:
    yield from (part for _, part in asked.sort("lead").group_by("lead", maintain_order=True))


def _scored(rows: pl.DataFrame, asked: pl.DataFrame) -> pl.DataFrame:
    """The log-odds of suppliers of which the same year after the balance is asked."""
    held = rows.filter(pl.col("firm").is_in(asked["supplier_id"].implode()))
    found = scored(laid(held), lead=int(asked["lead"][0]))
    odds = found.select(pl.col("firm").alias("supplier_id"), pl.col("log_odds").cast(pl.Int64))
    joined = asked.drop("log_odds").join(odds, on="supplier_id", how="inner")
    return joined.select(asked.columns)

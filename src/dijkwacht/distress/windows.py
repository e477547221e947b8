# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The accounts of suppliers in the register, laid out as the failure model reads them."""

from collections.abc import Mapping
from datetime import date
from typing import Final

import polars as pl

from dijkwacht.distress.firm_years import completed
from dijkwacht.register.codes import StatementBasis

MILLION: Final = 1_000_000
SHORTEST, LONGEST = 330, 400  # days of a period that is a year
EARLY: Final = 5  # a year that ends in May or sooner is that of the calendar year before
MODEL_CURRENCY: Final = "USD"
ITEM_OF: Final[Mapping[str, str]] = {
    "current_assets": "current_assets",
    "total_assets": "total_assets",
    "cost_of_goods_sold": "cost_of_sales",
    "total_long_term_debt": "long_term_debt",
    "depreciation_and_amortization": "depreciation",
    "ebit": "ebit",
    "ebitda": "ebitda",
    "gross_profit": "gross_profit",
    "inventory": "inventories",
    "total_current_liabilities": "current_liabilities",
    "net_income": "net_income",
    "retained_earnings": "retained_earnings",
    "total_receivables": "receivables",
    "total_revenue": "revenue",
    "market_value": "market_value",
    "total_liabilities": "total_liabilities",
}
"""The item of a statement in which each item of the model is found."""


def yearly(statements: pl.DataFrame, on: date, rates: Mapping[str, int]) -> pl.DataFrame:
    """The statements that hold on a day: of each supplier (`firm`) and fiscal year (`fyear`) the
    group's accounts before the entity's own, and of those the newest that was published, and known
    to us, by then.

    `rates`: what one unit of a currency is worth in millionths of a dollar. Accounts in a currency
    without a rate, or of a period that is no year, are left out: their size would be guessed.
    """
    told = pl.max_horizontal(pl.coalesce("known_on", "ends_on"), "recorded_on")
    length = (pl.col("ends_on") - pl.col("starts_on")).dt.total_days()
    a_year = length.is_null() | length.is_between(SHORTEST, LONGEST)
    year = pl.col("ends_on").dt.year() - (pl.col("ends_on").dt.month() <= EARLY).cast(pl.Int32)
    rate = pl.col("currency").replace_strict(
        {**rates, MODEL_CURRENCY: MILLION}, default=None, return_dtype=pl.Int64
    )
    held = statements.filter((told <= on) & (pl.col("ends_on") <= on) & a_year).with_columns(
        firm=pl.col("supplier_id"), fyear=year, rate=rate
    )
    separate = pl.col("basis") != StatementBasis.CONSOLIDATED
    known = held.filter(pl.all_horizontal(pl.col("firm", "fyear", "rate").is_not_null()))
    in_order = known.sort(
        separate.fill_null(True), "known_on", "id", descending=[True, False, False]
    )
    last = in_order.unique(["firm", "fyear"], keep="last", maintain_order=True)
    return last.sort("firm", "fyear")


def windows(statements: pl.DataFrame, on: date, rates: Mapping[str, int]) -> pl.DataFrame:
    """The yearly accounts of each supplier (`firm`) as they were known on a day, as the model reads
    them: those of `yearly`, in millions of dollars."""
    return laid(yearly(statements, on, rates))


def laid(rows: pl.DataFrame) -> pl.DataFrame:
    """Statements of `yearly` as the model reads them, in millions of dollars."""
    return completed(rows.select("firm", "fyear", *_items()))


def _items() -> list[pl.Expr]:
    """Each item, in millions of dollars; what the accounts do not give follows from others where it
    can."""
    follows = {
        "total_liabilities": pl.col("total_assets") - pl.col("equity"),
        "ebit": pl.col("profit_before_tax") + pl.col("interest_expense"),
    }
    scale = pl.col("rate") / MILLION / MILLION
    found = {
        item: pl.coalesce(name, follows[item]) if item in follows else pl.col(name)
        for item, name in ITEM_OF.items()
    }
    assets = pl.when(pl.col("total_assets") > 0).then("total_assets")
    found["total_assets"] = assets
    return [(of.cast(pl.Float64) * scale).alias(item) for item, of in found.items()]

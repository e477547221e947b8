# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The accounts of suppliers as they were known on a day: one row a year, beside the two years
before it. What is not known is null, and stays so in all that is computed from it."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

import polars as pl

from dijkwacht.register.schema import Kind, columns, schema
from dijkwacht.rules.rulebook import Rules

ITEMS: Final = tuple(
    column.name
    for column in columns("statements")
    if column.kind is Kind.AMOUNT or column.name == "shares"
)
"""The standard items, in the order of the table."""
FLOWS: Final = (
    *("revenue", "cost_of_sales", "gross_profit", "selling_general_admin", "operating_expenses"),
    *("depreciation", "ebit", "ebitda", "interest_expense", "interest_income"),
    *("profit_before_tax", "net_income", "operating_cash_flow", "capital_expenditure"),
)
"""The items that a year makes; the others stand on its last day."""
MARKET: Final = ("volatility", "excess_return", "relative_size", "drift")
"""What a market says of a listed company, as a fraction; not in the register."""
KEYS: Final = ("supplier_id", "basis", "ends_on")
READING: Final = "statements/reading"
LAGS: Final[Mapping[str, int]] = {"prior": 1, "before": 2}
"""The years before: `prior.revenue` is that of one year earlier, `before.revenue` of two."""


def years(statements: pl.DataFrame, rules: Rules) -> pl.DataFrame:
    """One row for each supplier, basis and year: of accounts that were published again the newest
    known on the day of the rules; what was published later is not known yet."""
    known = statements.filter(pl.col("known_on").is_null() | (pl.col("known_on") <= rules.on))
    # of two of one day, one of which only tells that accounts were published, the fuller
    told = pl.sum_horizontal(pl.col(item).is_not_null() for item in ITEMS)
    newest = known.sort("known_on", told, nulls_last=False, maintain_order=True).unique(
        KEYS, keep="last", maintain_order=True
    )
    kept = newest.select(*KEYS, "starts_on", "currency", "standard", "known_on", *ITEMS)
    return beside(kept, rules)


def of_items(
    rules: Rules, given: Mapping[str, Any], *earlier: Mapping[str, Any] | None
) -> pl.DataFrame:
    """One year as a frame, from items by name, with those of the years before it: the last one
    first."""
    rows = [
        {"supplier_id": "it", "basis": "separate", "ends_on": date(2000 + at, 12, 31), **told}
        for at, told in enumerate((*reversed([one or {} for one in earlier]), given))
    ]
    types = schema("statements") | dict.fromkeys(MARKET, pl.Float64())
    frame = pl.DataFrame(rows, schema=types).select(
        *KEYS, "starts_on", "currency", "standard", "known_on", *ITEMS, *MARKET
    )
    return beside(frame, rules).tail(1)


def beside(frame: pl.DataFrame, rules: Rules) -> pl.DataFrame:
    """The rows of years with the items of the years before beside them, where those are there, in
    the same currency. What a longer or shorter period made is not known of a year."""
    days = (pl.col("ends_on") - pl.col("starts_on")).dt.total_days() + 1
    span: Mapping[str, int] = rules.parameters(READING)["year"]
    least, most = span["least"], span["most"]
    is_year = days.is_between(least, most).fill_null(True)
    flows = [pl.when(is_year).then(pl.col(item)).alias(item) for item in FLOWS]
    lacking = [pl.lit(None, pl.Float64).alias(one) for one in MARKET if one not in frame.columns]
    held = frame.with_columns(*flows, *lacking).sort(KEYS)
    for word, lag in LAGS.items():
        held = held.with_columns(_fits(lag, least * lag, most * lag).alias(word))
        held = held.with_columns(
            pl.when(pl.col(word)).then(pl.col(item).shift(lag)).alias(f"{word}.{item}")
            for item in ITEMS
        )
    return held.drop(*LAGS)


def _fits(lag: int, least: int, most: int) -> pl.Expr:
    """Whether the row so many before this one is of the same accounts, so many years earlier."""
    same = [pl.col(key).eq_missing(pl.col(key).shift(lag)) for key in (*KEYS[:2], "currency")]
    gap = (pl.col("ends_on") - pl.col("ends_on").shift(lag)).dt.total_days()
    return pl.all_horizontal(*same, gap.is_between(least, most).fill_null(False))


def tangible(frame: pl.DataFrame) -> pl.DataFrame:
    """The same years without what cannot be touched: goodwill and other intangible assets are taken
    from all assets and from equity. Unknown where those are not known."""
    words = ["", *(f"{word}." for word in LAGS)]
    return frame.with_columns(
        (pl.col(f"{word}{item}") - pl.col(f"{word}intangible_assets")).alias(f"{word}{item}")
        for word in words
        for item in ("total_assets", "equity")
    )

# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Yearly accounts of fictional firms: sound ones, and ones that sink into debt."""

from pathlib import Path

import numpy as np
import polars as pl

from dijkwacht.distress.inputs import ITEMS

LAST = 2010


def firm_years(firms: int = 60, seed: int = 1, years: int = 5) -> pl.DataFrame:
    """Accounts of so many firms; every fifth is failing."""
    random = np.random.default_rng(seed)
    rows: list[dict[str, object]] = []
    for firm in range(firms):
        failing, size = firm % 5 == 0, float(np.exp(random.normal(4, 1.5)))
        for year in range(years):
            rows.append(_year(random, firm, year, size, failing, years))
    return pl.DataFrame(rows)


def _year(
    random: np.random.Generator, firm: int, year: int, size: float, failing: bool, years: int
) -> dict[str, object]:
    """One year: the debts of a failing firm grow towards its end, and its result sinks."""
    sunk = (year + 1) / years if failing else 0.0
    share = random.uniform(0.2, 0.6) + 0.5 * sunk
    sales = size * random.uniform(0.5, 1.5)
    result = sales * (random.normal(0.06, 0.05) - 0.25 * sunk)
    worn = size * 0.04
    short = size * share * random.uniform(0.3, 0.7)
    items = {
        "current_assets": size * 0.5,
        "total_assets": size,
        "cost_of_goods_sold": sales * 0.6,
        "total_long_term_debt": size * share - short,
        "depreciation_and_amortization": worn,
        "ebit": result,
        "ebitda": result + worn,
        "gross_profit": sales * 0.4,
        "inventory": size * 0.1,
        "total_current_liabilities": short,
        "net_income": result * 0.8 - size * share * 0.03,
        "retained_earnings": size * (0.2 - sunk),
        "total_receivables": size * 0.15,
        "total_revenue": sales,
        "market_value": size * random.uniform(0.5, 1.5) * (1.02 - sunk),
        "total_liabilities": size * share,
        "net_sales": sales,
        "total_operating_expenses": sales - result - worn,
    }
    assert set(items) == set(ITEMS)
    rounded = {item: round(value, 3) for item, value in items.items()}
    return {"firm": str(firm), "fyear": LAST - years + 1 + year, **rounded}


def windows(folder: Path, firms: int = 300) -> Path:
    """The three window files of a training, of fictional firms."""
    for years in (3, 4, 5):
        last = firm_years(firms).filter(pl.col("fyear") > LAST - years)
        number = pl.col("firm").cast(pl.Int64)
        table = last.with_columns(
            split=pl.when(number % 7 == 0).then(pl.lit("validation")).otherwise(pl.lit("train")),
            failed=(number % 5 == 0).cast(pl.Int64),
        )
        path = folder / f"us_windows_{years}_years_train_validation.csv.gz"
        table.write_csv(path, compression="gzip")
    return folder

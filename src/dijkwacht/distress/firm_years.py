# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Yearly accounts as a table, a row for each firm and fiscal year: read from a file, and laid side
by side for the model."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import polars as pl

from dijkwacht.base.errors import Unreadable
from dijkwacht.base.files import read_bytes
from dijkwacht.base.problem import Grade, Problem, problem
from dijkwacht.distress.course import YEARS, Years
from dijkwacht.distress.inputs import ITEMS
from dijkwacht.register.csv_text import TextTable, read_csv

EARLIEST, LATEST_YEAR = 1900, 2200
MOST: Final = 1e9  # millions: more is a fault of units
SHOWN: Final = 5  # faults of one kind that are told one by one
KEYS: Final = ("firm", "fyear")
SAME: Final = (("net_sales", "total_revenue"),)
"""Items of which one is the other where only one is given."""


@dataclass(frozen=True, slots=True)
class FirmYears:
    """Accounts by `firm` (text), `fyear` and the items that are known (null is unknown), in the
    order of the file; no firm has a year twice."""

    frame: pl.DataFrame
    problems: tuple[Problem, ...] = ()

    @property
    def firms(self) -> list[str]:
        """Every firm once, in the order of its first row."""
        return self.frame["firm"].unique(maintain_order=True).to_list()


def read(path: Path, name: str | None = None) -> FirmYears:
    """The accounts in a CSV file, plain or gzipped; columns that are no item are ignored, and every
    cell that cannot be read is unknown, with a problem.

    Unreadable where there is no such file, or no firm, year and item in it.
    """
    file = name or path.name
    text = read_csv(read_bytes(path), file)
    if text.frame.width == 0:
        why = text.problems[0]
        raise Unreadable(why.what.code, file=why.where, **dict(why.what.params))
    missing = [key for key in KEYS if key not in text.frame.columns]
    if missing or not set(ITEMS) & set(text.frame.columns):
        raise Unreadable("accounts-columns", file=str(path), columns=", ".join(missing or ITEMS))
    return _typed(text, file)


def _typed(text: TextTable, file: str) -> FirmYears:
    lines = pl.Series("line", text.lines)
    cells = text.frame.with_columns(pl.all().str.strip_chars().replace("", None), lines)
    known: list[str] = [item for item in ITEMS if item in text.frame.columns]
    problems = list(text.problems)
    year = pl.col("fyear").str.replace(r"\.0+$", "").cast(pl.Int32, strict=False)
    plausible = year.is_between(EARLIEST, LATEST_YEAR)
    typed = cells.select(
        "line",
        "firm",
        pl.when(plausible).then(year).alias("fyear"),
        *(_number(item) for item in known),
    )
    problems += _cells(cells, typed, ["fyear"], file, "accounts-year")
    problems += _cells(cells, typed, known, file, "accounts-number")
    problems += _nameless(typed, file)
    whole = typed.filter(pl.col("firm").is_not_null() & pl.col("fyear").is_not_null())
    once, twice = _once(whole, file)
    sound, empty = _with_assets(once, file)
    return FirmYears(completed(sound.drop("line")), (*problems, *twice, *empty))


def _number(item: str) -> pl.Expr:
    number = pl.col(item).cast(pl.Float64, strict=False)
    return pl.when(number.is_finite() & (number.abs() <= MOST)).then(number).alias(item)


def _cells(
    cells: pl.DataFrame, typed: pl.DataFrame, columns: list[str], file: str, code: str
) -> list[Problem]:
    """A problem for each cell that says something and could not be read; of many, the first few and
    how many more."""
    found = [
        (line, column, value)
        for column in columns
        for line, value in cells.filter(pl.col(column).is_not_null() & typed[column].is_null())
        .select("line", column)
        .iter_rows()
    ]
    told = [
        problem(f"{file}:{line} {column}", code, value=value[:40])
        for line, column, value in sorted(found)[:SHOWN]
    ]
    return told + _more(len(found), file, code)


def _more(count: int, file: str, code: str) -> list[Problem]:
    if count <= SHOWN:
        return []
    return [problem(file, "accounts-more", count=count - SHOWN, first=SHOWN)]


def _nameless(typed: pl.DataFrame, file: str) -> list[Problem]:
    lines = typed.filter(pl.col("firm").is_null())["line"].to_list()
    told = [problem(f"{file}:{line} firm", "accounts-firm") for line in lines[:SHOWN]]
    return told + _more(len(lines), file, "accounts-firm")


def _once(rows: pl.DataFrame, file: str) -> tuple[pl.DataFrame, list[Problem]]:
    """Each firm and year once: of two rows the later one in the file holds, in the place of the
    first row of the firm."""
    last = rows.unique(KEYS, keep="last", maintain_order=True)
    twice = rows.filter(~pl.col("line").is_in(last["line"].implode()))
    told = [
        problem(f"{file}:{line}", "accounts-twice", Grade.WARNING, firm=firm, year=year)
        for line, firm, year in twice.select("line", *KEYS).head(SHOWN).iter_rows()
    ]
    order = rows["firm"].unique(maintain_order=True)
    place = pl.DataFrame({"firm": order, "place": range(len(order))})
    kept = last.join(place, on="firm", how="left").sort("place", "line").drop("place")
    return kept, told + _more(twice.height, file, "accounts-twice")


def _with_assets(rows: pl.DataFrame, file: str) -> tuple[pl.DataFrame, list[Problem]]:
    """Assets of nothing or less are unknown: nothing can be divided by them."""
    if "total_assets" not in rows.columns:
        return rows, []
    none = rows.filter(pl.col("total_assets") <= 0)["line"].to_list()
    told = [
        problem(f"{file}:{line} total_assets", "accounts-no-assets", Grade.WARNING)
        for line in none[:SHOWN]
    ]
    assets = pl.when(pl.col("total_assets") > 0).then("total_assets").alias("total_assets")
    return rows.with_columns(assets), told + _more(len(none), file, "accounts-no-assets")


def completed(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with every item as a column; what follows from other items is reckoned, the rest is
    unknown."""
    absent = [pl.lit(None, pl.Float64).alias(item) for item in ITEMS if item not in rows.columns]
    full = rows.with_columns(absent).with_columns(pl.col(ITEMS).cast(pl.Float64))
    revenue = pl.coalesce("total_revenue", "net_sales")
    full = full.with_columns(total_revenue=revenue, net_sales=pl.coalesce("net_sales", revenue))
    ebit, ebitda, wear = pl.col("ebit"), pl.col("ebitda"), pl.col("depreciation_and_amortization")
    gross, cost = pl.col("gross_profit"), pl.col("cost_of_goods_sold")
    sales, spent = pl.col("total_revenue"), pl.col("total_operating_expenses")
    full = full.with_columns(
        ebit=pl.coalesce(ebit, ebitda - wear),
        ebitda=pl.coalesce(ebitda, ebit + wear, sales - spent),
        depreciation_and_amortization=pl.coalesce(wear, ebitda - ebit),
        gross_profit=pl.coalesce(gross, sales - cost),
        cost_of_goods_sold=pl.coalesce(cost, sales - gross),
        total_operating_expenses=pl.coalesce(spent, sales - ebitda),
    )
    return full.select(*KEYS, *ITEMS)


def side_by_side(frame: pl.DataFrame) -> tuple[dict[str, Years], pl.DataFrame]:
    """The items of every firm over the five years up to its latest, a year that is missing unknown;
    and the firms (`firm`, `fyear`, `years` known), in the order of their first row."""
    last = frame.group_by("firm", maintain_order=True).agg(pl.col("fyear").max())
    return _laid(frame, last)


def every_year(frame: pl.DataFrame) -> tuple[dict[str, Years], pl.DataFrame]:
    """The same for every firm-year as if it were the latest: what was known then."""
    return _laid(frame, frame.select(KEYS))


def _laid(frame: pl.DataFrame, asked: pl.DataFrame) -> tuple[dict[str, Years], pl.DataFrame]:
    rows = frame.with_row_index("row").select("row", *KEYS)
    places = np.full((asked.height, YEARS), -1, np.int64)
    for back in range(YEARS):
        there = asked.with_columns(pl.col("fyear") - back)
        found = there.join(rows, on=KEYS, how="left", maintain_order="left")["row"]
        places[:, YEARS - 1 - back] = found.cast(pl.Int64).fill_null(-1).to_numpy()
    items = {
        item: np.append(frame[item].fill_null(np.nan).to_numpy(), np.nan)[places] for item in ITEMS
    }
    return items, asked.with_columns(years=pl.Series((places >= 0).sum(axis=1), dtype=pl.Int8))

# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Accounts as a plain table: one figure a row."""

from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from builders import rules

from dijkwacht.base.problem import Problem
from dijkwacht.sources import statements

HEADER = "scheme,value,name,basis,starts_on,ends_on,known_on,currency,units,item,amount"
ROW = "kvk,00000019,Polder ICT,separate,2025-01-01,2025-12-31,2026-05-20,EUR,thousands,{}"


def read(folder: Path, *rows: str, header: str = HEADER) -> tuple[list[Any], list[Problem]]:
    file = folder / "accounts.csv"
    file.write_text("\n".join((header, *rows)) + "\n", "utf-8")
    found, problems = statements.read(file, rules())
    return found.table("statements").to_dicts(), problems


def test_rows_of_one_year_are_one_statement(tmp_path: Path) -> None:
    told = ("revenue,1200.5", "net_income,(40)", "total_assets,900", "equity,-10")
    (row,), problems = read(tmp_path, *(ROW.format(one) for one in told))
    assert problems == []
    assert (row["revenue"], row["net_income"], row["equity"]) == (1_200_500, -40_000, -10_000)
    assert (row["total_liabilities"], row["derived"]) == (910_000, "total_liabilities")
    assert row["cash"] is None and row["standard"] == "table"


@pytest.mark.parametrize(
    ("cell", "other", "code"),
    [
        ("EUR", "Euro", "statements-cell"),
        ("thousands", "lots", "statements-cell"),
        ("separate", "both", "statements-cell"),
        ("2025-12-31", "31-12-2025", "statements-cell"),
        ("2026-05-20", "soon", "statements-cell"),
        ("revenue", "turnover", "statements-item"),
        (",900", ",\"1,234\"", "statements-cell"),
        (",900", ",1e5", "statements-cell"),
        (",900", ",", "statements-cells"),
        ("00000019", "1234", "id-length"),
        ("kvk", "shop", "scheme-unknown"),
        (",900", ",999999999999999", "statements-range"),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_used_is_one_problem(
    tmp_path: Path, cell: str, other: str, code: str
) -> None:
    good = ROW.format("revenue,900")
    rows, problems = read(tmp_path, ROW.format("equity,5"), good.replace(cell, other))
    assert [found.what.code for found in problems] == [code]
    assert problems[0].where.startswith("accounts.csv:3")
    assert [(row["equity"], row["revenue"]) for row in rows] == [(5_000, None)]


def test_the_same_figure_twice_is_one_and_another_is_unknown(tmp_path: Path) -> None:
    told = ("equity,5", "equity,5", "revenue,1", "revenue,2")
    (row,), problems = read(tmp_path, *(ROW.format(one) for one in told))
    assert (row["equity"], row["revenue"]) == (5_000, None)
    assert [found.what.code for found in problems] == ["statements-twice"]


def test_columns_that_lack_are_told(tmp_path: Path) -> None:
    rows, problems = read(tmp_path, "1", header="scheme")
    assert rows == [] and problems[0].what.code == "statements-columns"


def test_a_workbook_says_the_same(tmp_path: Path) -> None:
    file = tmp_path / "accounts.xlsx"
    with xlsxwriter.Workbook(str(file)) as book:
        sheet = book.add_worksheet("accounts")
        sheet.write_row(0, 0, HEADER.split(","))
        for at, told in enumerate((["revenue", 1200.5], ["equity", -10]), 1):
            sheet.write_row(at, 0, [*ROW.format("").split(",")[:-1], *told])
    found, problems = statements.read(file, rules())
    (row,) = found.table("statements").to_dicts()
    assert (row["revenue"], row["equity"]) == (1_200_500, -10_000)
    assert [one.what.code for one in problems] == []

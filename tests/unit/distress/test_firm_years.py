# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Yearly accounts from a file: whatever a table leaves out, adds, repeats or spoils."""

import gzip
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from dijkwacht.base.errors import Unreadable
from dijkwacht.distress.firm_years import FirmYears, every_year, read, side_by_side


def table(folder: Path, text: str, name: str = "accounts.csv") -> FirmYears:
    """A table of this text, read."""
    path = folder / name
    path.write_bytes(gzip.compress(text.encode()) if name.endswith(".gz") else text.encode())
    return read(path)


def codes(found: FirmYears) -> list[tuple[str, str]]:
    return [(one.where, one.what.code) for one in found.problems]


@pytest.mark.parametrize("name", ["accounts.csv", "accounts.csv.gz"])
def test_columns_in_any_order_and_columns_of_others_do_not_matter(
    tmp_path: Path, name: str
) -> None:
    found = table(tmp_path, "note,fyear,total_assets,firm,failed\nx,2010,12.5,b,1\n", name)
    assert found.frame.select("firm", "fyear", "total_assets").rows() == [("b", 2010, 12.5)]
    assert found.problems == ()
    assert found.frame["ebit"].to_list() == [None]


def test_firms_keep_the_order_of_their_first_row(tmp_path: Path) -> None:
    text = "firm,fyear,ebit\nb,2010,1\na,2009,2\nb,2009,3\n"
    assert table(tmp_path, text).firms == ["b", "a"]


def test_a_year_that_comes_twice_counts_as_its_last_row_says(tmp_path: Path) -> None:
    found = table(tmp_path, "firm,fyear,ebit\na,2010,1\na,2010,2\n")
    assert found.frame["ebit"].to_list() == [2.0]
    assert codes(found) == [("accounts.csv:2", "accounts-twice")]


def test_a_cell_that_is_no_number_is_unknown_and_told(tmp_path: Path) -> None:
    found = table(tmp_path, "firm,fyear,ebit\na,2010,much\na,2009,inf\na,2008,1e300\n")
    assert found.frame["ebit"].null_count() == 3
    assert codes(found) == [(f"accounts.csv:{line} ebit", "accounts-number") for line in (2, 3, 4)]


def test_a_row_without_a_firm_or_a_year_is_left_out_and_told(tmp_path: Path) -> None:
    found = table(tmp_path, "firm,fyear,ebit\n,2010,1\na,long ago,1\na,2010.0,1\n")
    assert found.frame.select("firm", "fyear").rows() == [("a", 2010)]
    assert codes(found) == [
        ("accounts.csv:3 fyear", "accounts-year"),
        ("accounts.csv:2 firm", "accounts-firm"),
    ]


def test_many_faults_of_one_kind_are_told_in_a_few_lines(tmp_path: Path) -> None:
    rows = "".join(f"a,{1950 + year},x\n" for year in range(50))
    told = table(tmp_path, f"firm,fyear,ebit\n{rows}").problems
    assert len(told) == 6
    assert told[-1].what.params["count"] == 45


def test_assets_of_nothing_are_unknown(tmp_path: Path) -> None:
    found = table(tmp_path, "firm,fyear,total_assets\na,2010,0\na,2009,-3\n")
    assert found.frame["total_assets"].null_count() == 2
    assert [code for _, code in codes(found)] == ["accounts-no-assets"] * 2


def test_what_follows_from_other_items_is_reckoned(tmp_path: Path) -> None:
    found = table(
        tmp_path, "firm,fyear,net_sales,cost_of_goods_sold,ebitda,ebit\na,2010,10,6,3,1\n"
    )
    row = found.frame.row(0, named=True)
    assert row["gross_profit"] == 4.0
    assert row["depreciation_and_amortization"] == 2.0
    assert row["total_operating_expenses"] == 7.0


@pytest.mark.parametrize("text", ["firm,fyear\na,2010\n", "firm,ebit\na,1\n", "ebit\n1\n"])
def test_a_table_without_firm_year_or_items_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(Unreadable) as told:
        table(tmp_path, text)
    assert told.value.what.code == "accounts-columns"


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unreadable):
        table(tmp_path, "")


def test_a_gap_between_years_is_a_year_unknown(tmp_path: Path) -> None:
    found = table(tmp_path, "firm,fyear,ebit\na,2007,7\na,2010,10\na,2001,1\n")
    items, firms = side_by_side(found.frame)
    np.testing.assert_array_equal(items["ebit"], [[np.nan, 7, np.nan, np.nan, 10]])
    assert firms.rows() == [("a", 2010, 2)]


def test_each_year_is_seen_as_it_was_known_then(tmp_path: Path) -> None:
    found = table(tmp_path, "firm,fyear,ebit\na,2009,9\na,2010,10\nb,2010,1\n")
    items, firms = every_year(found.frame)
    assert firms["fyear"].to_list() == [2009, 2010, 2010]
    np.testing.assert_array_equal(items["ebit"][:2, 3:], [[np.nan, 9], [9, 10]])
    assert isinstance(firms, pl.DataFrame)

# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Accounts, observations and what people decided about them, as tables."""

from datetime import date
from pathlib import Path

import pytest

from dijkwacht.register.records import TABLES
from dijkwacht.register.schema import Kind, columns
from dijkwacht.register.tables import read_tables
from dijkwacht.register.watched import Statement

WATCHED = (
    *("statements", "observations", "matches", "readings", "alert_acts", "contract_options"),
    "sovereignty_scores",
)


def written(folder: Path, table: str, text: str) -> Path:
    (folder / f"{table}.csv").write_text(text, encoding="utf-8")
    return folder


def test_a_loss_is_an_amount_below_zero_and_minus_one_is_no_word(tmp_path: Path) -> None:
    text = "id,supplier_id,ends_on,net_income,equity,revenue\nst-1,sup-1,2025-12-31,-1,-250000,\n"
    history, problems = read_tables(written(tmp_path, "statements", text))
    row = history.frames["statements"].row(0, named=True)
    assert (row["net_income"], row["equity"], row["revenue"]) == (-1, -250_000, None)
    assert [fault for fault in problems if fault.what.code == "negative"] == []


@pytest.mark.parametrize("cell", ["1.5", "n/a", "--4", "1e3", "€ 5"])
def test_an_amount_that_is_none_is_unknown_and_told(tmp_path: Path, cell: str) -> None:
    text = f"id,supplier_id,ends_on,revenue\nst-1,sup-1,2025-12-31,{cell}\n"
    history, problems = read_tables(written(tmp_path, "statements", text))
    assert history.frames["statements"]["revenue"].to_list() == [None]
    assert "not-amount" in [fault.what.code for fault in problems]


def test_every_item_of_the_accounts_is_a_whole_amount() -> None:
    kinds = {column.name: column.kind for column in columns("statements")}
    assert kinds["revenue"] is Kind.AMOUNT
    assert kinds["shares"] is Kind.COUNT
    assert TABLES["statements"] is Statement


@pytest.mark.parametrize("table", WATCHED)
def test_a_register_does_without_what_is_watched(tmp_path: Path, table: str) -> None:
    history, problems = read_tables(written(tmp_path, "suppliers", "id,name\nsup-1,Nimbus\n"))
    assert history.at(date(2026, 1, 1)).table(table).height == 0
    assert [fault for fault in problems if table in str(fault.where)] == []

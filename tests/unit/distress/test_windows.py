# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The accounts in the register as the model reads them: what was known on the day, of the group, in
millions of dollars."""

from datetime import date
from typing import Any

import polars as pl
import pytest

from dijkwacht.distress.windows import windows
from dijkwacht.register.schema import schema

ON = date(2026, 6, 1)
RATES = {"EUR": 1_100_000}


def statements(*rows: dict[str, Any]) -> pl.DataFrame:
    """Statements of Nimbus for the year 2024."""
    usual = {
        "id": "sta-1",
        "supplier_id": "sup-nimbus",
        "basis": "consolidated",
        "starts_on": date(2024, 1, 1),
        "ends_on": date(2024, 12, 31),
        "currency": "EUR",
        "known_on": date(2025, 4, 1),
        "total_assets": 200_000_000,
        "equity": 50_000_000,
    }
    return pl.DataFrame([{**usual, **row} for row in rows], schema=schema("statements"))


def assets(*rows: dict[str, Any], on: date = ON) -> list[float]:
    return windows(statements(*rows), on, RATES)["total_assets"].to_list()


def test_amounts_are_in_millions_of_dollars_and_debts_follow_from_equity() -> None:
    row = windows(statements({}), ON, RATES).row(0, named=True)
    assert (row["firm"], row["fyear"]) == ("sup-nimbus", 2024)
    assert row["total_assets"] == pytest.approx(220)
    assert row["total_liabilities"] == pytest.approx(165)
    assert row["market_value"] is None


def test_a_restatement_counts_from_the_day_it_was_known() -> None:
    again = {"id": "sta-2", "known_on": date(2025, 9, 1), "total_assets": 100_000_000}
    assert assets({}, again) == [pytest.approx(110)]
    assert assets({}, again, on=date(2025, 8, 31)) == [pytest.approx(220)]
    assert assets({}, on=date(2025, 3, 31)) == []


def test_the_accounts_of_the_group_go_before_those_of_the_entity() -> None:
    own = {"id": "sta-2", "basis": "separate", "known_on": date(2025, 9, 1), "total_assets": 1}
    assert assets({}, own) == [pytest.approx(220)]
    assert assets(own) == [pytest.approx(1.1e-6)]


def test_a_currency_without_a_rate_and_a_period_that_is_no_year_are_left_out() -> None:
    assert assets({"currency": "SEK"}) == []
    assert assets({"starts_on": date(2024, 10, 1)}) == []
    assert assets({"currency": "USD"}) == [pytest.approx(200)]


def test_a_year_that_ends_in_spring_is_that_of_the_year_before() -> None:
    spring = {"starts_on": date(2023, 4, 1), "ends_on": date(2024, 3, 31)}
    assert windows(statements(spring), ON, RATES)["fyear"].to_list() == [2023]

# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Accounts of suppliers on a day: which hold, in which year after them, and scored but once."""

from datetime import date
from typing import Any

import polars as pl
import pytest

from dijkwacht.findings.hazards import hazards, score
from dijkwacht.register.codes import StatementBasis
from dijkwacht.register.row import Row
from dijkwacht.register.watched import Statement
from tests.watched import RULEBOOK, register, supplier

M = 1_000_000


def accounts(of: str, year: int, **more: Any) -> Statement:
    """Sound accounts of a year, in euros, public in May of the next."""
    said = {
        "id": f"st-{of}-{year}",
        "supplier_id": of,
        "basis": StatementBasis.SEPARATE,
        "starts_on": date(year, 1, 1),
        "ends_on": date(year, 12, 31),
        "currency": "EUR",
        "known_on": date(year + 1, 5, 1),
        "revenue": 90 * M,
        "cost_of_sales": 50 * M,
        "ebit": 9 * M,
        "depreciation": 3 * M,
        "net_income": 6 * M,
        "total_assets": 100 * M,
        "current_assets": 50 * M,
        "receivables": 20 * M,
        "inventories": 5 * M,
        "total_liabilities": 40 * M,
        "current_liabilities": 20 * M,
        "long_term_debt": 15 * M,
        "equity": 60 * M,
        "retained_earnings": 40 * M,
    }
    return Statement(**{**said, **more})


POOR = {
    "ebit": -30 * M,
    "net_income": -45 * M,
    "total_liabilities": 110 * M,
    "equity": -10 * M,
    "retained_earnings": -90 * M,
    "current_assets": 15 * M,
    "current_liabilities": 80 * M,
}


def on(rows: list[Row], day: date) -> dict[str, dict[str, Any]]:
    """What accounts say on a day, by supplier."""
    found = hazards(register([supplier("a"), supplier("b"), *rows], day), RULEBOOK.on(day))
    return {row["supplier_id"]: row for row in found.iter_rows(named=True)}


def test_poor_accounts_are_worse_than_sound_ones() -> None:
    rows: list[Row] = [accounts("a", 2024), accounts("a", 2025), accounts("b", 2024)]
    found = on([*rows, accounts("b", 2025, **POOR)], date(2026, 6, 1))
    assert found["a"]["log_odds"] < -4 * M < found["b"]["log_odds"]
    assert found["b"]["statement_id"] == "st-b-2025"


@pytest.mark.parametrize(
    ("day", "lead"),
    [
        (date(2026, 12, 31), 1),
        (date(2027, 1, 1), 2),
        (date(2027, 12, 31), 2),
        (date(2028, 1, 1), 3),
        (date(2028, 12, 30), 3),
    ],
)
def test_the_year_after_the_balance_is_that_in_which_the_day_lies(day: date, lead: int) -> None:
    assert on([accounts("a", 2025)], day)["a"]["lead"] == lead


def test_accounts_that_are_too_old_or_not_out_yet_say_nothing() -> None:
    assert on([accounts("a", 2025)], date(2028, 12, 31)) == {}
    assert on([accounts("a", 2025)], date(2026, 4, 30)) == {}


def test_accounts_published_again_hold_from_that_day() -> None:
    again = accounts("a", 2025, id="st-again", known_on=date(2026, 9, 1), **POOR)
    before, after = (on([accounts("a", 2025), again], date(2026, month, 2)) for month in (8, 9))
    assert before["a"]["log_odds"] < after["a"]["log_odds"]


def test_the_accounts_of_the_group_go_before_those_of_the_entity() -> None:
    whole = accounts("a", 2025, id="st-group", basis=StatementBasis.CONSOLIDATED)
    assert (
        on([accounts("a", 2025, **POOR), whole], date(2026, 6, 1))["a"]["statement_id"]
        == "st-group"
    )


def test_the_size_of_a_currency_that_is_not_known_is_not_guessed() -> None:
    assert on([accounts("a", 2025, currency="XXX")], date(2026, 6, 1)) == {}


def test_accounts_that_give_little_are_no_sound_accounts() -> None:
    kept = ("total_assets", "equity", "total_liabilities", "current_liabilities", "net_income")
    items = [name for name, said in POOR.items() if name not in kept] + ["revenue", "cost_of_sales"]
    little = dict.fromkeys([*items, "depreciation", "receivables", "inventories"])
    assert on([accounts("a", 2025, **little)], date(2026, 6, 1)) == {}


def test_a_half_year_is_no_year() -> None:
    assert on([accounts("a", 2025, starts_on=date(2025, 7, 1))], date(2026, 6, 1)) == {}


def test_what_was_scored_the_night_before_is_the_same_when_it_is_not_scored_again() -> None:
    rows: list[Row] = [supplier("a"), supplier("b"), accounts("a", 2025), accounts("b", 2025)]
    rows.append(accounts("b", 2024, id="st-late", known_on=date(2026, 6, 2), **POOR))
    before = None
    for number in (1, 2, 3):
        day = date(2026, 6, number)
        part, rules = register(rows, day), RULEBOOK.on(day)
        before = score(part, rules, before)
        assert before.frame.equals(score(part, rules).frame)
        assert isinstance(before.frame, pl.DataFrame)

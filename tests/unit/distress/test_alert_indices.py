# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The Italian tests: their order, and that one index on the right side is enough."""

from typing import Any

import pytest
from builders import rules

from dijkwacht.distress.alert_indices import INDICES, Alert, Outcome, alert
from dijkwacht.distress.years import of_items

RULES = rules()
# each index just beyond its level
ALL = {
    "interest_expense": 18,
    "revenue": 1000,
    "equity": 50,
    "total_liabilities": 1000,
    "net_income": 10,
    "depreciation": 5,
    "total_assets": 1050,
    "current_assets": 950,
    "current_liabilities": 1000,
    "tax_and_social_debt": 126,
}
BACK = {
    "interest_to_revenue": {"interest_expense": 17},
    "equity_to_debt": {"equity": 53},
    "cash_flow_to_assets": {"net_income": 14},
    "current_assets_to_current_liabilities": {"current_assets": 955},
    "tax_and_social_debt_to_assets": {"tax_and_social_debt": 124},
}


def told(cover: float | None = None, **more: Any) -> Alert:
    return alert(of_items(RULES, ALL | more), RULES, cover)


def test_only_all_five_together_are_an_alert() -> None:
    assert told().outcome is Outcome.ALL_INDICES
    assert set(BACK) == set(INDICES)
    for name, more in BACK.items():
        found = told(**more)
        assert found.outcome is Outcome.NO_ALERT
        assert [one.name for one in found.indices if not one.beyond] == [name]


def test_the_first_test_that_speaks_decides() -> None:
    assert told(equity=-1, cover=0.5).outcome is Outcome.NEGATIVE_EQUITY
    assert told(cover=0.99).outcome is Outcome.NO_COVER
    assert told(cover=1.0).outcome is Outcome.ALL_INDICES
    assert told(cover=0.99, interest_expense=0).outcome is Outcome.NO_COVER


def test_at_its_level_an_index_is_beyond_it() -> None:
    found = told(equity=52, revenue=1000)
    assert found.indices[1].value == pytest.approx(0.052) and found.indices[1].beyond


@pytest.mark.parametrize("item", sorted(ALL))
def test_what_is_unknown_is_no_alert_and_no_comfort(item: str) -> None:
    found = told(**{item: None})
    assert found.outcome is Outcome.UNKNOWN
    missing = {name for one in found.indices for name in one.missing}
    assert item in missing


def test_one_index_on_the_right_side_is_enough_whatever_else_is_unknown() -> None:
    assert told(tax_and_social_debt=None, interest_expense=0).outcome is Outcome.NO_ALERT

# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The British metrics: values by hand, the side of each level, and what is decided without a
ratio."""

from typing import Any

import polars as pl
import pytest
from builders import rules

from dijkwacht.distress.fvra import METRICS, NUMBERS, Metric, Side, Verdict, metrics
from dijkwacht.distress.years import ITEMS, of_items

RULES = rules()
SOUND = {
    "revenue": 1000,
    "ebit": 100,
    "depreciation": 50,
    "interest_expense": 30,
    "interest_income": 5,
    "operating_cash_flow": 120,
    "capital_expenditure": 20,
    "long_term_debt": 200,
    "short_term_debt": 50,
    "lease_liabilities": 30,
    "cash": 80,
    "pension_deficit": 40,
    "current_assets": 400,
    "inventories": 100,
    "current_liabilities": 250,
    "equity": 300,
    "owed_by_group": 60,
    "group_guarantees": 40,
    "total_assets": 800,
}


def told(contract: int | None = None, prior: dict[str, Any] | None = None, **more: Any) -> Any:
    year = of_items(RULES, SOUND | more, prior)
    held = year.with_columns(pl.lit(contract, pl.Int64).alias("contract_value"))
    return {one.name: one for one in metrics(held, RULES)}


def test_the_metrics_by_hand() -> None:
    found = told(contract=250, prior={"revenue": 1000, "ebit": 20})
    assert {name: round(one.value, 6) for name, one in found.items()} == {
        "turnover_ratio": 4,
        "operating_margin": 0.1,  # of the two years together 0.06
        "free_cash_flow_to_net_debt": 0.5,
        "net_debt_to_ebitda": round(200 / 150, 6),
        "net_debt_and_pension_to_ebitda": 1.6,
        "interest_cover": 4,
        "acid_ratio": 1.2,
        "net_assets": 300,
        "group_exposure": 0.125,
    }
    assert {one.verdict for one in found.values()} == {Verdict.HOLDS, Verdict.NO_LEVEL}
    assert list(NUMBERS.values()) == ["1", "2", "3a", "3b", "4", "5", "6", "7", "8"]


def test_the_margin_is_the_better_of_one_and_two_years() -> None:
    found = told(prior={"revenue": 500, "ebit": 200})
    assert found["operating_margin"].value == pytest.approx(0.2)
    assert told()["operating_margin"].value == pytest.approx(0.1)


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("free_cash_flow_to_net_debt", {"operating_cash_flow": 29}),
        ("net_debt_to_ebitda", {"long_term_debt": 530}),
        ("net_debt_and_pension_to_ebitda", {"pension_deficit": 560}),
        ("interest_cover", {"ebit": 74}),
        ("acid_ratio", {"inventories": 201}),
        ("net_assets", {"equity": -1}),
        ("group_exposure", {"owed_by_group": 361}),
    ],
)
def test_beyond_its_level_a_metric_is_a_breach(name: str, more: dict[str, int]) -> None:
    assert told()[name].verdict is Verdict.HOLDS
    assert told(**more)[name].verdict is Verdict.BREACH


def test_at_its_level_a_metric_holds() -> None:
    assert told(equity=0)["net_assets"].verdict is Verdict.HOLDS
    assert told(inventories=200)["acid_ratio"].verdict is Verdict.HOLDS
    assert told(ebit=75)["interest_cover"].side is Side.BELOW


def test_net_cash_holds_and_debt_without_earnings_does_not() -> None:
    rich = told(cash=1000)
    assert (rich["net_debt_to_ebitda"].verdict, rich["net_debt_to_ebitda"].value) == (
        Verdict.HOLDS,
        None,
    )
    assert rich["free_cash_flow_to_net_debt"].why == "fvra.no-debt"
    poor = told(ebit=-60)["net_debt_to_ebitda"]
    assert (poor.verdict, poor.why) == (Verdict.BREACH, "fvra.no-earnings")
    assert told(interest_income=40)["interest_cover"].why == "fvra.no-interest"


def test_what_is_missing_is_unknown_and_named() -> None:
    for name, expr in METRICS.items():
        for item in expr.meta.root_names():
            if name == "operating_margin" or item.startswith("prior.") or item == "ebitda":
                continue
            found: Metric = told(contract=250, **({item: None} if item in ITEMS else {}))[name]
            if item in ITEMS:
                assert found.verdict is Verdict.UNKNOWN and item in found.missing, (name, item)
    assert told()["turnover_ratio"].missing == ("contract_value",)
    bare = metrics(of_items(RULES, SOUND), RULES)
    assert bare[0].verdict is Verdict.UNKNOWN

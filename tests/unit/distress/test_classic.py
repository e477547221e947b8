# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Published scores, by hand for one firm."""

import math

import pytest
from accounts import firm_years

from dijkwacht.distress.classic import altman, ohlson, zmijewski
from dijkwacht.distress.firm_years import side_by_side


def test_they_are_what_their_papers_say() -> None:
    frame = firm_years(1)
    items, _ = side_by_side(frame)
    before, a = (frame.row(at, named=True) for at in (-2, -1))
    assets, debts, income = a["total_assets"], a["total_liabilities"], a["net_income"]
    working = a["current_assets"] - a["total_current_liabilities"]
    z = 6.56 * working / assets + 3.26 * a["retained_earnings"] / assets
    z += 6.72 * a["ebit"] / assets + 1.05 * (assets - debts) / debts
    assert altman(items)[0] == pytest.approx(-z)
    risk = -4.336 - 4.513 * income / assets + 5.679 * debts / assets
    risk -= 0.004 * a["current_assets"] / a["total_current_liabilities"]
    assert zmijewski(items)[0] == pytest.approx(risk)
    o = -1.32 - 0.407 * math.log(assets) + 6.03 * debts / assets - 1.43 * working / assets
    o += 0.0757 * a["total_current_liabilities"] / a["current_assets"]
    o -= 1.72 * (debts > assets) + 2.37 * income / assets
    o -= 1.83 * (income + a["depreciation_and_amortization"]) / debts
    o += 0.285 * (income < 0 and before["net_income"] < 0)
    moved = income - before["net_income"]
    o -= 0.521 * moved / (abs(income) + abs(before["net_income"]))
    assert ohlson(items)[0] == pytest.approx(o)

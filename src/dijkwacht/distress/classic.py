# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Three published scores by the items of the training windows, as what the model is measured
against. A higher score means sooner failure."""

from collections.abc import Callable, Mapping
from typing import Final

import numpy as np

from dijkwacht.distress.course import LATEST, Accounts, Years, per


def _now(accounts: Accounts) -> Accounts:
    return {item: course[:, LATEST] for item, course in accounts.items()}


def altman(accounts: Accounts) -> Years:
    """Altman's Z'' (1995), turned round: 6.56 X1 + 3.26 X2 + 6.72 X3 + 1.05 X4."""
    a = _now(accounts)
    assets, debts = a["total_assets"], a["total_liabilities"]
    working = a["current_assets"] - a["total_current_liabilities"]
    z = (
        6.56 * per(working, assets)
        + 3.26 * per(a["retained_earnings"], assets)
        + 6.72 * per(a["ebit"], assets)
        + 1.05 * per(assets - debts, debts)
    )
    return -z


def ohlson(accounts: Accounts) -> Years:
    """Ohlson's O (1980), with assets not deflated: that shifts all scores alike. Funds from
    operations are net income with depreciation."""
    a = _now(accounts)
    assets, debts, income = a["total_assets"], a["total_liabilities"], a["net_income"]
    working = a["current_assets"] - a["total_current_liabilities"]
    before = accounts["net_income"][:, LATEST - 1]
    return (
        -1.32
        - 0.407 * np.log(np.maximum(assets, 0.01))
        + 6.03 * per(debts, assets)
        - 1.43 * per(working, assets)
        + 0.0757 * per(a["total_current_liabilities"], a["current_assets"])
        - 1.72 * (debts > assets)
        - 2.37 * per(income, assets)
        - 1.83 * per(income + a["depreciation_and_amortization"], debts)
        + 0.285 * ((income < 0) & (before < 0))
        - 0.521 * np.nan_to_num(per(income - before, np.abs(income) + np.abs(before)))
    )


def zmijewski(accounts: Accounts) -> Years:
    """Zmijewski's score (1984)."""
    a = _now(accounts)
    return (
        -4.336
        - 4.513 * per(a["net_income"], a["total_assets"])
        + 5.679 * per(a["total_liabilities"], a["total_assets"])
        - 0.004 * per(a["current_assets"], a["total_current_liabilities"])
    )


CLASSIC: Final[Mapping[str, Callable[[Accounts], Years]]] = {
    "altman": altman,
    "ohlson": ohlson,
    "zmijewski": zmijewski,
}

# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Makes `distress_by_financetoolkit.json`: scores of fictional accounts by FinanceToolkit 2.3.0
(MIT), which knows nothing of our code. Run it in an environment that has it:

    pip install financetoolkit==2.3.0
    python tests/golden/distress_by_financetoolkit.py
"""

import json
import random
from pathlib import Path
from typing import Any

import pandas as pd
from financetoolkit.models import (
    altman_model,
    beneish_model,
    ohlson_model,
    piotroski_model,
    springate_model,
    zmijewski_model,
)
from financetoolkit.models.credit_model import get_merton_model

FIRMS, SEED = 40, 2026
HERE = Path(__file__)


def accounts(rng: random.Random, size: int) -> dict[str, int]:
    """One year of a firm, in whole euros."""
    assets = int(size * rng.uniform(0.7, 1.4))
    current = int(assets * rng.uniform(0.2, 0.6))
    tangible = int((assets - current) * rng.uniform(0.2, 0.8))
    liabilities = int(assets * rng.uniform(0.3, 1.2))
    revenue = int(assets * rng.uniform(0.4, 2.5))
    ebit = int(assets * rng.uniform(-0.2, 0.25))
    net = ebit - int(assets * rng.uniform(0, 0.08))
    return {
        "revenue": revenue,
        "cost_of_sales": int(revenue * rng.uniform(0.4, 0.9)),
        "selling_general_admin": int(revenue * rng.uniform(0.05, 0.3)),
        "depreciation": int(tangible * rng.uniform(0.05, 0.3)),
        "ebit": ebit,
        "profit_before_tax": net + int(assets * 0.01),
        "net_income": net,
        "operating_cash_flow": net + int(assets * rng.uniform(-0.1, 0.2)),
        "total_assets": assets,
        "current_assets": current,
        "inventories": int(current * rng.uniform(0, 0.4)),
        "receivables": int(current * rng.uniform(0.1, 0.5)),
        "tangible_assets": tangible,
        "total_liabilities": liabilities,
        "current_liabilities": int(liabilities * rng.uniform(0.2, 0.7)),
        "long_term_debt": int(liabilities * rng.uniform(0.05, 0.3)),
        "equity": assets - liabilities,
        "retained_earnings": int(assets * rng.uniform(-0.5, 0.4)),
        "market_value": int(assets * rng.uniform(0.05, 2)),
        "shares": rng.choice([1_000_000, 1_000_000, 1_100_000]),
    }


def line(firm: list[dict[str, int]], item: str) -> pd.DataFrame:
    """An item over the years, the oldest first, as the toolkit wants it."""
    return pd.DataFrame([[float(year[item]) for year in firm]], columns=["0", "1", "2"])


def altman(firm: list[dict[str, int]]) -> float:
    year = firm[-1]
    assets = year["total_assets"]
    # it writes the last weight as 1.0
    return float(
        altman_model.get_altman_z_score(
            (year["current_assets"] - year["current_liabilities"]) / assets,
            year["retained_earnings"] / assets,
            year["ebit"] / assets,
            year["market_value"] / year["total_liabilities"],
            year["revenue"] / assets,
        )
    )


def ohlson(firm: list[dict[str, int]]) -> tuple[float, float]:
    assets, liabilities = line(firm, "total_assets"), line(firm, "total_liabilities")
    current, owed = line(firm, "current_assets"), line(firm, "current_liabilities")
    net = line(firm, "net_income")
    funds = net + line(firm, "depreciation")
    score = ohlson_model.get_ohlson_o_score(
        ohlson_model.get_log_of_total_assets(assets),
        ohlson_model.get_total_liabilities_to_total_assets_ratio(liabilities, assets),
        ohlson_model.get_working_capital_to_total_assets_ratio(current - owed, assets),
        ohlson_model.get_current_liabilities_to_current_assets_ratio(owed, current),
        ohlson_model.get_negative_equity_indicator(liabilities, assets),
        ohlson_model.get_net_income_to_total_assets_ratio(net, assets),
        ohlson_model.get_funds_from_operations_to_total_liabilities_ratio(funds, liabilities),
        ohlson_model.get_negative_income_indicator(net),
        ohlson_model.get_change_in_net_income_ratio(net),
    )
    chance = ohlson_model.get_ohlson_bankruptcy_probability(score)
    return float(score.iloc[0, -1]), float(chance.iloc[0, -1])


def beneish(firm: list[dict[str, int]]) -> float:
    get = {item: line(firm, item) for item in firm[0]}
    margin = (get["revenue"] - get["cost_of_sales"]) / get["revenue"]
    score = beneish_model.get_beneish_m_score(
        beneish_model.get_days_sales_in_receivables_index(get["receivables"], get["revenue"]),
        margin.shift(1, axis=1) / margin,
        beneish_model.get_asset_quality_index(
            get["current_assets"], get["tangible_assets"], get["total_assets"]
        ),
        beneish_model.get_sales_growth_index(get["revenue"]),
        beneish_model.get_depreciation_index(get["depreciation"], get["tangible_assets"]),
        beneish_model.get_selling_general_and_administrative_expenses_index(
            get["selling_general_admin"], get["revenue"]
        ),
        beneish_model.get_leverage_index(
            get["current_liabilities"], get["long_term_debt"], get["total_assets"]
        ),
        beneish_model.get_total_accruals_to_total_assets(
            get["net_income"], get["operating_cash_flow"], get["total_assets"]
        ),
    )
    return float(score.iloc[0, -1])


def piotroski(firm: list[dict[str, int]]) -> int:
    get = {item: line(firm, item) for item in firm[0]}
    begin = get["total_assets"].shift(1, axis=1)
    average = (get["total_assets"] + begin) / 2
    issued = get["shares"].diff(axis=1).clip(lower=0)
    score = piotroski_model.get_piotroski_score(
        piotroski_model.get_return_on_assets_criteria(get["net_income"], begin),
        piotroski_model.get_operating_cashflow_criteria(get["operating_cash_flow"]),
        piotroski_model.get_change_in_return_on_asset_criteria(get["net_income"], begin),
        piotroski_model.get_accruals_criteria(get["net_income"], get["operating_cash_flow"], begin),
        piotroski_model.get_change_in_leverage_criteria(get["long_term_debt"], average),
        piotroski_model.get_change_in_current_ratio_criteria(
            get["current_assets"], get["current_liabilities"]
        ),
        piotroski_model.get_number_of_shares_criteria(issued),
        piotroski_model.get_gross_margin_criteria(get["revenue"], get["cost_of_sales"]),
        piotroski_model.get_asset_turnover_ratio_criteria(get["revenue"], begin),
    )
    return int(score.iloc[0, -1])


def others(firm: list[dict[str, int]]) -> dict[str, float]:
    year = firm[-1]
    assets, owed = year["total_assets"], year["current_liabilities"]
    zmijewski = zmijewski_model.get_zmijewski_score(
        year["net_income"] / assets,
        year["total_liabilities"] / assets,
        year["current_assets"] / owed,
    )
    return {
        "zmijewski": zmijewski,
        "zmijewski_probability": float(
            zmijewski_model.get_zmijewski_bankruptcy_probability(zmijewski)
        ),
        "springate": springate_model.get_springate_score(
            (year["current_assets"] - owed) / assets,
            year["ebit"] / assets,
            year["profit_before_tax"] / owed,
            year["revenue"] / assets,
        ),
    }


def merton(firm: list[dict[str, int]], volatility: float, rate: float) -> dict[str, float]:
    owed = firm[-1]["current_liabilities"] + 0.5 * firm[-1]["long_term_debt"]
    found = get_merton_model(firm[-1]["market_value"], volatility, owed, rate)
    return {
        "volatility": volatility,
        "rate": rate,
        "assets": float(found["Asset Value"]),
        "distance": float(found["Distance to Default"]),
        "probability": float(found["Probability of Default"]),
    }


def judged(rng: random.Random) -> dict[str, Any]:
    size = rng.choice([10**5, 10**7, 10**9])
    firm = [accounts(rng, size) for _ in range(3)]
    score, chance = ohlson(firm)
    return {
        "years": firm,
        "altman": altman(firm),
        "ohlson": score,
        "ohlson_probability": chance,
        "beneish": beneish(firm),
        "piotroski": piotroski(firm),
        **others(firm),
        "merton": merton(firm, round(rng.uniform(0.1, 0.9), 2), round(rng.uniform(0, 0.06), 3)),
    }


if __name__ == "__main__":
    rng = random.Random(SEED)
    told = json.dumps([judged(rng) for _ in range(FIRMS)], indent=1)
    HERE.with_suffix(".json").write_text(told + "\n", "utf-8")

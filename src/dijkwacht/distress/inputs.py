# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the failure model looks at: ratios of accounts, and the parts of their course over five
years."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from dijkwacht.distress.course import LEAST, PARTS, Accounts, Years, per

ITEMS: Final = (
    "current_assets",
    "total_assets",
    "cost_of_goods_sold",
    "total_long_term_debt",
    "depreciation_and_amortization",
    "ebit",
    "ebitda",
    "gross_profit",
    "inventory",
    "total_current_liabilities",
    "net_income",
    "retained_earnings",
    "total_receivables",
    "total_revenue",
    "market_value",
    "total_liabilities",
    "net_sales",
    "total_operating_expenses",
)
"""The items of yearly accounts that the model knows, in millions."""
EVEN: Final = (-50.0, 50.0)


@dataclass(frozen=True, slots=True)
class Input:
    """One figure that the model looks at: which ratio, which part of its course."""

    ratio: str
    part: str
    market: bool

    @property
    def key(self) -> str:
        """Its name."""
        return f"{self.ratio} {self.part}"


def _cash(a: Accounts) -> Years:
    return a["current_assets"] - a["inventory"] - a["total_receivables"]


def _burden(a: Accounts) -> Years:
    return a["ebit"] - a["net_income"]


def _flow(a: Accounts) -> Years:
    return a["net_income"] + a["depreciation_and_amortization"]


def _working(a: Accounts) -> Years:
    return a["current_assets"] - a["total_current_liabilities"]


def _worth(a: Accounts) -> Years:
    return a["market_value"] + a["total_liabilities"]


def _item(name: str) -> Callable[[Accounts], Years]:
    return lambda a: a[name]


def _of(
    above: str | Callable[[Accounts], Years], below: str | Callable[[Accounts], Years]
) -> Callable[[Accounts], Years]:
    """The quotient of two items."""
    over = _item(above) if isinstance(above, str) else above
    under = _item(below) if isinstance(below, str) else below
    return lambda a: per(over(a), under(a))


def _years_of_debt(a: Accounts) -> Years:
    """Long-term debt in years of EBITDA: 31 where there is debt and nothing to pay it from."""
    debt, earned = a["total_long_term_debt"], a["ebitda"]
    years = np.minimum(per(debt, earned), 30.0)
    return np.where(earned > 0, years, np.where(debt > 0, 31.0, 0.0)) + 0 * (debt + earned)


def _runway(a: Accounts) -> Years:
    """The years that cash lasts at this loss: 11 where none is made."""
    flow, cash = _flow(a), _cash(a)
    years = np.clip(per(cash, -flow), -5.0, 10.0)
    return np.where(flow < 0, years, 11.0) + 0 * (flow + cash)


def _distance(a: Accounts) -> Years:
    """How far the worth of the firm lies above its debts, in yearly swings of that worth (Merton's
    distance to default from yearly figures)."""
    debt = a["total_current_liabilities"] + a["total_long_term_debt"] / 2
    worth = np.maximum(a["market_value"] + debt, LEAST)
    share = np.clip(a["market_value"] / worth, 0.0, 1.0)
    return (worth - debt) / worth / (share * 0.6 + (1 - share) * 0.2)


def _market_to_book(a: Accounts) -> Years:
    book = a["total_assets"] - a["total_liabilities"]
    return np.clip(per(book, a["market_value"]), -20.0, 20.0)


RATIOS: Final[Mapping[str, tuple[Callable[[Accounts], Years], str]]] = {
    "debt": (_of("total_liabilities", "total_assets"), "now mean change change2 spread most"),
    "long_debt": (_of("total_long_term_debt", "total_assets"), "now mean change change2 spread"),
    "short_debt": (_of("total_current_liabilities", "total_assets"), "now mean change change2"),
    "other_debt": (
        lambda a: per(
            a["total_liabilities"] - a["total_current_liabilities"] - a["total_long_term_debt"],
            a["total_assets"],
        ),
        "now",
    ),
    "net_debt": (lambda a: per(a["total_liabilities"] - _cash(a), a["total_assets"]), "now"),
    "long_share": (_of("total_long_term_debt", "total_liabilities"), "now"),
    "short_share": (_of("total_current_liabilities", "total_liabilities"), "now"),
    "current_assets": (_of("current_assets", "total_assets"), "now mean change change2 spread"),
    "working_capital": (_of(_working, "total_assets"), "now mean change change2 spread"),
    "current_ratio": (_of("current_assets", "total_current_liabilities"), "now"),
    "quick_ratio": (
        lambda a: per(a["current_assets"] - a["inventory"], a["total_current_liabilities"]),
        "now",
    ),
    "cash": (_of(_cash, "total_assets"), "now mean change change2 spread"),
    "cash_short": (_of(_cash, "total_current_liabilities"), "now"),
    "retained": (_of("retained_earnings", "total_assets"), "now mean change change2 spread"),
    "operating": (_of("ebit", "total_assets"), "now"),
    "ebitda": (_of("ebitda", "total_assets"), "now mean change change2 spread"),
    "profit": (_of("net_income", "total_assets"), "now mean change change2 spread least"),
    "gross": (_of("gross_profit", "total_assets"), "now"),
    "turnover": (_of("total_revenue", "total_assets"), "now mean change change2 spread"),
    "stock": (_of("inventory", "total_assets"), "now"),
    "receivables": (_of("total_receivables", "total_assets"), "now"),
    "depreciation": (_of("depreciation_and_amortization", "total_assets"), "now"),
    "margin": (_of("net_income", "total_revenue"), "now"),
    "operating_margin": (_of("ebit", "total_revenue"), "now"),
    "gross_margin": (_of("gross_profit", "total_revenue"), "now mean change change2 spread"),
    "ebitda_margin": (_of("ebitda", "total_revenue"), "now mean change change2 spread"),
    "ebitda_debt": (_of("ebitda", "total_liabilities"), "now"),
    "profit_debt": (_of("net_income", "total_liabilities"), "now"),
    "flow_debt": (_of(_flow, "total_liabilities"), "now mean change change2 spread"),
    "burden": (_of(_burden, "total_assets"), "now mean change change2 spread"),
    "burden_sales": (_of(_burden, "total_revenue"), "now"),
    "burden_debt": (_of(_burden, "total_liabilities"), "now"),
    "interest_cover": (
        lambda a: np.clip(a["ebitda"] / np.maximum(_burden(a), 0.002 * a["total_assets"]), *EVEN),
        "now",
    ),
    "years_of_debt": (_years_of_debt, "now"),
    "runway": (_runway, "now"),
    "days_owed": (_of("total_receivables", "total_revenue"), "now"),
    "stock_cost": (_of("inventory", "cost_of_goods_sold"), "now"),
    "short_sales": (_of("total_current_liabilities", "total_revenue"), "now"),
    "size": (_item("total_assets"), "now grown grown2 fallen"),
    "sales": (_item("total_revenue"), "now grown grown2 fallen"),
    "all_debts": (_item("total_liabilities"), "grown grown2"),
    "debts_long": (_item("total_long_term_debt"), "grown"),
    "debts_short": (_item("total_current_liabilities"), "grown"),
    "assets_short": (_item("current_assets"), "grown"),
    "gross_profit": (_item("gross_profit"), "grown"),
    "costs": (_item("total_operating_expenses"), "grown"),
    "result": (_item("net_income"), "turned step negative"),
    "operating_result": (_item("ebit"), "negative"),
    "debts_taken": (_item("total_liabilities"), "step"),
    "retained_step": (_item("retained_earnings"), "step"),
    "capital_raised": (lambda a: a["total_assets"] - a["total_liabilities"], "raised"),
    "invested": (lambda a: a["total_assets"] - a["current_assets"], "invested"),
}
"""Each ratio, and the parts of its course that the model looks at."""
MARKET: Final[Mapping[str, tuple[Callable[[Accounts], Years], str]]] = {
    "market_value": (_item("market_value"), "now grown grown2 fallen swing jump"),
    "market_debt": (_of("market_value", "total_liabilities"), "now mean change change2 spread"),
    "debt_worth": (_of("total_liabilities", _worth), "now mean change change2 spread"),
    "profit_worth": (_of("net_income", _worth), "now mean change change2 spread"),
    "cash_worth": (_of(_cash, _worth), "now"),
    "ebitda_worth": (_of("ebitda", _worth), "now mean change change2 spread"),
    "ebit_worth": (_of("ebit", _worth), "now"),
    "sales_worth": (_of("total_revenue", _worth), "now"),
    "working_worth": (_of(_working, _worth), "now"),
    "long_worth": (_of("total_long_term_debt", _worth), "now"),
    "short_worth": (_of("total_current_liabilities", _worth), "now"),
    "burden_worth": (_of(_burden, _worth), "now"),
    "book_market": (_market_to_book, "now"),
    "market_sales": (_of("market_value", "total_revenue"), "now"),
    "market_assets": (_of("market_value", "total_assets"), "now"),
    "retained_market": (_of("retained_earnings", "market_value"), "now mean change change2 spread"),
    "distance": (_distance, "now change"),
}
"""The same with the value that the stock market gives the firm."""


def inputs(*, market: bool) -> tuple[Input, ...]:
    """What the model looks at, in order; with the market's value or without."""
    asked = [(RATIOS, False), *([(MARKET, True)] if market else [])]
    return tuple(
        Input(ratio, part, marked)
        for ratios, marked in asked
        for ratio, (_, parts) in ratios.items()
        for part in parts.split()
    )


def values(accounts: Accounts, *, market: bool) -> Iterator[Years]:
    """The figures of `inputs`, one column of firms each; NaN is unknown."""
    with np.errstate(all="ignore"):
        for ratios in (RATIOS, MARKET) if market else (RATIOS,):
            for ratio, parts in ratios.values():
                course = ratio(accounts)
                for part in parts.split():
                    figure = PARTS[part](course, accounts)
                    yield np.where(np.isfinite(figure), figure, np.nan)

# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The ratios of which published models are made, each by its name. A ratio is null where an item is
unknown, or where it divides by nothing."""

from collections.abc import Mapping
from typing import Final

import polars as pl

YEAR_DAYS: Final = 365


def item(name: str) -> pl.Expr:
    """An item of the accounts as a number."""
    return pl.col(name).cast(pl.Float64)


def prior(name: str) -> pl.Expr:
    """An item of the year before as a number."""
    return item(f"prior.{name}")


def over(part: pl.Expr, whole: pl.Expr) -> pl.Expr:
    """The part of the whole; null where the whole is nothing."""
    return pl.when(whole != 0).then(part / whole)


def truth(holds: pl.Expr) -> pl.Expr:
    """1 where it holds, 0 where not, null where nobody knows."""
    return holds.cast(pl.Float64)


def _of(name: str, word: str = "") -> pl.Expr:
    return item(f"{word}{name}")


def _to_assets(name: str) -> pl.Expr:
    return over(item(name), item("total_assets"))


def _change(ratio: Mapping[str, pl.Expr]) -> pl.Expr:
    """The ratio of this year divided by that of the year before."""
    return over(ratio[""], ratio["prior."])


def _both(part: tuple[str, ...], whole: str) -> dict[str, pl.Expr]:
    """The sum of items in another item, this year and the year before."""
    return {word: over(_sum(part, word), _of(whole, word)) for word in ("", "prior.")}


def _sum(names: tuple[str, ...], word: str) -> pl.Expr:
    total = _of(names[0], word)
    for name in names[1:]:
        total = total + _of(name, word)
    return total


def _margin(word: str) -> pl.Expr:
    return over(_of("revenue", word) - _of("cost_of_sales", word), _of("revenue", word))


def _soft(word: str) -> pl.Expr:
    hard = _of("current_assets", word) + _of("tangible_assets", word)
    return 1 - over(hard, _of("total_assets", word))


def _wear(word: str) -> pl.Expr:
    worn = _of("depreciation", word)
    return over(worn, worn + _of("tangible_assets", word))


_TA, _TL, _CA, _CL = (
    item(name)
    for name in ("total_assets", "total_liabilities", "current_assets", "current_liabilities")
)
_NI, _NI1, _MV, _BE = (
    item(name) for name in ("net_income", "prior.net_income", "market_value", "equity")
)
_MARKET_ASSETS: Final = _MV + _TL
_COSTS_A_DAY: Final = (
    item("revenue") - item("profit_before_tax") - item("depreciation")
) / YEAR_DAYS
_AVERAGE, _AVERAGE1 = (
    (item(f"{word}total_assets") + item(f"{earlier}total_assets")) / 2
    for word, earlier in (("", "prior."), ("prior.", "before."))
)

RATIOS: Final[Mapping[str, pl.Expr]] = {
    # what most models are made of
    "working_capital_to_assets": over(_CA - _CL, _TA),
    "retained_earnings_to_assets": _to_assets("retained_earnings"),
    "ebit_to_assets": _to_assets("ebit"),
    "sales_to_assets": _to_assets("revenue"),
    "net_income_to_assets": _to_assets("net_income"),
    "liabilities_to_assets": over(_TL, _TA),
    "market_value_to_liabilities": over(_MV, _TL),
    "equity_to_liabilities": over(_BE, _TL),
    "current_ratio": over(_CA, _CL),
    "current_liabilities_to_current_assets": over(_CL, _CA),
    "current_assets_to_liabilities": over(_CA, _TL),
    "current_liabilities_to_assets": over(_CL, _TA),
    "profit_before_tax_to_current_liabilities": over(item("profit_before_tax"), _CL),
    # Ohlson
    "log_assets": pl.when(_TA > 0).then(_TA.log()),
    "more_owed_than_held": truth(_TL > _TA),
    "funds_to_liabilities": over(_NI + item("depreciation"), _TL),
    "two_years_of_loss": truth((_NI < 0) & (_NI1 < 0)),
    "change_in_net_income": over(_NI - _NI1, _NI.abs() + _NI1.abs()),
    # Taffler
    "days_without_credit": over(_CA - item("inventories") - _CL, _COSTS_A_DAY),
    # Beneish
    "receivables_index": _change(_both(("receivables",), "revenue")),
    "margin_index": over(_margin("prior."), _margin("")),
    "asset_quality_index": over(_soft(""), _soft("prior.")),
    "sales_growth": over(item("revenue"), prior("revenue")),
    "depreciation_index": over(_wear("prior."), _wear("")),
    "overhead_index": _change(_both(("selling_general_admin",), "revenue")),
    "leverage_index": _change(_both(("current_liabilities", "long_term_debt"), "total_assets")),
    "accruals_to_assets": over(_NI - item("operating_cash_flow"), _TA),
    # Piotroski: nine tests
    "test_profit": truth(_NI > 0),
    "test_cash_flow": truth(item("operating_cash_flow") > 0),
    "test_return_rises": truth(
        over(_NI, prior("total_assets")) > over(_NI1, item("before.total_assets"))
    ),
    "test_cash_above_profit": truth(item("operating_cash_flow") > _NI),
    "test_debt_falls": truth(
        over(item("long_term_debt"), _AVERAGE) < over(prior("long_term_debt"), _AVERAGE1)
    ),
    "test_liquidity_rises": truth(
        over(_CA, _CL) > over(prior("current_assets"), prior("current_liabilities"))
    ),
    "test_no_new_shares": truth(item("shares") <= prior("shares")),
    "test_margin_rises": truth(_margin("") > _margin("prior.")),
    "test_turnover_rises": truth(
        over(item("revenue"), prior("total_assets"))
        > over(prior("revenue"), item("before.total_assets"))
    ),
    # Campbell, Hilscher and Szilagyi: with a market
    "net_income_to_market_assets": over(_NI, _MARKET_ASSETS),
    "liabilities_to_market_assets": over(_TL, _MARKET_ASSETS),
    "cash_to_market_assets": over(item("cash"), _MARKET_ASSETS),
    "excess_return": item("excess_return"),
    "volatility": item("volatility"),
    "relative_size": item("relative_size"),
    # the authors add a tenth of the difference to book equity, so that it is seldom near zero
    "market_to_book": over(_MV, _BE + (_MV - _BE) / 10),
    "log_price": pl.when(_MV > 0).then(over(_MV, item("shares")).clip(None, 15).log()),
}
"""Each ratio as an expression over the frame of `years`."""


def needs(ratio: str) -> tuple[str, ...]:
    """The items that a ratio is made of, `prior.` and `before.` for those of earlier years."""
    return tuple(dict.fromkeys(RATIOS[ratio].meta.root_names()))

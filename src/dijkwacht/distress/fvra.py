# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The metrics of the British Financial Viability Risk Assessment, beside the levels at which the
model contract's annex on financial distress speaks of a breach."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

import polars as pl

from dijkwacht.distress.ratios import item, over, prior
from dijkwacht.rules.rulebook import Parameters, Rules

RULE: Final = "distress/fvra"


class Verdict(StrEnum):
    """What a metric says."""

    HOLDS = "holds"
    BREACH = "breach"
    UNKNOWN = "unknown"
    NO_LEVEL = "no-level"  # policy has none for it


class Side(StrEnum):
    """On which side of its level a metric is a breach."""

    BELOW = "below"
    ABOVE = "above"


@dataclass(frozen=True, slots=True)
class Metric:
    """One metric of one year: its value, the level and side of a breach, and what follows. A value
    of None with a verdict: it is decided without the ratio (`why`)."""

    name: str
    value: float | None
    side: Side | None
    level: float | None
    verdict: Verdict
    missing: tuple[str, ...]
    why: str | None = None


_REVENUE, _EBIT = item("revenue"), item("ebit")
_EBITDA: Final = pl.coalesce(item("ebitda"), _EBIT + item("depreciation"))
NET_DEBT: Final = (
    item("long_term_debt") + item("short_term_debt") + item("lease_liabilities") - item("cash")
)
PENSION_TOO: Final = NET_DEBT + item("pension_deficit")
NET_INTEREST: Final = item("interest_expense") - item("interest_income")
_TWO_YEARS: Final = over(_EBIT + prior("ebit"), _REVENUE + prior("revenue"))
_ACID: Final = item("current_assets") - item("inventories")
_EXPOSURE: Final = item("owed_by_group") + item("group_guarantees")

METRICS: Final[Mapping[str, pl.Expr]] = {
    "turnover_ratio": over(_REVENUE, item("contract_value")),
    # the better of both; without the year before, the year itself
    "operating_margin": pl.max_horizontal(over(_EBIT, _REVENUE), _TWO_YEARS),
    "free_cash_flow_to_net_debt": over(
        item("operating_cash_flow") - item("capital_expenditure"), NET_DEBT
    ),
    "net_debt_to_ebitda": over(NET_DEBT, _EBITDA),
    "net_debt_and_pension_to_ebitda": over(PENSION_TOO, _EBITDA),
    "interest_cover": over(_EBIT, NET_INTEREST),
    "acid_ratio": over(_ACID, item("current_liabilities")),
    "net_assets": item("equity"),
    "group_exposure": over(_EXPOSURE, item("total_assets")),
}
"""The metrics, numbered 1, 2, 3a, 3b, 4 to 8."""

NUMBERS: Final = dict(zip(METRICS, ("1", "2", "3a", "3b", "4", "5", "6", "7", "8"), strict=True))

Decided = tuple[pl.Expr, Verdict, str]
DECIDED: Final[Mapping[str, tuple[Decided, ...]]] = {
    "free_cash_flow_to_net_debt": ((NET_DEBT <= 0, Verdict.HOLDS, "fvra.no-debt"),),
    "net_debt_to_ebitda": (
        (NET_DEBT <= 0, Verdict.HOLDS, "fvra.no-debt"),
        (_EBITDA <= 0, Verdict.BREACH, "fvra.no-earnings"),
    ),
    "net_debt_and_pension_to_ebitda": (
        (PENSION_TOO <= 0, Verdict.HOLDS, "fvra.no-debt"),
        (_EBITDA <= 0, Verdict.BREACH, "fvra.no-earnings"),
    ),
    "interest_cover": ((NET_INTEREST <= 0, Verdict.HOLDS, "fvra.no-interest"),),
}
"""What decides a metric whatever its ratio: dividing by net cash, or by a loss, tells the
opposite of what is meant."""


def metrics(year: pl.DataFrame, rules: Rules) -> tuple[Metric, ...]:
    """The metrics of one row of `years`; it has a column `contract_value` where the yearly value
    of the contract is known."""
    rule = rules.parameters(RULE)
    held = year
    if "contract_value" not in year.columns:
        held = year.with_columns(pl.lit(None, pl.Int64).alias("contract_value"))
    values = held.select(expr.alias(name) for name, expr in METRICS.items()).to_dicts()[0]
    known = held.to_dicts()[0]
    return tuple(_metric(name, values[name], known, held, rule) for name in METRICS)


def _metric(
    name: str, value: float | None, known: Mapping[str, Any], year: pl.DataFrame, rule: Parameters
) -> Metric:
    told: Mapping[str, str] = rule["levels"].get(name, {})
    side = next((Side(word) for word in told), None)
    level = None if side is None else float(told[side])
    wanted = dict.fromkeys(METRICS[name].meta.root_names())
    # of the better of two years one is enough
    missing = tuple(one for one in wanted if known[one] is None and value is None)
    for holds, verdict, why in DECIDED.get(name, ()):
        if year.select(holds).item():
            return Metric(name, None, side, level, verdict, (), why)
    return Metric(name, value, side, level, _verdict(value, side, level), missing)


def _verdict(value: float | None, side: Side | None, level: float | None) -> Verdict:
    if value is None:
        return Verdict.UNKNOWN
    if side is None or level is None:
        return Verdict.NO_LEVEL
    beyond: Callable[[float], bool] = value.__lt__ if side is Side.BELOW else value.__gt__
    return Verdict.BREACH if beyond(level) else Verdict.HOLDS

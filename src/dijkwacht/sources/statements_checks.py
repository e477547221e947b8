# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What accounts must keep to: identities that follow exactly give what is missing, and what
contradicts itself is told; nothing is dropped."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from dijkwacht.base.problem import Grade, Problem, problem
from dijkwacht.base.units import ONE
from dijkwacht.sources.statements_items import OUTSIDE, Accounts

IDENTITIES: Final[Mapping[str, tuple[tuple[str, int], ...]]] = {
    "gross_profit": (("revenue", 1), ("cost_of_sales", -1)),
    "cost_of_sales": (("revenue", 1), ("gross_profit", -1)),
    "ebitda": (("ebit", 1), ("depreciation", 1)),
    "total_liabilities": (("total_assets", 1), ("equity", -1), (OUTSIDE, -1)),
}
"""What an item is, exactly, where it is missing and all of these are known."""
NONE_IF_UNSAID: Final = frozenset((OUTSIDE,))

WHOLES: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    ("total_assets", ("current_assets",)),
    ("total_assets", ("tangible_assets", "intangible_assets")),
    ("current_assets", ("inventories", "receivables", "cash")),
    ("total_liabilities", ("current_liabilities",)),
)
"""A whole, and parts of it that cannot be more together."""

NEVER_BELOW_ZERO: Final = (
    *("revenue", "cost_of_sales", "depreciation", "interest_expense", "capital_expenditure"),
    *("total_assets", "current_assets", "inventories", "receivables", "total_liabilities"),
    *("current_liabilities", "tangible_assets", "intangible_assets", "shares"),
)


def completed(held: Accounts) -> Accounts:
    """The accounts with what follows exactly from what they say, marked as derived."""
    items = dict(held.items)
    derived = []
    for item, parts in IDENTITIES.items():
        values = [_part(items, name, sign) for name, sign in parts]
        known = [value for value in values if value is not None]
        if item not in items and len(known) == len(parts):
            items[item] = sum(known)
            derived.append(item)
    return replace(held, items=items, derived=tuple(derived))


def faults(held: Accounts, tolerance: int) -> Iterator[Problem]:
    """What in the accounts contradicts itself by more than `tolerance` basis points of all assets:
    documents round their figures."""
    items = held.items
    slack = abs(items.get("total_assets", 0)) * tolerance // ONE
    sides = [items.get(name) for name in ("total_assets", "total_liabilities", "equity")]
    if None not in sides:
        assets, liabilities, equity = (side or 0 for side in sides)
        other = liabilities + equity + items.get(OUTSIDE, 0)
        if abs(assets - other) > slack:
            yield _told(held, "statements-balance", assets=assets, other=other)
    for whole, parts in WHOLES:
        told = [items[part] for part in parts if part in items]
        if whole in items and sum(told) > items[whole] + slack:
            names = ", ".join(part for part in parts if part in items)
            yield _told(held, "statements-parts", whole=whole, parts=names, sum=sum(told))
    for item in NEVER_BELOW_ZERO:
        if items.get(item, 0) < 0:
            yield _told(held, "statements-below-zero", item=item, value=items[item])
    if {"revenue", "cost_of_sales", "gross_profit"} <= set(items):
        gross = items["revenue"] - items["cost_of_sales"]
        if abs(items["gross_profit"] - gross) > slack:
            yield _told(held, "statements-gross", value=items["gross_profit"], gross=gross)


def _told(held: Accounts, code: str, **params: object) -> Problem:
    return problem(held.where, code, Grade.WARNING, **params)


def _part(items: Mapping[str, int], name: str, sign: int) -> int | None:
    value = items.get(name, 0 if name in NONE_IF_UNSAID else None)
    return None if value is None else sign * value

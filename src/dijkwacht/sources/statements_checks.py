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
    slack = abs(held.items.get("total_assets", 0)) * tolerance // ONE
    yield from _sums(held, slack)
    yield from _parts(held, slack)
    for item in NEVER_BELOW_ZERO:
        if held.items.get(item, 0) < 0:
            yield _told(held, "statements-below-zero", item=item, value=held.items[item])


def _sums(held: Accounts, slack: int) -> Iterator[Problem]:
    """Whether both sides of the balance are equal, and gross profit is what its parts make."""
    items = held.items
    if {"total_assets", "total_liabilities", "equity"} <= set(items):
        assets = items["total_assets"]
        other = items["total_liabilities"] + items["equity"] + items.get(OUTSIDE, 0)
        if abs(assets - other) > slack:
            yield _told(held, "statements-balance", assets=assets, other=other)
    if {"revenue", "cost_of_sales", "gross_profit"} <= set(items):
        gross = items["revenue"] - items["cost_of_sales"]
        if abs(items["gross_profit"] - gross) > slack:
            yield _told(held, "statements-gross", value=items["gross_profit"], gross=gross)


def _parts(held: Accounts, slack: int) -> Iterator[Problem]:
    """Whether parts are more than the whole that they are parts of."""
    for whole, parts in WHOLES:
        known = [part for part in parts if part in held.items]
        total = sum(held.items[part] for part in known)
        if known and whole in held.items and total > held.items[whole] + slack:
            names = ", ".join(known)
            yield _told(held, "statements-parts", whole=whole, parts=names, sum=total)


def _told(held: Accounts, code: str, **params: object) -> Problem:
    return problem(held.where, code, Grade.WARNING, **params)


def _part(items: Mapping[str, int], name: str, sign: int) -> int | None:
    value = items.get(name, 0 if name in NONE_IF_UNSAID else None)
    return None if value is None else sign * value

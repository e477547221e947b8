# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Yearly accounts of suppliers of the fictional state: most are sound, some go downhill."""

from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
import polars as pl

from dijkwacht.base.units import ONE
from dijkwacht.register.register import Columns
from dijkwacht.rules.rulebook import Rules
from dijkwacht.sources.fictional_draw import Bools, Ints, Part, Rng, chance, choose, stream
from dijkwacht.sources.fictional_frames import SOURCE, at, blank, day_number, days

RULE: Final = "fictional/events"
SIZES: Final = (200_000, 500_000, 1_000_000, 2_000_000, 5_000_000, 20_000_000, 100_000_000)
AUDITORS: Final = tuple(f"{name} (fictief)" for name in ("Kade", "Sluis", "Terp", "Polder"))
FIRST: Final = 2  # suppliers that are always among them: the best known
# of those that go downhill, by year before the last: growth, margin, equity, cash (basis points)
DOWN: Final = np.array(
    [
        *([10_100, 500, 2_300, 800], [10_000, 250, 1_700, 600], [9_700, -100, 1_000, 400]),
        *([8_900, -700, 200, 200], [7_600, -1_600, -900, 80]),
    ],
    np.int64,
)


@dataclass(frozen=True, slots=True)
class Books:
    """Whose accounts there are, and who of them goes downhill."""

    suppliers: pl.Series  # ids
    failing: Bools


def books(register: Columns, rules: Rules, seed: int) -> Books:
    """Of whom there are accounts."""
    ids = register.once("suppliers")["id"]
    policy, rng = rules.parameters(RULE), stream(seed, Part.ACCOUNTS)
    chosen = chance(rng, int(policy["accounts"]), len(ids))
    chosen[:FIRST] = True
    held = at(ids, np.flatnonzero(chosen))
    failing = chance(rng, int(policy["failing"]), len(held))
    failing[:FIRST] = False
    return Books(held, failing)


def statements(made: Books, rules: Rules, seed: int, first: date) -> pl.DataFrame:
    """The accounts of each, of the years before the one in which `first` lies. Those of the last
    year come in the course of it, and of those that go downhill not at all."""
    years = min(int(rules.parameters(RULE)["years"]), len(DOWN))
    size = len(made.suppliers)
    base = choose(stream(seed, Part.ACCOUNTS, 1), SIZES, size)
    base = base * stream(seed, Part.ACCOUNTS, 2).integers(60, 160, size) // 100
    frames = []
    for back in range(years, 0, -1):
        rng = stream(seed, Part.ACCOUNTS, 10 + back)
        path = _path(rng, made.failing, DOWN[len(DOWN) - back])
        base = base * path.growth // ONE
        items = _items(rng, base, path)
        frames.append(_year(made, items, first.year - back, back == 1, rng, seed))
    frame = pl.concat(frames)
    ids = pl.Series("id", [f"stm-{number:07d}" for number in range(1, frame.height + 1)])
    return frame.sort("supplier_id", "ends_on", maintain_order=True).with_columns(ids)


@dataclass(frozen=True, slots=True)
class _Path:
    """How a year goes, in basis points."""

    growth: Ints
    margin: Ints
    equity: Ints
    cash: Ints


def _path(rng: Rng, failing: Bools, down: Ints) -> _Path:
    sound = ((9_500, 11_200), (300, 1_200), (2_500, 5_500), (800, 2_000))
    drawn = [
        np.where(
            failing, low_of + rng.integers(-60, 60, failing.size), rng.integers(*of, failing.size)
        )
        for of, low_of in zip(sound, down, strict=True)
    ]
    return _Path(*drawn)


def _items(rng: Rng, revenue: Ints, path: _Path) -> dict[str, Ints]:
    """The items of one year in whole euros; assets are what is owed and what is one's own."""
    size = revenue.size
    assets = revenue * rng.integers(6_000, 12_000, size) // ONE
    equity = assets * path.equity // ONE
    debt = (assets - equity) * rng.integers(2_500, 4_500, size) // ONE
    owned = _owned(rng, assets, assets * path.cash // ONE)
    owed = _owed(rng, assets - equity, debt)
    earned = _earned(revenue, revenue * path.margin // ONE, debt * 450 // ONE, assets * 400 // ONE)
    own = {"equity": equity, "retained_earnings": equity * 6_000 // ONE}
    return {**earned, **owned, **owed, **own}


def _owned(rng: Rng, assets: Ints, cash: Ints) -> dict[str, Ints]:
    current = assets * rng.integers(4_000, 6_000, assets.size) // ONE
    inventories = current * rng.integers(500, 1_500, assets.size) // ONE
    fixed = assets - current
    return {
        "total_assets": assets,
        "current_assets": current,
        "inventories": inventories,
        "receivables": np.maximum(current - inventories - cash, 0),
        "cash": cash,
        "tangible_assets": fixed * 7_000 // ONE,
        "intangible_assets": fixed * 3_000 // ONE,
    }


def _owed(rng: Rng, owed: Ints, debt: Ints) -> dict[str, Ints]:
    due = owed * rng.integers(4_500, 6_500, owed.size) // ONE
    return {
        "total_liabilities": owed,
        "current_liabilities": due,
        "long_term_debt": debt * 7_000 // ONE,
        "short_term_debt": debt - debt * 7_000 // ONE,
        "tax_and_social_debt": due * 1_000 // ONE,
    }


def _earned(revenue: Ints, ebit: Ints, interest: Ints, worn: Ints) -> dict[str, Ints]:
    before_tax = ebit - interest
    net = np.where(before_tax > 0, before_tax * 7_420 // ONE, before_tax)
    spent = revenue * 6_000 // ONE
    return {
        "revenue": revenue,
        "cost_of_sales": spent,
        "gross_profit": revenue - spent,
        "depreciation": worn,
        "ebit": ebit,
        "ebitda": ebit + worn,
        "interest_expense": interest,
        "profit_before_tax": before_tax,
        "net_income": net,
        "operating_cash_flow": net + worn,
        "capital_expenditure": worn,
    }


def _year(
    made: Books, items: dict[str, Ints], year: int, last: bool, rng: Rng, seed: int
) -> pl.DataFrame:
    size = len(made.suppliers)
    auditor = stream(seed, Part.ACCOUNTS, 3).integers(0, len(AUDITORS), size)
    other = chance(rng, np.where(made.failing, 3_000, 400), size)
    auditor = (auditor + other) % len(AUDITORS)
    published = day_number(date(year, 12, 31)) + rng.integers(100, 330, size)
    small = chance(rng, 3_000, size)  # who is small shows no revenue, nor what follows from it
    hidden = ("revenue", "cost_of_sales", "gross_profit", "ebitda", "operating_cash_flow")
    columns = {
        name: blank(values, small) if name in hidden else pl.Series(values)
        for name, values in items.items()
    }
    frame = pl.DataFrame(
        {
            "supplier_id": made.suppliers,
            "auditor": at(list(AUDITORS), auditor),
            "known_on": days(published),
            **columns,
        }
    ).with_columns(
        basis=pl.lit("separate"),
        starts_on=pl.lit(date(year, 1, 1)),
        ends_on=pl.lit(date(year, 12, 31)),
        currency=pl.lit("EUR"),
        standard=pl.lit("nl-gaap"),
        going_concern_doubt=pl.Series(np.where(_doubted(made, rng), "yes", "no")),
        source=pl.lit(SOURCE),
        recorded_on=pl.col("known_on"),
        confidence=pl.lit("observed"),
    )
    return frame.filter(~pl.Series(made.failing)) if last else frame


def _doubted(made: Books, rng: Rng) -> Bools:
    doubted: Bools = made.failing & chance(rng, 1_500, made.failing.size)
    return doubted

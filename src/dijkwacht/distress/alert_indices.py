# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The Italian alert indices of 2019 (CNDCEC): three tests in a fixed order, made to raise few false
alarms. In force until 2022; published, so of use as an anchor."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

import polars as pl

from dijkwacht.distress.ratios import item, over
from dijkwacht.rules.rulebook import Rules

RULE: Final = "distress/italian-alert"


class Outcome(StrEnum):
    """What the tests say together."""

    NEGATIVE_EQUITY = "negative-equity"  # the first test: crisis presumed
    NO_COVER = "no-cover"  # the second: cash of six months does not cover debt of six months
    ALL_INDICES = "all-indices"  # the third: all five are beyond their level
    NO_ALERT = "no-alert"
    UNKNOWN = "unknown"


class Part(StrEnum):
    """On which side of its level an index is beyond it, the level included."""

    LEAST = "at-least"
    MOST = "at-most"


@dataclass(frozen=True, slots=True)
class Index:
    """One of the five: its value as a fraction, its level, and whether it is beyond it; None is
    unknown."""

    name: str
    value: float | None
    part: Part
    level: float
    beyond: bool | None
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Alert:
    """What the tests say, and the test that decided."""

    outcome: Outcome
    equity: int | None
    cover: float | None
    indices: tuple[Index, ...]


INDICES: Final[Mapping[str, pl.Expr]] = {
    "interest_to_revenue": over(item("interest_expense"), item("revenue")),
    "equity_to_debt": over(item("equity"), item("total_liabilities")),
    "cash_flow_to_assets": over(item("net_income") + item("depreciation"), item("total_assets")),
    "current_assets_to_current_liabilities": over(
        item("current_assets"), item("current_liabilities")
    ),
    "tax_and_social_debt_to_assets": over(item("tax_and_social_debt"), item("total_assets")),
}
"""The five indices of the third test."""


def alert(year: pl.DataFrame, rules: Rules, cover: float | None = None) -> Alert:
    """The tests on one row of `years`; `cover` is the expected debt service cover of six months,
    which no accounts can tell."""
    levels: Mapping[str, Mapping[str, str]] = rules.parameters(RULE)["levels"]
    known = year.to_dicts()[0]
    values = year.select(expr.alias(name) for name, expr in INDICES.items()).to_dicts()[0]
    indices = tuple(_index(name, values[name], levels[name], known) for name in INDICES)
    equity: int | None = known["equity"]
    return Alert(_outcome(equity, cover, [one.beyond for one in indices]), equity, cover, indices)


def _index(
    name: str, value: float | None, told: Mapping[str, str], known: Mapping[str, Any]
) -> Index:
    part = next(Part(word) for word in told)
    level = float(told[part])
    beyond = None
    if value is not None:
        beyond = value >= level if part is Part.LEAST else value <= level
    wanted = dict.fromkeys(INDICES[name].meta.root_names())
    missing = tuple(one for one in wanted if known[one] is None)
    return Index(name, value, part, level, beyond, missing)


def _outcome(equity: int | None, cover: float | None, beyond: Sequence[bool | None]) -> Outcome:
    """The first test that speaks decides. One that cannot be made lets the next one speak, but
    silence of all is then no answer; that nobody gives a cover is usual, and is shown."""
    spoken = (
        (Outcome.NEGATIVE_EQUITY, equity is not None and equity < 0),
        (Outcome.NO_COVER, cover is not None and cover < 1),
        (Outcome.ALL_INDICES, set(beyond) == {True}),
        (Outcome.UNKNOWN, equity is None or False not in beyond),
    )
    return next((outcome for outcome, speaks in spoken if speaks), Outcome.NO_ALERT)

# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The course of a figure over five years: its mean, spread, change and growth. Sums, products,
quotients and square roots only, in a fixed order: the same figure on every machine."""

from collections.abc import Callable, Mapping, Sequence
from functools import reduce
from typing import Final

import numpy as np
import numpy.typing as npt

Years = npt.NDArray[np.float64]
"""A figure of each firm over five years, the latest last; NaN is unknown. Also of one year."""
Accounts = Mapping[str, Years]

YEARS: Final = 5
LATEST: Final = YEARS - 1
LEAST: Final = 0.01  # a divisor of accounts in thousands: less is nothing
LEAST_GROWN: Final = 0.05
MOST_GROWN: Final = 50.0


def per(above: Years, below: Years) -> Years:
    """A quotient; what lies below counts as a hundredth at the least."""
    return above / np.maximum(below, LEAST)


def _total(columns: Sequence[Years]) -> Years:
    """The sum, from the left: the order in which a machine adds changes the last digit."""
    return reduce(np.add, columns)


def _columns(x: Years) -> list[Years]:
    return [x[:, year] for year in range(YEARS)]


def mean(x: Years) -> Years:
    """The mean of the years that are known."""
    known = _total([np.isfinite(one).astype(np.float64) for one in _columns(x)])
    total = _total([np.where(np.isfinite(one), one, 0.0) for one in _columns(x)])
    return total / np.where(known > 0, known, np.nan)


def spread(x: Years) -> Years:
    """The standard deviation over the years that are known; unknown for fewer than two."""
    apart = x - mean(x)[:, None]
    known = _total([np.isfinite(one).astype(np.float64) for one in _columns(x)])
    return np.where(known > 1, np.sqrt(mean(apart * apart)), np.nan)


def _most(x: Years) -> Years:
    return reduce(np.fmax, _columns(x))


def _least(x: Years) -> Years:
    return reduce(np.fmin, _columns(x))


def _growth(x: Years, back: int) -> Years:
    """How many times what it was so many years ago."""
    before = np.maximum(x[:, LATEST - back], LEAST_GROWN)
    return np.clip(np.maximum(x[:, LATEST], LEAST_GROWN) / before, 0.0, MOST_GROWN)


def _yearly(x: Years) -> Years:
    """The growth of each year, first one unknown, from minus one to three."""
    floor = np.maximum(x, LEAST)
    grown = np.full_like(x, np.nan)
    grown[:, 1:] = np.clip(floor[:, 1:] / floor[:, :-1] - 1, -1.0, 3.0)
    return grown


def _turned(x: Years) -> Years:
    """Ohlson's change of a result, from minus one to one."""
    now, before = x[:, LATEST], x[:, LATEST - 1]
    return np.asarray((now - before) / np.maximum(np.abs(now) + np.abs(before), 1e-6))


def _negative(x: Years) -> Years:
    """The share of the known years below zero."""
    return mean(np.where(np.isfinite(x), (x < 0).astype(np.float64), np.nan))


def _step(x: Years, a: Accounts) -> Years:
    """The change in a year, in assets of the year before."""
    return per(x[:, LATEST] - x[:, LATEST - 1], a["total_assets"][:, LATEST - 1])


def _plus(x: Years, a: Accounts, item: str, sign: int) -> Years:
    moved = _step(x, a)
    return moved + sign * per(a[item][:, LATEST], a["total_assets"][:, LATEST - 1])


PARTS: Final[Mapping[str, Callable[[Years, Accounts], Years]]] = {
    "now": lambda x, a: x[:, LATEST],
    "mean": lambda x, a: mean(x),
    "change": lambda x, a: x[:, LATEST] - x[:, LATEST - 1],
    "change2": lambda x, a: x[:, LATEST] - x[:, LATEST - 2],
    "spread": lambda x, a: spread(x),
    "most": lambda x, a: _most(x),
    "least": lambda x, a: _least(x),
    "grown": lambda x, a: _growth(x, 1),
    "grown2": lambda x, a: _growth(x, 2),
    "fallen": lambda x, a: (
        np.maximum(x[:, LATEST], LEAST_GROWN) / np.maximum(_most(x), LEAST_GROWN)
    ),
    "swing": lambda x, a: spread(_yearly(x)),
    "jump": lambda x, a: mean(np.abs(_yearly(x))),
    "turned": lambda x, a: _turned(x),
    "negative": lambda x, a: _negative(x),
    "step": _step,
    "raised": lambda x, a: _plus(x, a, "net_income", -1),
    "invested": lambda x, a: _plus(x, a, "depreciation_and_amortization", 1),
}

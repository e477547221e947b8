# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Distance to default after Merton: equity as an option on all assets, with what is owed as its
price. Only for companies whose shares are traded."""

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dijkwacht.rules.rulebook import Rules

RULE: Final = "distress/merton"
Floats = NDArray[np.float64]
NEWTON: Final = 100  # steps; it takes about six
_ERFC: Final = np.vectorize(math.erfc, otypes=[np.float64])


def normal(deviations: Floats) -> Floats:
    """The probability that a standard normal figure lies below this many deviations."""
    return np.asarray(_ERFC(-deviations / math.sqrt(2)) / 2, np.float64)


@dataclass(frozen=True, slots=True)
class Settings:
    """Policy's values: the part of long-term debt that counts, days of trade in a year, when the
    iteration is done and how often it may go round, and below which distance to watch."""

    long_term: float
    trading_days: int
    precise: float
    rounds: int
    watch: float

    @classmethod
    def of(cls, rules: Rules) -> "Settings":
        """The values in force."""
        held = rules.parameters(RULE)
        return cls(
            float(held["long_term"]),
            held["trading_days"],
            float(held["precise"]),
            held["rounds"],
            float(held["watch"]),
        )


@dataclass(frozen=True, slots=True)
class Distances:
    """Of each company: the value and volatility of its assets, their drift, how many deviations
    they lie above what is owed, and the probability that they fall below it. NaN is unknown."""

    assets: Floats
    volatility: Floats
    drift: Floats
    distance: Floats
    probability: Floats


def default_point(short_term: Floats, long_term: Floats, settings: Settings) -> Floats:
    """What is owed within the year, and part of what is owed later."""
    return np.asarray(short_term + settings.long_term * long_term, np.float64)


def naive(equity: Floats, volatility: Floats, owed: Floats, drift: Floats) -> Distances:
    """The distance of Bharath and Shumway, without solving anything: the volatility of debt is
    0.05 + 0.25 times that of equity, and the drift is the return on equity of the last year."""
    with np.errstate(all="ignore"):
        assets = equity + owed
        of_debt = 0.05 + 0.25 * volatility
        spread = (equity * volatility + owed * of_debt) / assets
        return _told(assets, spread, drift, owed)


def solved(equity: Floats, volatility: Floats, owed: Floats, rate: float) -> Distances:
    """The two equations of Merton for one moment: the value of the option, and the volatility of
    equity; the drift is the rate without risk."""
    with np.errstate(all="ignore"):
        assets = np.asarray(equity + owed, np.float64)
        spread = np.asarray(volatility * equity / assets, np.float64)
        for _ in range(NEWTON):
            fresh = _assets_of(equity, spread, owed, rate)
            above = _d1(fresh, spread, owed, rate)
            new = volatility * equity / (fresh * normal(above))
            done = np.nanmax(np.abs(new - spread), initial=0.0) < 1e-13
            assets, spread = fresh, (new + spread) / 2 if not done else new
            if done:
                break
        return _told(assets, spread, np.full_like(assets, rate), owed)


def iterated(equity: Floats, owed: float, rate: float, settings: Settings) -> Distances:
    """From the daily value of one company's equity over a year: the value of the assets of each
    day follows from a volatility, and that from those values, until it changes no more."""
    steps = np.diff(np.log(equity))
    if len(steps) < 2 or not np.all(np.isfinite(steps)) or owed <= 0:
        return _unknown()
    owing = np.full_like(equity, owed)
    spread = float(np.std(steps, ddof=1) * np.sqrt(settings.trading_days))
    spread *= float(equity[-1] / (equity[-1] + owed))
    for _ in range(settings.rounds):
        assets = _assets_of(equity, np.full_like(equity, spread), owing, rate)
        returns = np.diff(np.log(assets))
        fresh = float(np.std(returns, ddof=1) * np.sqrt(settings.trading_days))
        done, spread = abs(fresh - spread) < settings.precise, fresh
        if done:
            # a mean of logarithms lies half of the variance below the drift
            drift = float(np.mean(returns)) * settings.trading_days + spread**2 / 2
            last = np.array([spread]), np.array([drift]), np.array([owed])
            return _told(assets[-1:], *last)
    return _unknown()


def _unknown() -> Distances:
    nothing = np.array([np.nan])
    return Distances(nothing, nothing, nothing, nothing, nothing)


def _told(assets: Floats, spread: Floats, drift: Floats, owed: Floats) -> Distances:
    """The distance after one year, unknown where nothing is owed, or nothing is known."""
    distance = (np.log(assets / owed) + drift - spread**2 / 2) / spread
    distance = np.where((owed > 0) & (spread > 0) & (assets > 0), distance, np.nan)
    return Distances(assets, spread, drift, distance, normal(-distance))


def _d1(assets: Floats, spread: Floats, owed: Floats, rate: float) -> Floats:
    return np.asarray((np.log(assets / owed) + rate + spread**2 / 2) / spread, np.float64)


def _assets_of(equity: Floats, spread: Floats, owed: Floats, rate: float) -> Floats:
    """The value of assets of which the option on them has the value of equity, by Newton: from
    above it comes down without overshooting."""
    later = owed * np.exp(-rate)
    assets = np.asarray(equity + later, np.float64)
    for _ in range(NEWTON):
        above = _d1(assets, spread, owed, rate)
        value = assets * normal(above) - later * normal(above - spread)
        step = (value - equity) / normal(above)
        assets = assets - step
        if np.nanmax(np.abs(step / assets), initial=0.0) < 1e-14:
            break
    return assets

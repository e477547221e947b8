# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Distance to default: against FinanceToolkit, against what went into a simulation, and at the
edges."""

import json
from math import erf, isclose, log
from pathlib import Path

import numpy as np
import pytest
from builders import rules

from dijkwacht.distress.merton import Settings, default_point, iterated, naive, solved

SETTINGS = Settings.of(rules())


def one(value: float) -> np.ndarray:  # type: ignore[type-arg]
    return np.array([float(value)])


def test_the_two_equations_are_solved_as_another_library_does(root: Path) -> None:
    file = root / "tests" / "golden" / "distress_by_financetoolkit.json"
    for firm in json.loads(file.read_text("utf-8")):
        last, told = firm["years"][-1], firm["merton"]
        owed = default_point(
            one(last["current_liabilities"]), one(last["long_term_debt"]), SETTINGS
        )
        equity = one(last["market_value"])
        found = solved(equity, one(told["volatility"]), owed, told["rate"])
        assert isclose(found.assets[0], told["assets"], rel_tol=1e-7)
        assert isclose(found.distance[0], told["distance"], rel_tol=1e-6, abs_tol=1e-7)
        assert isclose(found.probability[0], told["probability"], rel_tol=1e-4, abs_tol=1e-12)


def test_many_at_once_are_each_as_one_alone() -> None:
    equity, spread, owed = np.array([1e6, 2e9]), np.array([0.3, 0.8]), np.array([4e6, 1e8])
    both = solved(equity, spread, owed, 0.02).distance
    alone = [
        solved(equity[at : at + 1], spread[at : at + 1], owed[at : at + 1], 0.02).distance[0]
        for at in range(2)
    ]
    assert np.allclose(both, alone, rtol=1e-10)


def test_the_iteration_finds_the_volatility_that_went_in() -> None:
    rng = np.random.default_rng(52)
    days, spread, drift, owed, rate = 252 * 40, 0.25, 0.06, 60.0, 0.02
    steps = rng.normal((drift - spread**2 / 2) / 252, spread / 252**0.5, days)
    assets = 100 * np.exp(np.cumsum(steps))
    later = owed * np.exp(-rate)
    above = (np.log(assets / owed) + rate + spread**2 / 2) / spread
    from_normal = np.vectorize(lambda x: 0.5 * (1 + erf(x / 2**0.5)))
    equity = assets * from_normal(above) - later * from_normal(above - spread)
    found = iterated(equity, owed, rate, SETTINGS)
    assert isclose(found.volatility[0], spread, rel_tol=0.02)
    assert isclose(found.assets[0], assets[-1], rel_tol=0.005)
    assert isclose(found.drift[0], drift, abs_tol=0.05)
    again = iterated(equity, owed, rate, SETTINGS)
    assert again.distance[0] == found.distance[0], "the same figures, the same answer"


def test_the_naive_form_by_hand() -> None:
    # equity 60, debt 40, volatility 0.4: of debt 0.05 + 0.25 * 0.4 = 0.15
    found = naive(one(60), one(0.4), one(40), one(0.1))
    assert isclose(found.volatility[0], 0.6 * 0.4 + 0.4 * 0.15)
    assert isclose(found.distance[0], (log(100 / 40) + 0.1 - 0.3**2 / 2) / 0.3)


def test_half_of_long_term_debt_counts() -> None:
    assert default_point(one(10), one(30), SETTINGS)[0] == 25
    assert (SETTINGS.watch, SETTINGS.trading_days) == (1.5, 252)


@pytest.mark.parametrize("equity", [[1.0], [1.0, 1.0], [1.0, -1.0, 2.0], [1.0, np.nan, 2.0]])
def test_too_little_to_go_by_is_unknown(equity: list[float]) -> None:
    with np.errstate(all="ignore"):
        assert np.isnan(iterated(np.array(equity), 1.0, 0.0, SETTINGS).distance[0])


def test_without_debt_there_is_no_distance() -> None:
    assert np.isnan(solved(one(10), one(0.3), one(0), 0.02).distance[0])
    assert np.isnan(naive(one(10), one(0.3), one(0), one(0)).distance[0])
    assert np.isnan(iterated(np.array([1.0, 1.1, 1.2, 1.1]), 0.0, 0.0, SETTINGS).distance[0])

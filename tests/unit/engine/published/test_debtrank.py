# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Linear DebtRank on the three networks that NEVA brings, and counted by hand."""

from typing import Final

import numpy as np
import pytest

from dijkwacht.base.errors import WrongQuestion
from dijkwacht.engine.published.debtrank import debtrank, leverage

LOAN: Final = 0.5
NETWORKS: Final = {
    "chain": ([(0, 1), (1, 2)], [1.5, 1.0, 0.5]),
    "cycle": ([(0, 1), (1, 2), (2, 0)], [1.0, 1.0, 1.0]),
    "tree": ([(0, 1), (0, 2)], [2.0, 0.5, 0.5]),
}
"""Who lent 0.5 to whom among banks A, B and C, and what their balance sheets leave as equity: the
files data/shock_*.json of NEVA (github.com/marcobardoscia/neva, LGPL-3; only these figures)."""


def lost(name: str, shock: list[float]) -> np.ndarray:
    """The relative losses at the end, after shocks in money."""
    loans, equity = NETWORKS[name]
    exposure = np.zeros((3, 3))
    for lender, borrower in loans:
        exposure[lender, borrower] = LOAN
    return debtrank(exposure, equity, np.array(shock) / equity).last


@pytest.mark.parametrize(
    ("name", "shock", "neva"),
    [
        ("chain", [0, 0, 0.25], [0.0833333333, 0.25, 0.5]),
        ("chain", [0, 0.2, 0.5], [0.2333333333, 0.7, 1]),
        ("cycle", [0.2, 0, 0], [0.228125, 0.05703125, 0.1140625]),
        ("cycle", [0, 0.5, 0.25], [0.3570556641, 0.7141113281, 0.4284667969]),
        ("tree", [0, 0.25, 0.1], [0.175, 0.5, 0.2]),
        ("tree", [0.4, 0.5, 0.5], [0.7, 1, 1]),
    ],
)
def test_losses_are_those_that_neva_gives(name: str, shock: list[float], neva: list[float]) -> None:
    # NEVA was run with its linear DebtRank valuation for each bank; in a circle it stops when
    # equities change by less than a thousandth or so, we go on
    assert lost(name, shock) == pytest.approx(neva, abs=1e-3 if name == "cycle" else 1e-9)


def test_a_circle_ends_where_the_series_does() -> None:
    first = 0.2 / (1 - 0.5**3)
    assert lost("cycle", [0.2, 0, 0]) == pytest.approx([first, first / 4, first / 2], abs=1e-11)


def test_a_loss_is_passed_on_once_and_ends_at_all() -> None:
    # B lost all by the shock; C, which lent to B twice its equity, loses all and no more
    exposure = [[0, 0, 0], [0, 0, 0], [0, 2, 0]]
    found = debtrank(exposure, [1, 1, 1], [0, 1, 0])
    assert found.last.tolist() == [0, 1, 1]
    assert found.debtrank == pytest.approx(1 / 3)


def test_leverage_is_what_a_lender_loses_of_its_equity() -> None:
    assert leverage([[0, 3], [0, 0]], [2, 1]).tolist() == [[0, 1.5], [0, 0]]


def test_without_equity_there_is_no_answer() -> None:
    with pytest.raises(WrongQuestion, match="model-positive"):
        debtrank([[0, 1], [0, 0]], [0, 1], [0, 1])


def test_rounds_that_do_not_settle_are_told() -> None:
    with pytest.raises(WrongQuestion, match="model-restless"):
        debtrank([[0, 0.99], [0.99, 0]], [1, 1], [0.001, 0], most_rounds=5)

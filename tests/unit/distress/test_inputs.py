# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the model looks at: ratios without a unit, nothing infinite, and no market value where it
must not be used."""

import numpy as np
import polars as pl
import pytest
from accounts import firm_years

from dijkwacht.distress.firm_years import side_by_side
from dijkwacht.distress.inputs import ITEMS, inputs, values

SIZED = {"size now", "sales now", "market_value now"}


def figures(frame: pl.DataFrame, *, market: bool = True) -> dict[str, np.ndarray]:
    """Each input by its key."""
    items, _ = side_by_side(frame)
    keys = [one.key for one in inputs(market=market)]
    return dict(zip(keys, values(items, market=market), strict=True))


def test_each_input_is_named_once_and_the_accounts_come_first() -> None:
    keys = [one.key for one in inputs(market=True)]
    assert len(set(keys)) == len(keys)
    accounts = [one.key for one in inputs(market=False)]
    assert keys[: len(accounts)] == accounts
    assert not any(one.market for one in inputs(market=False))


def test_accounts_only_never_looks_at_the_market_value() -> None:
    frame = firm_years()
    other = frame.with_columns(market_value=pl.col("market_value") * 9 + 1)
    before, after = figures(frame, market=False), figures(other, market=False)
    for key, figure in before.items():
        np.testing.assert_array_equal(figure, after[key])


def test_ratios_do_not_change_with_the_unit() -> None:
    frame = firm_years()
    thousand = frame.with_columns(pl.col(item) * 1024 for item in ITEMS)
    before, after = figures(frame), figures(thousand)
    for key in before.keys() - SIZED:
        np.testing.assert_allclose(after[key], before[key], rtol=1e-9, err_msg=key)


def test_debt_is_debts_over_assets() -> None:
    frame = firm_years(5)
    last = frame.filter(pl.col("fyear") == 2010)
    expected = (last["total_liabilities"] / last["total_assets"]).to_list()
    assert figures(frame)["debt now"].tolist() == pytest.approx(expected)


@pytest.mark.parametrize("item", ITEMS)
@pytest.mark.parametrize("value", [None, 0.0, -1e9, 1e9])
def test_no_item_whatever_it_says_makes_a_figure_infinite(item: str, value: float | None) -> None:
    frame = firm_years(5).with_columns(pl.lit(value, pl.Float64).alias(item))
    assert not any(np.isinf(figure).any() for figure in figures(frame).values())

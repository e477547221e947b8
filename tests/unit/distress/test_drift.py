# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Drift: the stability index of each ratio against the tenths of a training."""

import numpy as np
import polars as pl
import pytest
from accounts import firm_years

from dijkwacht.distress.drift import Spread, drift, spread
from dijkwacht.distress.firm_years import side_by_side
from dijkwacht.distress.inputs import inputs, values


def usual(frame: pl.DataFrame) -> dict[str, Spread]:
    """How the ratios of these firms are spread."""
    items, _ = side_by_side(frame)
    pairs = zip(inputs(market=True), values(items, market=True), strict=True)
    return {one.key: spread(column) for one, column in pairs if one.part == "now"}


def test_the_firms_of_the_training_have_not_moved() -> None:
    frame = firm_years(500)
    assert {one.level for one in drift(frame, usual(frame))} == {"stable"}


def test_a_ratio_that_moved_is_found_and_comes_first() -> None:
    frame = firm_years(500)
    moved = frame.with_columns(inventory=pl.col("inventory") * 3)
    found = {one.ratio: one for one in drift(moved, usual(frame))}
    assert found["stock"].level == "shifted"
    assert found["debt"].level == "stable"
    assert next(iter(found.values())).level == "shifted"


def test_what_is_known_of_no_firm_is_unknown() -> None:
    frame = firm_years(10)
    none = frame.with_columns(inventory=pl.lit(None, pl.Float64))
    found = {one.ratio: one for one in drift(none, usual(frame))}
    assert (found["stock"].level, found["stock"].unknown) == ("unknown", 10)


def test_the_index_is_that_of_its_definition() -> None:
    frame = firm_years(10)
    key = next(one.key for one in inputs(market=True) if one.ratio == "debt")
    (found,) = drift(frame, {key: {"edges": [1e9], "shares": [0.9, 0.1]}})
    # nine tenths were expected at or below the edge, and all are there
    share, rest = 1.0, 0.0001
    expected = (share - 0.9) * np.log(share / 0.9) + (rest - 0.1) * np.log(rest / 0.1)
    assert found.index == pytest.approx(expected, abs=1e-4)

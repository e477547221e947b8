# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The course of figures: unknown years neither count nor spoil the others."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dijkwacht.distress.course import PARTS, YEARS, mean, spread

years = st.lists(st.one_of(st.none(), st.floats(-1e6, 1e6)), min_size=YEARS, max_size=YEARS).map(
    lambda cells: np.array([[np.nan if one is None else one for one in cells]])
)


@given(years)
def test_mean_and_spread_are_those_of_the_known_years(x: np.ndarray) -> None:
    known = x[~np.isnan(x)]
    if not known.size:
        assert np.isnan(mean(x)).all()
        return
    assert mean(x)[0] == pytest.approx(known.mean(), rel=1e-9, abs=1e-6)
    if known.size > 1:
        assert spread(x)[0] == pytest.approx(known.std(), rel=1e-6, abs=1e-4)
    else:
        assert np.isnan(spread(x)[0])


def test_growth_is_told_in_times_and_bounded() -> None:
    x = np.array([[1.0, 1, 1, 2, 3], [1, 1, 1, 0, 1e9]])
    assert PARTS["grown"](x, {}).tolist() == [1.5, 50.0]
    assert PARTS["grown2"](x, {}).tolist() == [3.0, 50.0]
    assert PARTS["fallen"](np.array([[4.0, 8, 4, 2, 2]]), {}).tolist() == [0.25]


def test_losses_are_a_share_of_the_known_years() -> None:
    x = np.array([[np.nan, -1, 2, -3, -4]])
    assert PARTS["negative"](x, {}).tolist() == [0.75]


def test_a_change_of_result_lies_between_minus_one_and_one() -> None:
    x = np.array([[0.0, 0, 0, 1, -1], [0, 0, 0, 2, 2]])
    assert PARTS["turned"](x, {}).tolist() == [-1.0, 0.0]

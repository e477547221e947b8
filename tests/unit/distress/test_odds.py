# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Log-odds and probabilities: right, and the same whatever library a machine has."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dijkwacht.distress.odds import MICRO, probability


@given(st.lists(st.integers(-20 * MICRO, 20 * MICRO), min_size=1))
def test_it_is_the_logistic_of_the_log_odds_to_the_millionth(log_odds: list[int]) -> None:
    told = np.array(log_odds, np.int64)
    expected = 1 / (1 + np.exp(-told / MICRO))
    np.testing.assert_allclose(probability(told), expected, atol=5.01e-7)


@pytest.mark.parametrize(
    ("log_odds", "chance"),
    [(0, 0.5), (-(10**9), 0.0), (10**9, 1.0), (-3_480_000, 0.029887), (1, 0.5)],
)
def test_some_are_known(log_odds: int, chance: float) -> None:
    assert probability(np.array([log_odds], np.int64)).tolist() == [chance]


@given(st.integers(-20 * MICRO, 20 * MICRO), st.integers(0, MICRO))
def test_more_log_odds_are_never_less_probable(log_odds: int, more: int) -> None:
    first, second = probability(np.array([log_odds, log_odds + more], np.int64))
    assert first <= second

# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Inoperability input-output: where sectors settle, and how they recover."""

import numpy as np
import pytest

from dijkwacht.base.errors import WrongQuestion
from dijkwacht.engine.published.inoperability import inoperability, recovery, resilience

CHAIN = [[0, 0, 0], [0.3, 0, 0], [0, 0.5, 0]]
LOOP = [[0, 0.4], [0.5, 0.1]]


def test_a_chain_multiplies_what_is_lost() -> None:
    assert inoperability(CHAIN, [1, 0, 0]) == pytest.approx([1, 0.3, 0.15])


def test_a_loop_feeds_itself_as_solved_by_hand() -> None:
    # q1 = 0.2 + 0.4 q2 and q2 = 0.5 q1 + 0.1 q2: q2 = 5/9 q1, q1 = 0.2 / (1 - 2/9)
    first = 0.2 / (1 - 0.4 * 0.5 / 0.9)
    assert inoperability(LOOP, [0.2, 0]) == pytest.approx([first, first * 0.5 / 0.9])


def test_the_dynamic_model_ends_where_the_static_one_is() -> None:
    levels = recovery(LOOP, [0.5, 0.2], [0, 0], 400, lambda step: [0.2, 0])
    assert levels[-1] == pytest.approx(inoperability(LOOP, [0.2, 0]), abs=1e-9)
    assert np.all(np.diff(levels, axis=0) >= -1e-15)


def test_a_sector_alone_recovers_by_its_resilience() -> None:
    levels = recovery([[0.2]], [0.25], [0.8], 10)
    assert levels[:, 0] == pytest.approx(0.8 * (1 - 0.25 * 0.8) ** np.arange(11))


def test_resilience_is_that_of_the_continuous_recovery_it_was_fitted_to() -> None:
    # q(t) = q(0) exp(-k (1 - a) t)
    pace = 0.13
    end = 0.6 * np.exp(-pace * (1 - 0.2) * 30)
    assert resilience(0.6, end, 30, 0.2) == pytest.approx(pace)


def test_losses_that_feed_themselves_without_end_are_refused() -> None:
    with pytest.raises(WrongQuestion, match="model-diverges"):
        inoperability([[0, 1], [1, 0]], [0.1, 0])


def test_a_matrix_that_is_not_square_or_below_zero_is_refused() -> None:
    for matrix in ([[0.0, 0.1]], [[0.0, -0.1], [0.0, 0.0]]):
        with pytest.raises(WrongQuestion, match="model-"):
            inoperability(matrix, [0] * len(matrix))

# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Measures of scores, against scikit-learn's definitions worked out by hand, and weights against
rows that are really there more than once."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dijkwacht.distress.metrics import (
    CALIBRATION,
    RANKS,
    Judged,
    area,
    average_precision,
    brier,
    calibrated,
    calibration_error,
    measured,
    recall,
)


def told(score: list[float], fails: list[int], weight: list[float] | None = None) -> Judged:
    size = len(score)
    return Judged(
        np.array(score, float),
        np.array(fails, bool),
        np.array(weight if weight else [1.0] * size),
        np.arange(size),
    )


def test_the_area_counts_pairs_and_a_tie_is_half_of_one() -> None:
    assert area(told([0.1, 0.4, 0.35, 0.8], [0, 0, 1, 1])) == 0.75
    assert area(told([0.5, 0.5], [0, 1])) == 0.5


def test_average_precision_is_the_mean_over_the_failures() -> None:
    assert average_precision(told([0.9, 0.8, 0.7], [1, 0, 1])) == pytest.approx((1 + 2 / 3) / 2)


def test_recall_is_of_the_highest_tenth() -> None:
    score = [float(at) for at in range(20)]
    assert recall(told(score, [0] * 18 + [1, 0])) == 1.0
    assert recall(told(score, [1] + [0] * 18 + [1])) == 0.5


def test_a_probability_that_is_the_rate_has_no_calibration_error() -> None:
    sure = told([0.25] * 4, [1, 0, 0, 0])
    assert calibration_error(sure) == 0.0
    assert brier(sure) == pytest.approx(0.25 * 0.75)


@given(
    st.lists(st.tuples(st.integers(0, 50), st.booleans(), st.integers(1, 3)), min_size=12).filter(
        lambda rows: len({fails for _, fails, _ in rows}) == 2
    )
)
def test_a_weight_of_two_is_two_rows(rows: list[tuple[int, bool, int]]) -> None:
    score, fails, weight = (np.array(column, float) for column in zip(*rows, strict=True))
    score = score / 100 + np.arange(len(rows)) * 1e-9  # no ties: where a tenth ends is then sure
    weighed = told(score.tolist(), fails.astype(int).tolist(), weight.tolist())
    times = weight.astype(int)
    often = told(np.repeat(score, times).tolist(), np.repeat(fails, times).astype(int).tolist())
    for measure in (area, brier, calibration_error):
        assert measure(weighed) == pytest.approx(measure(often))


def test_an_interval_holds_the_figure_and_the_same_seed_gives_the_same() -> None:
    random = np.random.default_rng(1)
    fails = random.random(400) < 0.2
    score = np.clip(random.random(400) * 0.3 + fails * 0.3, 0, 1)
    judged = told(score.tolist(), fails.astype(int).tolist())
    found = measured(judged, 100, 5, calibration=True)
    assert set(found) == {*RANKS, *CALIBRATION}
    assert all(
        low <= value <= high for name, (value, low, high) in found.items() if name != "recall"
    )
    assert found == measured(judged, 100, 5, calibration=True)


def test_calibration_finds_the_slope_and_level_that_made_the_outcomes() -> None:
    random = np.random.default_rng(2)
    log_odds = random.normal(-2, 1, 200_000)
    fails = random.random(log_odds.size) < 1 / (1 + np.exp(-(1.5 * log_odds + 0.5)))
    slope, level = calibrated(log_odds, fails, np.ones(log_odds.size))
    assert (slope, level) == (pytest.approx(1.5, abs=0.05), pytest.approx(0.5, abs=0.08))


def test_scores_that_tell_all_have_the_steepest_slope_there_is() -> None:
    log_odds = np.linspace(-4, 4, 100)
    slope, level = calibrated(log_odds, log_odds > 0, np.ones(100))
    assert slope == 5.0
    assert np.isfinite(level)

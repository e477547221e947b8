# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The quantile of a large pool: values of the textbook, and its limits."""

import pytest

from dijkwacht.base.errors import WrongQuestion
from dijkwacht.engine.published.vasicek import vasicek_quantile


@pytest.mark.parametrize(
    ("default", "correlation", "quantile"),
    [(0.02, 0.1, 0.1282), (0.01, 0.2, 0.1455), (0.005, 0.15, 0.0674)],
)
def test_the_textbook_values_at_one_in_a_thousand(
    default: float, correlation: float, quantile: float
) -> None:
    assert vasicek_quantile(default, correlation, 0.999) == pytest.approx(quantile, abs=5e-5)


def test_without_correlation_the_pool_loses_its_mean() -> None:
    assert vasicek_quantile(0.02, 0.0, 0.999) == pytest.approx(0.02)


def test_a_rarer_loss_is_larger() -> None:
    losses = [vasicek_quantile(0.02, 0.2, level) for level in (0.5, 0.9, 0.99, 0.999)]
    assert losses == sorted(losses)
    assert losses[0] < 0.02 < losses[-1]


@pytest.mark.parametrize("given", [(0, 0.1, 0.9), (2, 0.1, 0.9), (0.1, 1, 0.9), (0.1, 0.1, 1)])
def test_what_is_no_probability_is_refused(given: tuple[float, float, float]) -> None:
    with pytest.raises(WrongQuestion, match="model-open-range"):
        vasicek_quantile(*given)

# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Training on fictional firms: a model that finds the failing, the same every time (extra
`train`)."""

import importlib.util

import numpy as np
import pytest
from accounts import windows

from dijkwacht.distress import fitting, training
from dijkwacht.distress.evaluation import card
from dijkwacht.distress.hazard_model import to_bytes
from dijkwacht.distress.training_rows import Rows, folder_rows

pytestmark = [
    pytest.mark.optional,
    pytest.mark.skipif(
        importlib.util.find_spec("lightgbm") is None, reason="the extra `train` is not installed"
    ),
]


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> Rows:
    """The firm-years of fictional firms."""
    return folder_rows(windows(tmp_path_factory.mktemp("windows"), 150))


def test_a_model_is_the_same_every_time_and_adds_up(rows: Rows) -> None:
    data = fitting.coded(rows, market=False)
    every = np.ones(rows.size, np.bool_)
    first, second = (fitting.fit(data, 1, every, [3], market=False) for _ in range(2))
    assert to_bytes(first) == to_bytes(second)
    scored = first.log_odds(data.codes[4])
    for firm in range(0, rows.size, 50):
        ordinary, added = first.contributions(data.codes[4][:, firm])
        assert ordinary + sum(added) == scored[firm]


def test_a_model_finds_firms_it_has_not_seen(rows: Rows) -> None:
    data = fitting.coded(rows, market=True)
    here = next(training.folds(rows.firm, 1))
    model = fitting.fit(data, 1, ~here, [1], market=True)
    last = here & (rows.before == 0)
    scored = model.log_odds(data.codes[4][:, last])
    assert scored[rows.failed[last]].min() > np.median(scored[~rows.failed[last]])


def test_a_model_is_stretched_and_shifted_as_a_whole(rows: Rows) -> None:
    data = fitting.coded(rows, market=False)
    model = fitting.fit(data, 1, np.ones(rows.size, np.bool_), [1], market=False)
    twice = fitting.scaled(model, 2.0, 0.5)
    expected = model.log_odds(data.codes[3]) * 2 + 500_000
    apart = np.abs(twice.log_odds(data.codes[3]) - expected)
    assert apart.max() < 100 * (len(model.trees) + len(model.scales))


def test_a_training_keeps_its_figures(rows: Rows, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(training, "LEADS", (1,))
    steps: list[tuple[int, int]] = []
    found = training.train(rows, 1, lambda done, of: steps.append((done, of)))
    kept = card(rows, found, 1, {})
    assert steps[-1] == (14, 14)
    assert [model.market for model in found.models] == [True, False]
    assert {one["tried"] for one in kept["figures"]} == {"crossed", "later"}
    assert {one["model"] for one in kept["figures"]} >= {"market", "accounts", "altman", "ohlson"}

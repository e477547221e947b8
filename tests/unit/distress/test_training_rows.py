# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The firm-years of a training: each once, and weighed so that a long history is no mark of
failure."""

from pathlib import Path

import numpy as np
import pytest
from accounts import windows

from dijkwacht.base.errors import Unreadable
from dijkwacht.distress.training_rows import Rows, folder_rows, weights


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> Rows:
    """The firm-years of 300 fictional firms."""
    return folder_rows(windows(tmp_path_factory.mktemp("windows")))


def test_three_files_with_the_same_firms_give_each_year_once(rows: Rows) -> None:
    assert rows.size == 300 * 5
    assert rows.target(1)[1].sum() == 60
    assert (rows.seen + rows.before == 5).all()


def test_a_firm_that_has_failed_can_fail_no_more(rows: Rows) -> None:
    at_risk, fails = rows.target(2)
    assert (rows.before[fails] == 1).all()
    assert not at_risk[rows.failed & (rows.before == 0)].any()


@pytest.mark.parametrize("history", [1, 2, 3, 4])
def test_the_share_that_fails_is_the_same_for_every_length_of_history(
    rows: Rows, history: int
) -> None:
    given = weights(rows, 1, history, np.ones(rows.size, np.bool_))
    _, fails = rows.target(1)
    share = given[fails].sum() / given.sum()
    assert share == pytest.approx(60 / (1500 - 240 * 0.5))
    assert (given[rows.seen < history] == 0).all()


def test_only_the_last_years_of_a_history_are_looked_at(rows: Rows) -> None:
    whole, short = (rows.figures(years, market=False) for years in (5, 1))
    last = rows.before == 0
    same = [
        np.array_equal(a[last], b[last], equal_nan=True) for a, b in zip(whole, short, strict=True)
    ]
    assert 0 < sum(same) < len(same)


def test_a_folder_without_windows_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as told:
        folder_rows(tmp_path)
    assert told.value.what.code == "no-windows"


def test_the_real_files_are_read(shared: Path) -> None:
    real = folder_rows(shared / "distress")
    assert (real.size, int(real.target(1)[1].sum())) == (16_133, 428)

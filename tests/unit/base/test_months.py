# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Calendar months later: the same day, or the last one of a shorter month."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dijkwacht.base.months import months_later


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 6, 1), 12, date(2027, 6, 1)),
        (date(2026, 6, 1), -12, date(2025, 6, 1)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(9999, 6, 1), 12, date.max),
        (date(1, 6, 1), -12, date.min),
    ],
)
def test_months_later(day: date, months: int, later: date) -> None:
    assert months_later(day, months) == later


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(-100, 100))
def test_later_is_later(day: date, months: int) -> None:
    found = months_later(day, months)
    assert (found > day) == (months > 0) and (found == day) == (months == 0)

# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Periods: from a day, until a day that is no longer in it, either end open."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from dijkwacht.base.period import ALWAYS, Period

days = st.dates(date(2026, 1, 1), date(2026, 1, 12))
periods = st.builds(Period, st.none() | days, st.none() | days)
ALL = [date(2025, 12, 31) + timedelta(number) for number in range(15)]  # one more at each end


def test_the_first_day_is_in_and_the_last_is_out() -> None:
    june = Period(date(2026, 6, 1), date(2026, 7, 1))
    assert june.contains(date(2026, 6, 1))
    assert june.contains(date(2026, 6, 30))
    assert not june.contains(date(2026, 7, 1))
    assert not june.contains(date(2026, 5, 31))


def test_always_is_always() -> None:
    assert ALWAYS.contains(date.min)
    assert ALWAYS.contains(date.max)
    assert ALWAYS.is_possible()


@given(period=periods)
def test_a_period_is_possible_when_it_holds_on_some_day(period: Period) -> None:
    assert period.is_possible() == any(period.contains(day) for day in ALL)


@given(one=periods.filter(Period.is_possible), other=periods.filter(Period.is_possible))
def test_periods_overlap_when_some_day_is_in_both(one: Period, other: Period) -> None:
    both = any(one.contains(day) and other.contains(day) for day in ALL)
    assert one.overlaps(other) == other.overlaps(one) == both

# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The values that are written out stand outside every value that can be meant."""

from datetime import date

from dijkwacht.base.units import FOREVER, NEVER_DAY, NOT_APPLICABLE, NOT_APPLICABLE_DAY, ONE

LONGEST_RUN = 100 * 366 * 24  # a century of hours


def test_for_ever_is_longer_than_any_run_and_fits_where_hours_are_added() -> None:
    assert LONGEST_RUN * 100 < FOREVER
    assert 3 * FOREVER < 2**32


def test_what_does_not_apply_is_no_value_that_could_be_meant() -> None:
    assert NOT_APPLICABLE < 0 < ONE
    assert NOT_APPLICABLE_DAY < date(1000, 1, 1) < NEVER_DAY


def test_one_divides_into_percents_and_their_hundredths() -> None:
    assert ONE % 100 == 0
    assert ONE // 100 == 100

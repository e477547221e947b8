# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dijkwacht.findings.shares import ends, share
from dijkwacht.rules.condition import Between, Known


@pytest.mark.parametrize(
    ("low", "high", "total", "told"),
    [
        (1, 1, 10, 1_000),
        (999, 999, 10_000, 999),
        (9_999, 9_999, 100_000, 999),  # 9.999 %: rounded down, so never met by rounding
        (1, 2, 10, Between(1_000, 2_000)),
        (1, None, 10, Between(1_000, 10_000)),
        (10, None, 10, 10_000),
        (0, 0, None, 0),
        (1, 1, None, None),
        (0, 1, None, None),
        (1, 1, 0, None),
        (3, 3, 2, None),
        (1, 3, 2, Between(5_000, 10_000)),
        (2, 3, 2, 10_000),  # one of an unknown kind cannot be a third of two
        (10**17, 10**17, 10**18, 1_000),
    ],
)
def test_a_share_is_in_basis_points_between_bounds_or_not_known(
    low: int, high: int | None, total: int | None, told: Known
) -> None:
    assert share(low, high, total) == told


@given(st.integers(0, 10**15), st.integers(1, 10**15))
def test_a_tenth_is_reached_exactly_when_it_is(part: int, whole: int) -> None:
    found = share(part, part, whole)
    if part <= whole:
        assert isinstance(found, int)
        assert (found >= 1_000) == (part * 10 >= whole)
    else:
        assert found is None


def test_the_ends_of_a_value() -> None:
    assert [ends(value) for value in (5, Between(1, None), None)] == [
        (5, 5),
        (1, None),
        (None, None),
    ]

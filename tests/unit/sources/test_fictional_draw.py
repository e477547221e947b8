# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Draws: in whole numbers, within their bounds, and each part of the state from its own stream."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dijkwacht.sources.fictional_draw import (
    Part,
    chance,
    choose,
    heavy,
    on_curve,
    pick,
    ranges,
    shares,
    spread,
    stream,
)

SEEDS = st.integers(0, 2**32 - 1)
PARTS = st.lists(st.integers(0, 400), min_size=1, max_size=12).filter(any)


def test_the_streams_of_two_parts_differ_and_each_begins_anew_every_time() -> None:
    drawn = {part: stream(5, part).integers(0, 2**60, 8).tolist() for part in Part}
    assert len({tuple(numbers) for numbers in drawn.values()}) == len(Part)
    assert drawn[Part.NEEDS] == stream(5, Part.NEEDS).integers(0, 2**60, 8).tolist()
    assert drawn[Part.NEEDS] != stream(5, Part.NEEDS, 1).integers(0, 2**60, 8).tolist()


@given(st.integers(0, 3_000), PARTS)
def test_shares_add_up_and_are_less_than_one_from_the_exact_part(
    total: int, parts: list[int]
) -> None:
    got = shares(total, parts)
    assert got.sum() == total
    assert all(
        abs(int(one) * sum(parts) - total * part) < sum(parts)
        for one, part in zip(got, parts, strict=True)
    )


@given(SEEDS, PARTS)
def test_what_has_no_weight_is_never_picked(seed: int, weights: list[int]) -> None:
    drawn = pick(np.random.default_rng(seed), weights, 200)
    assert all(weights[position] > 0 for position in set(drawn.tolist()))


def test_picks_go_with_the_weights() -> None:
    drawn = pick(np.random.default_rng(1), [1, 0, 3], 40_000)
    assert np.bincount(drawn, minlength=3) / 40_000 == pytest.approx([0.25, 0, 0.75], abs=0.01)


def test_heavy_weights_go_with_one_over_the_rank() -> None:
    weights = heavy(1_000, 1)
    assert weights[0] / weights[9] == pytest.approx(11 / 2)
    assert (np.diff(weights) < 0).all()


@given(SEEDS, st.integers(1, 30), st.integers(0, 90))
def test_nobody_goes_without_while_there_is_enough(seed: int, owners: int, total: int) -> None:
    got = spread(np.random.default_rng(seed), heavy(owners, 4), total)
    assert got.size == total
    assert (np.diff(got) >= 0).all()
    assert len(set(got.tolist())) == owners if total >= owners else len(set(got.tolist())) == total


@given(SEEDS, st.integers(1, 30), st.integers(0, 90))
def test_ranges_find_the_things_of_each_owner_again(seed: int, owners: int, total: int) -> None:
    owner = spread(np.random.default_rng(seed), heavy(owners, 4), total)
    first, counts = ranges(owner, owners)
    for one in range(owners):
        assert set(owner[first[one] : first[one] + counts[one]].tolist()) <= {one}
    assert counts.sum() == total


@given(SEEDS)
def test_a_curve_gives_no_more_and_no_less_than_its_points_and_its_middle_in_the_middle(
    seed: int,
) -> None:
    curve = [[0, 10], [5_000, 100], [10_000, 1_000]]
    drawn = on_curve(np.random.default_rng(seed), curve, 4_000)
    assert drawn.min() >= 10 and drawn.max() <= 1_000
    assert 0.45 < (drawn < 100).mean() < 0.55


def test_chances_are_in_ten_thousandths() -> None:
    rng = np.random.default_rng(3)
    assert not chance(rng, 0, 1_000).any()
    assert chance(rng, 10_000, 1_000).all()
    assert chance(rng, 2_500, 40_000).mean() == pytest.approx(0.25, abs=0.01)


def test_a_value_that_stands_twice_is_chosen_twice_as_often() -> None:
    drawn = choose(np.random.default_rng(4), [7, 7, 9], 30_000)
    assert (drawn == 7).mean() == pytest.approx(2 / 3, abs=0.01)

# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Bands by the budget of alerts, what is unknown, and how a level is held."""

from datetime import date
from itertools import pairwise

import numpy as np
import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from dijkwacht.findings.fusion import TERMS, Fused, log_odds_of, millionths
from dijkwacht.findings.levels import (
    UNKNOWN,
    LevelPolicy,
    Levels,
    blind,
    held_levels,
    raw_levels,
)
from dijkwacht.register.codes import ReadingState
from tests.watched import RULEBOOK, START, read, register

POLICY = LevelPolicy.of(RULEBOOK.on(START))


def fused(log_odds: list[int], known: bool = True, floor: int = 0) -> Fused:
    """Suppliers of which this is known."""
    size = len(log_odds)
    ids = tuple(f"sup-{number:05d}" for number in range(size))
    flags = np.full(size, known)
    return Fused(
        ids, np.array(log_odds), np.full(size, floor), flags, ~flags, 0, pl.DataFrame(schema=TERMS)
    )


def test_bands_are_the_highest_parts_of_what_is_known() -> None:
    values = [number * 1_000 for number in range(-2_000, 0)]
    cuts = POLICY.cuts(fused(values))
    at_least = [sum(value >= cut for value in values) for cut in cuts]
    assert at_least == [200, 100, 20]


def test_where_nearly_all_are_sound_a_high_rank_is_no_band() -> None:
    sound = [log_odds_of(20)] * 1_000
    assert POLICY.cuts(fused(sound)) == POLICY.least
    assert not raw_levels(fused(sound), np.full(1_000, 3), POLICY.least, POLICY, False)[1].any()


def test_of_few_suppliers_the_fixed_limits_hold() -> None:
    assert POLICY.cuts(fused([0] * 99)) == POLICY.fixed
    assert POLICY.cuts(fused([0] * 500, known=False)) == POLICY.fixed


def test_nothing_that_hangs_on_it_gives_no_alert_by_probability_alone() -> None:
    level, band = raw_levels(fused([5_000_000]), np.array([-1]), POLICY.fixed, POLICY, False)
    assert (level.tolist(), band.tolist()) == ([1], [3])


def test_a_floor_holds_whatever_hangs_on_it_and_however_little_is_known() -> None:
    found = fused([-9_000_000], known=False, floor=4)
    assert raw_levels(found, np.array([-1]), POLICY.fixed, POLICY, True)[0].tolist() == [4]


def test_a_feed_that_was_never_read_is_not_blind_and_a_silent_one_is() -> None:
    late = read("eu-sanctions", date(2026, 5, 1))
    again = read("eu-sanctions", date(2026, 5, 30), ReadingState.BROKEN)
    good = read("insolvency-register", date(2026, 5, 30))
    readings = register([late, again, good], START).table("readings")
    assert blind(readings, POLICY, START) == ("eu-sanctions",)
    assert blind(readings.clear(), POLICY, START) == ()


def held(raws: list[int], blinded: bool = False) -> list[int]:
    """The levels that are held on nights that come out like this."""
    levels = Levels.none().on_rows(("sup-1",), START)
    found = []
    for raw in raws:
        band = np.zeros(1, np.int64)
        levels = held_levels(levels, np.array([raw]), band, POLICY, START, blinded)
        found.append(int(levels.level[0]))
    return found


def plainly(raws: list[int]) -> list[int]:
    """The same, said once more: up at once; down to the highest of the last two when both are
    lower; what is not known changes nothing but forgets what is quiet."""
    level, lower, told = UNKNOWN, [], []
    for raw in raws:
        if raw == UNKNOWN:
            level = UNKNOWN if level <= 0 else level
        elif raw >= level:
            level, lower = raw, []
        else:
            lower.append(raw)
            if len(lower) == POLICY.clean_nights:
                level, lower = max(lower), []
        told.append(level)
    return told


@given(st.lists(st.integers(-1, 4), max_size=30))
def test_levels_are_held_as_a_plain_reading_says(raws: list[int]) -> None:
    assert held(raws) == plainly(raws)


@given(st.lists(st.integers(0, 4), min_size=1, max_size=20))
def test_while_a_feed_is_blind_nothing_falls(raws: list[int]) -> None:
    found = held(raws, blinded=True)
    assert all(after >= before for before, after in pairwise(found))


@given(st.integers(1, 9_999))
def test_log_odds_and_back_is_the_same_probability(basis_points: int) -> None:
    back = millionths(np.array([log_odds_of(basis_points)]))
    assert abs(int(back[0]) - basis_points * 100) <= 1

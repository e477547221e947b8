# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Levels as steps, against the same levels hour by hour."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from dijkwacht.base.units import ONE
from dijkwacht.engine.scenario import Steps
from dijkwacht.engine.steps import (
    FULL,
    capped,
    changes,
    highest,
    level_at,
    lowest,
    pointwise,
    shortages,
    spans,
    sustained,
    within,
)

HORIZON = 24
LEVELS = st.sampled_from([0, 2_500, 5_000, 9_999, ONE])
few = settings(max_examples=60)


@st.composite
def signals(draw: st.DrawFn) -> Steps:
    """Any signal within the horizon, in its shortest form."""
    hours = sorted(draw(st.sets(st.integers(0, HORIZON - 1), max_size=6)))
    return changes([(hour, draw(LEVELS)) for hour in hours])


def hourly(steps: Steps) -> list[int]:
    """The level at each hour, walked plainly."""
    at, level, made = dict(steps), int(ONE), []
    for hour in range(HORIZON):
        level = at.get(hour, level)
        made.append(level)
    return made


def is_short_form(steps: Steps) -> bool:
    """In order of hour, and a change at each step."""
    levels = [int(ONE), *(level for _, level in steps)]
    changing = all(a != b for a, b in pairwise(levels))
    return changing and [hour for hour, _ in steps] == sorted({hour for hour, _ in steps})


@given(signals())
@few
def test_the_level_at_an_hour_is_that_of_the_last_step(steps: Steps) -> None:
    assert [level_at(steps, hour) for hour in range(HORIZON)] == hourly(steps)
    assert level_at(steps, -1) == ONE


@given(st.lists(LEVELS, max_size=HORIZON))
@few
def test_changes_keeps_every_change_and_nothing_else(levels: list[int]) -> None:
    steps = changes(list(enumerate(levels)))
    assert is_short_form(steps)
    assert hourly(steps)[: len(levels)] == levels


@given(st.lists(signals(), min_size=1, max_size=4))
@few
def test_lowest_highest_and_any_other_are_taken_hour_by_hour(many: list[Steps]) -> None:
    levels = list(zip(*(hourly(steps) for steps in many), strict=True))
    for made, of in (
        (lowest(many), min),
        (highest(many), max),
        (pointwise(many, lambda now: sum(now) // len(now)), lambda now: sum(now) // len(now)),
    ):
        assert is_short_form(made)
        assert hourly(made) == [of(now) for now in levels]


def test_the_lowest_of_nothing_is_full() -> None:
    assert lowest([]) == FULL
    assert lowest([FULL, FULL]) == FULL


@given(signals(), st.integers(0, 8))
@few
def test_sustained_looks_back_over_a_closed_span(steps: Steps, hours: int) -> None:
    padded = [int(ONE)] * hours + hourly(steps)
    for of in (min, max):
        made = sustained(steps, hours, of, HORIZON)
        assert is_short_form(made)
        assert hourly(made) == [of(padded[hour : hour + hours + 1]) for hour in range(HORIZON)]


@given(signals())
@few
def test_shortages_are_the_hours_below_full(steps: Steps) -> None:
    found = shortages(steps, HORIZON)
    hours = [hour for start, end in found for hour in range(start, end)]
    assert hours == [hour for hour, level in enumerate(hourly(steps)) if level < ONE]
    assert all(end < start for (_, end), (start, _) in pairwise(found))


@given(signals(), st.integers(0, HORIZON + 3), st.integers(1, HORIZON + 3))
@few
def test_within_is_the_signal_inside_and_nothing_outside(
    steps: Steps, start: int, length: int
) -> None:
    made = within(steps, start, start + length, HORIZON)
    assert is_short_form(made)
    inside = range(start, start + length)
    assert hourly(made) == [
        level if hour in inside else 0 for hour, level in enumerate(hourly(steps))
    ]


@given(signals(), LEVELS)
@few
def test_capped_is_nowhere_above_its_cap(steps: Steps, cap: int) -> None:
    made = capped(steps, cap)
    assert is_short_form(made)
    assert hourly(made) == [min(level, cap) for level in hourly(steps)]


@given(signals())
@few
def test_spans_cover_all_from_the_first_change_to_the_horizon(steps: Steps) -> None:
    found = [
        (hour, level) for start, end, level in spans(steps, HORIZON) for hour in range(start, end)
    ]
    first = steps[0][0] if steps else HORIZON
    assert found == list(enumerate(hourly(steps)))[first:]

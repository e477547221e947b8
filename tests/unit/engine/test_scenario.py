# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What may be asked of the engine, and what has no answer."""

import pytest
from builders import rules

from dijkwacht.base.errors import ExitCode, WrongQuestion
from dijkwacht.base.units import FOREVER, Hours
from dijkwacht.engine.scenario import Choice, Failure, FallbackMode, Scenario, Steps, stops


def test_what_stops_is_at_nothing_from_hour_0_until_it_returns() -> None:
    scenario = stops([2, 1], Hours(100), duration=Hours(72))
    own = ((0, 0), (72, 10_000))
    assert scenario.failures == (Failure(1, own), Failure(2, own))
    assert (scenario.horizon, scenario.permanent) == (100, False)
    assert scenario.fallbacks is FallbackMode.DECLARED


def test_each_node_fails_once_however_often_it_is_named() -> None:
    assert [failure.node for failure in stops([3, 1, 3], Hours(9)).failures] == [1, 3]


@pytest.mark.parametrize("duration", [None, Hours(100), Hours(101)])
def test_without_an_end_before_the_horizon_it_never_returns(duration: Hours | None) -> None:
    assert stops([1], Hours(100), duration=duration).failures[0].own == ((0, 0),)


def test_the_last_hour_before_the_horizon_can_be_a_return() -> None:
    assert stops([1], Hours(100), duration=Hours(99)).failures[0].own == ((0, 0), (99, 10_000))


def test_what_counts_is_handed_on() -> None:
    scenario = stops([1], Hours(9), permanent=True, fallbacks=FallbackMode.PROVEN)
    assert (scenario.permanent, scenario.fallbacks) == (True, FallbackMode.PROVEN)


@pytest.mark.parametrize("horizon", [0, -1, FOREVER])
def test_a_run_looks_some_hours_ahead_but_not_for_ever(horizon: int) -> None:
    with pytest.raises(WrongQuestion) as caught:
        Scenario((), Hours(horizon))
    assert caught.value.what.code == "horizon-out-of-range"
    assert caught.value.exit_code is ExitCode.WRONG_COMMAND


@pytest.mark.parametrize("duration", [0, -1])
def test_an_outage_of_no_hours_is_none(duration: int) -> None:
    with pytest.raises(WrongQuestion) as caught:
        stops([1], Hours(9), duration=Hours(duration))
    assert caught.value.what.code == "duration-out-of-range"


@pytest.mark.parametrize(
    ("own", "code"),
    [
        (((5, 0), (3, 10_000)), "own-level-hours"),
        (((3, 0), (3, 10_000)), "own-level-hours"),
        (((-1, 0),), "own-level-hours"),
        (((-1, 0), (3, 10_000)), "own-level-hours"),
        (((0, -1),), "own-level-range"),
        (((0, 10_001),), "own-level-range"),
        (((0, 0), (3, 10_001)), "own-level-range"),
    ],
)
def test_an_own_level_has_rising_hours_and_levels_that_exist(own: Steps, code: str) -> None:
    with pytest.raises(WrongQuestion) as caught:
        Scenario((Failure(0, own),), Hours(9))
    assert caught.value.what.code == code


def test_the_ends_of_what_is_allowed_are_allowed() -> None:
    Scenario((Failure(0, ((0, 0), (1, 10_000))),), Hours(1))
    plain = Scenario((), Hours(FOREVER - 1))
    assert (plain.permanent, plain.fallbacks) == (False, FallbackMode.DECLARED)


@pytest.mark.parametrize("variant", ["stated", "acute"])
def test_a_choice_by_a_scenario_lets_each_node_run_as_its_profile(variant: str) -> None:
    profile = rules().scenario("bankruptcy").profile(variant)
    choice = Choice(Hours(4380), None, True, FallbackMode.NONE, profile)
    made = choice.of([7, 3, 7])
    assert made.failures == (Failure(3, profile.own), Failure(7, profile.own))
    assert (made.horizon, made.permanent, made.fallbacks) == (4380, True, FallbackMode.NONE)


def test_a_choice_without_a_scenario_stops_things_as_before() -> None:
    assert Choice(Hours(9), Hours(3)).of([1]) == stops([1], Hours(9), duration=Hours(3))


def test_a_choice_knows_whether_what_stops_comes_back() -> None:
    gone, back = (rules().scenario(name).profile("stated") for name in ("sanction", "ransomware"))
    assert not Choice(Hours(9)).returns
    assert Choice(Hours(9), Hours(3)).returns
    assert Choice(Hours(9), permanent=True).returns
    assert not Choice(Hours(9), profile=gone).returns
    assert Choice(Hours(9), permanent=True, profile=gone).returns
    assert Choice(Hours(9), profile=back).returns

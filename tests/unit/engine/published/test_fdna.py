# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Operability by strength and criticality, as the paper defines it and counted by hand."""

import pytest

from dijkwacht.base.errors import WrongQuestion
from dijkwacht.engine.published.fdna import Dependency, operability


def test_strength_alone_gives_the_mean_of_what_is_left() -> None:
    # 100 - 0.8 x 100 = 20 and 100 - 0.4 x 0 = 100: the mean is 60
    known = [Dependency("a", "c", 0.8), Dependency("b", "c", 0.4)]
    assert operability(known, {"a": 0, "b": 100})["c"] == pytest.approx(60)


@pytest.mark.parametrize(("feeder", "level"), [(100, 100), (80, 92), (50, 80), (20, 50), (0, 30)])
def test_one_feeder_gives_the_lower_of_strength_and_criticality(
    feeder: float, level: float
) -> None:
    # the paper's basic equation with alpha 0.4 and beta 30: min(0.4 P + 60, P + 30)
    known = [Dependency("a", "b", 0.4, 30)]
    assert operability(known, {"a": feeder})["b"] == pytest.approx(level)


def test_the_most_critical_feeder_bounds_the_receiver() -> None:
    known = [Dependency("a", "c", 0.1, 5), Dependency("b", "c", 0.1, 40)]
    assert operability(known, {"a": 50, "b": 10})["c"] == pytest.approx(50)
    assert operability(known, {"a": 10, "b": 50})["c"] == pytest.approx(15)


def test_levels_go_down_a_chain_and_what_depends_on_nothing_is_full() -> None:
    known = [Dependency("b", "c", 0.5), Dependency("a", "b", 0.5), Dependency("d", "c", 0.5)]
    found = operability(known, {"a": 0})
    assert found == pytest.approx({"a": 0, "b": 50, "d": 100, "c": 87.5})


def test_a_circle_is_refused_and_named() -> None:
    with pytest.raises(WrongQuestion) as told:
        operability([Dependency("a", "b", 1), Dependency("b", "a", 1)], {})
    assert told.value.what.code == "model-circle"
    assert set(str(told.value.what.params["nodes"]).split(" → ")) == {"a", "b"}


@pytest.mark.parametrize(("strength", "criticality"), [(1.1, 0), (-0.1, 0), (0.5, 101), (0.5, -1)])
def test_numbers_out_of_range_are_refused(strength: float, criticality: float) -> None:
    with pytest.raises(WrongQuestion, match="model-range"):
        Dependency("a", "b", strength, criticality)

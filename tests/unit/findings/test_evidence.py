# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What observations weigh as they age, and whose they are."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dijkwacht.findings.evidence import FADE_ONE, Kinds, evidence, fade, matched
from dijkwacht.register.watched import Match, Observation
from tests.watched import RULEBOOK, START, register, seen, supplier

KINDS = Kinds.of(RULEBOOK.on(START))


@given(st.integers(1, 2_000), st.integers(1, 400))
def test_after_one_half_life_half_is_left_and_it_only_gets_less(age: int, half_life: int) -> None:
    assert fade(half_life, half_life) == FADE_ONE // 2
    assert fade(age + 1, half_life) <= fade(age, half_life)
    assert abs(fade(age, half_life) / FADE_ONE - 2 ** (-age / half_life)) < 2e-9


def test_what_does_not_fade_weighs_the_same_for_ever() -> None:
    late = seen("sup-1", "accounts-late", date(2024, 1, 1))
    (row,) = evidence(register([late], START), KINDS, START).iter_rows(named=True)
    assert (row["weight"], row["floor"]) == (600_000, 2)


@pytest.mark.parametrize(("age", "left"), [(0, 1), (180, 1), (181, 0)])
def test_the_floor_of_what_fades_holds_for_a_half_life(age: int, left: int) -> None:
    told = seen("sup-1", "profit-warning", START - timedelta(days=age))
    (row,) = evidence(register([told], START), KINDS, START).iter_rows(named=True)
    assert bool(row["floor"]) is bool(left)


def test_after_ten_half_lives_nothing_is_left() -> None:
    told = seen("sup-1", "news-serious", START - timedelta(days=451))
    assert evidence(register([told], START), KINDS, START).height == 0


def test_a_kind_that_policy_does_not_know_weighs_nothing() -> None:
    assert evidence(register([seen("sup-1", "gossip", START)], START), KINDS, START).height == 0


def test_a_name_counts_from_the_day_on_which_a_person_decided_so() -> None:
    hit = Observation(
        id="obs-1", named="Nimbus", kind="sanction-listed", observed_on=START, known_on=START
    )
    same = Match(
        id="mat-1",
        observation_id="obs-1",
        supplier_id="sup-1",
        decision="same",  # type: ignore[arg-type]
        decided_on=START + timedelta(days=2),
    )
    other = Match(
        id="mat-2",
        observation_id="obs-1",
        supplier_id="sup-2",
        decision="different",  # type: ignore[arg-type]
        decided_on=START,
    )
    rows = [supplier("sup-1"), hit, same, other]
    for day, whose in ((1, []), (2, ["sup-1"])):
        on = START + timedelta(days=day)
        assert matched(register(rows, on), on)["supplier_id"].to_list() == whose

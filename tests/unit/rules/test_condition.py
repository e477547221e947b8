# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Comparisons of facts with thresholds: what is not known does not decide, unless its bounds do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dijkwacht.rules.condition import OPERATORS, Between, Condition, Fact, Known, condition
from dijkwacht.rules.faults import PolicyFault

PERSONS, CLASS = Fact("persons", "persons", {}), Fact("reached", "class", {})
WORD, WORDS, DUTY = Fact("x", "code", {}), Fact("x", "codes", {}), Fact("x", "yes/no", {})
ORDER = ("O", "K", "C", "V")


@pytest.mark.parametrize(
    ("fact", "asked", "value", "holds"),
    [
        (PERSONS, ">= 10", 9, False),
        (PERSONS, ">= 10", 10, True),
        (PERSONS, "> 10", 10, False),
        (PERSONS, "<= 10", 10, True),
        (PERSONS, "< 10", 10, False),
        (PERSONS, 10, 10, True),
        (PERSONS, 10, 11, False),
        (PERSONS, ">= 10", None, None),
        (PERSONS, ">= 10", Between(10, None), True),
        (PERSONS, ">= 10", Between(3, 9), False),
        (PERSONS, ">= 10", Between(3, 10), None),
        (PERSONS, ">= 10", Between(3, None), None),
        (PERSONS, "<= 10", Between(11, None), False),
        (PERSONS, "<= 10", Between(0, None), None),
        (PERSONS, "= 10", Between(10, 10), True),
        (PERSONS, "= 10", Between(9, 11), None),
        (PERSONS, "= 10", Between(11, 20), False),
        (PERSONS, "= 10", Between(1, 9), False),
        (PERSONS, "= 10", Between(11, None), False),
        (CLASS, ">= C", "V", True),
        (CLASS, ">= C", "K", False),
        (CLASS, "C", "C", True),
        (WORD, "red", "red", True),
        (WORD, "red", "blue", False),
        (WORDS, "red", frozenset({"red", "blue"}), True),
        (WORDS, "red", frozenset(), False),
        (DUTY, True, True, True),
        (DUTY, "false", True, False),
    ],
)
def test_it_holds_does_not_or_is_open(
    fact: Fact, asked: object, value: Known, holds: bool | None
) -> None:
    assert condition(fact, asked, ORDER, "rows[0]").holds(value) is holds


@pytest.mark.parametrize(
    ("fact", "asked"),
    [
        (PERSONS, "many"),
        (PERSONS, ">= -1"),
        (PERSONS, ">= 1.5"),
        (PERSONS, "=> 10"),
        (CLASS, ">= X"),
        (DUTY, "perhaps"),
        (DUTY, ">= true"),
        (WORD, ">= red"),
    ],
)
def test_what_does_not_fit_the_unit_is_refused(fact: Fact, asked: object) -> None:
    with pytest.raises(PolicyFault) as fault:
        condition(fact, asked, ORDER, "rows[3].if.x")
    assert fault.value.says.code == "policy.no-condition"
    assert fault.value.says.params["place"] == "rows[3].if.x"


@given(
    st.sampled_from(sorted(OPERATORS)),
    st.integers(0, 8),
    st.integers(0, 8),
    st.integers(0, 8),
)
def test_bounds_decide_just_when_every_number_within_them_does(
    sign: str, threshold: int, low: int, span: int
) -> None:
    asked = Condition("x", sign, threshold)
    every = {asked.holds(value) for value in range(low, low + span + 1)}
    wanted = every.pop() if len(every) == 1 else None
    assert asked.holds(Between(low, low + span)) is wanted

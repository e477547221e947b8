# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Worked cases of whole services: run by the same functions as every register, and able to fail."""

from typing import Any

import pytest
from builders import rules

from dijkwacht.findings.worked import RUNNERS, run_service_case
from dijkwacht.rules.faults import PolicyFault

PLAIN: dict[str, Any] = {
    "users": 100_000,
    "harm": {"living": {24: 1_000}},
    "rest": "nothing",
    "expect": {"class": "K", "code": "K/T2", "provisional": False, "rows": ["S-K"]},
}


def test_a_case_comes_to_what_its_service_comes_to() -> None:
    assert run_service_case(rules(), PLAIN) == PLAIN["expect"]
    first, *others = RUNNERS
    assert first == "classification/adjustments"
    assert all(name.startswith("distress/") for name in others)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"harm": {"living": {24: 999}}}, "O/T8"),
        ({"harm": {"living": {24: 1_000, 72: "unknown"}}}, "K/T2"),
        ({"rest": "unknown"}, "K/T1-T2"),
        ({"users": None}, "K/T2"),
    ],
)
def test_another_service_comes_to_another_class(changes: dict[str, Any], code: str) -> None:
    case = {**PLAIN, **changes, "expect": {"code": None}}
    assert run_service_case(rules(), case) == {"code": code}


def test_a_case_that_expects_what_nobody_says_is_refused() -> None:
    with pytest.raises(PolicyFault) as fault:
        run_service_case(rules(), {**PLAIN, "expect": {"klasse": "K"}})
    assert fault.value.says.code == "policy.no-expectation"

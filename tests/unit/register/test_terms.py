# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is wrong in options of contracts and scores of sovereignty."""

from datetime import date

from builders import register

from dijkwacht.register.terms import terms
from dijkwacht.register.watched import ContractOption, SovereigntyScore


def codes(*rows: ContractOption | SovereigntyScore) -> list[tuple[str, str]]:
    return [(one.what.code, one.where.split()[1]) for one in terms(register(*rows))]


def test_an_option_is_used_before_what_it_gives_ends() -> None:
    day = date(2028, 1, 1)
    good = ContractOption(id="opt-1", exercise_by=day, ends_on=day)
    late = ContractOption(id="opt-2", exercise_by=date(2028, 1, 2), ends_on=day)
    unknown = ContractOption(id="opt-3", exercise_by=day)
    assert codes(good, late, unknown) == [("option-late", "opt-2")]


def test_points_are_out_of_some_and_levels_run_to_four() -> None:
    good = SovereigntyScore(id="sov-1", seal=4, points=10, max_points=10)
    most = SovereigntyScore(id="sov-2", seal=0, points=11, max_points=10)
    none = SovereigntyScore(id="sov-3", points=0, max_points=0)
    high = SovereigntyScore(id="sov-4", seal=5)
    assert codes(good, most, none, high) == [
        ("points-beyond", "sov-2"),
        ("points-beyond", "sov-3"),
        ("seal-beyond", "sov-4"),
    ]

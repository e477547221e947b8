# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""When something counts as done, and for how long."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from assessing import evidence
from builders import (
    DAY,
)
from covering import AOW, TESTED, why

from dijkwacht.findings.classes import Class
from dijkwacht.findings.duty import Because
from dijkwacht.register.codes import EvidenceKind, Result

TEST = evidence(AOW, EvidenceKind.FUNCTIONAL_TEST, TESTED)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, Because.DONE),
        ({"done_on": date(2025, 6, 1)}, Because.DONE),
        ({"done_on": date(2025, 5, 31)}, Because.TOO_OLD),
        ({"done_on": date(2026, 6, 2)}, Because.NOTHING_RECORDED),
        ({"done_on": None}, Because.PROOF_INCOMPLETE),
        ({"result": Result.FAILED}, Because.FAILED),
        ({"result": None}, Because.PROOF_INCOMPLETE),
        ({"observed_by": "continuity officer"}, Because.NOT_OBSERVED),
        ({"observed_by": None}, Because.PROOF_INCOMPLETE),
        ({"done_by": None}, Because.PROOF_INCOMPLETE),
        ({"kind": EvidenceKind.FULL_SWITCH}, Because.DONE),
        ({"kind": EvidenceKind.LONG_EXERCISE}, Because.NOTHING_RECORDED),
    ],
)
def test_when_a_test_counts(change: dict[str, Any], expected: Because) -> None:
    assert why("functional-test", AOW, replace(TEST, **change)) is expected


@pytest.mark.parametrize(
    ("hours", "expected"),
    [(719, Because.TOO_SHORT), (720, Because.DONE), (None, Because.PROOF_INCOMPLETE)],
)
def test_a_long_exercise_simulates_thirty_days(hours: int | None, expected: Because) -> None:
    exercise = evidence(AOW, EvidenceKind.LONG_EXERCISE, TESTED, hours=hours)
    assert why("long-exercise", AOW, exercise) is expected
    assert why("long-table-top", AOW, exercise, level=Class.C) is expected


def test_the_best_evidence_counts_and_a_failure_after_a_success_does_not_undo_it() -> None:
    failed = replace(TEST, id="evd-2", done_on=date(2026, 3, 1), result=Result.FAILED)
    assert why("functional-test", AOW, TEST, failed) is Because.DONE
    assert why("functional-test", AOW, failed) is Because.FAILED


@pytest.mark.parametrize(
    ("level", "days", "expected"),
    [
        (Class.V, 1, Because.DONE),
        (Class.V, 2, Because.TOO_OLD),
        (Class.C, 7, Because.DONE),
        (Class.C, 8, Because.TOO_OLD),
        (Class.K, 31, Because.DONE),
        (Class.K, 32, Because.TOO_OLD),
        (Class.O, 366, Because.DONE),
        (Class.O, 367, Because.TOO_OLD),
    ],
)
def test_signals_are_looked_at_by_class(level: Class, days: int, expected: Because) -> None:
    seen = evidence(AOW, EvidenceKind.SIGNAL_WATCH, date.fromordinal(DAY.toordinal() - days))
    alone = replace(seen, observed_by=None)
    assert why("signal-watch", AOW, alone, level=level) is expected


@pytest.mark.parametrize(("level", "months"), [("V", 12), ("C", 12), ("K", 36), ("O", 36)])
def test_a_class_is_reviewed_in_time(level: str, months: int) -> None:
    on = date(2026 - months // 12, 6, 1)
    held = [
        replace(evidence(AOW, EvidenceKind.CLASS_REVIEW, day)) for day in (on, on.replace(day=2))
    ]
    early = replace(held[0], done_on=date(on.year, 5, 31))
    assert [why("class-review", AOW, row, level=Class[level]) for row in (*held, early)] == [
        Because.DONE,
        Because.DONE,
        Because.TOO_OLD,
    ]


def test_a_review_beforehand_and_an_exit_plan_count_whenever_they_were() -> None:
    old = date(2001, 1, 1)
    review = evidence(AOW, EvidenceKind.EX_ANTE_REVIEW, old)
    assert why("ex-ante-review", AOW, review) is Because.DONE
    plan = evidence(AOW, EvidenceKind.EXIT_PLAN, old)
    assert why("exit-plan", AOW, plan, level=Class.K) is Because.DONE
    tested = evidence(AOW, EvidenceKind.EXIT_TEST, TESTED)
    assert why("exit-table-top", AOW, tested, level=Class.C) is Because.DONE
    assert why("exit-test", AOW, plan) is Because.NOTHING_RECORDED

# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""When something counts as done, and for how long."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from assessing import evidence, harmless
from builders import DAY
from classified import classified
from covering import AOW, TESTED, why

from dijkwacht.findings.classes import Class
from dijkwacht.findings.duty import Because
from dijkwacht.findings.record import record
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


FAILED = replace(TEST, id="evd-2", result=Result.FAILED)


@pytest.mark.parametrize(
    ("failed_on", "expected"),
    [
        (date(2026, 1, 14), Because.DONE),
        (TESTED, Because.FAILED),
        (date(2026, 1, 16), Because.FAILED),
        (date(2026, 6, 2), Because.DONE),
        (None, Because.PROOF_INCOMPLETE),
    ],
)
def test_a_failure_undoes_what_was_shown_before_it(
    failed_on: date | None, expected: Because
) -> None:
    failed = replace(FAILED, done_on=failed_on)
    assert why("functional-test", AOW, TEST, failed) is expected
    assert why("functional-test", AOW, replace(TEST, id="evd-3"), failed) is expected


def test_a_failure_of_a_test_that_counts_too_undoes_it_as_well() -> None:
    switch = replace(FAILED, kind=EvidenceKind.FULL_SWITCH, done_on=date(2026, 2, 1))
    assert why("functional-test", AOW, TEST, switch) is Because.FAILED
    exercise = replace(switch, kind=EvidenceKind.LONG_EXERCISE)
    assert why("functional-test", AOW, TEST, exercise) is Because.DONE


def test_what_shows_nothing_undoes_nothing_and_only_before_a_failure_it_is_undone() -> None:
    drawer = replace(TEST, id="evd-4", done_on=date(2026, 3, 1), result=None)
    assert why("functional-test", AOW, TEST, drawer) is Because.DONE
    assert why("functional-test", AOW, FAILED, drawer) is Because.PROOF_INCOMPLETE
    later = replace(FAILED, done_on=date(2026, 3, 2))
    assert why("functional-test", AOW, later, drawer) is Because.FAILED
    alone = replace(TEST, id="evd-5", done_on=date(2026, 3, 1), observed_by=TEST.done_by)
    assert why("functional-test", AOW, TEST, alone) is Because.DONE


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


@pytest.mark.parametrize(
    ("observer", "expected"),
    [
        ("internal audit", Because.DONE),
        ("continuity officer", Because.NOT_OBSERVED),
        (None, Because.PROOF_INCOMPLETE),
    ],
)
def test_a_review_of_the_class_counts_as_it_does_in_the_record_of_the_class(
    observer: str | None, expected: Because
) -> None:
    """Only when somebody else than who did it observed it."""
    review = replace(evidence(AOW, EvidenceKind.CLASS_REVIEW, TESTED), observed_by=observer)
    assert why("class-review", AOW, review) is expected
    kept = record(classified(AOW, harmless(AOW), review), AOW.id).review
    assert (kept is not None) is (expected is Because.DONE)


def test_a_review_beforehand_and_an_exit_plan_count_whenever_they_were() -> None:
    old = date(2001, 1, 1)
    review = evidence(AOW, EvidenceKind.EX_ANTE_REVIEW, old)
    assert why("ex-ante-review", AOW, review) is Because.DONE
    plan = evidence(AOW, EvidenceKind.EXIT_PLAN, old)
    assert why("exit-plan", AOW, plan, level=Class.K) is Because.DONE
    tested = evidence(AOW, EvidenceKind.EXIT_TEST, TESTED)
    assert why("exit-table-top", AOW, tested, level=Class.C) is Because.DONE
    assert why("exit-test", AOW, plan) is Because.NOTHING_RECORDED

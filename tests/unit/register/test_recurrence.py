# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Days that come back, as they are written, and what is wrong in a calendar of use."""

from dataclasses import replace
from typing import Any

import pytest
from builders import PASPOORTEN, register, use

from dijkwacht.base.problem import Grade
from dijkwacht.register.checks import check
from dijkwacht.register.codes import Recurrence
from dijkwacht.register.records import Use
from dijkwacht.register.recurrence import MOST_SHARE, calendars, day_number


@pytest.mark.parametrize(
    ("recurrence", "text", "number"),
    [
        (Recurrence.YEARLY, "01-01", 101),
        (Recurrence.YEARLY, "02-29", 229),
        (Recurrence.YEARLY, " 12-31 ", 1231),
        (Recurrence.MONTHLY, "1", 1),
        (Recurrence.MONTHLY, "05", 5),
        (Recurrence.MONTHLY, "31", 31),
        (Recurrence.WEEKLY, "1", 1),
        (Recurrence.WEEKLY, "7", 7),
    ],
)
def test_a_day_has_a_number_that_rises_with_the_days(
    recurrence: Recurrence, text: str, number: int
) -> None:
    assert day_number(recurrence, text) == number


@pytest.mark.parametrize(
    ("recurrence", "text"),
    [
        *((Recurrence.YEARLY, text) for text in ("02-30", "13-01", "00-10", "1-1", "2026-01-01")),
        *((Recurrence.MONTHLY, text) for text in ("0", "32", "-1", "01-01", "٣", "")),
        *((Recurrence.WEEKLY, text) for text in ("0", "8", "mon", "1.0")),
    ],
)
def test_what_is_no_day_has_no_number(recurrence: Recurrence, text: str) -> None:
    assert day_number(recurrence, text) is None


def told(row: Use) -> list[tuple[str, str, Grade]]:
    """What is wrong with a row: where, the code, and how bad."""
    return [
        (problem.where.replace(row.id, "row"), problem.what.code, problem.grade)
        for problem in calendars(register(PASPOORTEN, row))
    ]


@pytest.mark.parametrize(
    "row",
    [
        use(PASPOORTEN, Recurrence.YEARLY, "12-20", "01-05", share=0),
        use(PASPOORTEN, Recurrence.MONTHLY, "25", "3", share=MOST_SHARE),
        use(PASPOORTEN, Recurrence.WEEKLY, "6", "7", share=1_000),
        use(PASPOORTEN, Recurrence.OTHERWISE, share=1_000),
        use(PASPOORTEN, Recurrence.OTHERWISE, share=1_000, first_day=None, last_day=None),
    ],
    ids=lambda row: str(row.recurrence),
)
def test_a_sound_row_is_no_problem(row: Use) -> None:
    assert told(row) == []


@pytest.mark.parametrize(
    ("more", "where", "code"),
    [
        ({"service_id": None}, "uses row", "use-incomplete"),
        ({"recurrence": None}, "uses row", "use-incomplete"),
        ({"first_day": None}, "uses row", "use-incomplete"),
        ({"last_day": None}, "uses row", "use-incomplete"),
        ({"share_of_users": None}, "uses row", "use-incomplete"),
        ({"share_of_users": -1}, "uses row", "use-incomplete"),
        ({"first_day": "32"}, "uses row first_day", "use-day-wrong"),
        ({"last_day": "12-31"}, "uses row last_day", "use-day-wrong"),
        ({"share_of_users": MOST_SHARE + 1}, "uses row share_of_users", "use-share-wrong"),
    ],
)
def test_a_row_that_cannot_count_is_told(more: dict[str, Any], where: str, code: str) -> None:
    row = replace(use(PASPOORTEN, Recurrence.MONTHLY, "1", "3", share=5_000, id="use-1"), **more)
    grade = Grade.WARNING if code == "use-incomplete" else Grade.FAULT
    assert told(row) == [(where, code, grade)]
    assert code in {problem.what.code for problem in check(register(PASPOORTEN, row))}


def test_a_calendar_of_a_service_that_does_not_exist_is_a_broken_reference() -> None:
    row = use(PASPOORTEN, Recurrence.OTHERWISE, share=5_000)
    codes = [problem.what.code for problem in check(register(row))]
    assert "reference-broken" in codes

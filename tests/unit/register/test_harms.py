# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rows of harm that cannot be, that contradict each other, or that nobody signed for."""

from datetime import date
from typing import Any

import pytest
from assessing import harm
from builders import PASPOORTEN, SMALL, flat, register, service

from dijkwacht.base.units import FOREVER, NOT_APPLICABLE
from dijkwacht.register.checks import check
from dijkwacht.register.codes import HarmKind
from dijkwacht.register.harms import sound
from dijkwacht.register.register import History
from dijkwacht.register.row import Row

AFVAL = service("Afval")
LIVING = "hrm-svc-paspoorten-living"
SECURITY = "hrm-svc-paspoorten-security"


def codes(*rows: Any) -> list[tuple[str, str]]:
    """Where each problem with a row of harm lies, and what it is; notes left out."""
    found = check(History.from_records(flat([SMALL, AFVAL, *rows])))
    told = [problem for problem in found if problem.about and problem.about[0] == "harms"]
    return [(problem.where.removeprefix("harms "), problem.what.code) for problem in told]


def living(**more: Any) -> tuple[Row, ...]:
    return harm(PASPOORTEN, HarmKind.LIVING, {24: 100}, **more)


def test_rows_that_rise_or_stay_are_in_order() -> None:
    assert codes(harm(PASPOORTEN, HarmKind.LIVING, {4: 0, 24: 100, 72: 100, 4_320: 900})) == []


@pytest.mark.parametrize(
    ("rows", "place", "code"),
    [
        (living(id="h", kind=None), "h", "harm-incomplete"),
        (living(id="h", service_id=None), "h", "harm-incomplete"),
        (living(id="h", after_hours=None), "h", "harm-incomplete"),
        (living(id="h", after_hours=NOT_APPLICABLE), "h after_hours", "harm-hours-wrong"),
        (living(id="h", after_hours=FOREVER), "h after_hours", "harm-hours-wrong"),
        (living(id="h", value=NOT_APPLICABLE), "h value", "harm-not-applicable"),
        (living(id="h", low=101), "h value", "harm-out-of-bounds"),
        (living(id="h", high=99), "h value", "harm-out-of-bounds"),
        (living(id="h", value=None, low=5, high=4), "h value", "harm-out-of-bounds"),
        (living(id="h", unit="EUR"), "h unit", "harm-unit"),
        (harm(PASPOORTEN, HarmKind.LAW, {24: 4}, id="h"), "h value", "harm-level"),
        (harm(PASPOORTEN, HarmKind.LAW, {24: 1}, id="h", high=4), "h value", "harm-level"),
    ],
)
def test_a_row_that_cannot_be_is_a_fault_and_is_not_used(
    rows: tuple[Row, ...], place: str, code: str
) -> None:
    assert codes(rows) == [(place, code)]
    assert sound(register(*rows).table("harms")).is_empty()


@pytest.mark.parametrize(
    "rows",
    [
        living(low=100, high=100),
        living(value=None, low=90),
        living(unit=None),
        living(after_hours=0),
        harm(PASPOORTEN, HarmKind.LAW, {24: 3}),
        harm(PASPOORTEN, HarmKind.LIVING, {24: 4}),
    ],
)
def test_a_row_just_within_its_bounds_is_sound(rows: tuple[Row, ...]) -> None:
    assert codes(rows) == []
    assert sound(register(*rows).table("harms")).height == 1


def test_harm_that_falls_names_the_highest_earlier_row_once() -> None:
    rows = harm(PASPOORTEN, HarmKind.LIVING, {4: 150, 24: 200, 72: 100, 168: 300})
    assert codes(rows) == [(f"{LIVING}-72 value", "harm-falls")]
    (fall,) = [
        problem
        for problem in check(History.from_records(flat([SMALL, rows])))
        if problem.what.code == "harm-falls"
    ]
    expected = {"value": 100, "hours": 72, "earlier": 200, "before": 24, "other": f"{LIVING}-24"}
    assert fall.what.params == expected


def test_bounds_fall_where_values_are_not_known() -> None:
    early = living(value=None, low=100)
    late = harm(PASPOORTEN, HarmKind.LIVING, {72: 0}, value=None, high=99)
    assert codes(early, late) == [(f"{LIVING}-72 value", "harm-falls")]


def test_harm_does_not_fall_between_services_kinds_or_days() -> None:
    ended = living(valid_until=date(2026, 3, 1))
    other = harm(AFVAL, HarmKind.LIVING, {72: 50})
    money = harm(PASPOORTEN, HarmKind.ECONOMIC, {72: 50})
    later = harm(PASPOORTEN, HarmKind.LIVING, {72: 50}, valid_from=date(2026, 3, 1))
    assert codes(ended, other, money, later) == []


def test_two_rows_for_one_hour_are_told_only_if_both_hold_on_a_day() -> None:
    old = living(id="h-old", valid_until=date(2026, 3, 1))
    new = living(id="h-new", valid_from=date(2026, 3, 1))
    early = living(id="h-new", valid_from=date(2026, 2, 28))
    assert codes(old, new) == []
    assert codes(old, early) == [("h-new after_hours", "harm-twice")]


@pytest.mark.parametrize(
    ("signed", "found"),
    [
        ({}, []),
        ({"approved_by": None}, [(f"{SECURITY}-24 approved_by", "harm-unsigned")]),
        ({"assessed_by": None}, [(f"{SECURITY}-24 assessed_by", "harm-unsigned")]),
        ({"approved_by": "process owner"}, [(f"{SECURITY}-24 approved_by", "harm-signed-twice")]),
    ],
)
def test_harm_to_security_is_signed_by_two_people(
    signed: dict[str, Any], found: list[tuple[str, str]]
) -> None:
    assert codes(harm(PASPOORTEN, HarmKind.SECURITY, {24: 1}, **signed)) == found


def test_other_kinds_need_no_signature() -> None:
    assert codes(living(assessed_by=None, approved_by=None)) == []

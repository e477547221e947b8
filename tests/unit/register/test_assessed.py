# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Designations, overrides, evidence and populations that cannot count, and claims without room."""

from datetime import date
from typing import Any

import pytest
from assessing import designated, evidence, override
from builders import PASPOORTEN, SMALL, WATERDAM, fallback, flat, needs, system

from dijkwacht.base.problem import Grade, Problem
from dijkwacht.base.units import NEVER_DAY
from dijkwacht.register.assessed import DESIGNATED
from dijkwacht.register.assessments import Population, Standing
from dijkwacht.register.checks import check
from dijkwacht.register.codes import DesignationKind, Direction, EvidenceKind, StandingKind
from dijkwacht.register.register import History
from dijkwacht.register.row import Row

REVIEW = EvidenceKind.CLASS_REVIEW
DONE = date(2026, 5, 1)


def problems(*rows: Any) -> list[Problem]:
    return check(History.from_records(flat([SMALL, *rows])))


def codes(*rows: Any) -> list[tuple[str, str]]:
    told = [problem for problem in problems(*rows) if problem.grade is not Grade.NOTE]
    return [(problem.where, problem.what.code) for problem in told]


def test_what_is_whole_and_signed_is_sound() -> None:
    rows = [
        designated(PASPOORTEN, DesignationKind.VITAL_PROCESS),
        designated(WATERDAM, DesignationKind.ESSENTIAL_ENTITY),
        override(PASPOORTEN, Direction.UP),
        evidence(PASPOORTEN, REVIEW, DONE),
        Population(id="pop-1", kind="municipality", organisations=342),
        Standing(id="std-1", organisation_id=WATERDAM.id, kind=StandingKind.TIER_ONE),
    ]
    assert codes(rows) == []


@pytest.mark.parametrize("kind", list(DesignationKind))
def test_a_designation_stands_only_on_what_can_carry_it(kind: DesignationKind) -> None:
    found = {
        noun: [code for _, code in codes(designated(noun, kind))] for noun in (WATERDAM, PASPOORTEN)
    }
    right = WATERDAM if DESIGNATED[kind].value == "organisation" else PASPOORTEN
    wrong = PASPOORTEN if right is WATERDAM else WATERDAM
    assert (found[right], found[wrong]) == ([], ["designation-noun"])


@pytest.mark.parametrize(
    ("more", "column", "code"),
    [
        ({"reason": None}, "reason", "override-unsigned"),
        ({"first_signatory": None}, "first_signatory", "override-unsigned"),
        ({"second_signatory": None}, "second_signatory", "override-unsigned"),
        ({"second_unit": None}, "second_unit", "override-unsigned"),
        ({"second_signatory": "process owner"}, "second_signatory", "override-alike"),
        ({"second_unit": "unit A"}, "second_unit", "override-alike"),
        ({"valid_until": None}, "valid_until", "override-endless"),
        ({"valid_until": NEVER_DAY}, "valid_until", "override-endless"),
    ],
)
def test_an_override_that_cannot_count_is_told(
    more: dict[str, Any], column: str, code: str
) -> None:
    made = override(PASPOORTEN, Direction.DOWN, **more)
    assert codes(made) == [(f"overrides {made.id} {column}", code)]


@pytest.mark.parametrize(
    "row",
    [
        override(PASPOORTEN, Direction.UP, direction=None),
        evidence(PASPOORTEN, REVIEW, DONE, done_on=None),
        designated(PASPOORTEN, DesignationKind.ISMS_SCOPE, kind=None),
        Standing(id="std-1", organisation_id=WATERDAM.id),
    ],
    ids=lambda row: type(row).__name__,
)
def test_a_row_without_what_it_is_about_is_a_fault(row: Row) -> None:
    (told,) = [problem for problem in problems(row) if problem.grade is Grade.FAULT]
    assert told.what.code == "assessment-incomplete"


def test_evidence_is_no_plan_for_later() -> None:
    planned = evidence(PASPOORTEN, REVIEW, date(2026, 9, 1), recorded_on=DONE)
    same_day = evidence(PASPOORTEN, REVIEW, DONE, recorded_on=DONE)
    assert codes(same_day) == []
    assert codes(planned) == [(f"evidence {planned.id} done_on", "evidence-early")]


def test_who_did_it_is_no_observer() -> None:
    own = evidence(PASPOORTEN, REVIEW, DONE, observed_by="continuity officer")
    alone = evidence(PASPOORTEN, REVIEW, DONE, observed_by=None)
    assert codes(alone) == []
    assert codes(own) == [(f"evidence {own.id} observed_by", "evidence-own")]


def test_a_size_needs_its_measure() -> None:
    assert codes(Population(id="pop-1", kind="court", size=9)) == [
        ("populations pop-1 measure", "population-unmeasured")
    ]


@pytest.mark.parametrize(
    ("claim", "capacity", "found"),
    [
        (50, 100, set()),
        (50, None, {"claims-without-capacity"}),
        (None, 100, {"capacity-without-claims"}),
        (None, None, set()),
    ],
)
def test_claims_and_capacity_go_together(
    claim: int | None, capacity: int | None, found: set[str]
) -> None:
    place = system("Uitwijk", fallback_capacity=capacity)
    spare = fallback("Elders", PASPOORTEN, claim=claim)
    told = [problem.what.code for problem in problems(place, spare, needs(spare, place))]
    assert {code for code in told if "capacity" in code} == found

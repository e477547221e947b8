# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The record of a class: from it alone the class can be computed again."""

from datetime import date

import pytest
from assessing import evidence, harm, harmless, override
from builders import needs, register, rules, service
from classified import TIMES, classified, classified_register, states
from hypothesis import given, settings

from dijkwacht.findings.classes import Class
from dijkwacht.findings.record import Record, known, record
from dijkwacht.register.codes import Direction, EvidenceKind, HarmKind, Result
from dijkwacht.register.row import Row
from dijkwacht.rules.condition import Between

PASPOORTEN = service("Paspoorten", users=62_000, recorded_on=date(2026, 1, 1))
IDENTITEIT = service("Identiteit", organisation_id="org-gemeente-waterdam", users=100)


def by_hand(held: Record) -> Class:
    """The class before A2 and A4, from what the record prints."""
    fast = [Class[row.row.then] for row in held.fired if not row.slow]
    every = [Class[row.row.then] for row in held.fired]
    level = max([*fast, Class(max(0, max(every, default=Class.O) - 1))])
    lifted = next((part for part in held.adjustments if part.rule == "A3"), None)
    return level if lifted is None else lifted.after


@settings(max_examples=60, deadline=None)
@given(states())
def test_a_reader_can_compute_the_class_again(rows: list[Row]) -> None:
    found = classified_register(register(rows), rules())
    for id in found.classes.ids:
        held = record(found, id)
        assert by_hand(held) == held.gross == held.level
        reached = [
            at for at, said in zip(held.times, held.judged, strict=True) if timed(said.fired)
        ]
        assert held.mtpd == min(reached, default=held.mtpd)
        assert held.provisional == bool([part for part in held.adjustments if part.rule == "A3"])
        assert all(Class[row.row.then] <= held.possible for row in held.open if not row.slow)


def timed(rows: tuple[object, ...]) -> bool:
    return any(getattr(row, "group", "D") != "D" for row in rows)


def test_a_row_is_told_with_its_value_threshold_time_and_rule() -> None:
    stated = {4: 0, 24: 0, 72: 1_500, 168: 20_000, 4_320: 20_000}
    rows = (PASPOORTEN, harmless(PASPOORTEN, HarmKind.LIVING))
    held = record(classified(*rows, harm(PASPOORTEN, HarmKind.LIVING, stated)), "svc-paspoorten")
    assert (held.code, held.mtpd, held.class_at) == ("C/T3", 72, 168)
    told = [(row.row.id, row.first, row.values["living"], row.slow) for row in held.fired]
    assert told == [("S-C", 168, 20_000, False), ("S-K", 72, 1_500, False)]
    assert held.fired[0].cite == "classification/service-class@2026-01-01 row 10"
    assert held.facts["living"] == (0, 0, 1_500, *[20_000] * 5)
    assert [row.value for row in held.harm if row.kind is HarmKind.LIVING] == [*stated.values()]
    assert held.times == TIMES


def test_what_is_not_known_is_told_with_the_rows_it_leaves_open() -> None:
    rows = (PASPOORTEN, harmless(PASPOORTEN, HarmKind.LAW))
    held = record(classified(*rows), "svc-paspoorten")
    assert {row.row.id for row in held.open} == {"R-V", "R-C", "R-K"}
    (part,) = held.adjustments
    assert (part.rule, part.before, part.after, part.why.code) == (
        *("A3", Class.O, Class.C),
        "adjusted.overdue",
    )
    assert part.why.params == {"groups": "R", "since": date(2026, 1, 1)}


def test_who_is_taken_down_is_named() -> None:
    fast = harm(PASPOORTEN, HarmKind.LAW, {4: 1, 4_320: 1})
    found = classified(
        *(PASPOORTEN, IDENTITEIT),
        *(harmless(PASPOORTEN, HarmKind.LAW), fast, harmless(IDENTITEIT)),
        *needs(PASPOORTEN, IDENTITEIT, buffer_hours=10),
    )
    held = record(found, "svc-identiteit")
    (other,) = held.cascade
    assert (other.service_id, other.lost_at, other.mtpd, other.level) == (
        *("svc-paspoorten", 10, 4),
        Class.K,
    )
    assert [row.row.id for row in held.fired] == ["K-K"]
    assert record(found, "svc-paspoorten").cascade == ()


@pytest.mark.parametrize(
    ("changes", "approved"),
    [
        ({}, True),
        ({"observed_by": "continuity officer"}, False),
        ({"observed_by": None}, False),
        ({"result": Result.FAILED}, False),
        ({"kind": EvidenceKind.EXIT_PLAN}, False),
        ({"done_on": date(2026, 6, 2)}, False),
    ],
)
def test_a_class_is_approved_by_somebody_else(changes: dict[str, object], approved: bool) -> None:
    review = evidence(PASPOORTEN, EvidenceKind.CLASS_REVIEW, date(2026, 2, 1), **changes)
    held = record(classified(PASPOORTEN, harmless(PASPOORTEN), review), "svc-paspoorten")
    assert (held.review is not None) == approved
    assert held.valid_until == (date(2029, 2, 1) if approved else None)


def test_the_last_review_counts_and_runs_by_class() -> None:
    days = date(2026, 2, 1), date(2026, 3, 1)
    reviews = [evidence(PASPOORTEN, EvidenceKind.CLASS_REVIEW, day) for day in days]
    crucial = harm(PASPOORTEN, HarmKind.PHYSICAL, {4: 10, 4_320: 10})
    rows = (PASPOORTEN, harmless(PASPOORTEN, HarmKind.PHYSICAL), crucial, reviews)
    assert record(classified(*rows), "svc-paspoorten").valid_until == date(2027, 3, 1)


def test_overrides_are_told_those_that_count_and_those_that_do_not() -> None:
    good = override(PASPOORTEN, Direction.UP, id="ovr-good")
    bad = override(PASPOORTEN, Direction.UP, id="ovr-bad", reason=None)
    held = record(classified(PASPOORTEN, harmless(PASPOORTEN), good, bad), "svc-paspoorten")
    told = [(part.rule, part.before, part.after, part.why.code) for part in held.adjustments]
    assert told == [
        ("A4", Class.O, Class.K, "adjusted.override"),
        ("A4", Class.O, Class.O, "adjusted.override-not"),
    ]


def test_bounds_are_one_number_where_they_meet() -> None:
    assert known(3, 3) == 3
    assert known(3, 4) == Between(3, 4)
    assert known(3, 2**62) == Between(3, None)


def test_a_service_that_is_not_there_has_no_record() -> None:
    with pytest.raises(KeyError):
        record(classified(PASPOORTEN), "svc-x")

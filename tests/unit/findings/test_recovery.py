# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Obligations about getting on: recovery time, fallbacks, cover without a gap."""

from dataclasses import replace

import pytest
from builders import (
    HOSTING,
    NIMBUS,
    POLDER,
    delivery,
    fallback,
    helped,
    needs,
    system,
)
from covering import AOW, judged, of, option, why

from dijkwacht.base.units import FOREVER, NOT_APPLICABLE, ONE
from dijkwacht.findings.classes import Class
from dijkwacht.findings.duty import Because, Status
from dijkwacht.register.codes import FallbackKind
from dijkwacht.register.records import Service


def recovering(hours: int | None) -> Service:
    """The service with a recovery time."""
    return replace(AOW, rto_hours=hours)


@pytest.mark.parametrize(
    ("level", "hours", "expected"),
    [
        (Class.V, 50, Because.WITHIN),
        (Class.V, 51, Because.TOO_LATE),
        (Class.C, 75, Because.WITHIN),
        (Class.C, 76, Because.TOO_LATE),
        (Class.K, 99, Because.WITHIN),
        (Class.K, 100, Because.TOO_LATE),
        (Class.V, None, Because.VALUE_UNKNOWN),
        (Class.V, NOT_APPLICABLE, Because.NONE_AGREED),
        (Class.O, 10_000, Because.AGREED),
        (Class.O, None, Because.VALUE_UNKNOWN),
        (Class.O, NOT_APPLICABLE, Because.NONE_AGREED),
    ],
)
def test_the_recovery_time_by_class(level: Class, hours: int | None, expected: Because) -> None:
    assert why("rto", recovering(hours), level=level, mtpd=100) is expected


@pytest.mark.parametrize(
    ("hours", "expected", "limit"),
    [
        (1, Because.WITHIN, 100),
        (2, Because.WITHIN, 100),
        (3, Because.MTPD_MAY_BE_EARLIER, 2),
        (100, Because.MTPD_MAY_BE_EARLIER, 2),
        (101, Because.TOO_LATE, 100),
    ],
)
def test_where_the_mtpd_may_be_earlier_the_recovery_time_is_held_to_both(
    hours: int, expected: Because, limit: int
) -> None:
    found = of(judged(recovering(hours), mtpd=200, early=4), "rto")
    assert (found.because, found.value, found.threshold) == (expected, hours, limit)


def test_where_no_time_is_unacceptable_any_recovery_time_will_do_unless_one_may_be() -> None:
    assert why("rto", recovering(5_000), mtpd=FOREVER) is Because.WITHIN
    unsure = {"mtpd": FOREVER, "early": 4, "level": Class.K}
    assert why("rto", recovering(200), **unsure) is Because.MTPD_MAY_BE_EARLIER
    assert why("rto", recovering(3), **unsure) is Because.WITHIN


PROTECTED = (NIMBUS, POLDER, HOSTING, AOW, needs(AOW, HOSTING))
PAPER = option("Papier", ONE, 0, FOREVER)
SECOND = fallback("Tweede", AOW, kind=FallbackKind.SECOND_SUPPLIER)
ELSEWHERE = delivery(POLDER, name="Elders")
APART = (SECOND, ELSEWHERE, needs(SECOND, ELSEWHERE))


def test_a_vital_service_has_two_independent_fallbacks_and_a_crucial_one_has_one() -> None:
    name = "fallbacks-independent"
    assert why(name, PROTECTED, PAPER) is Because.TOO_FEW
    assert why(name, PROTECTED, PAPER, APART) is Because.ENOUGH
    assert why(name, PROTECTED, PAPER, SECOND) is Because.SOME_UNKNOWN
    dependent = (SECOND, needs(SECOND, HOSTING))
    assert why(name, PROTECTED, PAPER, dependent) is Because.TOO_FEW
    assert why(name, PROTECTED, PAPER, level=Class.C) is Because.ENOUGH
    assert why(name, PROTECTED, level=Class.C) is Because.TOO_FEW


def test_of_a_critical_service_any_fallback_counts() -> None:
    dependent = (SECOND, needs(SECOND, HOSTING))
    assert why("fallbacks-any", PROTECTED, dependent, level=Class.K) is Because.ENOUGH
    assert why("fallbacks-any", PROTECTED, level=Class.K) is Because.TOO_FEW


def test_one_fallback_of_a_vital_service_needs_no_commercial_party() -> None:
    assert why("fallbacks-public", PROTECTED, APART) is Because.TOO_FEW
    assert why("fallbacks-public", PROTECTED, APART, PAPER) is Because.ENOUGH
    nameless = (replace(SECOND, kind=None), ELSEWHERE, APART[2])
    assert why("fallbacks-public", PROTECTED, nameless) is Because.SOME_UNKNOWN


def test_fallbacks_are_counted_at_the_requirement_that_has_the_fewest() -> None:
    two = system("Loket")
    first, second = needs(AOW, HOSTING, id="req-1"), needs(AOW, two, id="req-2")
    rows = (NIMBUS, HOSTING, AOW, two, first, second)
    one = option("A", ONE, 0, FOREVER, of=first[0])
    other = option("B", ONE, 0, FOREVER, of=second[0])
    found = [of(judged(rows, *held), "fallbacks-independent") for held in ([one], [one, other])]
    assert [held.value for held in found] == [0, 1]
    both = judged(rows, one, other, PAPER)
    assert of(both, "fallbacks-independent").value == 2
    extra = (system("Website"), helped(AOW, system("Website"), share=10))
    assert of(judged(rows, one, other, extra), "fallbacks-independent").value == 1


def test_cover_without_a_gap_is_asked_of_all_but_the_lowest_class() -> None:
    sure = (NIMBUS, POLDER, replace(HOSTING, exit_days=10), *PROTECTED[3:])
    assert why("no-gap", sure, PAPER) is Because.NO_GAP
    assert why("no-gap", PROTECTED, PAPER) is Because.EXIT_UNKNOWN
    assert why("no-gap", sure) is Because.GAP
    assert why("no-gap", sure, replace(PAPER, proven_on=None)) is Because.SOME_UNKNOWN
    assert why("no-gap", sure, mtpd=FOREVER) is Because.NOT_REQUIRED
    assert why("no-gap", sure, mtpd=FOREVER, early=4) is Because.REQUIRED_UNKNOWN
    names = {held.duty.name for held in judged(sure, level=Class.O).each()}
    assert names == {"rto", "signal-watch", "class-review", "chain"}


def test_cover_is_without_a_gap_only_when_it_is_in_the_strictest_reading_too() -> None:
    sure = (NIMBUS, POLDER, replace(HOSTING, exit_days=10), *PROTECTED[3:])
    late, short = option("A", ONE, 100, FOREVER), option("A", ONE, 0, 1_000)
    known = {"level": Class.K, "mtpd": 168}
    assert why("no-gap", sure, late, **known) is Because.NO_GAP
    assert why("no-gap", sure, late, **known, early=100) is Because.NO_GAP
    earlier = of(judged(sure, late, **known, early=4), "no-gap")
    assert (earlier.because, earlier.value) == (Because.GAP_IF_EARLIER, 96)
    assert earlier.status is Status.UNKNOWN
    higher = of(judged(sure, short, **known, possible=Class.V), "no-gap")
    assert (higher.because, higher.value) == (Because.GAP_IF_HIGHER, 3_320)
    assert higher.status is Status.UNKNOWN
    gap = of(judged(sure, option("A", ONE, 200, FOREVER), **known, early=4), "no-gap")
    assert (gap.because, gap.value) == (Because.GAP, 32)

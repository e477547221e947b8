# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Cover over time: gaps, shares, what is asked at all, and what the engine says of the same."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from builders import (
    DAY,
    HOSTING,
    NIMBUS,
    POLDER,
    delivery,
    helped,
    needs,
    register,
    service,
    system,
)
from covering import AOW, TESTED, classes, covered, days, option

from dijkwacht.base.units import FOREVER, NEVER_DAY, NOT_APPLICABLE, ONE
from dijkwacht.findings.classes import NONE, Class
from dijkwacht.findings.coverage import Gap, Required
from dijkwacht.findings.options import Counts
from dijkwacht.graph.graph import Assumed
from dijkwacht.register.codes import Answer, FallbackKind

PROTECTED = (NIMBUS, HOSTING, AOW, needs(AOW, HOSTING))


A = option("A", 4_000, 1 * 24, 21 * 24)
B = option("B", 7_000, 10 * 24, 60 * 24)


def test_the_worked_example_of_the_method_page() -> None:
    """MTPD 0; A 40 % from day 1 for 21 days, B 70 % from day 10 for 60 days; MBCO 50 %."""
    found = covered(PROTECTED, A, B)
    for line in (found.declared, found.proven):
        assert days(line) == [(0, 10), (70, 180)]
        assert line.share[0] == 60 * ONE // 180
        assert line.gap_hours[0] == 120 * 24
        assert line.first_gap(0) == Gap(0, 10 * 24)
        assert line.longest_gap(0) == Gap(70 * 24, 180 * 24)
    assert [(start // 24, end // 24, level) for start, end, level, _ in found.spans(0)] == [
        (0, 1, 0),
        (1, 10, 4_000),
        (10, 22, 7_000),
        (22, 70, 7_000),
        (70, 180, 0),
    ]


def test_two_options_that_can_be_combined_add_up_to_at_most_all() -> None:
    both = {"combinable": Answer.YES}
    pair = (option("A", 3_000, 0, FOREVER, **both), option("B", 2_000, 0, FOREVER, **both))
    assert days(covered(PROTECTED, pair).declared) == []
    alone = replace(pair[0], combinable=None)
    assert days(covered(PROTECTED, alone, pair[1]).declared) == [(0, 180)]
    much = [option(name, 9_000, 0, FOREVER, **both) for name in "AB"]
    assert covered(PROTECTED, much).spans(0) == [(0, 4_320, ONE, ONE)]
    high = option("C", 8_000, 0, FOREVER)
    assert covered(PROTECTED, pair, high).declared.level.tolist() == [8_000]


def test_before_the_mtpd_a_hole_is_allowed_and_after_it_not_an_hour() -> None:
    start = option("A", 6_000, 24, FOREVER)
    at = {mtpd: covered(PROTECTED, start, mtpd=mtpd).declared for mtpd in (23, 24, 25)}
    assert [line.of(0) for line in at.values()] == [(Gap(23, 24),), (), ()]
    assert [int(line.share[0]) for line in at.values()] == [4296 * ONE // 4297, ONE, ONE]
    assert at[24].first_gap(0) is None and at[24].longest_gap(0) is None


@pytest.mark.parametrize(
    ("mtpd", "more", "expected"),
    [
        (719, {}, Required.YES),
        (720, {}, Required.NO),
        (FOREVER, {}, Required.NO),
        (FOREVER, {"early": 720}, Required.NO),
        (FOREVER, {"early": 719}, Required.UNKNOWN),
        (FOREVER, {"early": 720, "possible": Class.C}, Required.UNKNOWN),
        (720, {"possible": Class.C}, Required.UNKNOWN),
        (2160, {"possible": Class.C}, Required.NO),
        (719, {"early": 4, "possible": Class.V}, Required.YES),
    ],
)
def test_whether_cover_is_required(mtpd: int, more: dict[str, Any], expected: Required) -> None:
    found = covered(PROTECTED, A, level=Class.K, mtpd=mtpd, **more)
    assert found.required.tolist() == [expected]
    asked = expected is Required.YES
    assert [line.of(0) == () for line in (found.declared, found.proven)] == [not asked] * 2
    assert (found.declared.share[0] == NONE) is not asked


def test_where_the_mtpd_may_be_earlier_its_gaps_are_told_too() -> None:
    """Cover from hour 100 on; the MTPD is at latest 168, at earliest 4."""
    late = option("A", 6_000, 100, FOREVER)
    found = covered(PROTECTED, late, level=Class.K, mtpd=168, early=4)
    assert (found.proven.of(0), found.proven.share[0]) == ((), ONE)
    assert found.strict.proven.of(0) == (Gap(4, 100),)
    assert found.strict.proven.share[0] == (716 - 96) * ONE // 716
    assert found.open.tolist() == [True]


def test_where_the_class_may_be_higher_the_gaps_to_its_horizon_are_told_too() -> None:
    short = option("A", 6_000, 0, 1_000)
    found = covered(PROTECTED, short, level=Class.K, possible=Class.V)
    assert (found.horizon.tolist(), found.strict.horizon.tolist()) == ([720], [4_320])
    assert (found.proven.of(0), found.strict.proven.of(0)) == ((), (Gap(1_000, 4_320),))
    assert found.spans(0)[-1][1] == 720


def test_where_all_is_known_both_readings_are_one() -> None:
    found = covered(PROTECTED, A, B)
    assert not found.open.any()
    assert found.strict.proven.of(0) == found.proven.of(0)


@pytest.mark.parametrize(("gross", "hours"), [("V", 4320), ("C", 2160), ("K", 720), ("O", 720)])
def test_the_horizon_follows_the_gross_class(gross: str, hours: int) -> None:
    found = covered(PROTECTED, level=Class.O, gross=Class[gross])
    assert found.horizon.tolist() == [hours]


@pytest.mark.parametrize(("exit_days", "hours"), [(29, 720), (30, 720), (31, 744), (None, 720)])
def test_the_horizon_is_no_earlier_than_the_exit_of_any_essential_delivery(
    exit_days: int | None, hours: int
) -> None:
    deep = system("Zaaksysteem")
    leaving = delivery(POLDER, id="del-deep", exit_days=exit_days)
    short = replace(HOSTING, exit_days=1)
    rows = (NIMBUS, POLDER, short, AOW, needs(AOW, short), needs(short, deep), deep)
    found = covered(rows, leaving, needs(deep, leaving), level=Class.K)
    assert found.horizon.tolist() == [hours]
    assert found.exit_unknown.tolist() == [exit_days is None]
    soft = covered(rows, leaving, helped(deep, leaving, share=1_000), level=Class.K)
    assert soft.horizon.tolist() == [720] and not soft.exit_unknown.any()


@pytest.mark.parametrize(
    ("level", "on", "expected"),
    [
        (Class.V, date(2027, 1, 15), Counts.YES),
        (Class.V, date(2027, 1, 16), Counts.TEST_TOO_OLD),
        (Class.C, date(2027, 1, 15), Counts.YES),
        (Class.C, date(2027, 1, 16), Counts.TEST_TOO_OLD),
        (Class.K, date(2028, 1, 15), Counts.YES),
        (Class.K, date(2028, 1, 16), Counts.TEST_TOO_OLD),
        (Class.O, date(2029, 1, 15), Counts.YES),
        (Class.O, date(2029, 1, 16), Counts.TEST_TOO_OLD),
        (Class.V, TESTED, Counts.YES),
        (Class.V, date(2026, 1, 14), Counts.NEVER_TESTED),
    ],
)
def test_a_test_counts_for_so_many_months_by_class(
    level: Class, on: date, expected: Counts
) -> None:
    assert covered(PROTECTED, A, level=level, on=on).options.proven == (expected,)


def test_a_test_on_the_last_of_a_long_month_counts_until_the_last_of_a_short_one() -> None:
    leap = replace(A, proven_on=date(2024, 2, 29))
    at = [
        covered(PROTECTED, leap, on=date(2025, month, 1 if month == 3 else 28)) for month in (2, 3)
    ]
    assert [found.options.proven[0] for found in at] == [Counts.YES, Counts.TEST_TOO_OLD]


@pytest.mark.parametrize(
    ("change", "declared", "proven"),
    [
        ({"level": None}, Counts.LEVEL_UNKNOWN, Counts.YES),
        ({"duration_hours": None}, Counts.DURATION_UNKNOWN, Counts.DURATION_UNKNOWN),
        ({"level": 0}, Counts.NOTHING, Counts.YES),
        ({"duration_hours": 0}, Counts.NOTHING, Counts.NOTHING),
        ({"proven_on": None}, Counts.YES, Counts.TEST_UNKNOWN),
        ({"proven_on": NEVER_DAY}, Counts.YES, Counts.NEVER_TESTED),
        ({"proven_level": None}, Counts.YES, Counts.MEASURED_UNKNOWN),
        ({"proven_level": NOT_APPLICABLE}, Counts.YES, Counts.MEASURED_UNKNOWN),
        ({"proven_level": 0}, Counts.YES, Counts.TEST_FAILED),
        ({"kind": FallbackKind.HOT_STANDBY}, Counts.YES, Counts.INDEPENDENCE_UNKNOWN),
    ],
)
def test_why_an_option_does_not_count(
    change: dict[str, Any], declared: Counts, proven: Counts
) -> None:
    found = covered(PROTECTED, replace(A, **change)).options
    assert (found.declared, found.proven) == ((declared,), (proven,))


def test_what_nobody_measured_or_declared_is_assumed_as_the_engine_does_and_said() -> None:
    slow = replace(A, proven_activation_hours=None)
    assert covered(PROTECTED, slow).options.proven_activation.tolist() == [24]
    unknown = replace(A, activation_hours=None, proven_activation_hours=None)
    found = covered(PROTECTED, unknown).options
    assert (found.activation.tolist(), found.assumed.tolist()) == ([0], [Assumed.ACTIVATION])


def test_proven_counts_with_what_was_measured() -> None:
    weaker = replace(B, proven_activation_hours=20 * 24, proven_level=6_000)
    found = covered(PROTECTED, weaker)
    assert (days(found.declared), days(found.proven)) == (
        [(0, 10), (70, 180)],
        [(0, 20), (80, 180)],
    )


def test_a_dependent_option_counts_on_neither_line() -> None:
    found = covered(PROTECTED, B, needs(B, HOSTING))
    assert found.options.declared == found.options.proven == (Counts.DEPENDENT,)
    assert days(found.declared) == days(found.proven) == [(0, 180)]


def test_what_every_essential_requirement_lets_through_is_cover() -> None:
    two = system("Loket")
    rows = (*PROTECTED, two)
    first, second = needs(AOW, HOSTING, id="req-1"), needs(AOW, two, id="req-2", buffer_hours=48)
    held = (*rows[:3], two, first, second)
    one = option("A", 8_000, 0, FOREVER, of=first[0])
    assert days(covered(held, one).declared) == [(2, 180)]
    other = option("B", 6_000, 72, FOREVER, of=second[0])
    assert days(covered(held, one, other).declared) == [(2, 3)]
    whole = option("C", 5_000, 0, 96)
    assert [level for *_, level, _ in covered(held, one, other, whole).spans(0)] == [
        8_000,
        5_000,
        6_000,
        6_000,
    ]


def test_what_only_degrades_costs_its_share() -> None:
    extra = system("Website")
    rows = (PROTECTED, extra, helped(AOW, extra, share=3_000), option("A", ONE, 0, FOREVER))
    of_one = option("B", ONE, 0, FOREVER, of=needs(AOW, HOSTING)[0])
    assert covered(PROTECTED, extra, rows[2], of_one).declared.level.tolist() == [7_000]
    assert covered(*rows).declared.level.tolist() == [ONE]


def test_a_service_that_requires_nothing_is_covered_by_its_own_fallback_alone() -> None:
    assert days(covered(AOW).declared) == [(0, 180)]
    assert days(covered(AOW, B).declared) == [(0, 10), (70, 180)]


def test_an_unknown_minimum_is_policys_and_flagged() -> None:
    unknown = replace(AOW, mbco=None)
    found = covered(NIMBUS, HOSTING, unknown, needs(unknown, HOSTING), B)
    assert found.mbco.tolist() == [5_000]
    assert found.graph.nodes.assumed[found.nodes[0]] & Assumed.MBCO


def test_fallbacks_of_what_lies_deeper_are_no_options() -> None:
    deep = system("Zaaksysteem")
    inner = needs(HOSTING, deep)
    found = covered(PROTECTED, deep, inner, option("A", ONE, 0, FOREVER, of=inner[0]))
    assert len(found.options) == 0
    assert days(found.declared) == [(0, 180)]


def test_a_register_without_services_has_no_coverage() -> None:
    found = covered(NIMBUS)
    assert (len(found.options), found.sure.start.size, found.declared.gaps.tolist()) == (0, 0, [])


def test_services_do_not_touch_each_other() -> None:
    """Each alone, and all together, by the same numbers."""
    worlds_of = []
    for number, level in enumerate((3_000, 6_000, 9_000)):
        of = service(f"Dienst {number}", mbco=5_000)
        thing = system(f"Ding {number}")
        held = option(f"F{number}", level, 24 * number, 100, of=of)
        worlds_of.append((of, thing, needs(of, thing), held))
    together = covered(*worlds_of)
    for row, world in enumerate(worlds_of):
        alone = covered(*world)
        assert together.spans(row) == alone.spans(0)
        assert together.declared.of(row) == alone.declared.of(0)
        assert list(together.options_of(row)) == [row]


def test_classes_of_a_test_are_in_the_order_of_ids() -> None:
    held = register(service("B"), service("A"), on=DAY)
    assert classes(held).ids == ("svc-a", "svc-b")

# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The classes of services as a whole: codes, bands, candidates and flags."""

from dataclasses import replace
from datetime import date

import pytest
from assessing import designated, harm, harmless, override
from builders import DAY, HOSTING, NIMBUS, fallback, needs, rules, service
from classified import classified, code, with_table

from dijkwacht.base.errors import Unreadable
from dijkwacht.base.units import ONE
from dijkwacht.findings.classes import Class
from dijkwacht.register.codes import DesignationKind, Direction, FallbackKind, HarmKind
from dijkwacht.rules.decision_table import Hit
from dijkwacht.rules.rulebook import Rulebook

PASPOORTEN = service("Paspoorten", users=62_000)
AFVAL = service("Afval", users=100, recorded_on=DAY)


def one_harm(kind: HarmKind, stated: dict[int, int]) -> str:
    return code(
        classified(PASPOORTEN, harmless(PASPOORTEN, kind), harm(PASPOORTEN, kind, stated)),
        PASPOORTEN,
    )


@pytest.mark.parametrize(
    ("kind", "stated", "printed"),
    [
        (HarmKind.LIVING, {4: 0, 24: 0, 72: 999, 168: 1_000, 4_320: 1_000}, "K/T4"),
        (HarmKind.PHYSICAL, {4: 10, 4_320: 10}, "C/T1"),
        (HarmKind.ECONOMIC, {2_160: 0, 4_320: 5_000_000_000}, "C/T8"),
        (HarmKind.PERSONS, {4: 3_099, 4_320: 3_099}, "O/T8"),
        (HarmKind.PERSONS, {4: 3_100, 4_320: 3_100}, "K/T1"),
        (HarmKind.LAW, {336: 2, 4_320: 2}, "C/T1-T5"),
        (HarmKind.SECURITY, {720: 3}, "V/T1-T6"),
    ],
)
def test_a_class_and_its_band(kind: HarmKind, stated: dict[int, int], printed: str) -> None:
    assert one_harm(kind, stated) == printed


def test_vital_without_a_designation_is_a_candidate() -> None:
    rows = (PASPOORTEN, harmless(PASPOORTEN, HarmKind.PHYSICAL))
    bad = harm(PASPOORTEN, HarmKind.PHYSICAL, {4: 1_000, 4_320: 1_000})
    assert classified(*rows, bad).candidate.tolist() == [True]
    named = classified(*rows, bad, designated(PASPOORTEN, DesignationKind.VITAL_PROCESS))
    assert (named.candidate.tolist(), named.designated.tolist()) == ([False], [True])


def test_a_service_of_which_nothing_is_known_may_be_anything() -> None:
    found = classified(AFVAL)
    assert code(found, AFVAL) == "K/T1-T8"
    assert found.possible.tolist() == [Class.V]
    assert found.classes.provisional.tolist() == [True]
    assert (found.users["svc-afval"], found.organisations["svc-afval"]) == (
        100,
        "org-gemeente-waterdam",
    )
    assert found.service("svc-afval") == AFVAL and found.service("svc-x") is None


def test_an_alternative_lowers_the_class_and_the_gross_class_stays() -> None:
    paper = fallback(
        "Papier",
        PASPOORTEN,
        kind=FallbackKind.MANUAL,
        proven_on=date(2026, 5, 1),
        proven_activation_hours=4,
        proven_level=ONE,
    )
    rows = (
        *(PASPOORTEN, NIMBUS, HOSTING, *needs(PASPOORTEN, HOSTING)),
        *harmless(PASPOORTEN, HarmKind.PHYSICAL),
        *harm(PASPOORTEN, HarmKind.PHYSICAL, {4: 10, 4_320: 10}),
    )
    found = classified(*rows, paper)
    assert (found.classes.level.tolist(), found.classes.gross.tolist()) == ([Class.K], [Class.C])
    assert found.alternatives == {"svc-paspoorten": "fal-papier"}
    hosted = (*rows, paper, *needs(paper, HOSTING))
    assert classified(*hosted).classes.level.tolist() == [Class.C]


def test_policy_of_another_day_is_another_answer() -> None:
    found = classified(AFVAL)
    assert found.table.version == "classification/service-class@2026-01-01"
    with pytest.raises(Exception, match="rule-not-yet-in-force"):
        classified(AFVAL, by=Rulebook.read().on(date(2025, 1, 1)))
    assert found.rules is rules()


def test_the_ends_of_the_ranges_give_classes_of_their_own() -> None:
    stated = harm(PASPOORTEN, HarmKind.LIVING, {4: 5_000, 4_320: 5_000}, low=900, high=10_000)
    found = classified(PASPOORTEN, AFVAL, harmless(PASPOORTEN, HarmKind.LIVING), stated)
    low, high = found.estimated
    row = found.classes.of("svc-paspoorten")
    assert (low[row], found.classes.level[row], high[row]) == (Class.O, Class.K, Class.C)
    other = found.classes.of("svc-afval")
    assert low[other] == high[other] == Class.K


def test_only_what_the_table_makes_vital_is_a_candidate() -> None:
    crucial = harm(PASPOORTEN, HarmKind.PHYSICAL, {4: 10, 4_320: 10})
    rows = (PASPOORTEN, harmless(PASPOORTEN, HarmKind.PHYSICAL), crucial)
    found = classified(*rows, override(PASPOORTEN, Direction.UP))
    assert (found.classes.level.tolist(), found.candidate.tolist()) == ([Class.V], [False])


def test_an_alternative_does_not_lower_what_a_cascade_may_hold_up() -> None:
    paper = fallback(
        *("Papier", PASPOORTEN),
        kind=FallbackKind.MANUAL,
        proven_on=date(2026, 5, 1),
        proven_activation_hours=4,
        proven_level=ONE,
    )
    others = [service(f"S{number}", organisation_id=f"org-{number}") for number in range(3)]
    rows = (
        *(PASPOORTEN, paper, harmless(PASPOORTEN, HarmKind.PHYSICAL)),
        *harm(PASPOORTEN, HarmKind.PHYSICAL, {4: 10, 4_320: 10}),
        *((of, harmless(of), needs(of, PASPOORTEN, id=f"req-{of.id}")) for of in others),
    )
    lowered = classified(*rows)
    assert lowered.classes.level[lowered.classes.of("svc-paspoorten")] == Class.K
    held = (*rows[:-3], *((of, needs(of, PASPOORTEN, id=f"req-{of.id}")) for of in others))
    found = classified(*held)
    assert found.classes.level[found.classes.of("svc-paspoorten")] == Class.C


@pytest.mark.parametrize(
    "changes", [{"outcomes": ("V", "C", "K", "O")}, {"hit": Hit.FIRST}, {"otherwise": "K"}]
)
def test_a_table_of_other_outcomes_is_refused(changes: dict[str, object]) -> None:
    table = replace(rules().table("classification/service-class"), **changes)
    with pytest.raises(Unreadable, match="rule-not-of-classes"):
        classified(AFVAL, by=with_table(rules(), table))

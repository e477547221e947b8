# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is looked at after the table: designations, unknowns, alternatives and overrides."""

from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest
from assessing import designated, harm, harmless, override
from builders import DAY, fallback, organisation, register, rules, service
from classified import TIMES, classified

from dijkwacht.base.units import FOREVER
from dijkwacht.findings.alternatives import alternatives
from dijkwacht.findings.classes import Class
from dijkwacht.findings.designated import TOGETHER, designations_of
from dijkwacht.findings.harm import bounds_of
from dijkwacht.findings.overrides import overrides_of, steps
from dijkwacht.findings.unknowns import unknowns
from dijkwacht.register.codes import DesignationKind, Direction, HarmKind

WATERDAM = organisation("Gemeente Waterdam")
PASPOORTEN, AFVAL = service("Paspoorten"), service("Afval")
IDS = ("svc-afval", "svc-paspoorten")
RULE = rules().parameters("classification/adjustments")


def test_a_designation_of_the_body_counts_only_with_one_of_the_service() -> None:
    held = register(
        *(WATERDAM, PASPOORTEN, AFVAL),
        designated(WATERDAM, DesignationKind.ESSENTIAL_ENTITY),
        designated(PASPOORTEN, DesignationKind.ISMS_SCOPE),
        designated(AFVAL, DesignationKind.VITAL_PROCESS),
    )
    found = designations_of(held, IDS)
    assert found[TOGETHER].tolist() == [False, True]
    assert found["vital-process"].tolist() == [True, False]
    assert found["critical-entity"].tolist() == [False, False]


@pytest.mark.parametrize(
    ("known_since", "overdue"),
    [(DAY - timedelta(days=90), False), (DAY - timedelta(days=91), True), (None, False)],
)
def test_unknown_for_longer_than_policy_allows_is_overdue(
    known_since: date | None, overdue: bool
) -> None:
    dated = service("Afval", recorded_on=known_since)
    held = register(dated, harmless(dated, HarmKind.LAW))
    found = unknowns_of(held, ("svc-afval",))
    assert found.undecided["R"].tolist() == [True]
    assert not any(found.undecided[group].any() for group in "FSEP")
    assert (found.overdue.tolist(), found.since) == ([overdue], (known_since,))
    lift = found.lift(RULE)
    assert lift(np.array([0])).tolist() == [Class.C if overdue else Class.K]
    assert lift(np.array([3])).tolist() == [Class.V]


def test_what_decides_nothing_is_not_undecided() -> None:
    held = register(
        AFVAL,
        *harmless(AFVAL, HarmKind.PHYSICAL, HarmKind.LIVING),
        *harm(AFVAL, HarmKind.PHYSICAL, {4: 10_000}),
        *harm(AFVAL, HarmKind.LIVING, {4: 1_000, 4_320: 9_999}),
    )
    found = unknowns_of(held, ("svc-afval",))
    assert not found.any.any()
    assert found.lift(RULE)(np.array([0])).tolist() == [0]


def unknowns_of(held: Any, ids: tuple[str, ...]) -> Any:
    table = rules().table("classification/service-class")
    facts = bounds_of(held, rules(), ids)
    return unknowns(held, table, facts, RULE, ids, (len(ids), len(TIMES)))


GOOD = {
    "proven_on": date(2026, 3, 1),
    "proven_activation_hours": 24,
    "proven_level": 5_000,
    "duration_hours": 2_160,
}


@pytest.mark.parametrize(
    ("changes", "stands_in"),
    [
        ({}, True),
        ({"proven_on": date(2025, 6, 1)}, True),
        ({"proven_on": date(2025, 5, 31)}, False),
        ({"proven_on": date(2026, 6, 2)}, False),
        ({"proven_on": None}, False),
        ({"proven_activation_hours": 25}, False),
        ({"proven_activation_hours": None}, False),
        ({"proven_level": 4_999}, False),
        ({"proven_level": None}, False),
        ({"duration_hours": 2_159}, False),
        ({"duration_hours": FOREVER}, True),
        ({"duration_hours": None}, False),
    ],
)
def test_an_alternative_is_tested_soon_good_and_lasting(
    changes: dict[str, Any], stands_in: bool
) -> None:
    held = register(PASPOORTEN, AFVAL, fallback("Papier", PASPOORTEN, **{**GOOD, **changes}))
    found = alternatives(held, RULE, IDS, np.array([24, 24]), ["fal-papier"])
    assert found == ({"svc-paspoorten": "fal-papier"} if stands_in else {})


def test_an_alternative_is_independent_and_its_service_has_a_known_minimum() -> None:
    rows = (PASPOORTEN, fallback("Papier", PASPOORTEN, **GOOD))
    none = alternatives(register(*rows), RULE, IDS[1:], np.array([24]), [])
    assert none == {}
    unknown = service("Paspoorten", mbco=None)
    held = register(unknown, fallback("Papier", unknown, **GOOD))
    assert alternatives(held, RULE, IDS[1:], np.array([24]), ["fal-papier"]) == {}


def test_of_two_alternatives_the_first_by_id() -> None:
    two = [fallback(name, PASPOORTEN, **GOOD) for name in ("B", "A")]
    found = alternatives(
        register(PASPOORTEN, two), RULE, IDS[1:], np.array([24]), ["fal-a", "fal-b"]
    )
    assert found == {"svc-paspoorten": "fal-a"}


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({}, None),
        ({"valid_until": date(2027, 4, 1)}, None),
        ({"valid_until": date(2027, 4, 2)}, "override.too-long"),
        ({"valid_until": None}, "override.no-end"),
        ({"reason": None}, "override.no-reason"),
        ({"direction": None}, "override.no-reason"),
        ({"second_signatory": "process owner"}, "override.one-signature"),
        ({"second_signatory": None}, "override.one-signature"),
        ({"second_unit": "unit A"}, "override.one-unit"),
        ({"second_unit": None}, "override.one-signature"),
    ],
)
def test_an_override_is_signed_by_two_of_two_units_with_reason_and_end(
    changes: dict[str, Any], code: str | None
) -> None:
    row = override(AFVAL, Direction.UP, **changes)
    found = overrides_of(register(AFVAL, row), RULE)
    assert [held.why.code for held in found.refused] == ([] if code is None else [code])
    assert list(found.by_service) == (["svc-afval"] if code is None else [])


def test_an_override_without_a_service_is_refused() -> None:
    found = overrides_of(register(override(AFVAL, Direction.UP, service_id=None)), RULE)
    assert [held.why.code for held in found.refused] == ["override.no-service"]


def test_of_two_overrides_the_last_signed_counts() -> None:
    early = override(AFVAL, Direction.UP, id="ovr-1", signed_on=date(2026, 4, 1))
    late = override(AFVAL, Direction.DOWN, id="ovr-2", signed_on=date(2026, 4, 2))
    found = overrides_of(register(AFVAL, late, early), RULE)
    assert found.by_service["svc-afval"].id == "ovr-2"
    assert [(held.override.id, held.why.params["by"]) for held in found.refused] == [
        ("ovr-1", "ovr-2")
    ]
    assert [steps(row, RULE) for row in (early, late)] == [1, -1]


def test_an_override_never_goes_below_what_is_not_known() -> None:
    unknown = service("Afval", recorded_on=DAY)
    rows = (unknown, harmless(unknown, HarmKind.LAW), override(unknown, Direction.DOWN))
    found = classified(*rows)
    assert found.classes.level.tolist() == [Class.K]
    assert found.overridden.tolist() == [0]
    raised = classified(unknown, harmless(unknown, HarmKind.LAW), override(unknown, Direction.UP))
    assert raised.classes.level.tolist() == [Class.C]

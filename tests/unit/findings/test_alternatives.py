# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which fallback could stand in for a whole service."""

from datetime import date
from typing import Any

import numpy as np
import pytest
from builders import fallback, register, rules, service

from dijkwacht.base.units import FOREVER
from dijkwacht.findings.alternatives import alternatives

PASPOORTEN, AFVAL = service("Paspoorten"), service("Afval")
IDS = ("svc-afval", "svc-paspoorten")
RULE = rules().parameters("classification/adjustments")


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


def test_a_minimum_of_nothing_is_no_minimum() -> None:
    for mbco in (0, -1):
        none = service("Paspoorten", mbco=mbco)
        held = register(none, fallback("Papier", none, **{**GOOD, "proven_level": mbco}))
        assert alternatives(held, RULE, IDS[1:], np.array([24]), ["fal-papier"]) == {}

# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which overrides count, and how far they go."""

from datetime import date
from typing import Any

import pytest
from assessing import harmless, override
from builders import DAY, register, rules, service
from classified import classified

from dijkwacht.findings.classes import Class
from dijkwacht.findings.overrides import overrides_of, steps
from dijkwacht.register.codes import Direction, HarmKind

PASPOORTEN, AFVAL = service("Paspoorten"), service("Afval")
RULE = rules().parameters("classification/adjustments")


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
        ({"signed_on": None}, "override.not-signed-yet"),
        ({"signed_on": date(2026, 6, 2)}, "override.not-signed-yet"),
        ({"signed_on": date(2026, 6, 1)}, None),
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

# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is not known: which groups it leaves undecided, since when, and what that does."""

from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest
from assessing import harm, harmless
from builders import DAY, register, rules, service
from classified import TIMES

from dijkwacht.findings.classes import Class
from dijkwacht.findings.harm import bounds_of
from dijkwacht.findings.unknowns import unknowns
from dijkwacht.register.codes import HarmKind

PASPOORTEN, AFVAL = service("Paspoorten"), service("Afval")
RULE = rules().parameters("classification/adjustments")


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

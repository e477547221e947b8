# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is not known: which groups it leaves open, since when, and what that does."""

from datetime import date, timedelta

import numpy as np
import pytest
from assessing import harm, harmless
from builders import DAY, needs, register, rules, service
from classified import classified, classified_register, code, graph_and_spreads

from dijkwacht.findings.classes import Class
from dijkwacht.findings.classification import classify
from dijkwacht.findings.unknowns import Unknowns
from dijkwacht.register.codes import HarmKind

AFVAL = service("Afval", users=100_000, recorded_on=DAY)
RULE = rules().parameters("classification/adjustments")


@pytest.mark.parametrize(
    ("known_since", "overdue"),
    [(DAY - timedelta(days=90), False), (DAY - timedelta(days=91), True), (None, False)],
)
def test_unknown_for_longer_than_policy_allows_is_overdue(
    known_since: date | None, overdue: bool
) -> None:
    dated = service("Afval", recorded_on=known_since)
    found = classified(dated, harmless(dated, HarmKind.LAW))
    assert found.unknowns.open["R"].tolist() == [True]
    assert not any(found.unknowns.open[group].any() for group in "FSEPNK")
    assert (found.unknowns.overdue.tolist(), found.unknowns.since) == ([overdue], (known_since,))
    assert found.classes.level.tolist() == [Class.C if overdue else Class.K]


def test_the_clock_runs_from_the_first_row_that_was_ever_known() -> None:
    held = register(AFVAL, harmless(AFVAL, HarmKind.LAW))
    graph, pairs = graph_and_spreads(held, rules())
    long_ago = {"svc-afval": date(2020, 1, 1)}
    found = classify(held, graph, rules(), pairs, (), long_ago)
    assert found.unknowns.since == (date(2020, 1, 1),)
    assert found.classes.level.tolist() == [Class.C]
    assert classified_register(held, rules()).classes.level.tolist() == [Class.K]


def test_what_decides_nothing_is_not_open() -> None:
    found = classified(
        AFVAL,
        *harmless(AFVAL, HarmKind.PHYSICAL, HarmKind.LIVING),
        *harm(AFVAL, HarmKind.PHYSICAL, {4: 10_000}),
        *harm(AFVAL, HarmKind.LIVING, {4: 1_000, 4_320: 9_999}),
    )
    assert not found.unknowns.any.any()
    assert found.unknowns.lifted(np.array([0]), RULE).tolist() == [0]


def test_a_million_persons_or_fewer_decides_nothing_where_no_other_row_does() -> None:
    many = service("Afval", users=10_000_000, recorded_on=date(2020, 1, 1))
    persons = harm(many, HarmKind.PERSONS, {4: 500_000, 4_320: 2_000_000})
    found = classified(many, harmless(many, HarmKind.PERSONS), persons)
    assert (code(found, many), found.classes.provisional.tolist()) == ("C/T1", [False])


def test_what_another_row_leaves_open_is_not_overdue_of_its_own() -> None:
    many = service("Afval", users=10_000_000, recorded_on=date(2020, 1, 1))
    persons = harm(many, HarmKind.PERSONS, {4: 1_000_000, 4_320: 1_000_000})
    found = classified(many, harmless(many, HarmKind.PERSONS, HarmKind.SECURITY), persons)
    assert found.unknowns.open["P"].tolist() == [True]
    assert found.unknowns.overdue.tolist() == [False]
    assert (code(found, many), found.classes.provisional.tolist()) == ("C/T1", [True])


def test_security_that_is_not_known_makes_provisional_but_is_never_overdue() -> None:
    old = service("Afval", recorded_on=date(2020, 1, 1))
    found = classified(old, harmless(old, HarmKind.SECURITY))
    assert found.unknowns.open["N"].tolist() == [True]
    assert (found.classes.level.tolist(), found.classes.provisional.tolist()) == (
        [Class.K],
        [True],
    )


def test_an_overdue_service_takes_nobody_up_for_sure() -> None:
    a = service("a", sector="water", organisation_id="org-a", recorded_on=DAY)
    others = [
        service(name, sector=sector, organisation_id=f"org-{name}", recorded_on=date(2020, 1, 1))
        for name, sector in (("b", "health"), ("d", "justice"))
    ]
    rows = [
        (
            other,
            harmless(other, HarmKind.LIVING, HarmKind.LAW),
            harm(other, HarmKind.LIVING, {4: 5_000, 4_320: 5_000}),
            needs(other, a, id=f"req-{other.id}"),
        )
        for other in others
    ]
    found = classified(a, harmless(a), rows)
    assert [Class(int(level)).name for level in found.classes.level] == ["K", "C", "C"]
    assert found.classes.provisional.tolist() == [True, True, True]
    assert found.possible.tolist() == [Class.V] * 3
    assert isinstance(found.unknowns, Unknowns)

# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Formal designations as facts of a service: its own, and those that need one of its own."""

from assessing import designated
from builders import organisation, register, service

from dijkwacht.findings.designated import TOGETHER, designations, designations_of
from dijkwacht.register.codes import DesignationKind

WATERDAM = organisation("Gemeente Waterdam")
PASPOORTEN, AFVAL = service("Paspoorten"), service("Afval")
IDS = ("svc-afval", "svc-paspoorten")


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


def test_a_designation_of_the_wrong_noun_is_none() -> None:
    of_body = designated(WATERDAM, DesignationKind.VITAL_PROCESS)
    held = register(WATERDAM, PASPOORTEN, of_body)
    assert designations(held) == {}
    assert not designations_of(held, IDS)["vital-process"].any()

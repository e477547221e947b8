# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
import numpy as np
import pytest
from builders import DAY, WATERDAM, register, rules, service

from dijkwacht.findings.classes import Class, Classes
from dijkwacht.findings.crosswalk import Crossed, crosswalk, crosswalks, outcomes
from dijkwacht.findings.designated import designations
from dijkwacht.register.codes import DesignationKind, Noun
from dijkwacht.register.records import Designation, Service
from dijkwacht.register.row import Row
from dijkwacht.rules.rule import Tag
from dijkwacht.rules.rulebook import Rulebook, cases, default_folder

PENSION, INTRANET = service("Pensioen"), service("Intranet")


def classes_of(**levels: str) -> Classes:
    """The classes of services by their names in lower case; a `?` behind one is provisional."""
    ids = tuple(sorted(f"svc-{name}" for name in levels))
    letters = [levels[id.removeprefix("svc-")] for id in ids]
    level = np.array([Class[letter[0]] for letter in letters], np.int64)
    guessed = np.array([letter.endswith("?") for letter in letters])
    day = np.full(len(ids), 24)
    return Classes(ids, level, level, day, guessed, day, level)


def designated(of: Row, kind: DesignationKind) -> Designation:
    noun = Noun.SERVICE if isinstance(of, Service) else Noun.ORGANISATION
    return Designation(id=f"des-{of.id}-{kind}", noun=noun, of_id=of.id, kind=kind)


def crossed(*rows: Row, **levels: str) -> dict[str, Crossed]:
    found = crosswalk(register(WATERDAM, PENSION, INTRANET, *rows), rules(), classes_of(**levels))
    return {one.service_id: one for one in found}


def said(of: Crossed) -> dict[str, str]:
    return {regime: reading.outcome for regime, reading in of.readings.items()}


@pytest.mark.parametrize(
    ("rule", "case"),
    [
        (table.name, case)
        for table in crosswalks(rules())
        for case in cases(default_folder(), table.name)
    ],
    ids=lambda value: value if isinstance(value, str) else value["name"],
)
def test_the_worked_cases_of_each_crosswalk_hold(rule: str, case: dict[str, object]) -> None:
    given = case["given"]
    assert isinstance(given, dict)
    facts = {
        name: frozenset(value) if isinstance(value, list) else value
        for name, value in given.items()
    }
    judged = rules().table(rule).judge(facts)
    assert judged.outcome == case["expect"]
    assert [row.id for row in judged.fired] == case["rows"]


def test_every_class_has_a_worked_case_in_every_crosswalk() -> None:
    for table in crosswalks(rules()):
        worked = {case["given"]["class"] for case in cases(default_folder(), table.name)}
        assert worked == {level.name for level in Class}, table.name


def test_every_row_of_every_crosswalk_is_our_reading_and_says_so() -> None:
    assert {tag for table in crosswalks(rules()) for tag in table.tags} == {Tag.OUR}
    assert len(crosswalks(rules())) == 6


def test_a_class_comes_to_what_each_regime_would_call_it() -> None:
    found = crossed(pensioen="V", intranet="O")
    assert said(found["svc-pensioen"]) == {
        "bio": "high-and-more",
        "dora": "critical-or-important",
        "fips199": "high",
        "nis2-cbw": "vital-candidate",
        "uk-tier": "gold-and-cni",
        "us-hva": "enterprise-essential",
    }
    assert said(found["svc-intranet"])["dora"] == "not-critical"


def test_a_designation_is_told_before_a_candidate() -> None:
    process = designated(PENSION, DesignationKind.VITAL_PROCESS)
    found = crossed(process, pensioen="K", intranet="K")
    assert said(found["svc-pensioen"])["nis2-cbw"] == "vital-process"
    assert said(found["svc-intranet"])["nis2-cbw"] == "none"


def test_what_an_organisation_is_designated_as_goes_for_its_services() -> None:
    held = register(WATERDAM, PENSION, designated(WATERDAM, DesignationKind.ESSENTIAL_ENTITY))
    assert designations(held) == {"svc-pensioen": frozenset({"essential-entity"})}


def test_a_reading_cites_its_row_and_its_file() -> None:
    reading = crossed(pensioen="C", intranet="O")["svc-pensioen"].readings["fips199"]
    table = rules().table("crosswalk/fips199")
    assert reading.cited == f"crosswalk/fips199@2026-01-01 row 2 ({table.digest})"
    assert reading.row is not None
    assert reading.row.says["en"].startswith("severe or catastrophic")


def test_a_provisional_class_gives_provisional_readings() -> None:
    found = crossed(pensioen="K?", intranet="O")
    assert [found[id].provisional for id in sorted(found)] == [False, True]


def test_the_crosswalks_of_a_day_are_those_in_force() -> None:
    before = Rulebook.read().on(DAY.replace(year=2025))
    assert crosswalks(before) == ()


def test_an_outcome_for_each_class_can_be_asked_at_once() -> None:
    found = outcomes(rules().table("crosswalk/dora"))
    critical = {level for level, outcome in found.items() if outcome == "critical-or-important"}
    assert critical == {Class.K, Class.C, Class.V}

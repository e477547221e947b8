# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""A policy folder as a whole: versions between them, what nobody reads, what can still be told when
a file is broken. The kinds of fault one by one: tests/cli/policy_cases.py."""

import shutil
from pathlib import Path

import pytest
from cli.making import put
from cli.policy_cases import CASES, FILES, OTHER, TABLE, sound

from dijkwacht.base.errors import Unreadable
from dijkwacht.base.problem import Grade
from dijkwacht.findings.facts import ASKED
from dijkwacht.rules.policy_check import Checked, check_folder
from dijkwacht.rules.policy_file import default_folder
from dijkwacht.rules.version_check import read_version

EDITION = "edition: 2\ncorrects: {nl: een tikfout, en: a slip of the pen}\n"


@pytest.fixture
def policy(tmp_path: Path) -> Path:
    """The sound folder."""
    sound()(tmp_path)
    return tmp_path / "policy"


def codes(found: Checked, *grades: Grade) -> list[tuple[str, str]]:
    """Where and what, of problems of these grades (default: all)."""
    return [
        (one.where, one.what.code) for one in found.problems if not grades or one.grade in grades
    ]


def test_a_correction_replaces_what_it_corrects_and_both_stay(policy: Path) -> None:
    put(policy / "waterdam/buffers/2026-01-01.2.yaml", FILES[OTHER].replace("4", "4") + EDITION)
    found = check_folder(policy, ASKED)
    assert (found.versions, codes(found)) == (3, [])


def test_cases_are_held_against_the_correction(policy: Path) -> None:
    corrected = FILES[OTHER].replace("value: 4", "value: 8") + EDITION
    put(policy / "waterdam/buffers/2026-01-01.2.yaml", corrected)
    assert codes(check_folder(policy, ASKED)) == [
        ("waterdam/buffers/2026-01-01.2.yaml:6", "policy.values-without-case"),
        ("waterdam/buffers/cases.yaml:1", "policy.case-fails"),
    ]


def test_a_correction_says_what_it_corrects(policy: Path) -> None:
    put(policy / "waterdam/buffers/2026-01-01.2.yaml", FILES[OTHER] + "edition: 2\n")
    silent = ("waterdam/buffers/2026-01-01.2.yaml:12", "policy.edition-silent")
    assert codes(check_folder(policy, ASKED)) == [silent]


def test_each_version_needs_cases_of_its_own_days(policy: Path) -> None:
    later = FILES[TABLE].replace("2026-01-01", "2027-01-01")
    put(policy / "classification/time-band/2027-01-01.yaml", later)
    faults = codes(check_folder(policy, ASKED), Grade.FAULT)
    assert {where.partition(":")[0] for where, _ in faults} == {
        "classification/time-band/2027-01-01.yaml"
    }


def test_a_broken_file_hides_neither_other_faults_nor_makes_cases_fail(policy: Path) -> None:
    put(policy / TABLE, FILES[TABLE].replace("hit: first", "hit: last"))
    put(policy / OTHER, FILES[OTHER].replace("hours", "minutes"))
    found = check_folder(policy, ASKED)
    assert codes(found) == [(f"{TABLE}:6", "policy.enum"), (f"{OTHER}:9", "policy.enum")]


def test_several_faults_of_one_file_are_told_together(policy: Path) -> None:
    text = FILES[TABLE].replace("hit: first", "hit: last").replace("tag: OUR", "tag: MINE")
    put(policy / TABLE, text.replace("unit: hours", "unit: fortnights"))
    lines = [where for where, _ in codes(check_folder(policy, ASKED))]
    assert lines == [f"{TABLE}:6", f"{TABLE}:9", f"{TABLE}:14"]


def test_a_step_of_a_scenario_with_a_wrong_tag_is_one_fault_and_not_two(tmp_path: Path) -> None:
    text = (
        "kind: scenario/v1\ntitle: {nl: x, en: x}\nsource: x\nowner: x\n"
        'valid_from: "2026-01-01"\nchooses: [supplier]\n'
        "permanent: {value: false, tag: OUR, says: {nl: x, en: x}}\n"
        "horizon: {value: 9, tag: MINE, says: {nl: x, en: x}}\n"
        "profiles: {stated: [{hour: 0, level: 0, tag: OUR, says: {nl: x, en: x}}]}\n"
    )
    put(tmp_path / "2026-01-01.yaml", text)
    version = read_version(tmp_path / "2026-01-01.yaml", "scenarios/x")
    assert [(line, says.code) for line, says in version.faults] == [(8, "policy.enum")]


def test_files_that_nothing_reads_and_tables_that_nobody_asks_are_told(policy: Path) -> None:
    put(policy / "waterdam/loose.yaml", "a: 1\n")
    put(policy / "waterdam/buffers/2026-02-01.yml", "a: 1\n")
    put(policy / "waterdam/empty/cases.yaml", "[]\n")
    for name in (TABLE, CASES):
        put(policy / name.replace("classification", "elders"), FILES[name])
    found = check_folder(policy, ASKED)
    assert codes(found, Grade.NOTE) == [
        ("elders/time-band/2026-01-01.yaml:8", "policy.no-computer")
    ]
    assert [where for where, _ in codes(found, Grade.WARNING)] == [
        "waterdam/buffers/2026-02-01.yml:1",
        "waterdam/empty/cases.yaml:1",
        "waterdam/loose.yaml:1",
    ]


def test_a_score_card_of_questions_that_are_not_there_is_told(policy: Path) -> None:
    text = (
        "kind: score_card/v1\ntitle: {nl: x, en: x}\nsource: x\nowner: x\n"
        'valid_from: "2026-01-01"\nscores: waterdam/questions\nlevels:\n'
        "  - {id: a, points: 0, tag: OUR, says: {nl: x, en: x}}\n"
        "  - {id: b, points: 1, tag: OUR, says: {nl: x, en: x}}\n"
        "floors: {V: {total: 1, tag: OUR, says: {nl: x, en: x}}}\n"
    )
    put(policy / "waterdam/score/2026-01-01.yaml", text)
    put(policy / "waterdam/score/cases.yaml", "[]\n")
    assert ("waterdam/score/2026-01-01.yaml:6", "policy.no-rule") in codes(
        check_folder(policy, ASKED)
    )


def test_what_is_no_folder_of_rules_is_refused(tmp_path: Path) -> None:
    put(tmp_path / "file", "")
    (tmp_path / "leeg").mkdir()
    for name, code in (("nergens", "no-such-file"), ("file", "not-a-folder"), ("leeg", "no-rules")):
        with pytest.raises(Unreadable, match=code):
            check_folder(tmp_path / name, ASKED)


@pytest.mark.parametrize(
    ("file", "old", "new", "code"),
    [
        (TABLE, "  mtpd: {unit", "  1: {unit", "policy.no-text"),
        (TABLE, "{mtpd:", "{1:", "policy.no-text"),
        (OTHER, "  buffer:", "  1:", "policy.no-text"),
        (CASES, "{mtpd: 24}", "{mtpd: 24}\n  rows: 3", "policy.case-fails"),
        (CASES, "{mtpd: 24}", "[mtpd]", "policy.case-value"),
        (CASES, "expect: soon", "expect: {soon: 1}", "policy.case-fails"),
        (CASES, "name: Een dag", "? [a, b]\n  : c\n  name: Een dag", "policy.no-yaml-at"),
    ],
)
def test_what_nobody_would_write_is_told_too(
    policy: Path, file: str, old: str, new: str, code: str
) -> None:
    put(policy / file, FILES[file].replace(old, new, 1))
    assert code in [what for _, what in codes(check_folder(policy, ASKED), Grade.FAULT)]


CLASSIFICATION = ("adjustments", "times", "service-class")


def classification(folder: Path, rule: str, old: str, new: str) -> list[tuple[str, str]]:
    """Where and what is wrong in our own rules of classes, in which a text is another; their
    worked cases of whole services are left out."""
    for name in CLASSIFICATION:
        shutil.copytree(default_folder() / "classification" / name, folder / name)
    file = folder / rule / "2026-01-01.yaml"
    text = file.read_text("utf-8")
    assert text.count(old) == 1
    put(file, text.replace(old, new))
    found = codes(check_folder(folder.parent, ASKED), Grade.FAULT)
    return [(where, what) for where, what in found if not where.count("cases.yaml")]


@pytest.mark.parametrize(
    ("rule", "old", "new", "code"),
    [
        ("adjustments", "[F, S, E, P, R]", "[F, S, E, P, RR]", "policy.no-groups"),
        ("adjustments", "[D, K]", "[D, KK]", "policy.no-groups"),
        ("adjustments", "[physical, living,", "[physical, livin,", "policy.no-facts"),
        ("adjustments", "[security]", "[secrecy]", "policy.no-facts"),
        ("times", "[D]", "[DD]", "policy.no-groups"),
        ("service-class", "hit: highest", "hit: first", "policy.hit"),
    ],
)
def test_a_name_that_would_switch_off_a_rule_of_classes_is_a_fault(
    tmp_path: Path, rule: str, old: str, new: str, code: str
) -> None:
    found = classification(tmp_path / "policy/classification", rule, old, new)
    told = [(where.partition(":")[0], what) for where, what in found if what == code]
    assert told == [(f"classification/{rule}/2026-01-01.yaml", code)]


def test_a_later_table_without_a_group_is_held_against_parameters_that_still_name_it(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "policy/classification"
    assert classification(folder, "times", "[D]", "[D ]") == []
    table = folder / "service-class/2026-01-01.yaml"
    later = table.read_text("utf-8").replace('"2026-01-01"', '"2027-01-01"')
    put(folder / "service-class/2027-01-01.yaml", later.replace("group: R\n", "group: W\n"))
    found = codes(check_folder(folder.parent, ASKED), Grade.FAULT)
    assert [
        what for where, what in found if where.startswith("classification/adjustments/2026")
    ] == ["policy.no-groups"]

# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The command that says how bad and how soon, why, who inherits, and what moves."""

import shutil
from pathlib import Path

import pytest
from cli.conftest import ROOT, Run

from dijkwacht.cli.classifying import classify
from dijkwacht.rules.rulebook import default_folder

DAY = ("--on", "2026-11-24")
TABLE = "classification/service-class"


def classes(run: Run, *more: object) -> dict[str, str]:
    rows = run("classify", *more, "--json").json["classes"]
    return {row["service_id"]: row["class_code"] for row in rows}


def test_every_service_has_a_class_and_the_highest_comes_first(run: Run) -> None:
    answer = run("classify", *DAY, "--json").json
    codes = [row["class_code"] for row in answer["classes"]]
    assert codes == sorted(codes, key=lambda code: "VCKO".index(code[0]))
    assert {"V", "C", "K", "O"} == {code[0] for code in codes}
    known = {row["service_id"]: row for row in answer["classes"]}
    assert known["svc-identiteit"]["class_label"] == "class.v"
    assert known["svc-uitkeringen"]["class_label"] == "class.candidate"
    assert known["svc-vergunningen"]["provisional"] is True
    rules = answer["made"]["rules"]
    assert rules[f"{TABLE}@2026-01-01"] and len(rules) == 4


def test_the_record_holds_all_that_is_needed_to_compute_it_again(run: Run) -> None:
    answer = run("classify", *DAY, "--explain", "Paspoorten", "--json").json
    assert answer["made"]["code"] == "K/T4"
    fired = {row["row"]: row for row in answer["fired"]}
    assert fired["11 S-K"]["value"] == "1,200"
    assert fired["11 S-K"]["threshold"] == "≥ 1,000"
    assert fired["11 S-K"]["since_hour"] == 336
    assert fired["11 S-K"]["known"] == "our own proposal"
    assert fired["11 S-K"]["rule"].startswith(f"{TABLE}@2026-01-01 row 11 (")
    assert [row["after_hour"] for row in answer["harm"]] == [4, 24, 72, 168, 336, 720, 2160, 4320]
    assert all(row["source"] and row["assessed_by"] for row in answer["stated"])


def test_a_name_that_is_no_service_is_refused(run: Run) -> None:
    assert run("classify", *DAY, "--explain", "Nimbus Cloud").code == 4
    wrong = run("classify", *DAY, "--explain", "Paspoort")
    assert wrong.code == 4 and "Paspoorten" in wrong.err


@pytest.mark.parametrize("of", ["systems", "contracts", "suppliers", "groups"])
def test_what_services_need_inherits_their_class(run: Run, of: str) -> None:
    answer = run("classify", *DAY, "--of", of, "--json").json
    assert answer[of]
    levels = [row["class_code"] for row in answer[of]]
    assert levels == sorted(levels, key="VCKO".index)
    assert all(row["because_id"].startswith("svc-") for row in answer[of])


def test_a_shared_platform_may_be_more_than_each_of_its_services(run: Run) -> None:
    before = ("--on", "2026-06-01")
    rows = run("classify", *before, "--of", "systems", "--json").json["systems"]
    raised = [row for row in rows if row["class_code"] != row["inherited_class"]]
    assert raised and all(row["organisations"] >= 2 for row in raised)
    assert all(row["collective_class"] == row["class_code"] for row in raised)


def test_what_moves_between_two_days_is_told_with_its_reason(run: Run) -> None:
    answer = run("classify", *DAY, "--compare", "2026-06-01", "--json").json
    assert answer["made"]["before"]["on"] == "2026-06-01"
    assert all(row["before"] != row["after"] and row["why"] for row in answer["moves"])
    assert {row["service_id"] for row in answer["moves"]} == {
        id
        for id, code in classes(run, *DAY).items()
        if code != classes(run, "--on", "2026-06-01")[id]
    }
    same = run("classify", *DAY, "--compare", "2026-11-24", "--json").json
    assert "moves" not in same


def test_what_would_move_by_another_policy_is_told_with_its_threshold(
    run: Run, tmp_path: Path
) -> None:
    policy = tmp_path / "policy"
    shutil.copytree(default_folder(), policy)
    file = policy / TABLE / "2026-01-01.yaml"
    text = file.read_text("utf-8")
    assert text.count('{law: ">= 1"}') == 1
    file.write_text(text.replace('{law: ">= 1"}', '{law: ">= 3"}'), "utf-8")
    answer = run("classify", *DAY, "--compare-policy", policy, "--json").json
    whys = [row["why"] for row in answer["moves"]]
    assert any("row R-K" in why and "law >= 3" in why for why in whys)
    assert answer["made"]["before"]["rules"] != answer["made"]["rules"]


def test_one_thing_is_asked_at_a_time(run: Run) -> None:
    ended = run("classify", *DAY, "--explain", "Paspoorten", "--compare", "2026-06-01")
    assert ended.code == 2 and "one thing" in ended.err


def test_without_the_rules_of_the_day_it_says_so(run: Run) -> None:
    ended = run("classify", "--on", "2025-06-01")
    assert ended.code == 12


def test_it_speaks_dutch(run: Run) -> None:
    said = run("classify", *DAY, "--lang", "nl", "--explain", "Vergunningen").out
    assert "Voorlopig" in said and "Onbekend: rij" in said
    assert "{" not in said


def test_the_classes_of_a_register_without_services_are_none(run: Run, tmp_path: Path) -> None:
    shutil.copy(ROOT / "examples/01_waterdam/organisations.csv", tmp_path / "organisations.csv")
    ended = run("classify", tmp_path, *DAY)
    assert (ended.code, classify.name) == (0, "classify")
    assert "0 services" in ended.out

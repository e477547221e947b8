# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Policy on the command line: a folder that is checked, one rule, all rules. The deliberate faults
are in policy_cases.py, which test_bad_input.py tries."""

import csv
from pathlib import Path

import pytest
from cli.conftest import Run
from cli.policy_cases import CASES, OTHER, POLICY_CASES, TABLE, more, sound

DAY = ("--on", "2026-11-24")


def test_the_policy_that_comes_along_has_no_faults(run: Run) -> None:
    ended = run("policy", "check", "--json")
    assert (ended.code, ended.json.get("faults")) == (0, None)
    assert ended.json["made"]["rules"] >= 23


def test_a_sound_folder_has_no_problem_at_all(run: Run, tmp_path: Path) -> None:
    sound()(tmp_path)
    answer = run("policy", "check", tmp_path / "policy", "--json").json
    assert answer["made"] == {"rules": 2, "versions": 2, "cases": 3}
    assert {"faults", "warnings", "notes"} & answer.keys() == set()


def test_at_least_ten_kinds_of_fault_are_told() -> None:
    assert len({case.says for case in POLICY_CASES}) == len(POLICY_CASES) >= 10


def test_all_faults_are_told_at_once_in_order_of_file_and_line(run: Run, tmp_path: Path) -> None:
    sound(CASES, "{mtpd: 24}", "{mtpd: 26}")(tmp_path)
    table = tmp_path / "policy" / TABLE
    table.write_text(
        table.read_text("utf-8").replace("[later, soon]", "[later, soon, now]"), "utf-8"
    )
    other = tmp_path / "policy" / OTHER
    other.write_text(other.read_text("utf-8").replace("tag: OUR", "tag: OURS"), "utf-8")
    ended = run("policy", "check", tmp_path / "policy", "--json")
    assert ended.code == 1
    told = [(row["where"], row["code"]) for row in ended.json["faults"]]
    assert told == [
        (f"{TABLE}:7", "policy.outcome-unreached"),
        (f"{TABLE}:7", "policy.outcome-without-case"),
        (f"{TABLE}:11", "policy.row-without-case"),
        (f"{CASES}:1", "policy.case-fails"),
        (f"{OTHER}:10", "policy.enum"),
    ]


def test_warnings_alone_are_no_faults(run: Run, tmp_path: Path) -> None:
    more("waterdam/prices.yaml", "kind: parameters/v1\n")(tmp_path)
    ended = run("policy", "check", tmp_path / "policy", "--json")
    assert ended.code == 0
    assert [row["where"] for row in ended.json["warnings"]] == ["waterdam/prices.yaml:1"]


def test_the_folder_of_policy_is_checked_where_none_is_named(run: Run, tmp_path: Path) -> None:
    sound(TABLE, "then: soon", "then: never")(tmp_path)
    assert run("--policy", tmp_path / "policy", "policy", "check").code == 1


@pytest.mark.parametrize("language", ["en", "nl"])
def test_faults_can_be_kept_as_a_table(run: Run, tmp_path: Path, language: str) -> None:
    sound(TABLE, "then: soon", "then: never")(tmp_path)
    file = tmp_path / "faults.csv"
    run("policy", "check", tmp_path / "policy", "--csv", file, "--lang", language)
    (row,) = csv.DictReader(file.read_text("utf-8").splitlines())
    assert (row["where"], row["code"]) == (f"{TABLE}:13", "policy.no-outcome")
    assert row["what"].startswith(
        {"en": "rows[0].then leads to", "nl": "rows[0].then leidt tot"}[language]
    )


@pytest.mark.parametrize("name", ["nergens", "leeg"])
def test_a_folder_that_is_none_is_refused(run: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / "leeg").mkdir()
    assert run("policy", "check", tmp_path / name).code == 3


def test_a_decision_table_is_shown_as_a_person_reads_it(run: Run) -> None:
    answer = run("policy", "show", "service-class", *DAY, "--json").json
    rows = {row["row"]: row for row in answer["rows"]}
    assert len(rows) == 29
    assert rows["F-V"]["conditions"] == (
        "people dead, seriously injured or chronically ill: 1,000 or more"
    )
    assert rows["E-V"]["conditions"].endswith(": EUR 5,000,000,000 or more")
    assert rows["P-K-share"]["conditions"].endswith(": 5 % or more")
    assert rows["P-V"]["conditions"].endswith(
        "1,000,000 or more; highest outcome of the other groups of rows: C or higher"
    )
    assert rows["F-VA"]["outcome"] == "V (A)"
    assert [rows[id]["tag"] for id in ("D-V-process", "F-V", "F-C")] == ["SRC", "MEM", "OUR"]
    assert [rows[id]["number"] for id in ("D-V-process", "K-K")] == [1, 29]
    made = answer["made"]
    assert made["rule"] == "classification/service-class@2026-01-01"
    assert len(made["digest"]) == 12


def test_what_is_published_unverified_or_ours_stands_beside_each_row(run: Run) -> None:
    english = " ".join(run("policy", "show", "service-class", *DAY).out.split())
    assert "2 are published, 7 unverified and 20 our own proposal" in english
    assert "published: Directive" in english
    dutch = " ".join(run("policy", "show", "service-class", *DAY, "--lang", "nl").out.split())
    for word in ("gepubliceerd:", "niet nagekeken:", "voorstel Dijkwacht", "10.000 of meer"):
        assert word in dutch


def test_other_kinds_are_shown_in_their_own_tables(run: Run) -> None:
    def shown(name: str) -> set[str]:
        return set(run("policy", "show", name, *DAY, "--json").json) - {"title", "made", "says"}

    assert shown("outage/ranges") == {"values"}
    assert shown("scenarios/whoa") == {"scenarios", "steps"}
    assert shown("reviews/questionnaire") == {"evidence", "themes", "questions"}
    assert shown("reviews/score") == {"answers", "evidence", "floors"}
    assert shown("sovereignty/framework") == {"items", "answers", "floors"}


def test_a_rule_that_is_not_in_force_is_told_so(run: Run) -> None:
    ended = run("policy", "show", "service-class", "--on", "2020-01-01")
    assert (ended.code, "it begins on 2026-01-01" in " ".join(ended.err.split())) == (12, True)
    assert run("policy", "show", "nobody/knows").code == 12


def test_a_second_edition_says_what_it_corrects(run: Run, tmp_path: Path) -> None:
    sound()(tmp_path)
    first = tmp_path / "policy" / OTHER
    text = first.read_text("utf-8").replace("value: 4", "value: 8")
    corrects = "edition: 2\ncorrects: {nl: een tikfout, en: a slip of the pen}\n"
    first.with_name("2026-01-01.2.yaml").write_text(text + corrects, "utf-8")
    asked = ("--policy", tmp_path / "policy", "policy", "show", "buffers", *DAY)
    assert "Edition 2 corrects: a slip of the pen" in run(*asked).out
    answer = run(*asked, "--json").json
    assert answer["values"][0]["value"] == 8
    assert answer["made"]["rule"] == "waterdam/buffers@2026-01-01.2"


def test_all_rules_are_listed_with_kind_and_version(run: Run) -> None:
    rows = run("policy", "list", *DAY, "--json").json["rules"]
    kinds = {row["rule"]: row["kind"] for row in rows}
    assert kinds["classification/service-class"] == "kind.decision_table"
    assert kinds["reviews/score"] == "kind.score_card"
    assert all(row["version"].startswith(f"{row['rule']}@") for row in rows)
    assert run("policy", "list", "--on", "2020-01-01", "--json").json["rules"] == []

# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The commands about weight: the systemic test of suppliers, and crosswalks of classes."""

import csv
import shutil
from pathlib import Path

from cli.conftest import ROOT, Run

from dijkwacht.cli.weighing import crosswalk, systemic

DAY = ("--on", "2026-11-24")
SECTOR = ROOT / "examples" / "06_systemic"
FINANCIAL = (SECTOR, "--form", "financial", *DAY)


def verdicts(row: dict[str, str]) -> str:
    """The verdicts of 1.1, 1.2, 2.1, 2.2, 4.1, 4.2 and step 1, each by its first letter."""
    keys = ("reach", "weight", "institutions", "infrastructure", "no_alternative", "hard_to_leave")
    return "".join(row[key].removeprefix("verdict.")[0] for key in (*keys, "step_one"))


def test_suppliers_that_meet_step_one_come_first_then_those_of_which_it_is_not_known(
    run: Run,
) -> None:
    rows = run("systemic", *FINANCIAL, "--json").json["systemic"]
    assert [(row["supplier_id"], row["bodies"], verdicts(row)) for row in rows] == [
        ("sup-nimbus-holding", 5, "mmmmnmm"),
        ("sup-zilverlijn-hosting", 5, "mmmmuuu"),
        ("sup-polder-ict", 3, "munmmmn"),
        ("sup-vlonder-betaalverkeer", 1, "nnnnnnn"),
    ]
    assert rows[0]["reach_share"] == 5_000


def test_it_says_that_it_is_of_weight_and_not_of_health_and_by_which_rules(run: Run) -> None:
    answer = run("systemic", *FINANCIAL, "--json").json
    assert answer["says"][0].startswith("This is a test of weight, not of health")
    assert "How the thresholds are known: published." in answer["says"]
    assert any(rule.startswith("systemic/financial-reach@") for rule in answer["made"]["rules"])
    ours = run("systemic", SECTOR, *DAY, "--json").json
    assert "How the thresholds are known: our own proposal." in ours["says"]


def test_a_supplier_is_told_at_each_level(run: Run) -> None:
    answer = run("systemic", "Nimbus Cloud", *FINANCIAL, "--json").json
    levels = [(row["supplier_id"], verdicts(row)) for row in answer["levels"]]
    assert levels == [
        ("sup-nimbus-cloud", "mmmmnnn"),
        ("sup-nimbus-holding", "mmmmnmm"),
        ("sup-nimbus-holding", "mmmmnmm"),
    ]


def test_every_indicator_has_its_figures_threshold_source_and_row(run: Run) -> None:
    rows = run("systemic", "Nimbus Cloud", *FINANCIAL, "--level", "group", "--json").json
    banks = [row for row in rows["indicators"] if row["category"] == "credit-institution"]
    weight = next(row for row in banks if row["indicator"] == "1.2")
    assert (weight["numerator"], weight["denominator"], weight["share"]) == (
        530_000,
        2_400_000,
        2_208,
    )
    assert (weight["threshold"], weight["measure"], weight["tag"]) == (
        ">= 10 %",
        "total-assets",
        "SRC",
    )
    assert weight["source"] == "Delegated Regulation (EU) 2024/1502, indicator 1.2"
    assert weight["rule"].startswith("systemic/financial-weight@2026-01-01 row 1 (")
    assert {row["organisation_id"] for row in rows["bodies"]} == {
        "org-clearing",
        "org-duinbank",
        "org-waterbank",
        "org-zekerheid",
    }


def test_what_is_not_known_says_what_is_missing(run: Run) -> None:
    rows = run("systemic", "sup-zilverlijn-hosting", *FINANCIAL, "--json").json["indicators"]
    missing = {
        (row["indicator"], row["category"]): row["missing"] for row in rows if row["missing"]
    }
    assert missing["4.2", "credit-institution"] == "what some of credit-institution answer"
    assert missing["1.2", "trading-venue"] == (
        "how much there is of total-assets of trading-venue in all"
    )
    assert {row["verdict"] for row in rows if row["missing"]} == {"verdict.unknown"}


def test_the_reason_of_each_body_is_a_way_to_a_critical_service(run: Run) -> None:
    rows = run("systemic", "sup-zilverlijn-hosting", *FINANCIAL, "--json").json["bodies"]
    exchange = next(row for row in rows if row["organisation_id"] == "org-beurs")
    assert exchange["service_id"] == "svc-handel"
    assert exchange["why"] == "Data centre for Nimbus → Clearing"


def test_a_register_without_populations_leaves_shares_unknown(run: Run, tmp_path: Path) -> None:
    bare = shutil.copytree(SECTOR, tmp_path / "bare")
    (bare / "populations.csv").unlink()
    rows = run("systemic", bare, "--form", "financial", *DAY, "--json").json["systemic"]
    # that no systemic bank leans on Polder and Vlonder is known without any share
    assert [verdicts(row) for row in rows] == ["uummnuu", "uummuuu", "uunmuun", "uunnnnn"]


def test_a_register_of_other_bodies_says_that_the_form_does_not_fit(run: Run) -> None:
    answer = run("systemic", *DAY, "--form", "financial", "--json").json
    assert any("is of a kind that this form knows" in said for said in answer["says"])
    assert {verdicts(row)[-1] for row in answer["systemic"]} <= {"n"}


def test_the_file_holds_every_body_of_one_supplier(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "bodies.csv"
    assert run("systemic", "Polder ICT", *FINANCIAL, "--csv", file).code == 0
    with file.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [row["organisation_id"] for row in rows] == ["org-beurs", "org-meerbank", "org-polis"]
    assert [row["no_alternative"] for row in rows] == ["answer.yes", "answer.no", "answer.unknown"]


def test_what_is_no_supplier_is_an_error(run: Run) -> None:
    ended = run("systemic", "Nimbis Cloud", *FINANCIAL)
    assert ended.code != 0
    assert "Nimbus Cloud" in ended.err
    assert run("systemic", "svc-clearing", *FINANCIAL).code == ended.code


def test_nothing_uses_a_supplier_of_nothing_critical(run: Run) -> None:
    answer = run("systemic", "sup-kade-kantoor", *FINANCIAL, "--json").json
    assert answer["bodies"] == answer["indicators"] == []
    assert {verdicts(row) for row in answer["levels"]} == {"n" * 7}


def test_both_languages_on_a_screen(run: Run) -> None:
    english = run("systemic", "Nimbus Cloud", *FINANCIAL).out
    dutch = run("--lang", "nl", "systemic", "Nimbus Cloud", *FINANCIAL).out
    assert "Step 1 is met as corporate group." in english
    assert "Stap 1 is gehaald als concern." in dutch
    assert max(len(line) for line in (english + dutch).splitlines()) <= 80


def test_every_service_in_the_words_of_every_regime(run: Run) -> None:
    answer = run("crosswalk", SECTOR, *DAY, "--json").json
    assert answer["says"][0].startswith("These are our readings")
    rows = {row["service_id"]: row for row in answer["crosswalk"]}
    assert rows["svc-clearing"]["level"] == "C"
    assert rows["svc-clearing"]["fips199"] == "high"
    assert rows["svc-waterbank-intranet"]["dora"] == "not-critical"
    assert [row["level"] for row in answer["crosswalk"]] == [*"CCCCKKKKO"]


def test_one_service_with_the_row_of_each_crosswalk(run: Run) -> None:
    rows = run("crosswalk", SECTOR, *DAY, "--service", "Clearing", "--json").json["readings"]
    found = {row["regime"]: row for row in rows}
    assert found["uk-tier"]["reading"] == "gold"
    assert found["dora"]["rule"].startswith("crosswalk/dora@2026-01-01 row 2 (")
    assert {row["tag"] for row in rows} == {"OUR"}


def test_a_screen_tells_readings_in_the_words_of_its_reader(run: Run) -> None:
    asked = ("crosswalk", SECTOR, *DAY, "--service", "Clearing")
    dutch, english = (" ".join(run(*asked, "--lang", word).out.split()) for word in ("nl", "en"))
    assert "DORA kritiek of belangrijk" in dutch
    assert "UK contracts gold" in english
    every = run("crosswalk", SECTOR, *DAY, "--lang", "nl", "--all").out.partition("Regels:")[0]
    assert "Britse" in every
    assert not any(code in every for code in ("critical-", "mission-", "uk-tier", "nis2-cbw"))


def test_a_class_that_is_provisional_is_marked(run: Run) -> None:
    answer = run("crosswalk", *DAY, "--json").json
    marked = [f"{row['level']}?" for row in answer["crosswalk"] if row["provisional"]]
    assert marked
    assert marked[0] in run("crosswalk", *DAY).out


def test_the_commands_are_what_they_are_called() -> None:
    assert [command.name for command in (systemic, crosswalk)] == ["systemic", "crosswalk"]


def test_a_critical_service_of_nobody_is_told_and_may_be_of_any_organisation(
    run: Run, tmp_path: Path
) -> None:
    bare = shutil.copytree(SECTOR, tmp_path / "bare")
    text = (bare / "services.csv").read_text("utf-8")
    assert ",org-beurs," in text
    (bare / "services.csv").write_text(text.replace(",org-beurs,", ",,"), "utf-8")
    answer = run("systemic", "sup-zilverlijn-hosting", bare, "--form", "financial", *DAY, "--json")
    told = [said for said in answer.json["says"] if "does not say of which organisation" in said]
    assert [said.partition(": ")[2][:2] for said in told] == ["1."]
    nobody = [row for row in answer.json["bodies"] if row["organisation_id"] is None]
    assert [row["service_id"] for row in nobody] == ["svc-handel"]
    assert run("systemic", bare, *DAY, "--form", "financial").code == 0

# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Scenarios on the command line: shipped ones, one's own, by every way to choose what stops."""

from pathlib import Path

import pytest
from cli.conftest import ROOT, Run
from cli.scenario_cases import SCENARIO

DAY = ("--on", "2026-11-24")
ASK = ("outage", "--scenario", "bankruptcy", "--fail", "sup-zilverlijn", *DAY)
NAMES = ("acute", "bankruptcy", "cloud-region", "end-of-product", "long")


def test_an_outage_without_a_scenario_says_nothing_of_scenarios(run: Run) -> None:
    made = run("outage", "--fail", "sup-zilverlijn", *DAY, "--json").json
    assert "profile" not in made
    assert "scenario" not in made["made"]


def test_an_outage_by_a_scenario_names_its_version_and_its_steps(run: Run) -> None:
    answer = run(*ASK, "--json").json
    assert answer["title"] == "What if this happens to Zilverlijn Hosting: Bankruptcy?"
    made = answer["made"]
    assert (made["scenario"], made["variant"]) == ("scenarios/bankruptcy@2026-01-01", "stated")
    assert made["profile"] == [[0, 10_000], [336, 7_500], [672, 5_000], [1008, 0]]
    assert (made["permanent"], made["hours"], made["horizon"]) == (True, None, 4380)
    assert [(row["hour"], row["tag"]) for row in answer["profile"]] == [
        *((0, "SEC"), (336, "OUR"), (672, "OUR"), (1008, "OUR")),
    ]
    assert any("scenarios/bankruptcy@2026-01-01" in line for line in answer["says"])
    lost = {row["service_id"]: row["lost_at"] for row in answer["lost"]}
    # benefits need 80 % of the log-in and can do 48 hours without: 336 + 48
    assert lost["svc-uitkeringen"] == 384


def test_the_last_table_is_still_that_of_the_lost_services(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "lost.csv"
    assert run(*ASK, "--csv", file).code == 0
    assert file.read_text("utf-8").startswith("service,")


def test_variants_run_faster_or_slower(run: Run) -> None:
    first = {}
    for variant in ("acute", "stated", "long"):
        lost = run(*ASK, "--variant", variant, "--json").json["lost"]
        first[variant] = min(row["lost_at"] for row in lost)
    assert first == {"acute": 24, "stated": 384, "long": 1056}


def test_a_horizon_and_permanence_of_ones_own_go_before_those_of_the_scenario(run: Run) -> None:
    asked = ("outage", "--scenario", "long", "--fail", "sup-nimbus", *DAY, "--json")
    assert run(*asked).json["made"]["permanent"] is False
    made = run(*asked, "--permanent", "--horizon", "100").json["made"]
    assert (made["permanent"], made["horizon"]) == (True, 100)


@pytest.mark.parametrize("language", ["en", "nl"])
def test_scenarios_are_listed_and_shown_step_by_step(run: Run, language: str) -> None:
    listed = run("scenarios", *DAY, "--lang", language, "--json").json
    names = [row["scenario"] for row in listed["scenarios"]]
    assert names == [*NAMES, "ransomware", "sanction", "surseance", "whoa"]
    assert "steps" not in listed
    permanent = {row["scenario"]: row["permanent"] for row in listed["scenarios"]}
    assert (permanent["bankruptcy"], permanent["ransomware"]) == (True, False)
    assert "replacement" not in listed["scenarios"][0]
    one = run("scenarios", "whoa", *DAY, "--lang", language, "--json").json
    assert [row["scenario"] for row in one["scenarios"]] == ["whoa"]
    assert {row["variant"] for row in one["steps"]} == {"stated", "acute", "long"}
    assert {"MEM", "SEC"} <= {row["tag"] for row in one["steps"]}
    word = {"en": "unverified", "nl": "niet nagekeken"}[language]
    assert any(row["known"] == word for row in one["steps"])


def test_a_ranking_and_an_explanation_take_a_scenario(run: Run) -> None:
    ranked = run("rank", "--scenario", "bankruptcy", *DAY, "--json").json
    assert ranked["title"] == "What if this happened to each of these suppliers: Bankruptcy?"
    assert ranked["made"]["scenario"] == "scenarios/bankruptcy@2026-01-01"
    first = ranked["ranking"][0]
    assert (first["supplier_id"], first["services_336"], first["services_4320"]) == (
        *("sup-zilverlijn", 0),
        6,
    )
    why = run("explain", "svc-uitkeringen", *ASK[1:], "--json").json
    assert why["path"][0]["hour"] == 336
    assert why["path"][-1]["hour"] == 384


def test_a_ranking_beyond_half_a_year_counts_to_its_end(run: Run) -> None:
    ranked = run("rank", "--scenario", "end-of-product", *DAY, "--json").json["ranking"]
    assert (ranked[0]["services_4320"], ranked[0]["services_8760"]) == (0, 8)


def test_a_scenario_that_is_not_about_suppliers_ranks_none(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "own.yaml"
    file.write_text(SCENARIO.replace("[supplier]", "[system]"), "utf-8")
    ended = run("rank", "--scenario", file, *DAY)
    assert (ended.code, "is not about supplier:" in ended.err) == (2, True)


def test_a_scenario_of_ones_own_may_say_itself_what_fails(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "brand.yml"
    chosen = SCENARIO.replace("[supplier]", "[supplier, system]")
    file.write_text(
        chosen + "fails: {groups: [Nimbus Cloud], facilities: [sys-datacentrum]}\n", "utf-8"
    )
    answer = run("outage", "--scenario", file, *DAY, "--json").json
    assert answer["made"]["fail"] == [
        "system:sys-datacentrum",
        *("supplier:sup-nimbus", "supplier:sup-nimbus-holding", "supplier:sup-nimbus-werkplek"),
    ]
    assert answer["made"]["scenario"] == "brand@2026-01-01"
    assert len(answer["made"]["scenario_digest"]) == 12
    more = run("outage", "--scenario", file, "--fail", "sup-meent", *DAY, "--json").json
    assert "supplier:sup-meent" in more["made"]["fail"]


def test_a_scenario_of_ones_own_can_be_looked_at_before_it_is_used(
    run: Run, tmp_path: Path
) -> None:
    file = tmp_path / "brand.yaml"
    file.write_text(SCENARIO, "utf-8")
    shown = run("scenarios", file, *DAY, "--json").json
    told = [(row["hour"], row["happens"]) for row in shown["steps"]]
    assert told == [(0, "Gone."), (48, "Back.")]
    file.write_text(SCENARIO.replace("hour: 48", "hour: 0"), "utf-8")
    assert run("scenarios", file, *DAY).code == 3


def test_a_policy_folder_of_ones_own_has_scenarios_of_its_own(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "policy"
    file = folder / "scenarios" / "brand" / "2026-01-01.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(SCENARIO, "utf-8")
    listed = run("--policy", folder, "scenarios", *DAY, "--json").json
    assert [row["scenario"] for row in listed["scenarios"]] == ["brand"]


def test_what_stops_is_chosen_by_country_facility_and_technology(run: Run) -> None:
    def failing(*choice: str) -> list[str]:
        return list(run("outage", *choice, *DAY, "--json").json["made"]["fail"])

    assert len(failing("--control", "NL")) == 9
    assert len(failing("--country", "nl")) == 18
    assert failing("--facility", "sys-datacentrum") == ["system:sys-datacentrum"]
    assert failing("--technology", "Northern power grid") == ["system:sys-stroom"]
    assert failing("--technology", "sys-stroom", "--facility", "Datacentrum Oost") == [
        "system:sys-datacentrum",
        "system:sys-stroom",
    ]


def test_suppliers_of_unknown_country_are_counted_in_the_answer(run: Run) -> None:
    said = run("outage", "--control", "NL", *DAY, "--json").json["says"]
    assert (
        "Suppliers of which the country of control is unknown: 1; they were not selected." in said
    )


STOP = ("outage", "--fail", "sup-zilverlijn", "--hours", "72", *DAY)


@pytest.mark.parametrize(
    ("start", "benefits"),
    [
        ("2026-11-20", 2_976_000),  # lost in the payment days: 240,000 x 31 h x 40 %
        ("2026-11-20T00", 2_976_000),
        ("2026-11-24T00", 297_600),  # outside them a tenth of the users is there
        # lost from 48 to 79: the 23rd from 12 h on counts in full for 12 h, the other 19 h a tenth
        ("2026-11-21T12", 240_000 * (12 * 10 + 19) * 4 // 100),
    ],
)
def test_a_start_lets_the_calendars_of_use_count(run: Run, start: str, benefits: int) -> None:
    answer = run(*STOP, "--start", start, "--json").json
    lost = {row["service_id"]: row for row in answer["lost"]}
    assert lost["svc-uitkeringen"]["person_hours"] == benefits
    assert (lost["svc-uitkeringen"]["lost_at"], lost["svc-uitkeringen"]["persons"]) == (48, 240_000)
    assert answer["made"]["start"] == (start if "T" in start else f"{start}T00")
    assert any("local time" in line for line in answer["says"])


def test_which_unknown_values_matter_most_is_told_where_that_is_asked(run: Run) -> None:
    answer = run(*STOP, "--sensitivity", "--json").json
    rows = answer["sensitivity"]
    assert (rows[0]["assumption"], rows[-1]["assumption"]) == (
        "share of a degrading requirement",
        "all together",
    )
    assert {row["person_hours"] for row in rows} == {11_276_600}
    assert rows[0]["person_hours_optimistic"] < 11_276_600 <= rows[-1]["person_hours_pessimistic"]
    assert "sensitivity" not in run(*STOP, "--json").json


def test_without_a_start_calendars_are_told_and_do_not_count(run: Run) -> None:
    answer = run(*STOP, "--json").json
    assert answer["made"]["person_hours"] == 11_276_600
    assert "start" not in answer["made"]
    assert sum("--start" in line for line in answer["says"]) == 1


@pytest.mark.parametrize(
    "start", ["tomorrow", "2026-03-01T24", "2026-02-30", "2026-03-01T09:30", "20260301", "2026-W10"]
)
def test_what_is_no_day_and_hour_is_refused(run: Run, start: str) -> None:
    ended = run(*STOP, "--start", start)
    assert ended.code == 2
    told = " ".join(ended.err.split())
    assert f"{start} is not a day and hour: write it as 2026-06-30T09." in told


def test_the_scenario_file_of_the_manual_works(run: Run, tmp_path: Path) -> None:
    page = (ROOT / "docs" / "how-to" / "use-a-scenario.md").read_text("utf-8")
    file = tmp_path / "fire-in-east.yaml"
    file.write_text(page.split("```yaml\n")[1].partition("```")[0], "utf-8")
    answer = run("outage", "--scenario", file, *DAY, "--json").json
    assert answer["made"]["fail"] == ["system:sys-datacentrum"]
    assert answer["title"] == "What if this happens to East data centre: Fire in East?"


def test_the_worked_example_of_the_manual_is_what_the_program_says(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every answer on the page stands behind its command."""
    monkeypatch.chdir(ROOT)
    page = (ROOT / "docs" / "how-to" / "use-a-scenario.md").read_text("utf-8")
    blocks = [part.partition("```")[0] for part in page.split("```text\n")[1:]]
    assert len(blocks) >= 3
    for block in blocks:
        command, _, told = block.partition("\n")
        ended = run(*command.removeprefix("$ ./run ").split())
        lines = [line.rstrip() for line in ended.out.splitlines()]
        for part in told.split("…\n"):
            wanted = part.rstrip("\n").split("\n")
            assert any(lines[at : at + len(wanted)] == wanted for at in range(len(lines))), (
                f"{command}: {wanted[0]}"
            )

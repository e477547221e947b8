# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The commands about cover: all services, one of them, shared places, and obligations."""

from pathlib import Path
from typing import Any

import pytest
from cli.conftest import Run
from cli.covering_world import made

from dijkwacht.cli.covering import coverage, obligations

DAY = ("--on", "2026-06-01")


@pytest.fixture
def world(tmp_path: Path) -> Path:
    """A small state."""
    return made(tmp_path / "state")


def by(rows: list[dict[str, Any]], key: str) -> dict[str, dict[str, Any]]:
    """The rows by one of their columns."""
    return {row[key]: row for row in rows}


def test_every_service_has_its_cover_declared_and_proven(run: Run, world: Path) -> None:
    answer = run("coverage", world, *DAY, "--json").json
    rows = by(answer["coverage"], "service_id")
    pension = rows["svc-pensioen"]
    assert (pension["class_code"], pension["mtpd"], pension["horizon"]) == ("V/T1", 4, 4_320)
    assert pension["declared_share"] == pension["proven_share"] == 1_440 * 10_000 // 4_316
    assert (pension["proven_first_gap"], pension["proven_longest_at"]) == (4, 1_680)
    assert (pension["proven_longest_gap"], pension["proven_gap_hours"]) == (2_640, 2_876)
    assert pension["required"] == "cover.yes"
    parking = rows["svc-parkeren"]
    assert (parking["required"], parking["declared_share"]) == ("cover.no", None)
    assert (parking["mtpd"], parking["proven_gap_hours"]) == (None, None)
    assert "Cover is required of 1 of 2 services." in answer["says"][2]
    assert any(rule.startswith("fallback/coverage@") for rule in answer["made"]["rules"])


def test_one_service_shows_both_lines_and_why_each_option_counts(run: Run, world: Path) -> None:
    answer = run("coverage", world, *DAY, "--explain", "Pensioen", "--json").json
    assert [
        (row["from_hour"], row["until_hour"], row["declared_level"]) for row in answer["spans"]
    ] == [
        (0, 4, 0),
        (4, 24, 0),
        (24, 240, 4_000),
        (240, 1_680, 7_000),
        (1_680, 4_320, 0),
    ]
    assert [row["short"] for row in answer["spans"]] == ["", *["short.both"] * 2, "", "short.both"]
    options = by(answer["options"], "fallback_id")
    assert options["fal-papier"]["counts_proven"] == "counts.yes"
    sister = options["fal-zusterbedrijf"]
    assert (sister["counts_declared"], sister["counts_proven"]) == ("counts.dependent",) * 2
    assert sister["because"] == (
        "Both hang on the group of Wolkenkoepel: Zusterbedrijf → Uitwijkplek → Polder ICT; "
        "and Pensioen → Hosting → Nimbus."
    )
    assert options["fal-noodbalie"]["because"] == "They hang on nothing together."
    proven = next(says for says in answer["says"] if says.startswith("Proven:"))
    assert proven.endswith("Gaps: 4 h - 10 d, 70 d - 180 d.")


def test_the_screen_shows_bars(run: Run, world: Path) -> None:
    said = run("coverage", world, *DAY, "--explain", "svc-pensioen").out
    assert "#######..." in said and ".........." in said


def test_shared_places_are_divided_by_class(run: Run, world: Path) -> None:
    answer = run("coverage", world, *DAY, "--shared", "--json").json
    (place,) = answer["places"]
    assert (place["claimed"], place["capacity"], place["claimed_share"]) == (160, 100, 16_000)
    assert (place["over"], place["empty_handed"]) == ("over.yes", 0)
    assert [(row["class_letter"], row["claim"], row["gets"]) for row in answer["shares"]] == [
        ("V", 80, 80),
        ("O", 80, 20),
    ]


def test_obligations_say_what_is_missing_and_by_which_rule(run: Run, world: Path) -> None:
    answer = run("obligations", world, *DAY, "--json").json
    rows = {(row["service_id"], row["obligation"]): row for row in answer["missing"]}
    gap = rows["svc-pensioen", "obligation.no-gap"]
    assert (gap["status"], gap["because_code"], gap["value"]) == (
        "status.not-met",
        "gap",
        "2,876 h",
    )
    assert gap["rule"].startswith("obligations/recovery@2026-01-01 no_gap (")
    assert ("svc-pensioen", "obligation.rto") not in rows
    assert ("svc-pensioen", "obligation.functional-test") not in rows
    assert ("svc-pensioen", "obligation.fallbacks-independent") not in rows
    chain = rows["svc-pensioen", "obligation.chain"]
    assert (chain["status"], chain["threshold"]) == ("status.unknown", "to the end")
    review = rows["svc-parkeren", "obligation.class-review"]
    assert review["rule"].startswith("classification/validity@2026-01-01 O (")
    bodies = by(answer["organisations"], "organisation_id")
    assert bodies["org-gemeente-duinwijk"]["services"] == 1
    assert sum(row["not_met"] + row["unknown"] for row in bodies.values()) == len(rows)


def test_obligations_of_one_organisation_by_name_or_id(run: Run, world: Path) -> None:
    answers = [
        run("obligations", world, *DAY, "--organisation", name, "--json").json
        for name in ("gemeente duinwijk", "org-gemeente-duinwijk")
    ]
    assert answers[0] == answers[1]
    assert {row["service_id"] for row in answers[0]["missing"]} == {"svc-parkeren"}


def test_an_organisation_that_is_not_there_is_refused(run: Run, world: Path) -> None:
    ended = run("obligations", world, *DAY, "--organisation", "Atlantis")
    assert (ended.code, ended.out) == (4, "")
    assert "There is no organisation Atlantis" in ended.err


def test_a_name_that_two_organisations_bear_is_refused_with_their_ids(
    run: Run, world: Path
) -> None:
    file = world / "organisations.csv"
    text = file.read_text("utf-8")
    file.write_text(text.replace("Gemeente Duinwijk", "Gemeente Waterdam"), "utf-8")
    ended = run("obligations", world, *DAY, "--organisation", "Gemeente Waterdam")
    assert ended.code == 4
    assert "org-gemeente-duinwijk, org-gemeente-waterdam" in " ".join(ended.err.split())


def test_one_question_at_a_time(run: Run, world: Path) -> None:
    ended = run("coverage", world, "--shared", "--explain", "svc-pensioen")
    assert (ended.code, ended.out) == (2, "")
    assert "Ask one thing at a time" in ended.err


def test_what_is_no_service_is_refused(run: Run, world: Path) -> None:
    ended = run("coverage", world, *DAY, "--explain", "Nimbus")
    assert ended.code == 4
    assert "not a service" in ended.err


def test_a_day_without_rules_is_refused(run: Run, world: Path) -> None:
    assert run("coverage", world, "--on", "2020-01-01").code == 12
    assert run("obligations", world, "--on", "2020-01-01").code == 12


def test_dutch_is_dutch(run: Run, world: Path) -> None:
    said = run("coverage", world, *DAY, "--lang", "nl").out
    assert "Dekking is vereist van 1 van 2 diensten." in " ".join(said.split())
    said = run("obligations", world, *DAY, "--lang", "nl").out
    assert "Niet voldaan" in said


def test_the_commands_have_their_names() -> None:
    assert (coverage.name, obligations.name) == ("coverage", "obligations")

# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What answers say beside their figures: no forecast of anybody, no code for a word."""

import os
import subprocess
from pathlib import Path

import pytest
from cli.conftest import Run, environment, program

DAY = ("--on", "2026-11-24")
FAIL = ("--fail", "sup-zilverlijn")
ASKED = {
    "an outage": ("outage", *FAIL),
    "an outage of nothing": ("outage", "--fail", "sup-vlonder"),
    "an explanation": ("explain", "svc-uitkeringen", *FAIL),
    "an explanation of what holds": ("explain", "svc-noodnummer", *FAIL),
    "a ranking": ("rank",),
    "weaknesses": ("weaknesses", "svc-paspoorten"),
    "fuses": ("fuses",),
}
NO_FORECAST = {
    "en": "This is a question, not a forecast.",
    "nl": "Dit is een vraag, geen voorspelling.",
}


def one_line(text: str) -> str:
    """The text as if the screen were wide."""
    return " ".join(text.split())


@pytest.mark.parametrize("asked", ASKED)
@pytest.mark.parametrize("language", NO_FORECAST)
def test_an_answer_by_a_scenario_begins_with_what_it_is_not(
    run: Run, asked: str, language: str
) -> None:
    told = (*ASKED[asked], *DAY, "--lang", language)
    ended = run(*told, "--scenario", "bankruptcy")
    assert ended.code == 0
    assert ended.out.splitlines()[1] == NO_FORECAST[language]
    assert NO_FORECAST[language] not in run(*told).out


def test_the_steps_of_a_scenario_are_told_as_what_would_happen(run: Run) -> None:
    shown = one_line(run("outage", *FAIL, *DAY, "--scenario", "bankruptcy").out)
    assert "What would happen in this scenario, step by step (stated)" in shown
    shown = one_line(run("scenarios", "bankruptcy", *DAY).out)
    assert "Bankruptcy: what would happen, step by step" in shown


@pytest.mark.parametrize(
    ("language", "listed"),
    [
        ("en", "(minimum of a service 1; restart time 1; share of a degrading requirement 1; "),
        ("nl", "(ondergrens van een dienst 1; opstarttijd 1; "),
    ],
)
def test_what_was_assumed_is_told_in_words(run: Run, language: str, listed: str) -> None:
    said = run("outage", *FAIL, *DAY, "--json", "--lang", language).json["says"]
    assert any(listed in line for line in said)


def test_how_many_scenarios_are_in_force_is_not_told_of_one_that_was_named(run: Run) -> None:
    assert "Scenarios in force on 2026-11-24: 9." in run("scenarios", *DAY).out
    one = run("scenarios", "bankruptcy", *DAY).out
    assert "in force" not in one
    assert "Hours count from the first event." in one


@pytest.mark.parametrize("option", ["--csv", "--levels"])
def test_a_file_that_cannot_be_made_is_refused_before_anything_is_computed(
    run: Run, tmp_path: Path, option: str
) -> None:
    there = tmp_path / "there.csv"
    there.write_text("kept", "utf-8")
    for file in (there, tmp_path / "nowhere" / "new.csv"):
        ended = run("outage", *FAIL, *DAY, option, file)
        assert (ended.code, ended.out) == (3, "")
        assert file.name in ended.err.replace("\n", "")
    assert there.read_text("utf-8") == "kept"


def test_a_reader_who_leaves_early_still_has_the_file(tmp_path: Path) -> None:
    file = tmp_path / "lost.csv"
    asked = program("rank", *DAY, "--csv", file)
    reading, writing = os.pipe()
    os.close(reading)
    ended = subprocess.run(asked, env=environment(), stdout=writing, check=False)
    os.close(writing)
    assert ended.returncode == 0
    assert file.read_text("utf-8").startswith("place,supplier,")


def test_a_supplier_without_a_known_group_is_told_to_stop_alone(run: Run) -> None:
    told = "The register knows no group of Zilverlijn Hosting; it stops alone."
    assert told in run("outage", *FAIL, "--group", *DAY, "--json").json["says"]
    assert told not in run("outage", *FAIL, *DAY, "--json").json["says"]
    nimbus = run("outage", "--fail", "sup-nimbus", "--group", *DAY, "--json").json["says"]
    assert not any("knows no group" in line for line in nimbus)


@pytest.mark.parametrize(
    ("language", "says"), [("en", "abc is not a whole number"), ("nl", "abc is geen heel getal")]
)
@pytest.mark.parametrize("asked", [("outage", *FAIL, "--hours"), ("rank", "--top")])
def test_what_is_no_number_is_told_without_the_words_of_a_library(
    run: Run, asked: tuple[str, ...], language: str, says: str
) -> None:
    ended = run(*asked, "abc", "--lang", language)
    assert (ended.code, ended.out) == (2, "")
    assert says in one_line(ended.err)


def test_the_next_commands_of_the_tour_speak_the_language_of_the_tour(run: Run) -> None:
    dutch = run("tour", "--lang", "nl").out.partition("Probeer hierna:")[2]
    commands = [line for line in dutch.splitlines() if "./run" in line]
    assert len(commands) > 4
    assert all("./run --lang nl " in line for line in commands[:-1])
    assert "/tmp" not in dutch


@pytest.mark.parametrize("language", ["en", "nl"])
def test_eighty_columns_break_no_word_of_the_shortest_fuses(run: Run, language: str) -> None:
    asked = ("fuses", *DAY, "--lang", language)
    services = [row["what"] for row in run(*asked, "--json").json["fuses"]]
    shown = run(*asked).out.split()
    assert {word for name in services for word in name.split()} <= set(shown)

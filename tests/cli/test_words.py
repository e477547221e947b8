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

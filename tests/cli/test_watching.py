# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The night watch as a command: feeds in, a bulletin out, and nothing different the second time."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from cli.conftest import Run

from dijkwacht import verbs
from dijkwacht.cli.watching import watch

HEAD = "kind,observed_on,name,scheme,value,country,entry,link,said,ends_on\n"
WARNED = f"{HEAD}profit-warning,2026-09-14,Polder ICT,supplier,sup-polder,NL,e1,,lower results,\n"
DAY = ("--on", "2026-09-14")


@pytest.fixture
def world(tmp_path: Path) -> Path:
    """The example, and a feed of events."""
    shutil.copytree(verbs.examples() / "01_waterdam", tmp_path / "state")
    events = tmp_path / "feeds" / "events"
    events.mkdir(parents=True)
    (events / "september.csv").write_text(WARNED, "utf-8")
    return tmp_path


def rows(answer: dict[str, Any], table: str) -> dict[str, dict[str, Any]]:
    """The rows of a table of the bulletin by supplier."""
    return {row["supplier_id"]: row for row in answer[table]}


def test_what_a_feed_tells_today_is_in_the_bulletin_of_today(run: Run, world: Path) -> None:
    answer = run("watch", world / "state", "--feeds", world / "feeds", *DAY, "--json").json
    polder = rows(answer, "rose")["sup-polder"]
    assert (polder["was"], polder["level_now"], polder["hangs"]) == (
        "level.unknown",
        "level.2",
        "C",
    )
    assert "Profit warning" in polder["signals"]
    assert [feed["feed"] for feed in answer["feeds"]] == ["events"]
    assert rows(answer, "alerts")["sup-polder"]["cause_code"] == "profit-warning"


def test_the_same_night_again_is_the_same_and_files_lie_in_one_folder(
    run: Run, world: Path
) -> None:
    asked = ("watch", world / "state", "--feeds", world / "feeds", *DAY)
    first = run(*asked).out
    kept = {
        file: file.read_bytes()
        for file in (world / "state-watch").rglob("*.*")
        if file.is_file() and not file.name.startswith(".")
    }
    assert run(*asked).out == first
    assert {file: file.read_bytes() for file in kept} == kept
    names = sorted(file.name for file in (world / "state-watch" / "bulletins").iterdir())
    languages = ("en", "nl")
    assert names == sorted(
        f"2026-09-14.{language}.{end}" for language in languages for end in ("txt", "html", "json")
    )
    told = json.loads((world / "state-watch" / "bulletins" / "2026-09-14.nl.json").read_text())
    assert told["title"] == "Wacht van 2026-09-14"


def test_nights_that_were_missed_are_made(run: Run, world: Path) -> None:
    run("watch", world / "state", "--feeds", world / "feeds", *DAY)
    run("watch", world / "state", "--feeds", world / "feeds", "--on", "2026-09-18")
    nights = sorted(file.name for file in (world / "state-watch" / "nights").glob("*.night"))
    assert nights == [f"2026-09-{day}.night" for day in range(14, 19)]


def test_a_feed_that_is_half_written_is_told_and_what_it_said_still_holds(
    run: Run, world: Path
) -> None:
    asked = ("watch", world / "state", "--feeds", world / "feeds")
    run(*asked, *DAY)
    file = world / "feeds" / "events" / "september.csv"
    file.write_text(file.read_text("utf-8")[:-9], "utf-8")
    after = run(*asked, "--on", "2026-09-15", "--json")
    assert [feed["feed_state"] for feed in after.json["feeds"]] == ["code.reading-state.broken"]
    assert "sup-polder" in rows(after.json, "alerts")


def test_no_keep_leaves_nothing_behind(run: Run, world: Path) -> None:
    before = sorted(world.rglob("*"))
    assert (
        "Polder ICT"
        in run("watch", world / "state", "--feeds", world / "feeds", *DAY, "--no-keep").out
    )
    assert sorted(world.rglob("*")) == before


def test_fetching_needs_a_folder(run: Run, world: Path) -> None:
    answer = run("watch", world / "state", "--fetch", *DAY)
    assert answer.code == 2
    assert "--feeds" in answer.err
    assert watch.name == "watch"

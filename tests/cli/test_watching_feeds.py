# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The commands that read feeds and decide about names."""

from pathlib import Path

import pytest
from cli.conftest import Run
from feeding import DAY, KVK, Desk, catalogue, firms, table, vulnerability

from dijkwacht.base.errors import ExitCode
from dijkwacht.cli.commands import dijkwacht
from dijkwacht.cli.watching_feeds import feeds, matches
from dijkwacht.register.tables import write_tables
from dijkwacht.rules.rulebook import Rulebook

ON = ("--on", "2026-06-01")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A register on disk, and two feeds."""
    write_tables(firms(), tmp_path / "register")
    made = Desk(tmp_path, Rulebook.read().on(DAY), firms())
    made.lay(
        "kev/a.json", catalogue(vulnerability(1, "Zilverlijn"), vulnerability(2, "Polder ICT"))
    )
    made.lay("events.csv", table(f"payment-default,2026-05-02,,kvk,{KVK},NL,,,,"))
    return made


def where(desk: Desk) -> tuple[object, ...]:
    return (desk.folder / "register", "--state", desk.state, *ON)


def test_both_commands_are_commands_of_the_program() -> None:
    assert {feeds.name, matches.name} <= set(dijkwacht.commands)


def test_feeds_are_read_and_shown(run: Run, desk: Desk) -> None:
    ended = run("feeds", *where(desk), "--feeds", desk.folder / "feeds", "--json")
    assert ended.code == ExitCode.DONE
    states = {row["feed"]: row["reading_state"] for row in ended.json["feeds"]}
    assert (states["kev"], states["nvd"]) == (
        "code.reading-state.good",
        "code.reading-state.absent",
    )
    assert ended.json["says"][0].startswith("3 observations of 2 suppliers hold; 1 names wait")


def test_a_broken_feed_gives_exit_code_one_and_says_where(run: Run, desk: Desk) -> None:
    desk.lay("kev/b.json", b"{")
    ended = run("feeds", *where(desk), "--feeds", desk.folder / "feeds")
    assert ended.code == ExitCode.FAULTS_FOUND
    assert "kev/b.json" in ended.out
    assert "broken" in ended.out


def test_a_name_waits_until_somebody_decides(run: Run, desk: Desk) -> None:
    run("feeds", *where(desk), "--feeds", desk.folder / "feeds")
    (row,) = run("matches", *where(desk), "--json").json["matches"]
    assert (row["named"], row["supplier_id"]) == ("Polder ICT", "sup-polder-ict")
    decide = ("--decide", row["match"], "--as", "same", "--by", "Roos", "--reason", "Their product")
    assert run("matches", *where(desk), *decide).code == ExitCode.DONE
    assert run("matches", *where(desk), "--json").json["matches"] == []
    ended = run("feeds", *where(desk), "--json")
    assert ended.json["says"][0].startswith("3 observations of 3 suppliers hold; 0 names wait")
    again = run("matches", *where(desk), *decide)
    assert again.code == ExitCode.NOT_IN_REGISTER


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("feeds", "--fetch"), "--feeds"),
        (("matches",), "--state"),
    ],
)
def test_what_is_missing_is_asked_for(run: Run, arguments: tuple[str, ...], says: str) -> None:
    ended = run(*arguments)
    assert ended.code == ExitCode.WRONG_COMMAND
    assert f"This needs {says}." in ended.err


def test_who_decides_and_why_must_be_said(run: Run, desk: Desk) -> None:
    ended = run("matches", *where(desk), "--decide", "mat-1", "--as", "same", "--by", "Roos")
    assert (ended.code, "--reason" in ended.err) == (ExitCode.WRONG_COMMAND, True)


def test_a_fictional_year_is_generated(run: Run, tmp_path: Path) -> None:
    into = tmp_path / "state"
    size = ("--organisations", "5", "--seed", "1", "--on", "2026-01-01")
    assert run("generate", *size, "--events", "2026-01-01", "--into", into).code == ExitCode.DONE
    for name in ("statements", "observations", "readings"):
        assert (into / f"{name}.csv").exists()
    assert run("check", into, *ON).code == ExitCode.DONE

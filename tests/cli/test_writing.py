# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The commands that write, or show what they would write: generate, export, load, plan."""

import gzip
import json
import re
from pathlib import Path

import pytest
from cli.conftest import ROOT, Ended, Run

EXAMPLE = ROOT / "examples" / "01_waterdam"
DAY = ("--on", "2026-11-24")
TOWN = {"name": "Waterdam", "domain": "waterdam.nl", "mx": ["mx1.example.org"]}


def register(folder: Path, *suppliers: str) -> Path:
    """A register of suppliers of one source."""
    folder.mkdir()
    rows = "".join(f"{line},bron\n" for line in suppliers)
    (folder / "suppliers.csv").write_text(f"id,name,source\n{rows}", "utf-8")
    return folder


def checksum(ended: Ended) -> str:
    """The checksum that a plan shows."""
    found = re.search(r"--apply (\w+)", " ".join(ended.out.split()))
    assert found, ended.out
    return found[1]


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_what_is_exported_is_read_back_as_the_same(form: str, run: Run, tmp_path: Path) -> None:
    out = run("export", EXAMPLE, "--history", "--into", tmp_path / "state", "--format", form)
    assert out.code == 0
    assert "Tables written to" in out.out
    ended = run("plan", EXAMPLE, tmp_path / "state", *DAY)
    assert "Nothing changes." in ended.out
    assert {file.suffix for file in (tmp_path / "state").iterdir()} == {f".{form}"}


def test_an_export_of_one_day_holds_what_is_true_on_that_day(run: Run, tmp_path: Path) -> None:
    run("export", EXAMPLE, "--into", tmp_path / "state", *DAY)
    kept = (tmp_path / "state" / "services.csv").read_text("utf-8")
    assert "svc-paspoorten" in kept
    assert "svc-bibliotheek" not in kept  # begins in 2027


def test_a_generated_state_is_told_and_can_be_ranked(run: Run, tmp_path: Path) -> None:
    state = tmp_path / "state"
    made = run("generate", "--organisations", "5", "--seed", "7", "--into", state, *DAY)
    assert made.code == 0
    told = (line.split(": ") for line in made.out.splitlines())
    counts = {words[0]: words[1] for words in told if len(words) == 2}
    lines = (state / "services.csv").read_text("utf-8").splitlines()
    assert counts["services"] == f"{len(lines) - 1:,}"
    assert f"dijkwacht rank {state}" in " ".join(made.out.split()).replace("/ ", "/")
    assert run("rank", state, "--top", "3", *DAY).code == 0
    run("generate", "--organisations", "5", "--seed", "7", "--into", tmp_path / "again", *DAY)
    for file in state.iterdir():
        assert file.read_bytes() == (tmp_path / "again" / file.name).read_bytes(), file.name


def test_load_shows_a_plan_and_writes_exactly_that(run: Run, tmp_path: Path) -> None:
    store = tmp_path / "store"
    source = register(tmp_path / "in", "sup-1,Nimbus", "sup-2,Polder ICT")
    shown = run("load", "tables", source, "--into", store, *DAY)
    assert (shown.code, store.exists()) == (0, False)
    written = run("load", "tables", source, "--into", store, *DAY, "--apply", checksum(shown))
    assert (written.code, written.out.splitlines()[0]) == (0, "Plan, written")
    assert "Written as revision 1." in written.out
    assert "Nothing changes." in run("load", "tables", source, "--into", store, *DAY).out
    assert run("check", store, *DAY, "--json").json["made"]["revision"] == 1


def test_a_plan_gives_its_counts_to_programs(run: Run, tmp_path: Path) -> None:
    old = register(tmp_path / "old", "sup-1,Nimbus", "sup-2,Polder ICT")
    new = register(tmp_path / "new", "sup-1,Nimbus Cloud", "sup-3,Terp")
    ended = run("plan", old, new, *DAY, "--json")
    assert ended.json["tables"] == [
        {"table": "suppliers", "held": 2, "new": 1, "changed": 1, "ended": 1, "refused": 0}
    ]
    assert re.fullmatch(r"[0-9a-f]{12}", ended.json["made"]["checksum"])
    kept = run("plan", old, new, *DAY, "--json", "--ends", "nothing").json["tables"]
    assert [row["ended"] for row in kept] == [0]


def test_a_row_that_cannot_be_used_is_refused_with_its_reason(run: Run, tmp_path: Path) -> None:
    source = register(tmp_path / "in", "sup-1,Nimbus")
    (source / "contracts.csv").write_text("id,supplier_id\ncon-1,sup-9\ncon-2,sup-1\n", "utf-8")
    ended = run("load", "tables", source, "--into", tmp_path / "store", *DAY, "--json")
    assert ended.code == 1
    (refused,) = ended.json["refused_rows"]
    assert (refused["where"], refused["what"]) == (
        "contracts con-1 supplier_id",
        "There is no sup-9 in suppliers.",
    )
    rows = {row["table"]: (row["new"], row["refused"]) for row in ended.json["tables"]}
    assert rows == {"suppliers": (1, 0), "contracts": (1, 1)}


@pytest.mark.parametrize("later", ["Nimbus Cloud", "Nimbus"])
def test_a_source_that_splits_a_period_is_written_as_it_says(
    later: str, run: Run, tmp_path: Path
) -> None:
    """The source says until when the old name held, and since when the new one."""
    header, source = "id,valid_from,valid_until,name,source\n", tmp_path / "in"
    old = "sup-1,2026-01-01,,Nimbus,bron\n"
    split = f"sup-1,2026-01-01,2026-04-01,Nimbus,bron\nsup-1,2026-04-01,,{later},bron\n"
    source.mkdir()
    load = ("load", "tables", source, "--into", tmp_path / "store", *DAY)
    for text in (old, split):
        (source / "suppliers.csv").write_text(header + text, "utf-8")
        run(*load, "--apply", checksum(run(*load)))
    answer = run("check", tmp_path / "store", *DAY, "--json").json
    assert "faults" not in answer
    assert answer["rows"] == [{"table": "suppliers", "rows": 1}]


def test_a_plan_that_touches_too_much_must_be_meant(run: Run, tmp_path: Path) -> None:
    many = [f"sup-{number},Leverancier {number}" for number in range(60)]
    source, store = register(tmp_path / "in", *many), tmp_path / "store"
    load = ("load", "tables", source, "--into", store, *DAY)
    run(*load, "--apply", checksum(run(*load)))
    (source / "suppliers.csv").write_text("id,name,source\nsup-0,Leverancier 0,bron\n", "utf-8")
    shown = run(*load)
    assert "This plan refuses itself: it would change or end 59 of 60 rows" in shown.out
    refused = run(*load, "--apply", checksum(shown))
    assert (refused.code, refused.err.splitlines()[0]) == (
        5,
        "The plan would change or end 59 of 60 rows in suppliers.",
    )
    assert run("check", store, *DAY, "--json").json["made"]["revision"] == 1
    assert run(*load, "--apply", checksum(shown), "--anyway").code == 0
    assert run("check", store, *DAY, "--json").json["made"]["revision"] == 2


def test_a_workbook_of_a_register_changes_nothing_when_it_comes_back(
    run: Run, tmp_path: Path
) -> None:
    store, book = tmp_path / "store", tmp_path / "waterdam.xlsx"
    filled = run("load", "tables", EXAMPLE, "--into", store, *DAY)
    run("load", "tables", EXAMPLE, "--into", store, *DAY, "--apply", checksum(filled))
    out = run("workbook", "--register", store, "--output", book, *DAY)
    assert (out.code, "Workbook written to" in out.out) == (0, True)
    back = run("load", "workbook", book, "--into", store, "--ends", "all", *DAY)
    assert "Nothing changes." in back.out
    assert run("workbook", "--output", book).code == 3  # it is there already
    empty = run("workbook", "--output", tmp_path / "empty.xlsx", "--lang", "nl")
    assert "Lege werkmap geschreven" in empty.out


def test_observed_mail_becomes_a_register(run: Run, tmp_path: Path) -> None:
    content = {"generated": "2026-03-24T04:00:00Z", "municipalities": {"1": TOWN}}
    file = tmp_path / "mail.json.gz"
    file.write_bytes(gzip.compress(json.dumps(content).encode()))
    store = tmp_path / "store"
    load = ("load", "email-providers", file, "--into", store, *DAY)
    shown = run(*load)
    assert run(*load, "--apply", checksum(shown)).code == shown.code == 0
    (lost,) = run("outage", store, "--fail", "example.org", *DAY, "--json").json["lost"]
    assert (lost["organisation"], lost["service"]) == ("Waterdam", "Receive e-mail")


def test_the_tour_shows_both_examples_and_what_to_try(run: Run) -> None:
    ended = run("tour")
    assert ended.code == 0
    assert ended.out.count("What if each of these suppliers stopped") == 2
    assert "Register 01_waterdam" in ended.out
    assert "Register 02_swiss_email" in ended.out
    commands = [line.split() for line in ended.out.splitlines() if line.startswith("  ./run ")]
    assert {words[1] for words in commands} >= {"outage", "explain", "check", "generate"}

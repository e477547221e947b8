# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rankings from the command line: of what, kept where and counted how; and the engine compiled
ahead."""

import json
import os
from pathlib import Path

import polars as pl
import pytest
from cli.conftest import Run

from dijkwacht.base.files import cache_folder
from dijkwacht.engine.load import Cache
from dijkwacht.rules.rulebook import default_folder

DAY = ("--on", "2026-06-01")


def test_facilities_are_ranked_as_suppliers_are(run: Run) -> None:
    made = run("rank", "--facilities", *DAY, "--json")
    assert [row["facility_id"] for row in made.json["ranking"]] == ["sys-datacentrum"]
    assert "each of these facilities" in run("rank", "--facilities", *DAY).out


def test_a_kept_ranking_says_the_same_and_counts_nothing_the_second_time(
    run: Run, tmp_path: Path
) -> None:
    kept = tmp_path / "night"
    plain = run("rank", *DAY, "--json").json
    first = run("rank", *DAY, "--into", kept, "--json").json
    second = run("rank", *DAY, "--into", kept)
    assert first["ranking"] == plain["ranking"]
    assert "counted 0 of 10" in " ".join(second.out.split())
    assert "others were known" in " ".join(second.out.split())
    about = json.loads((kept / "about.json").read_text("utf-8"))
    assert (about["register"], about["on"], about["seed"]) == ("01_waterdam", "2026-06-01", None)
    table = pl.read_parquet(kept / "ranking.parquet")
    worst = [row["supplier_id"] for row in plain["ranking"]]
    assert table["id"].to_list()[: len(worst)] == worst


def test_a_folder_of_something_else_is_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "brief.txt").write_text("hallo")
    ended = run("rank", *DAY, "--into", tmp_path)
    assert (ended.code, ended.out) == (3, "")
    assert "brief.txt" in ended.err


def test_the_number_of_threads_changes_nothing(run: Run) -> None:
    assert run("rank", *DAY, "--threads", 1).out == run("rank", *DAY, "--threads", 3).out


def test_no_cluster_at_the_address_is_said_with_a_mend(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dijkwacht.engine.scale.WAIT", "1s")
    ended = run("rank", *DAY, "--cluster", "tcp://127.0.0.1:9")
    assert (ended.code, ended.out) == (3, "")
    assert "tcp://127.0.0.1:9" in ended.err
    assert "dask scheduler" in ended.err


def test_the_engine_that_was_compiled_ahead_is_found_again(run: Run) -> None:
    place = Cache(cache_folder(os.environ)).place
    assert run("warm").code == 0
    assert str(place) in run("warm").out.replace("\n", "")
    assert any(place.rglob("*.nbc"))


@pytest.mark.parametrize("how", ["bankruptcy", "own.yaml"])
def test_a_ranking_of_a_scenario_is_kept_too(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("own.yaml").write_bytes(
        (default_folder() / "scenarios/bankruptcy/2026-01-01.yaml").read_bytes()
    )
    plain = run("rank", *DAY, "--scenario", how, "--json").json
    for counted in (10, 0):
        kept = run("rank", *DAY, "--scenario", how, "--into", "night", "--json").json
        assert kept["ranking"] == plain["ranking"]
        assert f"counted {counted} of 10." in " ".join(kept["says"])


def test_another_ranking_in_the_folder_is_refused_and_left_alone(run: Run, tmp_path: Path) -> None:
    run("rank", *DAY, "--into", tmp_path)
    before = (tmp_path / "ranking.parquet").read_bytes()
    ended = run("rank", *DAY, "--groups", "--into", tmp_path)
    assert ended.code == 2
    assert "suppliers" in ended.err
    assert (tmp_path / "ranking.parquet").read_bytes() == before


@pytest.mark.parametrize("ask", [("fuses",), ("weaknesses", "svc-dijkbewaking")])
def test_a_scenario_about_other_things_is_refused_everywhere(
    run: Run, ask: tuple[str, ...]
) -> None:
    ended = run(*ask, *DAY, "--kind", "facilities", "--scenario", "bankruptcy")
    assert (ended.code, ended.out) == (2, "")


def test_a_delivery_that_stops_is_the_because_of_what_it_costs(run: Run) -> None:
    rows = run("outage", *DAY, "--fail", "del-licenties", "--hours", 5, "--json").json["lost"]
    assert rows
    assert all(row["why"] for row in rows)

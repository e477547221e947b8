# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""`dijkwacht distress`: a table scored, one firm explained, drift, evaluation, and a training that
says what it needs."""

import csv
import gzip
import importlib.util
from pathlib import Path

import polars as pl
import pytest
from accounts import firm_years, windows
from cli.conftest import Run

from dijkwacht.distress.inputs import MARKET


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """The accounts of sixty fictional firms."""
    path = tmp_path / "accounts.csv.gz"
    path.write_bytes(gzip.compress(firm_years().write_csv().encode()))
    return path


def lines(file: Path) -> list[list[str]]:
    return list(csv.reader(file.read_text("utf-8").splitlines()))


def test_each_firm_has_a_line_with_six_decimals(run: Run, table: Path, tmp_path: Path) -> None:
    ended = run("distress", "score", table, "--output", tmp_path / "chances.csv")
    assert (ended.code, ended.err) == (0, "")
    head, *rows = lines(tmp_path / "chances.csv")
    assert head == ["firm", "probability"]
    assert [firm for firm, _ in rows] == [str(firm) for firm in range(60)]
    assert all(len(chance.partition(".")[2]) == 6 for _, chance in rows)


def test_accounts_only_is_what_a_table_without_market_values_gives(
    run: Run, table: Path, tmp_path: Path
) -> None:
    without = tmp_path / "without.csv"
    firm_years().drop("market_value").write_csv(without)
    run("distress", "score", table, "--accounts-only", "--output", tmp_path / "a.csv")
    run("distress", "score", without, "--output", tmp_path / "b.csv")
    run("distress", "score", table, "--output", tmp_path / "c.csv")
    assert lines(tmp_path / "a.csv") == lines(tmp_path / "b.csv") != lines(tmp_path / "c.csv")


def test_a_longer_lead_is_asked_for(run: Run, table: Path, tmp_path: Path) -> None:
    for lead in ("1", "3"):
        run("distress", "score", table, "--lead", lead, "--output", tmp_path / f"{lead}.csv")
    pairs = zip(lines(tmp_path / "1.csv")[1:], lines(tmp_path / "3.csv")[1:], strict=True)
    assert all(float(one[1]) < float(three[1]) for one, three in pairs)


def test_a_bad_cell_is_told_and_the_rest_is_scored(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "accounts.csv"
    text = firm_years(2).with_columns(pl.col("ebit").cast(pl.String)).write_csv().splitlines()
    file.write_text(
        "\n".join([text[0], text[1].replace("0,2006", "0,long ago"), *text[2:]]), "utf-8"
    )
    ended = run("distress", "score", file, "--output", tmp_path / "chances.csv", "--json")
    assert ended.code == 1
    assert [row["where"] for row in ended.json["faults"]] == ["accounts.csv:2 fyear"]
    assert len(lines(tmp_path / "chances.csv")) == 3


def test_a_file_that_is_there_is_not_written_over(run: Run, table: Path, tmp_path: Path) -> None:
    there = tmp_path / "chances.csv"
    there.write_text("kept", "utf-8")
    assert run("distress", "score", table, "--output", there).code == 3
    assert there.read_text("utf-8") == "kept"


def test_an_explanation_adds_up_and_speaks(run: Run, table: Path) -> None:
    answer = run("distress", "explain", table, "0", "--json").json
    added = sum(row["micro"] for row in answer["adds"])
    assert answer["made"]["ordinary"] + added == answer["made"]["log_odds"]
    told = {row["ratio"]: row["because"] for row in answer["adds"]}
    assert told["debt"].startswith("debts are ")
    assert told["debt"].endswith(" % of assets")
    dutch = run("distress", "explain", table, "0", "--lang", "nl").out
    assert "verhoogt" in dutch
    assert "van de bezittingen" in dutch


def test_an_explanation_by_accounts_has_no_market_in_it(run: Run, table: Path) -> None:
    answer = run("distress", "explain", table, "0", "--accounts-only", "--json").json
    assert not {row["ratio"] for row in answer["adds"]} & set(MARKET)


def test_drift_is_told_of_every_ratio(run: Run, table: Path) -> None:
    answer = run("distress", "drift", table, "--json").json
    assert len(answer["drift"]) > 50
    assert {row["drift"] for row in answer["drift"]} >= {"distress.drift-shifted"}


def test_an_evaluation_has_kept_figures_and_published_scores(run: Run, tmp_path: Path) -> None:
    ended = run("distress", "evaluate", windows(tmp_path, 60), "--json")
    assert ended.code == 0
    kept = ended.json["kept"]
    assert {row["score"] for row in kept} >= {"distress.by-market", "distress.by-altman"}
    assert {row["tried"] for row in kept} == {"distress.tried-crossed", "distress.tried-later"}
    assert {row["tried"] for row in ended.json["learned"]} >= {"distress.tried-learned"}


@pytest.mark.skipif(importlib.util.find_spec("lightgbm") is not None, reason="it is installed")
@pytest.mark.optional
def test_a_training_without_its_libraries_says_what_to_install(run: Run, tmp_path: Path) -> None:
    ended = run("distress", "train", tmp_path, "--output", tmp_path / "model")
    assert (ended.code, ended.out) == (3, "")
    assert "Install the extra" in ended.err
    assert not (tmp_path / "model").exists()

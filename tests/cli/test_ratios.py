# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Accounts loaded into a register, and the dossier of a supplier, in both languages."""

import csv
import re
import shutil
from pathlib import Path

import pytest
from cli.conftest import ROOT, Run

from dijkwacht.cli.distress import distress
from dijkwacht.cli.ratios import ratios

DAY = ("--on", "2026-11-24")
HEADER = "scheme,value,name,basis,starts_on,ends_on,known_on,currency,units,item,amount"
YEARS = {
    2024: {"revenue": 1000, "cost_of_sales": 600, "net_income": 40, "total_assets": 800},
    2025: {
        "revenue": 1200,
        "cost_of_sales": 700,
        "ebit": 100,
        "depreciation": 50,
        "profit_before_tax": 80,
        "net_income": 60,
        "interest_expense": 20,
        "total_assets": 1000,
        "intangible_assets": 250,
        "current_assets": 400,
        "total_liabilities": 500,
        "current_liabilities": 200,
        "equity": 500,
        "retained_earnings": 300,
    },
}


@pytest.fixture
def folder(tmp_path: Path, run: Run) -> Path:
    """The example of Waterdam with the accounts of Zilverlijn Hosting in it, by its number."""
    into, table = tmp_path / "register", tmp_path / "accounts.csv"
    shutil.copytree(ROOT / "examples" / "01_waterdam", into)
    (into / "statements.csv").unlink()  # these tests bring accounts of their own
    rows = [
        f"kvk,00000019,,separate,{year}-01-01,{year}-12-31,{year + 1}-05-20,EUR,thousands,"
        f"{item},{n}"
        for year, items in YEARS.items()
        for item, n in items.items()
    ]
    table.write_text("\n".join((HEADER, *rows)), "utf-8")
    shown = run("load", "statements", table, "--into", into, *DAY)
    checksum = re.search(r"--apply ([0-9a-f]+)", shown.out)
    assert checksum is not None, shown.err
    done = run("load", "statements", table, "--into", into, *DAY, "--apply", checksum[1])
    assert done.code == 0, done.err
    return into


def test_accounts_go_to_the_supplier_that_has_the_number(folder: Path, run: Run) -> None:
    with (folder / "statements.csv").open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    assert {row["supplier_id"] for row in rows} == {"sup-zilverlijn"}
    with (folder / "suppliers.csv").open(encoding="utf-8") as stream:
        assert not any(row["id"].startswith("sup-kvk") for row in csv.DictReader(stream))
    assert rows[-1]["derived"] == "gross_profit, ebitda"
    faults = run("check", folder, *DAY, "--json").json
    assert not [one for one in faults.get("faults", ()) if "statements" in one["where"]]


def test_another_document_ends_nothing(folder: Path, run: Run, tmp_path: Path) -> None:
    other = tmp_path / "other.csv"
    row = "kvk,{},Duin,separate,{}-01-01,{}-12-31,2026-06-01,EUR,ones,revenue,5"
    rows = [row.format("00000019", 2023, 2023), row.format("00000051", 2025, 2025)]
    other.write_text("\n".join((HEADER, *rows)), "utf-8")
    told = run("load", "statements", other, "--into", folder, *DAY, "--json").json
    assert {row["table"]: (row["new"], row["ended"]) for row in told["tables"]} == {
        "suppliers": (1, 0),
        "identifiers": (1, 0),
        "statements": (2, 0),
    }
    later = ("--on", "2026-11-25", "--json")
    again = run("load", "statements", tmp_path / "accounts.csv", "--into", folder, *later)
    assert again.code == 0 and "tables" not in again.json, "the same document says nothing new"


def test_accounts_that_nobody_dates_are_known_from_when_they_were_first_read(
    folder: Path, run: Run, tmp_path: Path
) -> None:
    page = ROOT / "tests" / "golden" / "statements" / "inline.xhtml"

    def load(day: str, *more: str, file: Path = page) -> str:
        done = run("load", "statements", file, "--into", folder, "--on", day, *more)
        assert done.code == 0, done.err
        found = re.search(r"--apply ([0-9a-f]+)", done.out)
        return found[1] if found else ""

    load("2026-11-24", "--apply", load("2026-11-24"))
    assert load("2026-11-25") == "", "read again, they are no newer"
    other = tmp_path / "inline.xhtml"
    other.write_text(page.read_text("utf-8").replace(">12,500<", ">12,400<"), "utf-8")
    load("2026-11-26", "--apply", load("2026-11-26", file=other), file=other)
    asked = ("distress", "ratios", "Polder ICT N.V.", folder, "--json", "--on")
    told = {day: run(*asked, day).json for day in ("2026-11-25", "2026-11-26")}
    revenue = {day: answer["accounts"][0]["2025-12-31"] for day, answer in told.items()}
    assert revenue == {"2026-11-25": 12_500_000, "2026-11-26": 12_400_000}


def test_the_dossier_of_a_supplier(folder: Path, run: Run) -> None:
    ended = run("distress", "ratios", "Zilverlijn Hosting", folder, *DAY, "--json")
    assert ended.code == 0, ended.err
    told = ended.json
    scores = {row["rule"].partition("@")[0].partition("/")[2]: row for row in told["scores"]}
    assert scores["altman-z-services"]["score"] == pytest.approx(4.012)
    assert scores["altman-z-services"]["band"] == "band.safe"
    assert scores["altman-z-services"]["tangible_score"] == pytest.approx(
        6.56 * 200 / 750 + 3.26 * 300 / 750 + 6.72 * 100 / 750 + 1.05 * 0.5, abs=1e-6
    )
    assert scores["altman-z"]["score"] is None
    assert scores["altman-z"]["missing"] == "market value"
    assert scores["zmijewski"]["probability"] == 379
    terms = [row for row in told["terms"] if row["model"] == scores["zmijewski"]["model"]]
    assert sum(row["contribution"] for row in terms) == pytest.approx(-1.77528)
    assert told["accounts"][0] == {
        "item": "field.revenue",
        "2025-12-31": 1_200_000,
        "2024-12-31": 1_000_000,
    }
    assert "Italian alert indices: no alert." in told["says"]
    assert told["made"]["basis"] == "separate"


def test_figures_of_a_listed_company_are_asked_for_and_used(folder: Path, run: Run) -> None:
    more = ("--contract-value", 300_000, "--cover", 9_000, "--volatility", 4_000, "--rate", 200)
    told = run("distress", "ratios", "sup-zilverlijn", folder, *DAY, *more, "--json").json
    assert told["metrics"][0]["ratio_value"] == 4
    assert "Italian alert indices: the cash of six months" in " ".join(told["says"])
    assert {row["missing"] for row in told["distances"]} == {
        "market value, short-term debt, long-term debt"
    }


def test_it_is_read_in_both_languages(folder: Path, run: Run) -> None:
    english = run("distress", "ratios", "sup-zilverlijn", folder, *DAY)
    dutch = run("--lang", "nl", "distress", "ratios", "sup-zilverlijn", folder, *DAY)
    assert "they do not raise the alarm" in " ".join(english.out.split())
    assert "zij slaan geen alarm" in " ".join(dutch.out.split())
    assert "4,012" in dutch.out and "4.012" in english.out


def test_on_an_earlier_day_less_is_known(folder: Path, run: Run) -> None:
    told = run("distress", "ratios", "sup-zilverlijn", folder, "--on", "2026-05-19", "--json")
    assert told.json["made"]["ends_on"] == "2024-12-31"
    none = run("distress", "ratios", "sup-nimbus", folder, *DAY)
    assert (none.code, "No accounts of" in none.err) == (4, True)
    other = run("distress", "ratios", "sup-zilverlijn", folder, *DAY, "--basis", "consolidated")
    assert other.code == 4


def test_the_scores_go_to_a_file(folder: Path, run: Run, tmp_path: Path) -> None:
    file = tmp_path / "scores.csv"
    assert run("distress", "ratios", "sup-zilverlijn", folder, *DAY, "--csv", file).code == 0
    with file.open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) == 11 and rows[2]["score"] == "4.012"


def test_the_command_stands_in_the_group() -> None:
    assert distress.commands["ratios"] is ratios

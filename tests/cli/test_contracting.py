# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The commands about contracts over time and about sovereignty, on the example and on one in which
an owner from abroad comes in."""

import csv
import shutil
from pathlib import Path
from typing import Any

import pytest
from cli.conftest import ROOT, Run

from dijkwacht.cli.contracting import contracts, sovereignty
from dijkwacht.reports.contracts import STANDINGS
from dijkwacht.reports.sovereignty import SUPPLIERS

DAY = ("--on", "2026-11-24")
EXAMPLE = ROOT / "examples" / "01_waterdam"
SOLD = "2026-10-15"


def add(folder: Path, table: str, **values: str) -> None:
    """One more row of a table."""
    file = folder / f"{table}.csv"
    with file.open(encoding="utf-8", newline="") as stream:
        heads = next(csv.reader(stream))
    with file.open("a", encoding="utf-8", newline="") as stream:
        csv.DictWriter(stream, heads).writerow({"source": "Voorbeeld Waterdam", **values})


@pytest.fixture
def sold(tmp_path: Path) -> Path:
    """The example in which a company from abroad takes over the computing space on 15 October."""
    folder = tmp_path / "verkocht"
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("kept", "*.ipynb", "*.md"))
    add(folder, "suppliers", id="sup-atlas", name="Atlas", country="US", valid_from="2026-01-01")
    add(
        folder,
        "ownership",
        id="own-atlas",
        child_id="sup-zilverlijn",
        parent_id="sup-atlas",
        kind="consolidating",
        valid_from=SOLD,
    )
    return folder


def test_a_contract_is_told_with_its_days_and_what_hangs_on_it(run: Run) -> None:
    rows = run("contracts", *DAY, "--json").json["contracts"]
    first = rows[0]
    assert (first["contract_id"], first["contract_state"]) == (
        "con-nimbus",
        "contract-state.extend",
    )
    # 540 days before 1 March 2028; beginning on 24 November 2026 it takes until 17 May 2028
    assert (first["leave_by"], first["short_days"]) == ("2026-09-08", 77)
    assert (first["hanging_class"], first["hanging_services"], first["hanging_v"]) == ("V", 5, 2)
    polder = next(row for row in rows if row["contract_id"] == "con-polder")
    assert polder["not_known"] == "exit time, day of an option"


def test_the_calendar_is_in_order_and_tells_a_sale_at_every_contract_it_touches(
    run: Run, sold: Path
) -> None:
    rows = run("contracts", sold, *DAY, "--json").json["calendar"]
    days = [row["calendar_day"] for row in rows]
    assert days == sorted(days)
    changes = [row for row in rows if row["calendar_when"] == "contract-when.change"]
    assert {row["contract_id"] for row in changes} == {"con-nimbus", "con-polder"}
    assert {row["calendar_day"] for row in changes} == {SOLD}
    said = {row["calendar_what"] for row in changes}
    assert said == {
        "Atlas becomes an owner of Zilverlijn Hosting.",
        "The ultimate parent of Zilverlijn Hosting was Zilverlijn Hosting, and is Atlas.",
        "The country of the ultimate parent of Zilverlijn Hosting was NL, and is US: "
        "a third country.",
    }


def test_until_and_of_whom_can_be_asked(run: Run) -> None:
    short = run("contracts", *DAY, "--until", "2027-01-31", "--json").json
    assert max(row["calendar_day"] for row in short["calendar"]) <= "2027-01-31"
    own = run("contracts", *DAY, "--of", "Municipality of Waterdam", "--json").json
    assert {row["contract_id"] for row in own["contracts"]} == {"con-werkplek", "con-licenties"}
    assert {row["contract_id"] for row in own["calendar"]} == {"con-werkplek"}
    wrong = run("contracts", *DAY, "--until", "2026-01-01")
    assert (wrong.code, wrong.out) == (2, "")
    assert "cannot end on 2026-01-01" in wrong.err
    assert run("contracts", *DAY, "--of", "Nergenshuizen").code == 4


def test_the_calendar_is_written_for_calendar_programs_once(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "contracten.ics"
    answer = run("contracts", *DAY, "--ics", file, "--json")
    text = file.read_bytes().decode().replace("\r\n ", "")
    assert text.count("BEGIN:VEVENT") == len(answer.json["calendar"]) == 19
    assert "DTSTART;VALUE=DATE:20260908" in text
    assert "SUMMARY:Log-in platform: The last day to begin to leave is past" in text
    assert len(set(text.split("UID:")[1:])) == 19
    assert run("contracts", *DAY, "--ics", file).code == 3
    again = tmp_path / "again.ics"
    run("contracts", *DAY, "--ics", again)
    assert again.read_bytes() == file.read_bytes()


def test_law_from_abroad_is_told_with_the_way_it_takes(run: Run, sold: Path) -> None:
    rows = run("sovereignty", sold, *DAY, "--json").json["exposures"]
    found = {row["supplier_id"]: (row["exposure"], row["exposure_ids"]) for row in rows}
    assert found["sup-atlas"] == ("exposure.direct", "sup-atlas")
    assert found["sup-zilverlijn"] == ("exposure.by-parent", "sup-zilverlijn sup-atlas")
    way = "sup-nimbus sup-zilverlijn sup-atlas"
    assert found["sup-nimbus"] == ("exposure.by-operations", way)
    assert found["sup-nimbus-holding"] == ("exposure.none-known", None)
    assert found["sup-meent"][0] == "exposure.unknown"
    before = run("sovereignty", sold, "--on", "2026-10-14", "--json").json["exposures"]
    kinds = {row["supplier_id"]: row["exposure"] for row in before}
    assert kinds["sup-zilverlijn"] == kinds["sup-nimbus"] == "exposure.unknown"


def test_suppliers_stand_by_the_class_of_what_hangs_on_them(run: Run) -> None:
    rows = run("sovereignty", *DAY, "--json").json["suppliers"]
    found = {row["supplier_id"]: row for row in rows}
    nimbus = found["sup-nimbus"]
    assert nimbus["sovereign_verdict"] == "sovereign-verdict.rejected"
    # 15*6/20 + 10*5/10 + 10*7/10 + 15*8/15 + 20*6/20 + 15*7/15 + 10*8/10 + 5*2/5
    assert (nimbus["score_low"], nimbus["score_high"]) == (4_750, 4_750)
    polder = found["sup-polder"]
    assert polder["sovereign_verdict"] == "sovereign-verdict.unknown"
    # 15*14/20 + 10*8/10 + 10*6/10 + 20*10/20 + 10*8/10; operations, technology, environment open
    assert (polder["score_low"], polder["score_high"]) == (4_250, 4_250 + 3_500)
    assert polder["not_scored"] == "SOV-4 SOV-6 SOV-8"


def test_one_supplier_is_asked_by_name_with_or_without_a_register(run: Run, sold: Path) -> None:
    answers: list[Any] = [
        run("sovereignty", *place, "Nimbus Cloud", *DAY, "--json").json
        for place in ((), (EXAMPLE,))
    ]
    assert answers[0]["objectives"] == answers[1]["objectives"]
    rows = {row["objective"]: row for row in answers[0]["objectives"]}
    assert (rows["SOV-5"]["seal"], rows["SOV-5"]["seal_least"]) == ("SEAL-1", "SEAL-2")
    assert sum(row["objective_weight"] for row in rows.values()) == 10_000
    assert run("sovereignty", sold, "Nergens BV", *DAY).code == 4


def test_both_explain_themselves_and_show_no_column_twice(run: Run) -> None:
    assert "notice" in str(contracts.help) and "Sovereignty" in str(sovereignty.help)
    for columns in (STANDINGS, SUPPLIERS):
        keys = [column.key for column in columns]
        assert len(keys) == len(set(keys))

# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""`dijkwacht faulttree`: counts, the smallest sets and the probability."""

import csv
from pathlib import Path

import pytest
from cli.conftest import ROOT, Run

TREE = ROOT / "examples" / "05_fault_tree" / "passports.xml"
LINES = [{"line-north", "line-south"}, {"line-mobile", "line-north"}, {"line-mobile", "line-south"}]


def test_the_smallest_sets_are_listed_and_all_are_counted(run: Run) -> None:
    answer = run("faulttree", TREE, "--json").json
    assert answer["orders"] == [{"order": 1, "sets": 1}, {"order": 2, "sets": 5}]
    assert answer["sets"] == [{"order": 1, "events": "staff-away", "probability": 0.0005}]
    made = answer["made"]
    assert (made["gates"], made["events"], made["sets"], made["listed"]) == (7, 8, 6, 1)
    network = 0.02 * 0.02 + 2 * 0.02 * 0.05 - 2 * 0.02 * 0.02 * 0.05
    log_in = network + (1 - network) * 0.01 * 0.1
    assert made["probability"] == pytest.approx(
        1 - (1 - log_in) * (1 - 0.03 * 0.05) * (1 - 0.0005), abs=1e-15
    )


def test_order_lists_larger_sets_the_likelier_first(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "sets.csv"
    rows = run("faulttree", TREE, "--order", "2", "--json", "--csv", file).json["sets"]
    sets = [set(row["events"].split(", ")) for row in rows]
    assert sets[1] == {"printer-down", "spare-printer-down"}
    assert all(one in sets for one in LINES)
    chances = [row["probability"] for row in rows if row["order"] == 2]
    assert chances == sorted(chances, reverse=True)
    with file.open(encoding="utf-8", newline="") as stream:
        written = list(csv.DictReader(stream))
    assert written == [{key: str(value) for key, value in row.items()} for row in rows]


def test_a_gate_is_a_tree_of_its_own(run: Run) -> None:
    answer = run("faulttree", TREE, "--gate", "no-network", "--json").json
    assert [set(row["events"].split(", ")) for row in answer["sets"]] == [
        LINES[1],
        LINES[2],
        LINES[0],
    ]


def test_the_answer_is_dutch_where_that_is_asked(run: Run) -> None:
    ended = run("faulttree", TREE, "--lang", "nl")
    lines = ended.out.splitlines()
    assert lines[0] == "Minimale uitvalverzamelingen van no-passports (passports.xml)"
    assert lines[2].startswith("Kans, exact bij onafhankelijke basisgebeurtenissen: 0,00")
    assert (ended.code, ended.err) == (0, "")


def test_a_gate_that_is_not_there_ends_with_how_to_mend_it(run: Run) -> None:
    ended = run("faulttree", TREE, "--gate", "weg")
    assert (ended.code, ended.out) == (3, "")
    assert ended.err.startswith("passports.xml has no gate weg.\n")


def test_more_sets_than_can_be_listed_are_counted_and_not_listed(run: Run, tmp_path: Path) -> None:
    text = "top := " + " & ".join(f"g{n}" for n in range(20)) + "\n"
    text += "\n".join(f"g{n} := x{n} | y{n} | z{n}" for n in range(20))
    (tmp_path / "wide.txt").write_text(text, "utf-8")
    assert run("faulttree", tmp_path / "wide.txt", "--order", "5").code == 0
    ended = run("faulttree", tmp_path / "wide.txt")
    assert ended.code == 2
    assert "There are 3,486,784,401 sets of at most 20 events" in " ".join(ended.err.split())

# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tables that are read as somebody says they should be: other names, other cells."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from dijkwacht.base.errors import Unreadable
from dijkwacht.register.amendments import Amendments, Found, near_table
from dijkwacht.register.tables import outline, read_tables

ROWS = "nr,naam,einde,rest\ncon-1,Nimbus,morgen,x\ncon-2,Polder,2027-01-01,y\n"
COLUMNS = {"contracts": {"nr": "id", "naam": "name", "einde": "ends_on", "rest": ""}}


def folder(path: Path, **files: str | bytes) -> Path:
    for name, content in files.items():
        ending = "csv" if isinstance(content, str) else "parquet"
        data = content.encode() if isinstance(content, str) else content
        (path / f"{name}.{ending}").write_bytes(data)
    return path


def test_a_file_and_its_headers_are_read_under_the_names_that_were_said(tmp_path: Path) -> None:
    said = Amendments({"Contracten": "contracts"}, COLUMNS)
    history, problems = read_tables(folder(tmp_path, Contracten=ROWS), said)
    frame = history.table("contracts")
    assert frame["name"].to_list() == ["Nimbus", "Polder"]
    assert "rest" not in frame.columns
    assert [found.where for found in problems] == ["Contracten.csv", "Contracten.csv:2 ends_on"]


def test_a_cell_is_mended_by_its_line_or_by_the_id_of_its_row(tmp_path: Path) -> None:
    cells = {"Contracten.csv:2": {"ends_on": "2028-01-01"}, "contracts con-2": {"name": ""}}
    said = Amendments({"Contracten": "contracts"}, COLUMNS, cells)
    history, problems = read_tables(folder(tmp_path, Contracten=ROWS), Amendments.of(said.kept()))
    rows = history.table("contracts").select("name", "ends_on").rows()
    assert rows == [("Nimbus", date(2028, 1, 1)), (None, date(2027, 1, 1))]
    assert [found.what.code for found in problems] == ["columns-missing"]


def test_a_cell_of_a_typed_table_is_mended_too(tmp_path: Path) -> None:
    frame = pl.DataFrame({"id": ["con-1", "con-2"], "ends_on": [date.max, None]})
    frame.write_parquet(tmp_path / "contracts.parquet")
    said = Amendments(cells={"contracts con-2": {"ends_on": "2028-01-01"}})
    history, _ = read_tables(tmp_path, said)
    assert history.table("contracts")["ends_on"].to_list() == [date.max, date(2028, 1, 1)]


def test_two_headers_for_one_column_are_a_problem(tmp_path: Path) -> None:
    said = Amendments(columns={"contracts": {"naam": "name", "einde": "name"}})
    history, problems = read_tables(folder(tmp_path, contracts=ROWS), said)
    assert history.count() == 0
    assert ("contracts.csv:1", "column-twice") in [(one.where, one.what.code) for one in problems]


def test_a_file_may_be_left_out_and_two_may_not_be_one_table(tmp_path: Path) -> None:
    both = folder(tmp_path, contracts="id\ncon-1\n", oud="id\ncon-2\n")
    history, problems = read_tables(both, Amendments({"oud": ""}))
    assert (history.count(), [one.where for one in problems]) == (1, ["contracts.csv"])
    with pytest.raises(Unreadable, match="table-twice"):
        read_tables(both, Amendments({"oud": "contracts"}))


def test_what_lies_there_is_outlined_with_what_it_may_be(tmp_path: Path) -> None:
    (found,) = outline(folder(tmp_path, Contracten=ROWS))
    assert (found.name, found.table, found.rows) == ("Contracten", "contracts", 2)
    assert found.proposals() == {
        "nr": None,
        "naam": "name",
        "einde": "ends_on",
        "rest": None,
    }
    twice = Found("x", "contracts", ("nam", "names", "supplier"), 0).proposals()
    assert list(twice.values()) == ["name", None, "supplier_id"]
    assert (near_table("leveranciers"), near_table("contract"), near_table("x")) == (
        "suppliers",
        "contracts",
        None,
    )

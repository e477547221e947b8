# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tables go out and come back without loss, and a fault in one never costs anything else."""

import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
import pytest
from hypothesis import given, settings
from strategies import histories

from dijkwacht.base.errors import Unreadable
from dijkwacht.base.problem import Grade, Problem
from dijkwacht.base.units import FOREVER, NEVER_DAY, NOT_APPLICABLE
from dijkwacht.register.records import TABLES, Contract, Service, Supplier
from dijkwacht.register.register import History
from dijkwacht.register.tables import Format, read_tables, to_bytes, write_tables

GOOD = History.from_records(
    [Service(id="svc-1", name="Paspoorten", users=62000), Service(id="svc-2")]
)


def faults(problems: list[Problem]) -> list[tuple[str, str]]:
    """Where and what, of the faults alone."""
    return [
        (problem.where, problem.what.code) for problem in problems if problem.grade is Grade.FAULT
    ]


def warned(problems: list[Problem]) -> list[tuple[str, str]]:
    return [
        (problem.where, problem.what.code) for problem in problems if problem.grade is Grade.WARNING
    ]


def read_beside_good(folder: Path, name: str, content: bytes) -> tuple[History, list[Problem]]:
    """The file among sound tables; asserts that nothing of these was lost."""
    (folder / "services.csv").write_bytes(to_bytes("services", GOOD.table("services"), Format.CSV))
    (folder / name).write_bytes(content)
    history, problems = read_tables(folder)
    assert history.table("services").equals(GOOD.table("services"))
    return history, problems


def zipped(folder: Path, path: Path) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(folder.iterdir()):
            archive.write(file, file.name)
    return path


@pytest.mark.parametrize("as_zip", [False, True], ids=["folder", "zip"])
@pytest.mark.parametrize("form", list(Format))
@given(history=histories())
@settings(max_examples=20)
def test_a_round_trip_loses_nothing(form: Format, as_zip: bool, history: History) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name) / "tables"
        write_tables(history, folder, form)
        source = zipped(folder, Path(name) / "tables.zip") if as_zip else folder
        back, problems = read_tables(source)
    assert problems == []
    assert back == history
    for table in TABLES:
        assert back.table(table).schema == history.table(table).schema, table
        assert back.table(table).equals(history.table(table)), table


def test_rows_keep_their_order_and_the_written_words_are_plain(tmp_path: Path) -> None:
    rows = [Contract(id="z", ends_on=NEVER_DAY, notice_days=NOT_APPLICABLE), Contract(id="a")]  # type: ignore[arg-type]
    write_tables(History.from_records(rows), tmp_path)
    header, first, second = (tmp_path / "contracts.csv").read_text("utf-8").splitlines()
    cells = dict(zip(header.split(","), first.split(","), strict=True))
    assert (cells["id"], cells["ends_on"], cells["notice_days"]) == ("z", "never", "n/a")
    assert second.startswith("a,")
    assert "known_from" not in header


def test_revisions_are_written_only_when_there_are_any(tmp_path: Path) -> None:
    write_tables(History.from_records([Supplier(id="a", known_from=1, known_until=2)]), tmp_path)
    assert (tmp_path / "suppliers.csv").read_text("utf-8").splitlines()[1].endswith(",1,2")


@pytest.mark.parametrize(
    ("content", "where", "code"),
    [
        (b"", "suppliers.csv", "file-empty"),
        (b"  \n\n", "suppliers.csv", "file-empty"),
        ("id,name\na,Één\n".encode("utf-16"), "suppliers.csv", "file-not-utf8"),
        ("id,name\na,Één\n".encode("utf-16-be"), "suppliers.csv", "file-not-utf8"),
        (b"name\nNimbus\n", "suppliers.csv", "column-missing"),
        (b"id,id\na,b\n", "suppliers.csv:1", "column-twice"),
        (b"id;name;country\na;Nimbus;NL\n", "suppliers.csv:1", "separator-wrong"),
        (b"\xff\xe9,name\na,b\n", "suppliers.csv:1", "header-unreadable"),
    ],
    ids=[
        "empty",
        "blank",
        "utf-16",
        "utf-16-be",
        "no id column",
        "column twice",
        "semicolons",
        "header latin-1",
    ],
)
def test_a_file_that_cannot_be_used_costs_that_table_alone(
    tmp_path: Path, content: bytes, where: str, code: str
) -> None:
    history, problems = read_beside_good(tmp_path, "suppliers.csv", content)
    assert faults(problems) == [(where, code)]
    assert history.table("suppliers").height == 0


@pytest.mark.parametrize(
    ("content", "where", "code", "kept"),
    [
        (b"id,name\na,Caf\xe9\nb,Nimbus\n", "suppliers.csv:2", "line-not-utf8", ["b"]),
        (b"id,name\na,x\nb\nc,y,z\nd,w\n", "suppliers.csv:3", "cells-count", ["a", "d"]),
        (b"id,name\na,x\nb,y\0y\nc,z\n", "suppliers.csv:3", "line-not-utf8", ["a", "c"]),
        (b'id,name\na,x\nb,"y\nc,z\n', "suppliers.csv:3", "quote-open", ["a"]),
        (b"id,name\na,x\n,y\nc,z\n", "suppliers.csv:3 id", "no-id", ["a", "c"]),
        (b'id,name\na,"x\ny"\n,y\nc,z\n', "suppliers.csv:4 id", "no-id", ["a", "c"]),
    ],
    ids=["latin-1", "ragged", "NUL", "open quote", "no id", "line numbers count newlines in cells"],
)
def test_a_line_that_cannot_be_used_costs_that_line_alone(
    tmp_path: Path, content: bytes, where: str, code: str, kept: list[str]
) -> None:
    history, problems = read_beside_good(tmp_path, "suppliers.csv", content)
    assert faults(problems)[0] == (where, code)
    assert {of for _, of in faults(problems)} == {code}
    assert history.table("suppliers")["id"].to_list() == kept


@pytest.mark.parametrize(
    ("table", "column", "cell", "code"),
    [
        ("services", "restart_hours", "-4", "negative"),
        ("services", "users", "-1", "negative"),
        ("services", "users", "veel", "not-whole"),
        ("services", "users", "1.5", "not-whole"),
        ("services", "users", "1e3", "not-whole"),
        ("services", "users", "never", "not-whole"),
        ("services", "users", "9999999999999999", "not-whole"),
        ("services", "restart_hours", str(FOREVER), "not-whole"),
        ("contracts", "ends_on", "2026-02-30", "not-a-day"),
        ("contracts", "ends_on", "31-12-2026", "not-a-day"),
        ("contracts", "ends_on", "2026-1-1", "not-a-day"),
        ("contracts", "yearly_value", "1.234,56", "not-money"),
        ("contracts", "yearly_value", "-5", "negative"),
        ("contracts", "yearly_value", "-1", "negative"),
        ("deliveries", "role", "leverancier", "code-unknown"),
        ("requirements", "criticality", "-", "code-unknown"),
    ],
)
def test_a_cell_that_cannot_be_read_costs_that_cell_alone(
    tmp_path: Path, table: str, column: str, cell: str, code: str
) -> None:
    (tmp_path / f"{table}.csv").write_text(
        f'id,source,{column}\na,bron,\nb,bron,"{cell}"\nc,bron,\n', "utf-8"
    )
    history, problems = read_tables(tmp_path)
    (fault,) = [problem for problem in problems if problem.grade is Grade.FAULT]
    assert (fault.where, fault.what.code, fault.mend.code) == (
        f"{table}.csv:3 {column}",
        code,
        f"{code}.mend",
    )
    assert fault.what.params["value"] == cell
    frame = history.table(table)
    assert frame["id"].to_list() == ["a", "b", "c"]
    assert frame["source"].to_list() == ["bron"] * 3
    assert frame[column].null_count() == 3


def test_only_a_header_is_a_table_without_rows(tmp_path: Path) -> None:
    history, problems = read_beside_good(tmp_path, "suppliers.csv", b"id,name\n")
    assert history.table("suppliers").height == 0
    assert faults(problems) == []


def test_a_byte_order_mark_is_not_part_of_the_first_column(tmp_path: Path) -> None:
    history, problems = read_beside_good(
        tmp_path, "suppliers.csv", b"\xef\xbb\xbfid,name\na,Nimbus\n"
    )
    assert history.table("suppliers").select("id", "name").rows() == [("a", "Nimbus")]
    assert faults(problems) == []


def test_a_column_with_almost_the_right_name_is_a_warning(tmp_path: Path) -> None:
    _, problems = read_beside_good(tmp_path, "suppliers.csv", b"id,nam,opmerking\na,Nimbus,x\n")
    assert warned(problems) == [("suppliers.csv:1 nam", "column-near")]


def test_an_absent_column_is_unknown_and_a_note(tmp_path: Path) -> None:
    history, problems = read_beside_good(tmp_path, "suppliers.csv", b"id,name\na,Nimbus\n")
    [noted] = [problem for problem in problems if problem.what.code == "columns-missing"]
    named = set(str(noted.what.params["columns"]).split(", "))
    assert (noted.where, noted.grade) == ("suppliers.csv", Grade.NOTE)
    assert "country" in named
    assert not named & {"known_from", "known_until", "id", "name"}
    assert history.table("suppliers")["country"].to_list() == [None]
    assert history.table("suppliers")["known_from"].to_list() == [0]


def test_a_line_of_fifty_megabytes_is_left_out(tmp_path: Path) -> None:
    content = b"id,name\na,x\nb," + b"y" * 50_000_000 + b"\nc,z\n"
    history, problems = read_beside_good(tmp_path, "suppliers.csv", content)
    assert faults(problems) == [("suppliers.csv:3", "line-too-long")]
    assert history.table("suppliers")["id"].to_list() == ["a", "c"]


@pytest.mark.parametrize("damage", ["empty", "cut", "no parquet"])
def test_damaged_parquet_is_one_problem(tmp_path: Path, damage: str) -> None:
    whole = to_bytes(
        "suppliers", History.from_records([Supplier(id="a")]).table("suppliers"), Format.PARQUET
    )
    content = {"empty": b"", "cut": whole[: len(whole) // 2], "no parquet": b"id,name\na,x\n"}[
        damage
    ]
    history, problems = read_beside_good(tmp_path, "suppliers.parquet", content)
    code = "file-empty" if damage == "empty" else "file-damaged"
    assert faults(problems) == [("suppliers.parquet", code)]
    assert history.table("suppliers").height == 0


def test_a_row_of_parquet_with_a_nul_is_left_out_and_told(tmp_path: Path) -> None:
    frame = pl.DataFrame({"id": ["a", "b"], "name": ["A", "B\0"], "mine\0": ["1", "2"]})
    frame.write_parquet(tmp_path / "suppliers.parquet")
    history, problems = read_tables(tmp_path)
    assert history.table("suppliers")["id"].to_list() == ["a"]
    assert "mine\0" not in history.table("suppliers").columns
    wanted = [("suppliers.parquet:1", "row-nul"), ("suppliers.parquet:2", "row-nul")]
    assert faults(problems) == wanted


def test_parquet_with_other_types_is_read_as_the_same_values(tmp_path: Path) -> None:
    frame = pl.DataFrame({"id": [1, 2], "users": ["5", "veel"], "mbco": [5000, None]})
    frame.write_parquet(tmp_path / "services.parquet")
    history, problems = read_tables(tmp_path)
    assert history.table("services").select("id", "users", "mbco").rows() == [
        ("1", 5, 5000),
        ("2", None, None),
    ]
    assert faults(problems) == [("services.parquet:2 users", "not-whole")]


def test_two_files_for_one_table_are_refused(tmp_path: Path) -> None:
    write_tables(GOOD, tmp_path, Format.CSV)
    (tmp_path / "services.parquet").write_bytes(
        to_bytes("services", GOOD.table("services"), Format.PARQUET)
    )
    with pytest.raises(Unreadable, match="table-twice"):
        read_tables(tmp_path)


@pytest.mark.parametrize("files", [[], ["leesmij.txt"], ["dingen.csv"]])
def test_a_folder_without_tables_is_refused(tmp_path: Path, files: list[str]) -> None:
    for name in files:
        (tmp_path / name).write_text("id\na\n", "utf-8")
    with pytest.raises(Unreadable, match="no-tables"):
        read_tables(tmp_path)


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="no-such-file"):
        read_tables(tmp_path / "niets")


def test_a_name_that_is_nearly_a_table_is_a_warning_with_the_table_meant(tmp_path: Path) -> None:
    _, problems = read_beside_good(tmp_path, "supplier.csv", b"id\na\n")
    (unknown,) = [problem for problem in problems if problem.what.code == "table-unknown"]
    assert (unknown.where, unknown.grade, unknown.what.params["near"]) == (
        "supplier.csv",
        Grade.WARNING,
        "suppliers",
    )


def test_tables_are_never_written_over(tmp_path: Path) -> None:
    write_tables(GOOD, tmp_path, Format.PARQUET)
    with pytest.raises(Unreadable, match="folder-has-tables"):
        write_tables(GOOD, tmp_path, Format.CSV)
    assert not list(tmp_path.glob("*.csv"))

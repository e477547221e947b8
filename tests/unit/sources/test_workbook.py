# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Workbooks as people fill them: what is read, what is told, and what is never believed."""

import contextlib
import random
import zipfile
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from odfdo import Cell, Document, Row, Table
from xlsxwriter import Workbook

from dijkwacht.base.errors import Unreadable
from dijkwacht.register.amendments import Amendments
from dijkwacht.register.register import History
from dijkwacht.register.schema import columns
from dijkwacht.register.sheets import Sheet
from dijkwacht.sources import workbook
from dijkwacht.sources.workbook_cells import name_of
from dijkwacht.sources.workbook_text import NoText, text

Sheets = dict[str, Sequence[Sequence[Any]]]


def xlsx(path: Path, sheets: Sheets) -> Path:
    """A workbook of these cells."""
    with Workbook(path, {"default_date_format": "dd-mm-yyyy"}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for row, cells in enumerate(rows):
                sheet.write_row(row, 0, cells)
    return path


def ods(path: Path, sheets: Sheets) -> Path:
    """The same in the other form."""
    book = Document("spreadsheet")
    book.body.clear()
    for name, rows in sheets.items():
        table = Table(name)
        for cells in rows:
            row = Row()
            for cell in cells:
                row.append_cell(Cell(cell))
            table.append_row(row)
        book.body.append(table)
    book.save(path)
    return path


CONTRACTS: Sheets = {
    "contracts": [
        ["id", "name", "ends_on", "yearly_value", "notice_days", "Zaak"],
        ["con-1", "Nimbus", date(2027, 5, 1), 1250.5, 90, "Z-1"],
        ["con-2", "Polder", "31-12-2027", "1250.50", "90", None],
        [None, None, None, None, None, None],
        ["con-3", "Terp", "nooit", "n.v.t.", None, "Z-3"],
    ]
}


@pytest.mark.parametrize("make", [xlsx, ods])
def test_days_amounts_and_numbers_are_read_as_people_write_them(make: Any, tmp_path: Path) -> None:
    history, problems = workbook.read(make(tmp_path / f"in.{make.__name__}", CONTRACTS))
    rows = history.table("contracts").select("id", "ends_on", "yearly_value", "notice_days", "Zaak")
    assert [[str(cell) for cell in row] for row in rows.iter_rows()] == [
        ["con-1", "2027-05-01", "1250.50", "90", "Z-1"],
        ["con-2", "2027-12-31", "1250.50", "90", "None"],
        ["con-3", "9999-12-31", "-1.00", "None", "Z-3"],
    ]
    assert [found.what.code for found in problems] == ["columns-missing"]


def column(table: str, name: str) -> Any:
    return next(column for column in columns(table) if column.name == name)


@pytest.mark.parametrize(
    ("cell", "of", "expected"),
    [
        (0.5, "mbco", "5000"),
        (1.0, "mbco", "10000"),
        ("50 %", "mbco", "5000"),
        ("12,5%", "mbco", "1250"),
        ("n.v.t.", "mbco", "n/a"),
        (72.0, "restart_hours", "72"),
        ("3 d", "restart_hours", "72"),
        ("2 weken", "restart_hours", "336"),
        ("4 uur", "restart_hours", "4"),
        (timedelta(hours=4), "restart_hours", "4"),
        ("Nooit", "restart_hours", "never"),
        (1.5, "restart_hours", "1.5"),
        (2024.0, "name", "2024"),
        (datetime.fromisoformat("2026-06-01T12:30"), "valid_from", "2026-06-01"),
        ("1-7-2026", "valid_from", "2026-07-01"),
        ("1/7/2026", "valid_from", "1/7/2026"),
        ("nooit", "name", "nooit"),
        (True, "name", "yes"),
        (None, "name", None),
    ],
)
def test_a_cell_becomes_the_text_of_the_table(cell: Any, of: str, expected: str | None) -> None:
    assert text(cell, column("services", of)) == expected


def test_yes_and_no_are_understood_in_dutch_and_as_a_truth() -> None:
    said = [text(cell, column("deliveries", "alternative")) for cell in ("Ja", "nee", True)]
    assert said == ["yes", "no", "yes"]


@pytest.mark.parametrize(
    ("cell", "of", "code"),
    [
        (50.0, "mbco", "percent-unsure"),
        ("50", "mbco", "percent-unsure"),
        (date(1900, 2, 1), "valid_from", "day-before-1900"),
    ],
)
def test_what_can_mean_two_things_is_asked_back(cell: Any, of: str, code: str) -> None:
    with pytest.raises(NoText) as fault:
        text(cell, column("services", of))
    assert fault.value.code == code


def told(path: Path) -> list[tuple[str, str]]:
    return [
        (found.where, found.what.code)
        for found in workbook.read(path)[1]
        if found.what.code != "columns-missing"
    ]


def test_every_fault_has_its_sheet_row_and_column(tmp_path: Path) -> None:
    rows = [["ID", "Name", "ends_on", "notice_days"], ["con-1", "x", 46000, 1.5], [None, "y"]]
    path = xlsx(tmp_path / "in.xlsx", {"Contracts": rows, "leveranciers": [["id"]]})
    assert told(path) == [
        ("Contracts!2 ends_on", "not-a-day"),
        ("Contracts!2 notice_days", "not-whole"),
        ("Contracts!3 id", "no-id"),
        ("leveranciers", "sheet-unknown"),
    ]


def test_the_header_may_stand_below_a_title_and_our_own_sheets_are_not_read(
    tmp_path: Path,
) -> None:
    rows = [["Leveranciers van Waterdam"], [], ["id", "name", "⚠ Wat"], ["sup-1", "Nimbus", "?"]]
    path = xlsx(tmp_path / "in.xlsx", {"ℹ Lees mij": [["x"]], "suppliers": rows})  # noqa: RUF001
    history, problems = workbook.read(path)
    assert history.table("suppliers")["name"].to_list() == ["Nimbus"]
    assert "⚠ Wat" not in history.table("suppliers").columns
    assert {found.what.code for found in problems} == {"columns-missing"}


def test_merged_cells_errors_and_nameless_columns_are_told(tmp_path: Path) -> None:
    with Workbook(tmp_path / "in.xlsx") as book:
        sheet = book.add_worksheet("suppliers")
        sheet.write_row(0, 0, ["id", "name"])
        sheet.merge_range(1, 0, 1, 1, "sup-1")
        sheet.write_row(2, 0, ["sup-2", None, None, "stray"])
        sheet.write_formula(2, 1, "=1/0", None, "#DIV/0!")
    assert told(tmp_path / "in.xlsx") == [
        ("in.xlsx", "cells-error"),
        ("suppliers", "column-nameless"),
        ("suppliers!A2:B2", "cells-merged"),
    ]


def test_of_a_formula_the_value_counts(tmp_path: Path) -> None:
    with Workbook(tmp_path / "in.xlsx") as book:
        sheet = book.add_worksheet("services")
        sheet.write_row(0, 0, ["id", "users"])
        sheet.write_string(1, 0, "svc-1")
        sheet.write_formula(1, 1, "=60*1000", None, 60_000)
    history, _ = workbook.read(tmp_path / "in.xlsx")
    assert history.table("services")["users"].to_list() == [60_000]


def test_two_columns_of_one_name_leave_the_sheet_unread(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "in.xlsx", {"suppliers": [["id", "name", "Name"], ["s", "a", "b"]]})
    history, problems = workbook.read(path)
    assert history.table("suppliers").columns.count("Name") == 1  # an added column, kept
    path = xlsx(tmp_path / "two.xlsx", {"suppliers": [["id", "x", "x"], ["s", "a", "b"]]})
    history, problems = workbook.read(path)
    assert (history.count(), problems[0].what.code) == (0, "column-twice")


def test_amendments_name_sheets_and_columns_and_mend_cells(tmp_path: Path) -> None:
    rows = [["id", "naam", "einde"], ["con-1", "Nimbus", "morgen"]]
    path = xlsx(tmp_path / "in.xlsx", {"Contracten": rows, "rest": [["x"]]})
    found = workbook.outline(path)
    assert [(one.name, one.table, one.headers, one.rows) for one in found] == [
        ("Contracten", "contracts", ("id", "naam", "einde"), 1),
        ("rest", None, ("x",), 0),
    ]
    assert found[0].proposals()["naam"] == "name"
    said = Amendments(
        {"Contracten": "contracts", "rest": ""},
        {"contracts": {"naam": "name", "einde": "ends_on"}},
        {"Contracten!2": {"ends_on": "2027-01-01"}},
    )
    history, problems = workbook.read(path, Amendments.of(said.kept()))
    row = history.table("contracts").row(0, named=True)
    assert (row["name"], row["ends_on"]) == ("Nimbus", date(2027, 1, 1))
    assert [found.what.code for found in problems] == ["columns-missing"]


def refused(path: Path) -> str:
    with pytest.raises(Unreadable) as fault:
        workbook.read(path)
    return fault.value.what.code


def packed(path: Path, files: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def test_what_is_no_workbook_is_refused(tmp_path: Path) -> None:
    plain = tmp_path / "plain.xlsx"
    plain.write_bytes(b"id,name\n")
    assert refused(plain) == "file-damaged"
    assert refused(tmp_path / "none.xlsx") == "no-such-file"
    assert refused(packed(tmp_path / "zip.xlsx", {"a.txt": b"x"})) == "not-a-workbook"
    assert refused(packed(tmp_path / "half.xlsx", {"xl/workbook.xml": b"<no"})) == "file-damaged"
    old = tmp_path / "old.xls"
    old.write_bytes(workbook.OLD + bytes(100))
    assert refused(old) == "workbook-old"
    locked = tmp_path / "locked.xlsx"
    locked.write_bytes(workbook.OLD + bytes(100) + workbook.LOCK)
    assert refused(locked) == "file-locked"
    assert refused(xlsx(tmp_path / "other.xlsx", {"Blad1": [["x"]]})) == "no-sheets"
    manifest = {"content.xml": b"", "META-INF/manifest.xml": b"<manifest:encryption-data/>"}
    assert refused(packed(tmp_path / "locked.ods", manifest)) == "file-locked"


def test_a_bomb_is_refused_before_it_is_read(tmp_path: Path) -> None:
    bomb = {"xl/workbook.xml": b"", "xl/worksheets/sheet1.xml": bytes(70 * 1024**2)}
    assert refused(packed(tmp_path / "bomb.xlsx", bomb)) == "file-bomb"


def test_a_cell_in_the_farthest_corner_ends_the_reader_and_nothing_else(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "far.xlsx", {"suppliers": [["id"]]})
    with zipfile.ZipFile(path) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    sheet = files["xl/worksheets/sheet1.xml"]
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    files["xl/worksheets/sheet1.xml"] = sheet.replace(b"</sheetData>", far)
    assert refused(packed(path, files)) == "workbook-too-large"


def test_a_file_with_any_byte_changed_is_read_or_refused(tmp_path: Path) -> None:
    whole = xlsx(tmp_path / "in.xlsx", CONTRACTS).read_bytes()
    chance = random.Random(5)
    path = tmp_path / "broken.xlsx"
    for _ in range(12):
        broken = bytearray(whole)
        for _ in range(chance.randint(1, 20)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        path.write_bytes(bytes(broken[: chance.choice((len(broken), chance.randrange(9_999)))]))
        with contextlib.suppress(Unreadable):
            assert isinstance(workbook.read(path)[0], History)


def test_columns_have_their_letters() -> None:
    assert [name_of(place) for place in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


def test_a_sheet_without_rows_has_no_header() -> None:
    assert (Sheet("x", []).top, Sheet("x", []).header) == (0, [])

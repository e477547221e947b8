# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Bad workbooks: each fault has its sheet, row and column, or the file is refused as a whole."""

import io
from collections.abc import Sequence
from pathlib import Path

from cli.making import Case, Content, Maker, alone, zipped
from xlsxwriter import Workbook

LOAD = "load workbook in.xlsx --into store"
OLD = b"\xd0\xcf\x11\xe0"
LOCK = "EncryptedPackage".encode("utf-16-le")
SHEET = "xl/worksheets/sheet1.xml"
Rows = Sequence[Sequence[object]]


def book(name: str, rows: Rows) -> bytes:
    """A workbook with one sheet."""
    buffer = io.BytesIO()
    with Workbook(buffer, {"strings_to_formulas": False}) as made:
        sheet = made.add_worksheet(name)
        for row, cells in enumerate(rows):
            sheet.write_row(row, 0, cells)
    return buffer.getvalue()


def given(content: Content) -> Maker:
    """That file."""
    return alone("in.xlsx", content)


def contracts(head: str, cell: object) -> Maker:
    """One contract with this cell."""
    return given(book("contracts", [["id", head], ["con-1", cell]]))


def merged(here: Path) -> None:
    """Two cells as one."""
    with Workbook(here / "in.xlsx") as made:
        sheet = made.add_worksheet("suppliers")
        sheet.write_row(0, 0, ["id", "name"])
        sheet.merge_range(1, 0, 1, 1, "sup-1")


def failing(here: Path) -> None:
    """A formula that failed."""
    with Workbook(here / "in.xlsx") as made:
        sheet = made.add_worksheet("suppliers")
        sheet.write_row(0, 0, ["id", "name"])
        sheet.write_string(1, 0, "sup-1")
        sheet.write_formula(1, 1, "=1/0", None, "#DIV/0!")


def bomb(here: Path) -> None:
    """A sheet of 70 MB of zeros in a small file."""
    content = zipped({"xl/workbook.xml": b"", SHEET: bytes(70 * 1024**2)})
    (here / "in.xlsx").write_bytes(content)


def case(
    input: str, make: Maker, says: str, mend: str, where: str = "", exit_code: int = 3
) -> Case:
    """A case of `dijkwacht load workbook`."""
    return Case(
        input=input,
        make=make,
        command=LOAD,
        where=where,
        says=says,
        mend=mend,
        exit_code=exit_code,
        kept=None,
    )


WORKBOOK_CASES = [
    case(
        "a workbook that is none",
        given(b"id,name"),
        "in.xlsx is damaged: …",
        "Copy or export it again.",
    ),
    case(
        "a workbook that breaks off",
        given(book("contracts", [["id"]])[:900]),
        "in.xlsx is damaged: …",
        "Copy or export it again.",
    ),
    case(
        "a zip that is no workbook",
        given(zipped({"contracts.csv": b"id\n"})),
        "in.xlsx is no workbook.",
        "Give an .xlsx or .ods file.",
    ),
    case(
        "a workbook behind a password",
        given(OLD + bytes(500) + LOCK),
        "in.xlsx is behind a password.",
        "Save it without a password, then try again.",
    ),
    case(
        "a workbook of the old form",
        given(OLD + bytes(500)),
        "in.xlsx is a workbook of the old form (.xls).",
        "Save it as .xlsx or .ods.",
    ),
    case(
        "a workbook with other sheets only",
        given(book("Blad1", [["id"], ["x"]])),
        "in.xlsx has no sheet of a register.",
        "Name the sheets as the tables: …",
    ),
    case(
        "a workbook that is a bomb",
        bomb,
        "in.xlsx:xl/worksheets/sheet1.xml unpacks to more than 67,108,864 bytes from …",
        "If it is really yours, unpack it and name the folder.",
    ),
    case(
        "a number where a day should be",
        contracts("ends_on", 46000),
        '"46000" is not a day.',
        "Write days as 2026-06-30, never, or n/a. It counts as unknown.",
        "contracts!2 ends_on",
        1,
    ),
    case(
        "a percentage without its sign",
        given(book("services", [["id", "mbco"], ["svc-1", 50]])),
        "50 can be 50 % or 50 times the whole.",
        "Write a percent sign. It counts as unknown.",
        "services!2 mbco",
        1,
    ),
    case(
        "an amount as people write it",
        contracts("yearly_value", "1.250,00"),
        '"1.250,00" is not an amount.',
        "Write 1250.00: a point, at most two decimals, no currency sign. It counts as unknown.",
        "contracts!2 yearly_value",
        1,
    ),
    case(
        "a header twice in a sheet",
        given(book("contracts", [["id", "name", "name"], ["con-1", "a", "b"]])),
        "The column name stands in the header twice.",
        "Remove or rename one of the two. Nothing of this file was read.",
        "contracts!1",
        1,
    ),
    case(
        "merged cells",
        merged,
        "These cells are merged: only the first has the value.",
        "Split them and fill each; the others count as empty.",
        "suppliers!A2:B2",
        0,
    ),
    case(
        "a formula that failed",
        failing,
        "Cells with an error such as #N/A: 1; the first is B2.",
        "Mend the formulas; these cells count as unknown.",
        "in.xlsx",
        0,
    ),
    case(
        "values below no header",
        given(book("suppliers", [["id"], ["sup-1", "Nimbus"]])),
        "Column B has values and no name.",
        "Give it a name in the header; it was not read.",
        "suppliers",
        0,
    ),
]

# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""A table as an Excel workbook: a sheet about it, and a sheet of typed cells."""

from datetime import date
from decimal import Decimal
from typing import IO, Any, Final

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from dijkwacht.web.exports.sheet import Sheet

LONGEST: Final = 32_767  # characters of a cell
WIDE: Final = 22
FIRST_YEAR: Final = 1900  # days before it are no days in Excel
ABOUT: Final = "Dijkwacht"


def write(sheet: Sheet, file: IO[bytes]) -> None:
    """Write the workbook, row by row; text is never read as a formula or a link."""
    with xlsxwriter.Workbook(file, {"constant_memory": True, "in_memory": False}) as book:
        bold = book.add_format({"bold": True})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        _about(book.add_worksheet(ABOUT), sheet, bold)
        _rows(book.add_worksheet(_name(sheet.table.key)), sheet, bold, day)


def _about(page: Worksheet, sheet: Sheet, bold: Format) -> None:
    page.set_column(0, 1, 2 * WIDE)
    page.write_string(0, 0, sheet.title, bold)
    columns = [(column.key, sheet.words.say(column.heading)) for column in sheet.columns]
    for row, (label, value) in enumerate((*sheet.about, ("", ""), *columns), 1):
        page.write_string(row, 0, label)
        page.write_string(row, 1, value)


def _rows(page: Worksheet, sheet: Sheet, bold: Format, day: Format) -> None:
    keys = [column.key for column in sheet.columns]
    page.set_column(0, max(len(keys) - 1, 0), WIDE)
    page.freeze_panes(1, 0)
    for at, key in enumerate(keys):
        page.write_string(0, at, key, bold)
    row = 0
    for row, values in enumerate(sheet.rows(), 1):
        for at, value in enumerate(values):
            _write(page, row, at, value, day)
    page.autofilter(0, 0, row, max(len(keys) - 1, 0))


def _write(page: Worksheet, row: int, at: int, value: Any, day: Format) -> None:
    if value is None:
        return
    if isinstance(value, bool):
        page.write_boolean(row, at, value)
    elif isinstance(value, int | float | Decimal):
        page.write_number(row, at, value)
    elif isinstance(value, date) and value.year >= FIRST_YEAR:
        page.write_datetime(row, at, value, day)
    else:
        page.write_string(row, at, str(value)[:LONGEST])


def _name(key: str) -> str:
    """A name that a sheet may have."""
    return key.replace("/", "-")[:31] if key != ABOUT else f"{key}-1"

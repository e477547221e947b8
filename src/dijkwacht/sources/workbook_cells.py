# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The cells of a workbook, read in a process of its own with bounded memory and time: a file that
a stranger made may claim to have a cell in every corner.

As a program it writes one line of JSON per sheet and per row, and imports no other module of ours.
"""

import json
import resource
import sys
from datetime import date, datetime, time, timedelta
from typing import Any, Final, TextIO

from python_calamine import CalamineSheet, CalamineWorkbook

MEMORY: Final = 3 * 1024**3  # bytes of address space
SECONDS: Final = 300  # of one processor
HOUR: Final = 3600


def main(arguments: list[str], out: TextIO) -> None:
    """Write the cells of the workbook that is named."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    book = CalamineWorkbook.from_path(arguments[0])
    for name in book.sheet_names:
        write(book.get_sheet_by_name(name), out)


def write(sheet: CalamineSheet, out: TextIO) -> None:
    """One sheet: its name with its merged cells, then its rows from A1."""
    merged = [_range(*corners) for corners in sheet.merged_cell_ranges or ()]
    out.write(json.dumps({"sheet": sheet.name, "merged": merged}) + "\n")
    for row in sheet.iter_rows():
        out.write(json.dumps([_plain(cell) for cell in row]) + "\n")


def read(line: list[Any]) -> list[Any]:
    """The cells of one row as they were before they were written."""
    return [_cell(cell) if isinstance(cell, dict) else cell for cell in line]


def name_of(column: int) -> str:
    """The letters of a column, from 0."""
    letters = ""
    while column >= 0:
        letters = chr(ord("A") + column % 26) + letters
        column = column // 26 - 1
    return letters


def _range(start: tuple[int, int], end: tuple[int, int]) -> str:
    return ":".join(f"{name_of(column)}{row + 1}" for row, column in (start, end))


def _plain(cell: Any) -> Any:
    """A cell as JSON; nothing for an empty one."""
    if isinstance(cell, datetime):
        return {"moment": cell.isoformat()}
    if isinstance(cell, date):
        return {"day": cell.isoformat()}
    if isinstance(cell, time):
        return {"seconds": cell.hour * HOUR + cell.minute * 60 + cell.second}
    if isinstance(cell, timedelta):
        return {"seconds": cell.total_seconds()}
    return None if cell == "" else cell


def _cell(kept: dict[str, Any]) -> date | timedelta:
    if "moment" in kept:
        return datetime.fromisoformat(kept["moment"])
    if "day" in kept:
        return date.fromisoformat(kept["day"])
    return timedelta(seconds=kept["seconds"])


if __name__ == "__main__":
    main(sys.argv[1:], sys.stdout)

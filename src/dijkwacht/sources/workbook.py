# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""A workbook (.xlsx or .ods) as a register: one sheet per table (docs/how-to/fill-the-register.md).

The file may be anything: it is measured before it is read, and read by a process that may fail.
"""

import json
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Any, Final

import numpy as np
import polars as pl

from dijkwacht.base.errors import Unreadable
from dijkwacht.base.files import unpacked
from dijkwacht.base.problem import Grade, Problem, problem
from dijkwacht.register.amendments import LEFT_OUT, NOTHING, Amendments, Found, near_table
from dijkwacht.register.csv_text import TextTable
from dijkwacht.register.records import TABLES
from dijkwacht.register.register import History
from dijkwacht.register.schema import Column, columns, schema
from dijkwacht.register.sheets import BANG, Cell, Sheet, called, is_ours
from dijkwacht.register.tables import typed
from dijkwacht.sources import workbook_cells
from dijkwacht.sources.workbook_text import NoText, text

MOST_PACKED: Final = 64 * 1024**2  # bytes of the file
MOST_UNPACKED: Final = 512 * 1024**2
MOST_CELLS: Final = 30_000_000  # of all sheets together
OLD: Final = b"\xd0\xcf\x11\xe0"  # a file of before 2007, or one behind a password
LOCK: Final = "EncryptedPackage".encode("utf-16-le")
_ERROR: Final = re.compile(rb'<c r="([A-Z]{1,3}\d{1,7})"[^>]{0,200} t="e"')


def read(path: Path, amended: Amendments = NOTHING) -> tuple[History, list[Problem]]:
    """The history in a workbook, and everything in it that could not be used.

    Raises Unreadable for a file that is no workbook, is locked or too large, or has no sheet of the
    register.
    """
    held, problems = sheets(path)
    found: dict[str, pl.DataFrame] = {}
    for sheet in held:
        table = table_of(sheet, amended)
        if table == LEFT_OUT:
            continue
        if table in found:
            raise Unreadable("table-twice", folder=path.name, first=table, second=sheet.name)
        if table in TABLES:
            cells = _text(sheet, table, amended)
            found[table], faults = typed(cells, table, sheet.name, BANG, amended)
            problems += [*faults, *_merged(sheet)]
        else:
            near = near_table(table) or "-"
            problems.append(problem(sheet.name, "sheet-unknown", Grade.WARNING, near=near))
    if not found:
        raise Unreadable("no-sheets", file=path.name, sheets=", ".join(TABLES))
    return History.of(found), problems


def outline(path: Path) -> list[Found]:
    """The sheets that are, or may be, tables; Unreadable as `read`."""
    return [
        Found(
            sheet.name,
            near_table(called(sheet.name)),
            tuple(name for name in _names(sheet, near_table(called(sheet.name))) if name),
            max(len(sheet.rows) - sheet.top - 1, 0),
        )
        for sheet in sheets(path)[0]
    ]


def table_of(sheet: Sheet, amended: Amendments) -> str:
    """The table that a sheet is said to be, or is called."""
    return amended.tables.get(sheet.name, called(sheet.name))


def sheets(path: Path) -> tuple[list[Sheet], list[Problem]]:
    """The sheets of a workbook but for those of ours, and what is wrong with it as a whole;
    Unreadable for a file that cannot be read as one."""
    problems = _measured(path)
    return [sheet for sheet in _cells(path) if not is_ours(sheet.name)], problems


def _measured(path: Path) -> list[Problem]:
    """What a look at the file tells before it is read; Unreadable for one that cannot be."""
    try:
        size = path.stat().st_size
        with path.open("rb") as stream:
            start = stream.read(len(OLD))
            locked = start == OLD and LOCK in stream.read(MOST_PACKED)
    except OSError as fault:
        code = "file-refused" if path.exists() else "no-such-file"
        raise Unreadable(code, file=str(path), why=fault.strerror or str(fault)) from fault
    if size > MOST_PACKED:
        raise Unreadable("file-too-large", file=str(path), limit=MOST_PACKED)
    if start == OLD:
        raise Unreadable("file-locked" if locked else "workbook-old", file=str(path))
    return _inside(path)


def _inside(path: Path) -> list[Problem]:
    """What the parts of the file tell."""
    names, errors = set(), []
    for name, content in unpacked(path, MOST_UNPACKED):
        names.add(name)
        if name == "META-INF/manifest.xml" and b"encryption-data" in content:
            raise Unreadable("file-locked", file=str(path))
        if name.startswith("xl/worksheets/"):
            errors += _ERROR.findall(content)
    if not names & {"xl/workbook.xml", "content.xml"}:
        raise Unreadable("not-a-workbook", file=str(path))
    if not errors:
        return []
    first = errors[0].decode()
    return [problem(path.name, "cells-error", Grade.WARNING, count=len(errors), first=first)]


def _cells(path: Path) -> list[Sheet]:
    """Every sheet, read by another process; Unreadable when that one gives up."""
    # -I: nothing of this folder or of the environment is imported there
    command = [sys.executable, "-I", str(Path(workbook_cells.__file__)), str(path.resolve())]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
        assert child.stdout is not None and child.stderr is not None
        found = list(_told(_counted(child.stdout, path)))
        why = child.stderr.read().decode(errors="replace").strip().rpartition("\n")[2]
    if child.returncode < 0 or "memory" in why.lower():
        raise Unreadable("workbook-too-large", file=str(path))
    if child.returncode:
        raise Unreadable("file-damaged", file=str(path), why=why[:200])
    return found


def _counted(lines: IO[bytes], path: Path) -> Iterator[Any]:
    """What the other process writes, as long as there are not too many cells in it."""
    cells = 0
    for line in lines:
        told = json.loads(line)
        cells += len(told)
        if cells > MOST_CELLS:
            raise Unreadable("workbook-too-large", file=str(path))
        yield told


def _told(lines: Iterator[Any]) -> Iterator[Sheet]:
    """The sheets as the other process writes them."""
    name, rows, merged = "", list[list[Cell]](), ()
    for told in lines:
        if isinstance(told, list):
            rows.append(workbook_cells.read(told))
            continue
        if name:
            yield Sheet(name, rows, merged)
        name, rows, merged = told["sheet"], [], tuple(told["merged"])
    if name:
        yield Sheet(name, rows, merged)


def _names(sheet: Sheet, table: str | None) -> list[str]:
    """The headers: those of the table in its spelling, the others as they are written; empty for a
    column of ours, or one without a name."""
    known = set(schema(table)) if table else set[str]()
    made = []
    for header in sheet.header:
        plain = called(header)
        is_known = plain in known and (plain == header or plain not in sheet.header)
        made.append(plain if is_known else "" if is_ours(header) else header)
    return made


def _text(sheet: Sheet, table: str, amended: Amendments) -> TextTable:
    """The rows below the header as text, each with its row number."""
    names = _names(sheet, table)
    faults = _fault(sheet, names)
    if faults:
        return TextTable(pl.DataFrame(), np.empty(0, np.int64), faults)
    filled = _filled(sheet)
    problems = list(_nameless(sheet, names, [row for _, row in filled]))
    known = {column.name: column for column in columns(table)}
    series = []
    for place, name in enumerate(names):
        if name:
            cells = [(line, _at(row, place)) for line, row in filled]
            column = known.get(amended.column(table, name))
            made, found = _column(cells, name, column, sheet.name)
            series.append(made)
            problems += found
    lines = np.array([line for line, _ in filled], np.int64)
    return TextTable(pl.DataFrame(series), lines, problems)


def _at(row: Sequence[Cell], place: int) -> Cell:
    return row[place] if place < len(row) else None


def _fault(sheet: Sheet, names: Sequence[str]) -> list[Problem]:
    """Why nothing of a sheet can be read."""
    if not sheet.rows:
        return [problem(sheet.name, "sheet-empty", Grade.NOTE)]
    twice = sorted({name for name in names if name and names.count(name) > 1})
    return [problem(f"{sheet.name}!1", "column-twice", column=name) for name in twice]


def _filled(sheet: Sheet) -> list[tuple[int, Sequence[Cell]]]:
    """The rows below the header in which something stands, each with its number from 1."""
    below = enumerate(sheet.rows[sheet.top + 1 :], sheet.top + 2)
    return [(line, row) for line, row in below if any(cell is not None for cell in row)]


def _column(
    cells: Sequence[tuple[int, Cell]], name: str, column: Column | None, sheet: str
) -> tuple[pl.Series, list[Problem]]:
    """The cells of one column as text."""
    made: list[str | None] = []
    problems = []
    for line, cell in cells:
        try:
            made.append(text(cell, column))
        except NoText as fault:
            made.append(None)
            problems.append(problem(f"{sheet}!{line} {name}", fault.code, value=fault.shown))
    return pl.Series(name, made, pl.String), problems


def _nameless(
    sheet: Sheet, names: Sequence[str], rows: Sequence[Sequence[Cell]]
) -> Iterator[Problem]:
    """Columns with values and no name."""
    widest = max(map(len, rows), default=0)
    blank = [at for at in range(widest) if at >= len(names) or not (names[at] or sheet.header[at])]
    for at in blank:
        if any(len(row) > at and row[at] is not None for row in rows):
            letters = workbook_cells.name_of(at)
            yield problem(sheet.name, "column-nameless", Grade.WARNING, column=letters)


def _merged(sheet: Sheet) -> Iterator[Problem]:
    for cells in sheet.merged:
        yield problem(f"{sheet.name}!{cells}", "cells-merged", Grade.WARNING)

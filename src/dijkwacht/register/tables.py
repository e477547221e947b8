# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""A folder (or zip) of CSV or Parquet tables to a history, and back, without loss."""

import io
from collections.abc import Sequence
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from dijkwacht.base.errors import Unreadable
from dijkwacht.base.files import Files, files_of
from dijkwacht.base.problem import Grade, Problem, problem
from dijkwacht.register import values
from dijkwacht.register.amendments import LEFT_OUT, NOTHING, Amendments, Found, near_table
from dijkwacht.register.csv_text import TextTable, read_csv
from dijkwacht.register.records import TABLES
from dijkwacht.register.register import Columns, History
from dijkwacht.register.schema import SELDOM, Column, columns, empty, is_optional, schema

COLON: Final = ":"
"""Between a file and the line in a place: `contracts.csv:14 ends_on`."""

NUL: Final = "\0"


class Format(StrEnum):
    """The two forms of the exchange tables."""

    CSV = "csv"
    PARQUET = "parquet"


def read_tables(path: Path, amended: Amendments = NOTHING) -> tuple[History, list[Problem]]:
    """The history in a folder or zip of tables, and everything in it that could not be used.

    Raises Unreadable when there is no register there at all.
    """
    files = files_of(path)
    found, problems = _tables_in(files, amended)
    frames: dict[str, pl.DataFrame] = {}
    for table, name in found.items():
        text = _text(files, name)
        if text.frame.width:
            frames[table], faults = typed(text, table, name, COLON, amended)
        else:
            faults = text.problems
        problems += faults
    return History.of(frames), problems


def outline(path: Path) -> list[Found]:
    """The files of a folder or zip that are, or look like, tables; Unreadable as `read_tables`."""
    files = files_of(path)
    found = []
    for name in files.names():
        stem, _, ending = name.rpartition(".")
        if ending in set(Format):
            frame = _text(files, name).frame
            found.append(Found(stem, near_table(stem), tuple(frame.columns), frame.height))
    return found


def _tables_in(files: Files, amended: Amendments) -> tuple[dict[str, str], list[Problem]]:
    """The file of each table, and what else lies there that looks like one."""
    found: dict[str, str] = {}
    problems: list[Problem] = []
    for name in files.names():
        stem, _, ending = name.rpartition(".")
        table = amended.table(stem)
        if ending not in set(Format) or table == LEFT_OUT:
            continue
        if table in found:
            raise Unreadable("table-twice", folder=files.name, first=found[table], second=name)
        if table in TABLES:
            found[table] = name
        else:
            near = near_table(stem) or "-"
            problems.append(problem(name, "table-unknown", Grade.WARNING, near=near))
    if not found:
        raise Unreadable("no-tables", folder=files.name, tables=", ".join(TABLES))
    return found, problems


def _text(files: Files, name: str) -> TextTable:
    """One file as columns, of text or of types; without any where it cannot be read."""
    data = files.read(name)
    return _parquet(data, name) if name.endswith(Format.PARQUET) else read_csv(data, name)


def typed(
    text: TextTable, table: str, name: str, sign: str, amended: Amendments = NOTHING
) -> tuple[pl.DataFrame, list[Problem]]:
    """The text as typed columns, with every problem. Rows without an id are left out. Places are
    told as the name, the sign and the line."""
    place = f"{name}{sign}"
    text = amended.mended(amended.renamed(text, table, place), table, place)
    frame, lines = text.frame, text.lines
    problems = [*text.problems, *_missing(frame.columns, table, name, sign)]
    if "id" not in frame.columns:
        return empty(table), problems if frame.width else text.problems
    series = []
    for column in columns(table):
        if column.name in frame.columns:
            value, faults = _column(frame[column.name], column, place, lines)
            series.append(value)
            problems += faults
    extra = [frame[added] for added in frame.columns if added not in schema(table)]
    made = pl.DataFrame(series + extra)
    nameless = made["id"].is_null()
    problems += [problem(f"{place}{lines[row]} id", "no-id") for row in nameless.arg_true()]
    return made.filter(~nameless), problems


def _column(
    cells: pl.Series, column: Column, place: str, lines: NDArray[np.int64]
) -> tuple[pl.Series, list[Problem]]:
    """The typed values of one column; what has its type already is left as it is."""
    if cells.dtype == column.dtype and column.dtype != pl.String:
        return cells, []
    text = cells.cast(pl.String, strict=False)
    return values.parse(text, column, lambda row, of: f"{place}{lines[row]} {of}")


def _missing(found: list[str], table: str, name: str, sign: str) -> list[Problem]:
    """A fault for the one column without which no row can be read, a note of the others, and a
    warning for each that seems to be there under another name."""
    if "id" not in found:
        return [problem(name, "column-missing", column="id")]
    absent = [
        column.name
        for column in columns(table)
        if column.name not in found and not is_optional(table, column.name)
    ]
    added = [column for column in found if column not in schema(table)]
    near = {column: get_close_matches(column, absent, 1, 0.75) for column in added}
    problems = [
        problem(
            f"{name}{sign}1 {column}", "column-near", Grade.WARNING, column=column, near=match[0]
        )
        for column, match in near.items()
        if match
    ]
    if absent:
        listed = ", ".join(absent)
        problems.append(problem(name, "columns-missing", Grade.NOTE, columns=listed))
    return problems


def _parquet(data: bytes, name: str) -> TextTable:
    if not data:
        return _unread(problem(name, "file-empty"))
    try:
        frame = pl.read_parquet(io.BytesIO(data))
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError) as fault:
        why = str(fault).partition("\n")[0]
        return _unread(problem(name, "file-damaged", file=name, why=why))
    nested = [column for column, dtype in frame.schema.items() if dtype.is_nested()]
    told = [problem(name, "column-nested", Grade.WARNING, file=name, column=of) for of in nested]
    return _without_nul(frame.drop(nested), name, told)


def _without_nul(frame: pl.DataFrame, name: str, told: Sequence[Problem]) -> TextTable:
    """The rows and columns that hold no NUL: PostgreSQL takes none; in CSV the line is refused."""
    named = [column for column in frame.columns if NUL in column]
    problems = [*told, problem(f"{name}{COLON}1", "row-nul")] if named else list(told)
    kept = frame.drop(named)
    holds = (column.str.contains(NUL, literal=True) for column in kept if column.dtype == pl.String)
    bad = np.zeros(kept.height, bool)
    for held in holds:
        bad |= held.fill_null(False).to_numpy()
    lines = np.arange(1, kept.height + 1)
    problems += [problem(f"{name}{COLON}{line}", "row-nul") for line in lines[bad]]
    return TextTable(kept.filter(~bad), lines[~bad], problems)


def _unread(found: Problem) -> TextTable:
    return TextTable(pl.DataFrame(), np.empty(0, np.int64), [found])


def write_tables(rows: Columns, folder: Path, form: Format = Format.CSV) -> list[Path]:
    """The tables that have rows, as files in `folder` (made if absent); Unreadable if it holds
    tables already."""
    folder.mkdir(parents=True, exist_ok=True)
    held = [
        f"{table}.{ending}"
        for table in TABLES
        for ending in Format
        if (folder / f"{table}.{ending}").exists()
    ]
    if held:
        raise Unreadable("folder-has-tables", folder=str(folder), file=held[0])
    written = []
    for table, frame in rows.frames.items():
        if frame.height or table not in SELDOM:
            path = folder / f"{table}.{form.value}"
            path.write_bytes(to_bytes(table, frame, form))
            written.append(path)
    return written


def to_bytes(table: str, frame: pl.DataFrame, form: Format) -> bytes:
    """One table as the content of a file."""
    buffer = io.BytesIO()
    shown = frame.select(_written(frame))
    if form is Format.PARQUET:
        shown.write_parquet(buffer, compression="zstd")
    else:
        text = {c.name: values.unparse(c).alias(c.name) for c in columns(table)}
        shown.with_columns(text[of] for of in shown.columns if of in text).write_csv(buffer)
    return buffer.getvalue()


def _written(frame: pl.DataFrame) -> list[str]:
    """The columns worth writing: revisions only when there are any."""
    plain = (
        frame["known_until"].null_count() == frame.height and not (frame["known_from"] != 0).any()
    )
    return [name for name in frame.columns if not (plain and name in ("known_from", "known_until"))]

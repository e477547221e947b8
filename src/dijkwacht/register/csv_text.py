# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Bytes of a CSV file to a frame of text: every line that can be read, and a problem for each that
cannot."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from dijkwacht.base.problem import Problem, problem

MAX_LINE: Final = 1024**2  # bytes of one row
QUOTE, COMMA, NEWLINE, RETURN = 34, 44, 10, 13
BOM: Final = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class TextTable:
    """The cells as text (None where empty), the line of the file on which each row begins, and what
    was left out."""

    frame: pl.DataFrame
    lines: NDArray[np.int64]
    problems: list[Problem]


@dataclass(frozen=True, slots=True)
class _Lines:
    """Where the records of a CSV text begin and end (quoted fields may hold newlines), and how many
    commas each has."""

    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    commas: NDArray[np.int64]
    numbers: NDArray[np.int64]
    open_quote: bool


def read_csv(data: bytes, file: str) -> TextTable:
    """The rows of a UTF-8 CSV file with a header. `file` names it in the problems. Never raises for
    bad content."""
    data = data.removeprefix(BOM)
    fault = _unusable(data)
    if fault:
        return _nothing(problem(file, fault))
    lines = _lines(data)
    header = _header(data[lines.starts[0] : lines.ends[0]])
    if header is None:
        return _nothing(problem(f"{file}:1", "header-unreadable"))
    faults = _header_faults(header, file)
    if faults:
        return _nothing(*faults)
    good, problems = _sound(data, lines, len(header), file)
    frame = _parse(data, lines, np.flatnonzero(good), header)
    return TextTable(frame, lines.numbers[1:][good[1:]], problems)


def _unusable(data: bytes) -> str | None:
    """Why nothing of the file can be read, if so."""
    if not data.strip():
        return "file-empty"
    # a letter of the header in UTF-16 without a mark has a NUL beside it
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in data[:2]:
        return "file-not-utf8"
    return None


def _nothing(*problems: Problem) -> TextTable:
    return TextTable(pl.DataFrame(), np.empty(0, np.int64), list(problems))


def _lines(data: bytes) -> _Lines:
    text = np.frombuffer(data, np.uint8)
    quotes, breaks = np.flatnonzero(text == QUOTE), np.flatnonzero(text == NEWLINE)
    ends = _outside(breaks, quotes)
    if not ends.size or ends[-1] != text.size - 1:
        ends = np.append(ends, text.size)
    starts = np.concatenate(([0], ends[:-1] + 1))
    commas = _outside(np.flatnonzero(text == COMMA), quotes)
    count = np.searchsorted(commas, ends) - np.searchsorted(commas, starts)
    filled = _filled(text, starts, ends)
    numbers = np.searchsorted(breaks, starts) + 1
    is_open = quotes.size % 2 == 1
    return _Lines(starts[filled], ends[filled], count[filled], numbers[filled], is_open)


def _outside(places: NDArray[np.int64], quotes: NDArray[np.int64]) -> NDArray[np.int64]:
    """The places with an even number of quotes before them."""
    return places[np.searchsorted(quotes, places) % 2 == 0] if quotes.size else places


def _filled(
    text: NDArray[np.uint8], starts: NDArray[np.int64], ends: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Which lines are not blank."""
    length = ends - starts
    lone = (length == 1) & (text[np.minimum(starts, text.size - 1)] == RETURN)
    filled: NDArray[np.bool_] = (length > 0) & ~lone
    return filled


def _header(line: bytes) -> list[str] | None:
    try:
        return [name.strip() for name in next(csv.reader([line.decode()]))]
    except (UnicodeDecodeError, csv.Error, StopIteration):
        return None


def _header_faults(header: Sequence[str], file: str) -> list[Problem]:
    if len(header) == 1 and any(mark in header[0] for mark in ";\t|"):
        return [problem(f"{file}:1", "separator-wrong", header=header[0][:80])]
    twice = sorted({name for name in header if header.count(name) > 1})
    return [problem(f"{file}:1", "column-twice", column=name) for name in twice]


def _sound(
    data: bytes, lines: _Lines, width: int, file: str
) -> tuple[NDArray[np.bool_], list[Problem]]:
    """Which lines can be read, and a problem for each that cannot."""
    problems: list[Problem] = []
    good = np.ones(lines.starts.size, bool)

    def refuse(which: NDArray[np.int64], code: str, **params: object) -> None:
        for index in which[good[which]]:
            size, cells = int(lines.ends[index] - lines.starts[index]), int(lines.commas[index]) + 1
            place = f"{file}:{lines.numbers[index]}"
            problems.append(problem(place, code, bytes=size, found=cells, **params))
        good[which] = False

    if lines.open_quote:
        refuse(np.array([good.size - 1]), "quote-open")
    refuse(np.flatnonzero(lines.ends - lines.starts > MAX_LINE), "line-too-long", limit=MAX_LINE)
    refuse(np.flatnonzero(lines.commas + 1 != width), "cells-count", expected=width)
    refuse(_not_utf8(data, lines), "line-not-utf8")
    good[0] = True
    return good, problems


def _not_utf8(data: bytes, lines: _Lines) -> NDArray[np.int64]:
    try:
        data.decode()
    except UnicodeDecodeError:
        pairs = enumerate(zip(lines.starts.tolist(), lines.ends.tolist(), strict=True))
        return np.array([index for index, (a, b) in pairs if not _decodes(data[a:b])], np.int64)
    holes = np.flatnonzero(np.frombuffer(data, np.uint8) == 0)
    return np.unique(np.searchsorted(lines.ends, holes))


def _decodes(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return b"\0" not in line


def _parse(data: bytes, lines: _Lines, kept: NDArray[np.int64], header: list[str]) -> pl.DataFrame:
    """The cells of the kept lines; the first is the header."""
    if kept.size == lines.starts.size:
        clean = data
    else:
        clean = b"\n".join(data[lines.starts[index] : lines.ends[index]] for index in kept)
    types = {name: pl.String() for name in header}
    if kept.size == 1:
        return pl.DataFrame(schema=types)
    frame = _quickly(clean)
    if frame is None or frame.height != kept.size - 1:
        return _slowly(clean, types)
    frame.columns = header
    return frame.with_columns(pl.all().replace("", None))


def _quickly(clean: bytes) -> pl.DataFrame | None:
    """The cells by Polars; None where it cannot, or would lose a return at the end of a cell."""
    if b'\r"' in clean:
        return None
    try:
        return pl.read_csv(clean, infer_schema=False)
    except pl.exceptions.PolarsError:
        return None


def _slowly(clean: bytes, types: dict[str, pl.String]) -> pl.DataFrame:
    """The same by the standard library, which forgives a quote in the middle of a cell."""
    csv.field_size_limit(MAX_LINE)
    rows = [row for row in csv.reader(io.StringIO(clean.decode(), newline="")) if row][1:]
    cells = [[cell or None for cell in row] for row in rows]
    return pl.DataFrame(cells, schema=types, orient="row")

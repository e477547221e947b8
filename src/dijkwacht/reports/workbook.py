# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""A register as a workbook (.xlsx) that people fill and give back: one sheet per table, a note on
each column, lists to choose from, and a first sheet that says how
(docs/how-to/fill-the-register.md).

What it holds is read back as the same rows by `sources/workbook.py`.
"""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Final

import polars as pl
from xlsxwriter import Workbook

from dijkwacht.base.message import Message
from dijkwacht.register.records import TABLES
from dijkwacht.register.register import Columns
from dijkwacht.register.schema import columns, empty
from dijkwacht.register.sheets import MOST_ROWS, TOLD
from dijkwacht.reports.meanings import holds, of_column, of_table
from dijkwacht.reports.words import Words
from dijkwacht.reports.workbook_sheet import LEFT_OUT, Forms, TableSheet, fill, list_name

PLAIN: Final = {
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
    "constant_memory": True,
}
HOW: Final = tuple(Message(f"workbook.how-{what}") for what in ("rows", "empty", "id", "back"))
HEADS: Final = ("workbook.title", "workbook.title-empty", "workbook.legend")
LEGEND: Final = ("sheet", "column", "meaning", "holds")
WIDE: Final = 60


@dataclass(frozen=True)
class Contents:
    """What a workbook is about: the rows of a register of one day and revision, or (None) nothing
    yet."""

    rows: Columns | None
    name: str
    on: date
    revision: int


def workbook(contents: Contents, words: Words) -> bytes:
    """The workbook as the content of a file; the same bytes for the same contents. Unreadable where
    a sheet cannot hold a table."""
    buffer = io.BytesIO()
    with opened(buffer, contents.on) as book:
        forms = Forms(book)
        _read_me(book, forms, contents, words)
        for table in TABLES:
            sheet = TableSheet(book.add_worksheet(table), forms, words)
            frame = shown(contents.rows.table(table) if contents.rows else empty(table))
            sheet.begin(table, frame.columns, frame.height)
            fill(sheet, table, frame)
            book.define_name(list_name(table), _column_of_ids(table, frame))
    return buffer.getvalue()


def opened(buffer: io.BytesIO, on: date) -> Workbook:
    """A new workbook in which no text is ever a formula; made, it says, on that day."""
    book = Workbook(buffer, PLAIN)
    book.set_properties({"created": datetime.combine(on, time(), UTC).replace(tzinfo=None)})
    return book


def shown(frame: pl.DataFrame) -> pl.DataFrame:
    """The columns that people see: revisions are not theirs to write."""
    return frame.drop(*LEFT_OUT)


def _column_of_ids(table: str, frame: pl.DataFrame) -> str:
    """The ids of a sheet, as far as they go."""
    letter = chr(ord("A") + frame.columns.index("id"))
    all_of = f"{table}!${letter}$2:${letter}${MOST_ROWS}"
    return f"={table}!${letter}$2:INDEX({all_of},MAX(1,COUNTA({all_of})))"


def _read_me(book: Workbook, forms: Forms, contents: Contents, words: Words) -> None:
    """The first sheet: what this is, how to fill it, and every column with what it means."""
    sheet = book.add_worksheet(TOLD + words.text("workbook.readme"))
    for place, width in enumerate((16, 24, WIDE, WIDE)):
        sheet.set_column(place, place, width, forms.wrapped)
    told = (*_about(contents), *HOW, Message("workbook.legend"))
    for row, message in enumerate(told):
        bold = message.code in HEADS
        sheet.write_string(row, 0, words.say(message), forms.head if bold else None)
    for place, key in enumerate(LEGEND):
        sheet.write_string(len(told), place, words.text(f"workbook.{key}"), forms.head)
    for row, line in enumerate(_legend(words), len(told) + 1):
        for place, text in enumerate(line):
            sheet.write_string(row, place, text, forms.wrapped)
    sheet.activate()


def _about(contents: Contents) -> Sequence[Message]:
    if contents.rows is None:
        return (Message("workbook.title-empty"),)
    return (
        Message.of("workbook.title", register=contents.name),
        Message.of("workbook.as-of", on=contents.on, revision=contents.revision),
    )


def _legend(words: Words) -> Iterator[tuple[str, str, str, str]]:
    for table in TABLES:
        yield table, "", words.say(of_table(table)), ""
        for column in columns(table):
            if column.name not in LEFT_OUT:
                meaning, what = of_column(table, column.name), holds(column)
                yield table, column.name, words.say(meaning), words.say(what)

# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""One table as a sheet of a workbook: header with notes, lists to choose from, cells by kind."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, Final

import polars as pl
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from dijkwacht.base.errors import Unreadable
from dijkwacht.base.units import FOREVER, NEVER_DAY, NOT_APPLICABLE, NOT_APPLICABLE_DAY, ONE
from dijkwacht.register.codes import Noun
from dijkwacht.register.records import TABLE_OF
from dijkwacht.register.schema import Column, Kind, columns
from dijkwacht.register.sheets import FIRST_DAY, MOST_PARTS, MOST_ROWS, MOST_TEXT, Cell
from dijkwacht.register.values import NA, NEVER
from dijkwacht.reports.meanings import holds, of_column, words_of
from dijkwacht.reports.words import Words

RISKY: Final = ("=", "+", "-", "@", "\t", "\r")
"""What a formula may begin with."""

SPARE: Final = 1_000  # rows below the last that are ready to be filled
WIDTHS: Final = {Kind.TEXT: 24, Kind.REFERENCE: 24, Kind.CODE: 16}
NARROW: Final = 13
MOST_WORDS: Final = 255  # characters of a list, and of a formula that chooses one
MOST_NOTE: Final = 2_000
LEFT_OUT: Final = ("known_from", "known_until")
UNSAYABLE: Final = ("\ufffe", "\uffff")  # XML has no way to write them

FORMS: Final = {
    Kind.DAY: "yyyy-mm-dd",
    Kind.HOURS: "0",
    Kind.COUNT: "0",
    Kind.AMOUNT: "0",
    Kind.BASIS_POINTS: "0.##%",
    Kind.MONEY: "0.00",
}


class Forms:
    """How cells look: made once per workbook."""

    def __init__(self, book: Workbook) -> None:
        self.head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
        self.wrong = book.add_format({"bg_color": "#FFD9CC", "text_wrap": True, "num_format": "@"})
        self.wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        self._of = {kind: book.add_format({"num_format": FORMS.get(kind, "@")}) for kind in Kind}
        # a text that begins as a formula stays text, also when somebody edits the cell
        self.quoted = book.add_format({"num_format": "@", "quote_prefix": True})

    def of(self, kind: Kind) -> Format:
        """The form of a column."""
        return self._of[kind]


@dataclass(frozen=True)
class TableSheet:
    """A sheet that is being written."""

    sheet: Worksheet
    forms: Forms
    words: Words

    def begin(self, table: str, names: Sequence[str], rows: int) -> None:
        """The header with its notes, the widths, and the lists to choose from."""
        known = {column.name: column for column in columns(table)}
        for place, name in enumerate(names):
            column = known.get(name)
            kind = column.kind if column else Kind.TEXT
            self.sheet.set_column(place, place, WIDTHS.get(kind, NARROW), self.forms.of(kind))
            self.sheet.write_string(0, place, name, self.forms.head)
            if column is not None:
                self._note(place, table, column)
                self._choices(place, rows + SPARE, column, names)
        self.sheet.freeze_panes(1, 1)
        self.sheet.autofilter(0, 0, max(rows, 1), max(len(names) - 1, 0))

    def _note(self, place: int, table: str, column: Column) -> None:
        says = (of_column(table, column.name), holds(column))
        note = "\n".join(self.words.say(message) for message in says)
        self.sheet.write_comment(0, place, note[:MOST_NOTE], {"x_scale": 2})

    def _choices(self, place: int, last: int, column: Column, names: Sequence[str]) -> None:
        """The words or ids that may stand in a column."""
        listed = words_of(column)
        if listed and len(",".join(listed)) <= MOST_WORDS:
            says = self.words.text("workbook.not-a-word")
            self._list(place, last, listed, "stop", says)
            return
        formula = _ids(column, names)
        if formula and len(formula) <= MOST_WORDS:
            says = self.words.text("workbook.not-in-list")
            self._list(place, last, formula, "warning", says)

    def _list(self, place: int, last: int, source: Any, kind: str, says: str) -> None:
        rule = {"validate": "list", "source": source, "error_type": kind, "error_message": says}
        self.sheet.data_validation(1, place, min(last, MOST_ROWS - 1), place, rule)

    def put(self, row: int, place: int, cell: Cell, form: Format | None = None) -> None:
        """One cell, of whatever type; text is never a formula."""
        countable = _countable(cell)
        if isinstance(countable, str):
            risky = countable[:1] in RISKY
            text = countable[:MOST_TEXT]
            self.sheet.write_string(
                row, place, text, form or (self.forms.quoted if risky else None)
            )
        elif isinstance(countable, bool):
            self.sheet.write_boolean(row, place, countable, form)
        elif isinstance(countable, int | float):
            self.sheet.write_number(row, place, countable, form)
        elif countable is not None:
            self.sheet.write_datetime(row, place, countable, form or self.forms.of(Kind.DAY))
        elif form is not None:
            self.sheet.write_blank(row, place, None, form)

    def value(self, row: int, place: int, cell: Cell, column: Column | None) -> None:
        """A value of a column; numbers and days look as the column wants."""
        if cell is not None:
            kind = column.kind if column else Kind.TEXT
            self.put(row, place, cell, None if isinstance(cell, str) else self.forms.of(kind))


def _countable(cell: Cell) -> Cell:
    """The cell, or as text what spreadsheets cannot count with."""
    if isinstance(cell, timedelta):
        return cell if cell >= timedelta() else str(cell)
    if isinstance(cell, float):
        return cell if math.isfinite(cell) else str(cell)
    if isinstance(cell, date):
        day = cell.date() if isinstance(cell, datetime) else cell
        return cell if day >= FIRST_DAY else cell.isoformat()
    return cell


def fill(made: TableSheet, table: str, frame: pl.DataFrame) -> None:
    """All rows of a table. Unreadable for what a sheet cannot hold."""
    if frame.height >= MOST_ROWS:
        raise Unreadable("workbook-rows", table=table, count=frame.height, limit=MOST_ROWS - 1)
    fixed = {column.name: column for column in columns(table)}
    kinds = [fixed.get(name) for name in frame.columns]
    for row, values in enumerate(frame.iter_rows(), 1):
        for place, value in enumerate(values):
            cell = None if value is None else as_cell(value, kinds[place])
            if _too_much(cell):
                id, name = str(frame["id"][row - 1])[:80], frame.columns[place]
                raise Unreadable("workbook-cell", table=table, id=id, column=name)
            made.value(row, place, cell, kinds[place])


def as_cell(value: Any, column: Column | None) -> Cell:
    """A value of the register as people write it in a workbook; text where a number of a workbook
    would not be the same."""
    if column is None:
        return str(value)
    if column.kind is Kind.DAY:
        words = {NEVER_DAY: NEVER, NOT_APPLICABLE_DAY: NA}
        day: Cell = words.get(value, value)
        return day
    if column.kind not in FORMS:
        return str(value)
    if value == NOT_APPLICABLE:
        return NA
    if column.kind is Kind.HOURS and value == FOREVER:
        return NEVER
    if column.kind is Kind.BASIS_POINTS:
        parts = value / ONE
        return parts if parts <= MOST_PARTS else f"{Decimal(value) / 100:f} %"
    return _number(value)


def _number(value: int | Decimal) -> Cell:
    """A number as workbooks hold it (64 bits, 15 to 17 digits), or its digits."""
    near = float(value)
    same = Decimal(f"{near:.16G}") == value
    return near if same else str(value)


def _too_much(cell: Cell) -> bool:
    return isinstance(cell, str) and (
        len(cell) > MOST_TEXT or any(sign in cell for sign in UNSAYABLE)
    )


def list_name(table: str) -> str:
    """The name of the list of ids of a table."""
    return f"ids_{table}"


def _ids(column: Column, names: Sequence[str]) -> str | None:
    """The formula of the ids that a column may refer to."""
    if column.table:
        return f"={list_name(column.table)}"
    if column.noun_column is None or column.noun_column not in names:
        return None
    nouns = words_of(Column(column.noun_column, Kind.CODE, Noun))
    by = f"${_letters(names.index(column.noun_column))}2"
    formula = '""'
    for noun in reversed(nouns):
        formula = f'IF({by}="{noun}",{list_name(TABLE_OF[Noun(noun)])},{formula})'
    return f"={formula}"


def _letters(place: int) -> str:
    """The letters of a column, from 0."""
    high, low = divmod(place, 26)
    return (chr(ord("A") + high - 1) if high else "") + chr(ord("A") + low)

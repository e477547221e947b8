# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""A workbook given back: every cell as its maker wrote it or mended it, what is wrong behind each
row and in a list of its own. Reading it again passes over what we wrote."""

import io
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from dijkwacht.base.problem import Grade, Problem
from dijkwacht.register.amendments import NOTHING, Amendments
from dijkwacht.register.records import TABLES
from dijkwacht.register.schema import Kind, columns, schema
from dijkwacht.register.sheets import BANG, WRONG, Cell, Sheet, Spot, called, is_ours, spot
from dijkwacht.reports.words import Words
from dijkwacht.reports.workbook import opened
from dijkwacht.reports.workbook_sheet import Forms, TableSheet

HEADS: Final = ("sheet", "row", "column", "what", "mend")
WIDTHS: Final = (16, 8, 24, 60, 60)
TITLE: Final = 31  # characters of the name of a sheet
RESERVED: Final = "history"
NARROW: Final = 16
WIDE: Final = 60

Marks = Mapping[int, Mapping[str, Sequence[str]]]
"""What is wrong, by row (from 1) and column of the table."""


@dataclass(frozen=True)
class Given:
    """A sheet as it was given, and as it is understood."""

    sheet: Sheet
    amended: Amendments

    @cached_property
    def table(self) -> str:
        """The table that it is."""
        return self.amended.tables.get(self.sheet.name, called(self.sheet.name))

    @cached_property
    def kept(self) -> list[int]:
        """The places of the columns that are not of ours."""
        named = [at for at, name in enumerate(self.sheet.header) if not is_ours(name)]
        widest = max(map(len, self.sheet.rows), default=0)
        return [*named, *range(len(self.sheet.header), widest)]

    @cached_property
    def names(self) -> list[str]:
        """The column of the table that each place is; empty for one without a name."""
        known = set(schema(self.table)) if self.table in TABLES else set[str]()
        plain = [called(name) if called(name) in known else name for name in self.sheet.header]
        named = [self.amended.column(self.table, name) for name in plain]
        return [*named, *([""] * len(self.kept))]

    @cached_property
    def rows_of(self) -> Mapping[str, int]:
        """The row, from 1, of each id."""
        if "id" not in self.names or self.table not in TABLES:
            return {}
        place = self.names.index("id")
        rows = enumerate(self.sheet.rows, 1)
        return {str(row[place]).strip(): at for at, row in rows if len(row) > place}

    def cell(self, row: int, place: int) -> Cell:
        """A cell, as it was mended where it was. Both from 0."""
        cells = self.sheet.rows[row]
        mended = self.amended.cells.get(f"{self.sheet.name}{BANG}{row + 1}", {})
        held = cells[place] if place < len(cells) else None
        return mended.get(self.names[place], held)


def returned(
    sheets: Sequence[Sheet],
    problems: Iterable[Problem],
    on: date,
    words: Words,
    amended: Amendments = NOTHING,
) -> bytes:
    """The workbook with its problems, as the content of an .xlsx file."""
    given = [Given(sheet, amended) for sheet in sheets]
    told = [(found, where_of(found, given)) for found in problems if found.grade is not Grade.NOTE]
    buffer = io.BytesIO()
    with opened(buffer, on) as book:
        forms = Forms(book)
        _list(book, forms, told, words)
        for one, title in zip(given, _titles(sheets), strict=True):
            made = TableSheet(book.add_worksheet(title), forms, words)
            _sheet(made, one, _marks(one.sheet.name, told, words))
    return buffer.getvalue()


def _titles(sheets: Sequence[Sheet]) -> list[str]:
    """Names as .xlsx allows them: 31 characters, a few signs not, none twice."""
    made: list[str] = []
    for number, sheet in enumerate(sheets, 1):
        plain = re.sub(r"[\[\]:*?/\\]", " ", sheet.name).strip("' ")[:TITLE]
        taken = not plain or plain.lower() in (RESERVED, *(title.lower() for title in made))
        made.append(f"{plain[: TITLE - 5]} {number}" if taken else plain)
    return made


def where_of(found: Problem, given: Sequence[Given]) -> Spot:
    """Where in the workbook a problem lies: as its place says, else where the row of that id is."""
    named = spot(found)
    if named is not None:
        return named
    table, id = found.about or ("", "")
    sheet = next((one for one in given if one.table == table and id in one.rows_of), None)
    if sheet is None:
        return Spot(found.where)
    column = found.where.removeprefix(f"{table} {id}").strip()
    return Spot(sheet.sheet.name, sheet.rows_of[id], column or None)


def _marks(sheet: str, told: Iterable[tuple[Problem, Spot]], words: Words) -> Marks:
    marks: defaultdict[int, dict[str, list[str]]] = defaultdict(dict)
    for found, where in told:
        if where.sheet == sheet and where.row:
            says = f"{words.say(found.what)} {words.say(found.mend)}"
            marks[where.row].setdefault(where.column or "", []).append(says)
    return marks


def _list(book: Workbook, forms: Forms, told: Iterable[tuple[Problem, Spot]], words: Words) -> None:
    """The sheet of all problems."""
    sheet = book.add_worksheet(WRONG + words.text("workbook.problems"))
    for place, (key, width) in enumerate(zip(HEADS, WIDTHS, strict=True)):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, words.text(f"workbook.{key}"), forms.head)
    for line, (found, where) in enumerate(told, 1):
        here = (where.sheet, str(where.row or ""), where.column or "")
        for at, text in enumerate((*here, words.say(found.what), words.say(found.mend))):
            sheet.write_string(line, at, text, forms.wrapped)
    sheet.freeze_panes(1, 0)


def _sheet(made: TableSheet, given: Given, marks: Marks) -> None:
    """One sheet as it was, with marked cells and one more column."""
    fixed = columns(given.table) if given.table in TABLES else ()
    known = {column.name: column.kind for column in fixed}
    kinds = [known.get(given.names[place], Kind.TEXT) for place in given.kept]
    for new, kind in enumerate(kinds):
        made.sheet.set_column(new, new, NARROW, made.forms.of(kind))
    last = len(given.kept)
    made.sheet.set_column(last, last, WIDE)
    made.sheet.freeze_panes(given.sheet.top + 1, 1)
    for row in range(len(given.sheet.rows)):
        wrong = marks.get(row + 1, {})
        for new, place in enumerate(given.kept):
            form = made.forms.wrong if given.names[place] in wrong else None
            _put(made, (row, new), given.cell(row, place), form, kinds[new])
        _tell(made, row, last, wrong, is_head=row == given.sheet.top)


def _put(
    made: TableSheet, at: tuple[int, int], cell: Cell, form: Format | None, kind: Kind
) -> None:
    """A cell as it was; a number looks as its column wants."""
    number = isinstance(cell, int | float) and not isinstance(cell, bool)
    made.put(*at, cell, form or (made.forms.of(kind) if number else None))


def _tell(
    made: TableSheet, row: int, last: int, wrong: Mapping[str, Sequence[str]], *, is_head: bool
) -> None:
    """What is wrong with a row, behind it."""
    if is_head:
        title = WRONG + made.words.text("workbook.wrong")
        made.sheet.write_string(row, last, title, made.forms.head)
    elif wrong:
        text = " ".join(dict.fromkeys(said for says in wrong.values() for said in says))
        made.sheet.write_string(row, last, text, made.forms.wrong)

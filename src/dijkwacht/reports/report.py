# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a report is: a title, sentences, and tables of typed cells. Rendered in the terminal, as
JSON and as CSV."""

import csv
import io
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final

from dijkwacht.base.message import Message
from dijkwacht.reports.words import NONE, Words

# where a cell begins for some program: at its start, or behind what that program splits at
_FORMULA: Final = re.compile(r"(?:^|[;|\t\n])[\s\"]*(?=[=+\-@＝＋－＠])")  # noqa: RUF001  # wide ones


class Cell(Enum):
    """The kinds of cell."""

    TEXT = "text"
    CODE = "code"  # a message code: shown in words, exported as it is
    COUNT = "count"  # None is unknown
    HOURS = "hours"  # None is never, or not within the horizon
    LEVEL = "basis points"
    DECIMAL = "decimal"  # None is unknown
    LIMIT = "limit"  # a decimal; None is none
    FLAG = "flag"  # yes or no
    MARK = "mark"  # a code of a few letters, in a column as narrow as they are


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `key` names it in exports; its heading is the catalogue entry `column.<key>`, or
    `head`.

    Not `shown` means only in exports, where there is room; not `exported` only on a screen.
    """

    key: str
    cell: Cell = Cell.TEXT
    shown: bool = True
    exported: bool = True
    head: Message | None = None

    @property
    def heading(self) -> Message:
        """The heading."""
        return self.head or Message(f"column.{self.key}")


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells under columns. `most` rows are shown on a screen unless all are asked for."""

    key: str
    title: Message
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Any]]
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """An answer: what it says in sentences (`before` and `after` the tables), and the facts of how
    it was made."""

    title: Message
    before: tuple[Message, ...] = ()
    tables: tuple[Table, ...] = ()
    after: tuple[Message, ...] = ()
    made: Mapping[str, Any] | None = None  # revision, day, rule versions, scenario


def shown(value: Any, cell: Cell, words: Words) -> str:
    """One cell as text."""
    if value is None and cell in (Cell.TEXT, Cell.FLAG, Cell.HOURS, Cell.LIMIT):
        return NONE
    if cell is Cell.FLAG:
        return words.text("answer.yes" if value else "answer.no")
    if cell in (Cell.CODE, Cell.MARK):
        return words.text(value) if value else ""
    return SAID[cell](words, value)


SAID: Final[Mapping[Cell, Callable[[Words, Any], str]]] = {
    Cell.TEXT: Words.value,
    Cell.HOURS: Words.hours,
    Cell.LEVEL: Words.percent,
    Cell.DECIMAL: Words.decimal,
    Cell.LIMIT: Words.decimal,
    Cell.COUNT: Words.number,
}


def as_json(report: Report, words: Words) -> str:
    """The report as JSON: sentences in the reader's language; hours and basis points as they are,
    unknown as null."""
    content = {
        "title": words.say(report.title),
        "made": dict(report.made or {}),
        "says": [words.say(message) for message in (*report.before, *report.after)],
    }
    tables = {
        table.key: [named(table, row, words) for row in table.rows] for table in report.tables
    }
    return json.dumps({**content, **tables}, ensure_ascii=False, indent=2, default=str)


def named(table: Table, row: Sequence[Any], words: Words) -> dict[str, Any]:
    """The cells of a row that are exported, by the keys of their columns."""
    return {
        column.key: _plain(value, words)
        for column, value in zip(table.columns, row, strict=True)
        if column.exported
    }


def _plain(value: Any, words: Words) -> Any:
    return words.say(value) if isinstance(value, Message) else value


def as_csv(table: Table, words: Words) -> str:
    """One table as CSV with its keys as header; every row, values as they are, unknown empty."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(column.key for column in table.columns if column.exported)
    writer.writerows(
        [safe(value) for value in named(table, row, words).values()] for row in table.rows
    )
    return buffer.getvalue()


def safe(value: Any) -> Any:
    """Text that a spreadsheet would run as a formula gets a quote before it; line breaks become the
    one that CSV readers agree on."""
    if not isinstance(value, str):
        return value
    return _FORMULA.sub(r"\g<0>'", value.replace("\r\n", "\n").replace("\r", "\n"))

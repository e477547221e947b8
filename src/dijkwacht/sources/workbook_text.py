# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Cells of a workbook as people fill them, as the text of the exchange tables."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import Final

from dijkwacht.base.units import DAY_HOURS, ONE
from dijkwacht.register.codes import Answer
from dijkwacht.register.schema import Column, Kind
from dijkwacht.register.sheets import FIRST_DAY, MOST_PARTS, Cell
from dijkwacht.register.values import NA, NEVER

HOUR: Final = 3600
WEEK: Final = 7 * DAY_HOURS

_WORDS: Final[Mapping[str, str]] = {"nooit": NEVER, "n.v.t.": NA, "nvt": NA, "n.a.": NA}
_ANSWERS: Final[Mapping[str, str]] = {"ja": Answer.YES, "nee": Answer.NO}
_LENGTH: Final = re.compile(
    r"(?i)(\d+)\s*(?:(h|u|uur|uren|hours?)|(d|dag|dagen|days?)|(w|week|weken|weeks))"
)
_PERCENT: Final = re.compile(r"(-?\d+(?:[.,]\d+)?)\s*(%?)")
_DUTCH_DAY: Final = re.compile(r"(\d{1,2})[-.](\d{1,2})[-.](\d{4})")


class NoText(Exception):
    """A cell that cannot be taken as it stands: the code of the problem, and the cell as shown."""

    def __init__(self, code: str, shown: str) -> None:
        super().__init__(code, shown)
        self.code = code
        self.shown = shown


def text(cell: Cell, column: Column | None) -> str | None:
    """The cell as the exchange table has it; None when it is empty. NoText where nobody can tell
    what is meant. A column that is not in the schema holds text."""
    if cell is None:
        return None
    kind = Kind.TEXT if column is None else column.kind
    made = _READERS.get(kind, _plain)(cell)
    if column is not None and Answer.YES in column.codes:
        return _ANSWERS.get(made.strip().lower(), made)
    return made


def _plain(cell: Cell) -> str:
    """Any cell as it is read."""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime):
        return _day(cell)
    if isinstance(cell, timedelta):
        return str(cell)
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def _day(cell: Cell) -> str:
    """A day, also as `30-06-2026`."""
    if isinstance(cell, date):
        day = cell.date() if isinstance(cell, datetime) else cell
        if day < FIRST_DAY:
            raise NoText("day-before-1900", day.isoformat())
        return day.isoformat()
    written = _word(cell)
    dutch = _DUTCH_DAY.fullmatch(written)
    return f"{dutch[3]}-{int(dutch[2]):02}-{int(dutch[1]):02}" if dutch else written


def _hours(cell: Cell) -> str:
    """Hours, also as `3 d`, `4 uur`, `2 weken` or a time such as 4:00."""
    if isinstance(cell, timedelta):
        whole, rest = divmod(cell.total_seconds(), HOUR)
        return str(cell) if rest else str(int(whole))
    written = _word(cell)
    length = _LENGTH.fullmatch(written)
    if length is None:
        return written
    size = WEEK if length[4] else DAY_HOURS if length[3] else 1
    return str(int(length[1]) * size)


def _parts(cell: Cell) -> str:
    """A percentage as ten-thousandths: 0.5 is 5000, and so is `50 %`."""
    written = _word(cell)
    match = _PERCENT.fullmatch(written)
    if match is None:
        return written
    number = Decimal(match[1].replace(",", "."))
    if not match[2] and number > MOST_PARTS:
        raise NoText("percent-unsure", written)
    return str(round(number * (ONE // 100 if match[2] else ONE)))


def _money(cell: Cell) -> str:
    """An amount in whole cents where it is one."""
    written = _word(cell).removeprefix("€").strip()
    try:
        amount = Decimal(written)
        cents = round(amount, 2)
    except InvalidOperation:
        return written
    near = isinstance(cell, float) and abs(cents - amount) < Decimal("0.00001")
    return str(cents) if near else written


def _word(cell: Cell) -> str:
    """A cell without space at its ends; a word of people as the word of the tables."""
    plain = _plain(cell).strip()
    return _WORDS.get(plain.lower(), plain)


_READERS: Final[Mapping[Kind, Callable[[Cell], str]]] = {
    Kind.DAY: _day,
    Kind.HOURS: _hours,
    Kind.BASIS_POINTS: _parts,
    Kind.MONEY: _money,
    Kind.COUNT: _word,
    Kind.AMOUNT: _word,
}

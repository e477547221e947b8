# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a register stands in a workbook: what its reader and its writer agree on.

One sheet per table, named as the table; the first row with a cell `id` names the columns. Hours
are whole numbers, days are dates, and what the tables hold in ten-thousandths is a percentage.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from dijkwacht.base.problem import Problem

Cell = str | int | float | bool | date | datetime | time | timedelta | None

TOLD: Final = "\N{INFORMATION SOURCE} "
WRONG: Final = "\N{WARNING SIGN} "
OURS: Final = (TOLD.strip(), WRONG.strip())
"""A sheet or column whose name begins so tells people something; it is never read."""

BANG: Final = "!"
"""Between the sheet and the row in a place: `contracts!14 ends_on`."""

FIRST_DAY: Final = date(1900, 3, 1)
"""Spreadsheets know a 29 February 1900, so they disagree about every day before this one."""

MOST_PARTS: Final = 10
"""A number above this is no part of one: somebody wrote a percentage without its sign."""

MOST_TEXT: Final = 32_767  # characters of a cell
MOST_ROWS: Final = 1_048_576  # of a sheet
SEARCHED: Final = 10  # rows from the top that may be the header

_PLACE: Final = re.compile(r"(?s)(?P<sheet>[^!]+)!(?P<row>\d+)(?: (?P<column>.+))?")


@dataclass(frozen=True, slots=True)
class Sheet:
    """The cells of one sheet, from A1."""

    name: str
    rows: Sequence[Sequence[Cell]]
    merged: tuple[str, ...] = ()  # ranges such as `A1:B2`

    @property
    def top(self) -> int:
        """The row of the header, from 0: the first that names `id`, else the first."""
        found = (at for at, row in enumerate(self.rows[:SEARCHED]) if "id" in map(called, row))
        return next(found, 0)

    @property
    def header(self) -> list[str]:
        """The names of the columns as written."""
        cells = self.rows[self.top] if self.rows else ()
        return [str(cell).strip() if cell is not None else "" for cell in cells]


def called(cell: Cell) -> str:
    """What a header names: small letters, underscores."""
    return re.sub(r"[\s_]+", "_", str(cell).strip().lower()) if cell is not None else ""


def is_ours(name: str) -> bool:
    """Whether a sheet or column only tells people something."""
    return name.startswith(OURS)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where in a workbook a problem is: the row from 1, as spreadsheets count."""

    sheet: str
    row: int | None = None
    column: str | None = None


def spot(found: Problem) -> Spot | None:
    """The place in a workbook that a problem of its reader names; None for another place."""
    match = _PLACE.fullmatch(found.where)
    return Spot(match["sheet"], int(match["row"]), match["column"]) if match else None

# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Numbers and days of rows under other names: exact ones say whose a row is, for 62,000 users are
those of one municipality (decision note 0037).

A number is told as the upper end of its class (1, 2, 5, 10, 20, 50 …), so that sums stay upper
bounds; a class of too few organisations is told as one with the classes below it. A day is told as
the first of its month.
"""

from bisect import bisect_left
from collections.abc import Mapping
from typing import Final

import numpy as np
import polars as pl

from dijkwacht.base.units import NEVER_DAY, NOT_APPLICABLE, NOT_APPLICABLE_DAY
from dijkwacht.register.schema import Column, Kind

TERMS: Final = frozenset(("notice_days", "exit_days", "known_from", "known_until"))
"""Counts that many have alike, and revisions."""

ENDS: Final = (0, *(digit * 10**power for power in range(18) for digit in (1, 2, 5)))
"""The upper ends of the classes."""

NUMBERS: Final = (Kind.COUNT, Kind.AMOUNT, Kind.MONEY)


def is_told_coarsely(column: Column) -> bool:
    """Whether the values of a column say too much of whose a row is."""
    if column.kind is Kind.DAY:
        return column.name != "recorded_on"
    return column.kind in NUMBERS and column.name not in TERMS


def coarse(values: pl.Series, owner: pl.Series, fewest: int) -> pl.Series:
    """The values as they may be told; `owner` is whose each is."""
    if values.dtype == pl.Date:
        return _months(values)
    ends = _upper(values)
    told = _told(ends, owner, fewest)
    shown = ends.replace_strict(
        list(told), list(told.values()), default=None, return_dtype=pl.Int64
    )
    return shown.cast(values.dtype).alias(values.name)


def upper(value: int | float) -> int:
    """The upper end of the class of a number; what does not apply stays so."""
    return NOT_APPLICABLE if value < 0 else ENDS[bisect_left(ENDS, value)]


def _upper(values: pl.Series) -> pl.Series:
    """`upper` of whole columns."""
    known = values.cast(pl.Float64).fill_null(NOT_APPLICABLE).to_numpy()
    found = np.array(ENDS)[np.searchsorted(np.array(ENDS, np.float64), np.maximum(known, 0))]
    ends = pl.Series(np.where(known < 0, NOT_APPLICABLE, found), dtype=pl.Int64)
    return ends.set(values.is_null(), None)


def _told(ends: pl.Series, owner: pl.Series, fewest: int) -> Mapping[int, int | None]:
    """What each class is told as: from the highest down, classes together have enough owners;
    those that are left at the bottom go with the last, and where that is nothing are not told."""
    rows = pl.DataFrame({"end": ends, "owner": owner}).drop_nulls().unique()
    whose = dict(rows.group_by("end").agg("owner").iter_rows())
    told: dict[int, int | None] = {NOT_APPLICABLE: NOT_APPLICABLE}
    last: int | None = None
    waiting: list[int] = []
    found: set[str] = set()
    for end in sorted(whose.keys() - {NOT_APPLICABLE}, reverse=True):
        waiting.append(end)
        found |= set(whose[end])
        if len(found) >= fewest:
            last = waiting[0]
            told.update(dict.fromkeys(waiting, last))
            waiting, found = [], set()
    return told | dict.fromkeys(waiting, last)


def _months(values: pl.Series) -> pl.Series:
    words = values.is_in([NEVER_DAY, NOT_APPLICABLE_DAY]).fill_null(False)
    return values.zip_with(words, values.dt.month_start())

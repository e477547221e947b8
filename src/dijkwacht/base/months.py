# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Calendar months: the same day some months on, or the last day of a shorter month."""

from calendar import monthrange
from datetime import date
from typing import Final

YEAR: Final = 12


def months_later(day: date, months: int) -> date:
    """The day so many calendar months later (earlier when negative); kept within the calendar."""
    years, month = divmod(day.year * YEAR + day.month - 1 + months, YEAR)
    if years > date.max.year:
        return date.max
    if years < date.min.year:
        return date.min
    return date(years, month + 1, min(day.day, monthrange(years, month + 1)[1]))

# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Days that come back each year, month or week, as calendars of use write them (decision note
0025)."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from dijkwacht.base.problem import Grade, Problem, row_problem
from dijkwacht.register.codes import Recurrence
from dijkwacht.register.register import Columns

MOST_SHARE: Final = 100_000
"""Basis points: in no hour more than ten times the users of a service use it."""

DAYS: Final = ("first_day", "last_day")
WRITTEN: Final[Mapping[Recurrence, tuple[str, str]]] = {
    Recurrence.YEARLY: (r"\d\d-\d\d", "MM-DD, 01-01 to 12-31"),
    Recurrence.MONTHLY: (r"\d\d?", "1 to 31"),
    Recurrence.WEEKLY: (r"\d", "1 (Monday) to 7"),
}
_LEAP: Final = 2000  # a year that has every day


def day_number(recurrence: Recurrence, text: str) -> int | None:
    """A day of a recurrence as a number that rises with the days: yearly `03-01` is 301, monthly
    `25` is 25, weekly `1` (Monday, as in ISO 8601) is 1; None for what is no day of it."""
    form, _ = WRITTEN[recurrence]
    if not re.fullmatch(form, text.strip(), re.ASCII):
        return None
    if recurrence is Recurrence.YEARLY:
        month, day = (int(part) for part in text.split("-"))
        return 100 * month + day if _exists(month, day) else None
    number = int(text)
    return number if 1 <= number <= (31 if recurrence is Recurrence.MONTHLY else 7) else None


def _exists(month: int, day: int) -> bool:
    try:
        date(_LEAP, month, day)
    except ValueError:
        return False
    return True


def calendars(rows: Columns) -> Iterator[Problem]:
    """Rows of `uses` that cannot take part: days that are none, shares beyond the bound, and what
    is missing."""
    for row in rows.table("uses").iter_rows(named=True):
        missing = _missing(row)
        if missing:
            names = ", ".join(missing)
            yield row_problem("uses", row["id"], "", "use-incomplete", Grade.WARNING, columns=names)
        yield from _wrong_days(row)
        share = row["share_of_users"]
        if share is not None and share > MOST_SHARE:
            found = {"value": share, "most": MOST_SHARE}
            yield row_problem("uses", row["id"], "share_of_users", "use-share-wrong", **found)


def _missing(row: Mapping[str, Any]) -> list[str]:
    """The columns without which a row says nothing."""
    recurring = row["recurrence"] != Recurrence.OTHERWISE
    needed = ["service_id", "recurrence", *(DAYS if recurring else ()), "share_of_users"]
    unsaid = [name for name in needed if row[name] is None]
    return [*unsaid, *(["share_of_users"] if (row["share_of_users"] or 0) < 0 else [])]


def _wrong_days(row: Mapping[str, Any]) -> Iterator[Problem]:
    if row["recurrence"] not in WRITTEN:
        return
    recurrence = Recurrence(row["recurrence"])
    for name in DAYS:
        text = row[name]
        if text is not None and day_number(recurrence, text) is None:
            found = {"value": text, "recurrence": recurrence, "form": WRITTEN[recurrence][1]}
            yield row_problem("uses", row["id"], name, "use-day-wrong", **found)

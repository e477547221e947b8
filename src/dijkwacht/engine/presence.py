# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""How many of the users of a service are there in the hours of a run, by its calendar of use."""

from collections.abc import Callable, Sequence
from typing import Final

import numpy as np

from dijkwacht.base.units import ONE
from dijkwacht.engine.scenario import Start
from dijkwacht.graph.calendars import Season
from dijkwacht.graph.graph import Ints
from dijkwacht.register.codes import Recurrence

DAY: Final = 24
THURSDAY: Final = 3  # days since a Monday on 1970-01-01, from which numpy counts

Presence = Callable[[int, int], int]
"""The sum over the hours from one (included) to another (excluded) of the share of the users that
is there, in basis points."""


def always(first: int, end: int) -> int:
    """The presence of a service without a calendar: everybody, in every hour."""
    return (end - first) * ONE


def presence(seasons: Sequence[Season], start: Start, horizon: int) -> Presence:
    """The presence by these seasons in a run that starts then. The share of a day is that of its
    24 hours: local time, without a change to summer time."""
    days = -(-(start.hour + horizon) // DAY)
    shares = shares_of_days(seasons, start, days)
    before = np.concatenate(([0], np.cumsum(shares)))

    def until(hour: int) -> int:
        day, rest = divmod(start.hour + hour, DAY)
        return DAY * int(before[day]) + (rest * int(shares[day]) if rest else 0)

    return lambda first, end: until(end) - until(first)


def shares_of_days(seasons: Sequence[Season], start: Start, days: int) -> Ints:
    """The share of each of so many days from the day of the start on: the highest of the seasons
    that it is in; outside all of them the highest `otherwise`, or 10,000."""
    numbers = _numbers(start, days)
    recurring = [season for season in seasons if season.recurrence is not Recurrence.OTHERWISE]
    others = [season.share for season in seasons if season.recurrence is Recurrence.OTHERWISE]
    found = np.full(days, -1, np.int64)
    for season in recurring:
        inside = _inside(numbers[season.recurrence], season)
        found[inside] = np.maximum(found[inside], season.share)
    found[found < 0] = max(others, default=int(ONE))
    return found


def _numbers(start: Start, days: int) -> dict[Recurrence, Ints]:
    """The number of each day in its year, month and week."""
    each = np.datetime64(start.day, "D") + np.arange(days)
    months = each.astype("datetime64[M]")
    of_month = (each - months.astype("datetime64[D]")).astype(np.int64) + 1
    return {
        Recurrence.YEARLY: 100 * (months.astype(np.int64) % 12 + 1) + of_month,
        Recurrence.MONTHLY: of_month,
        Recurrence.WEEKLY: (each.astype(np.int64) + THURSDAY) % 7 + 1,
    }


def _inside(numbers: Ints, season: Season) -> np.ndarray:
    if season.first <= season.last:
        return (season.first <= numbers) & (numbers <= season.last)
    return (season.first <= numbers) | (numbers <= season.last)

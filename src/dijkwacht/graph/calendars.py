# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Calendars of use: which part of the users of a service is there on which days."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from dijkwacht.register.codes import Recurrence
from dijkwacht.register.recurrence import MOST_SHARE, day_number
from dijkwacht.register.register import Register


@dataclass(frozen=True, slots=True)
class Season:
    """From the first day to the last, both included and again in each year, month or week, a share
    of the users is there; `last` before `first` goes round the end."""

    recurrence: Recurrence
    first: int  # as `register/recurrence.py` numbers days; 0 for `otherwise`
    last: int
    share: int  # basis points


def calendars(register: Register, services: pl.DataFrame) -> Mapping[int, tuple[Season, ...]]:
    """The seasons of each service that has any, by its node; rows that say nothing are left away
    (`dijkwacht check` names them). `services` has the columns `id` and `node`."""
    rows = register.table("uses").sort("service_id", "id", "valid_from", nulls_last=True)
    nodes = dict(services.select("id", "node").iter_rows())
    found: dict[int, list[Season]] = {}
    for row in rows.iter_rows(named=True):
        node = nodes.get(row["service_id"])
        if node is not None:
            found.setdefault(node, []).extend(_season(row))
    return {node: tuple(seasons) for node, seasons in found.items() if seasons}


def _season(row: Mapping[str, Any]) -> Iterator[Season]:
    share = row["share_of_users"]
    if share is None or not 0 <= share <= MOST_SHARE or row["recurrence"] is None:
        return
    recurrence = Recurrence(row["recurrence"])
    if recurrence is Recurrence.OTHERWISE:
        yield Season(recurrence, 0, 0, share)
        return
    days = [day_number(recurrence, row[name] or "") for name in ("first_day", "last_day")]
    if days[0] is not None and days[1] is not None:
        yield Season(recurrence, days[0], days[1], share)

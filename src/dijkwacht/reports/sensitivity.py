# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which assumptions matter most, as a table: the outage with each of them better and worse."""

from collections.abc import Sequence
from typing import Any

from dijkwacht.base.message import Message
from dijkwacht.engine.sensitivity import Sway
from dijkwacht.graph.graph import Assumed
from dijkwacht.reports.report import Cell, Column, Table
from dijkwacht.reports.words import Words

COLUMNS = (
    Column("assumption"),
    Column("unknown_values", Cell.COUNT),
    Column("lost_range", exported=False),
    Column("hours_range", exported=False),
    Column("services_optimistic", Cell.COUNT, shown=False),
    Column("services", Cell.COUNT, shown=False),
    Column("services_pessimistic", Cell.COUNT, shown=False),
    Column("person_hours_optimistic", Cell.COUNT, shown=False),
    Column("person_hours", Cell.COUNT, shown=False),
    Column("person_hours_pessimistic", Cell.COUNT, shown=False),
)


def sensitivity_table(sways: Sequence[Sway], language: str) -> Table:
    """A row per assumption, that which moves most first; all together at the end."""
    words = Words(language)
    title = Message("sensitivity.title")
    return Table("sensitivity", title, COLUMNS, [_row(sway, words) for sway in sways])


def assumption(assumed: Assumed) -> Message:
    """What policy filled in, in words."""
    return Message(f"assumed.{str(assumed.name).lower()}")


def _row(sway: Sway, words: Words) -> tuple[Any, ...]:
    every = (sway.optimistic, sway.stated, sway.pessimistic)
    services = [measure.services for measure in every]
    hours = [measure.person_hours for measure in every]
    return (
        Message("sensitivity.all") if sway.assumed is None else assumption(sway.assumed),
        sway.count,
        " / ".join(map(words.number, services)),
        " / ".join(map(words.number, hours)),
        *services,
        *hours,
    )

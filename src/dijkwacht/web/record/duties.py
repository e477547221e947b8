# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the class of one service obliges to, and whether that is met."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

import numpy as np

from dijkwacht.base.message import Message
from dijkwacht.base.units import FOREVER
from dijkwacht.findings.duty import Duty, Status, Unit
from dijkwacht.findings.obligations import Obligations
from dijkwacht.findings.proof import DAY_ONE
from dijkwacht.reports.words import Words
from dijkwacht.web.record.sections import Cell, Grid, Head, Section

HEADS: Final = (
    Head(Message("column.obligation")),
    Head(Message("column.status")),
    Head(Message("column.because")),
)
BADGES: Final = {Status.MET: "holds", Status.NOT_MET: "lost", Status.UNKNOWN: "unknown"}


def obligations(held: Obligations, service: int, words: Words) -> Section:
    """The obligations of a service (a row of the classes), the unmet first."""
    found = sorted(_of(held, service), key=lambda pair: pair[1].status[pair[0]])
    counts = {status: sum(duty.status[at] == status for at, duty in found) for status in Status}
    says = Message.of(
        "obligations.counts",
        not_met=counts[Status.NOT_MET],
        unknown=counts[Status.UNKNOWN],
        met=counts[Status.MET],
    )
    rows = [_row(duty, at, words) for at, duty in found]
    grid = Grid(Message("record-page.obligations-table"), HEADS, rows)
    title = Message("record-page.obligations")
    return Section("obligations", title, says=[says], grids=(grid,) if rows else ())


def _of(held: Obligations, service: int) -> Iterator[tuple[int, Duty]]:
    """Where each obligation of a service stands."""
    for duty in held.duties:
        at = int(np.searchsorted(duty.service, service))
        if at < duty.service.size and duty.service[at] == service:
            yield at, duty


def _row(duty: Duty, at: int, words: Words) -> list[Cell]:
    status = Status(int(duty.status[at]))
    value, threshold = (
        _told(int(part[at]), duty.unit, words) for part in (duty.value, duty.threshold)
    )
    because = Message.of(f"because.{duty.because[at].value}", value=value, threshold=threshold)
    return [
        Cell(Message(f"obligation.{duty.name.value}")),
        Cell(Message(f"status.{status.word}"), badge=BADGES[status]),
        Cell(because),
    ]


def _told(value: int, unit: Unit, words: Words) -> str | None:
    """What was found, or asked; None where there is nothing to say."""
    if value < 0:
        return None
    if unit is Unit.DAY:
        return words.day(DAY_ONE + timedelta(days=value))
    if unit is Unit.HOURS:
        return words.hours(value)
    return words.text("rank.to-the-end") if value == FOREVER else words.number(value)

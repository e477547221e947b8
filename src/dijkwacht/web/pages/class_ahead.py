# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What would change a class: the rows of higher classes that are nearest, and the days on which
something ends."""

from collections.abc import Iterator
from dataclasses import dataclass

from dijkwacht.base.message import Message
from dijkwacht.base.units import ONE
from dijkwacht.findings.record import Record
from dijkwacht.reports.told import told, told_threshold
from dijkwacht.rules.condition import NUMBERS, Condition
from dijkwacht.rules.decision_table import TableRow
from dijkwacht.web.judged import Judged

MOST = 5


@dataclass(frozen=True, slots=True)
class Step:
    """A row that does not hold, and how near it is."""

    row: str
    says: str
    letter: str
    value: str
    threshold: str
    share: int  # of the threshold that is reached, basis points


@dataclass(frozen=True, slots=True)
class Ahead:
    """What would change the class."""

    steps: list[Step]
    days: list[Message]


def ahead(held: Judged, record: Record) -> Ahead:
    """The nearest rows of a higher class, the nearest first, and what ends when."""
    found = sorted(_steps(held, record), key=lambda step: -step.share)
    return Ahead(found[:MOST], list(_days(held, record)))


def _steps(held: Judged, record: Record) -> Iterator[Step]:
    holding = {one.row.id for one in (*record.fired, *record.open)}
    for row in held.found.table.rows:
        higher = held.found.table.rank(row.then) > record.gross
        if higher and row.id not in holding and len(row.conditions) == 1 and row.others is None:
            yield from _step(held, record, row, row.conditions[0])


def _step(held: Judged, record: Record, row: TableRow, asked: Condition) -> Iterator[Step]:
    """The row with the highest value that counts in full; nothing for what is no number."""
    fact = held.found.table.facts[asked.fact]
    within = held.found.yardstick.within
    values = [
        value
        for value, counts in zip(record.facts[asked.fact], within, strict=True)
        if counts and isinstance(value, int)
    ]
    if fact.unit not in NUMBERS or not values or not asked.threshold:
        return
    highest = max(values)
    yield Step(
        row=row.id,
        says=row.says[held.words.language],
        letter=row.then,
        value=told(highest, fact, held.words),
        threshold=told_threshold(asked.operator, asked.threshold, fact, held.words),
        share=min(highest * ONE // int(asked.threshold), ONE),
    )


def _days(held: Judged, record: Record) -> Iterator[Message]:
    if record.valid_until is not None:
        yield Message("ahead.review", {"until": record.valid_until})
    signed = held.found.overrides.by_service.get(record.service_id)
    if signed is not None:
        yield Message("ahead.override", {"until": signed.valid_until})
    if record.provisional:
        yield Message("ahead.unknown")

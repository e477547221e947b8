# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The rows of the table in the record of a class: those that hold, and those that may."""

from typing import Any, Final

from dijkwacht.base.message import Message
from dijkwacht.findings.classification import Classification
from dijkwacht.findings.record import Fired, Record
from dijkwacht.reports.report import Cell, Column, Table
from dijkwacht.reports.told import told, told_threshold
from dijkwacht.reports.words import Words
from dijkwacht.rules.condition import Condition, Known
from dijkwacht.rules.decision_table import TableRow

FIRED: Final = (
    Column("row"),
    Column("says_why", exported=False),
    Column("against", exported=False),
    Column("says", shown=False),
    Column("value", shown=False),
    Column("threshold", shown=False),
    Column("since_hour", Cell.HOURS),
    Column("leads_to"),
    Column("known", shown=False),
    Column("source", shown=False),
    Column("rule", shown=False),
)
OPEN: Final = (
    *FIRED[:7],
    Column("may_lead_to"),
)


def fired_rows(held: Record, found: Classification, words: Words) -> Table:
    """The rows that hold, each with value, threshold, first hour, source and citation."""
    rows = [_fired_row(row, found, words) for row in held.fired]
    return Table("fired", Message("record.fired"), FIRED, rows)


def _fired_row(held: Fired, found: Classification, words: Words) -> tuple[Any, ...]:
    row, facts = held.row, found.table.facts
    values = [
        told(_looked_at(held.values[part.fact], part), facts[part.fact], words)
        for part in row.conditions
    ]
    asked = [
        told_threshold(part.operator, part.threshold, facts[part.fact], words)
        for part in row.conditions
    ]
    others = [words.say(Message.of("record.others", asked=row.others.shown))] if row.others else []
    leads = row.then if row.label is None else f"{row.then} ({row.label})"
    known = Message(f"tag.{row.tag.lower()}")
    against = [" ".join(pair) for pair in zip(values, asked, strict=True) if pair[0] != pair[1]]
    return (
        f"{row.number} {row.id}",
        f"{row.says[words.language]} ({', '.join(_known(row, words))})",
        "; ".join([*against, *others]),
        row.says[words.language],
        "; ".join(values),
        "; ".join([*asked, *others]),
        None if row.group in found.yardstick.timeless else held.first,
        leads if not held.slow else words.say(Message.of("record.slow", leads=leads)),
        known,
        row.source,
        f"{held.cite} ({found.table.digest})",
    )


def _looked_at(value: Known, asked: Condition) -> Known:
    """The value, or of several words the one that is asked for."""
    if isinstance(value, frozenset):
        return value & {str(asked.threshold)}
    return value


def _known(row: TableRow, words: Words) -> list[str]:
    """How the threshold is known, and where from."""
    tag = words.text(f"tag.{row.tag.lower()}")
    return [tag] if row.source is None else [tag, row.source]


def open_rows(held: Record, found: Classification, words: Words) -> Table:
    """Per group of rows that is open the highest that may hold: those below it say nothing new."""
    number, highest = found.classes.of(held.service_id), dict[str, Fired]()
    for row in held.open:
        group = row.row.group
        if not found.unknowns.open[group][number]:
            continue
        before = highest.setdefault(group, row)
        if found.table.rank(row.row.then) > found.table.rank(before.row.then):
            highest[group] = row
    rows = [(*_fired_row(row, found, words)[:7], row.row.then) for row in highest.values()]
    return Table("open", Message("record.open"), OPEN, rows)

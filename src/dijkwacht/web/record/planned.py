# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""A plan for one thing in words: old and new, and what follows from it."""

from collections.abc import Sequence
from typing import Final

from dijkwacht.base.message import Message
from dijkwacht.register.codes import Noun
from dijkwacht.register.schema import Column
from dijkwacht.reports.words import Lasting
from dijkwacht.web.record.draft import Draft, Moved
from dijkwacht.web.record.past import Row, changes_at
from dijkwacht.web.record.sections import Cell, Grid, Head
from dijkwacht.web.record.telling import UNKNOWN, Teller, label_of

HEADS: Final = (
    Head(Message("record-page.field")),
    Head(Message("change.before")),
    Head(Message("change.after")),
)
NEXT: Final = -1  # the revision that the plan would make, while it has no number


def planned(draft: Draft, tell: Teller) -> Grid:
    """What would change, field by field."""
    changes = draft.plan.changes[draft.table]
    written = [
        {**row, "known_from": NEXT, "known_until": None}
        for part in (changes.added, changes.changed, changes.ended)
        for row in part.rows(named=True)
    ]
    closed = [{**row, "known_until": NEXT} for row in changes.replaced.rows(named=True)]
    cells = [
        [
            Cell(label_of(one.column)),
            _cell(one.before, one.column, tell),
            _cell(one.after, one.column, tell),
        ]
        for change in changes_at(draft.table, [*written, *closed], NEXT)
        for one in change.differences
    ]
    return Grid(Message("edit.plan"), HEADS, cells)


def _cell(row: Row | None, column: Column, tell: Teller) -> Cell:
    return Cell("") if row is None else tell.cell(column, row)


def consequences(
    draft: Draft, moved: Sequence[Moved] | None, tell: Teller
) -> tuple[Message | str, ...]:
    """New problems, and services of which class or cover would move."""
    if draft.plan.is_empty:
        return (Message("plan.empty"),)
    problems = [one.what for one in draft.problems]
    if moved is None:
        return tuple(problems)
    told = [line for one in moved for line in _moved(one, tell)]
    return (*problems, *(told or [Message("edit.moves-nothing")]))


def _moved(one: Moved, tell: Teller) -> list[Message]:
    name = tell.thing(Noun.SERVICE, one.service).text
    told = []
    if one.before != one.after:
        before, after = one.before or UNKNOWN, one.after or UNKNOWN
        told.append(Message.of("edit.class-moves", name=name, before=before, after=after))
    if one.gap_before != one.gap_after:
        gap, then = _gap(one.gap_before), _gap(one.gap_after)
        told.append(Message.of("edit.cover-moves", name=name, before=gap, after=then))
    return told


def _gap(hours: int | None) -> Message | Lasting:
    return Message("edit.no-gap") if hours is None else Lasting(hours)

# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The past of one thing as a section: who changed what, when and why, and how it was then."""

from collections.abc import Iterator, Mapping
from typing import Final

from django.utils.timezone import localtime

from dijkwacht.base.message import Message
from dijkwacht.web.record.past import Change, Deed, Difference, changes_in, deeds
from dijkwacht.web.record.sections import Cell, Grid, Head, Section
from dijkwacht.web.record.subject import Subject
from dijkwacht.web.record.telling import UNKNOWN, Teller, label_of

MOST: Final = 40  # changes shown
HEADS: Final = (
    Head(Message("change.revision")),
    Head(Message("change.when")),
    Head(Message("change.who")),
    Head(Message("record-page.field")),
    Head(Message("change.before")),
    Head(Message("change.after")),
    Head(Message("change.why")),
)


def history(of: Subject, tell: Teller) -> Section:
    """Every revision that touched the thing, the newest first."""
    title, found = Message("record-page.history"), _changes(of, tell)
    if not of.full:
        return Section("history", title, says=[Message("change.unshown")])
    known = deeds([change.revision for change in found[:MOST]], of.sight.viewer)
    rows = [
        cells
        for change in found[:MOST]
        for cells in lines(change, known[change.revision], of, tell)
    ]
    left = len(found) - MOST
    says = [Message.of("change.count", count=len({change.revision for change in found}))]
    says += [Message.of("record-page.more-rows", count=left)] if left > 0 else []
    grid = Grid(Message("change.table"), HEADS, rows)
    return Section("history", title, says=says, grids=(grid,) if rows else ())


def _changes(of: Subject, tell: Teller) -> list[Change]:
    """Its changes, as far as it was the reader's to see when they were made."""
    reading = tell.reading
    table = reading.rows.opened.history.table(of.table)
    rows = table.filter((table["id"] == of.id) & (table["known_from"] <= reading.rows.revision))
    return changes_in(of.table, of.sight.past(of.table, rows), reading.rows.revision)


def lines(change: Change, deed: Deed, of: Subject, tell: Teller) -> Iterator[list[Cell]]:
    """A change, a line for each field; a new or withdrawn row is one line."""
    first = [_number(deed, of, tell), Cell(when(deed)), Cell.of(deed.by)]
    last = [Cell(deed.why)]
    if change.before is None or change.after is None:
        yield [*first, Cell(change.says), Cell(""), Cell(""), *last]
        return
    for difference in change.differences:
        yield [*first, *difference_cells(difference, tell), *last]


def difference_cells(difference: Difference, tell: Teller) -> list[Cell]:
    """One field: its name, what it was, what it became."""
    column = difference.column
    before = tell.cell(column, difference.before or {})
    return [
        Cell(label_of(column)),
        before,
        tell.cell(column, difference.after or {}),
    ]


def _number(deed: Deed, of: Subject, tell: Teller) -> Cell:
    """The revision, with the thing as it was known then."""
    asked: Mapping[str, object] = {"revision": deed.number}
    page = tell.links.to("record", of.table, of.shown)
    href = None if page is None else page.partition("?")[0] + tell.links.query(**asked)
    return Cell(tell.reading.words.number(deed.number), href)


def when(deed: Deed) -> str | Message:
    """When a revision was made."""
    if deed.revision is None:
        return UNKNOWN
    return f"{localtime(deed.revision.applied_at):%Y-%m-%d %H:%M}"

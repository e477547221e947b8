# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What changed of a thing, revision by revision: field, old and new, who, when and why."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import polars as pl

from dijkwacht.base.message import Message
from dijkwacht.register.register import History
from dijkwacht.register.schema import KEYS, Column, columns
from dijkwacht.web.access import Viewer
from dijkwacht.web.record.sections import Called
from dijkwacht.web.record.telling import names_in
from dijkwacht.web.store.models import Revision

Row = Mapping[str, Any]
UNSAID: Final = frozenset(("id", "known_from", "known_until"))


@dataclass(frozen=True, slots=True)
class Difference:
    """One field before and after; a row of None was not there."""

    column: Column
    before: Row | None
    after: Row | None


@dataclass(frozen=True, slots=True)
class Change:
    """What one revision did to one row of a thing."""

    revision: int
    before: Row | None  # None: it was not known before
    after: Row | None  # None: it was withdrawn
    differences: tuple[Difference, ...]

    @property
    def says(self) -> Message:
        """What kind of change it was."""
        if self.before is None:
            return Message("change.new")
        return Message("change.withdrawn" if self.after is None else "change.changed")


def changes_of(history: History, table: str, id: str, upto: int) -> list[Change]:
    """Every change of a thing up to a revision, the newest first."""
    rows = history.table(table).filter((pl.col("id") == id) & (pl.col("known_from") <= upto))
    return changes_in(table, rows, upto)


def changes_in(table: str, rows: pl.DataFrame, upto: int) -> list[Change]:
    """The changes that rows of one thing or many went through, the newest first."""
    every = rows.rows(named=True)
    numbers = {row[name] for row in every for name in ("known_from", "known_until")}
    revisions = sorted((n for n in numbers if n is not None and n <= upto), reverse=True)
    return [change for n in revisions for change in changes_at(table, every, n)]


def changes_at(table: str, rows: Sequence[Row], revision: int) -> Iterator[Change]:
    """What one revision did to these rows."""
    written = [row for row in rows if row["known_from"] == revision]
    closed = [row for row in rows if row["known_until"] == revision]
    for after in written:
        before = _of_same_key(table, after, closed)
        if before is not None:
            closed.remove(before)
        elif (cut := _cut_short(after, written)) is not None:
            before = cut
        made = Change(revision, before, after, tuple(_differences(table, before, after)))
        if not _only_makes_room(made, written):
            yield made
    for before in closed:
        yield Change(revision, before, None, ())


def _of_same_key(table: str, after: Row, closed: Sequence[Row]) -> Row | None:
    """The row that another takes the place of."""
    keys = KEYS[table]
    return next((row for row in closed if all(row[key] == after[key] for key in keys)), None)


def _cut_short(after: Row, written: Sequence[Row]) -> Row | None:
    """The row of the same thing that ends where this one begins."""
    start = after["valid_from"]
    cuts = (row for row in written if row["id"] == after["id"] and row["valid_until"] == start)
    return next(cuts, None) if start is not None else None


def _only_makes_room(change: Change, written: Sequence[Row]) -> bool:
    """Whether a row was cut short for the one that follows it, and says the same for the rest."""
    fields = {difference.column.name for difference in change.differences}
    follows = any(_cut_short(row, [change.after]) for row in written if change.after is not None)
    return change.before is not None and fields == {"valid_until"} and follows


def _differences(table: str, before: Row | None, after: Row) -> Iterator[Difference]:
    for column in (*columns(table), *names_in(after)):
        old = None if before is None else before.get(column.name)
        if column.name not in UNSAID and old != after.get(column.name):
            yield Difference(column, before, after)


@dataclass(frozen=True, slots=True)
class Deed:
    """A revision as one viewer may know it."""

    number: int
    revision: Revision | None  # None: of before the database
    by: Called
    why: str


def deeds(numbers: Sequence[int], viewer: Viewer) -> Mapping[int, Deed]:
    """Who made these revisions and why: told only of one's own organisation, or to who sees
    all."""
    found = Revision.objects.filter(number__in=set(numbers)).select_related("by", "undoes")
    known = {revision.number: deed(revision, viewer) for revision in found}
    nobody = Called(Message("change.before-the-database"))
    return {n: known.get(n, Deed(n, None, nobody, "")) for n in numbers}


def deed(revision: Revision, viewer: Viewer) -> Deed:
    """One revision as this viewer may know it."""
    told = viewer.sees(revision.organisation)
    if revision.by is None:
        by = Called(Message("change.by-itself"))
    elif told:
        by = Called(str(revision.by))
    else:
        by = Called(Message("change.by-another"))
    return Deed(revision.number, revision, by, revision.why if told else "")

# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The thing a page is about, as its reader may see it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

import polars as pl
from django.http import Http404

from dijkwacht.register.codes import Noun
from dijkwacht.register.records import TABLE_OF
from dijkwacht.web.access import Reach, Sight
from dijkwacht.web.ownership import EVERYBODY, Owners
from dijkwacht.web.reading import Reading
from dijkwacht.web.reasoning import SALT

NOUN_OF: Final[Mapping[str, Noun]] = {table: noun for noun, table in TABLE_OF.items()}


@dataclass(frozen=True, eq=False)
class Subject:
    """One thing of the register. `row` is how it is on the day, or else how it was last, or will
    be first (`holds` says which)."""

    table: str
    id: str  # the real one
    shown: str  # as it stands in addresses
    row: Mapping[str, Any]
    holds: bool
    sight: Sight  # of the day of the row

    @property
    def noun(self) -> Noun:
        """What kind of thing it is."""
        return NOUN_OF[self.table]

    @property
    def full(self) -> bool:
        """Whether the reader sees it in full."""
        return self.sight.sees(self.table, self.id)

    @property
    def owner(self) -> str | None:
        """The organisation whose it is; None for what is nobody's own."""
        owner = self.sight.owners.by_id(self.table).get(self.id)
        return None if owner == EVERYBODY else owner

    @property
    def is_own(self) -> bool:
        """Whether it is of an organisation for which the reader acts."""
        viewer = self.sight.viewer
        return viewer.reach is Reach.OWN and self.owner in viewer.own


def subject(reading: Reading, table: str, shown: str) -> Subject:
    """The thing of an address; Http404 for what is not there, or not for this reader."""
    if table not in NOUN_OF:
        raise Http404(table)
    sight = reading.sight
    id = sight.real(table, shown)
    if id is not None:
        found = sight.register.table(table).filter(pl.col("id") == id)
        if found.height:
            row = sight.told_row(table, found.row(0, named=True))
            return Subject(table, id, shown, row, True, sight)
    return _of_another_day(reading, table, shown)


def _of_another_day(reading: Reading, table: str, shown: str) -> Subject:
    """A thing that has ended, or is still to come: as it was last, or will be first."""
    held = reading.rows.opened.history.known(reading.rows.revision).table(table)
    rows = held.filter(pl.col("id") == shown).sort("valid_from", nulls_last=False)
    if not rows.height:
        raise Http404(shown)
    day = _nearest(rows, reading.on)
    register = reading.rows.opened.history.at(day, reading.rows.revision)
    sight = Sight(reading.sight.viewer, register, Owners(register), SALT, reading.sight.rules)
    found = register.table(table).filter(pl.col("id") == shown)
    if not found.height or not sight.sees(table, shown):
        raise Http404(shown)
    return Subject(table, shown, shown, found.row(0, named=True), False, sight)


def _nearest(rows: pl.DataFrame, on: date) -> date:
    """A day on which the thing held: the last before the day asked, else the first after it."""
    spans: list[tuple[date | None, date | None]] = rows.select("valid_from", "valid_until").rows()
    past = [(start, end) for start, end in spans if end is not None and end <= on]
    if past:
        start, end = past[-1]
        return start or end - timedelta(days=1)
    return min((start for start, _ in spans if start is not None), default=on)

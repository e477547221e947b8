# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which revisions touched what a viewer may see, and what each of them did, row by row."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import polars as pl

from dijkwacht.register.records import TABLES
from dijkwacht.register.register import Register
from dijkwacht.web.access import Reach, Viewer
from dijkwacht.web.ownership import COMMON, EVERYBODY, Owners
from dijkwacht.web.reasoning import Reasoned
from dijkwacht.web.record.past import Change, changes_at
from dijkwacht.web.store.models import Revision
from dijkwacht.web.store.snapshot import Held


@lru_cache(maxsize=2)
def ever(held: Held) -> Owners:
    """Whose each row ever known is; nobody's where a thing went from one organisation to
    another."""
    history = held.history
    every = {table: history.table(table) for table in TABLES}
    return Owners(Register(date.min, history.revision, every))


@dataclass(frozen=True, eq=False)
class Touched:
    """The revisions of a register for one viewer."""

    reasoned: Reasoned
    viewer: Viewer

    @property
    def owners(self) -> Owners:
        """Whose each row is."""
        return ever(self.reasoned.held)

    def rows(self, table: str) -> pl.DataFrame:
        """Every row ever known that the viewer sees in full."""
        every = self.reasoned.held.history.table(table)
        if self.viewer.reach is Reach.NAMED or table in COMMON:
            return every
        owner = self.owners.frame(table)["owner"]
        return every.filter(owner.is_in([EVERYBODY, *sorted(self.viewer.own)]).fill_null(False))

    def numbers(self) -> list[int]:
        """The revisions that touched what the viewer sees, the newest first; all for who sees
        all, and for the centre, which is told no more than how many rows."""
        if self.viewer.reach is not Reach.OWN:
            return list(Revision.objects.values_list("number", flat=True))
        found: set[int] = set()
        for table in TABLES:
            rows = self.rows(table)
            for column in ("known_from", "known_until"):
                found.update(rows[column].drop_nulls().unique())
        own = Revision.objects.filter(organisation__in=self.viewer.own)
        found.update(own.values_list("number", flat=True))
        return sorted(found - {0}, reverse=True)

    def changes(self, revision: int) -> Mapping[str, list[Change]]:
        """What a revision did to rows that the viewer sees, by table."""
        found = {}
        for table in TABLES:
            rows = _at(self.rows(table), revision).rows(named=True)
            if changes := list(changes_at(table, rows, revision)):
                found[table] = changes
        return found

    def all_seen(self, revision: int) -> bool:
        """Whether the viewer sees every row that a revision touched."""
        history = self.reasoned.held.history
        return all(
            _at(self.rows(table), revision).height == _at(history.table(table), revision).height
            for table in TABLES
        )

    def may_undo(self, revision: Revision) -> bool:
        """Whether a revision can be taken back for the viewer's organisation: all its rows are of
        that organisation, or are common ones that it added and nobody else uses."""
        if self.viewer.reach is not Reach.OWN or not revision.checksum:  # taken over from elsewhere
            return False
        if Revision.objects.filter(undoes=revision).exists():
            return False
        return all(self._is_own(table, revision) for table in TABLES)

    def _is_own(self, table: str, revision: Revision) -> bool:
        touched = _at(self.reasoned.held.history.table(table), revision.number)
        if not touched.height:
            return True
        if table in COMMON:
            added = (touched["known_from"] == revision.number).all()
            ours = revision.organisation in self.viewer.own
            return bool(added and ours and not self._used_by_others(touched["id"]))
        frame = self.owners.frame(table)
        owners = frame.filter(frame["id"].is_in(touched["id"].implode()))["owner"]
        return set(owners) <= self.viewer.own

    def _used_by_others(self, suppliers: pl.Series) -> bool:
        """Whether rows of others point at these suppliers."""
        return any(
            self.reasoned.held.history.table(table)["supplier_id"].is_in(suppliers.implode()).sum()
            != self.rows(table)["supplier_id"].is_in(suppliers.implode()).sum()
            for table in ("contracts", "deliveries")
        )


def _at(rows: pl.DataFrame, revision: int) -> pl.DataFrame:
    """The rows that a revision wrote or closed."""
    return rows.filter((pl.col("known_from") == revision) | (pl.col("known_until") == revision))

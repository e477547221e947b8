# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Changes of control in a span of days: owners that begin or end, another ultimate parent, and an
ultimate parent in another country. Of suppliers that were there the day before."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import Final, NamedTuple

import polars as pl

from dijkwacht.graph.groups import ultimate_parents
from dijkwacht.register.register import History, Register

DAY: Final = timedelta(days=1)
TABLES: Final = ("suppliers", "ownership")


class Changed(StrEnum):
    """What changed."""

    OWNER_BEGINS = "owner-begins"
    OWNER_ENDS = "owner-ends"
    PARENT = "parent-changes"  # the ultimate one
    PARENT_COUNTRY = "parent-country-changes"  # of the ultimate one
    PARENT_ABROAD = "parent-to-third-country"  # from a home country to one that is none
    WORKER_BEGINS = "worker-begins"  # a subcontractor
    WORKER_ENDS = "worker-ends"


class Change(NamedTuple):
    """One change of one supplier. Before and after are suppliers, or countries."""

    day: date  # the first on which it is so
    kind: Changed
    supplier: str
    before: str | None
    after: str | None


class Control(NamedTuple):
    """Who stands above every supplier on one day."""

    direct: frozenset[tuple[str, str]]  # child and parent
    ultimate: Mapping[str, str]
    countries: Mapping[str, str | None]

    def head(self, supplier: str) -> str:
        """The ultimate parent of a supplier; itself where none is known."""
        return self.ultimate.get(supplier, supplier)


def control_changes(
    history: History, since: date, until: date, home: Collection[str]
) -> list[Change]:
    """The changes from one day until another, both included, in their order; `home` are the
    countries that are no third country. The history is that of one revision (`History.known`)."""
    held = History.of({name: history.table(name) for name in TABLES})
    days = _days(held, since, until)
    found: list[Change] = []
    if days:
        before = _control(held.at(days[0] - DAY))
        for day in days:
            after = _control(held.at(day))
            found += _between(day, before, after, home)
            before = after  # nothing changes until the next of these days
    return sorted(found)


def _days(history: History, since: date, until: date) -> list[date]:
    """The days on which a row begins or no longer holds."""
    named = [
        history.table(table)[column] for table in TABLES for column in ("valid_from", "valid_until")
    ]
    days = pl.concat([column.alias("day") for column in named]).drop_nulls().unique().sort()
    # the first day of the calendar has no day before
    first = max(since, date.min + DAY)
    return [day for day in days.to_list() if first <= day <= until]


def _control(register: Register) -> Control:
    rows = register.table("ownership").select("child_id", "parent_id").drop_nulls()
    countries = register.once("suppliers").select("id", "country").iter_rows()
    return Control(frozenset(rows.iter_rows()), ultimate_parents(register), dict(countries))


def _between(day: date, before: Control, after: Control, home: Collection[str]) -> Iterator[Change]:
    stayed = before.countries.keys() & after.countries.keys()
    for child, parent in sorted(after.direct - before.direct):
        if child in stayed:
            yield Change(day, Changed.OWNER_BEGINS, child, None, parent)
    for child, parent in sorted(before.direct - after.direct):
        if child in stayed:
            yield Change(day, Changed.OWNER_ENDS, child, parent, None)
    for supplier in sorted(_touched(before, after) & stayed):
        yield from _above(day, supplier, before, after, home)


def _touched(before: Control, after: Control) -> set[str]:
    """Suppliers of which the ultimate parent, or the country of that, may be another."""
    found = {id for id, _ in before.ultimate.items() ^ after.ultimate.items()}
    moved = {id for id, _ in before.countries.items() ^ after.countries.items()}
    if moved:
        found |= moved
        for control in (before, after):
            found |= {id for id, head in control.ultimate.items() if head in moved}
    return found


def _above(
    day: date, supplier: str, before: Control, after: Control, home: Collection[str]
) -> Iterator[Change]:
    """Whether its ultimate parent, or the country of that, is another; from or to a country that
    is not known is no change that anybody saw."""
    was, now = before.head(supplier), after.head(supplier)
    if was != now:
        yield Change(day, Changed.PARENT, supplier, was, now)
    old, new = before.countries.get(was), after.countries.get(now)
    if old != new and None not in (old, new):
        abroad = old in home and new not in home
        kind = Changed.PARENT_ABROAD if abroad else Changed.PARENT_COUNTRY
        yield Change(day, kind, supplier, old, new)

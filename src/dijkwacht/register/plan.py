# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Plan before change: what an incoming set of rows would add, correct and end, and a checksum that
names exactly that.

A row's key is (`id`, `valid_from`). An incoming row
- with a new key is *new*; unless a held row of that id runs on at that day: if it says the same,
nothing happens, else
  the held row ends there and the incoming one follows it (*changed*);
- with a held key and other values is *changed* (a correction: the old row stays known to earlier
revisions);
- without a start, where every held row of that id has one, speaks of the period that runs
(`placing.py`);
- that cannot be used is *refused*, with the reason.
A held row that the incoming set should contain but does not, *ends* on the day of the plan.
"""

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType

import polars as pl

from dijkwacht.base.errors import PlanRefused
from dijkwacht.base.problem import Grade, Problem, row_problem
from dijkwacht.base.units import ONE, BasisPoints
from dijkwacht.register.checks import check
from dijkwacht.register.compare import Changes, compare, with_rows
from dijkwacht.register.records import TABLES
from dijkwacht.register.register import History, valid_on
from dijkwacht.register.schema import KEYS, columns
from dijkwacht.register.tables import Format, to_bytes

DIGITS = 12


class Ends(StrEnum):
    """Which held rows end because the incoming set does not contain them."""

    NOTHING = "nothing"
    SOURCE = "source"  # those whose source is one of the sources of the incoming rows of that table
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Limit:
    """More than `share` of the rows of a table changed or ended is too much, unless it has at most
    `rows` rows."""

    share: BasisPoints
    rows: int


@dataclass(frozen=True, eq=False)
class Plan:
    """What would change in a history. Made by `plan`; nothing is written before `apply`."""

    base: History
    on: date
    changes: Mapping[str, Changes]
    refused: tuple[Problem, ...]
    limit: Limit

    @property
    def revision(self) -> int:
        """The revision it starts from; applied it makes the next one."""
        return self.base.revision

    @cached_property
    def checksum(self) -> str:
        """Names this plan on this history: another plan, or the same on other rows, has another."""
        digest = hashlib.sha256(f"{self.revision} {self.on.isoformat()}".encode())
        for table in TABLES:
            for frame in (self.base.frames[table], *self.changes[table].frames()):
                ordered = frame.sort(*KEYS[table], "known_from", nulls_last=False)
                rows = ordered.select(_canonical(table, ordered))
                digest.update(hashlib.sha256(to_bytes(table, rows, Format.CSV)).digest())
        return digest.hexdigest()[:DIGITS]

    @property
    def is_empty(self) -> bool:
        """Whether it changes nothing."""
        return not any(changes.count for changes in self.changes.values())

    @cached_property
    def too_much(self) -> Mapping[str, tuple[int, int]]:
        """The tables of which it touches more than the limit allows: rows changed or ended, of rows
        held."""
        found = {}
        for table, changes in self.changes.items():
            touched, held = changes.replaced.height, changes.held
            if held > self.limit.rows and touched * ONE > self.limit.share * held:
                found[table] = (touched, held)
        return found


def plan(
    base: History,
    incoming: History,
    on: date,
    limit: Limit,
    ends: Ends = Ends.SOURCE,
    within: Mapping[str, Collection[str]] | None = None,
) -> Plan:
    """The difference between what `base` holds now and `incoming` says, to take effect on the day
    `on`.

    Of `incoming` only the newest revision counts. A row with a fault is refused, the others go on.
    With `within` only the held rows of these ids, by table, may end because they are absent.
    """
    held, coming = base.known(), incoming.known()
    usable, refused = _usable(held, coming)
    changes = {
        table: compare(
            table,
            held.frames[table],
            usable.frames[table],
            on,
            _ending(coming.frames[table], usable.frames[table], ends) & _within(within, table),
        )
        for table in TABLES
    }
    unfit = [
        row_problem(table, id, "valid_from", "row-before-held")
        for table in TABLES
        for id in changes[table].unfit
    ]
    return Plan(base, on, MappingProxyType(changes), (*refused, *unfit), limit)


def confirm(base: History, table: str, id: str, on: date, limit: Limit) -> Plan:
    """The plan that says of a thing, as it runs on that day, that it is still right: recorded anew,
    and for the rest the same. Without changes where it does not run, or was recorded that day."""
    held = base.known()
    running = held.frames[table].filter((pl.col("id") == id) & valid_on(on))
    old = running.filter(pl.col("recorded_on").ne_missing(on))
    none = {name: _nothing(frame) for name, frame in held.frames.items()}
    again = replace(none[table], changed=old.with_columns(recorded_on=pl.lit(on)), replaced=old)
    return Plan(base, on, MappingProxyType({**none, table: again}), (), limit)


def _nothing(held: pl.DataFrame) -> Changes:
    empty = held.clear()
    return Changes(empty, empty, empty, empty, (), held.height)


def apply(plan: Plan, checksum: str, *, anyway: bool = False) -> History:
    """The history after the plan.

    Raises PlanRefused when `checksum` is not the plan's, or when it touches too much and `anyway`
    is not said.
    """
    if checksum != plan.checksum:
        raise PlanRefused("plan-other", given=checksum, found=plan.checksum)
    if plan.too_much and not anyway:
        table, (touched, held) = next(iter(plan.too_much.items()))
        raise PlanRefused(
            "plan-too-much", table=table, touched=touched, held=held, share=plan.limit.share
        )
    following = plan.revision + 1
    return History.of(
        {
            table: with_rows(table, plan.base.frames[table], plan.changes[table], following)
            for table in TABLES
        }
    )


def _ending(coming: pl.DataFrame, usable: pl.DataFrame, ends: Ends) -> pl.Expr:
    """The held rows that may end when the incoming set does not contain them; never for a row that
    was refused."""
    if ends is Ends.NOTHING:
        return pl.lit(False)
    refused = coming["id"].filter(~coming["id"].is_in(usable["id"].implode()))
    spared = ~pl.col("id").is_in(refused.implode())
    if ends is Ends.ALL:
        return spared
    return spared & pl.col("source").is_in(coming["source"].unique().implode(), nulls_equal=True)


def _canonical(table: str, frame: pl.DataFrame) -> list[str]:
    """The columns in an order that does not depend on where the rows came from: a database may give
    those that the exchange format does not know in another order than a file."""
    known = [column.name for column in columns(table) if column.name in frame.columns]
    return [*known, *sorted(set(frame.columns) - set(known))]


def _within(within: Mapping[str, Collection[str]] | None, table: str) -> pl.Expr:
    if within is None:
        return pl.lit(True)
    return pl.col("id").is_in(pl.Series(sorted(within.get(table, ())), dtype=pl.String).implode())


def _usable(held: History, coming: History) -> tuple[History, list[Problem]]:
    """The incoming rows without those that have a fault of their own, judged beside what is held.

    A row that points at a refused row is refused too, until nothing more falls.
    """
    refused: list[Problem] = []
    while True:
        faults = [
            found
            for found in check(_beside(held, coming))
            if found.grade is Grade.FAULT and found.about
        ]
        wrong = _by_table(faults)
        dropped = {table: wrong[table] & set(frame["id"]) for table, frame in coming.frames.items()}
        if not any(dropped.values()):
            return coming, refused
        refused += [
            found for found in faults if found.about and found.about[1] in dropped[found.about[0]]
        ]
        coming = _without(coming, dropped)


def _without(rows: History, ids: Mapping[str, set[str]]) -> History:
    """The rows whose id is not among these."""
    kept = {
        table: frame.filter(~pl.col("id").is_in(sorted(ids[table])))
        for table, frame in rows.frames.items()
    }
    return History.of(kept)


def _beside(held: History, coming: History) -> History:
    """The incoming rows, and of what is held only the ids they do not speak about."""
    frames = {}
    for table, frame in coming.frames.items():
        others = held.frames[table].join(frame.select("id").unique(), on="id", how="anti")
        frames[table] = pl.concat([frame, others], how="diagonal")
    return History.of(frames)


def _by_table(faults: Iterable[Problem]) -> Mapping[str, set[str]]:
    """The ids of the rows with a fault."""
    by_table: dict[str, set[str]] = {table: set() for table in TABLES}
    for found in faults:
        if found.about is not None:
            by_table[found.about[0]].add(found.about[1])
    return by_table

# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""An edit as a plan: what somebody filled in, what it would change, and what follows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Final

import polars as pl

from dijkwacht import verbs
from dijkwacht.base.problem import Grade, Problem
from dijkwacht.register.checks import check
from dijkwacht.register.codes import Noun
from dijkwacht.register.plan import Ends, Plan, apply
from dijkwacht.register.records import TABLE_OF
from dijkwacht.register.register import History, Register, frame_of
from dijkwacht.register.schema import Kind, columns
from dijkwacht.rules.rulebook import Rules
from dijkwacht.web.access import Sight
from dijkwacht.web.ownership import COMMON, Owners
from dijkwacht.web.reasoning import Reasoned
from dijkwacht.web.settings import ENVIRONMENT
from dijkwacht.web.store.reading import things

Row = Mapping[str, Any]
SMALL: Final = 5_000
"""In a register of at most so many rows classes and cover are computed for a plan."""
JUDGED: Final = frozenset(
    ("services", "requirements", "members", "fallbacks", "systems", "deliveries")
)
"""Tables of which a change may move a class, or cover."""


@dataclass(frozen=True, eq=False)
class Draft:
    """One row as it would be, on what the register holds now."""

    table: str
    row: Row  # as it would be
    on: date
    rules: Rules

    @cached_property
    def base(self) -> History:
        """The thing and what it points at, at the newest revision."""
        wanted: dict[str, list[str]] = {self.table: [self.row["id"]]}
        for column in columns(self.table):
            table, id = pointed(column.table, column.noun_column, self.row), self.row[column.name]
            if column.kind is Kind.REFERENCE and table and id and column.name != "id":
                wanted.setdefault(table, []).append(id)
        return things(wanted)

    @cached_property
    def incoming(self) -> History:
        """The row as an incoming set."""
        added = [name for name in self.row if name.startswith("name_")]
        plain = {column.name: self.row[column.name] for column in columns(self.table)}
        frame = frame_of(self.table, [plain]).drop("known_from", "known_until")
        more = [pl.lit(self.row[name], pl.String).alias(name) for name in added]
        return History.of({self.table: frame.with_columns(more)})

    @cached_property
    def plan(self) -> Plan:
        """What it would change."""
        return verbs.plan(self.base, self.incoming, self.on, self.rules, Ends.NOTHING)

    @cached_property
    def problems(self) -> list[Problem]:
        """What would be doubtful, and is not yet."""
        if self.plan.refused:
            return list(self.plan.refused)
        made = apply(self.plan, self.plan.checksum, anyway=True)
        before = {(one.where, one.what.code) for one in check(self.base.known())}
        return [
            one
            for one in check(made.known())
            if one.grade is not Grade.NOTE and (one.where, one.what.code) not in before
        ]

    def owner(self, sight: Sight) -> str | None:
        """Whose the row would be."""
        held = sight.register.frames
        others = held[self.table].filter(pl.col("id") != self.row["id"])
        rows = pl.concat([others, self.incoming.table(self.table)], how="diagonal_relaxed")
        register = Register(self.on, sight.register.revision, {**held, self.table: rows})
        found = Owners(register).frame(self.table)
        mine = found.filter(found["id"] == self.row["id"])["owner"].unique().to_list()
        return mine[0] if len(mine) == 1 else None


def pointed(table: str | None, noun_column: str | None, row: Row) -> str | None:
    """The table that a reference of a row points at."""
    noun = row.get(noun_column) if noun_column else None
    return TABLE_OF[Noun(noun)] if noun else table


def may_be(draft: Draft, sight: Sight) -> bool:
    """Whether the row would be of an organisation for which the reader acts; a supplier is
    nobody's."""
    return draft.table in COMMON or draft.owner(sight) in sight.viewer.own


def same_supplier(row: Row, sight: Sight) -> str | None:
    """The supplier that has this name already."""
    rows = sight.register.table("suppliers")
    wanted = str(row["name"] or "").strip().casefold()
    for id, name in rows.select("id", "name").iter_rows():
        if name is not None and name.strip().casefold() == wanted:
            return str(id)
    return None


def begins_at(row: Row, held: Row, day: date, *, correct: bool) -> Row:
    """The row from a day on, or as a correction from where it began."""
    start = held["valid_from"] if correct else day
    return {**row, "valid_from": start}


def ended(held: Row, day: date) -> Row:
    """The row until that day."""
    return {**held, "valid_until": day}


@dataclass(frozen=True, slots=True)
class Moved:
    """What becomes of one service: its class, and the hours at which proven cover first fails."""

    service: str
    before: str | None
    after: str | None
    gap_before: int | None
    gap_after: int | None


def moved(draft: Draft, reasoned: Reasoned, sight: Sight) -> list[Moved] | None:
    """The services of the reader of which class or cover would move; None where that takes too
    long to tell, or is of no meaning."""
    if draft.table not in JUDGED or reasoned.opened.register.count() > SMALL:
        return None
    then = max(draft.on, draft.row["valid_from"] or draft.on)
    opened = (
        verbs.at(reasoned.opened, then, ENVIRONMENT.policy)
        if then != reasoned.on
        else reasoned.opened
    )
    after = verbs.after(opened, draft.incoming, draft.on)
    before, made = (_judged(one) for one in (opened, after))
    ids = [id for id in sorted({*before, *made}) if _is_own(sight, id)]
    none = (None, None)
    found = [Moved(id, *_pair(before.get(id, none), made.get(id, none))) for id in ids]
    return [one for one in found if (one.before, one.gap_before) != (one.after, one.gap_after)]


def _judged(opened: verbs.Opened) -> dict[str, tuple[str | None, int | None]]:
    found = verbs.classify(opened)
    cover = verbs.coverage(opened, found.classes)
    gaps = [cover.proven.first_gap(row) for row in range(len(found.classes.ids))]
    return {
        id: (found.code(row), None if gaps[row] is None else gaps[row].start)  # type: ignore[union-attr]
        for row, id in enumerate(found.classes.ids)
    }


def _pair(before: Sequence[Any], after: Sequence[Any]) -> tuple[Any, ...]:
    return before[0], after[0], before[1], after[1]


def _is_own(sight: Sight, id: str) -> bool:
    return sight.sees("services", id)

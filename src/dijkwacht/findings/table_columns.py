# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""A decision table over whole columns: what `DecisionTable.judge` says of one thing at one time,
for all things and times at once."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from dijkwacht.findings.classes import Flags, Ints
from dijkwacht.findings.harm import Bounds
from dijkwacht.rules.condition import OPERATORS, Condition
from dijkwacht.rules.decision_table import DecisionTable, TableRow

Words = Mapping[str, Flags]
"""Which things have a word, for a fact of unit `codes`."""
Columns = Mapping[str, Bounds | Words]
RISING = (">", ">=")  # these hold for every greater value as well


@dataclass(frozen=True, eq=False)
class Held:
    """Where a row, or a group of rows, holds: for sure, and possibly."""

    sure: Flags
    possible: Flags

    def __and__(self, other: "Held") -> "Held":
        """Where both hold."""
        return Held(self.sure & other.sure, self.possible & other.possible)


@dataclass(frozen=True, eq=False)
class Reached:
    """The highest outcome reached, as its place from low to high: for sure, and possibly."""

    sure: Ints
    possible: Ints

    def __or__(self, other: "Reached") -> "Reached":
        """The higher of the two."""
        return Reached(np.maximum(self.sure, other.sure), np.maximum(self.possible, other.possible))


def rows_hold(table: DecisionTable, facts: Columns, shape: tuple[int, int]) -> dict[str, Held]:
    """Where each row's conditions on facts hold, by its id; its condition on the rows of other
    groups is not looked at."""
    return {row.id: _plain(row, facts, shape) for row in table.rows}


def groups_reach(
    table: DecisionTable, held: Mapping[str, Held], shape: tuple[int, int]
) -> dict[str, Reached]:
    """What each group of rows reaches, with the conditions on the rows of other groups."""
    alone = _alone(table, held, shape)
    return {group: alone[group] | _given_others(table, held, alone, group) for group in alone}


def _whole_row(
    table: DecisionTable, row: TableRow, held: Mapping[str, Held], alone: Mapping[str, Reached]
) -> Held:
    """Where a row holds, with its condition on the rows of other groups."""
    if row.others is None:
        return held[row.id]
    compare, least = OPERATORS[row.others.operator], table.rank(str(row.others.threshold))
    flags = [np.zeros_like(held[row.id].sure) for _ in range(2)]
    for group, reached in alone.items():
        if group != row.group:
            flags[0] = flags[0] | compare(reached.sure, least)
            flags[1] = flags[1] | compare(reached.possible, least)
    return held[row.id] & Held(*flags)


def rows_fire(
    table: DecisionTable, held: Mapping[str, Held], shape: tuple[int, int]
) -> dict[str, Held]:
    """Where each row holds, with its condition on the rows of other groups, by its id."""
    alone = _alone(table, held, shape)
    return {row.id: _whole_row(table, row, held, alone) for row in table.rows}


def highest(table: DecisionTable, reached: Mapping[str, Reached]) -> Reached:
    """What all groups together reach."""
    assert reached
    groups = iter(reached.values())
    found = next(groups)
    for group in groups:
        found = found | group
    return found


def _alone(
    table: DecisionTable, held: Mapping[str, Held], shape: tuple[int, int]
) -> dict[str, Reached]:
    """What each group reaches by the rows that do not look at other groups."""
    groups = dict.fromkeys(row.group for row in table.rows)
    return {
        group: _highest(table, held, shape, [row for row in table.rows if row.group == group])
        for group in groups
    }


def _given_others(
    table: DecisionTable, held: Mapping[str, Held], alone: Mapping[str, Reached], group: str
) -> Reached:
    found = alone[group]
    for row in table.rows:
        if row.group == group and row.others is not None:
            found = found | _reach(table, row, _whole_row(table, row, held, alone))
    return found


def _highest(
    table: DecisionTable,
    held: Mapping[str, Held],
    shape: tuple[int, int],
    rows: list[TableRow],
) -> Reached:
    """What the rows without a condition on others reach."""
    lowest = np.full(shape, table.rank(table.otherwise), np.int64)
    found = Reached(lowest, lowest)
    for row in rows:
        if row.others is None:
            found = found | _reach(table, row, held[row.id])
    return found


def _reach(table: DecisionTable, row: TableRow, held: Held) -> Reached:
    then, lowest = table.rank(row.then), table.rank(table.otherwise)
    return Reached(np.where(held.sure, then, lowest), np.where(held.possible, then, lowest))


def _plain(row: TableRow, facts: Columns, shape: tuple[int, int]) -> Held:
    found = Held(np.ones(shape, np.bool_), np.ones(shape, np.bool_))
    for condition in row.conditions:
        found = found & _holds(condition, facts.get(condition.fact), shape)
    return found


def _holds(condition: Condition, fact: Bounds | Words | None, shape: tuple[int, int]) -> Held:
    if fact is None:
        return Held(np.zeros(shape, np.bool_), np.ones(shape, np.bool_))
    if not isinstance(fact, Bounds):
        has = fact.get(str(condition.threshold), np.zeros(shape[0], np.bool_))
        wide = np.broadcast_to(has[:, None], shape)
        return Held(wide, wide)
    compare, threshold = OPERATORS[condition.operator], int(condition.threshold)
    if condition.operator == "=":
        within: Flags = (fact.low <= threshold) & (fact.high >= threshold)
        return Held(within & fact.known, within)
    least, most = (fact.low, fact.high) if condition.operator in RISING else (fact.high, fact.low)
    sure: Flags = np.asarray(compare(least, threshold))
    possible: Flags = np.asarray(compare(most, threshold))
    return Held(sure, possible)

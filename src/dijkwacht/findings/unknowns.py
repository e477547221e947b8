# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is not known lifts a class (A3): which groups of rows are undecided, since when, and whether
that has lasted too long."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from dijkwacht.findings.classes import Class, Flags
from dijkwacht.findings.settling import Lift
from dijkwacht.findings.table_columns import Columns, rows_hold
from dijkwacht.register.register import Register
from dijkwacht.rules.decision_table import DecisionTable
from dijkwacht.rules.rulebook import Parameters


@dataclass(frozen=True, eq=False)
class Unknowns:
    """Per group of rows, of which services it is undecided; and which services are overdue."""

    undecided: Mapping[str, Flags]
    overdue: Flags
    since: tuple[date | None, ...]  # the service is in the register; None where that is not known

    @property
    def any(self) -> Flags:
        """Services of which some group is undecided."""
        found: Flags = np.any(list(self.undecided.values()), axis=0)
        return found

    def lift(self, rule: Parameters) -> Lift:
        """What that does to a class."""
        floor = np.where(self.any, int(Class[rule["unknown_floor"]]), 0)
        return Lift(floor, np.where(self.overdue, int(rule["overdue_steps"]), 0))


def unknowns(
    register: Register,
    table: DecisionTable,
    facts: Columns,
    rule: Parameters,
    ids: tuple[str, ...],
    shape: tuple[int, int],
) -> Unknowns:
    """What the facts of harm leave undecided. A group is undecided where, at some time, it may
    reach a higher class than it reaches for sure."""
    undecided = {group: _undecided(table, facts, group, shape) for group in rule["unknown_groups"]}
    since = _since(register, ids)
    limit = register.on - timedelta(days=rule["overdue_days"])
    late = np.array([day is not None and day < limit for day in since], np.bool_)
    some = Unknowns(undecided, late, since)
    return Unknowns(undecided, late & some.any, since)


def _undecided(table: DecisionTable, facts: Columns, group: str, shape: tuple[int, int]) -> Flags:
    held = rows_hold(table, facts, shape)
    sure, possible = (np.zeros(shape, np.int64) for _ in range(2))
    for row in table.rows:
        if row.group == group:
            then = table.rank(row.then)
            sure = np.maximum(sure, np.where(held[row.id].sure, then, 0))
            possible = np.maximum(possible, np.where(held[row.id].possible, then, 0))
    found: Flags = np.any(possible > sure, axis=1)
    return found


def _since(register: Register, ids: tuple[str, ...]) -> tuple[date | None, ...]:
    """Since when each service is known to be there: nothing can have been unknown for longer."""
    rows = register.table("services").select("id", "recorded_on", "valid_from").iter_rows()
    days = {id: recorded or begins for id, recorded, begins in rows}
    return tuple(days.get(id) for id in ids)

# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is not known lifts a class (A3): which groups of rows are open, since when, and whether that
has lasted too long."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from dijkwacht.findings.classes import Class, Flags, Ints
from dijkwacht.findings.settling import Settled
from dijkwacht.findings.table_columns import rows_fire
from dijkwacht.register.register import Register
from dijkwacht.rules.decision_table import DecisionTable
from dijkwacht.rules.rulebook import Parameters


@dataclass(frozen=True, eq=False)
class Unknowns:
    """Per group of rows, of which services it is open: at some time it may reach more than it
    reaches for sure. And which services are overdue."""

    open: Mapping[str, Flags]
    overdue: Flags  # facts of theirs have not been known for too long
    since: tuple[date | None, ...]  # the service is in the register; None where that is not known

    @property
    def any(self) -> Flags:
        """Services of which some group is open."""
        found: Flags = np.any(list(self.open.values()), axis=0)
        return found

    def floor(self, rule: Parameters) -> Ints:
        """The least class of each service."""
        return np.where(self.any, int(Class[rule["unknown_floor"]]), int(Class.O))

    def lifted(self, level: Ints, rule: Parameters) -> Ints:
        """What that makes of a class."""
        steps = np.where(self.overdue, int(rule["overdue_steps"]), 0)
        found: Ints = np.minimum(np.maximum(level, self.floor(rule)) + steps, int(Class.V))
        return found


def unknowns(
    register: Register,
    table: DecisionTable,
    settled: Settled,
    rule: Parameters,
    ids: tuple[str, ...],
    known_since: Mapping[str, date] | None = None,
) -> Unknowns:
    """What is open. Only what is unknown of a service itself, in the groups that policy names, can
    be overdue: `known_since` says since when services are in the register, where that is longer
    than their rows of the day say."""
    open_ = {
        group: np.any(reached.possible > reached.sure, axis=1)
        for group, reached in settled.groups.items()
    }
    since = _since(register, ids, known_since or {})
    limit = register.on - timedelta(days=rule["overdue_days"])
    late = np.array([day is not None and day < limit for day in since], np.bool_)
    return Unknowns(open_, late & _own(table, settled, rule["unknown_groups"]), since)


def _own(table: DecisionTable, settled: Settled, groups: list[str]) -> Flags:
    """Services of which, in these groups, some fact of their own leaves a row open that would
    count."""
    shape = next(iter(settled.groups.values())).sure.shape
    fire = rows_fire(table, settled.held, (shape[0], shape[1]))
    found = np.zeros(shape, np.bool_)
    for row in table.rows:
        if row.group in groups:
            held = settled.held[row.id]
            counts = table.rank(row.then) > settled.groups[row.group].sure
            found |= held.possible & ~held.sure & fire[row.id].possible & counts
    own: Flags = np.any(found, axis=1)
    return own


def _since(
    register: Register, ids: tuple[str, ...], known_since: Mapping[str, date]
) -> tuple[date | None, ...]:
    """Since when each service is known to be there: nothing can have been unknown for longer."""
    rows = register.once("services").select("id", "recorded_on", "valid_from").iter_rows()
    days = {id: recorded or begins for id, recorded, begins in rows}
    every = ([known_since.get(id), days.get(id)] for id in ids)
    return tuple(min((day for day in pair if day is not None), default=None) for pair in every)

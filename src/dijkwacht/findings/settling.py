# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The fixed point of classes and cascades: classes follow from row K, row K from the classes of
others. Every step can only raise classes and shorten MTPDs, so it ends
(docs/explanation/classification.md)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from dijkwacht.base.units import FOREVER
from dijkwacht.findings.cascade import Links, counts
from dijkwacht.findings.classes import Class, Flags, Ints
from dijkwacht.findings.harm import Bounds, times_of
from dijkwacht.findings.table_columns import (
    Columns,
    Held,
    Reached,
    groups_reach,
    highest,
    rows_hold,
)
from dijkwacht.rules.decision_table import DecisionTable
from dijkwacht.rules.rulebook import Rules

CASCADE: Final = "K"


@dataclass(frozen=True, eq=False)
class Yardstick:
    """What the rules say about times and steps."""

    times: Ints  # hours, ascending
    within: Flags  # per time: what is reached then counts in full
    slow_steps: int
    timeless: tuple[str, ...]  # groups that say nothing of time

    @classmethod
    def of(cls, rules: Rules) -> "Yardstick":
        """That of the rules in force."""
        when = rules.parameters("classification/times")
        times = times_of(rules)
        return cls(
            times=times,
            within=times <= when["class_within"],
            slow_steps=rules.parameters("classification/adjustments")["slow_steps"],
            timeless=tuple(when["timeless"]),
        )

    def level(self, columns: Ints) -> Ints:
        """The class that these columns over time come to: what comes late counts lower (A1)."""
        slow = np.maximum(columns.max(axis=1) - self.slow_steps, 0)
        found: Ints = np.maximum(columns[:, self.within].max(axis=1, initial=0), slow)
        return found

    def mtpd(self, columns: Ints) -> Ints:
        """The first time at which they reach K; FOREVER when none does."""
        reached = columns >= Class.K
        first = self.times[reached.argmax(axis=1)]
        return np.where(reached.any(axis=1), first, FOREVER)


@dataclass(frozen=True, eq=False)
class Settled:
    """What holds of every service once nothing moves any more: for sure, and possibly."""

    held: Mapping[str, Held]  # per row of the table, without conditions on other groups
    groups: Mapping[str, Reached]  # per group and time
    facts: Columns
    level: Reached  # after A1; one per service
    mtpd_late: Ints  # hours, from what is sure; FOREVER where no time reaches K
    mtpd_early: Ints  # hours, from what is possible
    rounds: int


def settle(table: DecisionTable, facts: Columns, links: Links, yardstick: Yardstick) -> Settled:
    """Classes and cascades of all services, from nothing up until nothing moves.

    Of what is sure, only rows that hold for sure take others up: not what is unknown or overdue.
    """
    shape = (links.sure.size, len(yardstick.times))
    low, high = (_start(links.sure.size) for _ in range(2))
    level, mtpd = (low[0], high[0]), (low[1], high[1])
    rounds = 0
    while True:
        rounds += 1
        known: Columns = {**facts, **_cascade(links, level, mtpd, yardstick.times)}
        held = rows_hold(table, known, shape)
        groups = groups_reach(table, held, shape)
        columns = highest(table, groups)
        in_time = highest(table, {k: v for k, v in groups.items() if k not in yardstick.timeless})
        found = tuple(yardstick.level(part) for part in (columns.sure, columns.possible))
        soon = tuple(yardstick.mtpd(part) for part in (in_time.sure, in_time.possible))
        moved = any(
            not np.array_equal(new, old)
            for new, old in zip((*found, *soon), (*level, *mtpd), strict=True)
        )
        level, mtpd = (found[0], found[1]), (soon[0], soon[1])
        if not moved:
            return Settled(held, groups, known, Reached(*level), *mtpd, rounds)


def _start(size: int) -> tuple[Ints, Ints]:
    """Nothing is reached yet."""
    return np.zeros(size, np.int64), np.full(size, int(FOREVER), np.int64)


def _cascade(
    links: Links, level: tuple[Ints, Ints], mtpd: tuple[Ints, Ints], times: Ints
) -> dict[str, Bounds]:
    sure = counts(links.sure, level[0], mtpd[0], times, possibly=False)
    perhaps = counts(links.possible, level[1], mtpd[1], times, possibly=True)
    return {name: Bounds(sure[name], perhaps[name]) for name in sure}

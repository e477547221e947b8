# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""A parent's distress reaches its entities: the worse of a supplier and each of those that control
it, a step lower for each step down."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from dijkwacht.findings.classes import Flags, Ints

NOBODY: Final = -1
DEEPEST: Final = 32  # steps up a chain of owners; a ring ends here too


@dataclass(frozen=True, eq=False)
class Own:
    """What is known of each supplier by itself."""

    log_odds: Ints
    floor: Ints
    known: Flags  # it has usable accounts
    seen: Flags  # something was observed


@dataclass(frozen=True, eq=False)
class Reached:
    """The same with what parents bring."""

    log_odds: Ints
    floor: Ints
    known: Flags
    seen: Flags
    worse: Ints  # the parent that made it worse, NOBODY where none did
    floored: Ints  # the parent whose floor it has, NOBODY where it is its own


def rows_above(ids: Sequence[str], parents: Mapping[str, str]) -> Ints:
    """The row of each supplier's parent, NOBODY where it has none."""
    rows = {id: row for row, id in enumerate(ids)}
    return np.array([rows.get(parents.get(id, ""), NOBODY) for id in ids], np.int64)


def reached(own: Own, up: Ints, discount: int, floor_less: int) -> Reached:
    """What reaches each supplier; `up` is the row of its parent. A parent of which nothing is known
    brings nothing."""
    rows = np.arange(len(up))
    worst, lowest = own.log_odds.copy(), own.floor.copy()
    knows, sees = own.known.copy(), own.seen.copy()
    worse, floored = np.full(len(up), NOBODY), np.full(len(up), NOBODY)
    at = up.copy()
    for step in range(1, DEEPEST + 1):
        has = (at != NOBODY) & (at != rows)
        if not has.any():
            break
        above = np.where(has, at, 0)
        told = has & (own.known | own.seen)[above]
        brought = np.where(told, own.log_odds[above] - step * discount, worst)
        better = brought > worst
        worst, worse = np.where(better, brought, worst), np.where(better, above, worse)
        under = np.where(has, own.floor[above] - step * floor_less, 0)
        lower = under > lowest
        lowest, floored = np.where(lower, under, lowest), np.where(lower, above, floored)
        knows |= has & own.known[above]
        sees |= told & better | lower
        at = np.where(has, up[above], NOBODY)
    return Reached(worst, lowest, knows, sees, worse, floored)

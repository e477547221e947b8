# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The level of every supplier: probability by what hangs on it, bands set by how many alerts there
may be, floors, and *unknown*. Up at once, down after clean nights. By policy `signals/levels`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

import numpy as np
import polars as pl

from dijkwacht.findings.classes import NONE, Class, Flags, Ints
from dijkwacht.findings.fusion import Fused, log_odds_of
from dijkwacht.register.codes import ReadingState
from dijkwacht.rules.rulebook import Rules

UNKNOWN: Final = -1
QUIET: Final = 0
WORDS: Final = ("none", *(level.name for level in Class))
"""The rows of the matrix: without anything that hangs on it, then the classes."""


@dataclass(frozen=True, eq=False)
class LevelPolicy:
    """How levels are made, as policy has it on a day."""

    shares: tuple[int, ...]  # basis points of the known suppliers
    least: tuple[int, ...]  # log-odds
    fixed: tuple[int, ...]  # log-odds
    few: int
    matrix: Ints  # by class (none first) and band
    weight: Ints  # by class (none first)
    clean_nights: int
    alert_from: int
    always_from: int
    budget: int
    blind_feeds: tuple[str, ...]
    blind_days: int

    @classmethod
    def of(cls, rules: Rules) -> "LevelPolicy":
        """The policy in force; RuleNotInForce when there is none on that day."""
        said = rules.parameters("signals/levels")
        matrix: Mapping[str, Sequence[int]] = said["matrix"]
        return cls(
            shares=tuple(said["shares"]),
            least=tuple(map(log_odds_of, said["least"])),
            fixed=tuple(map(log_odds_of, said["fixed"])),
            few=said["few"],
            matrix=np.array([matrix[word] for word in WORDS], np.int64),
            weight=np.array([said["weight"][word] for word in WORDS], np.int64),
            clean_nights=said["clean_nights"],
            alert_from=said["alert_from"],
            always_from=said["always_from"],
            budget=said["budget"],
            blind_feeds=tuple(said["blind_feeds"]),
            blind_days=said["blind_days"],
        )

    def cuts(self, fused: Fused) -> tuple[int, ...]:
        """The log-odds from which each band begins: the highest parts of the suppliers of which the
        probability is known, and never below the least."""
        known = np.sort(fused.log_odds[fused.known])[::-1]
        if len(known) < self.few:
            return self.fixed
        last = [max(len(known) * share // 10_000, 1) - 1 for share in self.shares]
        return tuple(
            max(int(known[row]), least) for row, least in zip(last, self.least, strict=True)
        )


def blind(readings: pl.DataFrame, policy: LevelPolicy, on: date) -> tuple[str, ...]:
    """The feeds that were read once and of which there is no good reading of late: what they would
    say is not known."""
    known = readings.filter((pl.col("read_on") <= on) & pl.col("feed").is_in(policy.blind_feeds))
    good = known.filter(pl.col("state") == ReadingState.GOOD)
    last = dict(good.group_by("feed").agg(pl.col("read_on").max()).iter_rows())
    since = on - timedelta(days=policy.blind_days)
    feeds = known["feed"].unique().sort().to_list()
    return tuple(feed for feed in feeds if last.get(feed, date.min) < since)


@dataclass(frozen=True, eq=False)
class Levels:
    """One entry per supplier, by id ascending; UNKNOWN where a level is not known."""

    ids: tuple[str, ...]
    level: Ints  # as it is held
    raw: Ints  # as it came out on the day
    band: Ints
    clean: Ints  # nights in a row that it came out lower
    most: Ints  # the highest of those nights
    since: tuple[date, ...]  # when the level became what it is

    @classmethod
    def none(cls) -> "Levels":
        """Of nobody: before the first night."""
        nothing = np.zeros(0, np.int64)
        return cls((), nothing, nothing, nothing, nothing, nothing, ())

    def on_rows(self, ids: tuple[str, ...], on: date) -> "Levels":
        """The same for these suppliers: of those that are new nothing is known."""
        if ids == self.ids:
            return self
        rows = {id: row for row, id in enumerate(self.ids)}
        taken = np.array([rows.get(id, NONE) for id in ids], np.int64)
        has = taken != NONE

        def column(values: Ints, empty: int) -> Ints:
            made = np.full(len(ids), empty, np.int64)
            made[has] = values[taken[has]]
            return made

        since = tuple(self.since[row] if row != NONE else on for row in taken.tolist())
        level, raw, most = (column(part, UNKNOWN) for part in (self.level, self.raw, self.most))
        return Levels(ids, level, raw, column(self.band, 0), column(self.clean, 0), most, since)


def raw_levels(
    fused: Fused, critical: Ints, cuts: Sequence[int], policy: LevelPolicy, blinded: bool
) -> tuple[Ints, Ints]:
    """The level and the band of each supplier on a day, before hysteresis; `critical` is the class
    of what hangs on it (NONE for nothing)."""
    band = np.searchsorted(np.array(cuts, np.int64), fused.log_odds, side="right")
    level = np.maximum(policy.matrix[critical + 1, band], fused.floor)
    nothing = ~fused.known & ~fused.seen
    quiet = level == QUIET
    # of who has no accounts, silence says nothing; with a blind feed it says nothing of anybody
    unknown = nothing | (quiet & ~fused.known) | (quiet & blinded)
    return np.where(unknown, UNKNOWN, level), band


def held_levels(
    before: Levels, raw: Ints, band: Ints, policy: LevelPolicy, on: date, blinded: bool
) -> Levels:
    """The levels of a day after those of the day before: up at once, down after clean nights. A
    night on which a feed is blind is not clean; what became unknown keeps what it was."""
    was = before.level
    up = (raw >= was) & (raw != UNKNOWN)
    lower = ~up & (raw != UNKNOWN) & (not blinded)
    clean = np.where(lower, before.clean + 1, np.where(up, 0, before.clean))
    most = np.where(lower, np.maximum(before.most, raw), np.where(up, UNKNOWN, before.most))
    down = lower & (clean >= policy.clean_nights)
    fresh = np.where(up, raw, np.where(down, most, was))
    # a quiet level that is not known any more is not held: quiet is never assumed
    forgotten = (raw == UNKNOWN) & (was <= QUIET)
    level = np.where(forgotten, UNKNOWN, fresh)
    changed: Flags = level != was
    since = tuple(
        on if moved else day for moved, day in zip(changed.tolist(), before.since, strict=True)
    )
    clean, most = np.where(down, 0, clean), np.where(down, UNKNOWN, most)
    return replace(before, level=level, raw=raw, band=band, clean=clean, most=most, since=since)

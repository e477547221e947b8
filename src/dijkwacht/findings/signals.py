# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The watch: one explainable level per supplier a day. A night is computed from the night before it
and what is known on its day, and from nothing else, so any past night can be made again."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

import numpy as np
import polars as pl

from dijkwacht.findings.alerts import Book, Rise, after_night
from dijkwacht.findings.classes import NONE, Class, Ints
from dijkwacht.findings.evidence import Kinds, evidence
from dijkwacht.findings.fusion import Fused, Term, Weights, fuse
from dijkwacht.findings.levels import (
    UNKNOWN,
    LevelPolicy,
    Levels,
    blind,
    held_levels,
    raw_levels,
)
from dijkwacht.graph.groups import controlling
from dijkwacht.register.register import Register
from dijkwacht.rules.rulebook import Rules

WEIGHT: Final = "weight"
"""The cause of an alert where nothing is worse but what hangs on the supplier."""

RULES: Final = (
    *("signals/kinds", "signals/families", "signals/fusion", "signals/levels"),
    "signals/currencies",
)


@dataclass(frozen=True, eq=False)
class Hanging:
    """What hangs on suppliers: one entry per supplier that something hangs on."""

    level: Mapping[str, Class]
    services: Mapping[str, int]
    organisations: Mapping[str, int]
    provisional: frozenset[str] = frozenset()
    because: Mapping[str, str] = field(default_factory=dict)  # the service that gives the class

    def column(self, ids: Sequence[str]) -> Ints:
        """The class of each of these suppliers, NONE where nothing hangs on it."""
        return np.array([int(self.level.get(id, NONE)) for id in ids], np.int64)


@dataclass(frozen=True, eq=False)
class Standing:
    """What goes from one night to the next."""

    on: date
    revision: int  # of the register that it was computed from
    levels: Levels
    cuts: tuple[int, ...]  # log-odds from which bands begin
    cuts_on: date  # when they were set
    book: Book


@dataclass(frozen=True, eq=False)
class Night:
    """What the watch knows after the night of a day."""

    standing: Standing
    fused: Fused
    critical: Ints  # per supplier the class of what hangs on it, NONE for nothing
    blind: tuple[str, ...]  # feeds of which there is no good reading of late
    before: Levels  # of the night before, on the same rows
    rules: Mapping[str, str]  # version and digest of what was applied

    @property
    def on(self) -> date:
        """Its day."""
        return self.standing.on

    @property
    def levels(self) -> Levels:
        """The levels of the day."""
        return self.standing.levels

    @property
    def ids(self) -> tuple[str, ...]:
        """The suppliers, ascending."""
        return self.levels.ids

    def moved(self, up: bool) -> list[int]:
        """The rows of those whose level rose (became known above quiet, or higher), or fell."""
        now, was = self.levels.level, self.before.level
        found = now > np.maximum(was, 0) if up else (now < was) & (was > 0)
        return [int(row) for row in np.flatnonzero(found)]

    def counts(self) -> Mapping[int, int]:
        """How many suppliers are at each level."""
        values, counts = np.unique(self.levels.level, return_counts=True)
        return dict(zip(values.tolist(), counts.tolist(), strict=True))

    def terms(self, id: str) -> pl.DataFrame:
        """The terms of one supplier: what its log-odds is the sum of, and its floors."""
        return self.fused.terms.filter(pl.col("supplier_id") == id)


def night(
    before: Standing | None,
    register: Register,
    rules: Rules,
    hazards: pl.DataFrame,
    hanging: Hanging,
    acts: pl.DataFrame | None = None,
) -> Night:
    """The night of the register's day after the night before it (None: nothing is known of
    before). `hazards` as HAZARDS; `acts` are those that count (default: all of the register).

    RuleNotInForce when policy lacks a rule on that day.
    """
    on, policy = register.on, LevelPolicy.of(rules)
    fused = _fused(register, rules, hazards)
    ids = fused.ids
    cuts, cuts_on = _cuts(before, fused, policy, on)
    blinded = blind(register.table("readings"), policy, on)
    critical = hanging.column(ids)
    raw, band = raw_levels(fused, critical, cuts, policy, bool(blinded))
    was = (Levels.none() if before is None else before.levels).on_rows(ids, on)
    held = held_levels(was, raw, band, policy, on, bool(blinded))
    high = [ids[row] for row in np.flatnonzero(held.level >= policy.alert_from).tolist()]
    raised = list(rises(fused, main_causes(fused, high), held, was, critical, policy))
    known = register.table("alert_acts") if acts is None else acts
    by_id = dict(zip(ids, held.level.tolist(), strict=True))
    book = after_night(before.book if before else Book(), raised, by_id, known, policy, on)
    used = {rules.parameters(name).version: rules.parameters(name).digest for name in RULES}
    return Night(
        Standing(on, register.revision, held, cuts, cuts_on, book),
        fused,
        critical,
        blinded,
        was,
        used,
    )


def _fused(register: Register, rules: Rules, hazards: pl.DataFrame) -> Fused:
    ids = tuple(register.table("suppliers")["id"].unique().sort())
    kinds = Kinds.of(rules)
    found = evidence(register, kinds, register.on)
    return fuse(ids, hazards, found, controlling(register), kinds, Weights.of(rules))


def _cuts(
    before: Standing | None, fused: Fused, policy: LevelPolicy, on: date
) -> tuple[tuple[int, ...], date]:
    """Where bands begin: set on the first night of each month, so that a level moves because of the
    supplier and not of its neighbours."""
    if before is None or (before.cuts_on.year, before.cuts_on.month) != (on.year, on.month):
        return policy.cuts(fused), on
    return before.cuts, before.cuts_on


def rises(
    fused: Fused,
    causes: Mapping[str, str],
    held: Levels,
    was: Levels,
    critical: Ints,
    policy: LevelPolicy,
) -> Iterator[Rise]:
    """Whoever is high enough for an alert. `causes` are their main ones; `critical` is the class of
    what hangs on each supplier, NONE for nothing."""
    probability = fused.probability
    for row in np.flatnonzero(held.level >= policy.alert_from).tolist():
        id, level = fused.ids[row], int(held.level[row])
        rose = level > max(int(was.level[row]), 0)
        weight = int(probability[row]) * int(policy.weight[critical[row] - NONE])
        hangs = bool(critical[row] != NONE)
        cause = causes.get(id, WEIGHT)
        yield Rise(id, cause, level, int(fused.floor[row]), weight, rose, hangs)


def main_causes(fused: Fused, ids: Sequence[str]) -> Mapping[str, str]:
    """What each of these suppliers owes its level to most: the highest floor, else the term that
    adds most to the rate of all."""
    part = fused.terms.filter(pl.col("supplier_id").is_in(list(ids)))
    above = pl.when(pl.col("term") == Term.ACCOUNTS).then(pl.col("micro") - fused.base)
    told = part.with_columns(adds=above.otherwise("micro")).filter(
        (pl.col("floor") > 0) | ((pl.col("adds") > 0) & (pl.col("term") != Term.CAP))
    )
    best = told.sort(
        ["supplier_id", "floor", "adds", "code", "ref"],
        descending=[False, True, True, False, False],
    ).unique("supplier_id", keep="first", maintain_order=True)
    return {
        row["supplier_id"]: row["code"] if row["term"] == Term.EVENT else CAUSE_OF[row["term"]]
        for row in best.iter_rows(named=True)
    }


CAUSE_OF: Final[Mapping[str, str]] = {
    Term.ACCOUNTS: "accounts",
    Term.GROUP: "group",
    Term.GROUP_FLOOR: "group",
}


def unknown(found: Night) -> int:
    """Of how many suppliers the level is not known."""
    return int((found.levels.level == UNKNOWN).sum())

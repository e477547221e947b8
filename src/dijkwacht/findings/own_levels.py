# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The watch with the eyes of one organisation: the same nights, with levels and alerts by what
hangs on a supplier with it alone. Nothing of what hangs on it with others goes in."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

import numpy as np
import polars as pl

from dijkwacht.findings.alerts import Book, after_night
from dijkwacht.findings.classes import Ints
from dijkwacht.findings.fusion import TERMS, Fused
from dijkwacht.findings.levels import LevelPolicy, Levels, held_levels, raw_levels
from dijkwacht.findings.signals import WEIGHT, Night, main_causes, rises

KNOWN: Final = pl.Schema(
    {
        "supplier_id": pl.String(),
        "log_odds": pl.Int64(),
        "floor": pl.Int64(),
        "known": pl.Boolean(),
        "seen": pl.Boolean(),
        "cause": pl.String(),
        "critical": pl.Int64(),  # class of what hangs on it with all, NONE for nothing
    }
)
PolicyOn = Callable[[date], LevelPolicy]


@dataclass(frozen=True, eq=False)
class Known:
    """What a night knew of every supplier."""

    on: date
    cuts: tuple[int, ...]
    is_blind: bool
    rows: pl.DataFrame  # KNOWN, by supplier ascending


@dataclass(frozen=True, eq=False)
class Own:
    """The levels of the last night for one organisation, of the night before it, and its alerts."""

    levels: Levels
    before: Levels
    critical: Ints
    book: Book


def known(found: Night) -> Known:
    """What a night knew of suppliers, to be looked at with other eyes."""
    fused = found.fused
    causes = main_causes(fused, fused.ids)
    rows = pl.DataFrame(
        {
            "supplier_id": list(fused.ids),
            "log_odds": fused.log_odds,
            "floor": fused.floor,
            "known": fused.known,
            "seen": fused.seen,
            "cause": [causes.get(id, WEIGHT) for id in fused.ids],
            "critical": found.critical,
        },
        schema=KNOWN,
    )
    return Known(found.on, found.standing.cuts, bool(found.blind), rows)


def own_levels(
    nights: Sequence[Known],
    hanging: Mapping[str, int],
    acts: pl.DataFrame,
    policy_on: PolicyOn,
) -> Own:
    """The watch of one organisation after these nights, ascending. `hanging` is the class of what
    hangs on each supplier that touches it (NONE: it can do without); `acts` are its own."""
    held, was, book = Levels.none(), Levels.none(), Book()
    critical = np.zeros(0, np.int64)
    for one in nights:
        policy = policy_on(one.on)
        rows = one.rows.filter(pl.col("supplier_id").is_in(list(hanging)))
        fused = _fused(rows)
        critical = np.array([hanging[id] for id in fused.ids], np.int64)
        raw, band = raw_levels(fused, critical, one.cuts, policy, one.is_blind)
        was = held.on_rows(fused.ids, one.on)
        held = held_levels(was, raw, band, policy, one.on, one.is_blind)
        causes = dict(zip(fused.ids, rows["cause"], strict=True))
        raised = list(rises(fused, causes, held, was, critical, policy))
        levels = dict(zip(fused.ids, held.level.tolist(), strict=True))
        book = after_night(book, raised, levels, acts, policy, one.on)
    return Own(held, was, critical, book)


def _fused(rows: pl.DataFrame) -> Fused:
    return Fused(
        ids=tuple(rows["supplier_id"]),
        log_odds=rows["log_odds"].to_numpy(),
        floor=rows["floor"].to_numpy(),
        known=rows["known"].to_numpy(),
        seen=rows["seen"].to_numpy(),
        base=0,
        terms=pl.DataFrame(schema=TERMS),
    )


def only(fused: Fused, ids: Collection[str]) -> Fused:
    """The same of these suppliers alone."""
    rows = np.array([row for row, id in enumerate(fused.ids) if id in ids], np.int64)
    kept = tuple(fused.ids[row] for row in rows.tolist())
    return replace(
        fused,
        ids=kept,
        log_odds=fused.log_odds[rows],
        floor=fused.floor[rows],
        known=fused.known[rows],
        seen=fused.seen[rows],
        terms=fused.terms.filter(pl.col("supplier_id").is_in(list(kept))),
    )

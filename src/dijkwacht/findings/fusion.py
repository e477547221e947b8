# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""One log-odds of failure within a year for every supplier on a day: accounts, observations, and
what a parent brings. In whole millionths, with every term kept as the explanation."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np
import polars as pl

from dijkwacht.distress.odds import MICRO, probability
from dijkwacht.findings.classes import Flags, Ints
from dijkwacht.findings.contagion import NOBODY, Own, Reached, reached, rows_above
from dijkwacht.findings.evidence import Kinds, capped
from dijkwacht.rules.rulebook import Rules

HAZARDS: Final = pl.Schema(
    {
        "supplier_id": pl.String(),
        "statement_id": pl.String(),
        "ends_on": pl.Date(),
        "lead": pl.Int64(),
        "log_odds": pl.Int64(),
    }
)
"""What accounts say: log-odds of failure in the year of the day, in millionths. `lead` is which
year after the balance that is."""


class Term(StrEnum):
    """What a part of a level rests on."""

    ACCOUNTS = "accounts"
    BASE = "base"  # no usable accounts: the rate of all
    EVENT = "event"
    CAP = "cap"  # what a family weighs above its cap is taken off
    GROUP = "group"  # a parent is worse
    GROUP_FLOOR = "group-floor"


TERMS: Final = pl.Schema(
    {
        "supplier_id": pl.String(),
        "term": pl.String(),
        "code": pl.String(),  # kind, family, or the supplier that is the parent
        "micro": pl.Int64(),
        "floor": pl.Int64(),
        "ref": pl.String(),  # the observation, or the statement
        "day": pl.Date(),
    }
)


@dataclass(frozen=True, slots=True)
class Weights:
    """How the parts are put together, as policy has it on a day."""

    base: int  # log-odds of a supplier without accounts
    leads: tuple[int, ...]  # days after the balance until which the nth year lasts
    least_items: int  # of the items that the model reads
    discount: int
    floor_less: int

    @classmethod
    def of(cls, rules: Rules) -> "Weights":
        """The weights in force; RuleNotInForce when policy has none on that day."""
        said = rules.parameters("signals/fusion")
        return cls(
            log_odds_of(said["base_rate"]),
            tuple(said["lead_days"]),
            said["least_items"],
            said["parent_discount"],
            said["parent_floor_less"],
        )


def log_odds_of(basis_points: int) -> int:
    """The log-odds of a probability in basis points, in millionths."""
    share = basis_points / 10_000
    return round(float(np.log(share / (1 - share))) * MICRO)


def millionths(log_odds: Ints) -> Ints:
    """The probabilities of log-odds, both in millionths."""
    return np.rint(probability(log_odds) * MICRO).astype(np.int64)


@dataclass(frozen=True, eq=False)
class Fused:
    """One entry per supplier, by id ascending."""

    ids: tuple[str, ...]
    log_odds: Ints
    floor: Ints
    known: Flags  # it, or a parent, has usable accounts
    seen: Flags  # something was observed of it, or of a parent that reaches it
    base: int  # the log-odds of who has no accounts
    terms: pl.DataFrame  # TERMS, by supplier

    @property
    def probability(self) -> Ints:
        """Of failure within a year, in millionths."""
        return millionths(self.log_odds)


def fuse(
    ids: Sequence[str],
    hazards: pl.DataFrame,
    found: pl.DataFrame,
    parents: Mapping[str, str],
    kinds: Kinds,
    weights: Weights,
) -> Fused:
    """What is known of every supplier (`ids`, ascending) put together. `hazards` as HAZARDS, one
    row per supplier; `found` as EVIDENCE; `parents` by child, those that control."""
    order = pl.DataFrame({"supplier_id": list(ids)}, schema={"supplier_id": pl.String})
    families = capped(found, kinds)
    own = _own(order, hazards, found, families, weights)
    up = rows_above(ids, parents)
    got = reached(own, up, weights.discount, weights.floor_less)
    parts = (
        *_of_accounts(order, hazards, weights),
        *_of_events(order, found, families),
        _of_group(ids, own, got),
    )
    terms = pl.concat([part.select(list(TERMS)).cast(TERMS) for part in parts])
    by_supplier = terms.sort("supplier_id", maintain_order=True)
    known = (got.log_odds, got.floor, got.known, got.seen)
    return Fused(tuple(ids), *known, weights.base, by_supplier)


def _own(
    order: pl.DataFrame,
    hazards: pl.DataFrame,
    found: pl.DataFrame,
    families: pl.DataFrame,
    weights: Weights,
) -> Own:
    """What is known of each supplier by itself."""
    sums = families.group_by("supplier_id").agg(pl.col("weight").sum())
    floors = found.group_by("supplier_id").agg(pl.col("floor").max())
    rows = order
    for part in (hazards.select("supplier_id", "log_odds"), sums, floors):
        rows = rows.join(part, on="supplier_id", how="left", maintain_order="left")
    start = rows["log_odds"].fill_null(weights.base) + rows["weight"].fill_null(0)
    return Own(
        log_odds=start.to_numpy().astype(np.int64),
        floor=rows["floor"].fill_null(0).to_numpy().astype(np.int64),
        known=rows["log_odds"].is_not_null().to_numpy(),
        seen=rows["floor"].is_not_null().to_numpy(),
    )


def _of_accounts(
    order: pl.DataFrame, hazards: pl.DataFrame, weights: Weights
) -> Iterator[pl.DataFrame]:
    """Where each log-odds starts."""
    held = hazards.join(order, on="supplier_id", how="semi").rename(
        {"log_odds": "micro", "statement_id": "ref", "ends_on": "day"}
    )
    code = pl.col("lead").cast(pl.String)
    yield held.with_columns(term=pl.lit(Term.ACCOUNTS.value), code=code, floor=_NO_FLOOR)
    without = order.join(hazards, on="supplier_id", how="anti")
    base = pl.lit(weights.base, pl.Int64)
    yield without.with_columns(
        term=pl.lit(Term.BASE.value), micro=base, floor=_NO_FLOOR, **_NOTHING
    )


def _of_events(
    order: pl.DataFrame, found: pl.DataFrame, families: pl.DataFrame
) -> Iterator[pl.DataFrame]:
    """What each observation weighs, and what families weigh too much."""
    held = found.join(order, on="supplier_id", how="semi", maintain_order="left")
    yield held.rename(
        {"kind": "code", "weight": "micro", "observation_id": "ref", "observed_on": "day"}
    ).with_columns(term=pl.lit(Term.EVENT.value))
    cut = families.filter(pl.col("cut") != 0).join(order, on="supplier_id", how="semi")
    nothing = {name: _NOTHING[name] for name in ("ref", "day")}
    yield cut.select(
        "supplier_id",
        code="family",
        micro=-pl.col("cut"),
        term=pl.lit(Term.CAP.value),
        floor=_NO_FLOOR,
        **nothing,
    )


def _of_group(ids: Sequence[str], own: Own, got: Reached) -> pl.DataFrame:
    """What a parent added to the log-odds, or to the floor."""
    rows = [
        (
            ids[row],
            Term.GROUP.value,
            ids[got.worse[row]],
            int(got.log_odds[row] - own.log_odds[row]),
            0,
        )
        for row in np.flatnonzero(got.worse != NOBODY).tolist()
    ]
    rows += [
        (ids[row], Term.GROUP_FLOOR.value, ids[got.floored[row]], 0, int(got.floor[row]))
        for row in np.flatnonzero(got.floored != NOBODY).tolist()
    ]
    names = ("supplier_id", "term", "code", "micro", "floor")
    frame = pl.DataFrame(rows, {name: TERMS[name] for name in names}, orient="row")
    return frame.with_columns(ref=_NOTHING["ref"], day=_NOTHING["day"])


_NO_FLOOR: Final = pl.lit(0, pl.Int64)
_NOTHING: Final[Mapping[str, pl.Expr]] = {
    "code": pl.lit(None, pl.String),
    "ref": pl.lit(None, pl.String),
    "day": pl.lit(None, pl.Date),
}
